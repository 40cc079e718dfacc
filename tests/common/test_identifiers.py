"""If these fail, a mistyped identity number passes unseen, or a person with a right one is sent away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.common.arabic import arabic_digits
from watan_desk.common.identifiers import CHECKS, check, gcc_id, luhn
from watan_desk.practice import with_check_digit

SPECIMEN = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<|L898902C36UTO7408122F1204159ZE184226B<<<<<10"
"""The passport of ICAO 9303's own example."""
SOUND = [
    ("saudi_id", "1994580734", "1994580734"),
    ("saudi_id", "2997220039", "2997220039"),
    ("saudi_id", "١٩٩٤٥٨٠٧٣٤", "1994580734"),
    ("saudi_id", "\u202a1994 580 734\u202c", "1994580734"),
    ("border_number", "3123456786", "3123456786"),
    ("sa_mobile", "0500000123", "+966500000123"),
    ("sa_mobile", "966500000123", "+966500000123"),
    ("sa_mobile", "00966500000123", "+966500000123"),
    ("sa_mobile", "+966 50 000 0123", "+966500000123"),
    ("sa_mobile", "500000123", "+966500000123"),
    ("sa_mobile", "050-000-0123", "+966500000123"),
    ("sa_mobile", "٠٥٠٠٠٠٠١٢٣", "+966500000123"),
    ("phone_any", "0500000123", "+966500000123"),
    ("phone_any", "+201001234567", "+201001234567"),
    ("phone_any", "00201001234567", "+201001234567"),
    ("sa_iban", "SA4899990951454752772040", "SA4899990951454752772040"),
    ("sa_iban", "sa77 9956 0865 6907 0293 1375", "SA7799560865690702931375"),
    ("short_address", "abcd 1234", "ABCD1234"),
    ("passport", "a1234567", "A1234567"),
    ("gcc_id", "784199012345671", "784199012345671"),
    ("hijri", "1446/9/1", "2025-03-01"),
    ("hijri", "١٤٤٧-٠١-٠٥", "2025-06-30"),
    ("gregorian", "2026/2/28", "2026-02-28"),
    ("mrz_td3", SPECIMEN, SPECIMEN),
]
WRONG = [
    ("saudi_id", "1949580734", "checksum"),  # adjacent digits changed places
    ("saudi_id", "1902157360", "checksum"),
    ("saudi_id", "3123456786", "prefix"),  # a border number
    ("saudi_id", "12345678901", "format"),
    ("saudi_id", "", "format"),
    ("border_number", "1994580734", "prefix"),
    ("border_number", "31234", "format"),
    ("sa_mobile", "05000001234", "format"),
    ("sa_mobile", "0112345678", "format"),
    ("sa_mobile", "+201001234567", "format"),
    ("phone_any", "0112", "format"),
    ("phone_any", "+2010012345678", "format"),
    ("sa_iban", "SA4899990951454752772041", "checksum"),
    ("sa_iban", "SA038000000060801016751", "format"),
    ("sa_iban", "GB4899990951454752772040", "format"),
    ("short_address", "ABC12345", "format"),
    ("short_address", "أبجد1234", "format"),
    ("passport", "A1", "format"),
    ("gcc_id", "1234567", "format"),
    ("hijri", "1446-05-30", "day"),
    ("hijri", "1447-01-31", "day"),
    ("hijri", "1447-13-01", "day"),
    ("hijri", "1501-01-01", "range"),
    ("hijri", "5 محرم", "format"),
    ("gregorian", "2026-02-29", "day"),
    ("gregorian", "29.2.2028", "format"),
    ("mrz_td3", "P<UTOERIKSSON", "format"),
    (
        "mrz_td3",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<|L898902C46UTO7408122F1204159ZE184226B<<<<<10",
        "checksum",
    ),
]
nine_digits = st.tuples(st.sampled_from("12"), st.text("0123456789", min_size=8, max_size=8)).map("".join)


@pytest.mark.parametrize(("kind", "typed", "kept"), SOUND)
def test_a_sound_value_is_kept_in_its_one_spelling(kind: str, typed: str, kept: str) -> None:
    verdict = check(kind, typed)
    assert (verdict.ok, verdict.code, verdict.normalised) == (True, "", kept)


@pytest.mark.parametrize(("kind", "typed", "code"), WRONG)
def test_a_wrong_value_is_refused_with_its_reason(kind: str, typed: str, code: str) -> None:
    verdict = check(kind, typed)
    assert (verdict.ok, verdict.code, verdict.normalised) == (False, code, "")


def test_every_kind_is_tried_both_ways() -> None:
    assert {kind for kind, _, _ in SOUND} == {kind for kind, _, _ in WRONG} == set(CHECKS)


@given(nine_digits, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_never_passes(nine: str, place: int, shift: int) -> None:
    number = with_check_digit(nine)
    assert check("saudi_id", number).ok
    wrong = str((int(number[place]) + shift) % 10)
    assert not check("saudi_id", number[:place] + wrong + number[place + 1 :]).ok


@given(nine_digits)
def test_a_number_counts_the_same_in_arabic_digits(nine: str) -> None:
    number = with_check_digit(nine)
    assert check("saudi_id", arabic_digits(number)) == check("saudi_id", number)


@given(nine_digits, st.integers(0, 8))
def test_neighbours_that_changed_places_are_seen_but_for_nought_and_nine(nine: str, place: int) -> None:
    number = with_check_digit(nine)
    left, right = number[place], number[place + 1]
    turned = number[:place] + right + left + number[place + 2 :]
    assert luhn(turned) == (left == right or {left, right} == {"0", "9"})


def test_a_number_of_the_examples_is_taken_with_a_warning() -> None:
    example = with_check_digit("100000000")
    assert (check("saudi_id", example).ok, check("saudi_id", example).warning) == (True, "placeholder")
    assert check("saudi_id", "1994580734").warning == ""


def test_a_border_number_with_another_check_digit_is_taken_with_a_warning() -> None:
    assert (check("border_number", "3123456787").ok, check("border_number", "3123456787").warning) == (True, "checksum")


def test_an_unusual_length_for_the_country_is_a_warning_only() -> None:
    assert gcc_id("784199012345671", "ARE").warning == ""
    assert (gcc_id("12345678", "ARE").ok, gcc_id("12345678", "ARE").warning) == (True, "length")


@given(st.sampled_from(sorted(CHECKS)), st.text(max_size=90))
def test_whatever_is_typed_gets_an_answer(kind: str, typed: str) -> None:
    verdict = check(kind, typed)
    assert verdict.ok == (verdict.code == "")
    assert verdict.ok == bool(verdict.normalised)


@given(st.sampled_from(sorted(CHECKS)), st.text("0123456789٠١٢٣٤٥٦٧٨٩²³①ⅤSAabcd+-/ |<", max_size=90))
def test_a_kept_spelling_stays_as_it_is(kind: str, typed: str) -> None:
    verdict = check(kind, typed)
    if verdict.ok and kind != "hijri":  # a Hijri day is kept as its Gregorian one
        assert check(kind, verdict.normalised).normalised == verdict.normalised
