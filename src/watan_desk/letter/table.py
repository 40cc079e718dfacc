"""Tables and boxes that read right to left, on ReportLab's table: columns reversed, heads repeated on every page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportlab.platypus import KeepTogether, Table

from watan_desk.letter.lines import Span
from watan_desk.letter.outline import ARTIFACT, Element, marked
from watan_desk.letter.paragraph import ArabicParagraph, Style
from watan_desk.letter.pdffont import NO_FONT
from watan_desk.letter.text import Box, TableText

_LINE = 0.5
_INK = (0.45, 0.45, 0.45)
_SHADE = (0.93, 0.95, 0.94)
_CELL = Style(size=12, line=1.3, align="right")
_PAD = 4
_SIDE, _TOP = 6, 2
_BOX_HEIGHTS = {"signature": 80, "stamp": 113, "thumb": 92}
_BOX_WIDTHS = {"stamp": 113.0, "thumb": 113.0}
"""Points; a stamp has 40 mm. Signatures share what is left, half the page at most."""
_BOXES_A_ROW = 3


def flow_table(table: TableText, width: float) -> Any:
    """Return a table of a given width in points; it splits between rows and repeats its heads."""
    head = replace(_CELL, align="center")
    outline = Element("Table")
    bold = [(Span(cell, bold=True),) for cell in table.heads]
    rows = [_row(bold, head, "TH", outline), *(_row(row, _CELL, "TD", outline) for row in table.rows)]
    whole = sum(table.shares)
    widths = [width * share / whole for share in reversed(table.shares)]
    style = [
        ("FONTNAME", (0, 0), (-1, -1), NO_FONT),
        ("GRID", (0, 0), (-1, -1), _LINE, _INK),
        ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
    return _Ruled(rows, colWidths=widths, style=style, repeatRows=1, spaceBefore=4, spaceAfter=6)


def _row(cells: Sequence[str | Sequence[Span]], style: Style, role: str, table: Element) -> list[ArabicParagraph]:
    """Return a row from left to right; its elements stand in reading order."""
    row = Element("TR", table)
    return [ArabicParagraph(cell, style, role=role, element=Element(role, row)) for cell in cells][::-1]


class _Ruled(Table):  # type: ignore[misc]  # ReportLab has no type information
    """A table whose lines and shades are not read aloud."""

    def _drawBkgrnd(self) -> None:  # noqa: N802 - ReportLab's name
        with marked(self.canv, ARTIFACT):
            super()._drawBkgrnd()

    def _drawLines(self) -> None:  # noqa: N802
        with marked(self.canv, ARTIFACT):
            super()._drawLines()


def flow_boxes(boxes: Sequence[Box], width: float, size: float) -> list[Any]:
    """Return the places to sign, from right to left, at most three side by side, never torn over two pages."""
    rows = [boxes[start : start + _BOXES_A_ROW] for start in range(0, len(boxes), _BOXES_A_ROW)]
    return [KeepTogether([_box_row(row, width, size)]) for row in rows]


def _box_row(row: Sequence[Box], width: float, size: float) -> Any:
    widths = _box_widths(row, width)
    cells = [_box_cell(box, size) for box in reversed(row)]
    style: list[Any] = [
        ("FONTNAME", (0, 0), (-1, -1), NO_FONT),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), _TOP),
        ("LEFTPADDING", (0, 0), (-1, -1), _SIDE),
        ("RIGHTPADDING", (0, 0), (-1, -1), _SIDE),
    ]
    for place, box in enumerate(reversed(row)):
        if box.shape != "signature":
            style.append(("BOX", (place, 0), (place, 0), _LINE, _INK, None, (2, 2)))
    spare = width - sum(widths)
    if spare > 0:
        cells, widths = [*cells, []], [*widths, spare]
    needed = [
        sum(part.wrap(place - 2 * _SIDE, 0)[1] for part in cell) for cell, place in zip(cells, widths, strict=True)
    ]
    height = max(*needed, *(_BOX_HEIGHTS[box.shape] for box in row)) + 2 * _TOP
    return _Ruled([cells], colWidths=widths, rowHeights=[height], style=style, spaceBefore=8)


def _box_widths(row: Sequence[Box], width: float) -> list[float]:
    """Return the widths from left to right; what is left over stands empty at the right."""
    fixed = sum(_BOX_WIDTHS.get(box.shape, 0.0) for box in row)
    signatures = sum(box.shape not in _BOX_WIDTHS for box in row)
    each = min(width / 2, (width - fixed) / max(signatures, 1))
    return [_BOX_WIDTHS.get(box.shape, each) for box in reversed(row)]


def _box_cell(box: Box, size: float) -> list[ArabicParagraph]:
    style = Style(size=size, line=1.3, align="right" if box.shape == "signature" else "center")
    title = ArabicParagraph((Span(box.title, bold=True),), style)
    return [title, *(ArabicParagraph(line, style) for line in box.lines if line)]
