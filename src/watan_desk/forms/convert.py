"""Converts XLSForms to XForm XML with pyxform, and finds the row of the sheet that an error speaks of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from watan_desk.forms.errors import FormError
from watan_desk.forms.extending import Extension, extended
from watan_desk.forms.refusals import refusal

LARGEST_FILE = 20_000_000
LARGEST_UNPACKED = 100_000_000
_SHEETS = frozenset({".md", ".xlsx", ".xlsm", ".xls", ".csv"})
_STUMBLES = (LookupError, ValueError, TypeError, AttributeError, BadZipFile)
"""What pyxform lets through from inside when a sheet is not shaped as it expects."""
_FIRST_ROW = 2


@dataclass(frozen=True)
class Sheets:
    """The sheets of an XLSForm as their author wrote them: rows with their number, headings counted, and columns."""

    survey: Sequence[tuple[int, Mapping[str, str]]] = ()
    choices: Sequence[tuple[int, Mapping[str, str]]] = ()
    survey_columns: Sequence[str] = ()
    choice_columns: Sequence[str] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
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
    return data.decode() if kind == ".xml" else str(_by_pyxform(data, kind, source).xform)


def sheets_of(source: Path, extension: Extension | None = None) -> Sheets:
    """Return the sheets of a form file, with further questions as in ``converted``; an XForm has none.

    Raises:
        FormError: as ``converted``.
    """
    data, kind = _extended(*_read(source), extension)
    if kind == ".xml":
        return Sheets()
    warnings = tuple(_by_pyxform(data, kind, source).warnings)
    held = _workbook(data, kind)
    return Sheets(
        tuple(enumerate(held.survey or (), _FIRST_ROW)),
        tuple(enumerate(held.choices or (), _FIRST_ROW)),
        tuple((held.survey_header or [{}])[0]),
        tuple((held.choices_header or [{}])[0]),
        dict((held.settings or [{}])[0]),
        warnings,
    )


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
        raise FormError("forms.file_unreadable", file=source.name) from error
    if kind != ".xml" and kind not in _SHEETS:
        raise FormError("forms.file_kind", file=source.name)
    if kind in (".md", ".csv", ".xml"):
        return _decoded(data, source).encode(), kind
    if kind != ".xls":
        _refuse_swelling(data, source)
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
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormError("forms.file_unreadable", file=source.name) from error


def _refuse_swelling(data: bytes, source: Path) -> None:
    """Refuse a workbook that would unpack to more than ``LARGEST_UNPACKED``: a small file can hold gigabytes of blanks.

    Raises:
        FormError: it would.
    """
    try:
        with ZipFile(BytesIO(data)) as packed:
            total = sum(part.file_size for part in packed.infolist())
    except (BadZipFile, ValueError, OSError):
        return  # no workbook at all: the converter says what it misses
    if total > LARGEST_UNPACKED:
        raise FormError("forms.file_too_large", file=source.name)


def _by_pyxform(data: bytes, kind: str, source: Path) -> Any:
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - 0.3 s to import, and only some starts convert
    from pyxform.xls2xform import convert  # noqa: PLC0415 - as above

    try:
        return convert(data, validate=False, form_name="data", file_type=kind)
    except PyXFormError as error:
        held = _rows(data, kind)
        raise refusal(str(error), source.name, held.get("survey", ()), held.get("choices", ())) from error
    except _STUMBLES as error:
        raise FormError("forms.conversion", file=source.name, detail=str(error)) from error


def _rows(data: bytes, kind: str) -> Mapping[str, Sequence[Mapping[str, str]]]:
    """Return the rows of a workbook that the converter refused, none where it cannot even be opened."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - as above

    try:
        held = _workbook(data, kind)
    except (PyXFormError, *_STUMBLES):
        return {}
    return {"survey": held.survey or (), "choices": held.choices or ()}


def located(error: FormError, source: Path) -> FormError:
    """Return the error with the row of its question, where the source is a sheet; rows count from 1, headings too."""
    name = str(error.params.get("name", ""))
    if not name or source.suffix.lower() not in _SHEETS:
        return error
    rows = _workbook(*_read(source)).survey
    row = next((at for at, cells in enumerate(rows, _FIRST_ROW) if cells.get("name") == name), 0)
    return FormError(error.key, **{**error.params, "row": row})
