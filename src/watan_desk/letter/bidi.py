"""The Unicode Bidirectional Algorithm (UAX #9) for one paragraph: levels, line ends, visual order.

``levels`` gives one embedding level a character (explicit codes, isolates, bracket pairs and all resolving rules). The
line breaker cuts the paragraph in logical order and calls ``reset_line`` for each line it cuts; ``visual_order`` then
says in which order the pieces of that line stand from left to right. Odd levels run right to left.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from unicodedata import bidirectional

from watan_desk.letter.bidi_explicit import EMBEDDING_CODES, ISOLATES, Explicit, matching_isolates
from watan_desk.letter.bidi_resolve import Sequenced, resolve

_CURRENCY = frozenset(map(chr, range(0x20A0, 0x20D0)))
_SEPARATOR = re.compile("[\t\n\x0b\r\x1c-\x1f\x85\u2029]")
"""All that has class B or S."""
_REMOVED = EMBEDDING_CODES | {"PDF", "BN"}
_NEVER_TURNING = frozenset({"R", "AL", "NSM", "WS", "CS", "ES", "ET", "ON", "S", "B"})
"""In a paragraph from right to left these resolve to its own level as long as none of the others is there."""
_TURNING = EMBEDDING_CODES | ISOLATES | {"R", "AL", "AN"}


def classes(text: str) -> list[str]:
    """Return the bidirectional class of every character; an unassigned one counts as left to right.

    Unassigned currency signs are terminators of numbers (DerivedBidiClass): the riyal's is newer than Python's table.
    """
    return [bidirectional(character) or ("ET" if character in _CURRENCY else "L") for character in text]


def base_level(text: str) -> int:
    """Return the paragraph level by its first strong character outside isolates (P2, P3); 0 when there is none."""
    return _first_strong(classes(text))


def _first_strong(kinds: Sequence[str]) -> int:
    depth = 0
    for kind in kinds:
        if kind in ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in {"L", "R", "AL"}:
            return int(kind != "L")
    return 0


@lru_cache(maxsize=5000)
def levels(text: str, base: int) -> tuple[int, ...]:
    """Return the embedding level of every character of a paragraph whose own level is ``base`` (1 for Arabic)."""
    original = classes(text)
    if base == 0 and _TURNING.isdisjoint(original):
        return (0,) * len(text)
    if base == 1 and _NEVER_TURNING.issuperset(original):
        return (1,) * len(text)
    partner = matching_isolates(original)
    turns_right = {
        i
        for i, kind in enumerate(original)
        if kind in {"RLE", "RLO", "RLI"}
        or (kind == "FSI" and _first_strong(original[i + 1 : partner.get(i, len(original))]))
    }
    explicit = Explicit(base, original, frozenset(turns_right))
    explicit.run()
    found = explicit.levels
    for sequence in _isolating_runs(explicit, original, partner, base):
        resolve(text, original, explicit.classes, sequence)
        for i in sequence.indices:
            found[i] = sequence.level + _implicit(explicit.classes[i], sequence.level)
    for i, kind in enumerate(original):
        if kind in _REMOVED:
            found[i] = found[i - 1] if i else base
    return reset_line(text, found, base)


def _implicit(kind: str, level: int) -> int:
    """I1, I2: how far a resolved class lifts its character above the run's level."""
    if level & 1:
        return int(kind in {"L", "EN", "AN"})
    return 1 if kind == "R" else 2 * int(kind in {"AN", "EN"})


def _isolating_runs(explicit: Explicit, original: Sequence[str], partner: dict[int, int], base: int) -> list[Sequenced]:
    """X10: level runs joined over isolates, each with the direction at its two ends."""
    kept = [i for i, kind in enumerate(original) if kind not in _REMOVED]
    place = {i: k for k, i in enumerate(kept)}
    depth = list(explicit.levels)
    runs = [list(run) for _, run in groupby(kept, key=lambda i: depth[i])]
    starting = {run[0]: run for run in runs}
    found = []
    for run in runs:
        if original[run[0]] == "PDI" and run[0] in partner:
            continue
        joined = list(run)
        while original[joined[-1]] in ISOLATES and joined[-1] in partner:
            joined += starting[partner[joined[-1]]]
        first, last = place[joined[0]], place[joined[-1]]
        before = depth[kept[first - 1]] if first else base
        open_ended = original[joined[-1]] in ISOLATES or last + 1 == len(kept)
        after = base if open_ended else depth[kept[last + 1]]
        level = depth[joined[0]]
        found.append(Sequenced(tuple(joined), level, _side(max(before, level)), _side(max(after, level))))
    return found


def _side(level: int) -> str:
    return "R" if level & 1 else "L"


def reset_line(text: str, found: Sequence[int], base: int) -> tuple[int, ...]:
    """Return a line's levels with separators and white space at its end back at the paragraph's level (L1)."""
    if found.count(base) == len(found):
        return tuple(found)
    reset = list(found)
    parted, trailing = _SEPARATOR.search(text) is not None, True
    for i in range(len(text) - 1, -1, -1):
        kind = bidirectional(text[i]) or "L"
        if kind in {"B", "S"}:
            reset[i], trailing = base, True
        elif kind in ISOLATES or kind in _REMOVED or kind in {"WS", "PDI"}:
            if trailing:
                reset[i] = base
        elif parted:
            trailing = False
        else:
            break
    return tuple(reset)


def visual_order(found: Sequence[int]) -> list[int]:
    """Return logical indices in their order from left to right (L2); works for characters and for whole runs."""
    order = list(range(len(found)))
    lowest_odd = min((level for level in found if level & 1), default=None)
    if lowest_odd is None:
        return order
    for level in range(max(found), lowest_odd - 1, -1):
        _reverse_stretches(order, found, level)
    return order


def _reverse_stretches(order: list[int], found: Sequence[int], level: int) -> None:
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and found[order[end]] >= level:
            end += 1
        order[start:end] = order[start:end][::-1]
        start = max(end, start + 1)
