"""From text to positioned glyphs, through HarfBuzz: one face, one direction, one run at a time.

What HarfBuzz keeps together is drawn together, as one glyph of the PDF's own font: a letter with its marks, a
ligature, a letter drawn in several pieces, all with their kerning. So a word is one row of codes without gaps, jumps or
overlaps, and every reader takes it for one word. A run's signs stand in visual order, left to right.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import uharfbuzz as hb  # type: ignore[import-untyped]

from watan_desk.common.errors import Unusable

_CACHED_RUNS, _CACHED_WIDTHS = 2_000, 20_000
"""A run keeps its glyphs, some kilobytes; a width is a number."""
_ARABIC = re.compile("[\u0600-\u06ff]")
_MARKS = re.compile("([\u064b-\u065f\u0670]+)")
_GROUPED = re.compile(r"(?<=\d) (?=\d)")
"""A space inside a number."""
_KEPT = "\u00a0"
"""What such a space says: of class CS in UAX #9 it does not part the number. PDFium (Chrome, Edge) turns the order of
what a plain space parts: a phone number was copied from its end."""
CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that steer the order and are never drawn."""


class MissingGlyph(Unusable):
    """The letter's font has no glyph for a character; printing it as an empty box is never right."""


class Part(NamedTuple):
    """A glyph of the font, and where it stands in its sign, in the font's units."""

    gid: int
    x: int
    y: int


class Sign(NamedTuple):
    """What is drawn for one stretch of text and says it: in the font's units."""

    parts: tuple[Part, ...]
    text: str
    advance: int


@dataclass(frozen=True)
class Run:
    """A shaped run: its signs by their numbers in the face, and its width in thousandths of an em."""

    numbers: tuple[int, ...]
    gaps: tuple[int, ...]
    """The places of its spaces."""
    width: float


class Face:
    """One TrueType face, shared by all letters of the process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.table: Any = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font: Any = hb.Font(self.table)
        self.scale = 1000 / self.table.upem
        extents = self.font.get_font_extents("ltr")
        self.ascent: float = extents.ascender * self.scale
        self.descent: float = extents.descender * self.scale
        self.name: str = self.table.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        self.signs: list[Sign] = []
        """Every sign that was ever drawn, in the order of their numbers: some thousands at most."""
        self.told: list[str] = []
        """Of each of them what a ToUnicode map says, and in ``widths`` what a table of widths has."""
        self.widths: list[str] = []
        self._numbers: dict[Sign, int] = {}
        self._boxes: dict[int, tuple[int, int, int, int] | None] = {}
        self._lock = Lock()
        self.shape = lru_cache(maxsize=_CACHED_RUNS)(self._shape)
        self.width = lru_cache(maxsize=_CACHED_WIDTHS)(self._width)

    def _shape(self, text: str, rtl: bool) -> Run:  # noqa: FBT001 - the cache wants plain positional keys
        """Return the glyphs of a run of one direction, without bidi controls.

        Raises:
            MissingGlyph: the font lacks a character of the text.
        """
        buffer: Any = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        if not rtl and not _ARABIC.search(text):
            buffer.script = "Latn"  # a number alone would get the Arabic full stop
        hb.shape(self.font, buffer)
        self._refuse_missing(text, buffer.glyph_infos)
        signs = tuple(_signs(buffer, text if rtl else _GROUPED.sub(_KEPT, text), rtl=rtl))
        with self._lock:
            numbers = tuple(self._number(sign) for sign in signs)
        gaps = tuple(place for place, sign in enumerate(signs) if sign.text in {" ", _KEPT})
        return Run(numbers, gaps, sum(sign.advance for sign in signs) * self.scale)

    def _number(self, sign: Sign) -> int:
        if sign not in self._numbers:
            self._numbers[sign] = len(self.signs)
            self.signs.append(sign)
            self.told.append(sign.text.encode("utf-16-be").hex())
            self.widths.append(f"{sign.advance * self.scale:.2f}".rstrip("0").rstrip("."))
        return self._numbers[sign]

    def box(self, gid: int) -> tuple[int, int, int, int] | None:
        """Return a glyph's left, bottom, right and top in the font's units, or None where nothing is drawn."""
        if gid not in self._boxes:
            found = self.font.get_glyph_extents(gid)
            left, top = (found.x_bearing, found.y_bearing) if found else (0, 0)
            self._boxes[gid] = (left, top + found.height, left + found.width, top) if found else None
        return self._boxes[gid]

    def _refuse_missing(self, text: str, infos: Sequence[Any]) -> None:
        for info in infos:
            if info.codepoint == 0:
                character = text[info.cluster]
                raise MissingGlyph("letter.missing_glyph", code=f"U+{ord(character):04X}")

    def _width(self, text: str, rtl: int) -> float:
        """Return the width of a run; characters that steer the order take none."""
        drawn = CONTROLS.sub("", text)
        return self._shape(drawn, bool(rtl)).width if drawn else 0.0


def _signs(buffer: Any, text: str, *, rtl: bool) -> Iterator[Sign]:
    """Yield what HarfBuzz put into one cluster, with the cluster's text."""
    glyphs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = sorted({info.cluster for info, _ in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    for start, members in groupby(glyphs, key=lambda glyph: glyph[0].cluster):
        pen, parts = 0, []
        for info, place in members:
            parts.append(Part(info.codepoint, pen + place.x_offset, place.y_offset))
            pen += place.x_advance
        sign = Sign(tuple(parts), text[start : ends[start]], pen)
        yield from _said(sign) if rtl else (sign,)


def _said(sign: Sign) -> Iterator[Sign]:
    """Yield a sign whose text has marks in so many that each says letters or marks only, the first at the right.

    Readers turn a row of glyphs round, but not what a single glyph says. The one at the right draws everything.
    """
    said = [part for part in _MARKS.split(sign.text) if part]
    shares = len(said) - 1
    if not shares:
        yield sign
        return
    share = sign.advance // len(said)
    for part in reversed(said[1:]):
        yield Sign((), part, share)
    moved = tuple(Part(part.gid, part.x - shares * share, part.y) for part in sign.parts)
    yield Sign(moved, said[0], sign.advance - shares * share)
