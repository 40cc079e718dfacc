"""Draws a record: turns its live nodes into views."""

from watan_desk.forms.choosing import Offer
from watan_desk.forms.context import Context, Environment
from watan_desk.forms.definition import Control, Definition
from watan_desk.forms.instance import Instance, ref_of
from watan_desk.forms.judging import Judge
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node
from watan_desk.forms.view import NodeView
from watan_desk.forms.words import Words


class Painter:
    """Draws one record."""

    def __init__(self, instance: Instance, environment: Environment, words: Words, offer: Offer, judge: Judge) -> None:
        self._instance = instance
        self._definition: Definition = instance.definition
        self._environment = environment
        self._words = words
        self._offer = offer
        self._judge = judge

    def tree(self) -> NodeView:
        """Return the whole form."""
        return self._group(self._definition.body, self._instance.top)

    def view(self, ref: str) -> NodeView:
        """Return one node with everything below it; a repeat's reference has no position at its end.

        Raises:
            FormError: there is no such node.
        """
        above, _, name = ref.rstrip("/").rpartition("/")
        if not name.endswith("]") and above:
            parent = self._instance.find(above)
            spec = None if parent.spec is None else parent.spec.child(name)
            if spec is not None and spec.repeats:
                return self._repeat(self._definition.controls[spec], parent)
        return self._drawn(self._instance.find(ref))

    def _drawn(self, node: Node) -> NodeView:
        if node is self._instance.top:
            return self.tree()
        control = None if node.spec is None else self._definition.controls.get(node.spec)
        return self._hidden(node) if control is None else self._of(control, node, deep=True)

    def _of(self, control: Control, node: Node, *, deep: bool) -> NodeView:
        if control.kind == "question":
            return self._question(control, node)
        return (
            self._item(control, node, deep=deep) if control.kind == "repeat" else self._group(control, node, deep=deep)
        )

    def places(self, spec: Spec) -> list[tuple[str, Control, Node]]:
        """Return where a definition node is drawn: the reference, and what ``shallow`` takes to draw it there."""
        control = self._definition.controls.get(spec)
        if control is None:
            return []
        if not spec.within:
            return [(spec.path, control, node) for node in self._instance.of(spec)]
        found = [(ref_of(node), control, node) for node in self._instance.of(spec)]
        if control.kind == "repeat" and spec.parent is not None:
            found += [(f"{ref_of(parent)}/{spec.name}", control, parent) for parent in self._instance.of(spec.parent)]
        return found

    def shallow(self, control: Control, node: Node) -> NodeView:
        """Return the view of a node, or of the repeat that lies in it, without what lies below."""
        if control.kind == "repeat" and node.spec is not control.spec:
            return self._repeat(control, node, deep=False)
        return self._of(control, node, deep=False)

    def _children(self, control: Control, node: Node) -> tuple[NodeView, ...]:
        found = []
        for child in control.children:
            if child.spec is None:
                found.append(self._group(child, node))
                continue
            place = _descend(node, child.spec)
            if place is None:
                continue
            if child.kind == "repeat":
                found.append(self._repeat(child, place))
                continue
            found += [self._of(child, below, deep=True) for below in place.children if below.spec is child.spec]
        return tuple(found)

    def _group(self, control: Control, node: Node, *, deep: bool = True) -> NodeView:
        context, closed = Context(node, self._environment), self._closed(node)
        return NodeView(
            ref=ref_of(node),
            name=node.name,
            kind="group",
            type="group",
            label=self._words.said(control.label, context),
            hint=self._words.said(control.hint, context),
            relevant=node.relevant,
            readonly=closed,
            closed=closed,
            appearance=control.appearance,
            children=self._children(control, node) if deep else (),
        )

    def _repeat(self, control: Control, parent: Node, *, deep: bool = True) -> NodeView:
        spec = control.spec
        items = [node for node in parent.children if node.spec is spec]
        name = "" if spec is None else spec.name
        closed = self._closed(Node(name, parent, spec=spec))
        return NodeView(
            ref=f"{ref_of(parent)}/{name}",
            name=name,
            kind="repeat",
            type="repeat",
            label=self._words.said(control.label, Context(parent, self._environment)),
            value=str(len(items)),
            relevant=self._repeat_relevant(control, parent, items),
            readonly=control.fixed or closed,
            closed=closed,
            appearance=control.appearance,
            children=tuple(self._item(control, node) for node in items) if deep else (),
        )

    def _closed(self, node: Node) -> bool:
        """Tell whether the form makes a node read-only, by itself or with a group around it."""
        for place in (node, *node.ancestors()):
            rule = None if place.spec is None else self._definition.rules[place.spec].readonly
            if rule is not None and rule.truth(Context(place, self._environment)):
                return True
        return False

    def _repeat_relevant(self, control: Control, parent: Node, items: list[Node]) -> bool:
        """Tell whether a repeat is shown; one without instances asks its own rule, as an instance would."""
        if items or control.spec is None:
            return any(node.relevant for node in items)
        rule = self._definition.rules[control.spec].relevant
        probe = Node(control.spec.name, parent, spec=control.spec)
        return parent.relevant and (rule is None or rule.truth(Context(probe, self._environment)))

    def _item(self, control: Control, node: Node, *, deep: bool = True) -> NodeView:
        closed = self._closed(node)
        return NodeView(
            ref=ref_of(node),
            name=node.name,
            kind="item",
            type="repeat",
            label=self._words.said(control.label, Context(node, self._environment)),
            relevant=node.relevant,
            readonly=closed,
            closed=closed,
            appearance=control.appearance,
            children=self._children(control, node) if deep else (),
        )

    def _hidden(self, node: Node) -> NodeView:
        return NodeView(
            ref=ref_of(node),
            name=node.name,
            kind="question",
            type="hidden",
            value=node.typed,
            relevant=node.relevant,
            readonly=True,
        )

    def _question(self, control: Control, node: Node) -> NodeView:
        rules = self._definition.rules[control.spec] if control.spec is not None else None
        if rules is None:
            return self._hidden(node)
        context = Context(node, self._environment)
        problem, warning = self._judge.verdict(node, rules)
        closed = self._closed(node)
        return NodeView(
            ref=ref_of(node),
            name=node.name,
            kind="question",
            type=control.type,
            label=self._words.said(control.label, context),
            hint=self._words.said(control.hint, context),
            value=node.typed,
            relevant=node.relevant,
            required=rules.required is not None and rules.required.truth(context),
            readonly=closed,
            closed=closed,
            appearance=control.appearance,
            choices=self._offer.pairs(control, node),
            problem=problem,
            warning=warning,
            sensitive=rules.flags.get("sensitive") == "yes",
            limits=tuple(control.limits.items()),
            guidance=self._words.said(control.guidance, context),
        )


def _descend(node: Node, spec: Spec) -> Node | None:
    """Return the parent node of a control's nodes: groups without a control of their own may lie between."""
    between: list[Spec] = []
    above = spec.parent
    while above is not None and above is not node.spec:
        between.append(above)
        above = above.parent
    place: Node | None = node if above is not None else None
    for step in reversed(between):
        place = None if place is None else next((child for child in place.children if child.spec is step), None)
    return place
