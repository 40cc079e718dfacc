"""Head office's end of the wait: a reply that a branch told or issued before its day is not taken in (R73).

The desk refuses it already; an entry that says otherwise comes from a program or a clock that was tampered with. It is
kept aside whole, with its reason, and nothing of it counts. Only an override recorded here releases a reply.
"""

from datetime import date

import sqlalchemy as sa

from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import DamagedFile
from watan_desk.headoffice.tables import case, decision
from watan_desk.headoffice.versions import known_version
from watan_desk.policy.journey import earliest_reply
from watan_desk.store.journal import Change, Header

_TELLING = ("L07", "L08")
"""The letters that tell a decision."""


def require_due(connection: sa.Connection, header: Header, changes: tuple[Change, ...]) -> None:
    """Let an entry be taken in, or refuse it because it tells a decision before its day.

    Raises:
        DamagedFile: it does, and nobody released the wait.
    """
    told = [day for change in changes if (day := _told(change, header)) is not None]
    if not told or header.case_id is None:
        return
    found = connection.execute(sa.select(case).where(case.c.id == header.case_id)).one()
    pack = known_version(connection, found.pack, found.pack_version)
    earliest = earliest_reply(pack, found.raised_on) if pack and found.raised_on else None
    if earliest is None or min(told) >= earliest:
        return
    released = sa.select(decision.c.override_reason).where(decision.c.raising_id == found.raising_id)
    if not connection.execute(released).scalar():
        raise DamagedFile("headoffice.told_too_early")


def _told(change: Change, header: Header) -> date | None:
    """Return the day on which a change says that a decision was told, by letter or otherwise; none of other changes."""
    new = {name: values["new"] for name, values in change.fields.items()}
    if change.entity == "notification" and new.get("told_on"):
        return min(date.fromisoformat(new["told_on"]), saudi_day(header.at))
    if change.entity == "letter" and new.get("kind") in _TELLING and new.get("day"):
        return min(date.fromisoformat(new["day"]), saudi_day(header.at))
    return None
