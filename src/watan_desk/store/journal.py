"""The journal: one entry a deed, chained by hash, readable only with the key of its case.

An entry's stored bytes are a clear header line (JSON: device, sequence, deed, case, actor, instant: nothing personal)
and an encrypted body. The body starts with 16 random bytes, so that its hash reveals nothing; erasing a case's key
erases what the entries say and leaves the chain whole. The identity of an entry is
``SHA-256(parent hash in hex || stored bytes)``; the very bytes that are hashed are kept and travel.
"""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from watan_desk.common.errors import DamagedFile
from watan_desk.store.tables import case_key, journal
from watan_desk.store.types import read_instant, write_instant

ROOT = "0" * 64
DESK_KEY = "desk"
"""The key of entries that belong to no case."""
_SALT = 16
_NONCE = 12


@dataclass(frozen=True)
class Change:
    """What a deed did to one entity: per field its new value and the value it had before (the merge's base)."""

    entity: str
    id: str
    fields: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Header:
    """The clear part of an entry."""

    device: str
    seq: int
    deed_id: str
    kind: str
    case_id: str | None
    actor: str
    at: datetime


@dataclass(frozen=True)
class Entry:
    """One entry as it is kept and travels."""

    hash: str
    parent: str
    header: Header
    stored: bytes


def entry_hash(parent: str, stored: bytes) -> str:
    """Return the identity of an entry, 64 hexadecimal digits."""
    return hashlib.sha256(parent.encode() + stored).hexdigest()


def seal(header: Header, changes: tuple[Change, ...], key: bytes) -> bytes:
    """Return the stored bytes of an entry: header line and encrypted body."""
    line = json.dumps(asdict(header) | {"at": write_instant(header.at), "v": 1}, sort_keys=True).encode()
    body = json.dumps([asdict(change) for change in changes], ensure_ascii=False, separators=(",", ":")).encode()
    nonce = secrets.token_bytes(_NONCE)
    return line + b"\n" + nonce + ChaCha20Poly1305(key).encrypt(nonce, secrets.token_bytes(_SALT) + body, line)


def read_header(stored: bytes) -> Header:
    """Return the clear part of stored bytes.

    Raises:
        DamagedFile: the bytes are no entry.
    """
    try:
        fields = json.loads(stored.split(b"\n", 1)[0])
        if fields.pop("v") != 1:
            raise DamagedFile("store.newer_entry")
        return Header(**fields | {"at": read_instant(fields["at"])})
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise DamagedFile("store.damaged_entry") from wrong


def unseal(stored: bytes, key: bytes) -> tuple[Change, ...]:
    """Return the changes of an entry.

    Raises:
        DamagedFile: the key does not fit or the bytes were changed.
    """
    line, found, rest = stored.partition(b"\n")
    try:
        if not found:
            raise DamagedFile("store.damaged_entry")
        body = ChaCha20Poly1305(key).decrypt(rest[:_NONCE], rest[_NONCE:], line)[_SALT:]
        return tuple(Change(**change) for change in json.loads(body))
    except (InvalidTag, ValueError, TypeError) as wrong:
        raise DamagedFile("store.damaged_entry") from wrong


def key_of(connection: sa.Connection, case_id: str | None) -> bytes:
    """Return the key of a case (or of the desk), made on first use."""
    name = case_id or DESK_KEY
    found = connection.execute(sa.select(case_key.c.key).where(case_key.c.id == name)).scalar()
    if found is None:
        found = secrets.token_bytes(32)
        connection.execute(sa.insert(case_key).values(id=name, key=found))
    return bytes(found)


def head(connection: sa.Connection) -> tuple[int, str]:
    """Return position and hash of the newest entry; ``(0, ROOT)`` of an empty journal."""
    newest = sa.select(journal.c.position, journal.c.hash).order_by(journal.c.position.desc()).limit(1)
    row = connection.execute(newest).first()
    return (int(row.position), str(row.hash)) if row else (0, ROOT)


def last_instant(connection: sa.Connection) -> datetime | None:
    """Return the instant of the newest entry; no entry is older than the one before it, so time never runs back."""
    newest = sa.select(journal.c.at).order_by(journal.c.position.desc()).limit(1)
    found: datetime | None = connection.execute(newest).scalar()
    return found


def append(connection: sa.Connection, header: Header, changes: tuple[Change, ...]) -> int:
    """Write one entry behind the newest and return its position; ``header.seq`` must be that position."""
    position, parent = head(connection)
    if header.seq != position + 1:
        raise ValueError("an entry must follow the newest one")
    stored = seal(header, changes, key_of(connection, header.case_id))
    values = asdict(header)
    del values["device"], values["seq"]
    values |= {"position": header.seq, "hash": entry_hash(parent, stored), "parent": parent, "stored": stored}
    connection.execute(sa.insert(journal).values(values))
    return header.seq


def entries(connection: sa.Connection, *, after: int = 0, case_id: str | None = None) -> tuple[tuple[int, Entry], ...]:
    """Return position and entry of everything behind a position, in order; of one case where ``case_id`` is given."""
    query = sa.select(journal).where(journal.c.position > after).order_by(journal.c.position)
    if case_id is not None:
        query = query.where(journal.c.case_id == case_id)
    return tuple(
        (row.position, Entry(row.hash, row.parent, read_header(row.stored), bytes(row.stored)))
        for row in connection.execute(query)
    )


def broken_at(connection: sa.Connection) -> int | None:
    """Return the position of the first entry whose hash, parent, place or columns are wrong; ``None`` if whole."""
    parent = ROOT
    for place, row in enumerate(connection.execute(sa.select(journal).order_by(journal.c.position)), start=1):
        linked = row.position == place and row.parent == parent
        if not linked or entry_hash(parent, bytes(row.stored)) != row.hash or not _says_its_header(row):
            return int(row.position)
        parent = row.hash
    return None


def _says_its_header(row: Any) -> bool:
    """Tell whether the columns that are searched say what the hashed header says."""
    try:
        header = read_header(bytes(row.stored))
    except DamagedFile:
        return False
    said = (header.seq, header.deed_id, header.kind, header.case_id, header.actor, header.at)
    return said == (row.position, row.deed_id, row.kind, row.case_id, row.actor, row.at)
