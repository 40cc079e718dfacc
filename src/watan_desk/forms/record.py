"""A record: the answers being given to one form, live.

Every answer is kept exactly as typed, also an impossible one; ``problems`` says so at once. What expressions,
``value``, ``data`` and ``canonical`` see is the normalised answer (digits 0-9, one spelling of a mobile number),
blank where it is irrelevant or does not fit its type.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, tzinfo

from watan_desk.forms import filling
from watan_desk.forms.checking import Check, Normalising
from watan_desk.forms.context import Context, Environment
from watan_desk.forms.definition import Definition, Setting
from watan_desk.forms.drawing import Painter
from watan_desk.forms.errors import FormError
from watan_desk.forms.graph import Plan
from watan_desk.forms.instance import Instance, ref_of
from watan_desk.forms.live import Recalculation
from watan_desk.forms.preloads import preloaded
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node
from watan_desk.forms.view import NodeView, Problem
from watan_desk.forms.words import Words, overridden

ChoiceOverrides = Mapping[str, Sequence[tuple[str, Mapping[str, str]]]]
MOST_INSTANCES = 1_000
"""A repeat count beyond this is a slip of the keyboard."""


class Record:
    """Opened by ``Form.open``."""

    def __init__(
        self, definition: Definition, plan: Plan, checks: Mapping[str, Check], *, now: Callable[[], datetime],
        zone: tzinfo, lang: str, choices: ChoiceOverrides, answers: str | None,
    ) -> None:  # fmt: skip
        self._definition = definition
        self._plan = plan
        self._checks = checks
        self._words = Words(definition, lang)
        instances, texts = overridden(definition, choices)
        self._words.added = texts
        self._instance = Instance(definition)
        self._environment = Environment(
            now=now, zone=zone, root=self._instance.root, instances=instances, language=lambda: self._words.lang,
            text=self._words.entry, choice_label=self._choice_label, version=definition.version,
        )  # fmt: skip
        self._painter = Painter(self._instance, self._environment, self._words, checks)
        self._seen: dict[str, NodeView] = {}
        if answers is not None:
            self._instance.load(answers)
        else:
            preloaded(self._instance, self._environment)
        self._start(fresh=answers is None)

    @property
    def lang(self) -> str:
        """The language of labels and messages, by its code; settable."""
        return self._words.lang

    @lang.setter
    def lang(self, code: str) -> None:
        self._words.lang = code
        self._seen.clear()

    def _start(self, *, fresh: bool) -> None:
        run = self._recalculation()
        run.everything()
        if fresh:
            for setting in self._definition.settings:
                if "odk-instance-first-load" in setting.events:
                    for node in self._instance.of(setting.target):
                        self._apply(setting, node, run)
            run.run()
        self._count_repeats(run)

    def _recalculation(self) -> Recalculation:
        return Recalculation(self._instance, self._plan, self._environment, self._normalised)

    def _normalised(self, spec: Spec, text: str) -> str:
        for name in self._definition.rules[spec].checks:
            check = self._checks[name]
            if text and isinstance(check, Normalising):
                return check.normalise(text)
        return text

    def _apply(self, setting: Setting, node: Node, run: Recalculation) -> None:
        value = setting.text if setting.value is None else setting.value.text(Context(node, self._environment))
        if value != node.typed:
            node.typed = value
            run.see(node)

    def set(self, ref: str, text: str) -> frozenset[str]:
        """Give an answer, exactly as typed, and return the references whose view changed.

        Raises:
            FormError: there is no such node, or it is a group.
        """
        node = self._instance.find(ref)
        self._expect_leaf(node, ref)
        run = self._recalculation()
        self._type(node, text, run)
        return self._finish(run)

    def _expect_leaf(self, node: Node, ref: str) -> None:
        if node.spec is None or node.spec.children:
            raise FormError("forms.not_a_question", ref=ref)

    def _type(self, node: Node, text: str, run: Recalculation) -> None:
        if text == node.typed:
            return
        node.typed = text
        run.see(node)
        run.run()
        for setting in self._definition.settings:
            if setting.source is node.spec and "xforms-value-changed" in setting.events:
                for target in self._instance.of(setting.target):
                    if _beside(node, target):
                        self._apply(setting, target, run)

    def _finish(self, run: Recalculation) -> frozenset[str]:
        run.run()
        self._count_repeats(run)
        return self._changed(run.touched)

    def _count_repeats(self, run: Recalculation) -> None:
        for spec, control in self._definition.controls.items():
            if control.count is None or spec.parent is None:
                continue
            for parent in list(self._instance.of(spec.parent)):
                wanted = control.count.text(Context(parent, self._environment))
                family = [node for node in parent.children if node.spec is spec]
                count = min(MOST_INSTANCES, int(wanted)) if wanted.isdecimal() else 0
                for _ in range(count - len(family)):
                    self._instance.add(parent, spec)
                for node in family[count:]:
                    self._instance.remove(node)
                if count != len(family):
                    self._see_new(parent, spec, run)

    def _see_new(self, parent: Node, spec: Spec, run: Recalculation) -> None:
        for node in parent.children:
            if node.spec is spec:
                for below in node.descendants():
                    below.relevant = below.own_relevance and below.parent is not None and below.parent.relevant
                    run.see(below)
        run.restructured(spec)
        run.run()
        self._seen.clear()

    def add(self, repeat_ref: str) -> str:
        """Add an instance to a repeat (``/data/family/family_members``) and return its reference.

        Raises:
            FormError: the reference names no repeat.
        """
        parent, spec = self._instance.repeat(repeat_ref)
        node = self._instance.add(parent, spec)
        run = self._recalculation()
        self._see_new(parent, spec, run)
        for setting in self._definition.settings:
            if "odk-new-repeat" in setting.events:
                for target in self._instance.of(setting.target):
                    if node in target.ancestors():
                        self._apply(setting, target, run)
        self._finish(run)
        return ref_of(node)

    def remove(self, instance_ref: str) -> None:
        """Take an instance of a repeat away (``/data/family/family_members[2]``); later ones move up.

        Raises:
            FormError: the reference names no instance of a repeat.
        """
        node = self._instance.find(instance_ref)
        if node.spec is None or not node.spec.repeats or node.parent is None:
            raise FormError("forms.unknown_ref", ref=instance_ref)
        self._instance.remove(node)
        run = self._recalculation()
        self._see_new(node.parent, node.spec, run)
        self._finish(run)

    def get(self, ref: str) -> str:
        """Return an answer exactly as typed, relevant or not.

        Raises:
            FormError: there is no such node.
        """
        return self._instance.find(ref).typed

    def value(self, name: str) -> str:
        """Return the normalised answer of a field by name, of the first instance where it repeats; blank if irrelevant.

        Raises:
            FormError: the form has no such field.
        """
        for spec in self._definition.rules:
            if spec.name == name and not spec.children:
                nodes = self._instance.of(spec)
                return nodes[0].text() if nodes else ""
        raise FormError("forms.unknown_ref", ref=name)

    def fill(self, data: Mapping[str, object]) -> None:
        """Give many answers at once: field -> text or number, list of texts (select_multiple), repeat -> list of maps.

        Fields that are not named stay; a repeat that is named gets exactly the given instances. Calculated fields
        are taken without effect, so that what ``data`` gives can be given back.

        Raises:
            Invalid: names that the form does not have, or values of another shape; nothing was changed.
        """
        entries = filling.plan_fill(self._definition, data)
        run = self._recalculation()
        filling.apply_fill(self._instance, entries, lambda node, text: self._type(node, text, run), self._grown(run))
        self._finish(run)
        self._seen.clear()

    def _grown(self, run: Recalculation) -> Callable[[Node, Spec, int], None]:
        def grow(parent: Node, spec: Spec, count: int) -> None:
            family = [node for node in parent.children if node.spec is spec]
            for _ in range(count - len(family)):
                self._instance.add(parent, spec)
            for node in family[count:]:
                self._instance.remove(node)
            self._see_new(parent, spec, run)

        return grow

    def data(self) -> dict[str, object]:
        """Return the relevant, non-empty answers and calculations in the shape that ``fill`` takes."""
        return filling.data_of(self._definition, self._instance.top)

    def xml(self) -> str:
        """Return the whole instance as XML, each answer as typed: a draft never loses an irrelevant one."""
        return self._instance.xml()

    def canonical(self) -> bytes:
        """Return the same bytes for the same relevant answers: what an attestation's hash is taken of.

        UTF-8 JSON of the form's id, its version and ``[reference, normalised answer in NFC]`` in document order.
        Calculations are left out: they follow from the answers, and some from the day.
        """
        return filling.canonical_of(self._definition, self._instance.top)

    def tree(self) -> NodeView:
        """Return the whole form for drawing."""
        return self._painter.tree()

    def node(self, ref: str) -> NodeView:
        """Return the view of one node with everything below it; a repeat's reference has no position at its end.

        Raises:
            FormError: there is no such node.
        """
        return self._painter.view(ref)

    def problems(self, page: str | None = None) -> tuple[Problem, ...]:
        """Return what stands against saving, in document order; ``page`` keeps to the group of that name or reference.

        Raises:
            FormError: there is no such page.
        """
        return self._painter.problems(page, "error")

    def warnings(self) -> tuple[Problem, ...]:
        """Return what the delegate should look at, in document order; warnings never block."""
        return self._painter.problems(None, "warning")

    def _changed(self, touched: Collection[Spec]) -> frozenset[str]:
        specs = {*touched}
        for spec in touched:
            specs |= self._plan.shown.get(spec, frozenset())
        if touched:
            specs.update(spec for spec in self._definition.controls if self._definition.rules[spec].checks)
        found = set()
        for spec in specs:
            for ref, view in self._painter.shallow(spec):
                if self._seen.get(ref) != view:
                    self._seen[ref] = view
                    found.add(ref)
        return frozenset(found)

    def _choice_label(self, context: Context, path: str, value: str) -> str:
        return self._painter.choice_label(context, path, value)


def _beside(node: Node, target: Node) -> bool:
    """Tell whether a target lies in the same repeat instances as the answer that triggers it."""
    mine = {id(above): above for above in node.ancestors()}
    shared = {above.spec for above in mine.values() if above.spec is not None and above.spec.repeats}
    return all(id(above) in mine for above in target.ancestors() if above.spec in shared)
