"""Writing a shaped line into a PDF page.

Runs go out from left to right: readers agree best on that (measured with poppler, PDFium, pdf.js, MuPDF and pypdf).
ActualText is used round single letters drawn in pieces only; round whole words it makes readers return them backwards.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from watan_desk.letter.lines import Line, Piece
from watan_desk.letter.pdffont import Subset, subset_of
from watan_desk.letter.shaping import Glyph

_JOINER = "\u200d"
_SMALLEST = 0.01


def draw_line(canvas: Any, line: Line, x: float, y: float, *, gap: float = 0.0, fill: str = "0 g") -> None:
    """Draw a line with its left end at ``x`` and its baseline at ``y``, in points; ``gap`` widens every space.

    ``fill`` is the PDF operator of the colour.
    """
    code, size = canvas._code, line.faces.size  # noqa: SLF001 - ReportLab has no public way to write glyph numbers
    code.append(f"BT {fill}")
    for piece in line.pieces:
        font = subset_of(piece.face, canvas._doc)  # noqa: SLF001
        code.append(f"/{font.internal} {_figure(size)} Tf")
        _draw_piece(code, font, piece, x, y, size / 1000, gap)
        x += piece.run.width * size / 1000 + gap * _spaces(piece.run.glyphs)
    code.append("ET")


def _spaces(glyphs: Sequence[Glyph]) -> int:
    return sum(glyph.text == " " for glyph in glyphs)


def _parts(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """Yield stretches of glyphs; a letter drawn in pieces is a stretch by itself."""
    start = 0
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


def _draw_piece(code: list[str], font: Subset, piece: Piece, x: float, y: float, scale: float, gap: float) -> None:
    """Draw one run; its parts go out in reading order, so that copied text is logical."""
    placed = []
    for start, end in _parts(piece.run.glyphs):
        glyphs = piece.run.glyphs[start:end]
        placed.append((x, glyphs))
        x += sum(glyph.advance for glyph in glyphs) * scale + gap * _spaces(glyphs)
    for left, glyphs in reversed(placed) if piece.rtl else placed:
        code.append(f"1 0 0 1 {_figure(left)} {_figure(y)} Tm")
        in_pieces = len(glyphs) > 1 and glyphs[1].text is None
        if in_pieces:
            said = (glyphs[0].text or "").encode("utf-16-be").hex()
            code.append(f"/Span <</ActualText <feff{said}>>> BDC")
        _show(code, font, glyphs, scale, gap)
        if in_pieces:
            code.append("EMC")


def _show(code: list[str], font: Subset, glyphs: Sequence[Glyph], scale: float, gap: float) -> None:
    """Write glyphs as one TJ array for each vertical offset; positions are in thousandths of an em."""
    rise = pen = drawn = 0.0
    shown: list[str] = []
    for glyph in glyphs:
        if abs(glyph.dy - rise) > _SMALLEST:
            _flush(code, shown)
            code.append(f"{_figure(glyph.dy * scale)} Ts")
            rise = glyph.dy
        shift = pen + glyph.dx - drawn
        if abs(shift) > _SMALLEST:
            shown.append(_figure(-shift))
        text = _JOINER if glyph.text is None else glyph.text
        shown.append(f"<{font.cid(glyph.gid, text, glyph.width):04x}>")
        drawn = pen + glyph.dx + glyph.width
        pen += glyph.advance + (gap / scale if glyph.text == " " else 0)
    _flush(code, shown)
    if rise:
        code.append("0 Ts")


def _flush(code: list[str], shown: list[str]) -> None:
    if shown:
        code.append("[" + "".join(shown) + "]TJ")
        shown.clear()


def _figure(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
