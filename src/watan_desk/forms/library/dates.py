"""Functions of dates and times. Names of months and days are the form's language's own, never the machine's locale."""

import math
import re
from collections.abc import Callable
from datetime import datetime

from watan_desk.common.messages import say
from watan_desk.forms.context import Context
from watan_desk.forms.library.function import Arguments, Function, text_at
from watan_desk.forms.values import Moment, Value, to_moment

_TIME = re.compile(
    r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(\.\d+)?)?(?:(Z)|([+-])(0\d|1[0-4]):?([0-5]\d))?\Z", re.ASCII
)
_DIRECTIVE = re.compile(r"%.", re.DOTALL)
_SECONDS_A_DAY = 86_400


def _today(context: Context, _: Arguments) -> Value:
    midnight = context.environment.local_now().replace(hour=0, minute=0, second=0, microsecond=0)
    return Moment(midnight, has_time=False)


def _now(context: Context, _: Arguments) -> Value:
    return Moment(context.environment.local_now(), has_time=True)


def _moment(context: Context, arguments: Arguments) -> Moment | None:
    return to_moment(arguments[0](context), context.environment.zone)


def _date(context: Context, arguments: Arguments) -> Value:
    moment = _moment(context, arguments)
    if moment is None:
        return ""
    return moment


def _decimal_date_time(context: Context, arguments: Arguments) -> Value:
    moment = _moment(context, arguments)
    return math.nan if moment is None else moment.days()


def _decimal_time(context: Context, arguments: Arguments) -> Value:
    """Return a time as the fraction of the local day that has passed by then."""
    match = _TIME.match(text_at(context, arguments, 0))
    if match is None:
        return math.nan
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
    passed = hours * 3600 + minutes * 60 + seconds + float(match[4] or 0)
    here = context.environment.local_now().utcoffset()
    if here is not None and (match[5] or match[6]):
        there = (int(match[7] or 0) * 3600 + int(match[8] or 0) * 60) * (-1 if match[6] == "-" else 1)
        passed = (passed - there + here.total_seconds()) % _SECONDS_A_DAY
    return passed / _SECONDS_A_DAY


_PARTS: dict[str, Callable[[datetime], str]] = {
    "Y": lambda at: f"{at.year:04d}",
    "y": lambda at: f"{at.year % 100:02d}",
    "m": lambda at: f"{at.month:02d}",
    "n": lambda at: str(at.month),
    "d": lambda at: f"{at.day:02d}",
    "e": lambda at: str(at.day),
    "H": lambda at: f"{at.hour:02d}",
    "h": lambda at: str(at.hour),
    "M": lambda at: f"{at.minute:02d}",
    "S": lambda at: f"{at.second:02d}",
    "3": lambda at: f"{at.microsecond // 1000:03d}",
    "W": lambda at: f"{at.isocalendar().week:02d}",
    "%": lambda _: "%",
}


def _format(context: Context, arguments: Arguments) -> Value:
    moment = _moment(context, arguments)
    if moment is None:
        return ""
    at, lang = moment.at, context.environment.language()

    def part(directive: re.Match[str]) -> str:
        code = directive[0][1]
        if code == "b":
            return say(f"forms.month_{at.month}", lang)
        if code == "a":
            return say(f"forms.day_{at.isoweekday()}", lang)
        return _PARTS[code](at) if code in _PARTS else directive[0]

    return _DIRECTIVE.sub(part, text_at(context, arguments, 1))


DATE_FUNCTIONS: dict[str, Function] = {
    "today": Function(_today, 0, 0),
    "now": Function(_now, 0, 0),
    "date": Function(_date, 1, 1),
    "date-time": Function(_date, 1, 1),
    "decimal-date-time": Function(_decimal_date_time, 1, 1),
    "decimal-time": Function(_decimal_time, 1, 1),
    "format-date": Function(_format, 2, 2),
    "format-date-time": Function(_format, 2, 2),
}
