"""Refuses sheets that would take minutes to convert, before they are: with sheet, row and column, and what to do."""

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
MOST_HASHES = 2_000
"""In one line of Markdown, where they may begin a remark: each is looked at with all that follows it."""
_REFERENCE = "${"
_FIRST_ROW = 2

Rows = Sequence[Mapping[str, Any]]


def refuse_hashes(text: str, file: str) -> None:
    """Refuse Markdown with a line that would be read for minutes.

    Raises:
        FormError: it has one; names the row of the file.
    """
    for row, line in enumerate(text.split("\n"), 1):
        if line.count("#") > MOST_HASHES:
            raise FormError("forms.too_many_hashes", file=file, row=row, most=MOST_HASHES)


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
            for column, text in cells.items():
                if not isinstance(text, str):
                    continue
                if len(text) > LONGEST_CELL:
                    place = {"sheet": sheet, "row": row, "column": str(column)[:99]}
                    raise FormError("forms.cell_too_long", file=file, **place, most=LONGEST_CELL)
                references += text.count(_REFERENCE)
            if references > MOST_REFERENCES:
                raise FormError("forms.too_many_references", file=file, sheet=sheet, row=row, most=MOST_REFERENCES)
