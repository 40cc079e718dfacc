"""What decision hands on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from watan_desk.store import tables
from watan_desk.store.rows import of_case


@dataclass(frozen=True)
class Raising:
    """The request put before the deciding body; ``earliest_reply`` is the first day the reply may be told."""

    id: str
    case_id: str
    raised_on: date
    earliest_reply: date | None
    latest_reply: date | None
    """The last day of the reply, where the association has entered how long it may take (R74)."""
    body: str
    answers: dict[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True)
class Decision:
    """The decision as head office sent it. ``outcome``: ``accept``, ``reject`` or ``more`` (information wanted)."""

    id: str
    case_id: str
    raising_id: str
    outcome: str
    session_no: str
    decided_on: date
    reason: str
    details: dict[str, str]
    """``category``, ``support``, ``start``, ``duration``, ``review``, ``clause``, ``alternatives``, ``text``."""
    override_reason: str
    """Why head office lets the reply be told before its day; empty where it does not."""
    received_at: datetime


@dataclass(frozen=True)
class Notification:
    """The decision told to the person."""

    id: str
    case_id: str
    decision_id: str
    told_on: date
    how: str
    answers: dict[str, Any]
    by: str
    at: datetime


def raisings_of(connection: sa.Connection, case_id: str) -> tuple[Raising, ...]:
    """Return the raisings of a case, oldest first; a case raised again has a later one."""
    return of_case(connection, tables.raising, Raising, case_id)


def decisions_of(connection: sa.Connection, case_id: str) -> tuple[Decision, ...]:
    """Return the decisions of a case in the order they were received."""
    return of_case(connection, tables.decision, Decision, case_id)


def notifications_of(connection: sa.Connection, case_id: str) -> tuple[Notification, ...]:
    """Return what was told in a case, oldest first."""
    return of_case(connection, tables.notification, Notification, case_id)


def overdue(connection: sa.Connection, today: date) -> dict[str, date]:
    """Return the cases whose reply was to be told before today and was not, each with that last day (R74).

    Only where an association has set how long a reply may take; nothing else is ever late.
    """
    raised, told, decided = tables.raising, tables.notification, tables.decision
    answered = (
        sa.select(decided.c.raising_id)
        .join(told, told.c.decision_id == decided.c.id)
        .where(decided.c.raising_id == raised.c.id)
    )
    query = sa.select(raised.c.case_id, raised.c.latest_reply).where(
        raised.c.latest_reply.is_not(None), raised.c.latest_reply < today, ~answered.exists()
    )
    return {row.case_id: row.latest_reply for row in connection.execute(query)}
