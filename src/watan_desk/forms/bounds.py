"""Refuses sheets that cannot be converted, or only in minutes, beforehand: with their place, and what to do."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from watan_desk.forms.errors import FormError

MOST_ROWS = {"survey": 10_000, "choices": 50_000}
"""A longer list stands in a file of its own beside the form."""
MOST_LANGUAGES = 40
MOST_REFERENCES = 100_000
"""Names of other questions in all cells together."""
LONGEST_CELL = 32_767
"""Letters, as many as Excel itself takes."""
_MOST_LOOKED_AT = 50_000_000
"""Letters of Markdown that are looked at for remarks: from each ``#`` to the end of its line."""
_REFERENCE = "${"
_FIRST_ROW = 2
_NAMED = 99
"""Letters of a heading that are told."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
"""Characters that no XML can hold: left behind by other programs, and seen by nobody."""
_PREFIX = re.compile(r"(?:bind|instance|body|control)::?\s*(?P<prefix>[\w.-]+):(?!:)")
_KNOWN_PREFIXES = frozenset({"jr", "orx", "odk", "h", "ev", "xsd", "entities", "entity"})

Rows = Sequence[Mapping[str, Any]]


def refuse_hashes(text: str, file: str) -> None:
    """Refuse Markdown with a line that would be read for minutes.

    Raises:
        FormError: it has one; names the row of the file.
    """
    looked_at = 0
    for row, line in enumerate(text.split("\n"), 1):
        looked_at += line.count("#") * len(line)
        if looked_at > _MOST_LOOKED_AT:
            raise FormError("forms.too_many_hashes", file=file, row=row)


def refuse_prefixes(columns: Sequence[str], namespaces: str, file: str) -> None:
    """Refuse headings with a prefix that the settings do not explain.

    Raises:
        FormError: naming the heading.
    """
    for heading in columns:
        found = _PREFIX.match(heading)
        if found and found["prefix"] not in _KNOWN_PREFIXES and f"{found['prefix']}=" not in namespaces:
            place = {"sheet": "survey", "row": 1, "column": heading}
            raise FormError("forms.unknown_prefix", file=file, **place, prefix=found["prefix"])


def refuse_heavy(sheets: Mapping[str, Rows], columns: Mapping[str, Sequence[str]], file: str) -> None:
    """Refuse sheets that hold more than can be waited for.

    Raises:
        FormError: naming the sheet, and the row and column where there is one.
    """
    references = 0
    for sheet, rows in sheets.items():
        most = MOST_ROWS.get(sheet, MOST_ROWS["survey"])
        if len(rows) > most:
            raise FormError("forms.too_many_rows", file=file, sheet=sheet, row=most + _FIRST_ROW, most=most)
        languages = {heading.partition("::")[2].strip() for heading in columns.get(sheet, ()) if "label" in heading}
        if len(languages) > MOST_LANGUAGES:
            raise FormError("forms.too_many_languages", file=file, sheet=sheet, row=1, most=MOST_LANGUAGES)
        for row, cells in enumerate(rows, _FIRST_ROW):
            references += sum(
                _references(column, text, file, {"sheet": sheet, "row": row}) for column, text in cells.items()
            )
            if references > MOST_REFERENCES:
                raise FormError("forms.too_many_references", file=file, sheet=sheet, row=row, most=MOST_REFERENCES)


def _references(column: str | None, text: object, file: str, place: Mapping[str, object]) -> int:
    """Return how often a cell names other questions.

    Raises:
        FormError: no form can hold the cell.
    """
    if not column:
        raise FormError("forms.cell_unheaded", file=file, **place)
    if not isinstance(text, str):
        return 0
    if len(text) > LONGEST_CELL:
        raise FormError("forms.cell_too_long", file=file, **place, column=column[:_NAMED], most=LONGEST_CELL)
    if _UNWRITABLE.search(text):
        raise FormError("forms.cell_unwritable", file=file, **place, column=column[:_NAMED])
    return text.count(_REFERENCE)
