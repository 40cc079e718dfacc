"""If these fail, a page that comes back is taken for another page, or pages behind the first cannot be filed at all."""

from io import BytesIO

import pypdf
import pytest
import zxingcpp
from PIL import Image

from tests.letter.conftest import letter_of
from tests.letter.sealing import DAY, HEAD, NUMBER, SEALER, drawn, token_of
from watan_desk.letter.code import PAGE_LEVEL, PAGE_SIDE, QUIET, SIDE, modules
from watan_desk.letter.page_code import PAGE_PREFIX, read_page_code, write_page_code
from watan_desk.letter.render import render
from watan_desk.letter.token import digest_of

DIGEST = digest_of("the letter's text")
TEXT = write_page_code(NUMBER, DIGEST, 2, 3)


def test_a_page_code_names_letter_page_and_count_and_fits_its_text_only() -> None:
    mark = read_page_code(TEXT)
    assert mark is not None
    assert (mark.number, mark.page, mark.pages) == (NUMBER, 2, 3)
    assert mark.fits(DIGEST)
    assert not mark.fits(digest_of("another text"))


@pytest.mark.parametrize(("was", "now"), [(":2/3:", ":1/3:"), (":2/3:", ":2/4:"), (":2/3:", ":4/3:")])
def test_a_page_code_that_was_changed_fits_no_letter(was: str, now: str) -> None:
    mark = read_page_code(TEXT.replace(was, now))
    assert mark is not None
    assert not mark.fits(DIGEST)


@pytest.mark.parametrize("text", ["", "WDP1:", TEXT + "A", TEXT[:-1], TEXT.replace("WDP1", "WDP2"), TEXT.lower()])
def test_what_is_no_page_code_is_told_apart(text: str) -> None:
    assert read_page_code(text) is None


def test_the_symbol_keeps_its_modules_large_enough_for_150_dpi() -> None:
    rows = modules(TEXT, PAGE_LEVEL)
    assert PAGE_SIDE / len(rows) * 150 / 72 > 2.9
    picture = Image.new("L", (len(rows) + 8,) * 2, 255)
    for y, row in enumerate(rows):
        for x, pixel in enumerate(row):
            picture.putpixel((x + 4, y + 4), pixel)
    read = zxingcpp.read_barcodes(picture.resize((picture.width * 4,) * 2, Image.Resampling.NEAREST))
    assert [each.text for each in read] == [TEXT]


def test_every_page_bears_its_code_in_the_margin_clear_of_the_text() -> None:
    table = letter_of("L01").tables[0]
    long = letter_of("L01", documents=[{"label": "x", "number": "", "expires": "", "result": "y"}] * 60)
    assert table.rows
    code = SEALER.code(token_of())
    pdf = render(long, letterhead=HEAD, number=NUMBER, issued_on=DAY, code=code)
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    assert len(pages) > 1
    side = round(PAGE_SIDE / len(modules(write_page_code(NUMBER, digest_of(long.plain), 1, len(pages)), PAGE_LEVEL)), 5)
    for number, page in enumerate(pages, start=1):
        contents = page.get_contents()
        assert contents is not None
        assert contents.get_data().count(f"{side:.5f} 0 0 {side:.5f}".encode()) == (1 if number == 1 else 2)
    assert 5.5 * 72 / 25.4 + PAGE_SIDE + 4 * side < 25 * 72 / 25.4
    assert SIDE + QUIET > PAGE_SIDE


def test_a_draft_bears_none() -> None:
    contents = pypdf.PdfReader(BytesIO(drawn(code=""))).pages[0].get_contents()
    assert contents is not None
    assert PAGE_PREFIX.encode() not in contents.get_data()
    assert contents.get_data().count(b" 1 re") == 0
