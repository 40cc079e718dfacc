"""If these fail, a date on a letter or an expiry is a day off, and a fourteen-day wait ends on the wrong day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.common.hijri import (
    FIRST_YEAR,
    LAST_YEAR,
    HijriDay,
    HijriError,
    majority_day,
    month_length,
    parse_hijri,
    to_gregorian,
    to_hijri,
)

FIRST, LAST = date(1924, 8, 1), date(2077, 11, 16)
ANCHORS = [
    ("1343-01-01", FIRST),
    ("1445-12-24", date(2024, 6, 30)),
    ("1446-09-01", date(2025, 3, 1)),
    ("1447-01-05", date(2025, 6, 30)),
    ("1448-06-10", date(2026, 11, 20)),
    ("1500-12-30", LAST),
]


@pytest.mark.parametrize(("hijri", "gregorian"), ANCHORS)
def test_known_days_agree(hijri: str, gregorian: date) -> None:
    assert to_gregorian(parse_hijri(hijri)) == gregorian
    assert to_hijri(gregorian).iso == hijri


def test_the_whole_table_follows_day_by_day_without_gap_or_double() -> None:
    day = FIRST
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month in range(1, 13):
            length = month_length(year, month)
            assert length in ({29, 30} if year > 1364 else {28, 29, 30, 31})  # the first years were as they were seen
            for place in range(length):
                assert to_gregorian(HijriDay(year, month, 1 + place)) == day
                assert to_hijri(day) == HijriDay(year, month, 1 + place)
                day += timedelta(days=1)
    assert day == LAST + timedelta(days=1)


@given(st.dates(FIRST, LAST - timedelta(days=1)))
def test_the_order_of_days_is_kept(day: date) -> None:
    assert to_hijri(day) < to_hijri(day + timedelta(days=1))


@pytest.mark.parametrize("written", ["1446-05-30", "1447-01-31", "1447-13-01", "1447-00-10", "1447-01-00"])
def test_a_day_the_calendar_does_not_have_is_refused(written: str) -> None:
    with pytest.raises(HijriError) as refused:
        to_gregorian(parse_hijri(written))
    assert refused.value.key == "hijri.day"


@pytest.mark.parametrize("written", ["1342-12-29", "1501-01-01", "0000-01-01"])
def test_a_day_outside_the_table_is_refused(written: str) -> None:
    with pytest.raises(HijriError) as refused:
        to_gregorian(parse_hijri(written))
    assert refused.value.key == "hijri.range"


@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST + timedelta(days=1), date.min, date.max])
def test_a_gregorian_day_outside_the_table_is_refused(day: date) -> None:
    with pytest.raises(HijriError) as refused:
        to_hijri(day)
    assert refused.value.key == "hijri.range"


@pytest.mark.parametrize("written", ["", "1448", "10/6/1448", "1448-06", "1448-06-10-1", "غدًا"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(HijriError) as refused:
        parse_hijri(written)
    assert refused.value.key == "hijri.format"


@pytest.mark.parametrize("written", ["1448/6/10", "١٤٤٨/٠٦/١٠", "\u200f1448-06-10 ", "۱۴۴۸/۶/۱۰"])
def test_a_date_is_read_in_any_digits(written: str) -> None:
    assert parse_hijri(written) == HijriDay(1448, 6, 10)


@pytest.mark.parametrize(
    ("born", "of_age"),
    [
        (date(2008, 12, 1), date(2026, 5, 20)),
        (date(2006, 6, 26), date(2023, 12, 14)),  # 30 Jumada I 1427; 1445's has 29 days: 1 Jumada II
        (date(1994, 6, 9), date(2011, 11, 26)),  # 30 Dhu al-Hijja 1414; 1432's has 29 days: 1 Muharram 1433
    ],
)
def test_majority_is_eighteen_hijri_years_after_birth(born: date, of_age: date) -> None:
    assert majority_day(born) == of_age


@given(st.dates(FIRST, date(2059, 1, 1)))
def test_nobody_is_of_age_a_day_early_or_late(born: date) -> None:
    birth, first = to_hijri(born), to_hijri(majority_day(born))
    day_before = to_hijri(majority_day(born) - timedelta(days=1))
    birthday = (birth.year + 18, birth.month, birth.day)
    assert (first.year, first.month, first.day) >= birthday > (day_before.year, day_before.month, day_before.day)
