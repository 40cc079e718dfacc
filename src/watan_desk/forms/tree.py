"""The tree that expressions walk: the live instance of a record and the secondary instances of its form."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from watan_desk.forms.schema import Spec

LONGEST_TEXT = 1_000_000
"""Letters of one computed text; what would be longer - a text that doubles itself - is blank."""


class Node:
    """An element of an instance.

    ``typed`` is the answer exactly as it was typed; ``value`` is what expressions see of it while it is ``relevant``
    (which takes its ancestors into account; ``own_relevance`` does not). A node of a record has a ``spec``; one of a
    choice list has none.
    """

    __slots__ = ("attributes", "children", "name", "own_relevance", "parent", "relevant", "spec", "typed", "value")

    def __init__(self, name: str, parent: "Node | None" = None, typed: str = "", spec: Spec | None = None) -> None:
        self.name = name
        self.parent = parent
        self.children: list[Node] = []
        self.attributes: dict[str, str] = {}
        self.typed = typed
        self.value = typed
        self.relevant = True
        self.own_relevance = True
        self.spec = spec

    def text(self) -> str:
        """Return the XPath string value: joined descendants where it is a group; blank where irrelevant or endless."""
        if not self.relevant:
            return ""
        if not self.children:
            return self.value
        held, letters = [], 0
        for child in self.children:
            text = child.text()
            letters += len(text)
            if letters > LONGEST_TEXT:
                return ""
            held.append(text)
        return "".join(held)

    def siblings(self) -> list["Node"]:
        """Return the nodes of the same name under the same parent, itself included, in document order."""
        return [self] if self.parent is None else [node for node in self.parent.children if node.name == self.name]

    def position(self) -> int:
        """Return the place among the siblings of its name, counted from 1."""
        return next(place for place, node in enumerate(self.siblings(), 1) if node is self)

    def ancestors(self) -> Iterator["Node"]:
        """Yield the parent, its parent, and so on up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def descendants(self) -> Iterator["Node"]:
        """Yield the node itself and everything below it in document order."""
        yield self
        for child in self.children:
            yield from child.descendants()


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes of one tree in document order."""
    places: dict[int, dict[int, int]] = {}

    def place(node: Node) -> tuple[int, ...]:
        above = node.parent
        if above is None:
            return ()
        if id(above) not in places:
            places[id(above)] = {id(child): at for at, child in enumerate(above.children)}
        return (*place(above), places[id(above)].get(id(node), 0))

    return sorted(nodes, key=place)


@lru_cache(maxsize=4_096)
def local_name(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rsplit("}", 1)[-1]


_NO_CHILDREN: list[Node] = []
_NO_ATTRIBUTES: dict[str, str] = {}
"""What all cells of choice lists share: nobody adds to them, and long lists have very many."""


def read_tree(element: Element, parent: Node | None = None) -> Node:
    """Return an XML element as a tree of nodes without definitions (a secondary instance), never to be changed."""
    node: Node = _new(Node)
    node.name = local_name(element.tag)
    node.parent = parent
    node.relevant = node.own_relevance = True
    node.spec = None
    attributes = element.attrib
    node.attributes = {local_name(name): value for name, value in attributes.items()} if attributes else _NO_ATTRIBUTES
    if len(element):
        node.typed = node.value = ""
        node.children = [read_tree(child, node) for child in element]
    else:
        node.typed = node.value = element.text or ""
        node.children = _NO_CHILDREN
    return node


_new = object.__new__


def document(top: Node) -> Node:
    """Return a nameless root above a tree, so that ``/data`` is a step like any other."""
    root = Node("")
    root.children = [top]
    top.parent = root
    return root
