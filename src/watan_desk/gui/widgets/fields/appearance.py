"""What a form's author asks of a question's looks: the words of its appearance, read once and in one place.

A word that the desk does not know, or that needs what a desk has not (a camera's button, a map), changes nothing about
the question: it is shown plainly and says so.
"""

import re

from watan_desk.forms import NodeView

GRID = 12
"""The columns of a line; every width is a part of them."""
_GROUP_COLUMNS = 4
"""The columns of a group that names none, as Enketo's grid theme has it."""
_WIDTH = re.compile(r"w([1-9]|1[0-2])\Z")
_COLUMNS = re.compile(r"(?:columns|compact|quickcompact)-([1-9]|1[0-2])\Z")
_PACKED = frozenset({"columns", "columns-pack", "horizontal", "horizontal-compact", "compact", "quickcompact"})
_ALWAYS = frozenset({"field-list", "no-calendar", "gregorian", "islamic", "hijri", "no-buttons", "counter", "no-ticks"})
_KNOWN = {
    "text": {"multiline", "numbers", "thousands-sep", "masked", "url"},
    "integer": {"thousands-sep", "masked"},
    "decimal": {"thousands-sep", "masked"},
    "date": {"month-year", "year"},
    "dateTime": {"month-year", "year"},
    "select_one": {"minimal", "autocomplete", "search", "likert", "quick", "list-nolabel", "label", "list"},
    "select_multiple": {"minimal", "autocomplete", "search", "list-nolabel", "label", "list"},
    "range": {"rating", "picker", "vertical"},
    "image": {"draw", "signature", "annotate"},
    "repeat": {"table", "cards"},
    "group": {"table-list"},
}
_PLAIN_TYPES = frozenset({"geotrace", "geoshape", "osm", "select_one_external"})
PACKED = 0
"""Choices stand as close as their words allow."""
_DEFAULT_COLUMNS = 3


def words(view: NodeView) -> frozenset[str]:
    """Return the words of an appearance."""
    return frozenset(view.appearance.split())


def shown_plainly(view: NodeView) -> bool:
    """Tell whether a question asks for something that the desk shows in a plainer way."""
    known = _KNOWN.get(view.type, set()) | _ALWAYS
    asked = [
        word for word in words(view) if word not in known and not _WIDTH.match(word) and columns_of_word(word) is None
    ]
    return bool(asked) or view.type in _PLAIN_TYPES


def columns_of_word(word: str) -> int | None:
    """Return the number of columns that a word asks for; ``PACKED`` for as many as fit, None where it asks for none."""
    if word in {"columns", "compact", "quickcompact"}:
        return _DEFAULT_COLUMNS
    if word in _PACKED:
        return PACKED
    match = _COLUMNS.match(word)
    return int(match[1]) if match else None


def columns_of(view: NodeView) -> int | None:
    """Return the number of columns that a question asks for its choices, None where it asks for none."""
    return next((found for word in words(view) if (found := columns_of_word(word)) is not None), None)


def width_of(view: NodeView, group: str = "") -> int | None:
    """Return how many of the twelve columns a question asks for, in a group of that appearance; None where none."""
    asked = _number(view.appearance)
    if asked is None:
        return None
    of = _number(group) or _GROUP_COLUMNS
    return max(1, min(GRID, round(GRID * asked / of)))


def _number(appearance: str) -> int | None:
    return next((int(match[1]) for word in appearance.split() if (match := _WIDTH.match(word))), None)
