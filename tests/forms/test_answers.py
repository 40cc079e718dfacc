"""If these failed, what a delegate typed would be taken for something else, or refused though it is right."""

import pytest

from watan_desk.forms.answers import cast_value, fits, normal, seen_value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("int", "12"),
        ("int", "-3"),
        ("decimal", "1.5"),
        ("decimal", "12"),
        ("date", "2026-02-28"),
        ("time", "14:30"),
        ("time", "23:59:59.5+03:00"),
        ("dateTime", "2026-01-01T10:00"),
        ("string", "anything"),
        ("binary", "photo.jpg"),
    ],
)
def test_answers_that_fit(kind: str, text: str) -> None:
    assert fits(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("int", "12.7"),
        ("int", "abc"),
        ("int", "1e3"),
        ("decimal", "1,5"),
        ("decimal", "."),
        ("date", "1447/01/31"),
        ("date", "2026-02-30"),
        ("date", "2026-2-3"),
        ("time", "25:00"),
        ("time", "9"),
        ("dateTime", "2026-01-01"),
        ("dateTime", "2026-13-01T10:00"),
    ],
)
def test_answers_that_do_not_fit_count_as_empty(kind: str, text: str) -> None:
    assert not fits(kind, text)
    assert seen_value(kind, text) == ""


@pytest.mark.parametrize(
    ("kind", "typed", "seen"),
    [
        ("int", "١٢", "12"),
        ("decimal", "١٬٢٥٠٫٥", "1250.5"),
        ("date", "٢٠٢٦-٠١-٣١", "2026-01-31"),
        ("int", " 7 ", "7"),
        ("string", "١٢ ب", "١٢ ب"),
    ],
)
def test_digits_of_any_kind_are_read_in_numbers_and_left_alone_in_text(kind: str, typed: str, seen: str) -> None:
    assert normal(kind, typed) == seen
    assert seen_value(kind, typed) == seen


@pytest.mark.parametrize(
    ("typed", "seen"), [("3.10", "3.1"), ("3.0", "3"), (".5", "0.5"), ("+07.", "7"), ("-0.50", "-0.5")]
)
def test_a_decimal_reads_the_same_however_it_was_typed(typed: str, seen: str) -> None:
    assert seen_value("decimal", typed) == seen


def test_several_numbers_that_a_form_computes_are_none() -> None:
    assert cast_value("int", "3 3 3") == cast_value("decimal", "1 2") == ""
    assert cast_value("int", " 3.9 ") == "3"
    assert seen_value("int", "1 000") == "1000"
