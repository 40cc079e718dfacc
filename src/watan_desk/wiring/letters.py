"""Letters of a case at an open desk: seen as drafts, issued, printed again."""

from dataclasses import dataclass

import sqlalchemy as sa

from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import NotYet, Refused
from watan_desk.dossier.records import Dossier, read_dossier
from watan_desk.letter.allowed import kinds_of_case, require_letter
from watan_desk.letter.case_letter import case_letter, office_letter
from watan_desk.letter.compose import MissingValue
from watan_desk.letter.desk import issue, reprint
from watan_desk.letter.identity import checked_values, require_check
from watan_desk.letter.no_paper import permit_paper
from watan_desk.letter.phrases import Value
from watan_desk.letter.records import ON_PAPER, Letter, kept_pdf, letter_by_number, letters
from watan_desk.letter.render import render
from watan_desk.letter.text import LetterText
from watan_desk.letter.values import Sources, handover_values, letterhead_of
from watan_desk.people.access import note
from watan_desk.store.cases import case_by_id, case_by_number
from watan_desk.wiring.opened import Desk


@dataclass(frozen=True)
class IssuedLetter:
    """A letter in the register and the bytes that are printed."""

    letter: Letter
    pdf: bytes


@dataclass(frozen=True)
class Due:
    """A letter of a case's journey, and what it still waits for; nothing where it may be issued now."""

    kind: str
    waits: Refused | None = None


def letters_due(desk: Desk, number: str) -> tuple[Due, ...]:
    """Return the letters that a case may be sent now or later; those that it gives no cause for are left out."""
    found = []
    with desk.reading() as connection:
        dossier = read_dossier(connection, case_by_number(connection, number))
        for kind in kinds_of_case(desk.offices.of_case(dossier.case, desk.granted).pack):
            try:
                _letter_text(desk, connection, kind, number, "")
            except (NotYet, MissingValue) as waits:
                found.append(Due(kind, waits))
            except Refused:
                continue
            else:
                found.append(Due(kind))
    return tuple(found)


def letter_draft(desk: Desk, kind: str, number: str, checked: str = "") -> bytes:
    """Return a letter as it would be issued now, marked as a draft; takes no number and enters nothing.

    Raises:
        NotYet, Refused: the letter may not be issued; names what is missing.
    """
    with desk.reading() as connection:
        _, text = _letter_text(desk, connection, kind, number, checked)
    head, today = letterhead_of(desk.office, kind), saudi_day(desk.clock.now())
    return render(text, letterhead=head, number="", issued_on=today, draft=True)


def issue_letter(desk: Desk, kind: str, number: str, reason: str = "", checked: str = "") -> IssuedLetter:
    """Issue a letter of a case: number, register and PDF in one transaction.

    ``reason`` says why a person who takes no paper is given this one, ``checked`` how it was seen who takes it.

    Raises:
        NotYet, Refused: the letter may not be issued; names what is missing. No number is taken.
    """
    with desk.work("letter") as work:
        dossier, text = _letter_text(desk, work.connection, kind, number, checked)
        head = letterhead_of(desk.office, kind)
        attach = desk.settings.get("letter_files") == "yes"
        issued = issue(work, case_id=dossier.case.id, text=text, letterhead=head, sealer=desk.sealer, attach=attach)
        permit_paper(work, desk.office, dossier, kind, issued.number, reason)
        require_check(kind, checked)
        return IssuedLetter(issued, kept_pdf(work.connection, issued) or b"")


def reprint_letter(desk: Desk, letter_number: str, copies: int = 1, way: str = ON_PAPER, reason: str = "") -> bytes:
    """Return the very bytes that were issued, and enter the print in the register; ``reason`` as for an issue."""
    with desk.work("reprint") as work:
        found = letter_by_number(work.connection, letter_number)
        case = case_by_id(work.connection, found.case_id) if found.case_id else None
        whose = read_dossier(work.connection, case) if case else None
        permit_paper(work, desk.office, whose, found.kind, found.number, reason)
        note(work, desk.office.pack, "letter", letter_number, desk.purpose)
        return reprint(work, letter_number, copies, way)


def _letter_text(desk: Desk, connection: sa.Connection, kind: str, number: str, way: str) -> tuple[Dossier, LetterText]:
    dossier = read_dossier(connection, case_by_number(connection, number))
    office = desk.offices.of_case(dossier.case, desk.granted)
    require_letter(kind, office.pack, dossier, desk.facts(dossier))
    sources = Sources(dossier, office, letters(connection, dossier.case.id), desk.clock.now())
    return dossier, case_letter(kind, sources, checked_values(office, kind, way))


def issue_sheet(desk: Desk, about: dict[str, Value]) -> IssuedLetter:
    """Issue the sheet that goes with a file to or from head office; ``about`` says what the file is."""
    with desk.work("letter") as work:
        text = office_letter("L12", desk.office, handover_values(desk.office) | about)
        head = letterhead_of(desk.office, "L12")
        issued = issue(work, case_id=None, text=text, letterhead=head, sealer=desk.sealer)
        return IssuedLetter(issued, kept_pdf(work.connection, issued) or b"")
