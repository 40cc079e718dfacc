"""At an open desk: how people are reached without danger, and letters for those who take no paper."""

from dataclasses import dataclass

from watan_desk.dossier.records import read_dossier
from watan_desk.dossier.safe_contact import contact_of
from watan_desk.letter.allowed import require_letter
from watan_desk.letter.case_letter import case_letter
from watan_desk.letter.no_paper import on_no_paper, tell
from watan_desk.letter.records import letter_by_number, letters
from watan_desk.letter.values import Sources
from watan_desk.people.access import Access, told_aloud
from watan_desk.people.safe_contact import SafeContact
from watan_desk.store.cases import case_by_id, case_by_number
from watan_desk.wiring.opened import Desk


@dataclass(frozen=True)
class Handing:
    """What stands about handing a letter to the person of a case."""

    contact: SafeContact | None = None
    barred: bool = False
    """Whether the letter goes to a person who takes no paper."""
    told: tuple[Access, ...] = ()
    """When letters of this kind were told aloud."""


def contact_on(desk: Desk, number: str) -> SafeContact | None:
    """Return how the person of a case is reached; none where the association does not hide people.

    Raises:
        Unusable: this desk has no such case.
    """
    dossier = desk.dossier(number)
    return contact_of(dossier, desk.offices.of_case(dossier.case, desk.granted))


def handing(desk: Desk, kind: str, number: str) -> Handing:
    """Return what stands about handing a letter of a kind to the person of a case.

    Raises:
        Unusable: this desk has no such case.
    """
    with desk.reading() as connection:
        dossier = read_dossier(connection, case_by_number(connection, number))
        told = tuple(each for each in told_aloud(connection, dossier.case.id) if each.subject == kind)
    office = desk.offices.of_case(dossier.case, desk.granted)
    return Handing(contact_of(dossier, office), on_no_paper(dossier, office, kind), told)


def handing_of(desk: Desk, letter_number: str) -> Handing:
    """Return what stands about handing an issued letter to whom it is about; nothing of one that is about no case.

    Raises:
        Unusable: the register has no such letter.
    """
    with desk.reading() as connection:
        found = letter_by_number(connection, letter_number)
        number = case_by_id(connection, found.case_id).number if found.case_id else ""
    return handing(desk, found.kind, number) if number else Handing()


def tell_aloud(desk: Desk, kind: str, number: str, way: str) -> Handing:
    """Record that the content of a case's letter was told aloud instead of handed over; returns after the commit.

    Raises:
        NotYet, Refused: the letter could not be issued now either, the person takes paper, or the way is unsafe.
    """
    with desk.work("told") as work:
        dossier = read_dossier(work.connection, case_by_number(work.connection, number))
        office = desk.offices.of_case(dossier.case, desk.granted)
        require_letter(kind, office.pack, dossier, desk.facts(dossier))
        case_letter(kind, Sources(dossier, office, letters(work.connection, dossier.case.id), work.now()))
        tell(work, office, dossier, kind, way)
    return handing(desk, kind, number)
