"""From cases to a report. Pure rules; every code a pack knows is there, with zero where nothing was counted (R47)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from statistics import median

from watan_desk.common.clock import saudi_day
from watan_desk.common.hijri import to_hijri
from watan_desk.figures.records import (
    LEAST_GROUP,
    PROVIDER,
    SERVICE,
    TRUST,
    CaseFigures,
    Outcomes,
    Report,
    Satisfaction,
    Scale,
    StepTime,
)
from watan_desk.policy.pack import Pack

_HOUR = 3600.0


def count(cases: Iterable[CaseFigures], pack: Pack, *, first: date | None = None, last: date | None = None) -> Report:
    """Return the figures of the cases opened from ``first`` to ``last`` (Saudi days, both inclusive)."""
    kept = [case for case in cases if _within(saudi_day(case.opened_at), first, last)]
    replies = sorted((case.told_on - case.raised_on).days for case in kept if case.told_on and case.raised_on)
    rejected = [case.reason for case in kept if case.outcome == "reject"]
    return Report(
        cases=len(kept),
        months=tuple(sorted(Counter(month_of(case.opened_at) for case in kept).items())),
        channels=_known(Counter(case.channel for case in kept), [item.code for item in pack.channels]),
        places=_known(Counter(case.place for case in kept), [item.code for item in pack.places]),
        request_forms=_known(Counter(case.request_form for case in kept), [item.code for item in pack.request_forms]),
        branches=tuple(sorted(Counter(case.branch for case in kept if case.branch).items())),
        steps=_steps(kept, pack),
        reply_days=tuple(replies),
        outcomes=_outcomes(kept, [item.code for item in pack.categories]),
        reasons=_known(Counter(rejected), [item.code for item in pack.reasons]),
        services=_known(Counter(code for case in kept for code in case.services), []),
        satisfaction=_satisfaction(kept, [item.code for item in pack.categories]),
    )


def month_of(at: datetime) -> str:
    """Return the Hijri month of an instant, ``1448-06``."""
    day = to_hijri(saudi_day(at))
    return f"{day.year}-{day.month:02d}"


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or day >= first) and (last is None or day <= last)


def _known(found: Mapping[str, int], codes: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Return the counts in the pack's order, zeros included, then what the pack does not name."""
    others = sorted(code for code in found if code and code not in codes)
    return tuple((code, found.get(code, 0)) for code in [*codes, *others])


def _steps(cases: Sequence[CaseFigures], pack: Pack) -> tuple[StepTime, ...]:
    """Measure each step from the end of the one before it to its own last obligatory deed (R25)."""
    taken: dict[str, list[float]] = {step.code: [] for step in pack.steps}
    for case in cases:
        before = case.opened_at
        for step in pack.steps:
            kinds = [rule.kind for rule in pack.deeds if rule.step == step.position and not rule.optional]
            ended = [case.deeds[kind] for kind in kinds if kind in case.deeds]
            if not kinds or len(ended) < len(kinds):
                continue
            end = max(ended)
            taken[step.code].append(max((end - before).total_seconds(), 0.0) / _HOUR)
            before = max(before, end)
    return tuple(
        StepTime(code, len(hours), median(hours) if hours else None, max(hours, default=None))
        for code, hours in taken.items()
    )


def _outcomes(cases: Sequence[CaseFigures], categories: Sequence[str]) -> tuple[Outcomes, ...]:
    codes = [*categories, *sorted({case.category for case in cases} - set(categories))]
    return tuple(_outcome(code, [case for case in cases if case.category == code]) for code in codes)


def _outcome(code: str, cases: Sequence[CaseFigures]) -> Outcomes:
    found = Counter(case.outcome for case in cases)
    delivered = sum(case.delivered for case in cases)
    return Outcomes(code, len(cases), found["accept"], found["reject"], found["more"], found[""], delivered)


def _satisfaction(cases: Sequence[CaseFigures], categories: Sequence[str]) -> Satisfaction:
    rated = [case for case in cases if case.accepted]
    months = sorted({month_of(case.rated_at) for case in rated if case.rated_at})
    named = [*categories, *sorted({case.category for case in rated} - set(categories))]

    def of_month(month: str) -> list[CaseFigures]:
        return [case for case in rated if case.rated_at and month_of(case.rated_at) == month]

    def of_category(code: str) -> list[CaseFigures]:
        return [case for case in rated if case.category == code]

    return Satisfaction(
        offered=sum(case.offered for case in cases),
        accepted=len(rated),
        questions=tuple(_scale(code, rated, (code,)) for code in (*SERVICE, *PROVIDER, TRUST)),
        service=_scale("service", rated, SERVICE),
        provider=_scale("provider", rated, PROVIDER),
        trust=tuple(_scale(month, of_month(month), (TRUST,)) for month in months),
        categories=tuple(_scale(code, of_category(code), SERVICE) for code in named),
    )


def _scale(code: str, cases: Sequence[CaseFigures], questions: Sequence[str]) -> Scale:
    """Return a scale; it counts persons, and stays silent about fewer than five of them."""
    answered = [case for case in cases if any(question in case.scores for question in questions)]
    given = [case.scores[question] for case in answered for question in questions if question in case.scores]
    if len(answered) < LEAST_GROUP:
        return Scale(code, len(answered), None, None)
    found = Counter(given)
    return Scale(
        code,
        len(answered),
        sum(given) / len(given),
        {score: found[score] / len(given) for score in range(5, 0, -1)},
    )
