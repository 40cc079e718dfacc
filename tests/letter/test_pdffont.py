"""Without these text copied out of a letter would be wrong, and ReportLab could slip an unembedded font in."""

from io import BytesIO

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from watan_desk.letter import fonts
from watan_desk.letter.drawing import draw_line
from watan_desk.letter.lines import Faces, Span, paragraph_lines
from watan_desk.letter.pdffont import NO_FONT, subset_of


def page(text: str) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, initialFontName=NO_FONT, invariant=1)
    line = paragraph_lines((Span(text),), Faces(fonts.regular(), fonts.bold(), 14), 500)[0]
    draw_line(canvas, line, 50, 700)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def read(pdf: bytes) -> str:
    found = pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()
    return "".join(char for char in found if char not in "\u202a\u202b\u202c")


@pytest.mark.parametrize("text", ["office ffi", "WT03A-1448-00127", "2026.1"])
def test_what_is_copied_is_what_was_written(text: str) -> None:
    assert read(page(text)) == text


def test_arabic_is_copied_letter_by_letter() -> None:
    """Readers differ in the order they guess; every letter and mark must be there once."""
    text = "قُيِّد الكريم لكم"
    assert sorted("".join(read(page(text)).split())) == sorted("".join(text.split()))


def test_every_sign_has_one_code_in_a_document() -> None:
    canvas = Canvas(BytesIO(), initialFontName=NO_FONT)
    face = fonts.regular()
    font = subset_of(face, canvas._doc)
    assert subset_of(face, canvas._doc) is font
    first, second = face.shape("لا", rtl=True).numbers[0], face.shape("b", rtl=False).numbers[0]
    assert font.add(first) != font.add(second)
    assert font.signs[int(font.codes[second], 16)].text == "b"


def test_the_subset_is_small_beside_the_font() -> None:
    assert len(page("الطلب")) < fonts.regular().path.stat().st_size / 20


def test_the_default_font_sets_nothing() -> None:
    canvas = Canvas(BytesIO(), initialFontName=NO_FONT)
    with pytest.raises(RuntimeError, match="switched off"):
        canvas.stringWidth("text", NO_FONT, 12)
