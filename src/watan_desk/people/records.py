"""Persons, and how they are found."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from watan_desk.common.arabic import normalise
from watan_desk.store import tables
from watan_desk.store.rows import as_record


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

    @property
    def full_name(self) -> str:
        """The parts of the name that are known, in order."""
        parts = (self.name_first, self.name_father, self.name_grandfather, self.name_family)
        return " ".join(part for part in parts if part)


def person_by_id(connection: sa.Connection, person_id: str) -> Person:
    """Return a person; the id comes from a case, so it exists."""
    row = connection.execute(sa.select(tables.person).where(tables.person.c.id == person_id)).mappings().one()
    return as_record(Person, row)


def person_by_number(connection: sa.Connection, id_type: str, id_number: str) -> Person | None:
    """Return the person who carries this identity number, if this desk knows one."""
    table = tables.person
    query = sa.select(table).where(table.c.id_type == id_type, table.c.id_number == id_number)
    row = connection.execute(query).mappings().first()
    return as_record(Person, row) if row else None


def search_text(*parts: str) -> str:
    """Return the folded text by which a person is found."""
    return normalise(" ".join(part for part in parts if part))


def people_like(connection: sa.Connection, text: str, limit: int = 20) -> tuple[Person, ...]:
    """Return people in whose name, identity or mobile every word of ``text`` occurs, by name."""
    table = tables.person
    query = sa.select(table).order_by(table.c.search).limit(limit)
    for word in normalise(text).split():
        query = query.where(table.c.search.contains(word, autoescape=True))
    return tuple(as_record(Person, row) for row in connection.execute(query).mappings())
