"""Converts XLSForms to XForm XML with pyxform, and finds the row of the sheet that an error speaks of."""

import csv
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from watan_desk.forms.bounds import refuse_hashes, refuse_heavy, refuse_prefixes
from watan_desk.forms.columns import CHOICES, SETTINGS, SURVEY, plain_heading
from watan_desk.forms.errors import FormError
from watan_desk.forms.extending import Extension, extended
from watan_desk.forms.packed import OLE, look_through
from watan_desk.forms.refusals import Held, refusal
from watan_desk.forms.slips import function_like, in_cell, slip

LARGEST_FILE = 20_000_000
_SHEETS = frozenset({".md", ".xlsx", ".xlsm", ".xls", ".csv"})
_STUMBLES = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    EOFError,
    SyntaxError,
    BadZipFile,
    csv.Error,
    struct.error,
    zlib.error,
)
"""What pyxform lets through from inside when a sheet is not shaped as it expects, or the file is torn."""
_FIRST_ROW = 2
_HEADED = re.compile(r"^[^\n]{0,200}?\"?type\"?\s*(?P<sign>[,;\t])", re.IGNORECASE | re.MULTILINE)
"""The line of a CSV's first headings, and the sign that stands between them."""


Cells = Mapping[str, str]


@dataclass(frozen=True)
class Sheets:
    """The sheets of an XLSForm as their author wrote them: rows with their number, headings counted, and columns.

    Headings stand as XLSForm spells them, whatever their case was.
    """

    survey: Sequence[tuple[int, Mapping[str, str]]] = ()
    choices: Sequence[tuple[int, Mapping[str, str]]] = ()
    survey_columns: Sequence[str] = ()
    choice_columns: Sequence[str] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    settings_columns: Sequence[str] = ()
    warnings: Sequence[str] = ()
    """What the converter warns of, in English."""

    def rows(self) -> Mapping[str, int]:
        """Return the row of each question, group and repeat by its path, ``/data/...``."""
        found: dict[str, int] = {}
        path = ["", "data"]
        for row, cells in self.survey:
            kind, name = cells.get("type", "").replace(" ", "_"), cells.get("name", "")
            if kind.startswith("end_"):
                path = path[: max(2, len(path) - 1)]
                continue
            found.setdefault("/".join([*path, name]), row)
            if kind.startswith("begin_"):
                path.append(name)
        return found


def converted(source: Path, extension: Extension | None = None) -> str:
    """Return the XForm text of a form file, with further questions in a group of it where it is Markdown.

    Raises:
        FormError: the file is missing, too large, of another kind, or pyxform refuses it (``detail``, in English).
    """
    data, kind = _extended(*_read(source), extension)
    return data.decode() if kind == ".xml" else _by_pyxform(data, kind, source)[0]


def sheets_of(source: Path, extension: Extension | None = None) -> Sheets:
    """Return the sheets of a form file, with further questions as in ``converted``; an XForm has none.

    Raises:
        FormError: as ``converted``.
    """
    data, kind = _extended(*_read(source), extension)
    if kind == ".xml":
        return Sheets()
    _, warnings = _by_pyxform(data, kind, source)
    held = _workbook(data, kind)
    return Sheets(
        _rows_of(held.survey, SURVEY),
        _rows_of(held.choices, CHOICES),
        _columns_of(held.survey_header, SURVEY),
        _columns_of(held.choices_header, CHOICES),
        next((cells for _, cells in _rows_of(held.settings, SETTINGS)), {}),
        _columns_of(held.settings_header, SETTINGS),
        warnings,
    )


def _rows_of(rows: Sequence[Mapping[str, str]] | None, known: frozenset[str]) -> tuple[tuple[int, Cells], ...]:
    """Return the rows of a sheet with their numbers, under headings as XLSForm spells them."""
    plain = {heading: plain_heading(heading, known) for cells in rows or () for heading in cells if heading}
    return tuple(
        (row, {plain[heading]: text for heading, text in cells.items() if heading})
        for row, cells in enumerate(rows or (), _FIRST_ROW)
    )


def _columns_of(header: Sequence[Mapping[str, object]] | None, known: frozenset[str]) -> tuple[str, ...]:
    return tuple(plain_heading(heading, known) for heading in (header or [{}])[0])


def _read(source: Path) -> tuple[bytes, str]:
    """Return the bytes of a form file, text as UTF-8 without a byte order mark, and its kind.

    Raises:
        FormError: as ``converted``.
    """
    kind = source.suffix.lower()
    try:
        if source.stat().st_size > LARGEST_FILE:
            raise FormError("forms.file_too_large", file=source.name)
        data = source.read_bytes()
    except OSError as error:
        raise FormError("forms.file_missing", file=source.name) from error
    if kind != ".xml" and kind not in _SHEETS:
        raise FormError("forms.file_kind", file=source.name)
    if kind in (".md", ".csv", ".xml"):
        text = _decoded(data, source)
        if kind == ".md":
            refuse_hashes(text, source.name)
        return (_with_commas(text, source) if kind == ".csv" else text).encode(), kind
    if not data:
        raise FormError("forms.file_empty", file=source.name)
    if kind == ".xls" and not data.startswith(OLE):
        raise FormError("forms.file_no_workbook", file=source.name)
    if kind != ".xls":
        look_through(data, source.name)
    return data, kind


