"""Who printed or exported personal data, what of it, and for which purpose (R46).

Where a person takes no paper, the log also holds what was told aloud in a letter's place, and why one was put on paper
all the same.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from watan_desk.common.errors import FieldProblem, Invalid
from watan_desk.policy.pack import Pack
from watan_desk.store import tables
from watan_desk.store.rows import as_record
from watan_desk.store.work import Work

TOLD, ON_PAPER_ANYWAY = "told", "paper"
"""What the log calls a letter told aloud (its kind, and how), and one on paper against the person's wish (and why)."""


@dataclass(frozen=True)
class Access:
    """One print or export; ``subject`` is a number of the register, never a name."""

    what: str
    subject: str
    purpose: str
    note: str
    by: str
    at: datetime


def require_purpose(pack: Pack, purpose: str) -> str:
    """Return the purpose under which data leaves the desk; the pack's usual one where its policy asks for none.

    Raises:
        Invalid: the policy asks for a purpose and none is given, or it is none of the pack's; a policy that knows no
            purposes takes none, and free words are not kept as one.
    """
    known = [item.code for item in pack.purposes]
    if purpose in known:
        return purpose
    if purpose and not known:
        raise Invalid((FieldProblem("purpose", "people.no_purposes"),))
    if known and (pack.purpose_asked or purpose):
        raise Invalid((FieldProblem("purpose", "people.purpose_needed", params={"known": " ".join(known)}),))
    return known[0] if known else ""


def note(
    work: Work,
    pack: Pack,
    what: str,
    subject: str,
    purpose: str = "",
    *,
    case_id: str | None = None,
    remark: str = "",
) -> None:
    """Enter a print or an export in the log.

    Raises:
        Invalid: as ``require_purpose``.
    """
    said = {"what": what, "subject": subject, "purpose": require_purpose(pack, purpose), "case_id": case_id}
    work.put("access", said | {"note": remark} | work.by())


def told_aloud(connection: sa.Connection, case_id: str) -> tuple[Access, ...]:
    """Return which letters of a case were told aloud: ``subject`` is the kind, ``note`` the way; oldest first."""
    of_case = (tables.access.c.case_id == case_id) & (tables.access.c.what == TOLD)
    rows = connection.execute(
        sa.select(tables.access).where(of_case).order_by(tables.access.c.at, sa.literal_column("rowid"))
    ).mappings()
    return tuple(as_record(Access, row) for row in rows)


def accesses(connection: sa.Connection) -> tuple[Access, ...]:
    """Return the log, newest first."""
    rows = connection.execute(
        sa.select(tables.access).order_by(tables.access.c.at.desc(), sa.literal_column("rowid").desc())
    ).mappings()
    return tuple(as_record(Access, row) for row in rows)
