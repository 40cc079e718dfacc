"""The live instance of a record: its nodes by definition and by reference, repeats, and its XML."""

import copy
import json
import re
from collections.abc import Callable, Collection
from dataclasses import asdict
from xml.etree.ElementTree import Element, SubElement, tostring

from watan_desk.forms.answers import stored_value
from watan_desk.forms.definition import Definition
from watan_desk.forms.errors import FormError
from watan_desk.forms.markup import parse_xml
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node, document, local_name
from watan_desk.forms.view import Aside

MOST_INSTANCES = 1_000
"""More instances of a repeat than this are a slip of the keyboard or an attack."""

MOST_NODES = 50_000
"""Repeats inside repeats multiply; no desk fills in as many answers."""
_ASIDE = "{urn:watan-desk:forms}aside"
"""The attribute of a draft that holds what an upgrade of the form set aside."""
_STEP = re.compile(r"([^/\[\]]+)(?:\[(\d+)\])?\Z")


class Instance:
    """The nodes of one record. References look like ``/data/family/family_members[2]/member_name``."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        top = _copied(definition.initial)
        self.root = document(top)
        self.top = top
        self.nodes: dict[Spec, list[Node]] = {}
        self.leaves: list[Node] = []
        """The nodes that hold answers, in document order."""
        self.asides: tuple[Aside, ...] = ()
        self._size = 0
        for spec in definition.templates:
            if definition.rules[spec].flags.get("initial") == "0":
                for parent in [node for node in top.descendants() if node.spec is spec.parent]:
                    parent.children = [child for child in parent.children if child.spec is not spec]
        self.index()

    def index(self) -> None:
        """Find the nodes of each definition node again, after instances came or went."""
        self.nodes.clear()
        self.leaves.clear()
        self._size = 0
        for node in self.top.descendants():
            self._size += 1
            if node.spec is not None:
                self.nodes.setdefault(node.spec, []).append(node)
                if not node.spec.children:
                    self.leaves.append(node)

    def of(self, spec: Spec) -> list[Node]:
        """Return all nodes of a definition node, in document order."""
        return self.nodes.get(spec, [])

    def find(self, ref: str) -> Node:
        """Return the node of a reference; a step without position means the first instance.

        Raises:
            FormError: there is no such node.
        """
        single = self.definition.single.get(ref)
        if single is not None and (nodes := self.nodes.get(single)):
            return nodes[0]
        node = self.root
        for step in ref.strip("/").split("/"):
            if "[" not in step and "]" not in step:
                found = next((child for child in node.children if child.name == step), None)
                if found is None:
                    raise FormError("forms.unknown_ref", ref=ref)
                node = found
                continue
            match = _STEP.match(step)
            family = [] if match is None else [child for child in node.children if child.name == match[1]]
            place = 1 if match is None or match[2] is None else int(match[2])
            if not 1 <= place <= len(family):
                raise FormError("forms.unknown_ref", ref=ref)
            node = family[place - 1]
        return node

    def repeat(self, ref: str) -> tuple[Node, Spec]:
        """Return the parent and the definition of a repeat, given its reference without the last position.

        Raises:
            FormError: the reference names no repeat.
        """
        above, _, name = ref.rstrip("/").rpartition("/")
        parent = self.find(above) if above else self.root
        spec = None if parent.spec is None else parent.spec.child(_STEP.sub(r"\1", name))
        if spec is None or not spec.repeats:
            raise FormError("forms.unknown_ref", ref=ref)
        return parent, spec

    def add(self, parent: Node, spec: Spec, count: int = 1) -> list[Node]:
        """Append instances to a repeat and return them.

        Raises:
            FormError: the record would hold more than ``MOST_NODES`` nodes.
        """
        made = self.append(parent, spec, count)
        self.index()
        return made

    def append(self, parent: Node, spec: Spec, count: int) -> list[Node]:
        """Append instances as ``add`` does; whoever appends calls ``index`` or ``remove`` afterwards.

        Raises:
            FormError: as ``add``; nothing was appended, but what was before is to be indexed.
        """
        more = count * sum(1 for _ in self.definition.templates[spec].descendants())
        if self._size + more > MOST_NODES:
            self.index()
            raise FormError("forms.too_many_instances", repeat=spec.name, limit=MOST_NODES)
        self._size += more
        made = [_copied(self.definition.templates[spec], parent) for _ in range(count)]
        family = [place for place, child in enumerate(parent.children) if child.spec is spec]
        place = family[-1] + 1 if family else _place_of(parent, spec)
        parent.children[place:place] = made
        return made

    def remove(self, nodes: Collection[Node]) -> None:
        """Take instances of one repeat away."""
        gone = {id(node) for node in nodes}
        for parent in {id(node.parent): node.parent for node in nodes}.values():
            if parent is not None:
                parent.children = [child for child in parent.children if id(child) not in gone]
        self.index()

    def load(self, xml: str) -> None:
        """Take in the answers of a draft.

        Raises:
            FormError: no XML, or the instance of another form, or nodes that this form does not have.
        """
        element = parse_xml(xml, "forms.answers_unreadable")
        if local_name(element.tag) != self.top.name or element.get("id", self.definition.id) != self.definition.id:
            raise FormError("forms.answers_foreign")
        self._take(element, self.top)
        self.asides = _asides(element.get(_ASIDE, "[]"))
        self.index()

    def _take(self, element: Element, node: Node) -> None:
        spec = node.spec
        if spec is None or not spec.children:
            if len(element):
                raise FormError("forms.answers_foreign")
            node.typed = element.text or ""
            return
        node.children = [child for child in node.children if child.spec is not None and not child.spec.repeats]
        for child in element:
            below = spec.child(local_name(child.tag))
            if below is None:
                raise FormError("forms.answers_foreign")
            if below.repeats:
                place = max((at + 1 for at, other in enumerate(node.children) if other.spec is below), default=-1)
                made = _copied(self.definition.templates[below], node)
                node.children.insert(_place_of(node, below) if place < 0 else place, made)
            else:
                made = next(other for other in node.children if other.spec is below)
            self._take(child, made)

    def xml(self, *, relevant_only: bool = False) -> str:
        """Return the instance as XML, each answer as typed; irrelevant ones are included unless they are not wanted."""
        text = self.stored if relevant_only else _typed
        top = _element(self.top, None, text, relevant_only=relevant_only)
        if self.asides and not relevant_only:
            top.set(_ASIDE, json.dumps([asdict(aside) for aside in self.asides], ensure_ascii=False))
        return tostring(top, encoding="unicode")

    def stored(self, node: Node) -> str:
        """Return what a submission holds of a node's answer."""
        if node.spec is None or node.spec.children:
            return ""
        return stored_value(self.definition.rules[node.spec].type, node.text())


