"""The values of XPath as ODK XForms uses them, and their conversions.

Besides the four types of XPath 1.0 there is ``Moment``, a date or an instant. As a number a moment is the days since
1970-01-01T00:00Z, local midnight standing for a date; an ISO date written as text converts the same way. A moment
therefore needs the zone of the record.
"""

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from watan_desk.forms.tree import Node

_NUMBER = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*\Z", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = _EPOCH.date()
_DAY = timedelta(days=1)
_LARGEST_EXACT = 1e21


@dataclass(frozen=True)
class Moment:
    """A civil date (``has_time`` false, at local midnight) or an instant; ``at`` is aware."""

    at: datetime
    has_time: bool

    def days(self) -> float:
        """Return the days since the epoch, with the fraction of the day."""
        return (self.at - _EPOCH) / _DAY

    def iso(self) -> str:
        """Return ISO 8601: a date, or an instant to the millisecond with its offset."""
        return self.at.isoformat(timespec="milliseconds") if self.has_time else self.at.date().isoformat()


Value = str | float | bool | Moment | list[Node]


def read_date(text: str) -> date | None:
    """Return the Gregorian date of ``YYYY-MM-DD``, or None where the text is none."""
    match = _DATE.match(text)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def read_moment(text: str, zone: tzinfo) -> Moment | None:
    """Return the date or instant of an ISO text; an instant without offset is local."""
    text = text.strip()
    day = read_date(text)
    if day is not None:
        return Moment(datetime.combine(day, time(), zone), has_time=False)
    if len(text) <= len("YYYY-MM-DD") or text[10] != "T":
        return None
    try:
        instant = datetime.fromisoformat(text)
        local = instant.replace(tzinfo=zone) if instant.tzinfo is None else instant.astimezone(zone)
    except (ValueError, OverflowError):
        return None
    return Moment(local, has_time=True)


def moment_of_days(days: float, zone: tzinfo) -> Moment | None:
    """Return the instant that lies a number of days after the epoch; one at a local midnight is a date."""
    if not math.isfinite(days):
        return None
    try:
        local = (_EPOCH + timedelta(milliseconds=round(days * 86_400_000))).astimezone(zone)
        return Moment(local, has_time=local.time() != time())
    except OverflowError:
        return None


def to_moment(value: Value, zone: tzinfo) -> Moment | None:
    """Return a value as a date or instant, or None where it is none."""
    if isinstance(value, Moment):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return moment_of_days(value, zone)
    text = to_text(value)
    counted = isinstance(value, list) and _NUMBER.match(text)  # an answer is a number; a text of digits is no date
    return moment_of_days(float(text), zone) if counted else read_moment(text, zone)


def to_text(value: Value) -> str:
    """Return the string value of XPath 1.0; a set of nodes gives that of its first."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return value[0].text() if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.iso() if isinstance(value, Moment) else number_text(value)


def number_text(value: float) -> str:
    """Return a number as XPath writes it: ``3``, ``0.5``, ``NaN``, ``Infinity``."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) < _LARGEST_EXACT:
        return str(int(value))
    return repr(value)


def text_number(text: str, zone: tzinfo) -> float:
    """Return the number of a text: a decimal numeral or an ISO date; anything else is NaN."""
    if _NUMBER.match(text):
        return float(text)
    moment = read_moment(text, zone) if "-" in text else None
    return math.nan if moment is None else moment.days()


def to_number(value: Value, zone: tzinfo) -> float:
    """Return the number of a value; blank text and impossible dates are NaN."""
    if isinstance(value, (float, bool)):
        return float(value)
    return value.days() if isinstance(value, Moment) else text_number(to_text(value), zone)


def to_boolean(value: Value) -> bool:
    """Return the truth of a value; any text but the empty one is true (also ``false``)."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return isinstance(value, Moment) or bool(value)


def _texts(value: Value) -> list[Value]:
    return [node.text() for node in value] if isinstance(value, list) else [value]


def _only(value: Value) -> Value:
    """Return the text of a set of one node, as most are; whatever else it is as it is."""
    return value[0].text() if isinstance(value, list) and len(value) == 1 else value


def equal(left: Value, right: Value, zone: tzinfo, *, wanted: bool) -> bool:
    """Compare with ``=`` (``wanted``) or ``!=``: among sets of nodes, whether any pair compares so."""
    if isinstance(left, bool) or isinstance(right, bool):
        return (to_boolean(left) == to_boolean(right)) is wanted
    if not isinstance(left, list) and not isinstance(right, list):
        return _same(left, right, zone) is wanted
    if isinstance(left, list) and isinstance(right, list):
        return _equal_sets({node.text() for node in left}, {node.text() for node in right}, wanted=wanted)
    return any(_same(one, other, zone) is wanted for one in _texts(left) for other in _texts(right))


def _equal_sets(lefts: set[str], rights: set[str], *, wanted: bool) -> bool:
    """Tell whether any pair is the same (``wanted``) or differs, without looking at every pair."""
    if wanted:
        return not lefts.isdisjoint(rights)
    return bool(lefts and rights) and len(lefts | rights) > 1


def _same(one: Value, other: Value, zone: tzinfo) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    if isinstance(one, bool) or isinstance(other, bool):
        return to_boolean(one) == to_boolean(other)
    return to_number(one, zone) == to_number(other, zone)


def less(left: Value, right: Value, zone: tzinfo, *, or_equal: bool) -> bool:
    """Compare with ``<`` or ``<=``, always as numbers: a blank or text that is no number compares as false."""
    if isinstance(left, bool) and isinstance(right, list):
        right = bool(right)
    if isinstance(right, bool) and isinstance(left, list):
        left = bool(left)
    left, right = _only(left), _only(right)
    if not isinstance(left, list) and not isinstance(right, list):
        one, other = to_number(left, zone), to_number(right, zone)
        return one <= other if or_equal else one < other
    lefts, rights = _numbers(left, zone), _numbers(right, zone)
    if not lefts or not rights:
        return False
    return min(lefts) <= max(rights) if or_equal else min(lefts) < max(rights)


def _numbers(value: Value, zone: tzinfo) -> list[float]:
    """Return the numbers among the texts of a value; what is none compares as false with everything."""
    return [number for item in _texts(value) if not math.isnan(number := to_number(item, zone))]
