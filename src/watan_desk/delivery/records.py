"""What delivery hands on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from watan_desk.store import tables
from watan_desk.store.rows import as_record, of_case


@dataclass(frozen=True)
class Registration:
    """The person registered for a service."""

    id: str
    case_id: str
    number: str
    registered_on: date
    answers: dict[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True)
class Delivery:
    """A service delivered, wholly or in part; ``answers["items"]`` lists item, quantity and unit."""

    id: str
    case_id: str
    number: str
    delivered_on: date
    partial: bool
    answers: dict[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True)
class Survey:
    """The satisfaction survey offered; ``accepted`` is false where the person preferred not to answer."""

    id: str
    case_id: str
    accepted: bool
    answers: dict[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True)
class UrgentHelp:
    """Help that could not wait for a registration; ``case_id`` is none where it stands without a request."""

    id: str
    case_id: str | None
    given_on: date
    triage: str
    answers: dict[str, Any]
    by: str
    at: datetime


def urgent_help_of(connection: sa.Connection, case_id: str) -> tuple[UrgentHelp, ...]:
    """Return the urgent help of a case, oldest first."""
    return of_case(connection, tables.urgent_help, UrgentHelp, case_id)


def all_urgent_help(connection: sa.Connection) -> tuple[UrgentHelp, ...]:
    """Return all urgent help of this desk, oldest first."""
    query = sa.select(tables.urgent_help).order_by(sa.literal_column("rowid"))
    return tuple(as_record(UrgentHelp, row) for row in connection.execute(query).mappings())


def registrations_of(connection: sa.Connection, case_id: str) -> tuple[Registration, ...]:
    """Return the registrations of a case, oldest first."""
    return of_case(connection, tables.registration, Registration, case_id)


def deliveries_of(connection: sa.Connection, case_id: str) -> tuple[Delivery, ...]:
    """Return the deliveries of a case, oldest first."""
    return of_case(connection, tables.delivery, Delivery, case_id)


def surveys_of(connection: sa.Connection, case_id: str) -> tuple[Survey, ...]:
    """Return the surveys of a case, oldest first."""
    return of_case(connection, tables.survey, Survey, case_id)
