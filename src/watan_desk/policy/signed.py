"""What head office signs: a whole pack, its word on a doubt about one (R11, R20), a request form. Pure, no database.

The signed bytes are kept as they came and checked each time they are read: what was changed after signing is refused.
"""

import base64
from binascii import Error as Base64Error
from datetime import date, datetime
from typing import Annotated, TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from watan_desk.common.errors import DamagedFile, FieldProblem, Invalid
from watan_desk.policy.pack import Pack

PACK, SETTLEMENT, FORM = b"watan-desk pack\n", b"watan-desk approval\n", b"watan-desk form\n"
"""What is signed, said before the signed bytes: a signature made for one can never stand under the other."""

T = TypeVar("T")
_Text = Annotated[str, msgspec.Meta(max_length=500)]


class Settlement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="watan-approval-1", tag_field="kind"):
    """Head office's word on the approval of one version of a policy; it stands beside the pack, never in it."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f-]{36}$")]
    pack: _Text
    version: _Text
    source_sha256: _Text
    approved_on: date | None
    """The day of the approval; none where head office confirms only that the policy is in force."""
    meeting: _Text
    in_force_from: date | None
    reason: _Text
    by: _Text
    settled_at: datetime


class SentForm(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="watan-form-1", tag_field="kind"
):
    """A request form of the association's own, as head office sends it to its branches."""

    association: _Text
    form_id: _Text
    version: _Text
    name: _Text
    sha256: _Text
    """Of the file it was published from."""
    xform: str
    """Its text, the lists that lay beside it written into it."""
    media: dict[str, bytes] = msgspec.field(default_factory=dict)
    """The pictures, sounds and films that it names, as far as they lay beside it."""


class Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Bytes and head office's signature over them."""

    body: bytes
    signature: str


def sign(purpose: bytes, body: bytes, key: Ed25519PrivateKey) -> Signed:
    """Sign bytes for one purpose."""
    return Signed(body, base64.b64encode(key.sign(purpose + body)).decode())


def check(purpose: bytes, signed: Signed, key: Ed25519PublicKey) -> bytes:
    """Return the signed bytes if head office signed exactly these for this purpose.

    Raises:
        DamagedFile: they were changed, or somebody else signed them.
    """
    try:
        key.verify(base64.b64decode(signed.signature, validate=True), purpose + signed.body)
    except (InvalidSignature, Base64Error) as wrong:
        raise DamagedFile("policy.not_signed") from wrong
    return signed.body


def sign_settlement(settlement: Settlement, key: Ed25519PrivateKey) -> Signed:
    """Return head office's signed word."""
    return sign(SETTLEMENT, msgspec.json.encode(settlement), key)


def read_settlement(signed: Signed, key: Ed25519PublicKey) -> Settlement:
    """Read head office's signed word.

    Raises:
        DamagedFile: it was changed, somebody else signed it, or it has not its shape.
    """
    return _read(SETTLEMENT, signed, key, Settlement)


def sign_form(form: SentForm, key: Ed25519PrivateKey) -> Signed:
    """Return a form as head office signs it."""
    return sign(FORM, msgspec.json.encode(form), key)


def read_form(signed: Signed, key: Ed25519PublicKey) -> SentForm:
    """Read a form that head office signed.

    Raises:
        DamagedFile: it was changed, somebody else signed it, or it has not its shape.
    """
    return _read(FORM, signed, key, SentForm)


def _read(purpose: bytes, signed: Signed, key: Ed25519PublicKey, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(check(purpose, signed, key), type=kind)
    except ValueError as wrong:
        raise DamagedFile("policy.not_signed") from wrong


def require_settled(pack: Pack, settlement: Settlement, today: date) -> None:
    """Let head office settle a doubt about a pack's approval, or refuse it.

    Raises:
        Invalid: there is no reason, no name, no day, or one that has not come; names the fields.
    """
    found = [FieldProblem(name, "policy.needed") for name in ("reason", "by") if not getattr(settlement, name).strip()]
    waits = pack.approval.in_force_on_approval
    if settlement.approved_on is None and not (waits and settlement.in_force_from):
        found.append(FieldProblem("day", "policy.day_needed"))
    if settlement.approved_on and settlement.approved_on > today:
        found.append(FieldProblem("day", "policy.day_ahead"))
    if waits and settlement.in_force_from is None:
        found.append(FieldProblem("in-force-from", "policy.in_force_needed"))
    if pack.approval.status() == "ok":
        found.append(FieldProblem("day", "policy.nothing_to_settle"))
    if found:
        raise Invalid(tuple(found))
