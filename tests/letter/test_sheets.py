"""If these fail, a page that lay askew on the scanner, or a phone's photo, is kept lying on its side."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageStat

from tests.letter.sealing import SEALER, sealed, token_of
from tests.letter.test_pictures import pdf_of
from tests.letter.test_scan import file_of, rendered
from watan_desk.letter.sheets import Sheet, sheets_of

TEXT = SEALER.code(token_of())
_ORIENTATION = 0x0112


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """Return the first page of a letter at 150 dpi."""
    return rendered(sealed(), tmp_path_factory.mktemp("page"), 150)


def only(data: bytes) -> Sheet:
    [sheet] = sheets_of(data)
    return sheet


def same(one: Image.Image | None, other: Image.Image) -> bool:
    """Tell whether two pictures show the same; losses of JPEG aside."""
    if one is None or one.size != other.size:
        return False
    return ImageStat.Stat(ImageChops.difference(one.convert("L"), other)).mean[0] < 4


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_scanned_the_wrong_way_round_is_kept_upright(page: Image.Image, turned: int) -> None:
    found = only(file_of(page.rotate(turned, expand=True), "PNG"))
    assert TEXT in found.codes
    assert same(found.picture, page)


def test_a_page_that_lies_a_little_askew_is_left_so(page: Image.Image) -> None:
    askew = page.rotate(4, fillcolor=255)
    assert same(only(file_of(askew, "PNG")).picture, askew)


@pytest.mark.parametrize(("noted", "held"), [(6, 90), (8, 270), (3, 180)])
def test_a_phones_note_of_how_it_was_held_is_followed_even_where_no_code_is_read(
    page: Image.Image, noted: int, held: int
) -> None:
    notes = Image.Exif()
    notes[_ORIENTATION] = noted
    below = page.crop((300, 900, 1000, 1300))  # no code in it
    found = only(file_of(below.rotate(held, expand=True), "JPEG", exif=notes, quality=90))
    assert found.codes == ()
    assert same(found.picture, below)


def test_a_page_that_a_scanners_pdf_shows_turned_is_kept_as_it_shows(page: Image.Image, tmp_path: Path) -> None:
    below = page.crop((300, 900, 1000, 1300))
    with pikepdf.open(BytesIO(pdf_of(file_of(below.rotate(90, expand=True), "PNG")))) as made:
        made.pages[0].Rotate = 90
        out = BytesIO()
        made.save(out)
    assert same(only(out.getvalue()).picture, below)
