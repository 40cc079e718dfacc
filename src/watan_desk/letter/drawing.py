"""Writing a shaped line into a PDF page.

Runs go out from left to right: readers agree best on that (measured with poppler, PDFium, pdf.js, MuPDF and pypdf).
ActualText is used round single letters drawn in pieces only; round whole words it makes readers return them backwards.
"""

from collections.abc import Sequence
from typing import Any

from watan_desk.letter.lines import Line, Piece
from watan_desk.letter.pdffont import Subset, subset_of
from watan_desk.letter.shaping import Stroke

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
        x += piece.run.width * size / 1000 + gap * piece.run.spaces
    code.append("ET")


def _draw_piece(code: list[str], font: Subset, piece: Piece, x: float, y: float, scale: float, gap: float) -> None:
    """Draw one run; its parts go out in reading order, so that copied text is logical."""
    parts = piece.run.parts
    for part in reversed(parts) if piece.rtl else parts:
        code.append(f"1 0 0 1 {_figure(x + part.left * scale + part.spaces * gap)} {_figure(y)} Tm")
        if part.said:
            code.append(f"/Span <</ActualText <feff{part.said.encode('utf-16-be').hex()}>>> BDC")
        _show(code, font, part.strokes, scale, gap / scale)
        if part.said:
            code.append("EMC")


def _show(code: list[str], font: Subset, strokes: Sequence[Stroke], scale: float, gap: float) -> None:
    """Write strokes as one TJ array for each vertical offset; positions are in thousandths of an em."""
    rise = grown = 0.0
    shown: list[str] = []
    codes = font.codes
    for sign, width, shift, up, space in strokes:
        if abs(up - rise) > _SMALLEST:
            _flush(code, shown)
            code.append(f"{_figure(up * scale)} Ts")
            rise = up
        if abs(shift + grown) > _SMALLEST:
            shown.append(_figure(-shift - grown))
        shown.append(codes.get(sign) or font.add(sign, width))
        grown = gap if space else 0.0
    _flush(code, shown)
    if rise:
        code.append("0 Ts")


def _flush(code: list[str], shown: list[str]) -> None:
    if shown:
        code.append("[" + "".join(shown) + "]TJ")
        shown.clear()


def _figure(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
