"""Who works at a desk: the delegate whom head office enrolled, and further members of the branch, each by name.

A case has one owner at a time; it changes hands with a reason (R100). A volunteer opens no case file unless head office
allows it (R43).
"""

from dataclasses import dataclass

import sqlalchemy as sa

from watan_desk.common.errors import FieldProblem, Invalid, Refused, Unusable
from watan_desk.store import tables
from watan_desk.store.cases import Case
from watan_desk.store.rows import as_record, of_case
from watan_desk.store.work import Work

ROLES = ("delegate", "officer", "volunteer")


@dataclass(frozen=True)
class Member:
    """A member of staff; ``code`` is what the journal says of who did a deed."""

    code: str
    name: str
    role: str
    active: bool


@dataclass(frozen=True)
class Reassignment:
    """A case that changed hands."""

    case_id: str
    from_code: str
    to_code: str
    reason: str
    by: str


def members(connection: sa.Connection, delegate: Member) -> tuple[Member, ...]:
    """Return everybody of a desk, the enrolled delegate first."""
    rows = connection.execute(sa.select(tables.staff).order_by(tables.staff.c.code)).mappings()
    return (delegate, *(as_record(Member, row) for row in rows))


def reassignments_of(connection: sa.Connection, case_id: str) -> tuple[Reassignment, ...]:
    """Return how often a case changed hands, oldest first."""
    return of_case(connection, tables.reassignment, Reassignment, case_id)


def add(work: Work, name: str, role: str) -> Member:
    """Take a member in; return it with its code.

    Raises:
        Invalid: no name, or no such role.
    """
    if not name.strip() or role not in ROLES:
        field = "role" if name.strip() else "name"
        raise Invalid((FieldProblem(field, f"people.staff_{field}", params={"known": " ".join(ROLES)}),))
    taken = work.connection.execute(sa.select(sa.func.count()).select_from(tables.staff)).scalar_one()
    made = Member(f"{work.device}.{taken + 2}", name.strip(), role, active=True)
    work.put("staff", {**vars(made), **work.by()})
    return made


def dismiss(work: Work, code: str) -> None:
    """End a member's work at this desk; what they did stays under their code.

    Raises:
        Unusable: there is no such member.
        Refused: they still own a case.
    """
    row = work.connection.execute(sa.select(tables.staff.c.id).where(tables.staff.c.code == code)).first()
    if row is None:
        raise Unusable("people.no_such_member")
    owned = sa.select(tables.case.c.id).where((tables.case.c.owner == code) & (tables.case.c.state != "closed"))
    if work.connection.execute(owned).first():
        raise Refused("people.owns_cases")
    work.put("staff", {"active": False}, id=row.id)


def reassign(work: Work, case: Case, to: Member, reason: str) -> None:
    """Pass a case on; from now on only its new owner does deeds on it.

    Raises:
        Invalid: no reason is given.
        Refused: the new owner does not work here, may not have cases, or has it already.
    """
    if not reason.strip():
        raise Invalid((FieldProblem("reason", "people.reason_needed"),))
    if not to.active or to.role == "volunteer" or to.code == case.owner:
        raise Refused("people.cannot_own")
    handed = {"case_id": case.id, "from_code": case.owner, "to_code": to.code, "reason": reason.strip()}
    work.put("reassignment", handed | work.by())
    work.put("case", {"owner": to.code}, id=case.id)


def require_owner(case: Case, code: str) -> None:
    """Let the owner act; everybody else reads (R100).

    Raises:
        Refused: the case belongs to another member.
    """
    if case.owner != code:
        raise Refused("people.not_owner", owner=case.owner)


def require_intake(role: str, *, allowed: bool) -> None:
    """Keep volunteers from case files, unless head office allows their intake (R43).

    Raises:
        Refused: a volunteer without that permission.
    """
    if role == "volunteer" and not allowed:
        raise Refused("people.volunteer")
