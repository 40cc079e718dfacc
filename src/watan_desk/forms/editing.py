"""Changes a record: answers, repeat instances and what events set, each followed by recalculation."""

import math
from collections.abc import Callable, Iterable, Mapping

from watan_desk.forms.answers import cast_value
from watan_desk.forms.checking import Check, Normalising
from watan_desk.forms.compiler import Compiled
from watan_desk.forms.context import Context, Environment
from watan_desk.forms.definition import Control, Definition, Setting
from watan_desk.forms.errors import FormError
from watan_desk.forms.graph import Plan
from watan_desk.forms.instance import MOST_INSTANCES, Instance
from watan_desk.forms.live import Recalculation
from watan_desk.forms.lookup import part_of
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node
from watan_desk.forms.values import to_number
from watan_desk.forms.xform import CHANGED, FIRST_LOAD, LOAD, NEW_REPEAT

_MOST_FOLLOWED = 100
"""Values that set each other are left as they are after so many steps."""
_MOST_ROUNDS = 8
"""Counts that go on changing each other are left as they are after so many rounds."""


class Editor:
    """Edits one record; ``restructured`` turns true when instances came or went since it was last set to false."""

    def __init__(self, instance: Instance, plan: Plan, environment: Environment, checks: Mapping[str, Check]) -> None:
        self._instance = instance
        self._definition: Definition = instance.definition
        self._plan = plan
        self._environment = environment
        self._orders: dict[Spec, dict[str, int]] = {}
        self._triggered = _by_source(self._definition.settings)
        self._counted = [
            (spec, control.count)
            for spec, control in self._definition.controls.items()
            if control.count is not None and spec.parent is not None
        ]
        self._defaults = {
            (node.spec, node.typed)
            for top in (self._definition.initial, *self._definition.templates.values())
            for node in top.descendants()
            if " " in node.typed
        }
        self._spellings = _spellings(self._definition, checks)
        self.restructured = False
        self._begun: dict[tuple[int, Spec], Node] = {}
        """Where counted repeats had their first number: a new instance of a form has none until it is counted."""

    def begin(self) -> Recalculation:
        """Return a run of recalculation for one deed; ``finish`` ends it."""
        return Recalculation(self._instance, self._plan, self._environment, self._normalised, self._triggered)

    def start(self, *, fresh: bool) -> None:
        """Compute everything once, and set what a new record starts with."""
        if not fresh:  # a draft has the instances that were counted when it was written
            parents = [
                (parent, spec) for spec, _ in self._counted if spec.parent for parent in self._instance.of(spec.parent)
            ]
            self._begun = {(id(parent), spec): parent for parent, spec in parents}
        run = self.begin()
        run.everything()
        for event in (FIRST_LOAD, LOAD) if fresh else (LOAD,):
            for setting in self._settings(event):
                for node in self._instance.of(setting.target):
                    if self._meant(setting, node, node):
                        self._apply(setting, node, run)
        self.finish(run, opening=True)

    def type(self, node: Node, text: str, run: Recalculation) -> None:
        """Take an answer as typed, and set what its change triggers."""
        if text == node.typed:
            return
        node.typed = text
        run.see(node)
        self._follow(node, run)

    def _follow(self, node: Node, run: Recalculation) -> None:
        """Set what the change of a node triggers, and what that triggers in turn; a ring is given up."""
        triggered = () if node.spec is None else self._triggered.get(node.spec, ())
        if triggered:
            run.run()
        for setting in triggered if run.followed < _MOST_FOLLOWED else ():
            near = [target for target in self._instance.of(setting.target) if _beside(node, target)]
            meant = [target for target in near if self._meant(setting, node, target)]
            # a value is set in one place: which of several instances is meant nobody knows
            if len(meant) == 1 and self._apply(setting, meant[0], run):
                run.followed += 1
                self._follow(meant[0], run)

    def _meant(self, setting: Setting, node: Node, target: Node) -> bool:
        if setting.only is None:
            return True
        return any(found is target for found in setting.only.nodes(Context(node, self._environment)))

    def speak(self, run: Recalculation) -> None:
        """Compute again what is said in the record's language, after it changed."""
        run.spoken()
        self.finish(run)

    def finish(self, run: Recalculation, *, opening: bool = False) -> None:
        """Compute what waits, and bring counted repeats to their number; a count may hang on another's instances.

        What is computed anew triggers what an answer would, but not while a record is being opened.
        """
        try:
            for _ in range(_MOST_ROUNDS):
                run.run()
                if not run.computed and not self._counted:
                    return
                computed, run.computed = ([] if opening else run.computed), []
                for node in computed:
                    self._follow(node, run)
                grown = [self._count(spec, count, run) for spec, count in self._counted]
                if not any(grown) and not computed:
                    return
        finally:
            self._environment.release()

    def _count(self, spec: Spec, count: Compiled, run: Recalculation) -> bool:
        """Bring a counted repeat to its number wherever it lies, and tell whether anything changed."""
        added: list[Node] = []
        gone: list[Node] = []
        for parent in list(self._instance.of(spec.parent)) if spec.parent is not None else []:
            place = Node(spec.name, parent, spec=spec)  # a count is written as seen from an instance of its repeat
            wanted = to_number(count.run(Context(place, self._environment)), self._environment.zone)
            family = [node for node in parent.children if node.spec is spec]
            number = int(min(MOST_INSTANCES, wanted)) if wanted >= 1 else 0
            if math.isnan(wanted) and self._begun.get((id(parent), spec)) is parent:
                number = len(family)  # a count that is no number any more says nothing of the answers given
            self._begun[id(parent), spec] = parent
            added += self._instance.append(parent, spec, number - len(family)) if number > len(family) else []
            gone += family[number:]
        if not added and not gone:
            return False
        self._instance.remove(gone)  # indexed once for all parents: repeats in repeats have thousands
        self.settle(spec, added, run)
        return True

    def grow(self, parent: Node, spec: Spec, count: int, run: Recalculation) -> bool:
        """Bring a repeat to a number of instances, superfluous ones off its end; tell whether anything changed."""
        family = [node for node in parent.children if node.spec is spec]
        if len(family) == count:
            return False
        added = self._instance.add(parent, spec, count - len(family)) if count > len(family) else []
        self._instance.remove(family[count:])
        self.settle(spec, added, run)
        return True

    def refuse_counted(self, spec: Spec) -> None:
        """Refuse to change the number of a repeat that is counted: the next count would undo it, answers and all.

        Raises:
            FormError: it is counted.
        """
        control = self._definition.controls.get(spec)
        if control is not None and control.fixed:
            raise FormError("forms.counted_repeat", repeat=spec.name)

    def settle(self, spec: Spec, added: list[Node], run: Recalculation) -> None:
        """Recalculate after the instances of a repeat changed, and set what new ones start with."""
        for node in added:
            relevant = node.parent is None or node.parent.relevant
            node.relevant = relevant
            for below in node.descendants():
                below.relevant = relevant
                run.see(below)
        run.restructured(spec)
        run.run()
        new = {id(node) for node in added}
        fresh = {id(below) for node in added for below in node.descendants()}
        run.computed = [node for node in run.computed if id(node) not in fresh]  # what begins so has not changed
        for setting in self._settings(NEW_REPEAT):
            for target in self._instance.of(setting.target):
                if any(id(above) in new for above in target.ancestors()):
                    self._apply(setting, target, run)
        self.restructured = True

    def _settings(self, event: str) -> list[Setting]:
        return [setting for setting in self._definition.settings if event in setting.events]

    def _apply(self, setting: Setting, node: Node, run: Recalculation) -> bool:
        """Set a value, and tell whether it is another than before."""
        value = setting.text if setting.value is None else setting.value.text(Context(node, self._environment))
        value = cast_value(self._definition.rules[setting.target].type, value)
        if value == node.typed:
            return False
        node.typed = value
        run.see(node)
        return True

    def _normalised(self, spec: Spec, text: str) -> str:
        """Return the one spelling of an answer; what was ticked stands in the order of its list, as ODK keeps it."""
        control = self._definition.controls.get(spec) if " " in text else None
        if control is not None and control.type == "select_multiple":
            if (spec, text) in self._defaults:
                return text  # the author's order
            order = self._order(spec, control)
            return " ".join(sorted(dict.fromkeys(text.split()), key=lambda value: order.get(value, len(order))))
        spelling = self._spellings.get(spec)
        return text if spelling is None or not text else spelling(text)

    def _order(self, spec: Spec, control: Control) -> dict[str, int]:
        """Return the places of the choices of a list that no answer filters; of others what is offered is the order."""
        if spec not in self._orders:
            choices = control.choices
            values: list[str | None] = []
            if choices is not None and choices.nodes is None:
                values = [choice.value for choice in choices.own]
            elif choices is not None and choices.nodes is not None and not choices.nodes.reads:
                rows = choices.nodes.nodes(Context(self._instance.top, self._environment))
                values = [part_of(row, choices.value) for row in rows]
            self._orders[spec] = {value: place for place, value in enumerate(values) if value}
        return self._orders[spec]


def _by_source(settings: Iterable[Setting]) -> Mapping[Spec, list[Setting]]:
    """Return what the answers of each question trigger."""
    found: dict[Spec, list[Setting]] = {}
    for setting in settings:
        if CHANGED in setting.events and setting.source is not None:
            found.setdefault(setting.source, []).append(setting)
    return found


def _spellings(definition: Definition, checks: Mapping[str, Check]) -> Mapping[Spec, Callable[[str], str]]:
    """Return how the first check of a question that knows the one spelling of its answers gives it."""
    found: dict[Spec, Callable[[str], str]] = {}
    for spec, rules in definition.rules.items():
        for check in (checks[name] for name in rules.checks):
            if isinstance(check, Normalising):
                found.setdefault(spec, check.normalise)
    return found


def _beside(node: Node, target: Node) -> bool:
    """Tell whether a target lies in the same repeat instances as the answer that triggers it."""
    mine = {id(above): above for above in node.ancestors()}
    shared = {above.spec for above in mine.values() if above.spec is not None and above.spec.repeats}
    return all(id(above) in mine for above in target.ancestors() if above.spec in shared)
