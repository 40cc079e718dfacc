"""A party's keys: Ed25519 to sign, age X25519 to be sealed to; private halves live in the encrypted database only."""

import base64
from binascii import Error as Base64Error
from dataclasses import dataclass

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from watan_desk.bundle import sealing
from watan_desk.common.errors import DamagedFile

_RAW = 32
_FINGERPRINT_SALT = b"watan-desk fingerprint v1"
_FINGERPRINT_PASSES = 8
_FINGERPRINT_KIB = 64 * 1024


class PublicKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What others know of a party: the raw Ed25519 key in base64 and the ``age1`` text."""

    signing: str
    sealing: str

    @property
    def verifier(self) -> Ed25519PublicKey:
        """Return the key that checks this party's signatures."""
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(self.signing))

    def well_formed(self) -> bool:
        """Tell whether both texts are keys, in the one way we write them."""
        try:
            raw = base64.b64decode(self.signing, validate=True)
        except Base64Error:
            return False
        whole = len(raw) == _RAW and base64.b64encode(raw).decode() == self.signing
        return whole and sealing.is_recipient(self.sealing)


@dataclass(frozen=True)
class PublicParty:
    """A party that may write to us: its name in manifests (``WT03A``, ``HQ``) and its public keys."""

    party: str
    keys: PublicKeys


@dataclass(frozen=True, repr=False)
class PartyKeys:
    """A party's own private keys. They are never printed, written to a file or put into an error."""

    signer: Ed25519PrivateKey
    identity: str

    @classmethod
    def new(cls) -> "PartyKeys":
        """Make new keys from the system's randomness."""
        return cls(Ed25519PrivateKey.generate(), sealing.new_identity())

    @classmethod
    def from_text(cls, text: str) -> "PartyKeys":
        """Read what :meth:`text` returned."""
        seed, identity = text.split(" ")
        return cls(Ed25519PrivateKey.from_private_bytes(base64.b64decode(seed)), identity)

    def text(self) -> str:
        """Return both private keys as one text, for a setting of the encrypted database and nowhere else."""
        return base64.b64encode(self.signer.private_bytes_raw()).decode() + " " + self.identity

    @property
    def public(self) -> PublicKeys:
        """Return the public halves."""
        raw = self.signer.public_key().public_bytes_raw()
        return PublicKeys(base64.b64encode(raw).decode(), sealing.public_of(self.identity))


def checked(keys: PublicKeys) -> PublicKeys:
    """Return keys read from a file if they are keys.

    Raises:
        DamagedFile: one of them is not.
    """
    if not keys.well_formed():
        raise DamagedFile("bundle.keys_damaged")
    return keys


def fingerprint(desk: PublicKeys, head_office: PublicKeys) -> str:
    """Return the six digits that both ends read aloud to each other, ``"041 733"``.

    Six digits alone are guessed in a million tries, so each try is made to cost a third of a second and 64 MiB
    (Argon2id, RFC 9106); one comparison costs the same, once for each laptop.
    """
    both = "\n".join((*msgspec.structs.astuple(desk), *msgspec.structs.astuple(head_office))).encode()
    slow = hash_secret_raw(both, _FINGERPRINT_SALT, _FINGERPRINT_PASSES, _FINGERPRINT_KIB, 1, _RAW, Type.ID)
    digits = f"{int.from_bytes(slow) % 1_000_000:06d}"
    return f"{digits[:3]} {digits[3:]}"
