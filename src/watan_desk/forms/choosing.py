"""The choices of select questions as they stand now: filtered, labelled, or replaced by an association's own."""

from watan_desk.forms.context import Context, Environment
from watan_desk.forms.definition import Control, Definition
from watan_desk.forms.instance import Instance
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node
from watan_desk.forms.words import Words

Pairs = tuple[tuple[str, str], ...]
SELECTS = frozenset({"select_one", "select_multiple", "rank"})


class Offer:
    """What one record offers; lists that no answer filters are kept once they are labelled."""

    def __init__(self, instance: Instance, environment: Environment, words: Words) -> None:
        self._instance = instance
        self._definition: Definition = instance.definition
        self._environment = environment
        self._words = words
        self._fixed: dict[tuple[Spec, str], Pairs] = {}
        self._offered: dict[Spec, frozenset[str]] = {}

    def pairs(self, control: Control | None, node: Node) -> Pairs:
        """Return (value, label) of each choice offered at a node, in their order."""
        if control is None or control.choices is None or node.spec is None:
            return ()
        key = (node.spec, self._words.lang)
        if key in self._fixed:
            return self._fixed[key]
        pairs = self._pairs(control, Context(node, self._environment))
        if control.choices.fixed and not self._environment.spent:
            self._fixed[key] = pairs
        return pairs

    def _pairs(self, control: Control, context: Context) -> Pairs:
        choices = control.choices
        if choices is None:
            return ()
        if choices.nodes is None:
            return tuple((choice.value, self._words.said(choice.label, context)) for choice in choices.own)
        items = choices.nodes.nodes(context)
        if not choices.fixed:
            self._environment.charge(len(items))
        return tuple(
            (_part(item, choices.value), self._item_label(_part(item, choices.label), translated=choices.translated))
            for item in items
        )

    def _item_label(self, text: str, *, translated: bool) -> str:
        return self._words.entry(text) if translated or text in self._words.added else text

    def offered(self, control: Control | None, node: Node) -> bool:
        """Tell whether everything chosen at a node is among its choices; other questions offer anything."""
        if control is None or control.type not in SELECTS:
            return True
        offered = self._values(control, node)
        chosen = [node.value] if control.type == "select_one" else node.value.split()
        return all(value in offered for value in chosen)

    def _values(self, control: Control, node: Node) -> frozenset[str]:
        """Return the values that are offered at a node, without their labels; a list that no answer filters once."""
        known = None if node.spec is None else self._offered.get(node.spec)
        if known is not None:
            return known
        found = frozenset(value for value, _ in self.pairs(control, node))
        if (
            node.spec is not None
            and control.choices is not None
            and control.choices.fixed
            and not self._environment.spent
        ):
            self._offered[node.spec] = found
        return found

    def label(self, context: Context, path: str, value: str) -> str:
        """Return the label of a choice of the select question at a path, relative paths from the context's node."""
        name = path.rsplit("/", 1)[-1].strip()
        for spec, control in self._definition.controls.items():
            if control.choices is None or spec.name != name or not (spec.path == path or path.startswith(".")):
                continue
            nodes = self._instance.of(spec)
            near = [node for node in nodes if node.parent in (context.node.parent, context.node)]
            pairs = self.pairs(control, (near or nodes)[0]) if nodes else ()
            return next((label for choice, label in pairs if choice == value), "")
        return ""


def _part(item: Node, name: str) -> str:
    return next((child.value for child in item.children if child.name == name), "")
