"""A copy of an issued letter for paper, marked as such: what is kept and sealed stays byte for byte as it was issued.

A mark inside the sealed file would break its seal, so a copy is a file of its own: the same pages with the mark in the
top margin, without the seal and without what the seal said. Its printed code is the letter's own and still verifies
("the code is genuine"), so that a copy on paper can be checked like the first print.
"""

from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from watan_desk.letter.page import page_size
from watan_desk.letter.paragraph import ArabicParagraph, Style
from watan_desk.letter.pdffont import NO_FONT
from watan_desk.letter.template import words

_STYLE = Style(size=11, line=1.4, align="center", fill="0.25 g")
_WIDTH, _TOP, _PAD = 190.0, 16.0, 3.0


def marked_copy(pdf: bytes) -> bytes:
    """Return the pages of an issued letter with the mark of a copy on each, and no seal."""
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as letter, pikepdf.open(BytesIO(_mark())) as mark:
        _drop(letter.Root, "/AcroForm")
        for page in letter.pages:
            _drop(page.obj, "/Annots")
            page.add_overlay(mark.pages[0], pikepdf.Rectangle(0, 0, *page_size()))
        letter.remove_unreferenced_resources()
        letter.save(out)
    return out.getvalue()


def _drop(holder: Any, name: str) -> None:
    if name in holder:
        del holder[name]


def _mark() -> bytes:
    """Draw the mark alone on an empty page."""
    out = BytesIO()
    canvas: Any = Canvas(out, pagesize=page_size(), initialFontName=NO_FONT, invariant=1)
    width, height = page_size()
    said = ArabicParagraph(words().copy_of_printed, _STYLE)
    _, high = said.wrap(_WIDTH, 0)
    left, bottom = (width - _WIDTH) / 2, height - _TOP - high
    canvas.setLineWidth(0.5)
    canvas.setStrokeGray(0.25)
    canvas.rect(left, bottom - _PAD, _WIDTH, high + _PAD)
    said.drawOn(canvas, left, bottom)
    canvas.save()
    return out.getvalue()
