"""Letters for a person who takes no paper: told aloud and recorded, or put on paper only for a stated reason.

Paper found at home can betray that somebody asked for help; the wish stands in the request itself (``no_paper`` of the
pack). Nothing of it concerns letters to bodies or sheets that stay in the file.
"""

from watan_desk.common.errors import Refused
from watan_desk.dossier.records import Dossier
from watan_desk.dossier.safe_contact import contact_of
from watan_desk.letter.allowed import goes_to_person
from watan_desk.people.access import ON_PAPER_ANYWAY, TOLD, note
from watan_desk.policy.office import Office
from watan_desk.store.work import Work


def on_no_paper(dossier: Dossier | None, office: Office, kind: str) -> bool:
    """Tell whether a letter of this kind would go to a person who takes no paper."""
    contact = contact_of(dossier, office) if dossier is not None else None
    return contact is not None and contact.no_paper and goes_to_person(kind, office.pack)


def permit_paper(work: Work, office: Office, dossier: Dossier | None, kind: str, number: str, reason: str) -> None:
    """Let a letter go on paper or into a file; to a person who takes none only for a reason, which enters the log.

    Raises:
        Refused: the person takes no paper and no reason is given; the whole work is to be given up.
    """
    if dossier is None or not on_no_paper(dossier, office, kind):
        return
    if not reason.strip():
        raise Refused("letter.no_paper")
    note(work, office.pack, ON_PAPER_ANYWAY, number, case_id=dossier.case.id, remark=reason.strip())


def tell(work: Work, office: Office, dossier: Dossier, kind: str, way: str) -> None:
    """Record that a letter's content was told aloud.

    Raises:
        Refused: the letter is none for the person, they do not mind paper, or the way is not safe for them.
    """
    contact = contact_of(dossier, office)
    if not goes_to_person(kind, office.pack):
        raise Refused("letter.not_to_person")
    if contact is None or not contact.no_paper:
        raise Refused("letter.paper_allowed")
    if way not in contact.spoken_ways:
        raise Refused("letter.way_unsafe", known=" ".join(contact.spoken_ways))
    note(work, office.pack, TOLD, kind, case_id=dossier.case.id, remark=way)
