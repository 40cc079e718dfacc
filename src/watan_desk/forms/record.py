"""A record: the answers being given to one form, live.

Every answer is kept exactly as typed, also an impossible one; ``problems`` says so at once. What expressions,
``value``, ``data`` and ``canonical`` see is the normalised answer (digits 0-9, one spelling of a mobile number),
blank where it is irrelevant or does not fit its type.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from watan_desk.common.messages import say
from watan_desk.forms import filling
from watan_desk.forms.checking import Check
from watan_desk.forms.choosing import Offer
from watan_desk.forms.compiler import compile_expression
from watan_desk.forms.context import Context, Environment
from watan_desk.forms.definition import Definition
from watan_desk.forms.drawing import Painter
from watan_desk.forms.editing import Editor
from watan_desk.forms.errors import ExpressionError, FormError
from watan_desk.forms.graph import Plan
from watan_desk.forms.instance import Instance, ref_of
from watan_desk.forms.judging import Judge
from watan_desk.forms.preloads import preloaded
from watan_desk.forms.schema import Spec
from watan_desk.forms.values import to_text
from watan_desk.forms.view import Aside, NodeView, Problem
from watan_desk.forms.words import Words, overridden

ChoiceOverrides = Mapping[str, Sequence[tuple[str, Mapping[str, str]]]]


@dataclass(frozen=True)
class Start:
    """What a record begins with: the instance XML of a draft, or for a new one what is known of device and user."""

    answers: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


class Record:
    """The live answers to one form; ``Form.open`` makes one."""

    def __init__(
        self,
        definition: Definition,
        plan: Plan,
        checks: Mapping[str, Check],
        *,
        now: Callable[[], datetime],
        zone: tzinfo,
        lang: str,
        choices: ChoiceOverrides,
        start: Start,
    ) -> None:
        self.definition = definition
        self._plan = plan
        instances, labels = overridden(definition, choices)
        self._words = Words(definition, lang, labels)
        self._instance = Instance(definition)
        self._environment = environment = Environment(
            now=now,
            zone=zone,
            root=self._instance.root,
            instances=instances,
            language=lambda: self._words.speech,
            text=self._words.entry,
            choice_label=lambda context, path, value: offer.label(context, path, value),  # noqa: PLW0108 - made below
            version=definition.version,
            nodes=self._instance.nodes,
        )
        offer = Offer(self._instance, environment, self._words)
        self._judge = Judge(self._instance, environment, self._words, offer, checks)
        self._painter = Painter(self._instance, environment, self._words, offer, self._judge)
        self._editor = Editor(self._instance, plan, environment, checks)
        self._drawn: dict[str, NodeView] = {}
        if start.answers is None:
            preloaded(self._instance, environment, start.properties)
        else:
            self._instance.load(start.answers)
        self._editor.start(fresh=start.answers is None)
        self.aside: tuple[Aside, ...] = self._instance.asides
        """What upgrades of the form set aside: it stays with the record's drafts, and in no submission."""

    @property
    def lang(self) -> str:
        """The language of labels and messages, by its code; settable."""
        return self._words.lang

    @lang.setter
    def lang(self, code: str) -> None:
        self._words.lang = code
        self._editor.speak(self._editor.begin())
        self._drawn.clear()

    def forget_sensitive(self) -> None:
        """Forget sensitive answers that were set aside: the person does not agree to their being kept."""
        self.aside = tuple(aside for aside in self.aside if aside.sensitive != "yes")
        self._instance.asides = self.aside

    @property
    def speech(self) -> str:
        """The language of our own sentences that comes nearest to the form's: ``ar`` or ``en``."""
        return self._words.speech

    def speak(self, name: str) -> None:
        """Change the language by its code (``ar``) or by the name the form gives it (``Arabic (ar)``).

        Raises:
            FormError: the form has no such language.
        """
        codes = [code for code, full in self.definition.languages.items() if name in (code, full)]
        if not codes:
            raise FormError("forms.unknown_language", language=name)
        self.lang = codes[0]

    def set(self, ref: str, text: str) -> frozenset[str]:
        """Give an answer, exactly as typed, and return the references whose view changed since they were drawn.

        Raises:
            FormError: there is no such node, or it is a group.
        """
        node = self._instance.find(ref)
        if node.spec is None or node.spec.children:
            raise FormError("forms.not_a_question", ref=ref)
        run = self._editor.begin()
        self._editor.type(node, text, run)
        self._editor.finish(run)
        return self._changed(run.touched)

    def add(self, repeat_ref: str) -> str:
        """Add an instance to a repeat (``/data/family/family_members``) and return its reference.

        Raises:
            FormError: the reference names no repeat, or one whose number the form counts by itself.
        """
        parent, spec = self._instance.repeat(repeat_ref)
        self._editor.refuse_counted(spec)
        run = self._editor.begin()
        [node] = self._instance.add(parent, spec)
        self._editor.settle(spec, [node], run)
        self._editor.finish(run)
        return ref_of(node)

    def remove(self, instance_ref: str) -> None:
        """Take an instance of a repeat away (``/data/family/family_members[2]``); later ones move up.

        Raises:
            FormError: the reference names no instance of a repeat, or one that the form counts by itself.
        """
        node = self._instance.find(instance_ref)
        if node.spec is None or not node.spec.repeats or node.parent is None:
            raise FormError("forms.unknown_ref", ref=instance_ref)
        self._editor.refuse_counted(node.spec)
        run = self._editor.begin()
        self._instance.remove([node])
        self._editor.settle(node.spec, [], run)
        self._editor.finish(run)

    def get(self, ref: str) -> str:
        """Return an answer exactly as typed, relevant or not.

        Raises:
            FormError: there is no such node.
        """
        return self._instance.find(ref).typed

    def stored(self, ref: str) -> str:
        """Return what a submission holds of an answer: its normalised text, blank where it is irrelevant.

        Raises:
            FormError: there is no such node.
        """
        return self._instance.stored(self._instance.find(ref))

    def evaluate(self, expression: str, ref: str | None = None) -> str:
        """Return an expression's result as text, as it comes out now at a node (the form's first, unless named).

        Raises:
            FormError: there is no such node, or the expression cannot be compiled or waited for.
        """
        node = self._instance.top if ref is None else self._instance.find(ref)
        try:
            compiled = compile_expression(expression, node.spec, self.definition.root)
        except ExpressionError as error:
            place = {"sheet": "", "row": 0, "column": "", "name": "", "expression": expression, "at": 1}
            raise FormError(error.key, **{**place, **error.params}) from error
        self._environment.allow()
        try:
            return to_text(compiled.run(Context(node, self._environment)))
        finally:
            self._environment.release()

    def value(self, name: str) -> str:
        """Return a field's normalised answer by its name, of its first instance if it repeats; blank if irrelevant.

        Raises:
            FormError: the form has no such field.
        """
        for spec in self.definition.rules:
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
        entries = filling.plan_fill(self.definition, data)
        run = self._editor.begin()
        filling.apply_fill(
            self._instance,
            entries,
            lambda node, text: self._editor.type(node, text, run),
            lambda parent, spec, count: self._editor.grow(parent, spec, count, run),
        )
        self._editor.finish(run)

    def data(self) -> dict[str, object]:
        """Return the relevant, non-empty answers and calculations in the shape that ``fill`` takes."""
        return filling.data_of(self.definition, self._instance.top)

    def xml(self) -> str:
        """Return the whole instance as XML, each answer as typed: a draft never loses an irrelevant one."""
        return self._instance.xml()

    def submission(self) -> str:
        """Return the instance as XML without what is irrelevant: what other ODK tools send and take in."""
        return self._instance.xml(relevant_only=True)

    def canonical(self) -> bytes:
        """Return the same bytes for the same relevant answers: what an attestation's hash is taken of.

        UTF-8 JSON of the form's id, its version and ``[reference, normalised answer in NFC]`` in document order.
        Calculations are left out, for they follow from the answers and some from the day; so is what opening a record
        writes by itself.
        """
        return filling.canonical_of(self._instance)

    def tree(self) -> NodeView:
        """Return the whole form for drawing."""
        with self._environment.leniently():
            view = self._painter.tree()
        self._remember(view)
        return view

    def node(self, ref: str) -> NodeView:
        """Return the view of one node with everything below it; a repeat's reference has no position at its end.

        Raises:
            FormError: there is no such node.
        """
        with self._environment.leniently():
            view = self._painter.view(ref)
        self._remember(view)
        return view

    def questions(self) -> tuple[NodeView, ...]:
        """Return the view of every node that holds an answer, drawn or not, in document order."""
        with self._environment.leniently():
            return tuple(self._painter.view(ref_of(node)) for node in self._instance.leaves)

    def problems(self, page: str | None = None) -> tuple[Problem, ...]:
        """Return what stands against saving, in document order; ``page`` keeps to the group of that name or reference.

        Rules that nobody could wait for stand against it themselves.

        Raises:
            FormError: there is no such page.
        """
        with self._environment.leniently():
            found = tuple(problem for problem, _ in self._judge.all(page) if problem is not None)
        if not self._environment.overdone or not self._instance.leaves:
            return found
        first = self._instance.leaves[0]
        key = "forms.too_much_work"
        return Problem(ref_of(first), first.name, "constraint", say(key, self._words.speech), "", key), *found

    def warnings(self, page: str | None = None) -> tuple[Problem, ...]:
        """Return what the delegate should look at, in document order; warnings never block.

        Raises:
            FormError: there is no such page.
        """
        with self._environment.leniently():
            return tuple(warning for _, warning in self._judge.all(page) if warning is not None)

    def _remember(self, view: NodeView) -> None:
        self._drawn[view.ref] = replace(view, children=())
        for child in view.children:
            self._remember(child)

    def _changed(self, touched: Collection[Spec]) -> frozenset[str]:
        if self._editor.restructured:
            self._drawn.clear()
            self._editor.restructured = False
        specs: set[Spec] = set()
        for spec in touched:
            specs |= self._plan.shown[spec]
            specs |= self._judge.looking.get(spec.name, frozenset())
        if not self._drawn:
            return frozenset(ref for spec in specs for ref, _, _ in self._painter.places(spec))
        found = set()
        with self._environment.leniently():
            for spec in specs:
                for ref, control, node in self._painter.places(spec):
                    before = self._drawn.get(ref)
                    if before is None:
                        found.add(ref)
                    elif not self._environment.spent and (view := self._painter.shallow(control, node)) != before:
                        self._drawn[ref] = view
                        found.add(ref)
        return frozenset(found)
