"""The unit of work: one deed, one transaction, one journal entry.

Whoever opens a ``Work`` (the wiring, in a worker thread) commits it by leaving the block; ``desk.py`` functions write
through ``put`` and never commit. A deed's id makes it idempotent: opening a work whose id the journal knows raises
``AlreadyDone`` before anything is written.
"""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from watan_desk.common.clock import Clock, saudi_day
from watan_desk.common.errors import Refused
from watan_desk.common.hijri import to_hijri
from watan_desk.store import journal, tables
from watan_desk.store.engine import writing
from watan_desk.store.types import plain


class AlreadyDone(Refused):
    """The journal holds this deed already; doing it twice is harmless."""


@dataclass(frozen=True)
class Actor:
    """Who does the deed: the short code that enters the journal, and the name that letters print."""

    code: str
    name: str


@dataclass
class Work:
    """What a ``desk.py`` function is handed: the open transaction, the clock, who acts, the deed being journalled."""

    connection: sa.Connection
    clock: Clock
    actor: Actor
    device: str
    deed: str
    deed_id: str
    changes: list[journal.Change] = field(default_factory=list)
    case_id: str | None = None
    position: int = 0
    """The journal position of the deed; set when the work is committed."""

    def now(self) -> datetime:
        """Return the instant of the deed, never before the newest journal entry (a clock set back does not help)."""
        newest = journal.last_instant(self.connection)
        present = self.clock.now()
        return max(present, newest) if newest else present

    def today(self) -> date:
        """Return the Saudi civil day of the deed."""
        return saudi_day(self.now())

    def put(self, entity: str, values: Mapping[str, Any], *, id: str | None = None) -> str:  # noqa: A002
        """Insert or update one row and note every changed field for the journal; return the row's id.

        ``values`` are column values of the table named ``entity``; the fields not named stay as they are.
        """
        table = tables.metadata.tables[entity]
        row_id = id or str(uuid.uuid4())
        old = self._row(table, row_id)
        if old is None:
            self.connection.execute(sa.insert(table).values({**values, "id": row_id}))
        else:
            self.connection.execute(sa.update(table).where(table.c.id == row_id).values(dict(values)))
        new, before = self._row(table, row_id) or {}, old or {}
        fields = {
            name: {"new": plain(new[name]), "base": plain(before.get(name))}
            for name in new
            if name != "id" and not table.c[name].info.get("local") and new[name] != before.get(name)
        }
        if fields:
            self.changes.append(journal.Change(entity, row_id, fields))
        self._belongs_to(row_id if entity == "case" else values.get("case_id"))
        return row_id

    def _row(self, table: sa.Table, row_id: str) -> dict[str, Any] | None:
        found = self.connection.execute(sa.select(table).where(table.c.id == row_id)).mappings().first()
        return dict(found) if found else None

    def _belongs_to(self, case_id: str | None) -> None:
        if case_id and self.case_id is None:
            self.case_id = case_id

    def enter(self) -> None:
        """Write the deed's entry behind the newest of the journal; a deed without changes leaves none."""
        if not self.changes:
            return
        header = journal.Header(
            device=self.device,
            seq=journal.head(self.connection)[0] + 1,
            deed_id=self.deed_id,
            kind=self.deed,
            case_id=self.case_id,
            actor=self.actor.code,
            at=self.now(),
        )
        self.position = journal.append(self.connection, header, tuple(self.changes))

    def by(self) -> dict[str, Any]:
        """Return the two columns every stage record has: who, and when."""
        return {"by": self.actor.code, "at": self.now()}

    def next_number(self, kind: str, digits: int) -> tuple[str, int, int]:
        """Take the next number of a series of this device: ``({device}-{hijri year}-{seq}, year, seq)``.

        The number is taken in the deed's own transaction: a crash leaves neither gap nor double.
        """
        year = to_hijri(self.today()).year
        series = tables.series
        place = (series.c.kind == kind) & (series.c.year == year)
        found = self.connection.execute(sa.select(series.c.next_seq).where(place)).scalar()
        if found is None:
            self.connection.execute(sa.insert(series).values(kind=kind, year=year, next_seq=2))
        else:
            self.connection.execute(sa.update(series).where(place).values(next_seq=found + 1))
        seq = int(found or 1)
        return f"{self.device}-{year}-{seq:0{digits}d}", year, seq


@contextmanager
def open_work(
    engine: sa.Engine, *, clock: Clock, actor: Actor, device: str, deed: str, deed_id: str | None = None
) -> Iterator[Work]:
    """Open the transaction of one deed; leaving the block writes the journal entry and commits both together.

    Raises:
        AlreadyDone: the journal holds ``deed_id``.
    """
    with writing(engine) as connection:
        work = Work(connection, clock, actor, device, deed, deed_id or str(uuid.uuid4()))
        known = sa.select(tables.journal.c.position).where(tables.journal.c.deed_id == work.deed_id)
        if connection.execute(known).first():
            raise AlreadyDone("store.already_done")
        yield work
        work.enter()
