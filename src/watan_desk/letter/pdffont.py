"""A face's part of one PDF: a composite (Type0, Identity-H) font, subset, whose text can be copied and searched.

Every sign has its own CID, so ToUnicode is exact even where a font draws several characters with one glyph, and a
ligature is read as all of its letters. What the font has no glyph of its own for, a letter with its marks or its
kerning, is put together from its glyphs.
"""

import zlib
from collections.abc import Mapping
from typing import Any, Final
from weakref import WeakKeyDictionary

import uharfbuzz as hb  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfdoc, pdfmetrics

from watan_desk.letter.compound import with_compounds
from watan_desk.letter.shaping import Face, Part, Sign

NO_FONT: Final = "watan-no-font"
"""ReportLab's default font in our PDFs: keeps Helvetica, which is not embedded, out of them."""

_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "DSIG", "kern")
_ROWS_A_BLOCK = 100
_LEVEL = 5


class _NoFont:
    """Stands where ReportLab insists on a default font; nothing may be set in it."""

    fontName = NO_FONT  # noqa: N815 - ReportLab's names
    _dynamicFont = 1  # noqa: N815
    _multiByte = 1  # noqa: N815
    shapable = False

    def stringWidth(self, *_: object, **__: object) -> float:  # noqa: N802
        """Refuse to measure."""
        raise RuntimeError("text is set by watan_desk.letter.paragraph; ReportLab's default font is switched off")

    splitString = stringWidth  # noqa: N815


pdfmetrics._fonts[NO_FONT] = _NoFont()  # noqa: SLF001 - registerFont() asks for a face, which this has not


class Subset:
    """The glyphs that one document uses of a face; ReportLab calls ``addObjects`` when it writes the file."""

    def __init__(self, face: Face, document: Any) -> None:
        self.face = face
        self.signs: list[Sign] = [Sign((Part(0, 0, 0),), "", 0)]
        """The sign of every CID, in the CID's order."""
        self.codes: dict[int, str] = {}
        """How the page names each sign so far, by its number in the face, in the CIDs' order."""
        self.internal = f"F{len(document.fontMapping) + 1}"
        self.fontName = f"{face.name}-{len(document.fontMapping)}"
        document.fontMapping[self.fontName] = "/" + self.internal
        document.delayedFonts.append(self)

    def add(self, number: int) -> str:
        """Take in a sign of the face; return how the page names it."""
        named = self.codes[number] = f"{len(self.signs):04x}"
        self.signs.append(self.face.signs[number])
        return named

    def addObjects(self, document: Any) -> None:  # noqa: N802 - ReportLab's name
        """Write the font's objects into the document."""
        data, glyphs = self._subset()
        tag = "".join(chr(65 + (zlib.crc32(data) >> (4 * i)) % 26) for i in range(6))
        base = pdfdoc.PDFName(f"{tag}+{self.face.name}")
        gids = b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)
        font_file = _stream(document, data, Length1=len(data))
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": _identity(),
                "FontDescriptor": document.Reference(self._descriptor(base, font_file)),
                "DW": 1000,
                "W": f"[0 [0 {' '.join([self.face.widths[number] for number in self.codes])}]]".encode(),
                "CIDToGIDMap": _stream(document, gids),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": base,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": _stream(document, _to_unicode(self.face, self.codes)),
            }
        )
        document.idToObject["BasicFonts"].dict[self.internal] = document.Reference(font)

    def _subset(self) -> tuple[bytes, list[int]]:
        """Return the TrueType file with the used glyphs only, and the glyph of every CID."""
        wanted: Any = hb.SubsetInput()
        wanted.glyph_set.update(self._gids())
        wanted.unicode_set.clear()
        wanted.layout_feature_tag_set.clear()
        for table in _DROPPED_TABLES:
            wanted.drop_table_tag_set.add(int.from_bytes(table.ljust(4).encode(), "big"))
        plan: Any = hb.SubsetPlan(self.face.table, wanted)
        return with_compounds(plan.execute().blob.data, self.signs, dict(plan.old_to_new_glyph_mapping))

    def _gids(self) -> set[int]:
        return {part.gid for sign in self.signs for part in sign.parts}

    def _descriptor(self, base: Any, font_file: Any) -> Any:
        face = self.face
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray(self._bounds()),
                "ItalicAngle": 0,
                "Ascent": round(face.ascent),
                "Descent": round(face.descent),
                "CapHeight": round(face.ascent),
                "StemV": 80,
                "FontFile2": font_file,
            }
        )

    def _bounds(self) -> list[int]:
        boxes = [box for gid in self._gids() if (box := self.face.box(gid)) is not None]
        left, bottom, right, top = zip(*boxes, strict=True)
        return [round(edge * self.face.scale) for edge in (min(left), min(bottom), max(right), max(top))]


_subsets: WeakKeyDictionary[Any, dict[str, Subset]] = WeakKeyDictionary()


def subset_of(face: Face, document: Any) -> Subset:
    """Return the part of a face that a ReportLab document carries, made at its first use."""
    known = _subsets.setdefault(document, {})
    if face.name not in known:
        known[face.name] = Subset(face, document)
    return known[face.name]


class _Deflate:
    """ReportLab's compressing filter at the level that costs a letter least: a fifth less time for a percent more."""

    pdfname = "FlateDecode"

    def encode(self, content: bytes) -> bytes:
        """Return the stream as it is written."""
        return zlib.compress(content, _LEVEL)


def _stream(document: Any, content: bytes, **entries: int) -> Any:
    stream = pdfdoc.PDFStream(content=content, filters=[_Deflate()])
    for name, value in entries.items():
        stream.dictionary[name] = value
    return document.Reference(stream)


def _identity() -> Any:
    return pdfdoc.PDFDictionary(
        {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
    )


def _to_unicode(face: Face, codes: Mapping[int, str]) -> bytes:
    """Return the CMap that says which text every CID stands for."""
    told = face.told
    said = [f"<{cid}> <{told[number]}>" for number, cid in codes.items() if told[number]]
    parts = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    for start in range(0, len(said), _ROWS_A_BLOCK):
        block = said[start : start + _ROWS_A_BLOCK]
        parts += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(parts).encode()
