"""Finds the rows of a list by what a column holds, without going through all of them each time."""

from collections.abc import Mapping, Sequence

from watan_desk.forms.tree import Node

Rows = Mapping[str, Sequence[Node]]
WORTHWHILE = 16
"""Shorter lists are walked as fast as they are looked up."""


def part_of(row: Node, name: str) -> str | None:
    """Return a row's column, or with ``@`` its attribute; None where it has none."""
    if name.startswith("@"):
        return row.attributes.get(name[1:])
    return next((child.value for child in row.children if child.name == name), None)


class Index:
    """The rows of lists that never change, by column. One lives as long as a record."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, str, str], tuple[Sequence[Node], Rows]] = {}

    def rows(self, parents: Sequence[Node], name: str, column: str) -> Rows:
        """Return the children of that name of the first parent, by the text of a column."""
        key = (id(parents[0]), name, column)
        if key not in self._found:
            rows: dict[str, list[Node]] = {}
            for row in parents[0].children:
                if row.name == name:
                    for value in _values(row, column):
                        rows.setdefault(value, []).append(row)
            self._found[key] = (parents, rows)  # the parents are kept, so that no other list gets their identity
        return self._found[key][1]


def _values(row: Node, column: str) -> set[str]:
    """Return all that a row holds in a column; XPath compares with each of several children of one name."""
    if column.startswith("@"):
        return {row.attributes[column[1:]]} if column[1:] in row.attributes else set()
    return {child.text() for child in row.children if child.name == column}
