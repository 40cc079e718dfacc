"""The sealed reply to a branch: receipts, decisions and policies, a part for each laptop, sealed to it only.

It holds everything a laptop has not confirmed, so that a lost reply costs nothing: receipts until the laptop says that
it has that reply, decisions until its own journal says that it keeps them.
"""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from watan_desk.bundle.container import Address, Outside, Part, write_bundle
from watan_desk.bundle.contents import (
    DECISIONS,
    PERMISSIONS,
    POLICIES,
    RECEIPTS,
    DecisionLine,
    PolicyLine,
    ReceiptLine,
    write_lines,
)
from watan_desk.bundle.enrolment import HEAD_OFFICE
from watan_desk.common.errors import Unusable
from watan_desk.headoffice.forms import form_lines
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.permissions import permissions_of
from watan_desk.headoffice.policies import policy_lines
from watan_desk.headoffice.records import Decision, Device, cases, devices
from watan_desk.headoffice.tables import attachment, bundle, device, entry, mirror


@dataclass(frozen=True)
class Reply:
    """A reply as written: its number for this branch, its items, and the digest of the file."""

    number: int
    branch: str
    devices: tuple[str, ...]
    receipts: int
    decisions: int
    policies: int
    """How many versions of the policy, words on its approval and request forms travel."""
    held: int
    """How many of the decisions may not be told yet."""
    sha256: str


def reply(office: HeadOffice, branch: str, out: Path) -> Reply:
    """Write the reply to a branch, read it back, and note it.

    Decisions whose day has not come travel too; the desk keeps them and refuses to tell them (R73).

    Raises:
        Unusable: the branch has no active laptop, or the folder is not there.
        OSError: the file could not be written whole; nothing was noted.
    """
    if not out.parent.is_dir():
        raise Unusable("bundle.no_folder")
    with office.writing() as connection:
        to = tuple(each for each in devices(connection) if each.branch == branch and each.active)
        if not to:
            raise Unusable("headoffice.no_such_branch")
        number = _next_number(connection, branch)
        receipts = {each.code: _receipts(connection, each, number) for each in to}
        decisions = {each.code: _decisions(connection, each) for each in to}
        policies = {each.code: _published(connection, each.code) for each in to}
        parts = [Part(RECEIPTS, code, write_lines(lines)) for code, lines in receipts.items()]
        parts += [Part(DECISIONS, code, write_lines(lines)) for code, lines in decisions.items()]
        if permitted := permissions_of(connection, branch):
            parts += [Part(PERMISSIONS, each.code, write_lines(permitted)) for each in to]
        parts += [Part(POLICIES, code, write_lines(lines)) for code, lines in policies.items() if lines]
        outside = _seal(office, connection, out, to, (number, parts))
        told = {line.id for lines in decisions.values() for line in lines}
        return Reply(
            number=number,
            branch=branch,
            devices=tuple(each.code for each in to),
            receipts=sum(map(len, receipts.values())),
            decisions=len(told),
            policies=len({line.id for lines in policies.values() for line in lines}),
            held=len(told & _early(office, connection)),
            sha256=outside.sha256,
        )


def _seal(
    office: HeadOffice, connection: sa.Connection, out: Path, to: tuple[Device, ...], made: tuple[int, list[Part]]
) -> Outside:
    """Write the numbered parts to a branch's laptops, and note the bundle."""
    number, parts = made
    address = Address(
        association=office.association,
        practice=office.practice,
        sender=HEAD_OFFICE,
        to=to[0].branch,
        number=number,
        created_at=office.now(connection),
    )
    outside = write_bundle(out, address, parts, office.keys(connection), _sealing_keys(connection, to))
    values = {"id": outside.manifest.bundle, "direction": "out", "party": address.to, "number": number}
    values |= {"items": outside.manifest.items, "sha256": outside.sha256, "at": address.created_at}
    connection.execute(sa.insert(bundle).values(values))
    return outside


def _early(office: HeadOffice, connection: sa.Connection) -> set[str]:
    """Return the decisions that may not be told yet."""
    today = office.today(connection)
    return {held.decision.id for held in cases(connection) if held.decision and held.held(today)}


def _next_number(connection: sa.Connection, branch: str) -> int:
    ours = (bundle.c.direction == "out") & (bundle.c.party == branch)
    return int(connection.execute(sa.select(sa.func.max(bundle.c.number)).where(ours)).scalar() or 0) + 1


def _sealing_keys(connection: sa.Connection, to: tuple[Device, ...]) -> dict[str, str]:
    codes = [each.code for each in to]
    rows = connection.execute(sa.select(device.c.code, device.c.sealing).where(device.c.code.in_(codes)))
    return {row.code: row.sealing for row in rows}


def _receipts(connection: sa.Connection, to: Device, number: int) -> list[ReceiptLine]:
    """Return the receipts a laptop has not confirmed, and mark those that go out for the first time."""
    found: list[ReceiptLine] = []
    for table, order in ((entry, entry.c.seq), (attachment, attachment.c.hash)):
        fresh = (table.c.device == to.code) & table.c.mark.is_(None)
        connection.execute(sa.update(table).where(fresh).values(mark=number))
        unconfirmed = (table.c.device == to.code) & (table.c.mark > to.have)
        query = sa.select(table.c.hash, table.c.status, table.c.reason).where(unconfirmed).order_by(order)
        found += [ReceiptLine(row.hash, row.status, row.reason) for row in connection.execute(query)]
    return found


def _decisions(connection: sa.Connection, to: Device) -> list[DecisionLine]:
    """Return the decisions on a laptop's cases that its own journal does not show yet."""
    shown = sa.select(mirror.c.id, mirror.c.fields).where(
        (mirror.c.entity == "decision") & (mirror.c.device == to.code)
    )
    kept = {row.id: row.fields.get("override_reason", "") for row in connection.execute(shown)}
    return [
        _line(decided)
        for held in cases(connection, branch=to.branch)
        for decided in held.decisions
        if held.device == to.code and kept.get(decided.id) != decided.override_reason
    ]


def _published(connection: sa.Connection, device: str) -> list[PolicyLine]:
    """Return what was published and a laptop's own journal does not show yet."""
    return [*policy_lines(connection, device), *form_lines(connection, device)]


def _line(decided: Decision) -> DecisionLine:
    return DecisionLine(
        id=decided.id,
        revision=decided.revision,
        case_id=decided.case_id,
        raising_id=decided.raising_id,
        outcome=decided.outcome,
        session_no=decided.session_no,
        decided_on=decided.decided_on,
        reason=decided.reason,
        details=decided.details,
        override_reason=decided.override_reason,
    )
