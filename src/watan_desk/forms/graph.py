"""The order in which calculations and relevance are recomputed: each after everything it reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from watan_desk.forms.compiler import Compiled
from watan_desk.forms.definition import Definition, Rules
from watan_desk.forms.errors import FormError
from watan_desk.forms.schema import Spec

_FILTERED = frozenset({"select_one", "select_multiple"})


@dataclass(frozen=True)
class Task:
    """One facet of one node to recompute: ``calculate``, ``relevant`` or ``offer`` (its choices among those left)."""

    spec: Spec
    facet: str
    rule: Compiled


@dataclass(frozen=True)
class Plan:
    """All tasks in their order.

    ``readers`` finds the tasks that read a node, ``shown`` the nodes drawn from it, itself among them.
    ``owned`` are the tasks of a node, ``offers`` those of its choices alone.
    """

    tasks: tuple[Task, ...]
    readers: Mapping[Spec, tuple[int, ...]]
    owned: Mapping[Spec, tuple[int, ...]]
    shown: Mapping[Spec, frozenset[Spec]]
    offers: Mapping[Spec, tuple[int, ...]]


def plan(definition: Definition) -> Plan:
    """Return the plan of a definition.

    Raises:
        FormError: calculations or relevance that wait for each other.
    """
    found = {**_rule_tasks(definition.rules), **_offer_tasks(definition)}
    try:
        tasks = _ordered(found)
    except FormError:
        tasks = _ordered(_rule_tasks(definition.rules))  # choices that narrow each other are a habit, not a fault
    readers: dict[Spec, list[int]] = {}
    owned: dict[Spec, list[int]] = {}
    for place, task in enumerate(tasks):
        owned.setdefault(task.spec, []).append(place)
        for spec in task.rule.reads:
            readers.setdefault(spec, []).append(place)
    return Plan(
        tasks,
        {spec: tuple(places) for spec, places in readers.items()},
        {spec: tuple(places) for spec, places in owned.items()},
        _shown(definition),
        {spec: tuple(at for at in places if tasks[at].facet == "offer") for spec, places in owned.items()},
    )


def _offer_tasks(definition: Definition) -> dict[tuple[Spec, str], Task]:
    """Return the tasks of select questions whose choices hang on other answers."""
    return {
        (spec, "offer"): Task(spec, "offer", control.choices.nodes)
        for spec, control in definition.controls.items()
        if control.choices is not None and control.choices.nodes is not None and control.type in _FILTERED
        if control.choices.nodes.reads
    }


def _rule_tasks(rules: Mapping[Spec, Rules]) -> dict[tuple[Spec, str], Task]:
    found: dict[tuple[Spec, str], Task] = {}
    for spec, rule in rules.items():
        if rule.relevant is not None:
            found[spec, "relevant"] = Task(spec, "relevant", rule.relevant)
        if rule.calculate is not None:
            found[spec, "calculate"] = Task(spec, "calculate", rule.calculate)
    return found


def _ordered(found: Mapping[tuple[Spec, str], Task]) -> tuple[Task, ...]:
    sorter: TopologicalSorter[tuple[Spec, str]] = TopologicalSorter()
    for key, task in found.items():
        before = {needed for spec in task.rule.reads for needed in _settled_by(spec) if needed in found}
        if task.facet == "offer":
            before |= {other for other in ((task.spec, "calculate"),) if other in found}
        before.discard(key)  # its own value so far, or an earlier instance's: how forms keep or carry a figure
        sorter.add(key, *sorted(before, key=lambda needed: (needed[0].path, needed[1])))
    try:
        return tuple(found[key] for key in sorter.static_order() if key in found)
    except CycleError as error:
        spec, facet = error.args[1][0]
        column = "calculation" if facet == "calculate" else facet
        raise FormError("forms.cycle", sheet="survey", row=0, column=column, name=spec.name) from error


def _settled_by(spec: Spec) -> Iterable[tuple[Spec, str]]:
    """Yield the tasks that settle what an expression sees of a node: its value, and whether it is relevant at all."""
    yield spec, "calculate"
    yield spec, "offer"
    for above in (spec, *spec.ancestors()):
        yield above, "relevant"


def _shown(definition: Definition) -> Mapping[Spec, frozenset[Spec]]:
    shown: dict[Spec, set[Spec]] = {spec: {spec} for spec in definition.rules}
    for spec, rules in definition.rules.items():
        control = definition.controls.get(spec)
        rule_list: list[Compiled | None] = [rules.required, rules.readonly, rules.constraint]
        wordings = [rules.required_message, rules.constraint_message]
        if control is not None:
            wordings += [control.label, control.hint]
            rule_list.append(control.choices.nodes if control.choices is not None else None)
        outputs = [part for wording in wordings for parts in wording.values() for part in parts]
        for read in [*rule_list, *(part for part in outputs if not isinstance(part, str))]:
            for source in () if read is None else read.reads:
                shown.setdefault(source, {source}).add(spec)
    return {spec: frozenset(found) for spec, found in shown.items()}
