"""The tree of a form's definition: which nodes an instance may have, and which of them repeat."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(eq=False)
class Spec:
    """A node of the definition. ``path`` has no positions: ``/data/family/family_members/member_name``."""

    name: str
    parent: "Spec | None" = None
    children: list["Spec"] = field(default_factory=list)
    repeats: bool = False
    path: str = ""
    within: bool = False
    """Whether it repeats or lies inside what does, so that a record may have more of it than one."""
    _named: dict[str, "Spec"] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        above = "" if self.parent is None else self.parent.path
        self.path = f"{above}/{self.name}" if self.name else ""

    def child(self, name: str) -> "Spec | None":
        """Return the child of that name."""
        return self._named.get(name)

    def adopt(self, child: "Spec") -> None:
        """Append a child, whose name no other child has."""
        child.within = child.repeats or self.within
        self.children.append(child)
        self._named[child.name] = child

    def ancestors(self) -> Iterator["Spec"]:
        """Yield the parent, its parent, and so on, without the nameless root."""
        spec = self.parent
        while spec is not None and spec.name:
            yield spec
            spec = spec.parent

    def descendants(self) -> Iterator["Spec"]:
        """Yield the node itself and everything below it in document order."""
        yield self
        for child in self.children:
            yield from child.descendants()
