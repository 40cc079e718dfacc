"""Names the slip that most likely broke an expression, and its cure: what spreadsheets and Arabic keyboards type.

Places are counted from 1, as the lexer counts them.
"""

import re
from difflib import get_close_matches

from watan_desk.common.arabic import is_arabic
from watan_desk.forms.errors import Cure
from watan_desk.forms.functions import FUNCTIONS

_SIGNS = {
    "==": "=", "<>": "!=", "=>": ">=", "=<": "<=", "&&": "and", "||": "or", "&": "and", "%": "mod", ";": ",",
    "\u2265": ">=", "\u2264": "<=", "\u2260": "!=", "\u00d7": "*", "\u00f7": "div", "\u2212": "-", "\u060c": ",",
    "\u061b": ",", "\u066b": ".", "\u066a": "mod",
}  # fmt: skip
"""What is written for what; the last ones are the signs of an Arabic keyboard and of a word processor."""
_QUOTES = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a`"
_CURES = {
    "'": "forms.cure_quote",
    '"': "forms.cure_quote",
    "$": "forms.cure_reference",
    "!": "forms.cure_not",
    ")": "forms.cure_close",
}
_WORDS = frozenset({"and", "or", "not", "div", "mod"})
_TEXTS = re.compile(r"\"[^\"]*\"|'[^']*'")
_REFERENCE = re.compile(r"\$\{[^}]*\}")


def slip(expression: str, at: int) -> Cure:
    """Return the cure for an expression that cannot be read from a place on."""
    here, before = expression[at - 1 :].lstrip(), expression[: at - 1].rstrip()
    for sign in (expression[max(0, at - 2) : at], here[:2], here[:1]):
        if sign in _SIGNS:
            return "forms.cure_sign", {"wrong": sign, "right": _SIGNS[sign]}
    if here[:1] and here[0] in _QUOTES:
        return "forms.cure_sign", {"wrong": here[0], "right": "'"}
    if here[:1] == "," and before[-1:].isdigit() and here[1:2].isdigit():
        return "forms.cure_decimal", {}
    if here[:1] == "=" and not before:
        return "forms.cure_formula", {}
    return (_CURES[here[0]], {}) if here[:1] in _CURES and here else _of_words(expression, here, before)


def _of_words(expression: str, here: str, before: str) -> Cure:
    bare = _TEXTS.sub("", expression)
    if not here:
        return ("forms.cure_open" if bare.count("(") > bare.count(")") else "forms.cure_end"), {}
    if before.endswith("/"):
        return "forms.cure_sign", {"wrong": "/", "right": "div"}
    word = re.match(r"[^\W\d]+", here)
    if word is not None and word[0].lower() in _WORDS and word[0] not in _WORDS:
        return "forms.cure_sign", {"wrong": word[0], "right": word[0].lower()}
    return ("forms.cure_words" if is_arabic(_REFERENCE.sub("", bare)) else "forms.cure_between"), {}


def function_like(name: str) -> Cure | None:
    """Return the function that was probably meant by one that does not exist."""
    like = [name.lower()] if name.lower() in FUNCTIONS else get_close_matches(name.lower(), sorted(FUNCTIONS), 1)
    return ("forms.cure_like", {"like": like[0]}) if like else None


def in_cell(cell: str, expression: str, at: int) -> int:
    """Return the place in a cell that a place in its converted expression came from, 0 where it cannot be told.

    The converter writes the path of a question where its author wrote ``${name}``; everything else stays.
    """
    place = cursor = 0
    for part in re.split(f"({_REFERENCE.pattern})", cell):
        if _REFERENCE.fullmatch(part):
            place += len(part)
            continue
        literal = part.strip()
        found = expression.find(literal, cursor)
        if found < 0:
            return 0
        if literal and found + 1 > at:  # inside the path before it
            return place
        if literal and at <= found + len(literal):
            return place + len(part) - len(part.lstrip()) + at - found
        place, cursor = place + len(part), found + len(literal)
    return place + 1 if at > cursor else 0
