"""How a laptop becomes a desk: its request, head office's answer, and six digits compared aloud. Pure, no database.

Both files are JSON, indented for readers: a body and the author's Ed25519 signature over it. They stand in exactly one
form, so any changed byte is refused. The request proves who wrote it to nobody: that is what the fingerprint is for.
"""

import base64
import hashlib
import secrets
from binascii import Error as Base64Error
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature

from watan_desk.bundle.keys import PartyKeys, PublicKeys, checked, fingerprint
from watan_desk.common.errors import DamagedFile, ForeignFile
from watan_desk.letter.authority import is_granted
from watan_desk.letter.keyring import CodeKey, Keyring, LetterKeys

MAX_BYTES = 1 << 20
HEAD_OFFICE = "HQ"
"""The name of head office in manifests."""

_Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9-]{1,31}$")]
_Id = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$")]
_Branch = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{1,4}[0-9]{1,4}$")]
_Text = Annotated[str, msgspec.Meta(max_length=200)]


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="watan-request-1", tag_field="kind"):
    """What a new laptop tells head office: public keys only."""

    device_id: _Id
    association: _Slug
    pack_version: _Text
    program_version: _Text
    made_at: datetime
    keys: PublicKeys
    letters: LetterKeys


class Ranges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The numbers a desk may give out in each Hijri year, first and last."""

    cases: tuple[int, int] = (1, 9999)
    letters: tuple[int, int] = (1, 99999)


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="watan-answer-1", tag_field="kind"):
    """What head office grants: the desk's code, its branch and delegate, number ranges, head office's keys.

    To that, the certificate of the seal on its letters, and the ring by which it checks those of others.
    """

    request: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
    association: _Slug
    practice: bool
    device: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{1,4}[0-9]{1,4}[A-Z]$")]
    branch: _Branch
    branch_name: _Text
    branch_phone: _Text
    delegate: _Text
    ranges: Ranges
    desk: PublicKeys
    head_office: PublicKeys
    certificate: str
    """Of the desk's seal: X.509, DER in base64."""
    keyring: Keyring
    answered_at: datetime

    @property
    def fingerprint(self) -> str:
        """Return the six digits that both ends compare aloud; takes a third of a second."""
        return fingerprint(self.desk, self.head_office)


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signed file: the body as it stands there, and the signature in base64."""

    body: msgspec.Raw
    signature: str


_Body = TypeVar("_Body", Request, Answer)


@dataclass(frozen=True)
class ReceivedRequest:
    """A request as head office read it, and the digest that the answer names."""

    request: Request
    sha256: str


def is_branch(code: str) -> bool:
    """Tell whether a text is a branch code: one to four letters, one to four digits (``WT03``)."""
    try:
        msgspec.convert(code, _Branch)
    except msgspec.ValidationError:
        return False
    return True


def new_request(
    keys: PartyKeys, letters: LetterKeys, association: str, versions: tuple[str, str], now: datetime
) -> Request:
    """Make a laptop's request; ``versions`` are those of its pack and of the program."""
    pack, program = versions
    return Request(secrets.token_hex(16), association, pack, program, now, keys.public, letters)


def write_request(request: Request, keys: PartyKeys) -> bytes:
    """Return the request file's bytes, signed with the laptop's own key."""
    return _written(request, keys)


def read_request(raw: bytes) -> ReceivedRequest:
    """Read a request file.

    Raises:
        DamagedFile: not a request, or any byte of it was changed.
    """
    request, signature = _read(raw, Request)
    _check(raw, request, request.keys, signature)
    if not request.letters.well_formed():
        raise DamagedFile("bundle.keys_damaged")
    return ReceivedRequest(request, hashlib.sha256(raw).hexdigest())


def write_answer(answer: Answer, keys: PartyKeys) -> bytes:
    """Return the answer file's bytes, signed by head office."""
    return _written(answer, keys)


def read_answer(raw: bytes, request: bytes) -> Answer:
    """Read head office's answer to this laptop's own request file.

    Raises:
        DamagedFile: not an answer, or any byte of it was changed.
        ForeignFile: it answers another laptop's request.
    """
    answer, signature = _read(raw, Answer)
    _check(raw, answer, answer.head_office, signature)
    own = read_request(request)
    asked = (own.sha256, own.request.association, own.request.keys)
    if (answer.request, answer.association, answer.desk) != asked:
        raise ForeignFile("bundle.answer_not_ours")
    if answer.device[:-1] != answer.branch or not _seals(answer, own.request.letters):
        raise DamagedFile("bundle.enrolment_damaged")
    return answer


def _seals(answer: Answer, letters: LetterKeys) -> bool:
    """Tell whether a desk can seal its letters with what it was granted."""
    ring = answer.keyring
    granted = is_granted(answer.certificate, ring.authority, answer.device, letters)
    return granted and CodeKey(answer.device, letters.code) in ring.codes


def _written(body: Request | Answer, keys: PartyKeys) -> bytes:
    signature = base64.b64encode(keys.signer.sign(_signed_bytes(body))).decode()
    return _file(body, signature)


def _signed_bytes(body: Request | Answer) -> bytes:
    return b"watan-desk enrolment\n" + msgspec.json.encode(body)


def _file(body: Request | Answer, signature: str) -> bytes:
    envelope = _Envelope(msgspec.Raw(msgspec.json.encode(body)), signature)
    return msgspec.json.format(msgspec.json.encode(envelope), indent=1) + b"\n"


def _read(raw: bytes, kind: type[_Body]) -> tuple[_Body, str]:
    if len(raw) > MAX_BYTES:
        raise DamagedFile("bundle.enrolment_damaged")
    try:
        envelope = msgspec.json.decode(raw, type=_Envelope)
        return msgspec.json.decode(envelope.body, type=kind), envelope.signature
    except (ValueError, RecursionError) as exc:
        raise DamagedFile("bundle.enrolment_damaged") from exc


def _check(raw: bytes, body: Request | Answer, author: PublicKeys, signature: str) -> None:
    """Check the author's signature, and that the file stands in the one form we write."""
    verifier = checked(author).verifier
    try:
        verifier.verify(base64.b64decode(signature, validate=True), _signed_bytes(body))
    except (InvalidSignature, Base64Error) as exc:
        raise DamagedFile("bundle.enrolment_damaged") from exc
    if _file(body, signature) != raw:
        raise DamagedFile("bundle.enrolment_damaged")
