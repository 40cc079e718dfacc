"""UAX #9 rules X1 to X8: the levels that explicit codes and isolates ask for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

ISOLATES = frozenset({"LRI", "RLI", "FSI"})
EMBEDDING_CODES = frozenset({"RLE", "LRE", "RLO", "LRO"})
_STEERING = EMBEDDING_CODES | ISOLATES | {"PDI", "PDF", "BN", "B"}
_OVERRIDES = {"RLO": "R", "LRO": "L"}
_DEEPEST = 125


class _Entry(NamedTuple):
    """One entry of the directional status stack."""

    level: int
    override: str
    isolate: bool


def matching_isolates(kinds: Sequence[str]) -> dict[int, int]:
    """Return which isolate initiator belongs to which closing code, both ways (BD9)."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for i, kind in enumerate(kinds):
        if kind in ISOLATES:
            waiting.append(i)
        elif kind == "PDI" and waiting:
            start = waiting.pop()
            found[start], found[i] = i, start
    return found


@dataclass
class Explicit:
    """A pass over one paragraph; ``run`` fills ``levels`` and, where a code overrides them, ``classes``."""

    base: int
    original: Sequence[str]
    turns_right: frozenset[int]
    """The codes that open a right-to-left stretch: RLE, RLO, RLI, and FSI before right-to-left text."""
    classes: list[str] = field(init=False)
    levels: list[int] = field(init=False)
    stack: list[_Entry] = field(init=False)
    isolates_open: int = 0
    isolates_over: int = 0
    embeddings_over: int = 0

    def __post_init__(self) -> None:
        self.classes = list(self.original)
        self.levels = [self.base] * len(self.original)
        self.stack = [_Entry(self.base, "", isolate=False)]

    def run(self) -> None:
        """Walk the paragraph once."""
        for i, kind in enumerate(self.original):
            if kind not in _STEERING:
                self._take(i)
            elif kind in EMBEDDING_CODES:
                self._open(i, kind)
                self.levels[i] = self.stack[-1].level
            elif kind in ISOLATES:
                self._take(i)
                self._open(i, kind)
            elif kind == "PDI":
                self._close_isolate()
                self._take(i)
            elif kind == "PDF":
                self._close_embedding()
                self.levels[i] = self.stack[-1].level
            elif kind == "BN":
                self.levels[i] = self.stack[-1].level

    def _take(self, i: int) -> None:
        """X6: the character takes the level, and the override if there is one, of the stretch it stands in."""
        top = self.stack[-1]
        self.levels[i] = top.level
        if top.override:
            self.classes[i] = top.override

    def _open(self, i: int, kind: str) -> None:
        """X2 to X5c."""
        top = self.stack[-1].level
        level = (top + 1) | 1 if i in self.turns_right else (top + 2) & ~1
        isolate = kind in ISOLATES
        if level <= _DEEPEST and not self.isolates_over and not self.embeddings_over:
            self.isolates_open += isolate
            self.stack.append(_Entry(level, _OVERRIDES.get(kind, ""), isolate))
        elif isolate:
            self.isolates_over += 1
        elif not self.isolates_over:
            self.embeddings_over += 1

    def _close_isolate(self) -> None:
        """X6a."""
        if self.isolates_over:
            self.isolates_over -= 1
        elif self.isolates_open:
            self.embeddings_over = 0
            while not self.stack.pop().isolate:
                pass
            self.isolates_open -= 1

    def _close_embedding(self) -> None:
        """X7."""
        if self.isolates_over:
            return
        if self.embeddings_over:
            self.embeddings_over -= 1
        elif not self.stack[-1].isolate and len(self.stack) > 1:
            self.stack.pop()
