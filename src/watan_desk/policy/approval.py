"""The board's approval as an association's text prints it, and every day that its dates can mean.

A doubt about it is never settled here: head office signs a record of its own beside the pack (``settled``).
"""

import re
from dataclasses import dataclass
from datetime import date

from watan_desk.common.hijri import HijriDay, HijriError, parse_hijri, to_gregorian
from watan_desk.policy.parts import Label, Part

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FIRST_PLAUSIBLE = date(2015, 12, 1)
"""The law on civil associations (royal decree M/8 of 19/2/1437 H): no board approved a policy under it before."""

_NUMERALS = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2})\Z")
_GREGORIAN_CENTURY, _HIJRI_CENTURY = 2000, 1400


class Signatory(Part, frozen=True):
    """Someone who was to sign the approval, by role; names stay in the association's own text."""

    role: Label
    signed: bool = False


@dataclass(frozen=True)
class Reading:
    """A day that a printed date can mean; ``calendar`` is ``gregorian`` or ``hijri``."""

    day: date
    calendar: str
    plausible: bool = True


class Approval(Part, frozen=True):
    """The board's approval as printed; dates as ISO text of their own calendar where the text gives them."""

    raw: str = ""
    meeting: str = ""
    hijri: str = ""
    gregorian: str = ""
    numerals: str = ""
    """A date in figures only, ``24/06/23``: neither era, nor which end is the year (R15)."""
    weekday: str = ""
    """The weekday printed beside the date, one of ``WEEKDAYS``."""
    in_force: bool = False
    """Whether the board's text itself puts the policy into force (R18)."""
    in_force_from: str = ""
    in_force_on_approval: bool = False
    """Whether the text counts from the day of its approval: not in force by itself while that day is unknown (R13)."""
    supersedes: bool = False
    """Whether the text itself takes the place of every earlier one (R14)."""
    to_publish: bool = False
    published_at: str = ""
    published_on: str = ""
    signatories: tuple[Signatory, ...] = ()
    line: int | None = None

    def readings(self) -> tuple[Reading, ...]:
        """Return every day that the printed dates can mean, the Hijri date first, without repetition."""
        found: list[Reading] = []
        if self.hijri:
            found.append(Reading(to_gregorian(parse_hijri(self.hijri)), "hijri"))
        if self.gregorian:
            found.append(Reading(date.fromisoformat(self.gregorian), "gregorian"))
        found += _readings(self.numerals)
        return tuple({reading.day: reading for reading in reversed(found)}[day] for day in _days(found))

    def candidates(self) -> tuple[date, ...]:
        """Return the plausible days among the readings, the Hijri date first."""
        return tuple(reading.day for reading in self.readings() if reading.plausible)

    def weekday_agrees(self) -> bool | None:
        """Tell whether every day the dates can mean falls on the printed weekday; ``None`` where none is printed."""
        days = self.candidates()
        if not self.weekday or not days:
            return None
        return all(WEEKDAYS[day.weekday()] == self.weekday for day in days)

    def status(self) -> str:
        """Return ``ok``, ``inconsistent``, ``ambiguous``, ``blank`` or ``not_recorded``; only ``ok`` may be quoted."""
        days = self.candidates()
        if self.numerals:
            return "ambiguous"
        if not days:
            return "blank" if self.raw else "not_recorded"
        return "ok" if len(days) == 1 and self.weekday_agrees() is not False else "inconsistent"

    def day(self) -> date | None:
        """Return the day of the approval where the text leaves no doubt about it."""
        return self.candidates()[0] if self.status() == "ok" else None

    def strangers(self) -> list[str]:
        """Return what the approval says that nobody can read."""
        found = [self.weekday] if self.weekday not in {"", *WEEKDAYS} else []
        return found + ([self.numerals] if self.numerals and not _readings(self.numerals) else [])


def _days(readings: list[Reading]) -> tuple[date, ...]:
    return tuple(dict.fromkeys(reading.day for reading in readings))


def _readings(numerals: str) -> list[Reading]:
    """Return the days of figures without an era: day or year first, Gregorian before Hijri; only real days."""
    found = _NUMERALS.match(numerals)
    if found is None:
        return []
    first, month, last = (int(part) for part in found.groups())
    readings: list[Reading] = []
    for century, calendar in ((_GREGORIAN_CENTURY, "gregorian"), (_HIJRI_CENTURY, "hijri")):
        for year, day in ((last, first), (first, last)):
            try:
                meant = _day(calendar, HijriDay(century + year, month, day))
            except (ValueError, HijriError):
                continue
            readings.append(Reading(meant, calendar, plausible=meant >= FIRST_PLAUSIBLE))
    return readings


def _day(calendar: str, parts: HijriDay) -> date:
    return to_gregorian(parts) if calendar == "hijri" else date(parts.year, parts.month, parts.day)
