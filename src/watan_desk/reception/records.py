"""What reception hands on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from watan_desk.common.arabic import normalise
from watan_desk.store import tables
from watan_desk.store.rows import of_case


@dataclass(frozen=True)
class Visit:
    """One visit at the desk; no personal data of the visitor."""

    id: str
    case_id: str | None
    day: date
    reason: str
    channel: str
    place: str
    """Where the person was received: one of the pack's places (R32); blank where it was not asked yet."""
    capacity: str
    language: str
    outcome: str
    answers: dict[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True)
class Inquiry:
    """One question of a visitor and what was answered."""

    id: str
    case_id: str | None
    visit_id: str
    question: str
    answer: str
    reference: str
    answered: bool
    by: str
    at: datetime


@dataclass(frozen=True)
class RightsCard:
    """The rights card was explained to the person: when, and in which language (R24)."""

    id: str
    case_id: str
    version: str
    language: str
    explained: bool
    by: str
    at: datetime


def rights_of(connection: sa.Connection, case_id: str) -> tuple[RightsCard, ...]:
    """Return how often the rights were explained in a case, the first time first."""
    return of_case(connection, tables.rights_card, RightsCard, case_id)


def visits_of(connection: sa.Connection, case_id: str) -> tuple[Visit, ...]:
    """Return the visits of a case, oldest first."""
    return of_case(connection, tables.visit, Visit, case_id)


def inquiries_of(connection: sa.Connection, case_id: str) -> tuple[Inquiry, ...]:
    """Return the inquiries of a case, oldest first."""
    return of_case(connection, tables.inquiry, Inquiry, case_id)


def received_as(connection: sa.Connection, kind: str, department: str) -> frozenset[str]:
    """Return the cases whose visits were of a kind of beneficiary and for a department; empty asks nothing (R37).

    A visit that was recorded before the question was asked counts as external.
    """
    visit, wanted = tables.visit, normalise(department)
    query = sa.select(visit.c.case_id, visit.c.answers).where(visit.c.case_id.is_not(None))
    return frozenset(
        case_id
        for case_id, answers in connection.execute(query)
        if (not kind or answers.get("beneficiary_kind", "external") == kind)
        and (not wanted or normalise(str(answers.get("department", ""))) == wanted)
    )
