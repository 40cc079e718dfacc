"""What is counted: one record a case, without a name or a number; and the report that comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

LEAST_GROUP = 5
"""Fewer answers than this say too much about single persons (R35)."""
SERVICE = ("courtesy", "clarity", "enough_time", "speed", "quality", "privacy")
PROVIDER = ("provider",)
TRUST = "trust"
"""Questions of the survey: about the service, about who provided it (R33), and trust (R39)."""


@dataclass(frozen=True)
class CaseFigures:
    """What a report needs of one case."""

    opened_at: datetime
    branch: str = ""
    channel: str = ""
    place: str = ""
    """Where the person was received (R32)."""
    request_form: str = ""
    """Which of several request forms it was opened with (R58)."""
    category: str = ""
    services: tuple[str, ...] = ()
    deeds: Mapping[str, datetime] = field(default_factory=dict)
    """When each kind of deed was done last."""
    raised_on: date | None = None
    told_on: date | None = None
    outcome: str = ""
    """Of the decision that stands, told or not: ``accept``, ``reject``, ``more``, or nothing yet."""
    reason: str = ""
    delivered: bool = False
    offered: bool = False
    accepted: bool = False
    scores: Mapping[str, int] = field(default_factory=dict)
    """Answers of the survey from 1 to 5, by question; a question left out is absent."""
    rated_at: datetime | None = None


@dataclass(frozen=True)
class StepTime:
    """How long a step took, from the end of the one before it; hours. ``median`` is unset of no case."""

    code: str
    count: int
    median: float | None
    longest: float | None


@dataclass(frozen=True)
class Outcomes:
    """What became of the cases of a category; a category without cases stands with zeros (R47)."""

    code: str
    cases: int
    accepted: int
    rejected: int
    more: int
    waiting: int
    delivered: int


@dataclass(frozen=True)
class Scale:
    """Answers to a question, or to a group of them; ``mean`` and ``shares`` are hidden of a group under five."""

    code: str
    count: int
    mean: float | None
    shares: Mapping[int, float] | None
    """Score to its part of all answers, from 0 to 1."""


@dataclass(frozen=True)
class Satisfaction:
    """The surveys: offered, accepted, refused; each question, the service as a whole and its provider apart (R33)."""

    offered: int
    accepted: int
    questions: tuple[Scale, ...]
    service: Scale
    provider: Scale
    trust: tuple[Scale, ...]
    """Trust month by month; the code is the Hijri month, ``1448-06`` (R39)."""
    categories: tuple[Scale, ...]
    """The service as a whole by category."""

    @property
    def refused(self) -> int:
        """Surveys that were offered and not wished for; that is everybody's right."""
        return self.offered - self.accepted


@dataclass(frozen=True)
class Report:
    """Figures of a stretch of time."""

    cases: int
    months: tuple[tuple[str, int], ...]
    """Hijri month and its new cases, in order."""
    channels: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]
    request_forms: tuple[tuple[str, int], ...]
    """Empty where the association has one form only."""
    branches: tuple[tuple[str, int], ...]
    steps: tuple[StepTime, ...]
    reply_days: tuple[int, ...]
    """Days from raising to telling, of every case that was told, in order."""
    outcomes: tuple[Outcomes, ...]
    reasons: tuple[tuple[str, int], ...]
    services: tuple[tuple[str, int], ...]
    satisfaction: Satisfaction
