"""Regular expressions of forms: matched anywhere in the text, as ODK's specification says, unless they are anchored.

Forms come from outside, and Python's matcher backtracks: a careless pattern can hang it on a short text. It is used
only for patterns with at most one choice to take back; all others are followed by an automaton. Patterns that neither
can match safely (look-around, back-references) are matched against short texts only.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from watan_desk.forms.errors import ExpressionError
from watan_desk.forms.library.automaton import Automaton, Either, NotUnderstood, Part, Sequence, Times, read
from watan_desk.forms.library.properties import spelled_out
from watan_desk.forms.syntax import Expression, Text

LONGEST_PATTERN = 1_000
LONGEST_SUBJECT = 5_000
LONGEST_RISKY_SUBJECT = 24
"""A backtracking matcher may try two ways at every character."""

_UNIT = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\$", re.DOTALL)

Matcher = Callable[[str], bool]


@lru_cache(maxsize=512)
def _matcher(pattern: str) -> Matcher | None:
    """Return what matches a pattern, or None where it is none."""
    written = spelled_out(pattern)
    if written is None:
        return None
    try:
        compiled = re.compile(_standard(written), re.ASCII)
    except (re.error, OverflowError, RecursionError):
        return None
    try:
        part = read(written)
        if _choices(part) > 1:
            return Automaton(part).found_in
    except NotUnderstood:
        return lambda text: len(text) <= LONGEST_RISKY_SUBJECT and compiled.search(text) is not None
    return lambda text: compiled.search(text) is not None


def _standard(pattern: str) -> str:
    """Return the pattern with ``$`` at the very end of the text only, as other ODK tools read it."""
    return _UNIT.sub(lambda unit: r"\Z" if unit[0] == "$" else unit[0], pattern)


def _choices(part: Part) -> int:
    """Count the places where a backtracking matcher could go back; those inside a repetition count twice."""
    match part:
        case Sequence(parts):
            return sum(_choices(inner) for inner in parts)
        case Either(parts):
            return max(_choices(inner) for inner in parts)
        case Times(part=inner, least=least, most=most):
            repeated = _choices(inner) + (not isinstance(inner, Times) and _branches(inner))
            return 2 * repeated + (least != most)
        case _:
            return 0


def _branches(part: Part) -> bool:
    """Tell whether a part holds alternatives."""
    return isinstance(part, Either) or (isinstance(part, Sequence) and any(_branches(inner) for inner in part.parts))


def matches(text: str, pattern: str) -> bool:
    """Tell whether the pattern is found in the text; a pattern that cannot be used is found nowhere."""
    if len(pattern) > LONGEST_PATTERN or len(text) > LONGEST_SUBJECT:
        return False
    matcher = _matcher(pattern)
    return matcher is not None and matcher(text)


def check_pattern(arguments: tuple[Expression, ...]) -> None:
    """Refuse a pattern written as a literal that is no regular expression, or an overlong one.

    Raises:
        ExpressionError: naming the pattern.
    """
    pattern = arguments[1]
    if isinstance(pattern, Text) and (len(pattern.value) > LONGEST_PATTERN or _matcher(pattern.value) is None):
        raise ExpressionError("forms.pattern", pattern=pattern.value)
