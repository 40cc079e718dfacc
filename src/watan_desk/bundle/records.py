"""What the hand-over gives to pages and command lines, and the readers that load it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from watan_desk.bundle.archive import NOT_A_BUNDLE
from watan_desk.bundle.enrolment import Answer, read_answer
from watan_desk.bundle.keys import PartyKeys
from watan_desk.common.errors import Refused
from watan_desk.common.messages import say
from watan_desk.store.rows import as_record
from watan_desk.store.settings import read_setting
from watan_desk.store.tables import bundle_out, journal, receipt

_KEYS, _REQUEST, _ANSWER = "own_keys", "request", "answer"
"""Settings of a desk, written when it is made and enrolled: private keys, request file, head office's answer."""


@dataclass(frozen=True)
class Handover:
    """A sealed file for head office; ``last_position`` is the newest journal entry in it."""

    number: int
    id: str
    file: str
    created_at: datetime
    items: int
    sha256: str
    last_position: int
    acknowledged_at: datetime | None


@dataclass(frozen=True)
class Quarantined:
    """One item that was kept aside, and why: a key of the catalogue."""

    item: str
    reason: str


@dataclass(frozen=True)
class ImportReport:
    """What became of a file: ``accepted``, ``held`` (a gap before it), ``refused`` or ``nothing-new``.

    ``reason`` is a key of the catalogue, empty when accepted; ``items`` counts what was new and taken or kept aside.
    """

    status: str
    reason: str = ""
    items: int = 0
    quarantined: tuple[Quarantined, ...] = ()

    @property
    def exit_code(self) -> int:
        """Return 0 when the file is in, 1 when the answer is no, 2 when this is no such file at all."""
        if self.status in {"accepted", "nothing-new"}:
            return 0
        return 2 if self.reason == NOT_A_BUNDLE else 1

    def document(self, lang: str) -> dict[str, Any]:
        """Return the report as scripts read it, with sentences in ``ar`` or ``en`` beside the keys."""
        aside = [
            {"item": item.item, "reason": item.reason, "message": say(item.reason, lang)} for item in self.quarantined
        ]
        return {
            "status": self.status,
            "reason": self.reason,
            "message": self.sentence(lang),
            "items": self.items,
            "quarantined": aside,
        }

    def sentence(self, lang: str) -> str:
        """Return what happened as a sentence."""
        if self.reason:
            return say(self.reason, lang)
        return say("bundle.accepted", lang, count=self.items)


@dataclass(frozen=True)
class Waiting:
    """What the next hand-over will hold: entries counted by deed, and the instants of the first and the last."""

    items: int
    deeds: dict[str, int]
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True)
class Standing:
    """How the desk stands towards head office, counted in journal entries."""

    accepted: int
    quarantined: int
    waiting: int


def own_keys(connection: sa.Connection) -> PartyKeys:
    """Return the desk's private keys.

    Raises:
        Refused: the desk has none yet.
    """
    text = read_setting(connection, _KEYS)
    if text is None:
        raise Refused("bundle.not_enrolled")
    return PartyKeys.from_text(text)


def enrolment_of(connection: sa.Connection) -> Answer | None:
    """Return what head office granted this desk; ``None`` before that."""
    answer = read_setting(connection, _ANSWER)
    if answer is None:
        return None
    return read_answer(answer.encode(), read_setting(connection, _REQUEST).encode())


def enrolled(connection: sa.Connection) -> Answer:
    """Return what head office granted this desk.

    Raises:
        Refused: head office has not answered yet.
    """
    found = enrolment_of(connection)
    if found is None:
        raise Refused("bundle.not_enrolled")
    return found


def handovers(connection: sa.Connection) -> tuple[Handover, ...]:
    """Return the files made for head office, newest first."""
    query = sa.select(bundle_out).order_by(bundle_out.c.number.desc())
    return tuple(as_record(Handover, row) for row in connection.execute(query).mappings())


def standing(connection: sa.Connection) -> Standing:
    """Count what head office has accepted, what it keeps aside, and what still waits for its receipt."""
    entries = sa.select(receipt.c.status, sa.func.count()).join(journal, journal.c.hash == receipt.c.entry)
    query = entries.group_by(receipt.c.status)
    counted = {row[0]: row[1] for row in connection.execute(query)}
    written = connection.execute(sa.select(sa.func.count()).select_from(journal)).scalar_one()
    accepted, aside = counted.get("accepted", 0), counted.get("quarantined", 0)
    return Standing(accepted, aside, written - accepted - aside)


def waiting(connection: sa.Connection) -> Waiting:
    """Count what head office has not acknowledged; this is what a transmittal sheet (L12) lists."""
    query = (
        sa.select(journal.c.kind, journal.c.at)
        .outerjoin(receipt, receipt.c.entry == journal.c.hash)
        .where(receipt.c.entry.is_(None))
        .order_by(journal.c.position)
    )
    rows = connection.execute(query).all()
    deeds = Counter(row.kind for row in rows)
    instants = [row.at for row in rows]
    return Waiting(len(rows), dict(deeds), min(instants, default=None), max(instants, default=None))


def kept_aside(connection: sa.Connection) -> tuple[Quarantined, ...]:
    """Return the entries that head office keeps aside, with its reasons."""
    query = sa.select(receipt.c.entry, receipt.c.reason).where(receipt.c.status == "quarantined")
    return tuple(Quarantined(row.entry, row.reason) for row in connection.execute(query))
