"""How the person of a case may be reached without danger, as their newest request says (R92)."""

from watan_desk.dossier.records import Dossier
from watan_desk.people.safe_contact import SafeContact, contact_in
from watan_desk.policy.office import Office


def contact_of(dossier: Dossier, office: Office) -> SafeContact | None:
    """Return how the person of a case is reached; none where the association does not hide people."""
    answers = dossier.request.answers if dossier.request else {}
    return contact_in(answers, office)
