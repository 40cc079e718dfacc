"""Sealing to a party's key with age (age-encryption.org/v1, X25519), and compression inside the seal.

age says nothing about who sealed: whoever opens checks the signed digest of the sealed bytes first.
"""

from collections.abc import Sequence

import pyrage
import zstandard

from watan_desk.common.errors import DamagedFile

MAX_PLAIN = 1 << 29
_LEVEL = 3
_MAX_WINDOW = 1 << 27
_BLOCK = 1 << 20


def new_identity() -> str:
    """Make a private sealing key: an ``AGE-SECRET-KEY-1`` text, never written to a file of its own."""
    return str(pyrage.x25519.Identity.generate())


def public_of(identity: str) -> str:
    """Return the public ``age1`` text of a private sealing key."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def is_recipient(text: str) -> bool:
    """Tell whether a text is a public ``age1`` key that can be sealed to."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def seal(data: bytes, recipients: Sequence[str]) -> bytes:
    """Compress and seal; every owner of one of the ``age1`` keys can open it."""
    packed = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(data)
    sealed: bytes = pyrage.encrypt(packed, [pyrage.x25519.Recipient.from_str(text) for text in recipients])
    return sealed


def unseal(sealed: bytes, identity: str, limit: int = MAX_PLAIN) -> bytes:
    """Open and decompress, at most ``limit`` bytes of plain data.

    Raises:
        DamagedFile: sealed to another key, changed, not compressed, or larger than ``limit``.
    """
    try:
        # age 1.1 reports a payload cut short as OSError
        packed = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])
        return _decompressed(packed, limit)
    except (pyrage.DecryptError, zstandard.ZstdError, OSError) as exc:
        raise DamagedFile("bundle.not_openable") from exc


def _decompressed(packed: bytes, limit: int) -> bytes:
    plain = bytearray()
    with zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW).stream_reader(packed) as reader:
        while block := reader.read(_BLOCK):
            plain += block
            if len(plain) > limit:
                raise DamagedFile("bundle.too_large")
    return bytes(plain)
