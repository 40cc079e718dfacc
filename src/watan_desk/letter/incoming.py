"""What a delegate does with letters that come in: enter them under a number of their own, with or without a copy.

Of a paper that identifies a person no copy is kept (Personal Data Protection Law, art. 28), unless a law requires it
or a competent authority asks: then the entry says which of the two.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from watan_desk.common.errors import FieldProblem, Invalid, Refused
from watan_desk.letter.records import ENTERED, NEW, VOID, Incoming, incoming_by_number, letter_by_number
from watan_desk.store.cases import case_by_number
from watan_desk.store.work import Work

SERIES = "incoming"
CHANNELS = ("hand", "post", "courier", "email", "fax", "other")
SENDER_KINDS = ("body", "person")
LETTER, IDENTITY = "letter", "identity"
PAPER_KINDS = (LETTER, IDENTITY)
COPY_BASES = ("law", "authority_request")
"""By what right a copy of an identity paper may be kept."""
_LONGEST = 200


@dataclass(frozen=True)
class Arrival:
    """What is entered of a letter that came in."""

    sender: str
    subject: str
    sender_kind: str = "body"
    received_on: date | None = None
    """Today, where it is not said."""
    channel: str = "hand"
    sender_ref: str = ""
    answers: str = ""
    """The number of our letter that it answers."""
    case: str = ""
    """The number of the case that it belongs to; an answer belongs to its letter's case."""
    paper_kind: str = LETTER
    copy_basis: str = ""
    filed_at: str = ""


@dataclass(frozen=True)
class Copy:
    """One page to be kept: its bytes and their kind."""

    data: bytes
    media: str


def may_keep_copy(arrival: Arrival) -> bool:
    """Tell whether a copy of the paper may be kept at all."""
    return arrival.paper_kind != IDENTITY or arrival.copy_basis in COPY_BASES


def enter(work: Work, arrival: Arrival, copies: Sequence[Copy] = ()) -> Incoming:
    """Give a letter that came in its number and enter it; copies are kept encrypted where they may be kept.

    Raises:
        Invalid: something is missing or impossible; names the fields. No number is taken.
        Refused: it is said to belong to another case than the letter it answers.
        Unusable: there is no such letter or case.
    """
    received = arrival.received_on or work.today()
    if problems := _problems(arrival, received, work.today()):
        raise Invalid(problems)
    answered = letter_by_number(work.connection, arrival.answers) if arrival.answers.strip() else None
    case_id = case_by_number(work.connection, arrival.case).id if arrival.case.strip() else None
    if answered and answered.case_id and case_id and answered.case_id != case_id:
        raise Refused("paper.other_case", number=answered.number)
    case_id = case_id or (answered.case_id if answered else None)
    _, year, seq = work.next_number(SERIES, 0)
    number = f"{work.device}-IN-{year}-{seq:05d}"
    values = {
        "case_id": case_id,
        "letter_id": answered.id if answered else None,
        "number": number,
        "year": year,
        "seq": seq,
        "received_on": received,
        "channel": arrival.channel,
        "sender_kind": arrival.sender_kind,
        "sender": arrival.sender.strip(),
        "sender_ref": arrival.sender_ref.strip(),
        "subject": arrival.subject.strip(),
        "paper_kind": arrival.paper_kind,
        "copy_basis": arrival.copy_basis if arrival.paper_kind == IDENTITY else "",
        "filed_at": arrival.filed_at.strip(),
        "status": ENTERED,
        "reason": "",
        **work.by(),
    }
    entered = work.put("incoming", values)
    if may_keep_copy(arrival):
        for page, copy in enumerate(copies, start=1):
            _keep(work, entered, case_id, (page, len(copies)), copy)
    return incoming_by_number(work.connection, number)


def void_incoming(work: Work, number: str, reason: str) -> Incoming:
    """Mark an entry as made in error; its number stays in the register.

    Raises:
        Unusable: the register has no such number.
        Refused: it is void already, or no reason is given.
    """
    found = incoming_by_number(work.connection, number)
    if found.status == VOID:
        raise Refused("paper.incoming_void", number=found.number)
    if not reason.strip():
        raise Refused("letter.void_reason")
    work.put("incoming", {"status": VOID, "reason": reason.strip(), "case_id": found.case_id}, id=found.id)
    return incoming_by_number(work.connection, number)


def _problems(arrival: Arrival, received: date, today: date) -> tuple[FieldProblem, ...]:
    closed = {
        "channel": CHANNELS,
        "sender_kind": SENDER_KINDS,
        "paper_kind": PAPER_KINDS,
        "copy_basis": ("", *COPY_BASES),
    }
    texts = {name: str(getattr(arrival, name)) for name in ("sender", "subject", "sender_ref", "filed_at")}
    found = [FieldProblem(name, "paper.needed") for name in ("sender", "subject") if not texts[name].strip()]
    long = [name for name, text in texts.items() if len(text) > _LONGEST]
    found += [FieldProblem(name, "paper.too_long", params={"most": _LONGEST}) for name in long]
    strange = [name for name, known in closed.items() if getattr(arrival, name) not in known]
    found += [FieldProblem(name, "paper.no_such_choice") for name in strange]
    if received > today:
        found.append(FieldProblem("received_on", "paper.future"))
    return tuple(found)


def _keep(work: Work, entered: str, case_id: str | None, place: tuple[int, int], copy: Copy) -> None:
    values = {
        "case_id": case_id,
        "letter_id": None,
        "incoming_id": entered,
        "page": place[0],
        "pages": place[1],
        "sha256": hashlib.sha256(copy.data).hexdigest(),
        "media": copy.media,
        "standing": NEW,
        **work.by(),
        "picture": copy.data,
    }
    work.put("paper", values)
