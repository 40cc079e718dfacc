"""Carries a record from one version of a form to the next, and never drops an answer (R60).

An answer goes to the question of the same reference, else to the one that says it was called so before
(``bind::wd:was``), else to the only one of its name. What finds no place, or is not left as it was typed by the rules
of the new form, is set aside in the record with the reason; it travels with the record from then on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from watan_desk.forms.definition import Definition
from watan_desk.forms.errors import FormError
from watan_desk.forms.form import Form
from watan_desk.forms.instance import Instance, ref_of
from watan_desk.forms.record import ChoiceOverrides, Record
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node
from watan_desk.forms.view import Aside, NodeView

GONE = "forms.aside_gone"
AMBIGUOUS = "forms.aside_ambiguous"
COMPUTED = "forms.aside_computed"
NO_ROOM = "forms.aside_no_room"
OVERRULED = "forms.aside_overruled"
"""Why an answer was set aside, as keys of the catalogue."""


@dataclass(frozen=True)
class Moved:
    """An answer that now stands at another reference."""

    old_ref: str
    new_ref: str
    value: str


@dataclass(frozen=True)
class Upgrade:
    """A record of the new version. ``kept`` counts the answers that stand in the new form, moved ones included.

    ``aside`` are those that found no place this time; ``record.aside`` also holds those of earlier upgrades.
    """

    record: Record
    kept: int
    moved: tuple[Moved, ...]
    aside: tuple[Aside, ...]


def upgrade(
    old: Record, form: Form, *, now: Callable[[], datetime], lang: str = "ar", choices: ChoiceOverrides | None = None
) -> Upgrade:
    """Return the answers of a record in another version of its form; the old record stays as it is.

    Raises:
        FormError: the answers would make a record too large to be opened.
    """
    draft = Instance(form.definition)
    draft.load(form.open(now=now, lang=lang, choices=choices).xml())
    match = _Match(old.definition, form.definition)
    draft.remove([node for spec in match.repeats.values() for node in draft.of(spec)])
    placed: list[tuple[Node, str]] = []
    lost: list[tuple[Node, str]] = []
    taken: set[int] = set()
    for leaf in sorted(_carried(old), key=match.elsewhere):
        target, reason = match.of(leaf)
        node = None if target is None else _place(draft, match, leaf, target)
        if node is not None and id(node) not in taken:
            node.typed = leaf.typed
            placed.append((leaf, ref_of(node)))
            taken |= {id(node)} if leaf.typed else set()
        elif leaf.typed:
            lost.append((leaf, reason or NO_ROOM))
    draft.asides = old.aside
    record = form.open(now=now, lang=lang, choices=choices, answers=draft.xml())
    stands: list[Moved] = []
    for leaf, ref in placed:
        found = _typed(record, ref)
        if found == leaf.typed:
            stands += [Moved(ref_of(leaf), ref, leaf.typed)] if leaf.typed and _answered(old, leaf) else []
        elif leaf.typed:
            lost.append((leaf, NO_ROOM if found is None else OVERRULED))
    aside = tuple(_aside(old, leaf, reason) for leaf, reason in lost)
    if aside:
        draft.asides = (*old.aside, *aside)
        record = form.open(now=now, lang=lang, choices=choices, answers=draft.xml())
    return Upgrade(record, len(stands), tuple(move for move in stands if move.old_ref != move.new_ref), aside)


class _Match:
    """Which question and which repeat of the new definition an old one has become."""

    def __init__(self, old: Definition, new: Definition) -> None:
        self._old, self._new = old, new
        self._by_path = {spec.path: spec for spec in new.rules}
        self._by_name: dict[str, list[Spec]] = {}
        self._renamed: dict[str, list[Spec]] = {}
        for spec, rules in new.rules.items():
            self._by_name.setdefault(spec.name, []).append(spec)
            for name in rules.flags.get("was", "").split():
                self._renamed.setdefault(name, []).append(spec)
        found = {spec: self._found(spec)[0] for spec in old.rules if spec.repeats}
        self.repeats = {spec: other for spec, other in found.items() if other is not None}

    def of(self, leaf: Node) -> tuple[Spec | None, str]:
        """Return the question that takes an answer, or why none does."""
        target, reason = (None, GONE) if leaf.spec is None else self._found(leaf.spec)
        if target is None or leaf.spec is None:
            return None, reason
        written = not self._old.is_answer(leaf.spec) and self._new.is_written(target)
        return (target, "") if written or self._new.is_answer(target) else (None, COMPUTED)

    def elsewhere(self, leaf: Node) -> bool:
        """Tell whether an answer goes to another reference: it gives way to the one that was always there."""
        target = self.of(leaf)[0]
        return target is None or leaf.spec is None or target.path != leaf.spec.path

    def _found(self, spec: Spec) -> tuple[Spec | None, str]:
        def fits(other: Spec) -> bool:
            return other.repeats if spec.repeats else not other.children

        same = self._by_path.get(spec.path)
        if same is not None and fits(same):
            return same, ""
        for named in (self._renamed, self._by_name):
            found = [other for other in named.get(spec.name, ()) if fits(other)]
            if found:
                return (found[0], "") if len(found) == 1 else (None, AMBIGUOUS)
        return None, GONE


def _carried(old: Record) -> Iterator[Node]:
    """Yield every node of a record that somebody answered, or that opening it wrote once; relevant or not."""
    kept = Instance(old.definition)
    kept.load(old.xml())
    for leaf in kept.leaves:
        if _answered(old, leaf) or (leaf.spec is not None and old.definition.is_written(leaf.spec)):
            yield leaf


def _answered(old: Record, leaf: Node) -> bool:
    return leaf.spec is not None and old.definition.is_answer(leaf.spec)


def _place(draft: Instance, match: _Match, leaf: Node, target: Spec) -> Node | None:
    """Return the node that takes an answer, its repeat instances made where they are missing; None without room."""
    inside = [*reversed([*target.ancestors()])]
    wanted: dict[Spec, int] = {}
    for above in leaf.ancestors():
        if above.spec is not None and above.spec.repeats:
            other = match.repeats.get(above.spec)
            if other in inside and other is not None:
                wanted[other] = above.position()
            elif above.position() > 1:
                return None
    carried = {*match.repeats.values()}
    node = draft.top
    for step in [*inside, target][1:]:
        family = [child for child in node.children if child.spec is step]
        place = wanted.get(step, 1)
        for made in draft.add(node, step, place - len(family)) if len(family) < place else ():
            draft.remove([below for below in made.descendants() if below is not made and below.spec in carried])
            family.append(made)
        node = family[place - 1]
    return node


def _typed(record: Record, ref: str) -> str | None:
    """Return the answer that stands at a reference, None where there is no such node."""
    try:
        return record.get(ref)
    except FormError:
        return None


def _aside(old: Record, leaf: Node, reason: str) -> Aside:
    view = old.node(ref_of(leaf))
    told = _told(view, leaf.typed)
    sensitive = "yes" if view.sensitive else ""
    return Aside(view.name, view.ref, view.label, leaf.typed, told, reason, old.definition.version, sensitive)


def _told(view: NodeView, text: str) -> str:
    """Return an answer in words: the labels of what was chosen."""
    labels = dict(view.choices)
    several = view.type in ("select_multiple", "rank")
    return " · ".join(labels.get(word) or word for word in (text.split() if several else (text,)))
