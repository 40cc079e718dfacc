"""What referral hands on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from watan_desk.store import tables
from watan_desk.store.rows import of_case


@dataclass(frozen=True)
class Referral:
    """One question referred for clarification, and its answer once it is back."""

    id: str
    case_id: str
    kind: str
    question: str
    answer: str
    answered_on: date | None
    open: bool
    answers: dict[str, Any]
    reply_answers: dict[str, Any] | None
    by: str
    at: datetime


@dataclass(frozen=True)
class Explanation:
    """The procedure explained to the person; ``doubt_left`` says whether a question is to be referred."""

    id: str
    case_id: str
    explained_on: date
    language: str
    doubt_left: bool
    answers: dict[str, Any]
    by: str
    at: datetime


def explanations_of(connection: sa.Connection, case_id: str) -> tuple[Explanation, ...]:
    """Return the explanations of a case, oldest first."""
    return of_case(connection, tables.explanation, Explanation, case_id)


def referrals_of(connection: sa.Connection, case_id: str) -> tuple[Referral, ...]:
    """Return the referrals of a case, oldest first."""
    return of_case(connection, tables.referral, Referral, case_id)
