"""Draws a record: turns its live nodes into views, and collects its problems."""

from collections.abc import Iterator, Mapping

from watan_desk.common.messages import say
from watan_desk.forms.answers import fits, normal
from watan_desk.forms.checking import Check, CheckContext, CheckOutcome, severity
from watan_desk.forms.context import Context, Environment
from watan_desk.forms.definition import Control, Definition, Rules
from watan_desk.forms.errors import FormError
from watan_desk.forms.instance import Instance, ref_of
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node
from watan_desk.forms.view import NodeView, Problem
from watan_desk.forms.words import Words

_SELECTS = frozenset({"select_one", "select_multiple", "rank"})
Pairs = tuple[tuple[str, str], ...]


class Painter:
    """Draws one record; holds no state of its own but the labels of choice lists that never change."""

    def __init__(self, instance: Instance, environment: Environment, words: Words, checks: Mapping[str, Check]) -> None:
        self._instance = instance
        self._definition: Definition = instance.definition
        self._environment = environment
        self._words = words
        self._checks = checks
        self._fixed: dict[tuple[Spec, str], Pairs] = {}

    def tree(self) -> NodeView:
        """Return the whole form."""
        return self._group(self._definition.body, self._instance.top)

    def view(self, ref: str) -> NodeView:
        """Return one node with everything below it.

        Raises:
            FormError: there is no such node.
        """
        above, _, name = ref.rstrip("/").rpartition("/")
        if not name.endswith("]") and above:
            parent = self._instance.find(above)
            spec = None if parent.spec is None else parent.spec.child(name)
            if spec is not None and spec.repeats:
                return self._repeat(self._definition.controls[spec], parent)
        node = self._instance.find(ref)
        return self._drawn(node)

    def _drawn(self, node: Node) -> NodeView:
        control = None if node.spec is None else self._definition.controls.get(node.spec)
        if control is None:
            return self._group(self._definition.body, node) if node is self._instance.top else self._hidden(node)
        if control.kind == "question":
            return self._question(control, node)
        return self._item(control, node) if control.kind == "repeat" else self._group(control, node)

    def shallow(self, spec: Spec) -> Iterator[tuple[str, NodeView]]:
        """Yield the reference and view of each node of a definition node that is drawn, without what lies below."""
        control = self._definition.controls.get(spec)
        if control is None:
            return
        if control.kind == "repeat" and spec.parent is not None:
            for parent in self._instance.of(spec.parent):
                view = self._repeat(control, parent, deep=False)
                yield view.ref, view
        for node in self._instance.of(spec):
            if control.kind == "question":
                view = self._question(control, node)
            elif control.kind == "repeat":
                view = self._item(control, node, deep=False)
            else:
                view = self._group(control, node, deep=False)
            yield view.ref, view

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
            for below in place.children:
                if below.spec is child.spec:
                    found.append(
                        self._question(child, below) if child.kind == "question" else self._group(child, below)
                    )
        return tuple(found)

    def _group(self, control: Control, node: Node, *, deep: bool = True) -> NodeView:
        context = Context(node, self._environment)
        own = control.spec is None
        return NodeView(
            ref=ref_of(node), name=node.name, kind="group", type="group",
            label=self._words.said(control.label, context), hint=self._words.said(control.hint, context), value="",
            relevant=node.relevant or (own and node.parent is None), required=False, readonly=False,
            appearance=control.appearance, children=self._children(control, node) if deep else (),
        )  # fmt: skip

    def _repeat(self, control: Control, parent: Node, *, deep: bool = True) -> NodeView:
        spec = control.spec
        items = [node for node in parent.children if node.spec is spec]
        name = "" if spec is None else spec.name
        relevant = parent.relevant and (not items or any(node.relevant for node in items))
        return NodeView(
            ref=f"{ref_of(parent)}/{name}", name=name, kind="repeat", type="repeat",
            label=self._words.said(control.label, Context(parent, self._environment)), hint="", value=str(len(items)),
            relevant=relevant, required=False, readonly=control.count is not None, appearance=control.appearance,
            children=tuple(self._item(control, node) for node in items) if deep else (),
        )  # fmt: skip

    def _item(self, control: Control, node: Node, *, deep: bool = True) -> NodeView:
        return NodeView(
            ref=ref_of(node), name=node.name, kind="item", type="repeat",
            label=self._words.said(control.label, Context(node, self._environment)), hint="", value="",
            relevant=node.relevant, required=False, readonly=False, appearance=control.appearance,
            children=self._children(control, node) if deep else (),
        )  # fmt: skip

    def _hidden(self, node: Node) -> NodeView:
        return NodeView(
            ref=ref_of(node), name=node.name, kind="question", type="hidden", label="", hint="", value=node.typed,
            relevant=node.relevant, required=False, readonly=True, appearance="",
        )  # fmt: skip

    def _question(self, control: Control, node: Node) -> NodeView:
        rules, context = self._rules(node), Context(node, self._environment)
        problem, warning = self._judged(node, rules, control)
        return NodeView(
            ref=ref_of(node), name=node.name, kind="question", type=control.type,
            label=self._words.said(control.label, context), hint=self._words.said(control.hint, context),
            value=node.typed, relevant=node.relevant,
            required=rules.required is not None and rules.required.truth(context),
            readonly=self._readonly(rules, context), appearance=control.appearance,
            choices=self._choices(control, node), problem=problem, warning=warning,
            sensitive=rules.flags.get("sensitive") == "yes", limits=tuple(control.limits.items()),
        )  # fmt: skip

    def _rules(self, node: Node) -> Rules:
        if node.spec is None:
            raise FormError("forms.unknown_ref", ref=node.name)
        return self._definition.rules[node.spec]

    def _readonly(self, rules: Rules, context: Context) -> bool:
        return rules.readonly is not None and rules.readonly.truth(context)

    def _choices(self, control: Control, node: Node) -> Pairs:
        choices = control.choices
        if choices is None or node.spec is None:
            return ()
        key = (node.spec, self._words.lang)
        if choices.fixed and key in self._fixed:
            return self._fixed[key]
        context = Context(node, self._environment)
        if choices.nodes is None:
            pairs = tuple((choice.value, self._words.said(choice.label, context)) for choice in choices.own)
        else:
            items = choices.nodes.nodes(context)
            pairs = tuple(
                (_part(item, choices.value), self._item_label(_part(item, choices.label), choices.translated))
                for item in items
            )
        if choices.fixed:
            self._fixed[key] = pairs
        return pairs

    def _item_label(self, text: str, translated: bool) -> str:  # noqa: FBT001 - a fact of the list
        return self._words.entry(text) if translated or text in self._words.added else text

    def choice_label(self, context: Context, path: str, value: str) -> str:
        """Return the label of a choice of the select question at a path, relative paths from the context's node."""
        name = path.rsplit("/", 1)[-1].strip()
        for spec, control in self._definition.controls.items():
            if control.choices is not None and (spec.path == path or (path.startswith(".") and spec.name == name)):
                nodes = self._instance.of(spec)
                pairs = self._choices(control, nodes[0]) if nodes else ()
                return next((label for choice, label in pairs if choice == value), "")
        return ""

    def problems(self, page: str | None, severity_wanted: str) -> tuple[Problem, ...]:
        """Return the errors or the warnings of the record or of one page of it.

        Raises:
            FormError: there is no such page.
        """
        start = self._instance.top if page is None else self._page(page)
        found = []
        for node in start.descendants():
            if node.spec is None or node.spec.children or not node.relevant:
                continue
            judged = self._judged(node, self._rules(node), self._definition.controls.get(node.spec))
            problem = judged[0] if severity_wanted == "error" else judged[1]
            if problem is not None:
                found.append(problem)
        return tuple(found)

    def _page(self, page: str) -> Node:
        if page.startswith("/"):
            return self._instance.find(page)
        for node in self._instance.top.descendants():
            if node.name == page and node.children:
                return node
        raise FormError("forms.unknown_ref", ref=page)

    def _judged(self, node: Node, rules: Rules, control: Control | None) -> tuple[Problem | None, Problem | None]:
        """Return the problem and the warning of an answer; an irrelevant one has neither."""
        if not node.relevant:
            return None, None
        context = Context(node, self._environment)
        typed = node.typed.strip()
        if not typed:
            required = control is not None and rules.required is not None and rules.required.truth(context)
            return (self._problem(node, "required", "forms.required", rules, context) if required else None), None
        if rules.calculate is None and not fits(rules.type, normal(rules.type, typed)):
            return self._problem(node, "type", f"forms.type_{rules.type}", rules, context), None
        if control is not None and not self._offered(control, node):
            return self._problem(node, "type", "forms.type_choice", rules, context), None
        errors, warnings = self._checked(node, rules, context)
        if rules.constraint is not None and not rules.constraint.truth(context):
            return self._problem(node, "constraint", "forms.constraint", rules, context), warnings
        return errors, warnings

    def _offered(self, control: Control, node: Node) -> bool:
        if control.type not in _SELECTS:
            return True
        offered = {value for value, _ in self._choices(control, node)}
        chosen = [node.value] if control.type == "select_one" else node.value.split()
        return all(value in offered for value in chosen)

    def _checked(self, node: Node, rules: Rules, context: Context) -> tuple[Problem | None, Problem | None]:
        errors: list[Problem] = []
        warnings: list[Problem] = []
        for name in rules.checks:
            outcome = self._checks[name](node.typed, self._around(node))
            if outcome is not None:
                problem = self._found(node, outcome, context)
                (warnings if severity(name, outcome) == "warning" else errors).append(problem)
        return (errors[0] if errors else None), (warnings[0] if warnings else None)

    def _around(self, node: Node) -> CheckContext:
        def value(name: str) -> str:
            for above in node.ancestors():
                for near in above.children:
                    if near.name == name and not near.children:
                        return near.text()
            return next((near.text() for near in self._instance.top.descendants() if near.name == name), "")

        return CheckContext(value, self._environment.local_now().date())

    def _found(self, node: Node, outcome: CheckOutcome, context: Context) -> Problem:
        message = say(outcome.key, self._words.lang, **outcome.params)
        return Problem(ref_of(node), node.name, "check", message, self._label(node, context), outcome.key)

    def _label(self, node: Node, context: Context) -> str:
        control = None if node.spec is None else self._definition.controls.get(node.spec)
        return "" if control is None else self._words.said(control.label, context)

    def _problem(self, node: Node, kind: str, key: str, rules: Rules, context: Context) -> Problem:
        wording = {"required": rules.required_message, "constraint": rules.constraint_message}.get(kind, {})
        message = self._words.said(wording, context) or say(key, self._words.lang)
        return Problem(ref_of(node), node.name, kind, message, self._label(node, context), key)


def _part(item: Node, name: str) -> str:
    return next((child.value for child in item.children if child.name == name), "")


def _descend(node: Node, spec: Spec) -> Node | None:
    """Return the parent node of a control's nodes: groups without a control of their own may lie between."""
    between = []
    above = spec.parent
    while above is not None and above is not node.spec:
        between.append(above)
        above = above.parent
    place: Node | None = node if above is not None else None
    for step in reversed(between):
        place = None if place is None else next((child for child in place.children if child.spec is step), None)
    return place
