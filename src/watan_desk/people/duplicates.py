"""Who may be somebody known already, and what was asked or shown before. Found by itself, in every case (R91).

A flag stands on the newer case, names the older one and why; it is settled by a reason, which the journal keeps.
Nothing is ever merged here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from watan_desk.people.records import Person
from watan_desk.store import tables
from watan_desk.store.cases import Case
from watan_desk.store.rows import of_case

KINDS = ("identity", "person", "request", "document")
"""The same identity number, the same name and day of birth, a request that still runs, a document shown elsewhere."""
_OVER = frozenset({"closed", "rejected"})


@dataclass(frozen=True)
class Flag:
    """One doubt: this case and another. ``reason`` says why it does not matter; empty while nobody has said so."""

    kind: str
    other: str
    number: str
    """The number of the other case."""
    reason: str = ""


@dataclass(frozen=True)
class Ruling:
    """What was said about one doubt."""

    id: str
    case_id: str
    kind: str
    other: str
    reason: str
    by: str
    at: datetime


def rulings_of(connection: sa.Connection, case_id: str) -> tuple[Ruling, ...]:
    """Return what was said about the doubts of a case, oldest first."""
    return of_case(connection, tables.duplicate_ruling, Ruling, case_id)


def flags_of(connection: sa.Connection, case: Case, person: Person | None) -> tuple[Flag, ...]:
    """Return every doubt of a case, the settled ones with their reason."""
    said = {(ruling.kind, ruling.other): ruling.reason for ruling in rulings_of(connection, case.id)}
    found = [*(_by_person(connection, case, person) if person else ()), *_by_document(connection, case)]
    ordered = sorted(dict.fromkeys(found), key=lambda flag: (KINDS.index(flag.kind), flag.number))
    return tuple(replace(flag, reason=said.get((flag.kind, flag.other), "")) for flag in ordered)


def open_flags(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Return the doubts that nobody has settled."""
    return tuple(flag for flag in flags if not flag.reason)


def _by_person(connection: sa.Connection, case: Case, person: Person) -> Iterator[Flag]:
    people, cases = tables.person, tables.case
    key = sa.select(people.c.name_key).where(people.c.id == person.id).scalar_subquery()
    same = (people.c.id == person.id) | (people.c.name_key == key)
    if person.id_number:
        same |= people.c.id_number == person.id_number
    columns = (cases.c.id, cases.c.number, cases.c.state, people.c.id.label("whose"), people.c.id_number)
    query = sa.select(*columns, people.c.birth_date).join(people, people.c.id == cases.c.person_id)
    for row in connection.execute(query.where(same, cases.c.number < case.number)).all():
        if row.whose == person.id:
            if row.state not in _OVER:
                yield Flag("request", row.id, row.number)
        elif row.id_number and row.id_number == person.id_number:
            yield Flag("identity", row.id, row.number)
        elif row.birth_date is None or person.birth_date is None or row.birth_date == person.birth_date:
            yield Flag("person", row.id, row.number)


def _by_document(connection: sa.Connection, case: Case) -> Iterator[Flag]:
    shown, cases = tables.document_check, tables.case
    own = sa.select(shown.c.fingerprint).where(shown.c.case_id == case.id, shown.c.fingerprint != "")
    query = sa.select(cases.c.id, cases.c.number).join(shown, shown.c.case_id == cases.c.id)
    query = query.where(shown.c.fingerprint.in_(own), cases.c.number < case.number)
    if case.person_id is not None:
        query = query.where(cases.c.person_id.is_distinct_from(case.person_id))
    for row in connection.execute(query).all():
        yield Flag("document", row.id, row.number)
