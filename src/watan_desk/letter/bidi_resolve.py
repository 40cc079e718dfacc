"""UAX #9 rules W1 to W7 and N0 to N2: the direction of numbers, marks, brackets and neutrals in one isolating run."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from watan_desk.letter.bidi_explicit import ISOLATES

_ISOLATE_CODES = ISOLATES | {"PDI"}
_NEUTRAL = _ISOLATE_CODES | {"B", "S", "WS", "ON"}
_FOLDED = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
"""A number counts as right to left where neutrals and brackets look for a neighbour."""
_JOINING = frozenset({"ES", "CS"})
_MOST_OPEN = 63

_LONE_PAIRS = "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎〈〉⟅⟆⧼⧽（）［］｛｝｟｠｢｣⦍⦐⦏⦎"  # BidiBrackets.txt
_PAIR_ROWS = (
    (0x2308, 0x230B), (0x2768, 0x2775), (0x27E6, 0x27EF), (0x2983, 0x298C), (0x2991, 0x2998), (0x29D8, 0x29DB),
    (0x2E22, 0x2E29), (0x2E55, 0x2E5C), (0x3008, 0x3011), (0x3014, 0x301B), (0xFE59, 0xFE5E),
)  # fmt: skip
_ROWED = "".join(chr(code) for first, last in _PAIR_ROWS for code in range(first, last + 1))
_BRACKETS = _LONE_PAIRS + _ROWED
_CLOSER = {normalize("NFC", a): normalize("NFC", b) for a, b in zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True)}
_CLOSERS = frozenset(_CLOSER.values())


class Sequenced(NamedTuple):
    """An isolating run sequence: its characters in logical order, its level, the direction before and after it."""

    indices: tuple[int, ...]
    level: int
    before: str
    after: str


def resolve(text: str, original: Sequence[str], kinds: list[str], run: Sequenced) -> None:
    """Replace the classes of one run by L, R, EN or AN, in ``kinds``."""
    found = _numbers(_letters([kinds[i] for i in run.indices], run.before), run.before)
    _brackets([text[i] for i in run.indices], [original[i] for i in run.indices], found, run)
    _neutrals(found, run)
    for i, kind in zip(run.indices, found, strict=True):
        kinds[i] = kind


def _letters(kinds: list[str], before: str) -> list[str]:
    """W1 to W3: marks follow their base, digits after Arabic letters are Arabic numbers."""
    found = []
    previous = strong = before
    for given in kinds:
        kind = given
        if kind == "NSM":
            kind = "ON" if previous in _ISOLATE_CODES else previous
        previous = kind
        if kind == "EN" and strong == "AL":
            kind = "AN"
        elif kind in {"L", "R", "AL"}:
            strong = kind
        found.append("R" if kind == "AL" else kind)
    return found


def _numbers(kinds: list[str], before: str) -> list[str]:
    """W4 to W7: separators and signs inside or beside numbers; numbers in Latin text."""
    for k in range(1, len(kinds) - 1):
        here = kinds[k]
        if here not in _JOINING:
            continue
        left, right = kinds[k - 1], kinds[k + 1]
        if left == right and ((here == "ES" and left == "EN") or (here == "CS" and left in {"EN", "AN"})):
            kinds[k] = left
    for start, end in _stretches(kinds, {"ET"}):
        beside = {kinds[start - 1] if start else "", kinds[end] if end < len(kinds) else ""}
        kinds[start:end] = ["EN" if "EN" in beside else "ON"] * (end - start)
    strong = before
    for k, kind in enumerate(kinds):
        if kind in {"ES", "CS"}:
            kinds[k] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[k] = "L"
    return kinds


def _stretches(kinds: Sequence[str], wanted: set[str] | frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the maximal stretches of the wanted classes as (start, end)."""
    start = -1
    for place, kind in enumerate(kinds):
        if kind in wanted:
            start = place if start < 0 else start
        elif start >= 0:
            yield start, place
            start = -1
    if start >= 0:
        yield start, len(kinds)


def _pairs(characters: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    """BD16: matching brackets in the order of their opening ones."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for k, given in enumerate(characters):
        if kinds[k] != "ON":
            continue
        character = normalize("NFC", given)
        if character in _CLOSER:
            if len(waiting) == _MOST_OPEN:
                return []
            waiting.append((_CLOSER[character], k))
        elif character in _CLOSERS:
            depth = next((d for d in range(len(waiting) - 1, -1, -1) if waiting[d][0] == character), None)
            if depth is not None:
                found.append((waiting[depth][1], k))
                del waiting[depth:]
    return sorted(found)


def _brackets(characters: Sequence[str], original: Sequence[str], kinds: list[str], run: Sequenced) -> None:
    """N0: a pair takes the direction of what it holds, or of what stands before it."""
    own = "R" if run.level & 1 else "L"
    for opening, closing in _pairs(characters, kinds):
        inside = {_FOLDED[kind] for kind in kinds[opening + 1 : closing] if kind in _FOLDED}
        if not inside:
            continue
        direction = own
        if own not in inside:
            context = (_FOLDED[kinds[k]] for k in range(opening - 1, -1, -1) if kinds[k] in _FOLDED)
            direction = next(context, run.before)
        for place in (opening, closing):
            _set_with_marks(kinds, original, place, direction)


def _set_with_marks(kinds: list[str], original: Sequence[str], place: int, direction: str) -> None:
    kinds[place] = direction
    following = place + 1
    while following < len(kinds) and original[following] == "NSM":
        kinds[following] = direction
        following += 1


def _neutrals(kinds: list[str], run: Sequenced) -> None:
    """N1, N2: neutrals between two sides that agree join them, others take the run's own direction."""
    own = "R" if run.level & 1 else "L"
    for start, end in list(_stretches(kinds, _NEUTRAL)):
        left = _FOLDED[kinds[start - 1]] if start else run.before
        right = _FOLDED[kinds[end]] if end < len(kinds) else run.after
        kinds[start:end] = [left if left == right else own] * (end - start)
