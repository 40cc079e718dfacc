"""Regular expressions of forms: matched anywhere in the text, as ODK's specification says, unless they are anchored.

Forms come from outside, and Python's matcher backtracks: a pattern that repeats something which itself repeats can
hang on a short text. Such patterns are refused when a form is loaded, and one made up at run time never matches.
"""

import re
from functools import lru_cache

from watan_desk.forms.errors import ExpressionError
from watan_desk.forms.syntax import Expression, Text

LONGEST_PATTERN = 1_000
LONGEST_SUBJECT = 20_000

_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_LOOP = re.compile(r"[*+]|\{\d*,\d*\}|\{\d{2,}\}")


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> "re.Pattern[str] | None":
    if len(pattern) > LONGEST_PATTERN or _repeats_a_repeat(pattern):
        return None
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None


def _repeats_a_repeat(pattern: str) -> bool:
    """Tell whether a group that holds a loop, or alternatives, is itself repeated without a small bound."""
    plain = _ESCAPE.sub("x", _CLASS.sub("x", pattern))
    loops: list[bool] = [False]
    place = 0
    while place < len(plain):
        sign = plain[place]
        loop = _LOOP.match(plain, place)
        if sign == "(":
            loops.append(False)
        elif sign == ")" and len(loops) > 1:
            inner = loops.pop()
            repeated = _LOOP.match(plain, place + 1)
            if inner and repeated:
                return True
            loops[-1] = loops[-1] or inner or bool(repeated)
        elif loop or sign == "|":
            loops[-1] = loops[-1] or len(loops) > 1 or bool(loop)
        place += len(loop.group()) if loop else 1
    return False


def matches(text: str, pattern: str) -> bool:
    """Tell whether the pattern is found in the text; a pattern that cannot be used is found nowhere."""
    compiled = _compiled(pattern)
    return compiled is not None and len(text) <= LONGEST_SUBJECT and compiled.search(text) is not None


def check_pattern(arguments: tuple[Expression, ...]) -> None:
    """Refuse a pattern written as a literal that is no regular expression, or one that could hang.

    Raises:
        ExpressionError: naming the pattern.
    """
    pattern = arguments[1]
    if isinstance(pattern, Text) and _compiled(pattern.value) is None:
        raise ExpressionError("forms.pattern", pattern=pattern.value)
