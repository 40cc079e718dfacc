"""The shape of a parsed XPath expression. Chains of one precedence are kept flat, so that long sums stay shallow."""

from dataclasses import dataclass
from typing import Literal

Start = Literal["root", "context", "expression"]


@dataclass(frozen=True)
class Text:
    """A string literal."""

    value: str


@dataclass(frozen=True)
class Number:
    """A number literal."""

    value: float


@dataclass(frozen=True)
class Call:
    """A function call; ``at`` is its place in the expression, counted from 1."""

    name: str
    arguments: tuple["Expression", ...]
    at: int


@dataclass(frozen=True)
class Negation:
    """A unary minus."""

    operand: "Expression"


@dataclass(frozen=True)
class Chain:
    """Operands of one precedence level, evaluated from left to right: ``first (operator operand)*``."""

    first: "Expression"
    rest: tuple[tuple[str, "Expression"], ...]


@dataclass(frozen=True)
class Step:
    """One step of a path: axis, node test (a name, ``*``, ``node()``, ``text()``, ...) and predicates."""

    axis: str
    test: str
    predicates: tuple["Expression", ...] = ()

    @property
    def named(self) -> bool:
        """Whether it asks for nodes of one name."""
        return self.test != "*" and not self.test.endswith(")")


@dataclass(frozen=True)
class Path:
    """A location path. ``source`` is the expression it starts from when ``start`` is ``expression``."""

    start: Start
    steps: tuple[Step, ...]
    source: "Expression | None" = None
    predicates: tuple["Expression", ...] = ()


Expression = Text | Number | Call | Negation | Chain | Path
