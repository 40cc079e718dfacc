"""Breaking a paragraph into lines, in logical order; each line is then ordered by itself.

A paragraph is a row of spans, regular and bold. Widths are in points.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby

from watan_desk.letter import bidi, fonts
from watan_desk.letter.shaping import CONTROLS, Face, Run

_CACHED_PARAGRAPHS = 1000
"""Heads, labels and cells that come again letter after letter; set once, they are drawn anew only."""
_COMPANY = 5
"""Words: the line above a lone one keeps three at least."""
_SHORT = 0.1
"""Of the line's width: a longer word may end a paragraph alone."""
_WORD = re.compile("(?:\u2066[^\u2066\u2069\n]*\u2069|[^ \t\n])+")
"""What a line is not broken in: a word, and an isolated code with the spaces in it (a phone number)."""


@dataclass(frozen=True)
class Span:
    """A stretch of text of one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Faces:
    """The two weights at one size in points."""

    regular: Face
    bold: Face
    size: float

    def of(self, *, bold: bool) -> Face:
        """Return the face of one weight."""
        return self.bold if bold else self.regular


@dataclass(frozen=True)
class Piece:
    """A shaped run of one direction and one weight, as it stands in its line."""

    face: Face
    run: Run
    rtl: bool


@dataclass(frozen=True)
class Line:
    """One line in logical order, with the level and the weight of every character."""

    text: str
    levels: tuple[int, ...]
    weights: tuple[bool, ...]
    faces: Faces
    last: bool = False
    """The last line of its paragraph: it is not stretched to the margin."""

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The line's runs from left to right."""
        segments = list(self._segments())
        found = []
        for place in bidi.visual_order([self.levels[start] for start, _ in segments]):
            start, end = segments[place]
            drawn = CONTROLS.sub("", self.text[start:end])
            if drawn:
                own = drawn[0] in fonts.SIGNS
                face = fonts.signs() if own else self.faces.of(bold=self.weights[start])
                rtl = bool(self.levels[start] & 1)
                found.append(Piece(face, face.shape(drawn, rtl), rtl))
        return tuple(found)

    def _segments(self) -> Iterator[tuple[int, int]]:
        """Yield stretches of one level and one weight; signs of another font stand apart."""
        start = 0
        signs = (character in fonts.SIGNS for character in self.text)
        for _, stretch in groupby(zip(self.levels, self.weights, signs, strict=True)):
            end = start + len(list(stretch))
            yield start, end
            start = end

    @cached_property
    def width(self) -> float:
        """The line's natural width."""
        return sum(piece.run.width for piece in self.pieces) * self.faces.size / 1000

    @property
    def gaps(self) -> int:
        """How many spaces may be stretched."""
        return self.text.count(" ")


def paragraph_lines(spans: Sequence[Span], faces: Faces, available: float, base: int = 1) -> tuple[Line, ...]:
    """Return the lines of a paragraph, none wider than ``available`` points; an empty paragraph has one empty line.

    Words stay whole where they fit a line; one that does not is cut between glyph clusters.
    """
    return _lines(tuple(spans), faces, available, base)


@lru_cache(maxsize=_CACHED_PARAGRAPHS)
def _lines(spans: tuple[Span, ...], faces: Faces, available: float, base: int) -> tuple[Line, ...]:
    text = "".join(span.text for span in spans)
    weights = tuple(span.bold for span in spans for _ in span.text)
    whole = Line(text, bidi.levels(text, base), weights, faces)
    words = [part for found in _WORD.finditer(text) for part in _fitting(whole, *found.span(), available)]
    rows = _rows(whole, words, available) or [(0, 0)]
    return tuple(_cut(whole, start, end, base, last=row == len(rows) - 1) for row, (start, end) in enumerate(rows))


def _cut(whole: Line, start: int, end: int, base: int, *, last: bool = False) -> Line:
    text = whole.text[start:end]
    return Line(text, bidi.reset_line(text, whole.levels[start:end], base), whole.weights[start:end], whole.faces, last)


def _measure(whole: Line, start: int, end: int) -> float:
    """Return the width of a word; one of a single level and weight comes from its face's cache."""
    levels, weights = whole.levels[start:end], whole.weights[start:end]
    plain = not any(sign in whole.text[start:end] for sign in fonts.SIGNS)
    if plain and levels.count(levels[0]) == weights.count(weights[0]) == end - start:
        face = whole.faces.of(bold=weights[0])
        return face.width(whole.text[start:end], levels[0] & 1) * whole.faces.size / 1000
    return Line(whole.text[start:end], levels, weights, whole.faces).width


def _rows(whole: Line, words: Sequence[tuple[int, int, float]], available: float) -> list[tuple[int, int]]:
    """Fill lines greedily with words."""
    space = whole.faces.regular.width(" ", 0) * whole.faces.size / 1000
    rows: list[tuple[int, int]] = []
    used = 0.0
    for start, end, width in words:
        joined = bool(rows) and rows[-1][1] < start
        if joined and used + space + width <= available:
            rows[-1] = (rows[-1][0], end)
            used += space + width
        else:
            rows.append((start, end))
            used = width
    return _with_company(rows, words, available)


def _with_company(
    rows: list[tuple[int, int]], words: Sequence[tuple[int, int, float]], available: float
) -> list[tuple[int, int]]:
    """Give a short word that would end a paragraph alone the last word of the line above, if that has enough."""
    if len(rows) < 2 or len(words) < _COMPANY or rows[-1][0] != words[-1][0]:  # noqa: PLR2004 - a line above
        return rows
    third, above, lone = words[-3:]
    roomy = words[-_COMPANY][0] >= rows[-2][0] and third[1] < above[0] and above[1] < lone[0]
    if not roomy or lone[2] > _SHORT * available or above[2] + lone[2] > available / 2:
        return rows
    return [*rows[:-2], (rows[-2][0], third[1]), (above[0], lone[1])]


def _fitting(whole: Line, start: int, end: int, available: float) -> list[tuple[int, int, float]]:
    """Return a word and its width, in as many parts as the width asks for."""
    parts = []
    while (width := _measure(whole, start, end)) > available:
        fits = start + 1
        while fits + 1 < end and _measure(whole, start, fits + 1) <= available:
            fits += 1
        fits = _cluster_start(whole, start, fits)
        parts.append((start, fits, _measure(whole, start, fits)))
        start = fits
    return [*parts, (start, end, width)]


def _cluster_start(whole: Line, start: int, cut: int) -> int:
    """Move a cut back before marks that belong to the letter before it."""
    while cut - 1 > start and bidi.classes(whole.text[cut]) == ["NSM"]:
        cut -= 1
    return cut
