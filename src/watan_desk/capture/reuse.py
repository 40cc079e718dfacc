"""A document recognised when it is shown again, with no copy of it kept: a keyed hash of kind, issuer and number (R91).

The key is this desk's own and never leaves it; without it the hash says nothing about the number.
"""

import hashlib
import hmac
import secrets

import sqlalchemy as sa

from watan_desk.common.arabic import clean_number, normalise
from watan_desk.store.settings import read_setting, write_setting

_KEY = "document_key"


def fingerprint(connection: sa.Connection, kind: str, issuer: str, number: str) -> str:
    """Return the keyed hash of a document, 64 hexadecimal digits; empty where it carries no number."""
    plain = clean_number(number).upper()
    if not plain:
        return ""
    told = "\n".join((kind, normalise(issuer), plain))
    return hmac.new(_key(connection), told.encode(), hashlib.sha256).hexdigest()


def _key(connection: sa.Connection) -> bytes:
    kept = read_setting(connection, _KEY)
    if kept is None:
        kept = secrets.token_hex(32)
        write_setting(connection, _KEY, kept)
    return bytes.fromhex(kept)
