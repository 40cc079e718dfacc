"""Judges answers: what stands against one, and what the delegate should look at."""

from collections.abc import Mapping

from watan_desk.common.messages import say
from watan_desk.forms.answers import fits, normal
from watan_desk.forms.checking import Check, CheckContext, CheckOutcome, severity
from watan_desk.forms.choosing import Offer
from watan_desk.forms.context import Context, Environment
from watan_desk.forms.definition import Definition, Rules, Wording
from watan_desk.forms.errors import FormError
from watan_desk.forms.instance import Instance, ref_of
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node
from watan_desk.forms.view import Problem
from watan_desk.forms.words import Words

Verdict = tuple[Problem | None, Problem | None]


class Judge:
    """Judges the answers of one record; the first problem found of an answer is the one that is told.

    ``looking`` tells by the name of an answer which questions' checks have read it so far.
    """

    def __init__(
        self, instance: Instance, environment: Environment, words: Words, offer: Offer, checks: Mapping[str, Check]
    ) -> None:
        self._instance = instance
        self._definition: Definition = instance.definition
        self._environment = environment
        self._words = words
        self._offer = offer
        self._checks = checks
        self.looking: dict[str, set[Spec]] = {}

    def all(self, page: str | None) -> list[Verdict]:
        """Return the verdicts of every relevant question of the record or of one page, in document order.

        Raises:
            FormError: there is no such page.
        """
        nodes = self._instance.leaves if page is None else self._page(page).descendants()
        rules = self._definition.rules
        return [
            self.verdict(node, rules[node.spec])
            for node in nodes
            if node.relevant and node.spec is not None and not node.spec.children
        ]

    def _page(self, page: str) -> Node:
        if page.startswith("/"):
            return self._instance.find(page)
        for node in self._instance.top.descendants():
            if node.name == page and node.spec is not None and node.spec.children:
                return node
        raise FormError("forms.unknown_ref", ref=page)

    def verdict(self, node: Node, rules: Rules) -> Verdict:
        """Return the problem and the warning of an answer; an irrelevant one has neither."""
        if not node.relevant or node.spec is None:
            return None, None
        context = Context(node, self._environment)
        control = self._definition.controls.get(node.spec)
        typed = (node.typed if rules.calculate is None else node.value).strip()  # a result that does not fit is blank
        if not typed:
            needed = control is not None and rules.required is not None and rules.required.truth(context)
            return (self._problem(node, "required", rules.required_message, context) if needed else None), None
        if rules.calculate is None and rules.type != "string" and not fits(rules.type, normal(rules.type, typed)):
            return self._problem(node, "type", {}, context, f"forms.type_{rules.type}"), None
        if not self._offer.offered(control, node):
            return self._problem(node, "type", {}, context, "forms.type_choice"), None
        error, warning = self._checked(node, rules, context) if rules.checks else (None, None)
        if rules.constraint is not None and not rules.constraint.truth(context):
            error = self._problem(node, "constraint", rules.constraint_message, context)
        return error, warning

    def _checked(self, node: Node, rules: Rules, context: Context) -> Verdict:
        found: dict[str, Problem] = {}
        for name in rules.checks:
            outcome = self._checks[name](node.typed, self._around(node))
            if outcome is not None:
                found.setdefault(severity(name, outcome), self._found(node, outcome, context))
        return found.get("error"), found.get("warning")

    def _around(self, node: Node) -> CheckContext:
        def value(name: str) -> str:
            if node.spec is not None:
                self.looking.setdefault(name, set()).add(node.spec)
            for above in node.ancestors():
                for near in above.children:
                    if near.name == name and not near.children:
                        return near.text()
            return next((near.text() for near in self._instance.top.descendants() if near.name == name), "")

        return CheckContext(value, self._environment.local_now)

    def _found(self, node: Node, outcome: CheckOutcome, context: Context) -> Problem:
        message = say(outcome.key, self._words.speech, **outcome.params)
        return Problem(ref_of(node), node.name, "check", message, self._label(node, context), outcome.key)

    def _label(self, node: Node, context: Context) -> str:
        control = None if node.spec is None else self._definition.controls.get(node.spec)
        return "" if control is None else self._words.said(control.label, context)

    def _problem(self, node: Node, kind: str, wording: Wording, context: Context, key: str = "") -> Problem:
        """Return a problem in the form's own words, where it has some, else in the catalogue's."""
        key = key or f"forms.{kind}"
        own = self._words.said(wording, context).strip()
        message = own or say(key, self._words.speech)
        return Problem(ref_of(node), node.name, kind, message, self._label(node, context), key, bool(own))
