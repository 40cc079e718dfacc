"""The keys that letters are sealed with, and the ring of public keys by which anybody checks them.

Two keys a desk: ECDSA P-256 for the seal in the PDF (readers everywhere know it), Ed25519 for the printed code (its
signature is short). The private halves live in the encrypted database only.
"""

import base64
import hashlib
from binascii import Error as Base64Error
from dataclasses import dataclass

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from watan_desk.common.errors import DamagedFile

KEY_ID_BYTES = 4
MAX_BYTES = 1 << 20
_ED25519_BYTES = 32


class LetterKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The public halves of a desk: the compressed P-256 point and the raw Ed25519 key, both in base64."""

    seal: str
    code: str

    @property
    def seal_key(self) -> ec.EllipticCurvePublicKey:
        """Return the key that a device certificate is made for."""
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.b64decode(self.seal))

    def well_formed(self) -> bool:
        """Tell whether both texts are keys, in the one way we write them."""
        try:
            point = self.seal_key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
        except ValueError:
            return False
        return _b64(point) == self.seal and is_code_key(self.code)


class CodeKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A desk's code and the raw Ed25519 key of its letters' codes, in base64."""

    device: str
    key: str

    @property
    def verifier(self) -> Ed25519PublicKey:
        """Return the key that checks codes."""
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(self.key))

    @property
    def id(self) -> bytes:
        """The short name that a code carries of its key."""
        return key_id(self.verifier)


class Keyring(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="watan-keyring-1", tag_field="kind"):
    """Everything needed to check an association's letters; public, and worth what its source is worth."""

    association: str
    """The association's name."""
    authority: str
    """Head office's own certificate, DER in base64; it vouches for every desk's seal."""
    codes: tuple[CodeKey, ...]
    """The keys of printed codes, one a desk, as far as head office knew them when it wrote the ring."""


@dataclass(frozen=True, repr=False)
class SealKeys:
    """A desk's own private keys for its letters. They are never printed, written to a file or put into an error."""

    seal: ec.EllipticCurvePrivateKey
    code: Ed25519PrivateKey

    @classmethod
    def new(cls) -> "SealKeys":
        """Make new keys from the system's randomness."""
        return cls(ec.generate_private_key(ec.SECP256R1()), Ed25519PrivateKey.generate())

    @classmethod
    def from_text(cls, text: str) -> "SealKeys":
        """Read what :meth:`text` returned."""
        seal, code = (base64.b64decode(part) for part in text.split(" "))
        return cls(private_key(seal), Ed25519PrivateKey.from_private_bytes(code))

    def text(self) -> str:
        """Return both private keys as one text, for a setting of the encrypted database and nowhere else."""
        return f"{_b64(private_der(self.seal))} {_b64(self.code.private_bytes_raw())}"

    @property
    def public(self) -> LetterKeys:
        """Return the public halves."""
        point = self.seal.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
        return LetterKeys(_b64(point), _b64(self.code.public_key().public_bytes_raw()))


def key_id(key: Ed25519PublicKey) -> bytes:
    """Return the four bytes by which a code names its key; keys may share them."""
    return hashlib.sha256(key.public_bytes_raw()).digest()[:KEY_ID_BYTES]


def is_code_key(text: str) -> bool:
    """Tell whether a text is a raw Ed25519 key in base64."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (Base64Error, ValueError):
        return False
    return len(raw) == _ED25519_BYTES and _b64(raw) == text


def private_der(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return a private key as unencrypted PKCS#8, for the encrypted database and for pyHanko."""
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def private_key(der: bytes) -> ec.EllipticCurvePrivateKey:
    """Read what :func:`private_der` returned."""
    found = load_der_private_key(der, None)
    if not isinstance(found, ec.EllipticCurvePrivateKey):
        raise DamagedFile("letter.keyring_damaged")
    return found


def write_keyring(keyring: Keyring) -> bytes:
    """Return a key ring as a file for whoever checks letters without a desk."""
    return msgspec.json.format(msgspec.json.encode(keyring), indent=1) + b"\n"


def read_keyring(raw: bytes) -> Keyring:
    """Read a key ring's file.

    Raises:
        DamagedFile: it is none.
    """
    try:
        keyring = msgspec.json.decode(raw, type=Keyring)
    except (ValueError, RecursionError) as wrong:
        raise DamagedFile("letter.keyring_damaged") from wrong
    if not all(is_code_key(each.key) for each in keyring.codes):
        raise DamagedFile("letter.keyring_damaged")
    return keyring


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
