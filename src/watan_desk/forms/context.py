"""What an expression is evaluated in: the node it stands on, and the record around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from random import Random, SystemRandom
from time import thread_time

from watan_desk.forms.errors import FormError
from watan_desk.forms.lookup import Index
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node
from watan_desk.forms.values import Value

MOST_LOOKED_AT = 600_000
"""Nodes that the conditions of one recalculation or drawing may look at one by one: some seconds' work."""
MOST_SECONDS = 4.0
"""Of the processor's own time, for what is not counted in nodes."""
BETWEEN_LOOKS = 16
"""Expressions between two looks at the clock, which costs as much as a short one."""


@dataclass
class Environment:
    """What lives as long as a record.

    ``now`` gives an aware instant; ``root`` is the nameless parent of the record's first element; ``instances`` are
    the secondary instances by name. ``language`` is the record's present one (``ar`` or ``en``), ``text`` finds an
    entry of its translation, ``choice_label`` the label of a value of the select question at a path.
    """

    now: Callable[[], datetime]
    zone: tzinfo
    root: Node
    instances: Mapping[str, Node]
    language: Callable[[], str]
    text: Callable[[str], str]
    choice_label: "Callable[[Context, str, str], str]"
    version: str = ""
    nodes: Mapping[Spec, list[Node]] = field(default_factory=dict)
    """The record's nodes by definition, kept true by whoever owns the record: a short way for plain paths."""
    random: Random = field(default_factory=SystemRandom)
    index: Index = field(default_factory=Index)
    budget: int | None = None
    """How many more nodes one recalculation or drawing may look at one by one; none outside of them."""
    until: float = 0.0
    """When the thread's own time for it is over; counted from the first look at the clock."""
    overdone: bool = False
    lenient: bool = False
    """Whether what cannot be waited for is left blank, as while a record is drawn or judged, and not refused."""
    looks: int = 0
    """How often ``tick`` was asked; the clock is looked at every so many times."""

    def spend(self, nodes: int) -> None:
        """Count nodes that a condition looks at one by one.

        Raises:
            FormError: it looks at more than anybody would wait for.
        """
        if self.budget is not None:
            self.budget -= nodes
            if self.budget < 0:
                raise FormError("forms.too_much_work")

    def charge(self, nodes: int) -> None:
        """Count nodes as ``spend`` does, and leave the refusal to whoever looks next."""
        if self.budget is not None:
            self.budget -= nodes

    @property
    def spent(self) -> bool:
        """Whether nothing more is waited for: what is blank now may be so for that alone."""
        return self.budget is not None and self.budget < 0

    def tick(self) -> None:
        """Look whether there is time left.

        Raises:
            FormError: there is none.
        """
        self.looks += 1
        if self.budget is None or (self.looks % BETWEEN_LOOKS and self.budget >= 0):
            return
        now = thread_time()
        self.until = self.until or now + MOST_SECONDS
        if self.budget < 0 or now > self.until:
            self.budget = -1
            raise FormError("forms.too_much_work")

    def allow(self) -> None:
        """Give a deed its nodes and its time; ``release`` ends it."""
        self.budget, self.until = MOST_LOOKED_AT, 0.0

    def release(self) -> None:
        """Bound nothing any more."""
        self.budget = None

    def leniently(self) -> "Lenience":
        """Bound what is done inside; ``overdone`` tells afterwards whether something was left blank for it."""
        return Lenience(self)

    def local_now(self) -> datetime:
        """Return the present instant in the record's zone."""
        return self.now().astimezone(self.zone)


class Lenience:
    """A block in which what cannot be waited for is left blank."""

    __slots__ = ("_environment",)

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def __enter__(self) -> None:
        self._environment.allow()
        self._environment.lenient = True

    def __exit__(self, *_: object) -> None:
        environment = self._environment
        environment.overdone = environment.spent
        environment.lenient = False
        environment.release()


class Context:
    """The node, its position in the set being filtered, and the node the whole expression belongs to."""

    __slots__ = ("current", "environment", "node", "position", "size")

    def __init__(
        self, node: Node, environment: Environment, current: Node | None = None, position: int = 1, size: int = 1
    ) -> None:
        self.node = node
        self.environment = environment
        self.current = node if current is None else current
        self.position = position
        self.size = size


Evaluate = Callable[[Context], Value]
