"""Hijri days by the Umm al-Qura table (1343-1500 H), through ``hijridate``; never Qt's arithmetical calendar."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from hijridate import Gregorian, Hijri

from watan_desk.common.arabic import clean_number
from watan_desk.common.errors import Refused

FIRST_YEAR, LAST_YEAR = 1343, 1500
_MONTHS = 12
_MAJORITY_YEARS = 18
_WRITTEN = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})\Z")


class HijriError(Refused):
    """A Hijri day that does not exist (``hijri.day``), lies outside the table (``hijri.range``) or is no date."""


@dataclass(frozen=True, order=True)
class HijriDay:
    """A day of the Umm al-Qura calendar; the parts are not checked until it is converted."""

    year: int
    month: int
    day: int

    @property
    def iso(self) -> str:
        """The day as ``1448-06-10``."""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


@lru_cache(maxsize=20000)
def to_hijri(day: date) -> HijriDay:
    """Return the Umm al-Qura day of a Gregorian day.

    Raises:
        HijriError: the day lies outside 1 August 1924 to 16 November 2077 (``hijri.range``).
    """
    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except (OverflowError, ValueError) as wrong:
        raise HijriError("hijri.range") from wrong
    return HijriDay(found.year, found.month, found.day)


def month_length(year: int, month: int) -> int:
    """Return the days of an Umm al-Qura month: 29 or 30; eight months of the table before 1365 H have 28 or 31.

    Raises:
        HijriError: the month lies outside the table (``hijri.range``).
    """
    try:
        return int(Hijri(year, month, 1).month_length())
    except (OverflowError, ValueError) as wrong:
        raise HijriError("hijri.range") from wrong


def to_gregorian(day: HijriDay) -> date:
    """Return the Gregorian day of an Umm al-Qura day.

    Raises:
        HijriError: ``hijri.range`` outside the table, ``hijri.day`` for a day its month does not have.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise HijriError("hijri.range")
    if not 1 <= day.month <= _MONTHS or not 1 <= day.day <= month_length(day.year, day.month):
        raise HijriError("hijri.day")
    found = Hijri(day.year, day.month, day.day).to_gregorian()
    return date(found.year, found.month, found.day)


def parse_hijri(text: str) -> HijriDay:
    """Read ``1448/6/10`` or ``1448-06-10`` in any digits; the day itself is checked by ``to_gregorian``.

    Raises:
        HijriError: ``hijri.format`` when the text is no date at all.
    """
    found = _WRITTEN.match(clean_number(text))
    if found is None:
        raise HijriError("hijri.format")
    year, month, day = (int(part) for part in found.groups())
    return HijriDay(year, month, day)


def majority_day(born: date) -> date:
    """Return the first day of age: 18 Hijri years after birth (Civil Transactions Law art. 12).

    Someone born on the 30th of a month that has 29 days eighteen years later is of age on the 1st of the next month.
    """
    birth = to_hijri(born)
    year, month, day = birth.year + _MAJORITY_YEARS, birth.month, birth.day
    if day > month_length(year, month):
        day, month = 1, month + 1
        if month > _MONTHS:
            year, month = year + 1, 1
    return to_gregorian(HijriDay(year, month, day))
