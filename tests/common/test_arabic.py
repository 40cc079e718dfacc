"""If these fail, a person on file is not found because a hamza, a vowel mark or a digit was typed another way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.common.arabic import LRI, PDI, arabic_digits, ascii_digits, clean_number, ltr, normalise

arabic = st.text(st.characters(min_codepoint=0x0600, max_codepoint=0x06FF) | st.sampled_from(" aZ9\u200f\ufefb\ufdf2"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("مسؤول", "مسئول"),
        ("مسؤول", "مسوول"),
        ("رؤوف", "رئوف"),
        ("رؤوف", "رءوف"),
        ("داوود", "داود"),
        ("عائشة", "عايشه"),
        ("فؤاد", "فواد"),
        ("أحمد", "احمد"),
        ("إبراهيم", "ابراهيم"),
        ("آمنة", "امنه"),
        ("هدى", "هدي"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("عبد\u200fالله", "عبدالله"),
        ("  عبد   الله ", "عبد الله"),
        ("علی", "علي"),
        ("کریم", "كريم"),
        ("٠٥٠", "050"),
        ("ﻻ", "لا"),
        ("Amal", "amal"),
    ],
)
def test_two_ways_of_writing_one_word_are_found_alike(typed: str, kept: str) -> None:
    assert normalise(typed) == normalise(kept)


@pytest.mark.parametrize(("one", "other"), [("سعد", "سعيد"), ("حسن", "حسين"), ("نور", "نوره")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(arabic)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_folding_any_text_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text("0123456789"))
def test_digits_go_there_and_back(text: str) -> None:
    assert ascii_digits(arabic_digits(text)) == text


def test_a_typed_number_loses_marks_and_spaces_only() -> None:
    assert clean_number("\u200f ٠٥٠ ۱۲۳\u202c x") == "050123x"


def test_a_code_inside_arabic_text_keeps_its_own_order() -> None:
    assert ltr("WT03A-1448-0001") == f"{LRI}WT03A-1448-0001{PDI}"
