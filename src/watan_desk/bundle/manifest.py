"""The clear, signed part of a bundle. It names offices and sizes, never a person or a case."""

from datetime import datetime
from typing import Annotated

import msgspec

from watan_desk.common.errors import DamagedFile, ForeignFile

FORMAT = "watan-bundle"
VERSION = 1
MAX_BYTES = 1 << 20

_Party = Annotated[str, msgspec.Meta(pattern=r"^[A-Z0-9]{2,12}$")]
_Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
_Word = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9-]{1,31}$")]
_Count = Annotated[int, msgspec.Meta(ge=0, lt=1 << 40)]


class PartEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sealed part: what it is, whom it is sealed to, its lines, and digest and size of the sealed bytes."""

    kind: _Word
    to: _Party
    items: _Count
    sha256: _Digest
    size: _Count

    @property
    def name(self) -> str:
        """Return the name of the part inside the ZIP."""
        return f"p/{self.sha256}.age"


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sender": "from"}):
    """The whole clear part; ``number`` counts the bundles from this sender to this receiver, from 1.

    ``have`` is the highest number that the sender has taken in from the other side.
    """

    format: str
    version: int
    bundle: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$")]
    association: _Word
    practice: bool
    sender: _Party
    to: _Party
    number: _Count
    have: _Count
    items: _Count
    created_at: datetime
    parts: tuple[PartEntry, ...]

    @property
    def comment(self) -> str:
        """Return what minisign's trusted comment says."""
        return f"{self.sender} {self.number} {self.bundle}"


class _Versioned(msgspec.Struct, frozen=True):
    format: str
    version: int


def encode(manifest: Manifest) -> bytes:
    """Return the manifest as JSON, indented for readers; these bytes are signed."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def decode(raw: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        DamagedFile: it is not one.
        ForeignFile: a newer program wrote it.
    """
    if len(raw) > MAX_BYTES:
        raise DamagedFile("bundle.damaged")
    try:
        versioned = msgspec.json.decode(raw, type=_Versioned)
        if versioned.format == FORMAT and versioned.version > VERSION:
            raise ForeignFile("bundle.newer")
        manifest = msgspec.json.decode(raw, type=Manifest)
    except (ValueError, RecursionError) as exc:
        raise DamagedFile("bundle.damaged") from exc
    whole = manifest.items == sum(part.items for part in manifest.parts)
    if manifest.format != FORMAT or manifest.version != VERSION or not whole or manifest.created_at.tzinfo is None:
        raise DamagedFile("bundle.damaged")
    return manifest


def inner_header(manifest: Manifest, position: int) -> bytes:
    """Return the first line of a part's plain data: the bundle it belongs to and its place there.

    A sealed part cut out of one bundle and signed into another is refused by it.
    """
    part = manifest.parts[position]
    told = {
        "bundle": manifest.bundle,
        "from": manifest.sender,
        "to": part.to,
        "number": manifest.number,
        "kind": part.kind,
        "items": part.items,
        "position": position,
    }
    return msgspec.json.encode(told)
