"""The branches' registers as head office knows them: lists, counts, and one entry with what was done on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from watan_desk.common.arabic import ascii_digits
from watan_desk.common.errors import Unusable
from watan_desk.headoffice.tables import device, mirror

ENTRY, ACT = "register_entry", "register_act"


@dataclass(frozen=True)
class HeldEntry:
    """An entry of a desk's register, without what it says of anybody."""

    device: str
    branch: str
    register: str
    number: str
    state: str
    over: bool
    channel: str
    category: str
    due_on: date | None
    opened_on: date

    def document(self, today: date) -> dict[str, Any]:
        """Return the entry as scripts read it."""
        whole = vars(self) | {"opened_on": self.opened_on.isoformat()}
        late = self.due_on is not None and not self.over and self.due_on < today
        return whole | {"due_on": self.due_on.isoformat() if self.due_on else None, "overdue": late}


@dataclass(frozen=True)
class Sought:
    """Which entries are meant; what is empty asks nothing."""

    register: str = ""
    branch: str = ""
    open_only: bool = False


def held_entries(connection: sa.Connection, sought: Sought) -> tuple[HeldEntry, ...]:
    """Return the entries that head office has taken in: by due date, those without one last."""
    found = [
        entry
        for entry in _all(connection)
        if (not sought.register or entry.register == sought.register)
        and (not sought.branch or entry.branch == sought.branch)
        and not (sought.open_only and entry.over)
    ]
    return tuple(sorted(found, key=lambda each: (each.due_on is None, each.due_on or each.opened_on, each.number)))


def counted(connection: sa.Connection, column: str, sought: Sought) -> dict[str, dict[str, int]]:
    """Count entries by register and the value of a column: ``category``, ``channel``, ``state``, ``branch``."""
    found: dict[str, dict[str, int]] = {}
    for entry in held_entries(connection, sought):
        held = found.setdefault(entry.register, {})
        value = str(getattr(entry, column))
        held[value] = held.get(value, 0) + 1
    return found


def entry_document(connection: sa.Connection, number: str) -> dict[str, Any]:
    """Return everything that a desk sent about one entry, its acts oldest first.

    Raises:
        Unusable: head office has no such entry.
    """
    wanted = ascii_digits(number.strip()).upper()
    rows = connection.execute(sa.select(mirror).where(mirror.c.entity == ENTRY)).all()
    row = next((row for row in rows if row.fields.get("number") == wanted), None)
    if row is None:
        raise Unusable("headoffice.no_such_entry")
    acts = connection.execute(sa.select(mirror.c.fields).where(mirror.c.entity == ACT)).scalars()
    own = sorted((act for act in acts if act["entry_id"] == row.id), key=lambda act: str(act["at"]))
    return {"device": row.device, **row.fields, "acts": own}


def _all(connection: sa.Connection) -> Iterator[HeldEntry]:
    branches = {row.code: row.branch for row in connection.execute(sa.select(device))}
    for row in connection.execute(sa.select(mirror).where(mirror.c.entity == ENTRY)):
        said = row.fields
        yield HeldEntry(
            device=row.device,
            branch=branches[row.device],
            register=said["register"],
            number=said["number"],
            state=said["state"],
            over=bool(said["over"]),
            channel=said.get("channel") or "",
            category=said.get("category") or "",
            due_on=date.fromisoformat(said["due_on"]) if said.get("due_on") else None,
            opened_on=date.fromisoformat(said["opened_on"]),
        )
