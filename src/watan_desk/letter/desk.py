"""What a delegate does with letters: issue, print, void. Every issue takes one number of the register."""

import hashlib

from watan_desk.common.errors import DamagedFile, Refused
from watan_desk.letter.attached import attached_files
from watan_desk.letter.compose import MissingValue
from watan_desk.letter.outline import Outline
from watan_desk.letter.pictures import page_count
from watan_desk.letter.records import ISSUED, ON_PAPER, VOID, Letter, kept_pdf, letter_by_number
from watan_desk.letter.render import render
from watan_desk.letter.seal import Sealed, Sealer
from watan_desk.letter.text import Letterhead, LetterText
from watan_desk.letter.token import Token, digest_of
from watan_desk.store.work import Work

SERIES = "letter"
MOST_COPIES = 99
"""Of one letter at once; more is a slip of the finger."""
_DIGITS = 5


def issue(
    work: Work,
    *,
    case_id: str | None,
    text: LetterText,
    letterhead: Letterhead,
    sealer: Sealer,
    attach: bool = False,
) -> Letter:
    """Number a letter, make its PDF, seal it and enter it in the register, all in the deed's transaction.

    The number and the printed date are of the deed's own Saudi day, which never precedes the journal's newest entry.
    ``case_id`` is ``None`` for letters about no single case (the hand-over's sheet). With ``attach`` the PDF carries
    the letter's text and data as files.

    Raises:
        MissingValue: the letterhead lacks what an issued letter must show.
        MissingGlyph: the font lacks a character of the text.
        Refused: the desk's certificate does not cover the present day. In all cases no number is taken.
    """
    require_head(letterhead)
    issued_at, day = work.now(), work.today()
    number, year, seq = work.next_number(SERIES, _DIGITS)
    code = sealer.code(Token(text.kind, number, day, digest_of(text.plain)))
    outline = Outline()
    drawn = render(text, letterhead=letterhead, number=number, issued_on=day, code=code, outline=outline)
    files = attached_files(text, number, day) if attach else None
    pdf = sealer.seal(drawn, Sealed(text.kind, number, day.isoformat(), text.plain), issued_at, outline, files)
    values = {
        "case_id": case_id,
        "kind": text.kind,
        "number": number,
        "year": year,
        "seq": seq,
        "issued_at": issued_at,
        "day": day,
        "subject": text.subject,
        "text": text.plain,
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "status": ISSUED,
        "reason": "",
        "pdf": pdf,
        "printed": 0,
        "pages": page_count(pdf),
    }
    work.put("letter", values)
    return letter_by_number(work.connection, number)


def require_head(letterhead: Letterhead) -> None:
    """Let letters of this head be issued, or refuse.

    Raises:
        MissingValue: the letterhead lacks what an issued letter must show; names every field.
    """
    if missing := letterhead.missing():
        raise MissingValue(missing)


def reprint(work: Work, number: str, copies: int = 1, way: str = ON_PAPER) -> bytes:
    """Return the very bytes that were issued, and enter the print in the register.

    Raises:
        Unusable: the register has no such letter.
        Refused: the letter is void, or the number of copies is none that is printed at once.
        DamagedFile: the kept copy is gone or not what was issued.
    """
    found = letter_by_number(work.connection, number)
    if found.status == VOID:
        raise Refused("letter.void", number=found.number)
    if not 1 <= copies <= MOST_COPIES:
        raise Refused("paper.copies", most=MOST_COPIES)
    pdf = kept_pdf(work.connection, found)
    if pdf is None or hashlib.sha256(pdf).hexdigest() != found.sha256:
        raise DamagedFile("letter.damaged", number=found.number)
    work.put("letter", {"printed": found.printed + copies, "case_id": found.case_id}, id=found.id)
    made = {"case_id": found.case_id, "letter_id": found.id, "way": way, "copies": copies}
    work.put("letter_print", made | work.by())
    return pdf


def void(work: Work, number: str, reason: str) -> Letter:
    """Mark a letter as not valid; its number and its text stay in the register.

    Raises:
        Unusable: the register has no such letter.
        Refused: it is void already, or no reason is given.
    """
    found = letter_by_number(work.connection, number)
    if found.status == VOID:
        raise Refused("letter.void", number=found.number)
    if not reason.strip():
        raise Refused("letter.void_reason")
    marked = {"status": VOID, "reason": reason.strip(), "voided_at": work.now(), "case_id": found.case_id}
    work.put("letter", marked, id=found.id)
    return letter_by_number(work.connection, number)
