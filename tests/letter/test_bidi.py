"""Without these a letter could print a date, a phone number or a bracket in the wrong order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from watan_desk.common.arabic import ltr
from watan_desk.letter import bidi

UNICODE_TESTS = Path("/usr/share/unicode/BidiCharacterTest.txt")
CASES = 91_707


def drawn(text: str, base: int = 1) -> str:
    found = bidi.levels(text, base)
    return "".join(text[i] for i in bidi.visual_order(found) if text[i] not in "\u2066\u2069")


def unicode_cases() -> Iterator[tuple[str, int | None, int, list[str], list[int]]]:
    with UNICODE_TESTS.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.strip() or line.startswith("#"):
                continue
            codes, direction, level, found, order = line.strip().split(";")
            text = "".join(chr(int(code, 16)) for code in codes.split())
            base = {"0": 0, "1": 1, "2": None}[direction]
            yield text, base, int(level), found.split(), [int(i) for i in order.split()]


def test_unicode_s_own_cases_all_hold() -> None:
    """Debian's package unicode-data carries the file; `make test` installs it."""
    count = 0
    for text, direction, level, wanted, order in unicode_cases():
        base = bidi.base_level(text) if direction is None else direction
        assert base == level, text.encode("unicode_escape")
        found = bidi.levels.__wrapped__(text, base)
        assert all(want == "x" or int(want) == got for want, got in zip(wanted, found, strict=True)), ascii(text)
        assert [i for i in bidi.visual_order(found) if wanted[i] != "x"] == order, ascii(text)
        count += 1
    assert count == CASES


@pytest.mark.parametrize(
    ("text", "as_drawn"),
    [
        ("١٤٤٨/٠٦/١٠هـ", "ـه١٤٤٨/٠٦/١٠"),
        ("رقم (5) هنا", "انه )5( مقر"),
        (f"هاتف {ltr('+966 50 000 0301')} فقط", "طقف +966 50 000 0301 فتاه"),
        (f"برقم {ltr('WT03A-1448-00127')}.", ".WT03A-1448-00127 مقرب"),
        ("٢٠٢٦/١١/٢٠م", "م٢٠٢٦/١١/٢٠"),
    ],
)
def test_dates_brackets_and_numbers_stand_in_reading_order(text: str, as_drawn: str) -> None:
    assert drawn(text) == as_drawn


def test_white_space_at_the_end_of_a_line_falls_back_to_the_paragraph() -> None:
    assert bidi.reset_line("ab ", (2, 2, 2), 1) == (2, 2, 1)
