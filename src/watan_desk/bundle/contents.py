"""What stands inside a bundle, line by line: journal entries go up; receipts, decisions and policies come back.

A line is JSON; bytes are base64. Each line is complete in itself, so that one that is wrong spoils no other.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, TypeVar

import msgspec

from watan_desk.common.errors import DamagedFile

ENTRIES, RECEIPTS, DECISIONS, PERMISSIONS = "entries", "receipts", "decisions", "permissions"
POLICIES, FILES = "policies", "files"
ACCEPTED, QUARANTINED = "accepted", "quarantined"

_Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
_Uuid = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f-]{36}$")]
_Key = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class EntryLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One journal entry: the very bytes that are hashed and chained, and the key that opens its body."""

    hash: _Hash
    parent: _Hash
    stored: bytes
    key: _Key


class FileLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The bytes of a file that is an answer; an entry of the journal says whose it is, and its hash."""

    id: _Uuid
    hash: _Hash
    data: bytes


class ReceiptLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What became of one entry or file at head office; ``reason`` is a key of the catalogue, empty when accepted."""

    entry: _Hash
    status: Annotated[str, msgspec.Meta(pattern="^(accepted|quarantined)$")]
    reason: str


class DecisionLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One decision of the deciding body; ``revision`` rises when head office releases the wait afterwards."""

    id: _Uuid
    revision: int
    case_id: _Uuid
    raising_id: _Uuid
    outcome: Annotated[str, msgspec.Meta(pattern="^(accept|reject|more)$")]
    session_no: str
    decided_on: date
    reason: str
    details: dict[str, str]
    override_reason: str


class PermissionLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something head office permits a branch beyond its place, with the reason."""

    id: _Uuid
    name: str
    reason: str
    granted_at: datetime


class PolicyLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A version of the policy, head office's word on its approval, or a request form: signed bytes as they are kept."""

    id: _Uuid
    kind: Annotated[str, msgspec.Meta(pattern="^(policy|settlement|form)$")]
    body: bytes
    signature: str


_Line = TypeVar("_Line", EntryLine, FileLine, ReceiptLine, DecisionLine, PermissionLine, PolicyLine)


def write_lines(
    lines: Iterable[EntryLine | FileLine | ReceiptLine | DecisionLine | PermissionLine | PolicyLine],
) -> tuple[bytes, ...]:
    """Return lines as a part holds them."""
    return tuple(msgspec.json.encode(line) for line in lines)


def read_line(raw: bytes, kind: type[_Line]) -> _Line:
    """Read one line.

    Raises:
        DamagedFile: it has not the shape of its kind.
    """
    try:
        return msgspec.json.decode(raw, type=kind)
    except (ValueError, RecursionError) as exc:
        raise DamagedFile("bundle.strange_item") from exc
