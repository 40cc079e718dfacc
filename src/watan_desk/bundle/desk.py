"""What a delegate does at the border: hand over to head office, and take its reply in."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from watan_desk.bundle.container import Address, Opened, Outside, Part, Receiver, inspect, read_bundle, write_bundle
from watan_desk.bundle.contents import (
    DECISIONS,
    ENTRIES,
    FILES,
    PERMISSIONS,
    POLICIES,
    RECEIPTS,
    EntryLine,
    FileLine,
    write_lines,
)
from watan_desk.bundle.enrolment import HEAD_OFFICE, Answer
from watan_desk.bundle.keys import PublicParty
from watan_desk.bundle.records import (
    Handover,
    ImportReport,
    enrolled,
    handovers,
    own_keys,
)
from watan_desk.bundle.reply import Applied, Known, apply_decisions, apply_permissions, apply_policies, apply_receipts
from watan_desk.common.errors import DamagedFile, ForeignFile, Refused, Unusable
from watan_desk.store.attachments import unsent
from watan_desk.store.journal import key_of
from watan_desk.store.tables import bundle_in, bundle_out, journal, receipt
from watan_desk.store.work import Work

SUFFIX = ".wdb"
MOST_FILE_BYTES = 192 << 20
"""Of files that are answers in one hand-over: what is left over goes with the next."""


def prepare(work: Work, folder: Path) -> Handover:
    """Seal everything head office has not acknowledged into a new file, read it back, and note it.

    The file holds all of it each time, so that a lost stick costs nothing. It is safe to remove the stick afterwards.

    Raises:
        Refused: the desk is not enrolled, or nothing waits.
        Unusable: the folder is not there.
        OSError: the file could not be written whole; nothing was noted.
    """
    granted = enrolled(work.connection)
    if not folder.is_dir():
        raise Unusable("bundle.no_folder")
    lines, last = _waiting(work.connection)
    files = [FileLine(*each) for each in unsent(work.connection, MOST_FILE_BYTES)]
    if not lines and not files:
        raise Refused("bundle.nothing_waits")
    number = _free_number(work.connection, folder, granted.device)
    path = folder / _file_name(granted.device, number)
    parts = [Part(ENTRIES, HEAD_OFFICE, write_lines(lines))]
    parts += [Part(FILES, HEAD_OFFICE, write_lines(files))] if files else []
    outside = _seal(work, granted, path, number, parts)
    values = {
        "number": number,
        "id": outside.manifest.bundle,
        "file": path.name,
        "created_at": outside.manifest.created_at,
        "items": outside.manifest.items,
        "sha256": outside.sha256,
        "last_position": last,
    }
    work.connection.execute(sa.insert(bundle_out).values(values))
    return handovers(work.connection)[0]


def take_in(work: Work, known: Known, file: Path) -> ImportReport:
    """Take head office's reply in: receipts, policies, and decisions, kept also when they may not be told yet.

    All or nothing: a file that is refused changes nothing; the same file again is ``nothing-new``. A decision that does
    not fit is kept aside and comes again with the next reply.

    Raises:
        Refused: the desk is not enrolled.
        Unusable: the file cannot be read at all.
    """
    granted = enrolled(work.connection)
    try:
        opened = _open_reply(work.connection, granted, file)
    except (DamagedFile, ForeignFile) as refusal:
        return ImportReport("refused", refusal.key)
    before = sa.select(bundle_in.c.id).where(bundle_in.c.id == opened.manifest.bundle)
    if work.connection.execute(before).first():
        return ImportReport("nothing-new", "bundle.known")
    applied = [_READERS[part.kind](work, known, part, opened.manifest.bundle) for part in opened.parts]
    _note(work, opened)
    items, aside = sum(each.items for each in applied), sum((each.aside for each in applied), ())
    if not items and not aside:
        return ImportReport("nothing-new", "bundle.nothing_new")
    return ImportReport("accepted", "", items + len(aside), aside)


_READERS: dict[str, Callable[[Work, Known, Part, str], Applied]] = {
    RECEIPTS: apply_receipts,
    DECISIONS: apply_decisions,
    PERMISSIONS: apply_permissions,
    POLICIES: apply_policies,
}


def _seal(work: Work, granted: Answer, path: Path, number: int, parts: list[Part]) -> Outside:
    address = Address(
        association=granted.association,
        practice=granted.practice,
        sender=granted.device,
        to=HEAD_OFFICE,
        number=number,
        created_at=work.now(),
        have=_newest_in(work.connection),
    )
    recipients = {HEAD_OFFICE: granted.head_office.sealing}
    return write_bundle(path, address, parts, own_keys(work.connection), recipients)


def _open_reply(connection: sa.Connection, granted: Answer, file: Path) -> Opened:
    receiver = Receiver(
        association=granted.association,
        practice=granted.practice,
        names=frozenset({granted.branch, granted.device}),
        keys=own_keys(connection),
    )
    try:
        opened = read_bundle(file, {HEAD_OFFICE: PublicParty(HEAD_OFFICE, granted.head_office)}, receiver)
    except ForeignFile as foreign:
        if inspect(file).manifest.sender == granted.device:  # both files lie on one stick, and are easily mistaken
            raise ForeignFile("bundle.own_file") from foreign
        raise
    if any(part.kind not in _READERS for part in opened.parts):
        raise ForeignFile("bundle.newer")
    return opened


def _waiting(connection: sa.Connection) -> tuple[list[EntryLine], int]:
    """Return the journal's entries without a receipt, oldest first, and the position of the newest."""
    query = (
        sa.select(journal)
        .outerjoin(receipt, receipt.c.entry == journal.c.hash)
        .where(receipt.c.entry.is_(None))
        .order_by(journal.c.position)
    )
    rows = connection.execute(query).all()
    keys = {case_id: key_of(connection, case_id) for case_id in {row.case_id for row in rows}}
    lines = [EntryLine(row.hash, row.parent, bytes(row.stored), keys[row.case_id]) for row in rows]
    return lines, rows[-1].position if rows else 0


def _file_name(device: str, number: int) -> str:
    return f"{device}-{number:04d}{SUFFIX}"


def _free_number(connection: sa.Connection, folder: Path, device: str) -> int:
    """Return the next number; one whose file lies there already (an older state of this desk wrote it) is passed by."""
    newest = connection.execute(sa.select(sa.func.max(bundle_out.c.number))).scalar() or 0
    number = int(newest) + 1
    while (folder / _file_name(device, number)).exists():
        number += 1
    return number


def _newest_in(connection: sa.Connection) -> int:
    return int(connection.execute(sa.select(sa.func.max(bundle_in.c.number))).scalar() or 0)


def _note(work: Work, opened: Opened) -> None:
    """Note the reply, and which of our own files it acknowledges whole."""
    manifest, now = opened.manifest, work.now()
    values = {"id": manifest.bundle, "number": manifest.number, "sha256": opened.sha256, "items": manifest.items}
    work.connection.execute(sa.insert(bundle_in).values(values | {"taken_in_at": now}))
    first_waiting = (
        sa.select(sa.func.min(journal.c.position))
        .outerjoin(receipt, receipt.c.entry == journal.c.hash)
        .where(receipt.c.entry.is_(None))
    )
    open_from = work.connection.execute(first_waiting).scalar()
    whole = bundle_out.c.acknowledged_at.is_(None)
    if open_from is not None:
        whole &= bundle_out.c.last_position < open_from
    work.connection.execute(sa.update(bundle_out).where(whole).values(acknowledged_at=now))
