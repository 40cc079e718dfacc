"""Without these a long name or address could run over the margin, or lines stand in the wrong order."""

from hypothesis import given
from hypothesis import strategies as st

from watan_desk.common.arabic import ltr
from watan_desk.letter import fonts
from watan_desk.letter.lines import Faces, Line, Piece, Span, paragraph_lines
from watan_desk.letter.shaping import CONTROLS, Sign

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي ABCxyz0123٤٥٦()/-.، ًٌٍَُِّْ"


def faces(size: float = 14) -> Faces:
    return Faces(fonts.regular(), fonts.bold(), size)


def set_in(width: float, *spans: Span) -> tuple[Line, ...]:
    return paragraph_lines(spans, faces(), width)


def signs(piece: Piece) -> list[Sign]:
    return [piece.face.signs[number] for number in piece.run.numbers]


def test_lines_follow_one_another_in_reading_order() -> None:
    text = " ".join(f"كلمة{n}" for n in range(60))
    lines = set_in(300, Span(text))
    assert len(lines) > 3
    assert " ".join(line.text for line in lines) == text
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]


@given(st.text(LETTERS, max_size=120), st.floats(60, 400))
def test_no_line_is_wider_than_its_place_and_no_character_is_lost(text: str, width: float) -> None:
    lines = set_in(width, Span(text))
    assert all(line.width <= width + 0.01 or len(line.text) == 1 for line in lines)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())


def test_a_word_longer_than_the_line_is_cut_before_no_mark() -> None:
    address = "https://" + "a" * 120
    lines = set_in(150, Span("الموقع"), Span(" " + address))
    assert "".join(line.text for line in lines).endswith(address)
    marked = set_in(60, Span("بًّ" * 40))
    assert len(marked) > 1
    assert all(line.text[0] == "ب" for line in marked)


def test_bold_stands_where_it_was_asked_for() -> None:
    line = set_in(400, Span("باسم "), Span("عبير الشمراني", bold=True), Span("، وقُيِّد"))[0]
    bold = "".join(char for char, heavy in zip(line.text, line.weights, strict=True) if heavy)
    assert bold == "عبير الشمراني"
    assert {piece.face.name for piece in line.pieces} == {"Amiri-Regular", "Amiri-Bold"}


def test_controls_steer_but_are_not_drawn() -> None:
    line = set_in(400, Span(f"رقم {ltr('WT03A-1448-00127')} هنا"))[0]
    drawn = [sign.text for piece in line.pieces for sign in signs(piece)]
    assert not CONTROLS.search("".join(drawn))
    assert "".join(drawn)[4:20] == "WT03A-1448-00127"


def test_an_empty_paragraph_is_one_empty_line() -> None:
    assert [line.text for line in set_in(100, Span(""))] == [""]


def test_a_short_word_does_not_end_a_paragraph_alone() -> None:
    text = "وذلك على الطلب المقيد لدى فرع الواحة والقرار رقم 7."
    widths = range(120, 330, 10)
    alone = [lines[-1].text for width in widths if len(lines := set_in(width, Span(text))) > 1]
    assert alone
    assert "7." not in alone


def test_a_phone_number_stays_on_one_line() -> None:
    phone = ltr("+966 50 000 0301")
    for width in range(120, 400, 10):
        lines = set_in(width, Span(f"ويمكنكم السؤال عن الطلب في أي وقت على {phone} أو في الفرع."))
        assert any(phone in line.text for line in lines)


def test_the_riyals_sign_is_drawn_beside_its_amount_and_can_be_copied() -> None:
    line = set_in(400, Span("بحد أعلى ١٢٬٠٠٠ \u20c1 في السنة"))[0]
    places = [place for place, piece in enumerate(line.pieces) if piece.face.name == "WatanSigns-Regular"]
    assert len(places) == 1
    sign = line.pieces[places[0]]
    assert [each.text for each in signs(sign)] == ["\u20c1"]
    assert signs(sign)[0].parts[0].gid
    right = ["".join(each.text for each in signs(piece)) for piece in line.pieces[places[0] + 1 :]]
    assert right[:2] == [" ", "١٢٬٠٠٠"]
