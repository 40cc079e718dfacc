"""What the registers of letters hand on - sent out, come in, printed, scanned back - and the readers that load it."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from watan_desk.common.arabic import ascii_digits
from watan_desk.common.errors import Unusable
from watan_desk.store.rows import as_record
from watan_desk.store.tables import incoming, letter, letter_print, paper

ISSUED, VOID, ENTERED = "issued", "void", "entered"
ON_PAPER, AS_FILE = "paper", "file"
"""How an issued letter left the desk."""
NEW, CLEAR, UNCLEAR, REPLACED = "new", "clear", "unclear", "replaced"
"""How a scanned page stands: not looked at, its signature clear, to be scanned again, another scan in its place."""
STANDING = (NEW, CLEAR)


@dataclass(frozen=True)
class Letter:
    """A letter as it went out: numbered once, never changed; its PDF is read apart."""

    id: str
    case_id: str | None
    kind: str
    number: str
    year: int
    """The Hijri year of its number."""
    seq: int
    issued_at: datetime
    day: date
    subject: str
    text: str
    sha256: str
    """Of the PDF's bytes."""
    status: str
    """``issued`` or ``void``."""
    reason: str
    """Why it is void."""
    printed: int
    """How many copies were printed or written on this laptop after it was issued."""
    pages: int | None = None
    """How many pages it has; letters of the first version do not say."""
    voided_at: datetime | None = None


@dataclass(frozen=True)
class Print:
    """One printing of an issued letter."""

    id: str
    letter_id: str
    way: str
    """``paper`` or ``file``."""
    copies: int
    by: str
    at: datetime


@dataclass(frozen=True)
class Incoming:
    """A letter as it came in: numbered once in a series of its own."""

    id: str
    case_id: str | None
    letter_id: str | None
    """The letter of ours that it answers."""
    number: str
    year: int
    seq: int
    received_on: date
    channel: str
    sender_kind: str
    """``body`` or ``person``."""
    sender: str
    sender_ref: str
    """The sender's own number, as printed."""
    subject: str
    paper_kind: str
    """``letter`` or ``identity``: of the latter no copy is kept, unless ``copy_basis`` says by what right."""
    copy_basis: str
    filed_at: str
    status: str
    """``entered`` or ``void``."""
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Paper:
    """One page of paper that was scanned; its picture is read apart."""

    id: str
    case_id: str | None
    letter_id: str | None
    incoming_id: str | None
    page: int
    pages: int
    sha256: str
    """Of the kept picture."""
    media: str
    standing: str
    """``new``, ``clear``, ``unclear`` or ``replaced``."""
    by: str
    at: datetime


def letters(connection: sa.Connection, case_id: str | None = None) -> tuple[Letter, ...]:
    """Return the letters of a case, or of the whole register, in the order of their numbers."""
    query = sa.select(letter).order_by(letter.c.year, letter.c.seq)
    if case_id is not None:
        query = query.where(letter.c.case_id == case_id)
    return tuple(as_record(Letter, row) for row in connection.execute(query).mappings())


def letter_by_number(connection: sa.Connection, number: str) -> Letter:
    """Return the letter with this number, in any digits and letter case.

    Raises:
        Unusable: the register has no such letter.
    """
    return as_record(Letter, _numbered(connection, letter, number, "letter.no_such_letter"))


def kept_pdf(connection: sa.Connection, found: Letter) -> bytes | None:
    """Return the kept PDF of a letter, unchecked; ``None`` where this laptop has none."""
    data = connection.execute(sa.select(letter.c.pdf).where(letter.c.id == found.id)).scalar()
    return None if data is None else bytes(data)


def prints_of(connection: sa.Connection, found: Letter) -> tuple[Print, ...]:
    """Return the prints of a letter, oldest first."""
    query = sa.select(letter_print).where(letter_print.c.letter_id == found.id).order_by(letter_print.c.at)
    return tuple(as_record(Print, row) for row in connection.execute(query).mappings())


def all_incoming(connection: sa.Connection) -> tuple[Incoming, ...]:
    """Return the register of what came in, in the order of its numbers."""
    query = sa.select(incoming).order_by(incoming.c.year, incoming.c.seq)
    return tuple(as_record(Incoming, row) for row in connection.execute(query).mappings())


def incoming_by_number(connection: sa.Connection, number: str) -> Incoming:
    """Return the incoming letter with this number of ours, in any digits and letter case.

    Raises:
        Unusable: the register has no such number.
    """
    return as_record(Incoming, _numbered(connection, incoming, number, "paper.no_such_incoming"))


def _numbered(connection: sa.Connection, register: sa.Table, number: str, unknown: str) -> sa.RowMapping:
    query = sa.select(register).where(register.c.number == ascii_digits(number.strip()).upper())
    row = connection.execute(query).mappings().first()
    if row is None:
        raise Unusable(unknown, number=number.strip())
    return row


def papers(connection: sa.Connection) -> tuple[Paper, ...]:
    """Return every page that was scanned, oldest first."""
    query = sa.select(paper).order_by(sa.literal_column("rowid"))
    return tuple(as_record(Paper, row) for row in connection.execute(query).mappings())


def papers_of_letter(connection: sa.Connection, letter_id: str) -> tuple[Paper, ...]:
    """Return the scans of a letter's pages that stand, by page."""
    query = sa.select(paper).where(paper.c.letter_id == letter_id, paper.c.standing.in_(STANDING))
    return tuple(as_record(Paper, row) for row in connection.execute(query.order_by(paper.c.page)).mappings())


def papers_of_incoming(connection: sa.Connection, incoming_id: str) -> tuple[Paper, ...]:
    """Return the kept pages of an incoming letter, by page."""
    query = sa.select(paper).where(paper.c.incoming_id == incoming_id).order_by(paper.c.page)
    return tuple(as_record(Paper, row) for row in connection.execute(query).mappings())


def paper_by_id(connection: sa.Connection, paper_id: str) -> Paper:
    """Return one scanned page.

    Raises:
        Unusable: there is no such page.
    """
    row = connection.execute(sa.select(paper).where(paper.c.id == paper_id)).mappings().first()
    if row is None:
        raise Unusable("paper.no_such_page")
    return as_record(Paper, row)


def kept_picture(connection: sa.Connection, paper_id: str) -> bytes | None:
    """Return the picture of a scanned page; ``None`` where this laptop has none."""
    data = connection.execute(sa.select(paper.c.picture).where(paper.c.id == paper_id)).scalar()
    return None if data is None else bytes(data)
