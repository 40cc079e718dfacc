"""Writing a shaped line into a PDF page.

Runs go out from left to right: readers agree best on that (measured with poppler, PDFium, pdf.js, MuPDF and pypdf).
Each is one row of codes on one baseline; only justified spaces part it.
"""

from typing import Any

from watan_desk.letter.lines import Line, Piece
from watan_desk.letter.pdffont import Subset, subset_of


def draw_line(canvas: Any, line: Line, x: float, y: float, *, gap: float = 0.0, fill: str = "0 g") -> None:
    """Draw a line with its left end at ``x`` and its baseline at ``y``, in points; ``gap`` widens every space.

    ``fill`` is the PDF operator of the colour.
    """
    code, size = canvas._code, line.faces.size  # noqa: SLF001 - ReportLab has no public way to write glyph numbers
    code.append(f"BT {fill}")
    for piece in line.pieces:
        font = subset_of(piece.face, canvas._doc)  # noqa: SLF001
        code.append(f"/{font.internal} {_figure(size)} Tf 1 0 0 1 {_figure(x)} {_figure(y)} Tm")
        code.append(_shown(font, piece, gap * 1000 / size))
        x += piece.run.width * size / 1000 + gap * len(piece.run.gaps)
    code.append("ET")


def _shown(font: Subset, piece: Piece, gap: float) -> str:
    """Return the operator that shows a run; ``gap`` is in thousandths of an em."""
    codes = font.codes
    row = [codes.get(number) or font.add(number) for number in piece.run.numbers]
    if not gap or not piece.run.gaps:
        return f"<{''.join(row)}>Tj"
    wider = f">{_figure(-gap)}<"
    for place in piece.run.gaps:
        row[place] += wider
    return f"[<{''.join(row)}>]TJ"


def _figure(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
