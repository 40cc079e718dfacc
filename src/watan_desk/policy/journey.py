"""Which deeds are allowed for a case now. Pure rules over the pack: no step, order or wait is known here.

``Facts`` say what stands and, for each condition a pack may name, what is still missing (nothing when it holds). They
are gathered from the whole case by the ``dossier``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from msgspec.structs import replace

from watan_desk.common.errors import Missing, NotYet
from watan_desk.policy.pack import DeedRule, Pack, Step

PROTECTION: Mapping[str, tuple[str, ...]] = {
    "attest": ("own_consent",),
    "raise": ("own_consent", "own_word", "identity_proven", "duplicates_settled"),
    "register": ("identity_proven",),
    "deliver": ("identity_proven",),
}
"""What protects persons in every association's journey, whatever its pack asks: conditions of these deeds.

``may_receive`` and ``receives_alone`` are conditions of whoever receives, not of the deed.
"""


@dataclass(frozen=True)
class Facts:
    """What is true of a case now."""

    done: frozenset[str] = frozenset()
    """Deeds that stand: done, and not undone by a later one."""
    missing: Mapping[str, tuple[Missing, ...]] = field(default_factory=dict)
    """Per condition of ``policy.pack.CONDITIONS`` what it still lacks."""
    on: frozenset[str] = frozenset()
    """The settings of the association that are on; a pack may exempt a deed by one (R66)."""


@dataclass(frozen=True)
class StepView:
    """A step as the stepper shows it; ``left`` is what the last deed of the current step still lacks."""

    step: Step
    state: str
    """``done``, ``current``, ``optional``, ``skipped`` or ``open`` (later)."""
    left: tuple[Missing, ...] = ()


def lacking(pack: Pack, deed: str, facts: Facts) -> tuple[Missing, ...]:
    """Return everything that stands between a case and a deed, each thing once, in the order of doing.

    Empty when the deed is allowed now. A deed that waits for another also names what that one waits for.
    """
    rule = _rule(pack, deed, facts)
    if rule is None:
        return (Missing("unknown_deed"),)
    if closed := [other for other in rule.until if other in facts.done]:
        return (Missing("closed", {"deed": closed[0]}),)
    waiting = _before(pack, rule, facts)
    before = tuple(Missing("deed", {"deed": other.kind}) for other in pack.deeds if other.kind in waiting)
    needs = rule.needs + PROTECTION.get(deed, ())
    conditions = tuple(item for need in needs for item in facts.missing.get(need, ()))
    return _once(before + conditions)


def _rule(pack: Pack, deed: str, facts: Facts) -> DeedRule | None:
    """Return the rule of a deed, as a setting that is on changes it."""
    rule = pack.rule(deed)
    exempt = next((item for item in pack.exemptions if item.kind == deed and item.setting in facts.on), None)
    return replace(rule, after=exempt.after, until=exempt.until) if rule and exempt else rule


def _before(pack: Pack, rule: DeedRule, facts: Facts) -> set[str]:
    """Return the deeds that must stand first and do not, with theirs; a pack names only deeds above a rule."""
    found = {other for other in rule.after if other not in facts.done}
    return found.union(*(_before(pack, prior, facts) for other in found if (prior := _rule(pack, other, facts))))


def require(pack: Pack, deed: str, facts: Facts) -> None:
    """Let a deed pass, or refuse it.

    Raises:
        NotYet: the deed comes too early (or too late); names everything that is missing.
    """
    if missing := lacking(pack, deed, facts):
        raise NotYet(deed, missing)


def allowed(pack: Pack, facts: Facts) -> tuple[str, ...]:
    """Return the deeds that may be done now, in the pack's order."""
    return tuple(rule.kind for rule in pack.deeds if not lacking(pack, rule.kind, facts))


def current_step(pack: Pack, facts: Facts) -> Step:
    """Return the step now in force: the first with an obligatory deed that does not stand, or the last."""
    for rule in pack.deeds:
        if not rule.optional and rule.kind not in facts.done:
            return pack.step(rule.step)
    return pack.steps[-1]


def stepper(pack: Pack, facts: Facts) -> tuple[StepView, ...]:
    """Return all steps with their states, in order. An open clarification makes its step the current one."""
    now = current_step(pack, facts).position
    asked = next((rule.step for rule in pack.deeds if rule.needs == ("open_clarification",)), 0)
    if not facts.missing.get("open_clarification") and asked and "clarify" in facts.done:
        now = asked
    return tuple(
        StepView(step, _state(pack, facts, step, now), _left(pack, facts, step) if step.position == now else ())
        for step in pack.steps
    )


def _rules(pack: Pack, step: Step) -> tuple[DeedRule, ...]:
    return tuple(rule for rule in pack.deeds if rule.step == step.position)


def _state(pack: Pack, facts: Facts, step: Step, now: int) -> str:
    rules = _rules(pack, step)
    obligatory = [rule for rule in rules if not rule.optional]
    if step.position == now and not all(rule.kind in facts.done for rule in obligatory):
        return "current"
    if not obligatory:
        if step.position == now:
            return "current"
        if any(rule.kind in facts.done for rule in rules):
            return "done"
        return "skipped" if step.position < now else "optional"
    return "done" if all(rule.kind in facts.done for rule in obligatory) else "open"


def _left(pack: Pack, facts: Facts, step: Step) -> tuple[Missing, ...]:
    """Return what the last deed of the step still lacks: what is left to do there."""
    waiting = [rule for rule in _rules(pack, step) if not rule.optional and rule.kind not in facts.done]
    return lacking(pack, waiting[-1].kind, facts) if waiting else ()


def _once(items: Iterable[Missing]) -> tuple[Missing, ...]:
    found: list[Missing] = []
    for item in items:
        if item not in found:
            found.append(item)
    return tuple(found)


def latest_reply(pack: Pack, raised_on: date, settings: Mapping[str, str]) -> date | None:
    """Return the last day of the reply; ``None`` where neither policy nor association sets a ceiling (R74)."""
    entered = settings.get(pack.wait.max_setting, "") if pack.wait.max_setting else ""
    days = int(entered) if entered else pack.wait.max_days
    return None if days is None else raised_on + timedelta(days=days)


def earliest_reply(pack: Pack, raised_on: date) -> date | None:
    """Return the first day on which the reply may be told; ``None`` where the policy sets no floor (R73)."""
    return None if pack.wait.min_days is None else raised_on + timedelta(days=pack.wait.min_days)
