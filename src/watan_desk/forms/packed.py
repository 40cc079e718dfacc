"""Looks through a workbook before anything opens it: what it is, whether its parts are whole, and how much they hold.

A workbook is a ZIP of XML. Each part that would be read is walked once by the parser itself, without building anything:
so a part that swells, declares entities or breaks off is named, in seconds and in little memory, before it can do harm.
"""

import struct
import zlib
from io import BytesIO
from typing import NoReturn
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from watan_desk.forms.errors import FormError

LARGEST_UNPACKED = 100_000_000
MOST_COLUMNS = 1_000
"""Of a sheet: the converter looks at each heading against all before it."""
MOST_CELLS = 250_000
"""Of all sheets together, and of the texts they share: a form's author writes a hundredth of it."""
OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
"""How the old Excel's files begin, those with a password too, and how the new one's do."""
_MOST_PARTS = 5_000
_MOST_ELEMENTS = 3_000_000
_DEEPEST = 50
_READ_AT_ONCE = 1 << 18
_BOOK = "xl/workbook.xml"
_NEEDED = ("[Content_Types].xml", _BOOK, "xl/_rels/workbook.xml.rels")
_PARTS = (*_NEEDED, "xl/sharedStrings.xml", "xl/styles.xml")
_SHEETS = "xl/worksheets/"
_BROKEN = (BadZipFile, ValueError, OSError, EOFError, struct.error, zlib.error, NotImplementedError, RuntimeError)
"""What a ZIP that is cut short, lies about its parts or packs them in an unknown way raises."""


def look_through(data: bytes, file: str) -> None:
    """Refuse what is no workbook that can be read, or holds more than any form.

    Raises:
        FormError: it has a password (or is an old one by another name), is something else, cut short or damaged,
            declares entities, or holds too much; names the part.
    """
    if data.startswith(OLE):
        raise FormError("forms.file_protected", file=file)
    try:
        with ZipFile(BytesIO(data)) as packed:
            parts = {part.filename: part for part in packed.infolist()}
            _refuse_unlike(parts, len(packed.infolist()), file)
            looked = _Looked(file)
            for name, part in parts.items():
                if name in _PARTS or (name.startswith(_SHEETS) and name.endswith(".xml")):
                    looked.walk(packed, part)
    except _BROKEN as wrong:
        key = "forms.file_torn" if data.startswith(_ZIP) else "forms.file_no_workbook"
        raise FormError(key, file=file) from wrong


def _refuse_unlike(parts: dict[str, ZipInfo], count: int, file: str) -> None:
    if any(part.flag_bits & 1 for part in parts.values()):
        raise FormError("forms.file_protected", file=file)
    if _BOOK not in parts:
        raise FormError("forms.file_no_workbook", file=file)
    if count > _MOST_PARTS or sum(part.file_size for part in parts.values()) > LARGEST_UNPACKED:
        raise FormError("forms.file_too_large", file=file)
    for name in _NEEDED:
        if name not in parts:
            raise FormError("forms.part_missing", file=file, part=name)


class _Looked:
    """What was seen of one workbook so far."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._part = ""
        self._elements = self._cells = self._texts = 0
        self._rows = self._columns = self._depth = 0

    def walk(self, packed: ZipFile, part: ZipInfo) -> None:
        """Walk one part.

        Raises:
            FormError: as ``look_through``.
        """
        self._part, self._rows, self._columns, self._depth = part.filename, 0, 0, 0
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.StartDoctypeDeclHandler = self._declares
        try:
            with packed.open(part) as stream:
                while piece := stream.read(_READ_AT_ONCE):
                    parser.Parse(piece, False)  # noqa: FBT003 - as expat has it
            parser.Parse(b"", True)  # noqa: FBT003 - as above
        except expat.ExpatError as wrong:
            raise FormError("forms.part_damaged", **self._place()) from wrong

    def _place(self) -> dict[str, object]:
        return {"file": self._file, "part": self._part, "row": self._rows}

    def _begin(self, tag: str, _: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cells += 1
            self._columns += 1
            if self._columns > MOST_COLUMNS and self._rows == 1:
                raise FormError("forms.too_many_columns", file=self._file, most=MOST_COLUMNS)
        elif name == "row":
            self._rows, self._columns = self._rows + 1, 0
        elif name == "si":
            self._texts += 1
        if self._depth > _DEEPEST:
            raise FormError("forms.part_damaged", **self._place())
        if self._cells > MOST_CELLS or self._texts > MOST_CELLS or self._elements > _MOST_ELEMENTS:
            raise FormError("forms.too_many_cells", **self._place(), most=MOST_CELLS)

    def _end(self, _: str) -> None:
        self._depth -= 1

    def _declares(self, *_: object) -> NoReturn:
        raise FormError("forms.part_declares", **self._place())
