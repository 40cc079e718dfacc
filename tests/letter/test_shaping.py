"""Without these a letter could carry empty boxes for letters, or text that cannot be copied and searched."""

import pytest

from watan_desk.letter import fonts
from watan_desk.letter.shaping import MissingGlyph


def said(text: str, *, rtl: bool = True) -> str:
    glyphs = fonts.regular().shape(text, rtl=rtl).glyphs
    found = [glyph.text or "" for glyph in glyphs]
    return "".join(reversed(found) if rtl else found)


@pytest.mark.parametrize("text", ["لا", "الله", "محمد", "وقُيِّد", "إثباتًا", "الكريم", "لكم", "بمسئولية"])
def test_every_letter_is_carried_once_by_the_glyphs(text: str) -> None:
    assert sorted(said(text)) == sorted(text)


def test_a_ligature_carries_all_its_letters() -> None:
    assert [glyph.text for glyph in fonts.regular().shape("office", rtl=False).glyphs] == ["o", "ffi", "c", "e"]


def test_a_letter_drawn_in_pieces_is_said_once() -> None:
    texts = [glyph.text for glyph in fonts.regular().shape("لكم", rtl=True).glyphs]
    assert None in texts
    assert sorted("".join(text for text in texts if text)) == sorted("لكم")


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
    alone = face.shape("2026.1", rtl=False).glyphs[4].gid
    in_word = face.shape("v2026.1", rtl=False).glyphs[5].gid
    assert alone == in_word
