"""What protects the person of a case: who acts for them, whether their identity is proven, and their own word.

Pure rules over the dossier; every one is the product's own or the law's, and stands in no policy (domain study,
sections 7 and 8).
"""

from collections.abc import Iterable
from datetime import date

from watan_desk.capture.validity import fault
from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import Missing
from watan_desk.dossier.records import Dossier
from watan_desk.people.register import UNREADABLE
from watan_desk.people.representation import OWN, Representation, Ward, of_age, representation_of, ward_from
from watan_desk.policy.office import Office


def acting(dossier: Dossier) -> Representation | None:
    """Return who acts for the person; nothing where they act in their own name."""
    return representation_of(dossier.request.answers if dossier.request else {}, dossier.capacity)


def ward_of(dossier: Dossier, office: Office) -> Ward:
    """Return what is known of the person that decides who may act for them."""
    answers = dossier.request.answers if dossier.request else {}
    hidden, born = office.pack.discreet, dossier.person.birth_date if dossier.person else None
    return ward_from(born, answers, hidden.guardian_safe if hidden else "")


def verified(dossier: Dossier) -> str:
    """Return head office's newest word on the representative's instrument; it travels with a decision."""
    said = [item.details.get("instrument", "") for item in dossier.decisions]
    return next((word for word in reversed(said) if word), "")


def provisional(dossier: Dossier, office: Office) -> tuple[str, ...]:
    """Return why the case is provisional: ``identity`` not proven, ``instrument`` not verified by head office."""
    unproven = ("identity",) if identity_faults(dossier, office) else ()
    return unproven + (("instrument",) if acting(dossier) is not None and verified(dossier) != "verified" else ())


def identity_faults(dossier: Dossier, office: Office) -> tuple[Missing, ...]:
    """Return why nobody has seen yet that the person is who they say: no identity with them, or its number unread."""
    answers = dossier.request.answers if dossier.request else {}
    without = any(visit.answers.get("identity_shown") == "no" for visit in dossier.visits)
    unread = answers.get(UNREADABLE) == "yes"
    proving = {item.kind for item in office.pack.request.identity}
    seen = any(check.kind in proving and not fault(check) for check in dossier.standing_documents)
    if unread:
        return (Missing("identity_unread"),)
    return (Missing("identity_unproven"),) if without and not seen else ()


def own_word_faults(dossier: Dossier, today: date) -> tuple[Missing, ...]:
    """Return why an attestation for somebody who has come of age since counts no more: they sign themselves."""
    signed = dossier.attestation
    if signed is None or not _outgrown(dossier, [(signed.capacity, signed.day)], today):
        return ()
    return (Missing("came_of_age"),)


def consent_faults(dossier: Dossier, today: date) -> tuple[Missing, ...]:
    """Return why consents given for somebody who has come of age since count no more: they are asked themselves."""
    newest = dossier.consents[-1:]
    given = [(consent.capacity, saudi_day(consent.at)) for consent in newest]
    return (Missing("consent_anew"),) if _outgrown(dossier, given, today) else ()


def _outgrown(dossier: Dossier, given: Iterable[tuple[str, date]], today: date) -> bool:
    born = dossier.person.birth_date if dossier.person else None
    if not of_age(born, today):
        return False
    return any(capacity != OWN and of_age(born, day) is False for capacity, day in given)
