"""From text to positioned glyphs, through HarfBuzz: one face, one direction, one run at a time.

All measures are in thousandths of an em. A run's glyphs stand in visual order, left to right.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb  # type: ignore[import-untyped]

from watan_desk.common.errors import Unusable

_CACHED_RUNS, _CACHED_WIDTHS = 2_000, 20_000
"""A run keeps its glyphs, some kilobytes; a width is a number."""
_ARABIC = re.compile("[\u0600-\u06ff]")
JOINER = "\u200d"
"""Stands for a further piece of a letter that is drawn in several."""
CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that steer the order and are never drawn."""


class MissingGlyph(Unusable):
    """The letter's font has no glyph for a character; printing it as an empty box is never right."""


class Glyph(NamedTuple):
    """One glyph: where it is drawn and which text it stands for."""

    gid: int
    cluster: int
    advance: float
    dx: float
    dy: float
    width: float
    """The glyph's own advance in the font; the pen moves by it when PDF draws the glyph."""
    text: str | None
    """The characters it stands for; ``None`` marks a further piece of a letter that is drawn in several."""


class Stroke(NamedTuple):
    """A glyph as it goes out: what it stands for, and how far the pen moves before it."""

    sign: tuple[int, str]
    """Glyph and text."""
    width: float
    shift: float
    rise: float
    space: bool


class Part(NamedTuple):
    """A stretch of a run that goes out together; a letter drawn in pieces is a stretch by itself."""

    left: float
    spaces: int
    """Spaces of the run to the left of it."""
    said: str
    """The letter that is drawn in pieces; empty of other stretches."""
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True)
class Run:
    """A shaped run and the sum of its advances."""

    glyphs: tuple[Glyph, ...]
    width: float

    @cached_property
    def spaces(self) -> int:
        """How many spaces it has."""
        return sum(glyph.text == " " for glyph in self.glyphs)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Its stretches from left to right."""
        found, left, spaces = [], 0.0, 0
        for start, end in self._stretches():
            glyphs = self.glyphs[start:end]
            said = glyphs[0].text or "" if len(glyphs) > 1 and glyphs[1].text is None else ""
            found.append(Part(left, spaces, said, tuple(_strokes(glyphs))))
            left += sum(glyph.advance for glyph in glyphs)
            spaces += sum(glyph.text == " " for glyph in glyphs)
        return tuple(found)

    def _stretches(self) -> Iterator[tuple[int, int]]:
        start, glyphs = 0, self.glyphs
        while start < len(glyphs):
            end = start + 1
            if end < len(glyphs) and glyphs[end].text is None:
                while end < len(glyphs) and glyphs[end].text is None:
                    end += 1
            else:
                while end < len(glyphs) and not (end + 1 < len(glyphs) and glyphs[end + 1].text is None):
                    end += 1
            yield start, end
            start = end


def _strokes(glyphs: Sequence[Glyph]) -> Iterator[Stroke]:
    pen = drawn = 0.0
    for glyph in glyphs:
        text = JOINER if glyph.text is None else glyph.text
        yield Stroke((glyph.gid, text), glyph.width, pen + glyph.dx - drawn, glyph.dy, text == " ")
        drawn = pen + glyph.dx + glyph.width
        pen += glyph.advance


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
        infos, places, scale = buffer.glyph_infos, buffer.glyph_positions, self.scale
        texts = _texts([info.cluster for info in infos], [place.x_advance for place in places], text, rtl=rtl)
        glyphs = tuple(
            Glyph(
                info.codepoint,
                info.cluster,
                place.x_advance * scale,
                place.x_offset * scale,
                place.y_offset * scale,
                self.font.get_glyph_h_advance(info.codepoint) * scale,
                said,
            )
            for info, place, said in zip(infos, places, texts, strict=True)
        )
        return Run(glyphs, sum(glyph.advance for glyph in glyphs))

    def _refuse_missing(self, text: str, infos: Sequence[Any]) -> None:
        for info in infos:
            if info.codepoint == 0:
                character = text[info.cluster]
                raise MissingGlyph("letter.missing_glyph", code=f"U+{ord(character):04X}")

    def _width(self, text: str, rtl: int) -> float:
        """Return the width of a run; characters that steer the order take none."""
        drawn = CONTROLS.sub("", text)
        return self._shape(drawn, bool(rtl)).width if drawn else 0.0


def _texts(clusters: Sequence[int], advances: Sequence[float], text: str, *, rtl: bool) -> list[str | None]:
    """Return the text of each glyph, so that copied and searched text is exact.

    A ligature carries all its letters, on its widest glyph. Base and marks that HarfBuzz put in one cluster carry one
    character each. Of a letter drawn in several pieces (lam before kaf) the first piece carries it.
    """
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    found: list[str | None] = [""] * len(clusters)
    for start in starts:
        members = [i for i, cluster in enumerate(clusters) if cluster == start]
        said = text[start : ends[start]]
        if len(members) > len(said):
            for i in members:
                found[i] = None
            found[members[0]] = said
        elif len(members) == len(said):
            for i, character in zip(members, reversed(said) if rtl else said, strict=True):
                found[i] = character
        else:
            found[max(members, key=lambda i: advances[i])] = said
    return found
