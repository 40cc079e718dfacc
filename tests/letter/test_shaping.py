"""Without these a letter could carry empty boxes for letters, or text that cannot be copied and searched."""

import pytest

from watan_desk.letter import fonts
from watan_desk.letter.shaping import MissingGlyph, Sign


def signs(text: str, *, rtl: bool = True) -> list[Sign]:
    face = fonts.regular()
    return [face.signs[number] for number in face.shape(text, rtl=rtl).numbers]


@pytest.mark.parametrize(
    "text", ["لا", "الله", "محمد", "وقُيِّد", "إثباتًا", "الكريم", "لكم", "بمسئولية", "لُا", "جزاكم الله خيرًا، آمين"]
)
def test_a_word_is_read_back_from_its_signs(text: str) -> None:
    """From right to left, as readers turn a row of glyphs round: what one glyph says stays as it is."""
    assert "".join(sign.text for sign in reversed(signs(text))) == text


def test_no_sign_mixes_letters_and_marks() -> None:
    said = [sign.text for sign in signs("وقُيِّد")]
    assert said == ["د", "\u0650\u0651", "ي", "\u064f", "ق", "و"]


def test_a_mark_takes_room_and_no_ink() -> None:
    with_mark, without = signs("يُعد"), signs("يعد")
    assert sum(sign.advance for sign in with_mark) == sum(sign.advance for sign in without)
    mark = with_mark[-2]
    assert (mark.text, mark.parts) == ("ُ", ())
    assert mark.advance > 0


def test_a_ligature_carries_all_its_letters() -> None:
    assert [sign.text for sign in signs("office", rtl=False)] == ["o", "ffi", "c", "e"]


def test_a_letter_drawn_in_pieces_is_one_sign() -> None:
    found = signs("لكم")
    assert [sign.text for sign in reversed(found)] == ["ل", "ك", "م"]
    assert any(len(sign.parts) > 1 for sign in found)


def test_letters_join() -> None:
    face = fonts.regular()
    apart = sum(face.width(letter, 1) for letter in "بحث")
    assert face.width("بحث", 1) < apart


@pytest.mark.parametrize("text", ["\U0001f600", "漢", "\u20c1"])
def test_a_character_the_font_lacks_is_refused_and_named_by_code_only(text: str) -> None:
    with pytest.raises(MissingGlyph) as refused:
        fonts.regular().shape("السلام " + text, rtl=True)
    assert refused.value.params["code"] == f"U+{ord(text):04X}"
    assert "السلام" not in refused.value.sentence("en")


def test_a_number_alone_keeps_the_latin_full_stop() -> None:
    face = fonts.regular()
    alone = face.signs[face.shape("2026.1", rtl=False).numbers[4]]
    assert alone == face.signs[face.shape("v2026.1", rtl=False).numbers[5]]
