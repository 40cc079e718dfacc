"""If these failed, sums, ages and comparisons in every form would be silently wrong."""

import math
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.common.clock import SAUDI
from watan_desk.forms.values import (
    Moment,
    Value,
    equal,
    less,
    moment_of_days,
    number_text,
    read_date,
    text_number,
    to_boolean,
    to_moment,
    to_number,
    to_text,
)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3.0, "3"),
        (-0.5, "-0.5"),
        (0.1, "0.1"),
        (math.nan, "NaN"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        (-0.0, "0"),
        (123456789012.0, "123456789012"),
    ],
)
def test_a_number_is_written_as_xpath_writes_it(number: float, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize("text", ["", " ", "abc", "1e5", "inf", "nan", "1_000", "--1", "٣", "12,5", "2026-02-30"])
def test_text_that_is_no_number_is_nan(text: str) -> None:
    assert math.isnan(text_number(text, UTC))


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_whole_numbers_survive_the_round_trip(number: int) -> None:
    assert text_number(number_text(float(number)), UTC) == number


@given(
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15).filter(lambda x: abs(x) > 1e-4)
)
def test_fractions_survive_the_round_trip(number: float) -> None:
    assert text_number(number_text(number), UTC) == number


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_date_survives_its_number(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert moment_of_days(text_number(day.isoformat(), UTC), UTC) == to_moment(day.isoformat(), UTC)


def test_a_date_is_local_midnight_in_days_of_utc() -> None:
    assert text_number("1970-01-02", UTC) == 1
    assert text_number("1970-01-02", SAUDI) == 1 - 3 / 24
    assert text_number("1970-01-02", timezone(timedelta(hours=-7))) == 1 + 7 / 24


def test_an_instant_with_an_offset_is_the_same_everywhere() -> None:
    assert text_number("1970-01-02T03:00:00+03:00", UTC) == text_number("1970-01-02T03:00:00+03:00", SAUDI) == 1


@pytest.mark.parametrize(
    "text", ["2026-13-01", "2026-02-30", "1447/01/31", "26-1-1", "2026-01-01x", "2026-01-01 10:00"]
)
def test_an_impossible_date_is_none(text: str) -> None:
    assert to_moment(text, UTC) is None


def test_a_moment_is_written_as_iso() -> None:
    assert to_text(Moment(datetime(2026, 1, 2, tzinfo=SAUDI), has_time=False)) == "2026-01-02"
    assert (
        to_text(Moment(datetime(2026, 1, 2, 3, 4, 5, tzinfo=SAUDI), has_time=True)) == "2026-01-02T03:04:05.000+03:00"
    )


def test_truth_of_values() -> None:
    values: tuple[Value, ...] = ("", "false", 0.0, math.nan, 2.0, [], True)
    assert [to_boolean(value) for value in values] == [
        False,
        True,
        False,
        False,
        True,
        False,
        True,
    ]


def test_comparison_with_text_that_is_no_number_is_false() -> None:
    assert not less("", 1.0, UTC, or_equal=True)
    assert not less("a", "b", UTC, or_equal=False)
    assert less("2026-01-01", "2026-01-02", UTC, or_equal=False)


def test_equality_looks_at_the_types() -> None:
    assert equal("12", 12.0, UTC, wanted=True)
    assert equal("a", "b", UTC, wanted=False)
    assert not equal("", math.nan, UTC, wanted=True)
    yes = True
    assert equal("x", yes, UTC, wanted=True)


def test_a_boolean_counts_as_a_number() -> None:
    assert to_number(value=True, zone=UTC) == 1
