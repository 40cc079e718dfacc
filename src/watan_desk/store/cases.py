"""The case: one request's journey. Its row lives here because every stage ties to it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from watan_desk.common.arabic import ascii_digits
from watan_desk.common.errors import Unusable
from watan_desk.store import tables
from watan_desk.store.rows import as_record

STATES = (
    "open",
    "clarifying",
    "checked",
    "unsigned",
    "stale",
    "attested",
    "raised",
    "decided",
    "accepted",
    "rejected",
    "registered",
    "delivered",
    "closed",
)
"""The closed list of states; ``unsigned`` is a refusal to attest, ``decided`` a decision not told yet."""


@dataclass(frozen=True)
class Case:
    """One request's journey."""

    id: str
    number: str
    person_id: str | None
    pack: str
    pack_version: str
    state: str
    owner: str
    opened_at: datetime
    alias: str
    """The code that stands for the name on papers and in lists, where the association hides people."""
    request_form: str
    """Which of the association's request forms it was opened with; blank stands for the usual one (R58)."""


def case_by_number(connection: sa.Connection, number: str) -> Case:
    """Return the case with this number, in any digits and letter case.

    Raises:
        Unusable: this desk has no such case.
    """
    return _one(connection, tables.case.c.number == ascii_digits(number.strip()).upper())


def case_by_id(connection: sa.Connection, case_id: str) -> Case:
    """Return the case with this id.

    Raises:
        Unusable: this desk has no such case.
    """
    return _one(connection, tables.case.c.id == case_id)


def new_alias(connection: sa.Connection, letters: str) -> str:
    """Return a code that no case of this desk has yet: two letters and four digits that say nothing about anybody."""
    taken = set(connection.execute(sa.select(tables.case.c.alias).where(tables.case.c.alias != "")).scalars())
    free = [number for number in range(10_000) if f"{letters}-{number:04d}" not in taken]
    return f"{letters}-{secrets.choice(free):04d}"


def all_cases(connection: sa.Connection) -> tuple[Case, ...]:
    """Return every case of this desk, newest first."""
    query = sa.select(tables.case).order_by(tables.case.c.opened_at.desc(), tables.case.c.number.desc())
    return tuple(as_record(Case, row) for row in connection.execute(query).mappings())


def cases_of_person(connection: sa.Connection, person_id: str) -> tuple[Case, ...]:
    """Return the cases of a person, newest first."""
    query = sa.select(tables.case).where(tables.case.c.person_id == person_id)
    query = query.order_by(tables.case.c.opened_at.desc(), tables.case.c.number.desc())
    return tuple(as_record(Case, row) for row in connection.execute(query).mappings())


def _one(connection: sa.Connection, where: sa.ColumnElement[bool]) -> Case:
    row = connection.execute(sa.select(tables.case).where(where)).mappings().first()
    if row is None:
        raise Unusable("store.no_such_case")
    return as_record(Case, row)
