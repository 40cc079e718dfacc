"""If these fail, a deed late in the evening gets yesterday's date, and a wait ends a day early."""

from datetime import UTC, date, datetime, timedelta

import pytest

from watan_desk.common.clock import FixedClock, SystemClock, day_start, saudi_day


def test_the_day_changes_at_midnight_in_riyadh() -> None:
    assert saudi_day(datetime(2026, 11, 19, 20, 59, 59, tzinfo=UTC)) == date(2026, 11, 19)
    assert saudi_day(datetime(2026, 11, 19, 21, 0, tzinfo=UTC)) == date(2026, 11, 20)


def test_a_day_begins_where_the_one_before_ended() -> None:
    start = day_start(date(2026, 11, 20))
    assert (saudi_day(start), saudi_day(start - timedelta(seconds=1))) == (date(2026, 11, 20), date(2026, 11, 19))


def test_the_laptops_clock_is_told_in_utc_to_the_second() -> None:
    now = SystemClock().now()
    assert (now.utcoffset(), now.microsecond) == (timedelta(0), 0)
    assert abs(datetime.now(UTC) - now) < timedelta(seconds=5)


def test_a_standing_clock_moves_only_when_it_is_moved(clock: FixedClock) -> None:
    start = clock.now()
    assert clock.now() == start
    clock.advance(timedelta(days=-1))
    assert clock.now() == start - timedelta(days=1)
    with pytest.raises(ValueError, match="zone"):
        FixedClock(datetime(2026, 11, 19))  # noqa: DTZ001 - the very mistake that is refused
