"""Head office's hand on policies: publishes versions, and settles doubts about an approval, each signed (R11, R20)."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa

from watan_desk.bundle.contents import PolicyLine
from watan_desk.common.errors import Refused
from watan_desk.headoffice.linting import published_text, require_sound
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.tables import mirror, policy, settlement
from watan_desk.headoffice.versions import known_versions, next_of, pack_of
from watan_desk.policy.pack import Pack, read_pack
from watan_desk.policy.signed import PACK, Settlement, Signed, read_settlement, require_settled, sign, sign_settlement
from watan_desk.store.policies import id_of


@dataclass(frozen=True)
class Word:
    """Head office's word on an approval as it is put in; ``version`` is the newest where it is empty."""

    approved_on: date | None
    in_force_from: date | None
    meeting: str
    reason: str
    by: str
    version: str = ""


def settlements(office: HeadOffice, connection: sa.Connection) -> tuple[Settlement, ...]:
    """Return head office's words, oldest first, each checked against its signature.

    Raises:
        DamagedFile: one was changed.
    """
    key = office.keys(connection).signer.public_key()
    rows = connection.execute(sa.select(settlement).order_by(settlement.c.seq)).all()
    return tuple(read_settlement(Signed(bytes(row.body), row.signature), key) for row in rows)


def settle(office: HeadOffice, given: Word) -> Settlement:
    """Settle a doubt about the approval of a version, or confirm that it is in force; signed, it goes to every branch.

    The pack is not edited. A later word on the same version takes the place of an earlier one; both are kept.

    Raises:
        Invalid: something is missing or impossible; names the fields.
        Unusable: head office knows no such version.
    """
    with office.writing() as connection:
        pack = pack_of(connection, office.association, given.version)
        made = Settlement(
            id=str(uuid.uuid4()),
            pack=pack.slug,
            version=pack.version,
            source_sha256=pack.source_sha256,
            approved_on=given.approved_on,
            meeting=given.meeting.strip() or pack.approval.meeting,
            in_force_from=given.in_force_from,
            reason=given.reason.strip(),
            by=given.by.strip(),
            settled_at=office.now(connection),
        )
        require_settled(pack, made, office.today(connection))
        signed = sign_settlement(made, office.keys(connection).signer)
        values = {"id": made.id, "pack": made.pack, "version": made.version}
        _insert(connection, settlement, values, signed, settled_at=made.settled_at)
    return made


def publish(office: HeadOffice, folder: Path) -> Pack:
    """Sign a version of the association's policy; it goes to every branch with the next reply.

    Raises:
        Unusable: there is no pack in the folder, or something in it or in its letters is wrong; names place and cure.
        Refused: it is another association's, its version is known already, or it does not say what it changes.
    """
    require_sound(folder)
    text = published_text(folder)
    pack = read_pack(text, folder.name)
    if pack.slug != office.association:
        raise Refused("policy.other_association")
    with office.writing() as connection:
        if pack.version in {each.pack.version for each in known_versions(connection, office.association)}:
            raise Refused("policy.version_known", version=pack.version)
        if pack.change_note is None:
            raise Refused("policy.no_change_note")
        signed = sign(PACK, text, office.keys(connection).signer)
        values = {"id": id_of(pack.slug, pack.version), "slug": pack.slug, "version": pack.version}
        _insert(connection, policy, values, signed, published_at=office.now(connection))
    return pack


def _insert(connection: sa.Connection, table: sa.Table, values: dict[str, str], signed: Signed, **at: datetime) -> None:
    made = {**values, "seq": next_of(connection, table), "body": signed.body, "signature": signed.signature, **at}
    connection.execute(sa.insert(table).values(made))


def policy_lines(connection: sa.Connection, device: str) -> list[PolicyLine]:
    """Return the versions and words that a laptop's own journal does not show yet, in the order they were made."""
    shown = (mirror.c.entity.in_(("policy", "settlement"))) & (mirror.c.device == device)
    kept = {(row.entity, row.id) for row in connection.execute(sa.select(mirror.c.entity, mirror.c.id).where(shown))}
    signed = sa.select(policy).where(policy.c.signature != "")
    versions = connection.execute(signed.order_by(policy.c.seq)).all()
    words = connection.execute(sa.select(settlement).order_by(settlement.c.seq)).all()
    made = [("policy", row) for row in versions] + [("settlement", row) for row in words]
    return [
        PolicyLine(row.id, kind, bytes(row.body), row.signature) for kind, row in made if (kind, row.id) not in kept
    ]
