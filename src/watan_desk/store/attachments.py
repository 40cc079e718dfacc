"""Files that are answers of forms: pictures, recordings, drawn signatures.

What is still being typed keeps its files beside the draft; the deed that takes the answers over takes the files with
them. An answer names a file by nothing but its id and ending: neither the name that it had nor whose it is. The
journal says of a file its hash; the bytes lie in the encrypted database and travel in a part of the hand-over of
their own.
"""

import hashlib
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from watan_desk.store.rows import as_record, of_case
from watan_desk.store.tables import attachment, draft_file, receipt
from watan_desk.store.work import Work

KEPT, REMOVED = "kept", "removed"
_NAME = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[a-z0-9]{1,8}\b")
_STALE = timedelta(hours=1)


@dataclass(frozen=True)
class Blob:
    """A file as it is kept: its bytes, their kind, and the ending that its name gets."""

    data: bytes
    media: str
    ending: str


@dataclass(frozen=True)
class Attachment:
    """A file that is an answer of a deed; of one that was ``removed`` no bytes are left."""

    id: str
    case_id: str | None
    deed: str
    ending: str
    media: str
    size: int
    hash: str
    standing: str
    by: str
    at: datetime

    @property
    def name(self) -> str:
        """What stands in the answer."""
        return f"{self.id}.{self.ending}"


def hash_of(file_id: str, data: bytes) -> str:
    """Return the hash of a file: of its id and its bytes."""
    return hashlib.sha256(file_id.encode() + data).hexdigest()


def names_in(text: str) -> frozenset[str]:
    """Return the ids of the files that answers name."""
    return frozenset(_NAME.findall(text))


def keep_with_draft(connection: sa.Connection, draft_id: str, kept: Blob, now: datetime) -> str:
    """Keep a file beside a draft and return what stands in the answer."""
    made = str(uuid.uuid4())
    values = {"file": made, "draft_id": draft_id, "saved_at": now, **vars(kept)}
    connection.execute(sa.insert(draft_file).values(values))
    return f"{made}.{kept.ending}"


def take_over(work: Work, case_id: str | None, answers: str, draft_id: str) -> None:
    """Let the files that a deed's answers name belong to the deed; drafts' files that nothing names are dropped."""
    named = names_in(answers)
    found = work.connection.execute(sa.select(draft_file).where(draft_file.c.file.in_(named))).all()
    for row in found:
        data = bytes(row.data)
        values = {
            "case_id": case_id,
            "deed": work.deed,
            "ending": row.ending,
            "media": row.media,
            "size": len(data),
            "hash": hash_of(row.file, data),
            "standing": KEPT,
            **work.by(),
            "data": data,
        }
        work.put("attachment", values, id=row.file)
    taken = draft_file.c.file.in_([row.file for row in found])
    # a file may be under way into an answer that is not saved yet
    stale = (draft_file.c.draft_id == draft_id) & (draft_file.c.saved_at < work.now() - _STALE)
    work.connection.execute(sa.delete(draft_file).where(taken | stale))


def drop_unnamed(work: Work, case_id: str, deed: str, answers: str) -> None:
    """Take the bytes away of a case's files that the answers of a deed, which replaced older ones, name no more."""
    named = names_in(answers)
    for each in attachments_of(work.connection, case_id):
        if each.deed == deed and each.standing == KEPT and each.id not in named:
            work.put("attachment", {"standing": REMOVED, "case_id": case_id, "data": None}, id=each.id)


def attachments_of(connection: sa.Connection, case_id: str) -> tuple[Attachment, ...]:
    """Return the files of a case, removed ones included, oldest first."""
    return of_case(connection, attachment, Attachment, case_id)


def attached(connection: sa.Connection, ids: Iterable[str]) -> tuple[Attachment, ...]:
    """Return the files with these ids that stand."""
    query = sa.select(attachment).where(attachment.c.id.in_(tuple(ids)), attachment.c.standing == KEPT)
    return tuple(as_record(Attachment, row) for row in connection.execute(query).mappings())


def read_blob(connection: sa.Connection, name: str) -> Blob | None:
    """Return the file that an answer names, of a deed or of a draft; ``None`` where this desk has none."""
    ids = names_in(name)
    for table, key in ((attachment, attachment.c.id), (draft_file, draft_file.c.file)):
        row = connection.execute(sa.select(table).where(key.in_(ids))).first()
        if row is not None and row.data is not None:
            return Blob(bytes(row.data), row.media, row.ending)
    return None


def unsent(connection: sa.Connection, most_bytes: int) -> tuple[tuple[str, str, bytes], ...]:
    """Return id, hash and bytes of the files that head office has not acknowledged, oldest first.

    As many as ``most_bytes`` hold, one at least: the rest waits for the next hand-over.
    """
    query = (
        sa.select(attachment.c.id, attachment.c.hash, attachment.c.size)
        .outerjoin(receipt, receipt.c.entry == attachment.c.hash)
        .where(receipt.c.entry.is_(None), attachment.c.data.is_not(None))
        .order_by(sa.literal_column("attachment.rowid"))
    )
    found: list[tuple[str, str, bytes]] = []
    room = most_bytes
    for row in connection.execute(query).all():
        room -= row.size
        if found and room < 0:
            break
        data = connection.execute(sa.select(attachment.c.data).where(attachment.c.id == row.id)).scalar_one()
        found.append((row.id, row.hash, bytes(data)))
    return tuple(found)


def damaged(connection: sa.Connection) -> tuple[int, int]:
    """Return how many files stand, and of how many the bytes are gone or are others than the journal says."""
    whole = wrong = 0
    standing = sa.select(attachment.c.id, attachment.c.hash).where(attachment.c.standing == KEPT)
    for row in connection.execute(standing).all():
        data = connection.execute(sa.select(attachment.c.data).where(attachment.c.id == row.id)).scalar()
        whole += 1
        wrong += data is None or hash_of(row.id, bytes(data)) != row.hash
    return whole, wrong
