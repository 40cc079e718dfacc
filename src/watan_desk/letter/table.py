"""Tables that read right to left, on ReportLab's table: columns reversed, heads repeated on every page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportlab.platypus import Table

from watan_desk.letter import fonts
from watan_desk.letter.lines import Span
from watan_desk.letter.outline import ARTIFACT, Element, marked
from watan_desk.letter.paragraph import ArabicParagraph, Style
from watan_desk.letter.pdffont import NO_FONT
from watan_desk.letter.template import Column
from watan_desk.letter.text import TableText

_LINE = 0.5
_INK = (0.45, 0.45, 0.45)
_SHADE = (0.93, 0.95, 0.94)
_CELL = Style(size=12, line=1.3, align="right")
_PAD = 4
_SMALLEST, _SAFE = 0.7, 1.01
"""How small a column may be set, and what its words' widths may miss by."""
_UNSIGNED = dict.fromkeys(map(ord, fonts.SIGNS))
_WRITTEN = 5
"""Points above and below what is written in by hand."""


def cell_rooms(columns: Sequence[Column], width: float) -> list[tuple[float, float]]:
    """Return the room for words in each column of a table, and their size, both in points."""
    whole = sum(column.share for column in columns)
    return [(width * column.share / whole - 2 * _PAD, _CELL.size) for column in columns]


def flow_table(table: TableText, width: float, scale: float = 1) -> Any:
    """Return a table of a given width in points; it splits between rows and repeats its heads."""
    text = _CELL.scaled(scale)
    head = replace(text, align="center")
    outline = Element("Table")
    whole = sum(table.shares)
    widths = [width * share / whole for share in reversed(table.shares)]
    rooms = [room - 2 * _PAD for room in reversed(widths)]
    columns = zip(rooms, zip(*table.rows, strict=True), strict=True) if table.rows else ()
    styles = [text.scaled(_shrink(cells, room, text)) for room, cells in columns]
    bold = [(Span(cell, bold=True),) for cell in table.heads]
    heads = [head.scaled(_shrink([cell], room, text)) for cell, room in zip(table.heads, rooms, strict=True)]
    rows = [_row(bold, heads, "TH", outline), *(_row(row, styles, "TD", outline) for row in table.rows)]
    style = [
        ("FONTNAME", (0, 0), (-1, -1), NO_FONT),
        ("GRID", (0, 0), (-1, -1), _LINE, _INK),
        ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ("TOPPADDING", (0, 1), (-1, -1), _WRITTEN if table.written else 1),
        ("BOTTOMPADDING", (0, 1), (-1, -1), _WRITTEN if table.written else 1),
    ]
    return Ruled(rows, colWidths=widths, style=style, repeatRows=1, spaceBefore=4, spaceAfter=6)


def _shrink(cells: Sequence[str], room: float, style: Style) -> float:
    """Return how much smaller a column is set so that none of its words is cut; codes and dates stay whole."""
    ems = max((_widest(word) for cell in cells for word in cell.split()), default=0.0) * _SAFE
    return min(1.0, max(room * 1000 / (ems * style.size), _SMALLEST)) if ems else 1.0


def _widest(word: str) -> float:
    """Return the width of a word in bold, its signs of another font among them, in thousandths of an em."""
    own = [character for character in word if character in fonts.SIGNS]
    plain = word.translate(_UNSIGNED) if own else word
    return fonts.bold().width(plain, 1) + sum(fonts.signs().width(character, 0) for character in own)


def _row(
    cells: Sequence[str | Sequence[Span]], styles: Sequence[Style], role: str, table: Element
) -> list[ArabicParagraph]:
    """Return a row from left to right; its elements stand in reading order."""
    row = Element("TR", table)
    return [
        ArabicParagraph(cell, style, role=role, element=Element(role, row))
        for cell, style in zip(cells, styles, strict=True)
    ][::-1]


class Ruled(Table):  # type: ignore[misc]  # ReportLab has no type information
    """A table whose lines and shades are not read aloud."""

    def _drawBkgrnd(self) -> None:  # noqa: N802 - ReportLab's name
        with marked(self.canv, ARTIFACT):
            super()._drawBkgrnd()

    def _drawLines(self) -> None:  # noqa: N802
        with marked(self.canv, ARTIFACT):
            super()._drawLines()
