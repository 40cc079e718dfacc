"""Without these a printed letter could show digits, brackets or columns in the wrong order or lose a line."""

import subprocess
import unicodedata
from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest

from watan_desk.letter.render import render
from watan_desk.letter.shaping import MissingGlyph
from watan_desk.letter.template import kinds
from watan_desk.letter.text import Letterhead, LetterText

GOLDEN = Path(__file__).parents[1] / "golden" / "letters"
NUMBER = "WT03A-1448-00127"
DAY = date(2026, 11, 20)
A4 = (595.28, 841.89)
MARGIN = 70.8
Letters = Callable[..., LetterText]
Lines = Callable[[bytes], list[list[str]]]


@pytest.fixture
def printed(letter: Letters, letterhead: Letterhead) -> Callable[..., bytes]:
    """Render a letter of the sample case."""

    def print_it(kind: str, gender: str = "female", *, draft: bool = False, **changes: object) -> bytes:
        text = letter(kind, gender, **changes)
        return render(text, letterhead=letterhead, number=NUMBER, issued_on=DAY, draft=draft)

    return print_it


def pages(pdf: bytes) -> int:
    return len(pypdf.PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("kind", kinds())
def test_every_line_is_drawn_in_the_approved_order(kind: str, printed: Callable[..., bytes], lines: Lines) -> None:
    drawn = "\n".join(line for page in lines(printed(kind)) for line in page) + "\n"
    assert drawn == (GOLDEN / f"{kind}.drawn.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("gender", ["female", "male"])
def test_every_letter_fits_one_page_inside_its_margins(
    kind: str, gender: str, printed: Callable[..., bytes], pieces: Callable[[bytes], list[list[Any]]]
) -> None:
    pdf = printed(kind, gender, witnessed="yes")
    assert pages(pdf) == 1
    for piece in pieces(pdf)[0]:
        assert MARGIN - 0.1 <= piece.x < A4[0] - MARGIN
        assert 20 < piece.y < A4[1] - 50


def test_lines_never_overlap(printed: Callable[..., bytes], pieces: Callable[[bytes], list[list[Any]]]) -> None:
    for kind in kinds():
        right = [piece.y for piece in pieces(printed(kind))[0] if piece.x > A4[0] * 0.6]
        heights = sorted({round(y, 1) for y in right})
        assert all(above - below > 8 or above - below < 1 for below, above in pairwise(heights)), kind


def test_a_name_of_many_parts_does_not_run_into_the_next_box(
    printed: Callable[..., bytes], pieces: Callable[[bytes], list[list[Any]]]
) -> None:
    name = "عبدالرحمن بن عبدالمحسن بن عبدالعزيز بن عبداللطيف آل الشمراني المعروف بأبي عبدالإله"
    drawn = [piece for piece in pieces(printed("L03", full_name=name, witnessed="yes"))[0] if piece.x > A4[0] / 2]
    witness = next(piece.y for piece in drawn if "لوألا دهاشلا" in piece.text)
    date_line = min(piece.y for piece in drawn if ":خيراتلا" in piece.text and piece.y < 600)
    assert witness < date_line - 14


def test_head_and_foot_say_who_wrote_when_and_under_which_number(printed: Callable[..., bytes], lines: Lines) -> None:
    page = "\n".join(lines(printed("L01"))[0])
    assert "WT03A-1448-00127 :مقرلا" in page
    assert "ـه١٤٤٨/٠٦/١٠ :خيراتلا" in page
    assert "5473 : مقر صيخرت" in page
    assert page.count("حومط نطو ةيعمج") == 1
    assert "org_watan · info@watumuh.org.sa · +966 50 000 0301 فتاه" in page
    assert "١ نم ١ ةحفص" in page
    assert "@org_watan" not in page


def test_table_columns_run_from_right_to_left(
    printed: Callable[..., bytes], pieces: Callable[[bytes], list[list[Any]]]
) -> None:
    found = {piece.text: piece.x for piece in pieces(printed("L01"))[0]}
    assert found["م"] > found["دنتسملا"] > found["همقر"] > found["ةقباطملا ةجيتن"]
    assert found["1994580734"] > found["١٤٥٠/١٠/٢٩"]


def test_a_long_table_goes_over_pages_with_its_heads_and_all_rows(printed: Callable[..., bytes], lines: Lines) -> None:
    rows = [{"label": f"مستند ذو اسم طويل {n}", "reason": "غير مقروء"} for n in range(1, 81)]
    found = lines(printed("L02", missing=rows))
    assert len(found) > 2
    assert all(any("ببسلابولطملام" in line for line in page) for page in found[:3])
    assert sum("ءورقم ريغ" in line for page in found for line in page) == 80
    assert "٣ نم ٢ ةحفص" in found[1][-1]
    assert all(NUMBER in page[-1] for page in found)


def test_a_draft_says_so_on_every_page_and_has_no_number(letter: Letters, letterhead: Letterhead, lines: Lines) -> None:
    text = letter("L02", missing=[{"label": f"مستند {n}", "reason": "غير مقروء"} for n in range(50)])
    found = lines(render(text, letterhead=letterhead, number="", issued_on=None, draft=True))
    assert len(found) > 1
    assert all(any("ةدوسم" in line for line in page) for page in found)
    assert any("........................ :مقرلا" in line for line in found[0])
    final = lines(render(text, letterhead=letterhead, number=NUMBER, issued_on=DAY))
    assert not any("ةدوسم" in line for page in final for line in page)


def test_preprinted_paper_gets_no_drawn_head_or_contacts(letter: Letters, lines: Lines) -> None:
    head = Letterhead("جمعية وطن طموح", registration="ترخيص", branch="فرع", phone="0500000301", preprinted=True)
    page = "\n".join(lines(render(letter("L06"), letterhead=head, number=NUMBER, issued_on=DAY))[0])
    assert "صيخرت" not in page
    assert "0500000301" not in page
    assert NUMBER in page


def test_the_same_letter_gives_the_same_bytes(printed: Callable[..., bytes]) -> None:
    assert printed("L07") == printed("L07")
    assert printed("L07") != printed("L07", duration="سنتان")


def test_only_the_letter_font_is_used_and_all_of_it_is_embedded(printed: Callable[..., bytes]) -> None:
    for kind in kinds():
        reader = pypdf.PdfReader(BytesIO(printed(kind, draft=True)))
        names = {font["/BaseFont"].split("+")[-1] for font in _fonts(reader)}
        assert names == {"Amiri-Regular", "Amiri-Bold"}
        assert all("+" in font["/BaseFont"] for font in _fonts(reader))


def _fonts(reader: pypdf.PdfReader) -> list[Any]:
    found = []
    for page in reader.pages:
        found += [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    return found


def test_no_person_is_named_in_what_the_file_says_about_itself(printed: Callable[..., bytes]) -> None:
    told = pypdf.PdfReader(BytesIO(printed("L01"))).metadata
    assert told is not None
    assert told.title == f"L01 {NUMBER}"
    assert "عبير" not in "".join(str(value) for value in told.values())


def test_a_character_without_a_glyph_is_refused(letter: Letters, letterhead: Letterhead) -> None:
    text = letter("L04", question_text="سؤال \U0001f600")
    with pytest.raises(MissingGlyph):
        render(text, letterhead=letterhead, number=NUMBER, issued_on=DAY)


def test_a_reader_finds_number_dates_names_and_phone(printed: Callable[..., bytes], tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(printed("L01"))
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True)
    found = unicodedata.normalize("NFKC", done.stdout.decode())
    found = "".join(char for char in found if unicodedata.category(char) != "Cf")
    for wanted in (NUMBER, "WT03A-1448-0001", "١٤٤٨/٠٦/١٠", "عبدالمحسن الشمراني", "1994580734", "50 000 0301"):
        assert wanted in found


def test_an_amount_with_the_riyals_sign_stands_in_a_table_too(printed: Callable[..., bytes], lines: Lines) -> None:
    items = [
        {"label": "سلة", "quantity": 2, "unit": "3,500 \u20c1"},
        {"label": "قسيمة", "quantity": 1, "unit": "\u20c1"},
    ]
    drawn = [line for page in lines(printed("L09", items=items)) for line in page]
    assert any("٣٬٥٠٠" in line and "\u20c1" in line for line in drawn)


@pytest.mark.parametrize("rows", range(16, 27))
def test_the_last_words_fill_their_page_and_go_on_to_whoever_signs(
    rows: int, printed: Callable[..., bytes], lines: Lines
) -> None:
    missing = [{"label": "تقرير طبي", "reason": "غير مقروء"}] * rows
    found = lines(printed("L02", missing=missing))
    last = found[-1]
    assert "ةيعمجلا نع" in "".join(last)
    if len(found) > 1:
        said = last[: next(place for place, line in enumerate(last) if "ةيعمجلا نع" in line)]
        assert len(said) >= 2, "nobody signs a page without words"
        first = found[-2]
        table = max(place for place, line in enumerate(first) if "ءورقم ريغ" in line)
        assert len(first) - table != 2, "no single line stays behind"


def test_last_words_that_fit_on_their_page_are_not_parted(
    printed: Callable[..., bytes], pieces: Callable[[bytes], list[list[Any]]]
) -> None:
    drawn = pieces(printed("L04"))[0]
    [begun] = {piece.y for piece in drawn if "ليحنو" in piece.text}
    [ended] = {piece.y for piece in drawn if "انتايحت" in piece.text}
    heights = sorted({piece.y for piece in drawn if ended <= piece.y <= begun})
    assert len({round(above - below, 1) for below, above in pairwise(heights)}) == 1
