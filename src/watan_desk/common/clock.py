"""Instants and civil days. Instants are UTC; a civil day is a Saudi day (UTC+03:00, no daylight saving, no tzdata)."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

SAUDI = timezone(timedelta(hours=3), "UTC+03:00")


class Clock(Protocol):
    """Whatever tells the time; rooms are handed one and never ask the system themselves."""

    def now(self) -> datetime:
        """Return the present instant, aware and in UTC."""


class SystemClock:
    """The laptop's own clock."""

    def now(self) -> datetime:
        """Return the system's instant, in UTC, to the second."""
        return datetime.now(UTC).replace(microsecond=0)


class FixedClock:
    """A clock that stands still until it is moved: practice offices and tests."""

    def __init__(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant that was set."""
        return self._instant

    def advance(self, delta: timedelta) -> None:
        """Move the clock by ``delta``, which may be negative (a clock set back)."""
        self._instant += delta

    def set(self, instant: datetime) -> None:
        """Move the clock to an aware instant."""
        self._instant = instant.astimezone(UTC)


def saudi_day(instant: datetime) -> date:
    """Return the Saudi civil day of an aware instant."""
    return instant.astimezone(SAUDI).date()


def day_start(day: date) -> datetime:
    """Return the instant (UTC) at which a Saudi civil day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=SAUDI).astimezone(UTC)


def is_iso_day(text: str) -> bool:
    """Tell whether a text is a real day written as ``2026-11-21``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
