"""How head office answers a laptop's request: it grants a code, number ranges and its own public keys."""

import re
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from watan_desk.bundle import enrolment
from watan_desk.bundle.enrolment import Answer, Ranges, ReceivedRequest
from watan_desk.bundle.keys import PublicKeys, PublicParty
from watan_desk.common.arabic import clean_number
from watan_desk.common.errors import ForeignFile, Refused, Unusable
from watan_desk.common.files import write_durably
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.tables import device
from watan_desk.letter.authority import text_of
from watan_desk.letter.keyring import CodeKey, Keyring, write_keyring
from watan_desk.policy.pack import shipped_pack

_PHONE = re.compile(r"\+?[0-9]{4,15}\Z")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which are read as digits."""


@dataclass(frozen=True)
class Post:
    """Where a laptop goes: branch code (``WT03``) and name, its telephone, and the delegate's name."""

    branch: str
    branch_name: str
    phone: str
    delegate: str


def enrol(office: HeadOffice, request_file: Path, post: Post, out: Path) -> Answer:
    """Grant a laptop its place and write the answer file; the same request again gets the same answer.

    The six digits of the answer are then compared aloud with those on the laptop.

    Raises:
        DamagedFile, ForeignFile: the request was changed, or belongs to another association.
        Refused: branch code or telephone are not in their form, or the branch has no letter left.
        Unusable: the request cannot be read.
    """
    received = _read(request_file)
    if received.request.association != office.association:
        raise ForeignFile("headoffice.other_association")
    with office.writing() as connection:
        known = sa.select(device.c.answer).where(device.c.device_id == received.request.device_id)
        text = connection.execute(known).scalar()
        raw = text.encode() if text else _grant(office, connection, received, post)
        answer = enrolment.read_answer(raw, request_file.read_bytes())
        write_durably(out, raw)
    return answer


def known_parties(connection: sa.Connection) -> dict[str, PublicParty]:
    """Return the desks that may write to head office."""
    rows = connection.execute(sa.select(device).where(device.c.active))
    return {row.code: PublicParty(row.code, PublicKeys(row.signing, row.sealing)) for row in rows}


def write_ring(office: HeadOffice, out: Path) -> Keyring:
    """Write the key ring for whoever checks the association's letters; it holds public keys only."""
    with office.reading() as connection:
        keyring = _keyring(office, connection)
    write_durably(out, write_keyring(keyring))
    return keyring


def _keyring(office: HeadOffice, connection: sa.Connection, *more: CodeKey) -> Keyring:
    """Return the ring of every desk ever enrolled: a lost laptop's earlier letters stay what they were."""
    rows = connection.execute(sa.select(device.c.code, device.c.code_key).order_by(device.c.code))
    known = tuple(CodeKey(row.code, row.code_key) for row in rows)
    return Keyring(_name(office), text_of(office.authority(connection).certificate), (*known, *more))


def _name(office: HeadOffice) -> str:
    return shipped_pack(office.association).identity.name


def _read(request_file: Path) -> ReceivedRequest:
    try:
        if request_file.stat().st_size > enrolment.MAX_BYTES:
            raise Unusable("bundle.enrolment_damaged")
        return enrolment.read_request(request_file.read_bytes())
    except OSError as wrong:
        raise Unusable("bundle.unreadable") from wrong


def _grant(office: HeadOffice, connection: sa.Connection, received: ReceivedRequest, post: Post) -> bytes:
    if not enrolment.is_branch(post.branch):
        raise Refused("headoffice.branch_code")
    phone = clean_number(post.phone)
    if not _PHONE.match(phone) or not post.delegate.strip():
        raise Refused("headoffice.post")
    now, letters = office.now(connection), received.request.letters
    code = post.branch + _free_letter(connection, post.branch)
    answer = Answer(
        request=received.sha256,
        association=office.association,
        practice=office.practice,
        device=code,
        branch=post.branch,
        branch_name=post.branch_name,
        branch_phone=phone,
        delegate=post.delegate.strip(),
        ranges=Ranges(),
        desk=received.request.keys,
        head_office=office.keys(connection).public,
        certificate=text_of(office.authority(connection).grant(code, _name(office), letters, now)),
        keyring=_keyring(office, connection, CodeKey(code, letters.code)),
        answered_at=now,
    )
    raw = enrolment.write_answer(answer, office.keys(connection))
    _note(connection, received, answer, raw)
    return raw


def _note(connection: sa.Connection, received: ReceivedRequest, answer: Answer, raw: bytes) -> None:
    values = {
        "code": answer.device,
        "device_id": received.request.device_id,
        "branch": answer.branch,
        "branch_name": answer.branch_name,
        "delegate": answer.delegate,
        "signing": answer.desk.signing,
        "sealing": answer.desk.sealing,
        "code_key": received.request.letters.code,
        "answer": raw.decode(),
        "active": True,
        "have": 0,
        "enrolled_at": answer.answered_at,
    }
    connection.execute(sa.insert(device).values(values))


def _free_letter(connection: sa.Connection, branch: str) -> str:
    taken = {
        code[-1] for code in connection.execute(sa.select(device.c.code).where(device.c.branch == branch)).scalars()
    }
    free = next((letter for letter in _LETTERS if letter not in taken), None)
    if free is None:
        raise Refused("headoffice.no_letter", branch=branch)
    return free
