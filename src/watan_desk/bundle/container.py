"""One bundle: clear signed manifest and sealed parts in one ZIP that any program can list and check.

``manifest.json``, its minisign and SSH signatures, then ``p/<sha256>.age`` in the manifest's order. A part is JSON
lines, compressed with zstd and sealed with age; its first line repeats where it belongs. The writer reads its file
back; the reader checks every byte before it opens anything, keeps all in memory and writes nothing.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from watan_desk.bundle import archive, sealing
from watan_desk.bundle.archive import Entry
from watan_desk.bundle.keys import PartyKeys, PublicParty
from watan_desk.bundle.manifest import FORMAT, VERSION, Manifest, PartEntry, decode, encode, inner_header
from watan_desk.bundle.signature import minisign_sign, minisign_verify, ssh_sign, ssh_verify
from watan_desk.common.errors import DamagedFile, ForeignFile, Unusable
from watan_desk.common.files import write_durably
from watan_desk.store.types import write_instant

MAX_FILE = 1 << 29

_MANIFEST = "manifest.json"
_MINISIG = "manifest.json.minisig"
_SSHSIG = "manifest.json.sig"
_SIGNED = (_MANIFEST, _MINISIG, _SSHSIG)


@dataclass(frozen=True)
class Address:
    """From whom to whom, and the how-manieth; ``to`` is a desk, a branch or ``HQ``."""

    association: str
    practice: bool
    sender: str
    to: str
    number: int
    created_at: datetime
    have: int = 0


@dataclass(frozen=True)
class Part:
    """Plain lines of one kind for one party. A line is JSON and holds no line break."""

    kind: str
    to: str
    lines: tuple[bytes, ...]


@dataclass(frozen=True)
class Receiver:
    """Who opens a bundle: the names it answers to, its key, and the office it belongs to."""

    association: str
    practice: bool
    names: frozenset[str]
    keys: PartyKeys


@dataclass(frozen=True)
class Opened:
    """A bundle that was checked whole, and the parts of it that were sealed to the receiver."""

    manifest: Manifest
    parts: tuple[Part, ...]
    sha256: str


@dataclass(frozen=True)
class Outside:
    """What anybody may see of a bundle; ``sha256`` is of the whole file, ``size`` in bytes."""

    manifest: Manifest
    sha256: str
    size: int

    def document(self) -> dict[str, Any]:
        """Return what ``bundle inspect`` shows to scripts."""
        return {
            "from": self.manifest.sender,
            "to": self.manifest.to,
            "number": self.manifest.number,
            "items": self.manifest.items,
            "bytes": self.size,
            "sha256": self.sha256,
            "created_at": write_instant(self.manifest.created_at),
            "practice": self.manifest.practice,
        }


def write_bundle(
    path: Path, address: Address, parts: Sequence[Part], keys: PartyKeys, recipients: Mapping[str, str]
) -> Outside:
    """Write a bundle durably and check the written file whole; ``recipients`` gives each party's ``age1`` key.

    Raises:
        OSError: the file could not be written or reads back otherwise; no half file stays.
    """
    manifest, sealed = _sealed(address, parts, recipients)
    raw = encode(manifest)
    signed = [
        (_MANIFEST, raw),
        (_MINISIG, minisign_sign(keys.signer, raw, manifest.comment)),
        (_SSHSIG, ssh_sign(keys.signer, raw)),
    ]
    write_durably(path, archive.build([*signed, *sealed]))
    outside, entries = _outside(path)
    _check_signatures(manifest, entries, PublicParty(address.sender, keys.public))
    return outside


def read_bundle(path: Path, known: Mapping[str, PublicParty], receiver: Receiver) -> Opened:
    """Check a whole bundle, then open the parts sealed to the receiver.

    ``known`` are the parties that may write to this receiver, by their names in manifests.

    Raises:
        DamagedFile: cut short, changed by as little as a byte, too large, or not a bundle.
        ForeignFile: of another association, of practice, from a stranger, or sealed to others only.
        Unusable: the file cannot be read.
    """
    outside, entries = _outside(path)
    manifest = outside.manifest
    _check_office(manifest, receiver)
    sender = known.get(manifest.sender)
    if sender is None:
        raise ForeignFile("bundle.stranger")
    _check_signatures(manifest, entries, sender)
    mine = [position for position, part in enumerate(manifest.parts) if part.to in receiver.names]
    if manifest.to not in receiver.names or (manifest.parts and not mine):
        raise ForeignFile("bundle.not_for_us")
    limit = sealing.MAX_PLAIN
    opened: list[Part] = []
    for position in mine:
        part, used = _opened(manifest, position, entries, receiver.keys, limit)
        opened.append(part)
        limit -= used
    return Opened(manifest, tuple(opened), outside.sha256)


def inspect(path: Path) -> Outside:
    """Look at the public part of a bundle; needs no key and says nothing about who really wrote it.

    Raises:
        DamagedFile: cut short, not a bundle, or a part does not match the manifest.
        Unusable: the file cannot be read.
    """
    return _outside(path)[0]


def _sealed(address: Address, parts: Sequence[Part], recipients: Mapping[str, str]) -> tuple[Manifest, list[Entry]]:
    """Seal the parts; the draft manifest, without digests, is what their first lines are made from."""
    listed = tuple(PartEntry(part.kind, part.to, len(part.lines), "", 0) for part in parts)
    draft = Manifest(
        format=FORMAT,
        version=VERSION,
        bundle=secrets.token_hex(16),
        association=address.association,
        practice=address.practice,
        sender=address.sender,
        to=address.to,
        number=address.number,
        have=address.have,
        items=sum(part.items for part in listed),
        created_at=address.created_at,
        parts=listed,
    )
    entries: list[Entry] = []
    finished: list[PartEntry] = []
    for position, part in enumerate(parts):
        if any(b"\n" in line for line in part.lines):
            raise ValueError("a line of a part holds a line break")
        plain = b"\n".join([inner_header(draft, position), *part.lines])
        data = sealing.seal(plain, [recipients[part.to]])
        entry = PartEntry(part.kind, part.to, len(part.lines), hashlib.sha256(data).hexdigest(), len(data))
        finished.append(entry)
        entries.append((entry.name, data))
    return msgspec.structs.replace(draft, parts=tuple(finished)), entries


def _outside(path: Path) -> tuple[Outside, dict[str, bytes]]:
    raw = _bytes_of(path)
    entries = archive.parse(raw)
    if tuple(name for name, _ in entries[: len(_SIGNED)]) != _SIGNED:
        raise DamagedFile(archive.NOT_A_BUNDLE)
    manifest = decode(entries[0][1])
    expected = [(part.name, part.sha256, part.size) for part in manifest.parts]
    found = [(name, hashlib.sha256(data).hexdigest(), len(data)) for name, data in entries[len(_SIGNED) :]]
    if expected != found:
        raise DamagedFile("bundle.damaged")
    return Outside(manifest, hashlib.sha256(raw).hexdigest(), len(raw)), dict(entries)


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise Unusable("bundle.unreadable")
        if path.stat().st_size > MAX_FILE:
            raise DamagedFile("bundle.too_large")
        return path.read_bytes()
    except OSError as exc:
        raise Unusable("bundle.unreadable") from exc


def _check_office(manifest: Manifest, receiver: Receiver) -> None:
    if manifest.association != receiver.association:
        raise ForeignFile("bundle.not_for_us")
    if manifest.practice != receiver.practice:
        raise ForeignFile("bundle.practice" if manifest.practice else "bundle.real")


def _check_signatures(manifest: Manifest, entries: Mapping[str, bytes], sender: PublicParty) -> None:
    raw = entries[_MANIFEST]
    minisign_verify(sender.keys.verifier, raw, manifest.comment, entries[_MINISIG])
    ssh_verify(sender.keys.verifier, raw, entries[_SSHSIG])


def _opened(
    manifest: Manifest, position: int, entries: Mapping[str, bytes], keys: PartyKeys, limit: int
) -> tuple[Part, int]:
    part = manifest.parts[position]
    plain = sealing.unseal(entries[part.name], keys.identity, limit)
    header, *lines = plain.split(b"\n")
    if header != inner_header(manifest, position) or len(lines) != part.items:
        raise DamagedFile("bundle.lying_header")
    return Part(part.kind, part.to, tuple(lines)), len(plain)
