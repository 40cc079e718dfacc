"""What the register of letters hands on, and the readers that load it."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from watan_desk.common.arabic import ascii_digits
from watan_desk.common.errors import Unusable
from watan_desk.store.rows import as_record
from watan_desk.store.tables import letter

ISSUED, VOID = "issued", "void"


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
    """How often the kept copy was printed again."""


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
    query = sa.select(letter).where(letter.c.number == ascii_digits(number.strip()).upper())
    row = connection.execute(query).mappings().first()
    if row is None:
        raise Unusable("letter.no_such_letter", number=number.strip())
    return as_record(Letter, row)


def kept_pdf(connection: sa.Connection, found: Letter) -> bytes | None:
    """Return the kept PDF of a letter, unchecked; ``None`` where this laptop has none."""
    data = connection.execute(sa.select(letter.c.pdf).where(letter.c.id == found.id)).scalar()
    return None if data is None else bytes(data)
