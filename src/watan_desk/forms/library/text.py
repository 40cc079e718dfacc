"""Functions of text: XPath 1.0 section 4.2, and those ODK XForms adds."""

import base64
import hashlib
import math
import uuid
from collections.abc import Callable, Iterable

from watan_desk.forms.context import Context
from watan_desk.forms.errors import ExpressionError
from watan_desk.forms.library.function import (
    MANY,
    Arguments,
    Function,
    each_value,
    number_at,
    of_text,
    of_texts,
    text_at,
)
from watan_desk.forms.library.patterns import check_pattern, matches
from watan_desk.forms.syntax import Expression, Text
from watan_desk.forms.tree import LONGEST_TEXT
from watan_desk.forms.values import Value, to_text

_SHORT, _LETTERS = 1_000, 16
"""Shorter texts are not counted, and of longer ones so many letters cost what looking at a node does."""
_SPACES = " \t\r\n"


def _concat(context: Context, arguments: Arguments) -> Value:
    return _joined(context, "", each_value(context, arguments))


def _join(context: Context, arguments: Arguments) -> Value:
    return _joined(context, text_at(context, arguments, 0), each_value(context, arguments[1:]))


def _joined(context: Context, between: str, values: Iterable[Value]) -> str:
    held, letters = [], 0
    for value in values:
        part = to_text(value)
        letters += len(part) + len(between)
        if letters > LONGEST_TEXT:
            return ""
        held.append(part)
    if letters > _SHORT:
        context.environment.spend(letters // _LETTERS)
    return between.join(held)


def _round_half_up(number: float) -> float:
    return math.floor(number + 0.5) if math.isfinite(number) else number


def _substring(context: Context, arguments: Arguments) -> Value:
    """Positions count from 1 and are rounded, as XPath 1.0 says: character p stays if start <= p < start + length."""
    text, start = text_at(context, arguments, 0), _round_half_up(number_at(context, arguments, 1))
    end = math.inf if len(arguments) == 2 else start + _round_half_up(number_at(context, arguments, 2))  # noqa: PLR2004
    return "".join(character for place, character in enumerate(text, 1) if start <= place < end)


def _substr(context: Context, arguments: Arguments) -> Value:
    """ODK's: from 0, the end not included, negative places counted from the end."""
    text = text_at(context, arguments, 0)
    bounds = [number_at(context, arguments, place) for place in range(1, len(arguments))]
    if any(math.isnan(bound) for bound in bounds):
        return ""
    places = [math.trunc(max(-len(text), min(len(text), bound))) for bound in bounds]
    return text[places[0] : places[1] if len(places) > 1 else None]


def _translate(context: Context, arguments: Arguments) -> Value:
    text, source, target = (text_at(context, arguments, place) for place in range(3))
    table: dict[int, str | None] = {}
    for place, character in enumerate(source):
        table.setdefault(ord(character), target[place] if place < len(target) else None)
    return text.translate(table)


def _before(text: str, sign: str) -> str:
    return text.partition(sign)[0] if sign and sign in text else ""


def _after(text: str, sign: str) -> str:
    return text.partition(sign)[2] if sign else text


def _regex(context: Context, arguments: Arguments) -> Value:
    return matches(text_at(context, arguments, 0), text_at(context, arguments, 1))


def _uuid(context: Context, arguments: Arguments) -> Value:
    if not arguments:
        return str(uuid.uuid4())
    length = number_at(context, arguments, 0)
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    count = int(length) if 0 < length <= MANY else 0
    return "".join(context.environment.random.choice(alphabet) for _ in range(count))


_DIGESTS: dict[str, Callable[[bytes], bytes]] = {
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False).digest(),
    "SHA-1": lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
    "SHA-256": lambda data: hashlib.sha256(data).digest(),
    "SHA-384": lambda data: hashlib.sha384(data).digest(),
    "SHA-512": lambda data: hashlib.sha512(data).digest(),
}


def _digest(context: Context, arguments: Arguments) -> Value:
    algorithm = _DIGESTS.get(text_at(context, arguments, 1).upper())
    if algorithm is None:
        return ""
    result = algorithm(text_at(context, arguments, 0).encode())
    encoding = text_at(context, arguments, 2) if len(arguments) > 2 else "base64"  # noqa: PLR2004 - its third argument
    return result.hex() if encoding.lower() == "hex" else base64.b64encode(result).decode("ascii")


def _check_digest(arguments: tuple[Expression, ...]) -> None:
    """Refuse an algorithm or encoding, written as a literal, that ODK does not know.

    Raises:
        ExpressionError: naming it.
    """
    known = (frozenset(_DIGESTS), frozenset({"HEX", "BASE64"}))
    for given, names in zip(arguments[1:], known, strict=False):
        if isinstance(given, Text) and given.value.upper() not in names:
            raise ExpressionError("forms.unknown_digest", digest=given.value)


def _base64_decode(text: str) -> Value:
    """Return the text of base64; spaces and missing signs at its end do not matter, bytes that are no text show so."""
    plain = "".join(text.split()).rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True).decode("utf-8", errors="replace")
    except ValueError:  # no base64
        return ""


TEXT_FUNCTIONS: dict[str, Function] = {
    "string": Function(of_text(lambda text: text), 0, 1),
    "concat": Function(_concat, 0, MANY),
    "join": Function(_join, 1, MANY),
    "starts-with": Function(of_texts(str.startswith), 2, 2),
    "ends-with": Function(of_texts(str.endswith), 2, 2),
    "contains": Function(of_texts(lambda text, part: part in text), 2, 2),
    "substring-before": Function(of_texts(_before), 2, 2),
    "substring-after": Function(of_texts(_after), 2, 2),
    "substring": Function(_substring, 2, 3),
    "substr": Function(_substr, 2, 3),
    "string-length": Function(of_text(lambda text: float(len(text))), 0, 1),
    "normalize-space": Function(of_text(lambda text: " ".join(text.strip(_SPACES).split())), 0, 1),
    "translate": Function(_translate, 3, 3),
    "regex": Function(_regex, 2, 2, check=check_pattern),
    "uuid": Function(_uuid, 0, 1),
    "digest": Function(_digest, 2, 3, check=_check_digest),
    "base64-decode": Function(of_text(_base64_decode), 1, 1),
}
