"""Ed25519 signatures in two standard forms, so that strangers can check a bundle with tools of their own.

minisign (``minisign -V``, prehashed form ``ED``, BLAKE2b-512) and SSHSIG (``ssh-keygen -Y verify``, OpenSSH
PROTOCOL.sshsig, SHA-512). Both are refused unless they stand byte for byte as we write them.
"""

import base64
import hashlib
import struct
from binascii import Error as Base64Error

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from watan_desk.common.errors import DamagedFile

NAMESPACE = "watan-bundle-v1"

_COMMENT = "untrusted comment: signature of a Watan Desk bundle"
_TRUSTED = "trusted comment: "
_SIGNATURE = 64
_SSH_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_SSH_END = "-----END SSH SIGNATURE-----"
_SSH_LINE = 70


def minisign_sign(key: Ed25519PrivateKey, data: bytes, comment: str) -> bytes:
    """Return the text of a ``.minisig`` file; ``comment`` is signed too and holds no line break."""
    signature = key.sign(hashlib.blake2b(data).digest())
    return _minisign_text(key.public_key(), signature, comment, key.sign(signature + comment.encode()))


def minisign_verify(key: Ed25519PublicKey, data: bytes, comment: str, text: bytes) -> None:
    """Check a ``.minisig`` text made by the owner of ``key`` over ``data`` with this comment.

    Raises:
        DamagedFile: anything differs.
    """
    try:
        lines = text.decode("ascii").split("\n")
        signature = base64.b64decode(lines[1], validate=True)[-_SIGNATURE:]
        over_comment = base64.b64decode(lines[3], validate=True)
        key.verify(signature, hashlib.blake2b(data).digest())
        key.verify(over_comment, signature + comment.encode())
    except (InvalidSignature, UnicodeDecodeError, Base64Error, IndexError) as exc:
        raise DamagedFile("bundle.damaged") from exc
    if _minisign_text(key, signature, comment, over_comment) != text:
        raise DamagedFile("bundle.damaged")


def minisign_public(key: Ed25519PublicKey) -> str:
    """Return the key as ``minisign -P`` takes it."""
    return base64.b64encode(b"Ed" + _key_id(key) + key.public_bytes_raw()).decode()


def ssh_sign(key: Ed25519PrivateKey, data: bytes) -> bytes:
    """Return the armoured SSH signature in the namespace ``NAMESPACE``."""
    return _ssh_text(key.public_key(), key.sign(_ssh_signed(data)))


def ssh_verify(key: Ed25519PublicKey, data: bytes, text: bytes) -> None:
    """Check an SSH signature made by the owner of ``key`` over ``data``.

    Raises:
        DamagedFile: anything differs.
    """
    try:
        lines = text.decode("ascii").split("\n")
        signature = base64.b64decode("".join(lines[1:-2]), validate=True)[-_SIGNATURE:]
        key.verify(signature, _ssh_signed(data))
    except (InvalidSignature, UnicodeDecodeError, Base64Error) as exc:
        raise DamagedFile("bundle.damaged") from exc
    if _ssh_text(key, signature) != text:
        raise DamagedFile("bundle.damaged")


def ssh_public(key: Ed25519PublicKey) -> str:
    """Return the key as it stands in an ``allowed_signers`` file, after the name and the namespace."""
    return "ssh-ed25519 " + base64.b64encode(_ssh_key(key)).decode()


def _key_id(key: Ed25519PublicKey) -> bytes:
    return hashlib.sha256(b"watan-desk minisign key id" + key.public_bytes_raw()).digest()[:8]


def _minisign_text(key: Ed25519PublicKey, signature: bytes, comment: str, over_comment: bytes) -> bytes:
    first = base64.b64encode(b"ED" + _key_id(key) + signature).decode()
    second = base64.b64encode(over_comment).decode()
    return f"{_COMMENT}\n{first}\n{_TRUSTED}{comment}\n{second}\n".encode()


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _ssh_key(key: Ed25519PublicKey) -> bytes:
    return _string(b"ssh-ed25519") + _string(key.public_bytes_raw())


def _ssh_fields() -> bytes:
    return _string(NAMESPACE.encode()) + _string(b"") + _string(b"sha512")


def _ssh_signed(data: bytes) -> bytes:
    return b"SSHSIG" + _ssh_fields() + _string(hashlib.sha512(data).digest())


def _ssh_text(key: Ed25519PublicKey, signature: bytes) -> bytes:
    blob = b"SSHSIG" + struct.pack(">I", 1) + _string(_ssh_key(key)) + _ssh_fields()
    blob += _string(_string(b"ssh-ed25519") + _string(signature))
    text = base64.b64encode(blob).decode()
    lines = [text[start : start + _SSH_LINE] for start in range(0, len(text), _SSH_LINE)]
    return "\n".join([_SSH_BEGIN, *lines, _SSH_END, ""]).encode()
