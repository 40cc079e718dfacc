"""If this fails, signed papers come back from a worn scanner and are not filed, or are filed to another letter.

A small sample of ``bench/scan_back.py``, which runs thousands.
"""

import pytest
from PIL import Image

from bench.scan_back import drawn, letter, rastered, record
from tests.letter.sealing import RING
from tests.letter.worn import WEARS, foreign_page, worn
from watan_desk.letter.filing import Judged, judge
from watan_desk.letter.pictures import page_count
from watan_desk.letter.records import Letter
from watan_desk.letter.scan import see

Clean = list[tuple[str, int, Image.Image]]


@pytest.fixture(scope="module")
def world() -> tuple[Clean, dict[str, Letter]]:
    """Return the clean pages of two letters, one of several pages, and their register."""
    clean: Clean = []
    register = {}
    for place in (0, 1):
        number, text = letter(place)
        pdf = drawn(number, text)
        register[number] = record(number, text, page_count(pdf))
        clean += [(number, page, picture) for page, picture in enumerate(rastered(pdf), start=1)]
    return clean, register


def placed(picture: Image.Image, register: dict[str, Letter]) -> Judged:
    return judge(see(picture).codes, RING, register.get)


@pytest.mark.parametrize("wear", WEARS)
def test_worn_pages_are_filed_to_their_own_place(wear: str, world: tuple[Clean, dict[str, Letter]]) -> None:
    clean, register = world
    assert len(clean) > 2
    for seed in range(3):
        number, page, picture = clean[seed % len(clean)]
        found = placed(worn(picture, wear, seed), register)
        assert (found.status, found.number, found.page) == ("filed", number, page)


def test_a_letter_of_another_text_under_the_same_number_is_never_filed(world: tuple[Clean, dict[str, Letter]]) -> None:
    _, register = world
    number, changed = letter(0, changed=True)
    for picture in rastered(drawn(number, changed)):
        assert placed(worn(picture, "office", 1), register).status == "broken"


def test_two_letters_in_one_picture_are_not_filed(world: tuple[Clean, dict[str, Letter]]) -> None:
    clean, register = world
    both = Image.new("L", (clean[0][2].width * 2, clean[0][2].height), 255)
    both.paste(clean[0][2], (0, 0))
    both.paste(clean[-1][2], (clean[0][2].width, 0))
    assert placed(both, register).status == "mixed"


def test_a_page_that_gave_no_code_says_why(world: tuple[Clean, dict[str, Letter]]) -> None:
    clean, _ = world
    page = clean[0][2]
    soft = page.resize((page.width // 12, page.height // 12)).resize((1240, 1754), Image.Resampling.BICUBIC)
    assert see(soft).state == "blurred"
    assert see(Image.new("L", (1240, 1754), 240)).state == "blank"
    text_only = page.copy()
    text_only.paste(255, (0, 0, page.width // 3, page.height))
    assert see(text_only.resize((1240, 1754))).state == "no_code"


def test_another_bodys_code_is_told_apart() -> None:
    assert see(foreign_page()).state == "foreign"
