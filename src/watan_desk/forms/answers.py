"""Typed answers: what expressions see of them, and whether they fit the type of their question."""

import re

from watan_desk.common.arabic import clean_number
from watan_desk.forms.geometry import PLACES, is_geometry, place_text, plain_number
from watan_desk.forms.values import read_date

_DAY_LENGTH = len("YYYY-MM-DD")
_LARGEST_INT = 2**31 - 1
"""ODK's ``int`` has 32 bits."""
_WHOLE = re.compile(r"[-+]?\d{1,18}(?:\.0*)?\Z", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)\Z", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_ZONE = r"(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)"
_CLOCK = r"[0-5]\d(?::[0-5]\d(?:\.\d+)?)?"
_TIME = re.compile(rf"(?:[01]?\d|2[0-3]):{_CLOCK}{_ZONE}?\Z", re.ASCII)
_INSTANT = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})T(?:[01]\d|2[0-3]):{_CLOCK}{_ZONE}?\Z", re.ASCII)


def _is_instant(text: str) -> bool:
    match = _INSTANT.match(text)
    return match is not None and read_date(match[1]) is not None


def fits(kind: str, text: str) -> bool:
    """Tell whether a normalised, non-empty answer is of a bind type: ``int``, ``decimal``, ``date``, ``time``, ..."""
    if kind == "int":
        return _WHOLE.match(text) is not None and -_LARGEST_INT - 1 <= _whole(text) <= _LARGEST_INT
    if kind == "decimal":
        return _DECIMAL.match(text) is not None
    if kind == "date":
        return _ISO_DAY.match(text) is not None and read_date(text) is not None
    if kind == "time":
        return _TIME.match(text) is not None
    if kind in PLACES:
        return is_geometry(kind, text)
    return kind != "dateTime" or _is_instant(text)


def _whole(text: str) -> int:
    return int(text.partition(".")[0])


def normal(kind: str, text: str) -> str:
    """Return an answer with Arabic-Indic digits as ASCII where its type is a number or a date."""
    clean = text.isascii() and text.isprintable() and " " not in text  # as most are
    if clean or kind not in ("int", "decimal", "date", "time", "dateTime"):
        return text
    return clean_number(text.replace("٫", ".").replace("٬", "")) if text else ""


def cast_value(kind: str, text: str) -> str:
    """Return a computed value or a default as its type stores it: whole numbers cut off, dates without their time."""
    text = text.strip() if kind in ("int", "decimal", "date") else text
    if kind in ("int", "decimal") and " " in text:
        return ""  # several numbers are not one; only a person writes 1 000
    if kind == "int" and _DECIMAL.match(text):
        return str(int(text.partition(".")[0] or "0")) if text not in ("-", "") else text
    if kind == "date" and len(text) > _DAY_LENGTH and fits("dateTime", text):
        return text[:_DAY_LENGTH]
    return text


def stored_value(kind: str, value: str) -> str:
    """Return what a submission holds of a seen value: ODK stores a decimal with its point (``3.0``)."""
    if not value:
        return ""
    if kind == "int":
        return str(_whole(value))
    if kind == "decimal":
        return plain_number(float(value))
    return value


def seen_value(kind: str, text: str) -> str:
    """Return what expressions see: the normalised answer, blank where it does not fit its type."""
    if kind == "string":
        return text
    plain = normal(kind, text)
    if not plain or not fits(kind, plain):
        return ""
    if kind in PLACES:
        return place_text(plain)
    if kind == "int":
        return str(_whole(plain))
    return plain_number(float(plain)).removesuffix(".0") if kind == "decimal" else plain
