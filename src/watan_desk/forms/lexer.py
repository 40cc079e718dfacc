"""Cuts an XPath expression into tokens, with the two disambiguation rules of XPath 1.0 section 3.7."""

import re
from typing import NamedTuple

from watan_desk.forms.errors import ExpressionError

LONGEST_EXPRESSION = 32_768

_NAME = r"[^\W\d][\w.\-]*"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<symbol>\.\.|::|//|<=|>=|!=|[()\[\],@.|+\-=<>*/])
    | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
    )""",
    re.VERBOSE,
)
_WAY = re.compile(
    rf"""\s*(?P<way>(?>
      (?:/{_NAME})+
    | (?:\.\./)+{_NAME}(?:/{_NAME})*
    ))(?!\s*[/\[(:])""",
    re.VERBOSE,
)
"""A plain path by names, whole: most of what forms say are such, and step by step they cost most of the reading."""
_WORD_OPERATORS = frozenset({"and", "or", "mod", "div"})
_GLUED = re.compile(r"(?:and|or|mod|div)(?=[\d.])")
"""After an operand no name can stand, so ``1 div2`` can only be a division; forms in the field rely on it."""
_BEFORE_OPERAND = frozenset({"@", "::", "(", "[", ",", "|", "+", "-", "=", "!=", "<", "<=", ">", ">=", "/", "//"})
_BEFORE_STEP = frozenset({"@", "::", "/", "//"})


class Token(NamedTuple):
    """A token; ``at`` is its place in the expression, counted from 1.

    ``kind``: ``number``, ``text``, ``symbol``, ``name``, ``operator``, ``way`` (a plain path by names), ``end``.
    """

    kind: str
    text: str
    at: int


def tokens(expression: str) -> list[Token]:
    """Return the tokens of an expression, closed by one of kind ``end``.

    Raises:
        ExpressionError: a character that belongs to no token, or an expression longer than ``LONGEST_EXPRESSION``.
    """
    if len(expression) > LONGEST_EXPRESSION:
        raise ExpressionError("forms.expression_too_long", limit=LONGEST_EXPRESSION)
    found: list[Token] = []
    place, end = 0, len(expression.rstrip())
    while place < end:
        if not _after_operand(found) and not (found and found[-1].text in _BEFORE_STEP):
            way = _WAY.match(expression, place)
            if way is not None:
                found.append(Token("way", way["way"], way.start("way") + 1))
                place = way.end()
                continue
        match = _TOKEN.match(expression, place)
        if match is None or match.lastgroup is None:
            raise ExpressionError("forms.expression_syntax", at=_skip_space(expression, place) + 1)
        text = match.group(match.lastgroup)
        kind = _kind(match.lastgroup, text, found)
        if match.lastgroup == "name" and kind == "name" and _after_operand(found) and (glued := _GLUED.match(text)):
            kind, text = "operator", glued[0]
        found.append(Token(kind, text, match.start(match.lastgroup) + 1))
        place = match.start(match.lastgroup) + len(text)
    found.append(Token("end", "", end + 1))
    return found


def _kind(group: str, text: str, before: list[Token]) -> str:
    """Tell operators from names: a name or ``*`` after an operand is an operator."""
    if _after_operand(before) and (text == "*" or (group == "name" and text in _WORD_OPERATORS)):
        return "operator"
    return group


def _after_operand(before: list[Token]) -> bool:
    return bool(before) and before[-1].kind != "operator" and before[-1].text not in _BEFORE_OPERAND


def _skip_space(expression: str, place: int) -> int:
    while place < len(expression) and expression[place].isspace():
        place += 1
    return place
