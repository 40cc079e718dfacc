"""Without these a page could end on a torn line, and a justified line show holes between its words."""

from watan_desk.letter.lines import Span
from watan_desk.letter.paragraph import ArabicParagraph, Style

STYLE = Style(size=14, line=1.4)
WIDTH = 300


def long(words: int = 80) -> ArabicParagraph:
    return ArabicParagraph(" ".join(["الطلب"] * words), STYLE)


def lines_of(part: ArabicParagraph) -> int:
    return len(part.lines or ())


def test_height_is_lines_times_leading() -> None:
    part = long()
    width, height = part.wrap(WIDTH, 1000)
    assert (width, height) == (WIDTH, lines_of(part) * STYLE.leading)


def test_no_page_begins_or_ends_with_one_line() -> None:
    part = long()
    part.wrap(WIDTH, 1000)
    count = lines_of(part)
    first, second = part.split(WIDTH, (count - 1) * STYLE.leading + 1)
    assert (lines_of(first), lines_of(second)) == (count - 2, 2)
    assert part.split(WIDTH, STYLE.leading * 1.5) == []
    assert part.split(WIDTH, count * STYLE.leading) == [part]


def test_the_parts_hold_the_same_lines_in_order() -> None:
    part = long()
    part.wrap(WIDTH, 1000)
    halves = part.split(WIDTH, 4 * STYLE.leading)
    assert [line for half in halves for line in half.lines] == list(part.lines or ())
    assert halves[0].wrap(WIDTH, 1000)[1] == 4 * STYLE.leading


def test_a_line_that_would_show_holes_stays_ragged() -> None:
    part = ArabicParagraph((Span("رقم " + "W" * 12 + " " + "W" * 16),), STYLE)
    part.wrap(250, 1000)
    assert part.lines is not None
    assert len(part.lines) == 2
    left, gap = part._place(part.lines[0])
    assert gap == 0
    assert left == 250 - part.lines[0].width


def test_the_least_width_is_the_longest_word() -> None:
    part = ArabicParagraph("من الاستفسارات إلى", STYLE)
    alone = ArabicParagraph("الاستفسارات", STYLE)
    alone.wrap(1000, 1000)
    assert alone.lines is not None
    assert part.minWidth() == alone.lines[0].width
