"""What stands below the text: places to sign, stamp or press a thumb, ruled lines, and slips to be cut off."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from watan_desk.letter.lines import Span
from watan_desk.letter.paragraph import ArabicParagraph, Style
from watan_desk.letter.pdffont import NO_FONT
from watan_desk.letter.table import Ruled
from watan_desk.letter.text import Box

_LINE = 0.5
_INK = (0.45, 0.45, 0.45)
_SIDE, _TOP = 6, 2
_SIZE, _SMALL = 13.0, 11.5
_HEIGHTS = {"signature": 80, "stamp": 113, "thumb": 92}
_WIDTHS = {"stamp": 113.0, "thumb": 113.0}
"""Points; a stamp has 40 mm. Signatures share what is left, half the page at most."""
_BY_HAND = 1.95
"""How far lines that are filled in by hand stand apart, as a multiple of the size: a signature has 9 mm."""
_A_ROW = 3
_WIDE = frozenset({"notes", "slip"})
_RULES, _RULED = 3, 24.0
"""Lines for handwriting and their distance in points."""


def box_room(box: Box, width: float) -> tuple[float, float]:
    """Return the least room for words in a box, and their size, both in points."""
    if box.shape in _WIDE:
        return width - 2 * _SIDE, _SMALL
    return _WIDTHS.get(box.shape, width / _A_ROW) - 2 * _SIDE, _SIZE


def flow_boxes(boxes: Sequence[Box], width: float, scale: float = 1) -> list[Any]:
    """Return the rows of places to sign, from right to left, at most three side by side."""
    return [_row(row, width, scale) for row in _rows(boxes)]


def _rows(boxes: Sequence[Box]) -> Iterator[Sequence[Box]]:
    """Yield boxes that stand side by side; wide ones stand alone."""
    row: list[Box] = []
    for box in boxes:
        if row and (box.shape in _WIDE or row[-1].shape in _WIDE or len(row) == _A_ROW or box.opens):
            yield row
            row = []
        row.append(box)
    if row:
        yield row


def _row(row: Sequence[Box], width: float, scale: float) -> Any:
    makers = {"notes": _notes, "slip": _slip}
    first = row[0]
    return makers[first.shape](first, width, scale) if first.shape in makers else _box_row(row, width, _SIZE * scale)


def _slip(box: Box, width: float, scale: float) -> Any:
    """Return a slip that is cut off along a dashed line."""
    style = Style(size=_SMALL * scale, line=1.3, align="justify")
    cell = [_title(box, style), *(ArabicParagraph(line, style) for line in box.lines if line)]
    cut = ("LINEABOVE", (0, 0), (-1, 0), _LINE, _INK, None, (4, 3))
    height = sum(part.wrap(width - 2 * _SIDE, 0)[1] for part in cell) + 8 * _TOP
    return _plain([[cell]], width, [height], [cut, ("TOPPADDING", (0, 0), (-1, -1), 4 * _TOP)])


def _notes(box: Box, width: float, scale: float) -> Any:
    """Return ruled lines for handwriting under a title."""
    style = Style(size=_SIZE * scale, line=1.3, align="right")
    rows: list[list[Any]] = [[[_title(box, style)]], *([[]] for _ in range(_RULES))]
    rules = ("LINEBELOW", (0, 1), (-1, -1), _LINE, _INK, None, (1, 2))
    return _plain(rows, width, [style.leading + 2 * _TOP, *[_RULED * scale] * _RULES], [rules])


def _plain(rows: list[list[Any]], width: float, heights: list[float], style: list[Any]) -> Any:
    return Ruled(rows, colWidths=[width], rowHeights=heights, style=[*_frame(), *style], spaceBefore=8)


def _frame() -> list[Any]:
    return [
        ("FONTNAME", (0, 0), (-1, -1), NO_FONT),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), _TOP),
        ("LEFTPADDING", (0, 0), (-1, -1), _SIDE),
        ("RIGHTPADDING", (0, 0), (-1, -1), _SIDE),
    ]


def _title(box: Box, style: Style) -> ArabicParagraph:
    return ArabicParagraph((Span(box.title, bold=True),), style)


def _box_row(row: Sequence[Box], width: float, size: float) -> Any:
    widths = _box_widths(row, width)
    cells = [_box_cell(box, size) for box in reversed(row)]
    style = _frame()
    for place, box in enumerate(reversed(row)):
        if box.shape != "signature":
            style.append(("BOX", (place, 0), (place, 0), _LINE, _INK, None, (2, 2)))
    spare = width - sum(widths)
    if spare > 0:
        cells, widths = [*cells, []], [*widths, spare]
    needed = [
        sum(part.wrap(place - 2 * _SIDE, 0)[1] for part in cell) for cell, place in zip(cells, widths, strict=True)
    ]
    height = max(*needed, *(_HEIGHTS[box.shape] for box in row)) + 2 * _TOP
    return Ruled([cells], colWidths=widths, rowHeights=[height], style=style, spaceBefore=8)


def _box_widths(row: Sequence[Box], width: float) -> list[float]:
    """Return the widths from left to right; what is left over stands empty at the right."""
    fixed = sum(_WIDTHS.get(box.shape, 0.0) for box in row)
    signatures = sum(box.shape not in _WIDTHS for box in row)
    each = min(width / 2, (width - fixed) / max(signatures, 1))
    return [_WIDTHS.get(box.shape, each) for box in reversed(row)]


def _box_cell(box: Box, size: float) -> list[ArabicParagraph]:
    style = Style(size=size, line=1.3, align="right" if box.shape == "signature" else "center")
    by_hand = replace(style, line=_BY_HAND)
    lines = (line for line in box.lines if line)
    return [_title(box, style), *(ArabicParagraph(each, by_hand if each.endswith(":") else style) for each in lines)]
