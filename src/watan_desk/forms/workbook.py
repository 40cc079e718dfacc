"""Writes a form as the Excel workbook that any XLSForm tool takes in, from whichever kind of sheet it was drawn up."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from watan_desk.common.messages import LANGUAGES
from watan_desk.forms.convert import Sheets, sheets_of
from watan_desk.forms.errors import FormError
from watan_desk.forms.extending import Extension
from watan_desk.forms.placeholders import Words, fill_text
from watan_desk.forms.wordings import language_code

Cells = Mapping[str, str]
Lists = Mapping[str, Sequence[tuple[str, Mapping[str, str]]]]
"""Choices in place of a list of the form: name -> (code, labels by language)."""
_WIDEST = 60
_LABEL = {"ar": "label::Arabic (ar)", "en": "label::English (en)"}


def write_workbook(
    source: Path,
    out: Path,
    *,
    words: Words | None = None,
    lists: Lists | None = None,
    extension: Extension | None = None,
) -> None:
    """Write the sheets of a form into a workbook, with an association's words, lists and further questions.

    Raises:
        FormError: the source cannot be read, is an XForm without sheets, or the workbook cannot be written.
    """
    sheets = sheets_of(source, extension)
    if not sheets.survey:
        raise FormError("forms.no_sheets", file=source.name)
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import, seldom needed

    book = Workbook()
    book.remove(book.active)
    survey = [cells for _, cells in sheets.survey]
    _write(book, "survey", sheets.survey_columns, survey, words)
    if sheets.choices:
        _write(book, "choices", sheets.choice_columns, _listed(sheets, lists or {}), words)
    if sheets.settings:
        _write(book, "settings", tuple(sheets.settings), [sheets.settings], words)
    try:
        book.save(out)
    except OSError as error:
        raise FormError("forms.unwritable", file=out.name) from error


def _listed(sheets: Sheets, lists: Lists) -> list[Cells]:
    """Return the choices, with those of an association where it has its own, in the place of the first of the list."""
    rows: list[Cells] = []
    written: set[str] = set()
    for _, cells in sheets.choices:
        name = cells.get("list_name", "")
        if name not in lists:
            rows.append(cells)
        elif name not in written:
            written.add(name)
            rows += [
                {"list_name": name, "name": code, **{_LABEL[lang]: labels[lang] for lang in LANGUAGES}}
                for code, labels in lists[name]
            ]
    return rows


def _write(book: Any, name: str, columns: Sequence[str], rows: Sequence[Cells], words: Words | None) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "C2"
    sheet.append(list(columns))
    for cells in rows:
        sheet.append([_worded(cells.get(column) or "", column, words) or None for column in columns])
    for place, column in enumerate(columns, 1):
        longest = max([len(column), *(len(cells.get(column) or "") for cells in rows)])
        heading = sheet.cell(1, place)
        sheet.column_dimensions[heading.column_letter].width = min(_WIDEST, longest + 2)


def _worded(text: str, column: str, words: Words | None) -> str:
    """Return a cell in an association's words, those of the column's language, or of the first."""
    first = next(iter((words or {}).values()), {})
    return fill_text(text, (words or {}).get(language_code(column), first))
