"""Converts XLSForms to XForm XML with pyxform, and finds the row of the sheet that an error speaks of."""

from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from watan_desk.forms.errors import FormError

LARGEST_FILE = 20_000_000
LARGEST_UNPACKED = 100_000_000
_SHEETS = frozenset({".md", ".xlsx", ".xlsm", ".xls", ".csv"})
_STUMBLES = (LookupError, ValueError, TypeError, AttributeError, BadZipFile)
"""What pyxform lets through from inside when a sheet is not shaped as it expects."""
_FIRST_ROW = 2


def converted(source: Path) -> str:
    """Return the XForm text of a form file.

    Raises:
        FormError: the file is missing, too large, of another kind, or pyxform refuses it (``detail``, in English).
    """
    kind = source.suffix.lower()
    try:
        if source.stat().st_size > LARGEST_FILE:
            raise FormError("forms.file_too_large", file=source.name)
        data = source.read_bytes()
    except OSError as error:
        raise FormError("forms.file_unreadable", file=source.name) from error
    if kind == ".xml":
        return _decoded(data, source)
    if kind not in _SHEETS:
        raise FormError("forms.file_kind", file=source.name)
    if kind in (".md", ".csv"):
        data = _decoded(data, source).encode()
    elif kind != ".xls":
        _refuse_swelling(data, source)
    return _by_pyxform(data, kind, source)


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


def _by_pyxform(data: bytes, kind: str, source: Path) -> str:
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - 0.3 s to import, and only some starts convert
    from pyxform.xls2xform import convert  # noqa: PLC0415 - as above

    try:
        return str(convert(data, validate=False, form_name="data", file_type=kind).xform)
    except (PyXFormError, *_STUMBLES) as error:
        raise FormError("forms.conversion", file=source.name, detail=str(error)) from error


def located(error: FormError, source: Path) -> FormError:
    """Return the error with the row of its question, where the source is a sheet; rows count from 1, headings too."""
    name = str(error.params.get("name", ""))
    if not name or source.suffix.lower() not in _SHEETS:
        return error
    from pyxform.xls2json_backends import get_xlsform  # noqa: PLC0415 - as above

    kind = source.suffix.lower()
    data = source.read_bytes()
    rows = get_xlsform(_decoded(data, source).encode() if kind in (".md", ".csv") else data, file_type=kind).survey
    row = next((at for at, cells in enumerate(rows, _FIRST_ROW) if cells.get("name") == name), 0)
    return FormError(error.key, **{**error.params, "row": row})
