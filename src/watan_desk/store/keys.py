"""Key slots: one random data key, wrapped by a key that Argon2id makes from the passphrase.

Changing the passphrase rewrites a few hundred bytes instead of the database. The file holds nothing secret by itself:
parameters, salt, nonce and the wrapped key, all of them bound together as associated data.
"""

import base64
import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from watan_desk.common.errors import DamagedFile, Refused, Unusable, WrongPassphrase
from watan_desk.common.files import write_durably

KEY_BYTES = 32
MIN_PASSPHRASE = 8
_FORMAT = "watan-desk-keys-1"
_HIGHEST = {"memory_kib": 2 * 1024 * 1024, "passes": 64, "lanes": 64}
"""Beyond these a key file was tampered with; nobody waits for them."""
_LENGTHS = {"salt": 16, "nonce": 12, "wrapped": KEY_BYTES + 16}


@dataclass(frozen=True)
class Cost:
    """What one guess of the passphrase costs: memory in KiB, passes and lanes of Argon2id."""

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 4


FLOOR = Cost(memory_kib=64 * 1024)
"""The least that laptops with little memory, and tests, may use."""


def create(path: Path, passphrase: str, cost: Cost = Cost()) -> bytes:
    """Write a new key file and return the data key, 32 random bytes.

    Raises:
        Refused: the passphrase is shorter than eight characters.
        Unusable: a key file stands there already.
    """
    if path.exists():
        raise Unusable("store.keys_exist")
    data_key = secrets.token_bytes(KEY_BYTES)
    _write(path, data_key, passphrase, secrets.token_hex(16), cost)
    return data_key


def unlock(path: Path, passphrase: str) -> bytes:
    """Return the data key.

    Raises:
        WrongPassphrase: the passphrase does not open the slot.
        DamagedFile: the key file is missing or not whole.
    """
    slot = _read(path)
    try:
        return _cipher(slot, passphrase).decrypt(slot["nonce"], slot["wrapped"], _bound(slot))
    except InvalidTag as wrong:
        raise WrongPassphrase("store.wrong_passphrase") from wrong


def change(path: Path, old: str, new: str, cost: Cost = Cost()) -> None:
    """Wrap the same data key anew; the old passphrase opens nothing afterwards.

    Raises:
        WrongPassphrase: ``old`` does not open the slot; nothing was changed.
        Refused: ``new`` is shorter than eight characters.
    """
    data_key = unlock(path, old)
    _write(path, data_key, new, _read(path)["database"], cost)


def add(path: Path, of: Path, data_key: bytes, passphrase: str, cost: Cost = Cost()) -> None:
    """Write a further slot for the same database: another passphrase for the same data key.

    Raises:
        Refused: the passphrase is shorter than eight characters.
    """
    _write(path, data_key, passphrase, _read(of)["database"], cost)


def _write(path: Path, data_key: bytes, passphrase: str, database: str, cost: Cost) -> None:
    if len(unicodedata.normalize("NFKC", passphrase)) < MIN_PASSPHRASE:
        raise Refused("store.short_passphrase", least=MIN_PASSPHRASE)
    slot: dict[str, Any] = {"format": _FORMAT, "database": database, **asdict(cost), "salt": secrets.token_bytes(16)}
    slot["nonce"] = secrets.token_bytes(12)
    slot["wrapped"] = _cipher(slot, passphrase).encrypt(slot["nonce"], data_key, _bound(slot))
    text = {key: _b64(value) if isinstance(value, bytes) else value for key, value in slot.items()}
    write_durably(path, json.dumps(text, indent=1).encode(), private=True)


def _read(path: Path) -> dict[str, Any]:
    """Return the slot of a key file; it stands in exactly one spelling, so that no changed byte passes."""
    try:
        slot = dict(json.loads(path.read_bytes()))
        sound = slot["format"] == _FORMAT and isinstance(slot["database"], str)
        sound &= all(0 < slot[name] <= highest for name, highest in _HIGHEST.items())
        for name, length in _LENGTHS.items():
            written, slot[name] = slot[name], base64.b64decode(slot[name], validate=True)
            sound &= len(slot[name]) == length and _b64(slot[name]) == written
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise DamagedFile("store.damaged_keys") from wrong
    if not sound:
        raise DamagedFile("store.damaged_keys")
    return slot


def _cipher(slot: dict[str, Any], passphrase: str) -> ChaCha20Poly1305:
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    try:
        key = hash_secret_raw(
            secret, slot["salt"], slot["passes"], slot["memory_kib"], slot["lanes"], KEY_BYTES, Type.ID
        )
    except (HashingError, TypeError) as wrong:
        raise DamagedFile("store.damaged_keys") from wrong
    return ChaCha20Poly1305(key)


def _bound(slot: dict[str, Any]) -> bytes:
    fields = {key: slot[key] for key in ("format", "database", "memory_kib", "passes", "lanes")}
    return json.dumps(fields | {"salt": _b64(slot["salt"])}, sort_keys=True).encode()


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
