"""Taking a hand-over in: the whole file is checked first, then each entry on its own merits.

One entry that is wrong is kept aside whole, with its reason, and spoils no other. Everything happens in one
transaction; the same file again changes nothing.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from watan_desk.bundle.container import Opened, read_bundle
from watan_desk.bundle.contents import ACCEPTED, ENTRIES, FILES, QUARANTINED, EntryLine, read_line
from watan_desk.bundle.records import ImportReport, Quarantined
from watan_desk.common.errors import DamagedFile, ForeignFile
from watan_desk.headoffice import mirror
from watan_desk.headoffice.early import require_due
from watan_desk.headoffice.enrolling import known_parties
from watan_desk.headoffice.files import take_files
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.tables import bundle, case_key, device, entry
from watan_desk.headoffice.versions import keep_shipped
from watan_desk.store.journal import DESK_KEY, ROOT, Header, entry_hash, read_header, unseal


@dataclass(frozen=True)
class _Sender:
    """The desk whose hand-over is being taken in, and the bundle's id."""

    code: str
    bundle: str


def take_in(office: HeadOffice, file: Path) -> ImportReport:
    """Take one hand-over of a desk in.

    ``held`` means that entries before the first one are missing here; nothing was taken, and a newer hand-over of the
    desk closes the gap.

    Raises:
        Unusable: the file cannot be read at all.
    """
    with office.writing() as connection:
        try:
            opened = read_bundle(file, known_parties(connection), office.receiver(connection))
        except (DamagedFile, ForeignFile) as refusal:
            return ImportReport("refused", refusal.key)
        if any(part.kind not in {ENTRIES, FILES} for part in opened.parts):
            return ImportReport("refused", "bundle.newer")
        if connection.execute(sa.select(bundle.c.id).where(bundle.c.id == opened.manifest.bundle)).first():
            return ImportReport("nothing-new", "bundle.known")
        lines = _lines(opened, ENTRIES)
        if _gap(connection, opened.manifest.sender, lines):
            return ImportReport("held", "headoffice.gap")
        _note(office, connection, opened)
        sender = _Sender(opened.manifest.sender, opened.manifest.bundle)
        items, aside = _take(connection, sender, lines)
        files, strange = take_files(connection, sender.code, sender.bundle, _lines(opened, FILES))
        if not items + files and not aside + strange:
            return ImportReport("nothing-new", "bundle.nothing_new")
        aside += strange
        return ImportReport("accepted", "", items + files + len(aside), tuple(aside))


def _lines(opened: Opened, kind: str) -> list[bytes]:
    return [raw for part in opened.parts if part.kind == kind for raw in part.lines]


def _note(office: HeadOffice, connection: sa.Connection, opened: Opened) -> None:
    manifest, now = opened.manifest, office.now(connection)
    values = {
        "id": manifest.bundle,
        "direction": "in",
        "party": manifest.sender,
        "number": manifest.number,
        "items": manifest.items,
        "sha256": opened.sha256,
        "at": now,
    }
    connection.execute(sa.insert(bundle).values(values))
    connection.execute(sa.update(device).where(device.c.code == manifest.sender).values(have=manifest.have))
    keep_shipped(connection, office.association, now)


def _gap(connection: sa.Connection, code: str, lines: list[bytes]) -> bool:
    """Tell whether the first entry that can be read follows one that head office has never seen."""
    for raw in lines:
        try:
            parent = read_line(raw, EntryLine).parent
        except DamagedFile:
            continue
        return not _seen(connection, code, parent)
    return False


def _seen(connection: sa.Connection, code: str, parent: str) -> bool:
    known = sa.select(entry.c.hash).where((entry.c.hash == parent) & (entry.c.device == code))
    return parent == ROOT or connection.execute(known).first() is not None


def _take(connection: sa.Connection, sender: _Sender, lines: list[bytes]) -> tuple[int, list[Quarantined]]:
    """Take entries in; return how many were new and accepted, and those that were kept aside."""
    items, aside = 0, []
    for place, raw in enumerate(lines, start=1):
        try:
            line = read_line(raw, EntryLine)
        except DamagedFile as wrong:
            aside.append(Quarantined(str(place), wrong.key))
            continue
        kept = connection.execute(sa.select(entry).where(entry.c.hash == line.hash)).mappings().first()
        if kept is not None and kept["device"] != sender.code:
            aside.append(Quarantined(line.hash, "headoffice.not_its_own"))
            continue
        if kept is not None and kept["status"] == ACCEPTED:
            continue
        reason = _judge(connection, sender, line)
        if kept is not None and (kept["reason"], bytes(kept["stored"])) == (reason, line.stored):
            continue
        _keep(connection, sender, line, reason)
        if reason:
            aside.append(Quarantined(line.hash, reason))
        else:
            items += 1
    return items, aside


def _judge(connection: sa.Connection, sender: _Sender, line: EntryLine) -> str:
    """Apply an entry, or return the reason for which it must be kept aside; then nothing of it was applied."""
    try:
        with connection.begin_nested():
            header = _checked(connection, sender, line)
            changes = unseal(line.stored, line.key)
            mirror.apply(connection, header, changes)
            require_due(connection, header, changes)
    except DamagedFile as wrong:
        return wrong.key
    return ""


def _checked(connection: sa.Connection, sender: _Sender, line: EntryLine) -> Header:
    """Check an entry's hash, author, place in the chain and key; return its header."""
    if entry_hash(line.parent, line.stored) != line.hash:
        raise DamagedFile("headoffice.hash")
    header = read_header(line.stored)
    if header.device != sender.code:
        raise DamagedFile("headoffice.not_its_own")
    if not _seen(connection, sender.code, line.parent):
        raise DamagedFile("headoffice.chain")
    sibling = (entry.c.parent == line.parent) & (entry.c.device == sender.code) & (entry.c.hash != line.hash)
    if connection.execute(sa.select(entry.c.hash).where(sibling & (entry.c.status == ACCEPTED))).first():
        raise DamagedFile("headoffice.fork")
    _check_key(connection, sender.code, header.case_id or DESK_KEY, line.key)
    return header


def _check_key(connection: sa.Connection, code: str, case_id: str, key: bytes) -> None:
    """Keep the key of a case when it is first seen; another one later is refused."""
    place = (case_key.c.device == code) & (case_key.c.case_id == case_id)
    known = connection.execute(sa.select(case_key.c.key).where(place)).scalar()
    if known is None:
        connection.execute(sa.insert(case_key).values(device=code, case_id=case_id, key=key))
    elif bytes(known) != key:
        raise DamagedFile("headoffice.other_key")


def _keep(connection: sa.Connection, sender: _Sender, line: EntryLine, reason: str) -> None:
    """Keep an entry byte for byte, accepted or aside; its receipt goes out with the next reply."""
    connection.execute(sa.delete(entry).where(entry.c.hash == line.hash))
    values = _readable(line) | {
        "hash": line.hash,
        "parent": line.parent,
        "device": sender.code,
        "stored": line.stored,
        "key": line.key,
        "status": QUARANTINED if reason else ACCEPTED,
        "reason": reason,
        "bundle_id": sender.bundle,
    }
    connection.execute(sa.insert(entry).values(values))


def _readable(line: EntryLine) -> dict[str, Any]:
    """Return what the clear header says, or blanks where it cannot be read."""
    try:
        header = read_header(line.stored)
    except DamagedFile:
        return {"seq": 0, "kind": "", "case_id": None, "at": None}
    return {"seq": header.seq, "kind": header.kind, "case_id": header.case_id, "at": header.at}
