r"""Classes of characters by their Unicode property, ``\p{L}`` and the like, written out for matchers that lack them.

JavaRosa has Java's patterns, and forms that ask for letters of any script use them: general categories (``L``, ``Nd``),
the Arabic script or block, and the POSIX classes, which are ASCII.
"""

import re
from functools import cache
from itertools import groupby
from unicodedata import category

_UNIT = re.compile(r"\\([pP])(?:\{\^?(\w+)\}|([LMNPSZC]))|\\.|\[\^?\]?|.", re.DOTALL)
_CATEGORY = re.compile(r"[LMNPSZC][a-z]?\Z")
_LAST = 0x3347F
"""Beyond it there are only private signs and variants."""
_ARABIC = ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))
_ASCII = {
    "Alpha": "A-Za-z", "Digit": "0-9", "Alnum": "0-9A-Za-z", "Upper": "A-Z", "Lower": "a-z",
    "Space": " \\t-\\r", "Punct": "!-/:-@\\[-`{-~",
}  # fmt: skip

Ranges = tuple[tuple[int, int], ...]


def spelled_out(pattern: str) -> str | None:
    """Return a pattern with its properties written out as ranges of characters, or None where one is unknown."""
    found: list[str] = []
    inside = False
    for unit in _UNIT.finditer(pattern):
        text = unit[0]
        if unit[1] is not None:
            ranges = _ranges(unit[2] or unit[3], outside=unit[1] == "P")
            if ranges is None:
                return None
            text = ranges if inside else f"[{ranges}]"
        elif text.startswith("[") and not inside:
            inside = True
        elif text == "]":
            inside = False
        found.append(text)
    return "".join(found)


@cache
def _ranges(name: str, *, outside: bool) -> str | None:
    """Return what a property holds as the inside of a class of characters; ``outside`` turns it round."""
    if name in _ASCII and not outside:
        return _ASCII[name]
    ranges: Ranges | None = None
    if name.removeprefix("Is").removeprefix("In") == "Arabic":
        ranges = _ARABIC
    elif _CATEGORY.match(name):
        ranges = _of_category(name)
    if not ranges:
        return None
    if outside:
        ends = (-1, *(last for _, last in ranges))
        starts = (*(first for first, _ in ranges), _LAST + 1)
        ranges = tuple((end + 1, start - 1) for end, start in zip(ends, starts, strict=True) if end + 1 < start)
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def _of_category(name: str) -> Ranges:
    """Return the stretches of characters whose category begins so."""
    found = []
    for belongs, stretch in groupby(range(_LAST + 1), key=lambda code: category(chr(code)).startswith(name)):
        codes = list(stretch)
        if belongs:
            found.append((codes[0], codes[-1]))
    return tuple(found)
