"""Says in our own words, in both languages, why the converter refuses a sheet: what is wrong, where, and the cure."""

import re
from collections.abc import Mapping, Sequence

from watan_desk.forms.errors import FormError

_PLACE = re.compile(r"\[row : (?P<row>\d+)\]\s*")
_CELL = re.compile(r"On the '(?P<sheet>\w+)' sheet, the '(?P<column>\w+)' value (?:'[^']*' )?is invalid\.\s*")
_KNOWN: Sequence[tuple[str, str, str]] = (
    (r"Unknown question type '(?P<what>.*?)'", "forms.sheet_type", "type"),
    (r"Question with no type", "forms.sheet_no_type", "type"),
    (r"Question or group with no name", "forms.sheet_no_name", "name"),
    (r"Questions, groups, and repeats must be unique", "forms.sheet_twice", "name"),
    (r"Could not find the name '(?P<what>.*?)'", "forms.sheet_unknown_name", ""),
    (r"Reference variables must start", "forms.sheet_reference", ""),
    (r"Unmatched '(?P<what>\w+)'", "forms.sheet_unmatched", "type"),
    (r"Names must begin with a letter", "forms.sheet_bad_name", "name"),
    (r"Missing calculation", "forms.sheet_no_calculation", "calculation"),
    (r"Choice names must be unique", "forms.sheet_choice_twice", "name"),
    (r"Choices must have a name", "forms.sheet_choice_nameless", "name"),
    (r"Choice names with spaces.*See \[(?P<what>.*?)\]", "forms.sheet_choice_space", "name"),
    (r"survey element named '(?P<what>.*?)' has no label", "forms.sheet_no_label", "label"),
    (r"There should be a choices sheet", "forms.sheet_no_choices", ""),
    (r"You must have a sheet named 'survey'", "forms.sheet_no_survey", ""),
)


def refusal(
    detail: str, file: str, survey: Sequence[Mapping[str, str]], choices: Sequence[Mapping[str, str]]
) -> FormError:
    """Return the error for what the converter said; what is not known here is quoted as it was said."""
    place, cell = _PLACE.search(detail), _CELL.search(detail)
    for pattern, key, column in _KNOWN:
        found = re.search(pattern, detail)
        if found is None:
            continue
        what = found.groupdict().get("what") or ""
        sheet = cell["sheet"] if cell else "choices" if "choice" in key else "survey"
        row = int(place["row"]) if place else _row_of(what, choices if sheet == "choices" else survey)
        params = {"file": file, "sheet": sheet, "row": row, "column": column or (cell["column"] if cell else "")}
        return FormError(key, **params, what=what)
    return FormError("forms.conversion", file=file, detail=detail)


def _row_of(what: str, rows: Sequence[Mapping[str, str]]) -> int:
    """Return the row whose type or name is what was named, counted from 1, headings too; 0 where there is none."""
    return next((at for at, cells in enumerate(rows, 2) if what and what in (cells.get("type"), cells.get("name"))), 0)
