"""The printed code's content: which letter it is, and what its text says, signed.

CBOR of version, key id, kind, number, day and the text's SHA-256, then an Ed25519 signature (64 bytes), written in
base45 (RFC 9285) so that QR's alphanumeric mode holds it. Signatures of codes fit nothing else: they are made over a
prefix of their own.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from watan_desk.letter.keyring import Keyring, key_id

PREFIX = "WDL1:"
"""How the text of a letter's code begins; other codes on a page are not ours."""
_SIGNED = b"watan-desk letter code 1\n"
_VERSION = 1
_SIGNATURE_BYTES = 64
_FIRST_DAY = date(2000, 1, 1)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_BASE = len(_ALPHABET)
_PAIR = 3
"""Characters for two bytes; the odd one at the end takes two."""
_LONGEST = 1000


@dataclass(frozen=True)
class Token:
    """What a code says of its letter."""

    kind: str
    number: str
    day: date
    digest: bytes
    """SHA-256 of the letter's text as the register keeps it, UTF-8."""


class BadToken(Exception):
    """A code of ours that is not whole or whose signature does not fit."""


class UnknownKey(Exception):
    """A code signed with a key that the ring does not hold."""


def digest_of(text: str) -> bytes:
    """Return the digest of a letter's text as a code holds it."""
    return hashlib.sha256(text.encode()).digest()


def write_token(token: Token, key: Ed25519PrivateKey) -> str:
    """Return the signed text of a code."""
    days = (token.day - _FIRST_DAY).days
    said = [_VERSION, key_id(key.public_key()), token.kind, token.number, days, token.digest]
    body = cbor2.dumps(said, canonical=True)
    return PREFIX + base45(body + key.sign(_SIGNED + body))


def read_token(text: str, keyring: Keyring) -> tuple[Token, str]:
    """Return what a code says, and the desk whose key signed it.

    Raises:
        BadToken: it is not one of ours, not whole, or changed.
        UnknownKey: the ring lacks the key that it names.
    """
    try:
        raw = from_base45(text.removeprefix(PREFIX)) if text.startswith(PREFIX) else b""
        body, signature = raw[:-_SIGNATURE_BYTES], raw[-_SIGNATURE_BYTES:]
        version, named, kind, number, days, digest = cbor2.loads(body)
        token = Token(str(kind), str(number), _FIRST_DAY + timedelta(days=days), bytes(digest))
    except (ValueError, TypeError, OverflowError, EOFError, RecursionError, cbor2.CBORError) as wrong:
        raise BadToken from wrong
    known = [each for each in keyring.codes if each.id == named]
    if version != _VERSION or not known:
        raise UnknownKey
    for each in known:
        try:
            each.verifier.verify(signature, _SIGNED + body)
        except InvalidSignature:
            continue
        return token, each.device
    raise BadToken


def base45(data: bytes) -> str:
    """Write bytes in base45 (RFC 9285)."""
    said = []
    for place in range(0, len(data) - 1, 2):
        rest, first = divmod(data[place] * 256 + data[place + 1], _BASE)
        third, second = divmod(rest, _BASE)
        said += [first, second, third]
    if len(data) % 2:
        second, first = divmod(data[-1], _BASE)
        said += [first, second]
    return "".join(_ALPHABET[digit] for digit in said)


def from_base45(text: str) -> bytes:
    """Read base45.

    Raises:
        ValueError: it is none.
    """
    if len(text) > _LONGEST or len(text) % _PAIR == 1 or not set(text) <= set(_ALPHABET):
        raise ValueError("no base45")
    digits = [_ALPHABET.index(char) for char in text]
    out = bytearray()
    for place in range(0, len(digits), _PAIR):
        part = digits[place : place + _PAIR]
        value = sum(digit * _BASE**power for power, digit in enumerate(part))
        width = len(part) - 1
        if value >> 8 * width:
            raise ValueError("no base45")
        out += value.to_bytes(width, "big")
    return bytes(out)