def version_of(xml: str) -> tuple[str, str]:
    """Return the form's id and version that an instance text names.

    Raises:
        FormError: it is no XML.
    """
    top = parse_xml(xml, "forms.answers_unreadable")
    return top.get("id", ""), top.get("version", "")


def ref_of(node: Node) -> str:
    """Return the reference of a node: positions only where nodes repeat."""
    if node.spec is not None and not node.spec.within:
        return node.spec.path
    steps = []
    for step in (node, *node.ancestors()):
        if step.name:
            repeats = step.spec is not None and step.spec.repeats
            steps.append(f"{step.name}[{step.position()}]" if repeats else step.name)
    return "/" + "/".join(reversed(steps))


def _copied(node: Node, parent: Node | None = None) -> Node:
    made = copy.copy(node)
    made.parent = parent
    made.attributes = dict(node.attributes)
    made.children = [_copied(child, made) for child in node.children]
    return made


def _place_of(parent: Node, spec: Spec) -> int:
    """Return where the first instance of a repeat belongs among the children of its parent."""
    order = [] if spec.parent is None else spec.parent.children
    before = {id(other) for other in order[: order.index(spec)]}
    places = [place for place, child in enumerate(parent.children, 1) if id(child.spec) in before]
    return places[-1] if places else 0


def _asides(text: str) -> tuple[Aside, ...]:
    try:
        return tuple(Aside(**{name: str(value) for name, value in item.items()}) for item in json.loads(text))
    except (ValueError, TypeError, AttributeError) as error:
        raise FormError("forms.answers_unreadable") from error


def _typed(node: Node) -> str:
    return node.typed


def _element(node: Node, parent: Element | None, text: Callable[[Node], str], *, relevant_only: bool) -> Element:
    made = Element(node.name) if parent is None else SubElement(parent, node.name)
    for name, value in node.attributes.items():
        made.set(name, value)
    if not node.children:
        made.text = text(node) or None
    for child in node.children:
        if child.relevant or not relevant_only:
            _element(child, made, text, relevant_only=relevant_only)
    return made
