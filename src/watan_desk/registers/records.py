"""What the registers hand on: entries, what was done on them, and the readers that load both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import sqlalchemy as sa

from watan_desk.common.arabic import ascii_digits, normalise
from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import Unusable
from watan_desk.registers.definition import Register
from watan_desk.store import tables
from watan_desk.store.rows import as_record

INQUIRY = "inquiry"
"""The register in which the questions of visits stand too."""


@dataclass(frozen=True)
class Entry:
    """One entry of a register. A question of a visit that nobody has acted on has an ``id`` and no number yet."""

    id: str
    case_id: str | None
    register: str
    number: str
    state: str
    over: bool
    title: str
    channel: str
    category: str
    owner: str
    due_on: date | None
    opened_on: date
    person_id: str | None
    about_id: str | None
    beneficiary: str
    department: str
    form_id: str
    form_version: str
    answers: dict[str, Any]
    by: str
    at: datetime

    @property
    def handle(self) -> str:
        """What it is called by: its number, or the id of a visit's question."""
        return self.number or self.id


@dataclass(frozen=True)
class ActDone:
    """Something done on an entry."""

    id: str
    entry_id: str
    kind: str
    led_to: str
    form_id: str
    form_version: str
    answers: dict[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True)
class Wanted:
    """Which entries a list shows; what is empty asks nothing."""

    register: str = ""
    open_only: bool = False
    state: str = ""
    channel: str = ""
    category: str = ""
    beneficiary: str = ""
    department: str = ""
    due_by: date | None = None
    about_id: str = ""
    case_id: str = ""
    text: str = ""


LETTER = "letter"
"""The act that notes an issued letter."""


def entries(connection: sa.Connection, wanted: Wanted) -> tuple[Entry, ...]:
    """Return entries: what is open first, by due date, and then by the day they were entered, newest first."""
    table = tables.register_entry
    query = sa.select(table)
    for name in ("register", "state", "channel", "category", "beneficiary", "about_id", "case_id"):
        if value := getattr(wanted, name):
            query = query.where(table.c[name] == value)
    if wanted.open_only:
        query = query.where(table.c.over.is_(False))
    if wanted.due_by:
        query = query.where(table.c.due_on <= wanted.due_by)
    for word in normalise(wanted.text).split():
        query = query.where(table.c.search.contains(word, autoescape=True))
    found = [as_record(Entry, row) for row in connection.execute(query).mappings()]
    if wanted.register in {"", INQUIRY}:
        found += [each for each in _of_visits(connection) if _fits(each, wanted)]
    if wanted.department:
        asked = normalise(wanted.department)
        found = [each for each in found if normalise(each.department) == asked]
    newest_first = sorted(found, key=lambda each: (each.at, each.number), reverse=True)
    return tuple(sorted(newest_first, key=lambda each: (each.over, each.due_on is None, each.due_on or date.max)))


def entry_called(connection: sa.Connection, handle: str) -> Entry:
    """Return the entry with this number (any digits and letter case) or id.

    Raises:
        Unusable: this desk has no such entry.
    """
    table, called = tables.register_entry, handle.strip()
    place = (table.c.number == ascii_digits(called).upper()) | (table.c.id == called)
    row = connection.execute(sa.select(table).where(place)).mappings().first()
    if row is not None:
        return as_record(Entry, row)
    found = next((each for each in _of_visits(connection, called)), None)
    if found is None:
        raise Unusable("registers.no_such_entry")
    return found


def acts_of(connection: sa.Connection, entry_id: str) -> tuple[ActDone, ...]:
    """Return what was done on an entry, oldest first."""
    table = tables.register_act
    query = sa.select(table).where(table.c.entry_id == entry_id).order_by(sa.literal_column("rowid"))
    return tuple(as_record(ActDone, row) for row in connection.execute(query).mappings())


def all_answers(entry: Entry, acts: tuple[ActDone, ...], register: Register) -> dict[str, Any]:
    """Return what an entry says now: its own answers, and over them those of its acts; a new owner is one of them."""
    found = dict(entry.answers)
    for act in acts:
        found |= act.answers
    owner = register.fields.get("owner", "")
    return found | ({owner: entry.owner} if owner else {})


def total_of(register: Register, acts: tuple[ActDone, ...]) -> Decimal:
    """Return what the acts of an entry add up to, where its register adds anything."""
    if register.total is None:
        return Decimal(0)
    given = [act.answers.get(register.total.field, "0") for act in acts if act.kind == register.total.act]
    return sum((_number(text) for text in given), Decimal(0))


def _number(text: object) -> Decimal:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return Decimal(0)


def counts(connection: sa.Connection, column: str, wanted: Wanted) -> dict[str, dict[str, int]]:
    """Count entries by register and the value of a column: ``channel``, ``category``, ``state``, ``department``...

    ``about`` counts by the entry they are about (joint work by body).
    """
    named = {row.id: row.title for row in connection.execute(sa.select(tables.register_entry))}
    found: dict[str, dict[str, int]] = {}
    for entry in entries(connection, wanted):
        value = named.get(entry.about_id or "", "") if column == "about" else str(getattr(entry, column))
        held = found.setdefault(entry.register, {})
        held[value] = held.get(value, 0) + 1
    return found


def _of_visits(connection: sa.Connection, inquiry_id: str = "") -> tuple[Entry, ...]:
    """Return the questions of visits on which nothing was done since: they stand in the register where they are."""
    asked, visit, entry = tables.inquiry, tables.visit, tables.register_entry
    query = (
        sa.select(asked, visit.c.channel, visit.c.answers.label("visit_answers"))
        .join(visit, visit.c.id == asked.c.visit_id)
        .where(asked.c.id.not_in(sa.select(entry.c.id)))
    )
    if inquiry_id:
        query = query.where(asked.c.id == inquiry_id)
    return tuple(_as_entry(row) for row in connection.execute(query).mappings())


def _as_entry(row: Mapping[Any, Any]) -> Entry:
    state = "answered" if row["answered"] else "open"
    answers = {"question": row["question"], "channel": row["channel"]}
    if row["answered"]:
        answers |= {"answer_text": row["answer"], "reference": row["reference"]}
    visit = row["visit_answers"]
    return Entry(
        id=row["id"],
        case_id=row["case_id"],
        register=INQUIRY,
        number="",
        state=state,
        over=bool(row["answered"]),
        title=row["question"],
        channel=row["channel"],
        category="",
        owner="",
        due_on=None,
        opened_on=saudi_day(row["at"]),
        person_id=None,
        about_id=None,
        beneficiary=visit.get("beneficiary_kind", ""),
        department=visit.get("department", ""),
        form_id="reception",
        form_version="",
        answers=answers,
        by=row["by"],
        at=row["at"],
    )


def _fits(entry: Entry, wanted: Wanted) -> bool:
    asked = replace(wanted, register="", open_only=False, due_by=None, text="", department="")
    same = all(not value or getattr(entry, name) == value for name, value in vars(asked).items() if name not in _OTHER)
    said = normalise(entry.title)
    return (
        same
        and not (wanted.open_only and entry.over)
        and not wanted.due_by
        and all(word in said for word in normalise(wanted.text).split())
    )


_OTHER = frozenset({"register", "open_only", "due_by", "text", "department"})
