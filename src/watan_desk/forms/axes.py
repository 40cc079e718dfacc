"""The axes of XPath 1.0, over the nodes of an instance and, the same steps, over a form's definition."""

from collections.abc import Callable, Collection, Iterable

from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node

Axis = Callable[[Node], Iterable[Node]]


def _attributes(node: Node) -> list[Node]:
    return [Node(name, node, text) for name, text in node.attributes.items()]


def _descendants(node: Node) -> list[Node]:
    return list(node.descendants())[1:]


def _after(node: Node) -> list[Node]:
    if node.parent is None:
        return []
    family = node.parent.children
    return family[next(place for place, other in enumerate(family) if other is node) + 1 :]


def _before(node: Node) -> list[Node]:
    if node.parent is None:
        return []
    family = node.parent.children
    return family[: next(place for place, other in enumerate(family) if other is node)][::-1]


def _following(node: Node) -> list[Node]:
    return [below for place in (node, *node.ancestors()) for later in _after(place) for below in later.descendants()]


def _preceding(node: Node) -> list[Node]:
    """Return what ends before a node begins, the nearest first; what lies around it does not."""
    before = [list(earlier.descendants()) for place in (node, *node.ancestors()) for earlier in _before(place)]
    return [node for stretch in before for node in reversed(stretch)]


AXES: dict[str, Axis] = {
    "child": lambda node: node.children,
    "self": lambda node: (node,),
    "parent": lambda node: () if node.parent is None else (node.parent,),
    "attribute": _attributes,
    "descendant": _descendants,
    "descendant-or-self": lambda node: node.descendants(),
    "ancestor": lambda node: node.ancestors(),
    "ancestor-or-self": lambda node: (node, *node.ancestors()),
    "following-sibling": _after,
    "preceding-sibling": _before,
    "following": _following,
    "preceding": _preceding,
    "namespace": lambda _: (),  # instances carry none
}

_SPEC_AXES: dict[str, Callable[[Spec], Iterable[Spec]]] = {
    "child": lambda spec: spec.children,
    "self": lambda spec: (spec,),
    "parent": lambda spec: () if spec.parent is None else (spec.parent,),
    "attribute": lambda _: (),
    "descendant": lambda spec: list(spec.descendants())[1:],
    "descendant-or-self": lambda spec: spec.descendants(),
    "ancestor": lambda spec: spec.ancestors(),
    "ancestor-or-self": lambda spec: (spec, *spec.ancestors()),
    "following-sibling": lambda spec: () if spec.parent is None else spec.parent.children,
    "preceding-sibling": lambda spec: () if spec.parent is None else spec.parent.children,
    "following": lambda spec: _whole(spec).descendants(),
    "preceding": lambda spec: _whole(spec).descendants(),
    "namespace": lambda _: (),
}


def _whole(spec: Spec) -> Spec:
    """Return the definition of the form's first node, below which all others lie."""
    return next((above for above in spec.ancestors() if above.parent is None or not above.parent.name), spec)


def spec_step(axis: str, test: str, places: Collection[Spec]) -> frozenset[Spec]:
    """Return the definition nodes that a step may reach from others, whatever the answers are."""
    if axis == "child" and test not in ("*", "node()"):
        if len(places) == 1:  # what nearly every step of every form is
            spec = next(iter(places)).child(test)
            return frozenset() if spec is None else frozenset((spec,))
        named = (place.child(test) for place in places)
        return frozenset(spec for spec in named if spec is not None)
    reach = _SPEC_AXES[axis]
    return frozenset(spec for place in places for spec in reach(place) if test in ("*", "node()", spec.name))
