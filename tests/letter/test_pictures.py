"""If these fail, a scanner's file is not read, or a phone's notes of place and time stay with a signature."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from watan_desk.common.errors import Unusable
from watan_desk.letter.pictures import kept_form, pictures, scanned_pages


def photo(mode: str = "RGB", size: tuple[int, int] = (3000, 4000)) -> bytes:
    """Return a phone's JPEG with the place it was taken at."""
    picture = Image.linear_gradient("L").resize(size).convert(mode)
    notes = Image.Exif()
    notes[0x0110] = "a phone"
    notes.get_ifd(0x8825)[1] = "N"
    held = BytesIO()
    picture.save(held, "JPEG", exif=notes)
    return held.getvalue()


def pdf_of(*pages: bytes | None) -> bytes:
    """Return a PDF with one picture a page, or with none."""
    held = BytesIO()
    canvas = Canvas(held, pagesize=(595, 842))
    for page in pages:
        if page is None:
            canvas.rect(100, 100, 50, 50)
        else:
            canvas.drawImage(ImageReader(BytesIO(page)), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def test_a_kept_page_has_no_notes_of_the_camera_and_a_sensible_size() -> None:
    raw = photo()
    assert Image.open(BytesIO(raw)).getexif()
    data, media = kept_form(next(pictures(raw)))
    kept = Image.open(BytesIO(data))
    assert media == "image/jpeg"
    assert not kept.getexif()
    assert max(kept.size) == 2339


def test_black_and_white_stays_black_and_white() -> None:
    data, media = kept_form(Image.new("1", (1240, 1754), 1))
    assert media == "image/png"
    assert Image.open(BytesIO(data)).mode == "1"


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK", "P", "RGBA", "I;16"])
def test_every_kind_of_colour_is_kept(mode: str) -> None:
    data, _ = kept_form(Image.new(mode, (200, 280)))
    assert Image.open(BytesIO(data)).size == (200, 280)


def test_a_pdf_gives_the_picture_of_each_page_and_none_of_a_page_never_on_paper() -> None:
    small = photo("L", (620, 877))
    found = list(scanned_pages(pdf_of(small, None, small)))
    assert [each and each.size for each in found] == [(620, 877), None, (620, 877)]


def test_a_pdf_that_is_not_whole_or_too_long_is_refused() -> None:
    with pytest.raises(Unusable, match="not_readable"):
        list(scanned_pages(b"%PDF-1.7\nnothing"))
    long = pikepdf.new()
    for _ in range(101):
        long.add_blank_page()
    held = BytesIO()
    long.save(held)
    with pytest.raises(Unusable, match="too_large"):
        list(scanned_pages(held.getvalue()))