def _extended(data: bytes, kind: str, extension: Extension | None) -> tuple[bytes, str]:
    if extension is None or kind != ".md":
        return data, kind
    return extended(data.decode(), extension).encode(), kind


def _workbook(data: bytes, kind: str) -> Any:
    from pyxform.xls2json_backends import get_xlsform  # noqa: PLC0415 - as above

    return get_xlsform(data, file_type=kind)


def _decoded(data: bytes, source: Path) -> str:
    """Return text without the byte order mark that spreadsheets write and pyxform trips over."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormError("forms.file_unreadable", file=source.name) from error
    if "\0" in text:
        raise FormError("forms.file_unreadable", file=source.name)
    if not text.strip():
        raise FormError("forms.file_empty", file=source.name)
    return text


def _with_commas(text: str, source: Path) -> str:
    """Return a CSV with commas, whichever sign the spreadsheet of its author's country put between its cells.

    Raises:
        FormError: it is the sheet of questions alone: a CSV holds all sheets, each under a line with its name.
    """
    headed = _HEADED.search(text)
    if headed is not None and not text[: headed.start()].strip():
        raise FormError("forms.csv_alone", file=source.name)
    if headed is None or headed["sign"] == ",":
        return text
    written = StringIO()
    try:
        csv.writer(written).writerows(csv.reader(StringIO(text), delimiter=headed["sign"]))
    except csv.Error as error:
        raise FormError("forms.file_shape", file=source.name) from error
    return written.getvalue()


@lru_cache(maxsize=1)
def _by_pyxform(data: bytes, kind: str, source: Path) -> tuple[str, tuple[str, ...]]:
    """Return a form's XForm text and what the converter warns of; a form is asked for twice, read and then checked."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - 0.3 s to import, and only some starts convert
    from pyxform.xls2xform import convert  # noqa: PLC0415 - as above

    try:
        book = _workbook(data, kind)
        _refuse_heavy(book, source)
        made = convert({each.name: getattr(book, each.name) for each in fields(book)}, form_name="data")
    except PyXFormError as error:
        raise refusal(str(error), source.name, _held(data, kind)) from error
    except RecursionError as error:
        raise FormError("forms.nested_too_deep", file=source.name) from error
    except MemoryError as error:
        raise FormError("forms.file_too_large", file=source.name) from error
    except _stumbles() as error:
        raise FormError(
            "forms.file_shape" if kind in (".md", ".csv") else "forms.file_torn", file=source.name
        ) from error
    return str(made.xform), tuple(made.warnings)


def _stumbles() -> tuple[type[Exception], ...]:
    """Return what is let through from inside when a sheet is not shaped as expected, or the file is torn."""
    from xlrd.biffh import XLRDError  # noqa: PLC0415 - as above
    from xlrd.compdoc import CompDocError  # noqa: PLC0415 - as above

    return *_STUMBLES, CompDocError, XLRDError


def _refuse_heavy(book: Any, source: Path) -> None:
    """Refuse a workbook that would take minutes to convert.

    Raises:
        FormError: naming sheet, row and column.
    """
    names = [name for name in ("survey", "choices", "external_choices", "entities", "osm") if getattr(book, name)]
    columns = {name: [str(key) for key in (getattr(book, f"{name}_header") or [{}])[0]] for name in names}
    refuse_heavy({name: getattr(book, name) for name in names}, columns, source.name)
    settings = next((cells for _, cells in _rows_of(book.settings, SETTINGS)), {})
    used = {heading for cells in book.survey or () for heading in cells if heading}
    refuse_prefixes(sorted(used), settings.get("namespaces", ""), source.name)


def _held(data: bytes, kind: str) -> Held:
    """Return the rows of a workbook that the converter refused, none where it cannot even be opened."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - as above

    try:
        held = _workbook(data, kind)
    except (PyXFormError, *_stumbles()):
        return Held()
    rows = [
        [cells for _, cells in _rows_of(each, known)]
        for each, known in ((held.survey, SURVEY), (held.choices, CHOICES))
    ]
    return Held(rows[0], rows[1], tuple(held.sheet_names or ()))


def located(error: FormError, source: Path) -> FormError:
    """Return the error with the row of its question and its expression as it stands in the cell, and the likely cure.

    Only a sheet has rows; they count from 1, headings too.
    """
    name, expression = str(error.params.get("name", "")), str(error.params.get("expression", ""))
    params, at = dict(error.params), int(error.params.get("at", 1))
    if name and source.suffix.lower() in _SHEETS:
        rows = _rows_of(_workbook(*_read(source)).survey, SURVEY)
        row, cells = next(((at, cells) for at, cells in rows if cells.get("name") == name), (0, {}))
        cell = cells.get(str(error.params.get("column", "")), "")
        place = in_cell(cell, expression, at) if cell and expression else 0
        params |= {"row": row} | ({"expression": cell, "at": place} if place else {})
    cure = None
    if error.key == "forms.expression_syntax":
        cure = slip(str(params["expression"]), int(params["at"]))
    elif error.key == "forms.unknown_function":
        cure = function_like(str(params["function"]))
    return FormError(error.key, **params).cured(cure)
