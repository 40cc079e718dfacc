"""What head office hands on, and the readers that load it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from watan_desk.common.arabic import ascii_digits
from watan_desk.common.errors import Unusable
from watan_desk.headoffice import tables
from watan_desk.headoffice.versions import versions
from watan_desk.policy.journey import earliest_reply
from watan_desk.store.rows import as_record


@dataclass(frozen=True)
class Device:
    """A laptop of a branch; ``have`` is the newest reply it has confirmed."""

    code: str
    branch: str
    branch_name: str
    active: bool
    have: int
    enrolled_at: datetime


@dataclass(frozen=True)
class Decision:
    """A decision of the deciding body. ``revision`` rises when the wait is released afterwards."""

    id: str
    revision: int
    case_id: str
    raising_id: str
    outcome: str
    session_no: str
    decided_on: date
    reason: str
    details: dict[str, str]
    override_reason: str
    recorded_at: datetime


@dataclass(frozen=True)
class HeldCase:
    """A case as head office knows it; of the person it says nothing. Decisions are oldest first."""

    id: str
    number: str
    device: str
    branch: str
    pack: str
    pack_version: str
    state: str
    raising_id: str | None
    raised_on: date | None
    earliest_reply: date | None
    """The first day the reply may be told (R73): head office's own count from the day of raising, by the version of the
    policy that the case was opened with."""
    decisions: tuple[Decision, ...] = ()

    @property
    def decision(self) -> Decision | None:
        """Return the decision on the raising that stands."""
        return next((item for item in self.decisions if item.raising_id == self.raising_id), None)

    @property
    def pending(self) -> bool:
        """Tell whether the case is put before the deciding body and not decided."""
        return self.raising_id is not None and self.decision is None

    def held(self, today: date) -> bool:
        """Tell whether the decision may not be told yet: its day has not come and nobody released it."""
        decided, earliest = self.decision, self.earliest_reply
        return decided is not None and earliest is not None and today < earliest and not decided.override_reason

    def document(self, today: date) -> dict[str, Any]:
        """Return the case as scripts read it."""
        return {
            "number": self.number,
            "branch": self.branch,
            "device": self.device,
            "pack": self.pack,
            "pack_version": self.pack_version,
            "state": self.state,
            "raised_on": _iso(self.raised_on),
            "earliest_reply": _iso(self.earliest_reply),
            "pending": self.pending,
            "held": self.held(today),
            "decisions": [_decided(item) for item in self.decisions],
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _decided(decided: Decision) -> dict[str, Any]:
    return {
        "outcome": decided.outcome,
        "session": decided.session_no,
        "date": decided.decided_on.isoformat(),
        "reason": decided.reason,
        "override": bool(decided.override_reason),
        **decided.details,
    }


def devices(connection: sa.Connection) -> tuple[Device, ...]:
    """Return every laptop, by code."""
    rows = connection.execute(sa.select(tables.device).order_by(tables.device.c.code)).mappings()
    return tuple(as_record(Device, row) for row in rows)


def cases(connection: sa.Connection, *, branch: str | None = None) -> tuple[HeldCase, ...]:
    """Return the cases head office knows, by number; of one branch where it is given."""
    query = sa.select(tables.case).order_by(tables.case.c.number)
    if branch is not None:
        query = query.where(tables.case.c.branch == branch)
    by_case: dict[str, list[Decision]] = {}
    for row in connection.execute(sa.select(tables.decision).order_by(tables.decision.c.recorded_at)).mappings():
        by_case.setdefault(row["case_id"], []).append(as_record(Decision, row))
    pack = versions(connection)
    found = []
    for row in connection.execute(query).mappings():
        raised = row["raised_on"]
        earliest = earliest_reply(pack(row["pack"], row["pack_version"]), raised) if raised else None
        found.append(HeldCase(**row, earliest_reply=earliest, decisions=tuple(by_case.get(row["id"], ()))))
    return tuple(found)


def overdue(connection: sa.Connection, today: date) -> dict[str, date]:
    """Return the cases whose standing raising was to be answered before today and was not told, with that last day.

    The day is the one that the branch promised when it raised the case; where no limit is set nothing is late (R74).
    """
    mirror, case, decided = tables.mirror, tables.case, tables.decision
    told = {
        row.fields["decision_id"]
        for row in connection.execute(sa.select(mirror.c.fields).where(mirror.c.entity == "notification"))
    }
    query = (
        sa.select(case.c.id, mirror.c.fields, decided.c.id.label("decision"))
        .join(mirror, (mirror.c.entity == "raising") & (mirror.c.id == case.c.raising_id))
        .outerjoin(decided, decided.c.raising_id == case.c.raising_id)
    )
    last = {
        row.id: date.fromisoformat(row.fields["latest_reply"])
        for row in connection.execute(query)
        if row.fields.get("latest_reply") and row.decision not in told
    }
    return {case_id: day for case_id, day in last.items() if day < today}


def case_by_number(connection: sa.Connection, number: str) -> HeldCase:
    """Return the case with this number, in any digits and letter case.

    Raises:
        Unusable: head office has no such case.
    """
    wanted = ascii_digits(number.strip()).upper()
    found = next((held for held in cases(connection) if held.number == wanted), None)
    if found is None:
        raise Unusable("headoffice.no_such_case")
    return found
