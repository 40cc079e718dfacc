"""What an expression is evaluated in: the node it stands on, and the record around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from random import Random, SystemRandom

from watan_desk.forms.errors import FormError
from watan_desk.forms.lookup import Index
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node
from watan_desk.forms.values import Value


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
    """How many more nodes one recalculation may look at one by one; none outside of it."""

    def spend(self, nodes: int) -> None:
        """Count nodes that a condition looks at one by one.

        Raises:
            FormError: a recalculation looks at more than anybody would wait for.
        """
        if self.budget is not None:
            self.budget -= nodes
            if self.budget < 0:
                raise FormError("forms.too_much_work")

    def local_now(self) -> datetime:
        """Return the present instant in the record's zone."""
        return self.now().astimezone(self.zone)


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
