"""Persons, and how they are found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from watan_desk.common.arabic import normalise
from watan_desk.common.errors import Unusable
from watan_desk.store import tables
from watan_desk.store.rows import as_record, of_case


@dataclass(frozen=True)
class Person:
    """One human."""

    id: str
    id_type: str
    id_number: str
    name_first: str
    name_father: str
    name_grandfather: str
    name_family: str
    sex: str
    birth_date: date | None
    mobile: str
    language: str
    assistance: tuple[str, ...]
    """What help the person needs at the desk, by the codes of the reception form."""

    @property
    def large_print(self) -> bool:
        """Whether letters to this person are set large: weak sight was noted at reception."""
        return "vision" in self.assistance

    @property
    def full_name(self) -> str:
        """The parts of the name that are known, in order."""
        parts = (self.name_first, self.name_father, self.name_grandfather, self.name_family)
        return " ".join(part for part in parts if part)


def person_by_id(connection: sa.Connection, person_id: str) -> Person:
    """Return a person; the id comes from a case, so it exists."""
    row = connection.execute(sa.select(tables.person).where(tables.person.c.id == person_id)).mappings().one()
    return _person(row)


def require_person(connection: sa.Connection, person_id: str) -> Person:
    """Return a person by an id that came from outside.

    Raises:
        Unusable: this desk knows no such person.
    """
    row = connection.execute(sa.select(tables.person).where(tables.person.c.id == person_id)).mappings().first()
    if row is None:
        raise Unusable("people.unknown")
    return _person(row)


def person_by_number(connection: sa.Connection, id_type: str, id_number: str) -> Person | None:
    """Return the person who carries this identity number, if this desk knows one."""
    table = tables.person
    query = sa.select(table).where(table.c.id_type == id_type, table.c.id_number == id_number)
    row = connection.execute(query).mappings().first()
    return _person(row) if row else None


def search_text(*parts: str) -> str:
    """Return the folded text by which a person is found."""
    return normalise(" ".join(part for part in parts if part))


def people_like(connection: sa.Connection, text: str, limit: int = 20) -> tuple[Person, ...]:
    """Return people in whose name, identity or mobile every word of ``text`` occurs, by name."""
    table = tables.person
    query = sa.select(table).order_by(table.c.search).limit(limit)
    for word in normalise(text).split():
        query = query.where(table.c.search.contains(word, autoescape=True))
    return tuple(_person(row) for row in connection.execute(query).mappings())


def name_key(*parts: str) -> str:
    """Return the folded name by which two records of one person are recognised."""
    return search_text(*parts)


@dataclass(frozen=True)
class RepresentativeCheck:
    """That an instrument was looked at for one act, and as what it stood on that day."""

    id: str
    case_id: str
    act: str
    on: date
    basis: str
    document_number: str
    expires_on: date | None
    scope: list[str]
    verification: str
    """Head office's word: ``verified``, ``refused``, or ``not_verified`` while it has said nothing."""
    by: str
    at: datetime


def representative_checks_of(connection: sa.Connection, case_id: str) -> tuple[RepresentativeCheck, ...]:
    """Return every look at the representative's instrument in a case, oldest first."""
    return of_case(connection, tables.representative_check, RepresentativeCheck, case_id)


def _person(row: Mapping[Any, Any]) -> Person:
    return as_record(Person, {**row, "assistance": tuple(row["assistance"])})
