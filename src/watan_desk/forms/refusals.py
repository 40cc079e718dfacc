"""Says in our own words, in both languages, why the converter refuses a sheet: what is wrong, where, and the cure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from watan_desk.forms.columns import SURVEY
from watan_desk.forms.errors import Cure, FormError

Rows = Sequence[Mapping[str, str]]

_PLACE = re.compile(r"\[row : (?P<row>\d+)\]\s*")
_CELL = re.compile(
    r"On the '(?P<sheet>\w+)' sheet, the '(?P<column>[^']+)' value (?:'(?P<value>[^']*)' )?is (?:invalid)"
)
_SHEET = re.compile(r"for sheet: '(?P<sheet>\w+)'")
_KNOWN: Sequence[tuple[str, str, str]] = (
    (r"Unknown question type '(?P<what>.*?)'", "forms.sheet_type", "type"),
    (r"Question with no type", "forms.sheet_no_type", "type"),
    (r"Question or group with no name", "forms.sheet_no_name", "name"),
    (r"Questions, groups, and repeats must be unique", "forms.sheet_twice", "name"),
    (r"Repeat names must ", "forms.sheet_repeat_name", "name"),
    (r"reserved for form metadata", "forms.sheet_reserved", "name"),
    (r"Could not\s+find the name '(?P<what>.*?)'", "forms.sheet_unknown_name", ""),
    (r"The name\s+'(?P<what>.*?)' appears more than once", "forms.sheet_many", ""),
    (r"Reference variables? (?:must start|lists must)", "forms.sheet_reference", ""),
    (r"Unmatched '(?P<what>\w+)'", "forms.sheet_unmatched", "type"),
    (r"Names must begin with a letter", "forms.sheet_bad_name", "name"),
    (r"Missing calculation", "forms.sheet_no_calculation", "calculation"),
    (r"Choice names must be unique", "forms.sheet_choice_twice", "name"),
    (r"Choices must have a name", "forms.sheet_choice_nameless", "name"),
    (r"Choice names with spaces.*See \[(?P<what>.*?)\]", "forms.sheet_choice_space", "name"),
    (r"survey element named '(?P<what>.*?)' has no label", "forms.sheet_no_label", "label"),
    (r"List name not in (?:external )?choices sheet: (?P<what>.*)", "forms.sheet_no_such_list", "type"),
    (r"required column headers were not found: (?P<what>.*?)\. Learn", "forms.sheet_no_heading", ""),
    (r"Duplicate column header: (?P<what>.*)", "forms.sheet_heading_twice", ""),
    (r"names for the same column were found: (?P<what>.*?)\. Rename", "forms.sheet_heading_twice", ""),
    (r"file extensions", "forms.sheet_file_ending", "type"),
    (
        r"the '?parameters'? value is invalid|[Pp]arameter\b.*(?:must|should)|must be set to",
        "forms.sheet_parameters",
        "parameters",
    ),
    (r"Choice filter not supported", "forms.sheet_no_filter", "choice_filter"),
    (r"can't be used as a calculation trigger", "forms.sheet_trigger", "trigger"),
    (r"There should be a choices sheet", "forms.sheet_no_choices", ""),
    (r"You must have a sheet named 'survey'", "forms.sheet_no_survey", ""),
)
_TYPES = (
    "text", "integer", "decimal", "date", "time", "dateTime", "note", "calculate", "acknowledge", "range", "image",
    "audio", "video", "file", "geopoint", "geotrace", "geoshape", "barcode", "hidden", "start", "end", "today",
    "deviceid", "username", "email", "phonenumber", "begin_group", "end_group", "begin_repeat", "end_repeat",
)  # fmt: skip
_SELECTS = ("select_one", "select_multiple", "rank", "select_one_from_file", "select_multiple_from_file")
_FIRST_ROW = 2
_SIDE_BY_SIDE = " \u00b7 "
_SELECT = re.compile(r"(?P<type>select_one|select_multiple|rank)(?P<sign>[ _]*)(?P<list>.*)\Z")


@dataclass(frozen=True)
class Held:
    """What could be read of a workbook that the converter refused."""

    survey: Rows = ()
    choices: Rows = ()
    sheets: tuple[str, ...] = ()
    """The names of its sheets."""


def refusal(detail: str, file: str, held: Held) -> FormError:
    """Return the error for what the converter said; what is not known here is quoted as it was said."""
    place, cell = _PLACE.search(detail), _CELL.search(detail)
    for pattern, key, column in _KNOWN:
        found = re.search(pattern, detail, re.DOTALL)
        if found is None:
            continue
        named = _SHEET.search(detail)
        sheet = cell["sheet"] if cell else named["sheet"] if named else "choices" if "choice" in key else "survey"
        rows = held.choices if sheet == "choices" else held.survey
        what = (found.groupdict().get("what") or "").strip().strip("'")
        row = int(place["row"]) if place else _row_of(what, rows)
        where = column or (cell["column"] if cell else "")
        what = what or (cell["value"] or "" if cell else "") or _cell(rows, row, where)
        params = {"file": file, "sheet": sheet, "row": row, "column": where, "what": what}
        cure = _cure(key, what) or _heading(rows, where)
        return FormError(_told(key, held), **params, sheets=_SIDE_BY_SIDE.join(held.sheets)).cured(cure)
    return FormError("forms.conversion", file=file, detail=detail)


def _told(key: str, held: Held) -> str:
    """Return the key of what is wrong where the converter takes one thing for another."""
    if key == "forms.sheet_no_choices" and held.choices:
        return "forms.sheet_no_list_name"
    if key == "forms.sheet_no_survey" and "survey" in held.sheets:
        return "forms.sheet_blank_top"
    return key


def _cure(key: str, what: str) -> Cure | None:
    """Return what to write instead of a type that is not known."""
    if key != "forms.sheet_type":
        return None
    select = _SELECT.match(what)
    if select is not None:
        listed = re.sub(r"\s+", "_", select["list"].strip()) or "list_name"
        return "forms.cure_list", {"right": f"{select['type']} {listed}"}
    first, _, rest = what.partition(" ")
    like = get_close_matches(what.lower().replace(" ", "_"), _TYPES, 1)
    selects = get_close_matches(first.lower(), _SELECTS, 1)
    if what.lower() in _TYPES or (like and not rest):
        return "forms.cure_like", {"like": like[0]}
    return ("forms.cure_like", {"like": f"{selects[0]} {rest}".strip()}) if selects else None


def _heading(rows: Rows, column: str) -> Cure | None:
    """Return the heading that probably means a column which a sheet does not have."""
    headings = {heading for cells in rows for heading in cells}
    like = get_close_matches(column, sorted(headings - SURVEY), 1) if column and column not in headings else []
    if like:
        return "forms.cure_heading", {"wrong": like[0], "right": column}
    return (
        ("forms.cure_no_heading", {"right": column}) if column in ("name", "type") and column not in headings else None
    )


def _row_of(what: str, rows: Rows) -> int:
    """Return the row whose type or name is what was named, counted from 1, headings too; 0 where there is none."""
    return next(
        (at for at, cells in enumerate(rows, _FIRST_ROW) if what and what in (cells.get("type"), cells.get("name"))), 0
    )


def _cell(rows: Rows, row: int, column: str) -> str:
    place = row - _FIRST_ROW
    return rows[place].get(column, "") if 0 <= place < len(rows) else ""
