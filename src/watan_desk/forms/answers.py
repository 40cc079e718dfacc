"""Typed answers: what expressions see of them, and whether they fit the type of their question."""

import re
from datetime import datetime

from watan_desk.common.arabic import clean_number
from watan_desk.forms.values import read_date

_WHOLE = re.compile(r"-?\d{1,18}\Z", re.ASCII)
_DECIMAL = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)\Z", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?\Z", re.ASCII)


def _is_instant(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return "T" in text


def fits(kind: str, text: str) -> bool:
    """Tell whether a normalised, non-empty answer is of a bind type: ``int``, ``decimal``, ``date``, ``time``, ..."""
    if kind == "int":
        return _WHOLE.match(text) is not None
    if kind == "decimal":
        return _DECIMAL.match(text) is not None
    if kind == "date":
        return _ISO_DAY.match(text) is not None and read_date(text) is not None
    if kind == "time":
        return _TIME.match(text) is not None
    return kind != "dateTime" or _is_instant(text)


def normal(kind: str, text: str) -> str:
    """Return an answer with Arabic-Indic digits as ASCII where its type is a number or a date."""
    if kind not in ("int", "decimal", "date", "time", "dateTime"):
        return text
    return clean_number(text.replace("٫", ".").replace("٬", "")) if text else ""


def seen_value(kind: str, text: str) -> str:
    """Return what expressions see: the normalised answer, blank where it does not fit its type."""
    plain = normal(kind, text)
    return plain if plain and fits(kind, plain) else ""
