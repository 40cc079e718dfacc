"""What a case says to the letters that no deed of the journey asks for: survey, consent, thumb minute, status.

Each can be issued as soon as the case holds its record, for every association.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from watan_desk.attestation.records import Attestation
from watan_desk.capture.records import ABOUT, NOTICE, Consent
from watan_desk.capture.validity import open_documents
from watan_desk.common.clock import SAUDI, saudi_day
from watan_desk.common.messages import say
from watan_desk.dossier.facts import state_of
from watan_desk.dossier.records import Dossier, last
from watan_desk.forms.view import NodeView
from watan_desk.letter.phrases import Value
from watan_desk.letter.records import ISSUED, Letter
from watan_desk.letter.template import words
from watan_desk.letter.values import Sources, capacity_said, identity_label, values_for
from watan_desk.policy.office import Office

_BEFORE_WITNESSES = frozenset({"thumbprint", "seal"})
_IN_THE_FIELD = frozenset({"oral", "written"})
"""How consent was given where it is asked in the field, with the notice in the same words."""
_BASIS = "consent_basis"
"""The question of a field consent that says both that the notice was given and how."""
_NOBODY_ASKED = "actual_interest"
_OVER = frozenset({"rejected", "closed"})
_WAITING = frozenset({"raised", "decided"})
"""States in which the reply is still to come; one that came early reads the same (R73)."""


def surveyed(sources: Sources) -> dict[str, Value]:
    """L11: of which service the survey asks."""
    delivered = last(sources.dossier.deliveries)
    return {"delivery_no": delivered.number, "date": delivered.delivered_on} if delivered else {}


def consented(sources: Sources) -> dict[str, Value]:
    """L13: what was chosen for each purpose, how it was explained, and what the association set for its data."""
    chosen = newest_choices(sources.dossier.consents)
    if not chosen:
        return {}
    newest, given = chosen[-1], sources.office.settings
    return {
        "capacity": capacity_said(sources, newest.capacity),
        "purpose": say("letter.value.purpose", "ar"),
        "retention": given.get("retention"),
        "privacy_contact": given.get("privacy_contact"),
        "consent_choices": [
            dict(zip(("purpose", "choice"), consent_said(sources.office, each.purpose, each.choice), strict=True))
            for each in chosen
        ],
        "method": _explained(sources, newest.method),
        "language": _language(sources, newest.language),
        "date": saudi_day(newest.at),
        "time": _time(newest.at),
    }


def _explained(sources: Sources, method: str) -> str:
    """Return how the notice was given, as an adverb; nothing where nobody could be asked, and so nothing was agreed."""
    if method in _IN_THE_FIELD:
        return say(f"letter.value.explained_{method}", "ar")
    return "" if method == _NOBODY_ASKED else sources.label("consent", NOTICE, method)


def _language(sources: Sources, code: str) -> str:
    """Return the name of a language, as the form of consents or that of the attestation lists it."""
    if not code:
        return ""
    labels = (
        sources.label(deed, field, code)
        for deed, field in (("consent", "consent_language"), ("attest", "reading_language"))
    )
    return next((label for label in labels if label != code), code)


def newest_choices(consents: Sequence[Consent]) -> tuple[Consent, ...]:
    """Return the choice that stands for each purpose, as they were asked."""
    found = {each.purpose: each for each in consents if each.purpose not in ABOUT}
    return tuple(found.values())


def thumbed(sources: Sources) -> dict[str, Value]:
    """L15: who read the attestation aloud, in which language, which thumb, and before whom."""
    signed, person = witnessed(sources.dossier), sources.dossier.person
    if signed is None or person is None:
        return {}
    answers = signed.answers
    return {
        "id_type": identity_label(sources, person.id_type),
        "id_number": person.id_number,
        "date": signed.day,
        "time": _time(signed.at),
        "reason": answers.get("unable_reason"),
        "reader_name": answers.get("reader_name"),
        "document_title": say("letter.value.attestation", "ar"),
        "document_no": _newest(sources.letters, "L03"),
        "language": sources.label("attest", "reading_language", answers.get("reading_language")),
        "hand": sources.label("attest", "thumb", answers.get("thumb")),
        **{name: answers.get(f"{name}_name") for name in ("witness1", "witness2")},
        **{name: answers.get(name) for name in ("witness1_id", "witness2_id")},
    }


def witnessed(dossier: Dossier) -> Attestation | None:
    """Return the attestation that was made by thumb or seal, if the one that counts is such."""
    signed = dossier.attestation
    return signed if signed and signed.method in _BEFORE_WITNESSES else None


def standing(sources: Sources) -> dict[str, Value]:
    """L16: where the request stands in plain words, what came last, what comes next and who takes it.

    A decision that is held until its day changes nothing of it (R73).
    """
    dossier, office = sources.dossier, sources.office
    state = state_of(dossier, office.pack)
    said = "raised" if state == "decided" else state
    step, at = _last_step(dossier)
    upcoming = _next_deed(dossier, office, said)
    missing = dossier.request is not None and not dossier.raising and _missing(sources)
    raised = values_for("L06", sources) if said in _WAITING else {"reply_line": None}
    return {
        **raised,
        "date": sources.today,
        "time": _time(sources.now),
        "status_plain": say(f"letter.status.{said}", "ar"),
        "last_step": say(f"letter.step.{step}", "ar"),
        "last_step_date": saudi_day(at),
        "next_step": say(f"letter.next.{upcoming}", "ar") if upcoming else None,
        "next_party": _party(office, upcoming) if upcoming else None,
        "needed_from_person": say("letter.value.needed" if missing else "letter.value.nothing_needed", "ar"),
        "identity_check": words().blank,
    }


def _last_step(dossier: Dossier) -> tuple[str, datetime]:
    """Return the newest step that the person may know of, and its instant."""
    steps: list[tuple[str, datetime]] = [("open", dossier.case.opened_at)]
    known: tuple[tuple[str, Sequence[object]], ...] = (
        ("check", dossier.data_checks),
        ("clarify", dossier.referrals),
        ("attest", dossier.attestations),
        ("raise", dossier.raisings),
        ("notify", dossier.notifications),
        ("register", dossier.registrations),
        ("deliver", dossier.deliveries),
    )
    for name, found in known:
        steps += [(name, each.at) for each in found[-1:]]  # type: ignore[attr-defined]  # every record has its instant
    return max(reversed(steps), key=lambda step: step[1])  # of one instant the later step


def _next_deed(dossier: Dossier, office: Office, state: str) -> str:
    """Return the next step the person may await; empty where the request has come to its end."""
    if state in _OVER:
        return ""
    if state in _WAITING:
        return "decide"
    known = {rule.kind for rule in office.pack.deeds}
    done = {
        "check": bool(dossier.data_checks),
        "attest": dossier.attestation is not None and state not in {"stale", "unsigned"},
        "raise": dossier.raising is not None,
        "register": bool(dossier.registrations),
        "deliver": bool(dossier.deliveries),
    }
    return next((deed for deed, stands in done.items() if deed in known and not stands), "")


def _party(office: Office, deed: str) -> str:
    return office.pack.terms.decision_body.ar if deed == "decide" else office.branch_name


def _missing(sources: Sources) -> bool:
    dossier, pack = sources.dossier, sources.office.pack
    return bool(open_documents(sources.answers("capture"), dossier.documents, pack.papers))


def consent_said(office: Office, purpose: str, choice: str) -> tuple[str, str]:
    """Return what a consent is for and what was chosen, in the words of the form that asked."""
    asked = [("consent", purpose), ("capture", purpose), *([("consent", _BASIS)] if purpose == NOTICE else [])]
    for deed, name in asked:
        label = question_label(office, deed, name)
        if label != name:
            return label, office.choice_label(deed, name, choice)["ar"]
    return purpose, choice


def question_label(office: Office, deed: str, name: str) -> str:
    """Return the Arabic label of a question of a deed's form; the name itself where the form has no such question."""
    nodes = [office.blank(deed, now=lambda: datetime(2026, 1, 1, tzinfo=UTC)).tree()]
    while nodes:
        node: NodeView = nodes.pop()
        if node.name == name and node.label:
            return node.label
        nodes += node.children
    return name


def _newest(letters: Sequence[Letter], kind: str) -> str | None:
    found = [each.number for each in letters if each.kind == kind and each.status == ISSUED]
    return found[-1] if found else None


def _time(instant: datetime) -> str:
    return instant.astimezone(SAUDI).strftime("%H:%M")


GATHERERS: Mapping[str, Callable[[Sources], dict[str, Value]]] = {
    "L11": surveyed,
    "L13": consented,
    "L15": thumbed,
    "L16": standing,
}
"""By kind of letter."""
