"""From a dossier to the journey's facts: which deeds stand, and what each condition still lacks."""

from datetime import date, datetime

from watan_desk.attestation.fingerprint import data_hash
from watan_desk.capture.validity import open_documents
from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import Missing
from watan_desk.dossier.protection import acting, consent_faults, identity_faults, own_word_faults, verified, ward_of
from watan_desk.dossier.records import Dossier
from watan_desk.eligibility.records import Examination
from watan_desk.eligibility.rules import open_criteria, open_mechanisms, without_source
from watan_desk.people.duplicates import open_flags
from watan_desk.people.representation import RECEIVE, SIGN, faults
from watan_desk.policy.eligibility import Entry, Mechanism
from watan_desk.policy.journey import Facts
from watan_desk.policy.office import Office
from watan_desk.policy.pack import Pack
from watan_desk.policy.parts import Label

URGENT = "urgent_field_help"
"""The setting by which an association lets help be given before a registration."""


def facts_of(dossier: Dossier, office: Office, now: datetime) -> Facts:
    """Return what is true of a case at an instant."""
    today = saudi_day(now)
    missing = {
        "answers_complete": open_answers(dossier, office, now),
        "documents_sound": _documents(dossier, office),
        "no_open_clarification": (Missing("open_clarification"),) if dossier.open_referral else (),
        "open_clarification": () if dossier.open_referral else (Missing("no_clarification"),),
        "may_attest": _instrument(dossier, office, SIGN, today),
        "may_receive": _instrument(dossier, office, RECEIVE, today),
        "receives_alone": tuple(Missing(code) for code in faults(None, ward_of(dossier, office), RECEIVE, today)),
        "own_consent": consent_faults(dossier, today),
        "own_word": own_word_faults(dossier, today),
        "identity_proven": identity_faults(dossier, office),
        "duplicates_settled": _doubts(dossier),
        "attestation_current": attestation_faults(dossier),
        "reply_due": _reply(dossier, today),
        "accepted": _acceptance(dossier),
        "urgent_allowed": urgent_allowed(office),
        **_eligibility(dossier, office),
    }
    return Facts(_done(dossier), missing, settings_on(office))


def settings_on(office: Office) -> frozenset[str]:
    """Return the settings of the association that are on."""
    return frozenset(name for name, value in office.settings.items() if value == "yes")


def urgent_allowed(office: Office) -> tuple[Missing, ...]:
    """Return why help may not be given before the registration: the association has not allowed it (R76)."""
    return () if office.settings.get(URGENT) == "yes" else (Missing(f"setting.{URGENT}"),)


def desk_facts(office: Office) -> Facts:
    """Return the facts of a deed that stands without a case."""
    return Facts(missing={"urgent_allowed": urgent_allowed(office)}, on=settings_on(office))


def _eligibility(dossier: Dossier, office: Office) -> dict[str, tuple[Missing, ...]]:
    """Return what the verification of entitlement lacks; nothing where the pack has none."""
    rules = office.pack.eligibility
    if rules is None:
        return {"sources_known": (), "mechanisms_done": (), "criteria_complete": ()}
    answers = dossier.request.answers if dossier.request else {}
    listed: dict[str, tuple[tuple[Entry, ...], str]] = {
        "sources_known": (without_source(rules, answers, dossier.gatherings), "source"),
        "mechanisms_done": (open_mechanisms(rules, answers, dossier.examinations), "mechanism"),
        "criteria_complete": (open_criteria(rules, dossier.assessments), "criterion"),
    }
    return {
        name: tuple(Missing(code, {"label": _both(item.label), **_about(item)}) for item in items)
        for name, (items, code) in listed.items()
    }


def _about(item: Entry) -> dict[str, str]:
    """Return the code of an entry, and the deed by which a mechanism is carried out."""
    return {"kind": item.code} | ({"deed_kind": item.deed} if isinstance(item, Mechanism) else {})


def _both(label: Label) -> dict[str, str]:
    return {"ar": label.ar, "en": label.en}


def is_stale(dossier: Dossier) -> bool:
    """Tell whether answers or documents changed after the attestation that counts."""
    attested = dossier.attestation
    if attested is None or attested.outcome != "attested" or dossier.request is None:
        return False
    return attested.data_hash != data_hash(dossier.request, dossier.documents)


def attestation_faults(dossier: Dossier) -> tuple[Missing, ...]:
    """Return why the attestation does not count: there is none, it was refused, or it is stale."""
    if dossier.attestation is None:
        return (Missing("attestation"),)
    if dossier.attestation.outcome == "refused":
        return (Missing("attestation_refused"),)
    return (Missing("attestation_stale"),) if is_stale(dossier) else ()


def state_of(dossier: Dossier, pack: Pack) -> str:
    """Return the state of a case, one of ``store.cases.STATES``.

    Where the pack's journey ends with the telling, a case is closed by it and never before (R85).
    """
    decided = dossier.decision
    told = decided.outcome if decided and dossier.notification else ""
    faults = {item.code for item in attestation_faults(dossier)}
    reached = (
        ("closed", bool(dossier.surveys) or (told == "accept" and _ends_with_telling(pack))),
        ("delivered", bool(dossier.deliveries)),
        ("registered", bool(dossier.registrations)),
        ("accepted", told == "accept"),
        ("rejected", told == "reject"),
        ("decided", decided is not None),
        ("raised", dossier.raising is not None),
        ("clarifying", dossier.open_referral is not None),
        ("unsigned", "attestation_refused" in faults),
        ("stale", "attestation_stale" in faults),
        ("attested", not faults),
        ("checked", bool(dossier.data_checks or dossier.assessments)),
    )
    return next((state for state, holds in reached if holds), "open")


def _ends_with_telling(pack: Pack) -> bool:
    """Tell whether telling the decision is the last thing that the journey asks for."""
    return [rule.kind for rule in pack.deeds if not rule.optional][-1] == "notify"


def open_answers(dossier: Dossier, office: Office, now: datetime) -> tuple[Missing, ...]:
    """Return the answers of the request that are missing or wrong, with their labels in both languages."""
    if dossier.request is None:
        return (Missing("deed", {"deed": "capture"}),)
    record = office.blank("capture", now=lambda: now, kept=dossier.request.instance)
    arabic = record.problems()
    record.lang = "en"
    labels = {problem.ref: problem.label for problem in record.problems()}
    return tuple(
        Missing(
            "answer" if problem.kind == "required" else "wrong_answer",
            {"label": {"ar": problem.label, "en": labels.get(problem.ref, problem.label)}, "field": problem.name},
        )
        for problem in arabic
    )


def _documents(dossier: Dossier, office: Office) -> tuple[Missing, ...]:
    answers = dossier.request.answers if dossier.request else {}
    return tuple(
        Missing(
            "document" if item.why == "missing" else f"document_{item.why}",
            {"label": office.choice_label("document", "doc_type", item.kind), "kind": item.kind},
        )
        for item in open_documents(answers, dossier.documents, office.pack.papers)
    )


def _instrument(dossier: Dossier, office: Office, act: str, today: date) -> tuple[Missing, ...]:
    found = faults(acting(dossier), ward_of(dossier, office), act, today, verified(dossier))
    return tuple(Missing(code) for code in found)


def _doubts(dossier: Dossier) -> tuple[Missing, ...]:
    return tuple(Missing(f"duplicate_{flag.kind}", {"number": flag.number}) for flag in open_flags(dossier.flags))


def _reply(dossier: Dossier, today: date) -> tuple[Missing, ...]:
    raised, decided = dossier.raising, dossier.decision
    if raised is None or raised.earliest_reply is None or today >= raised.earliest_reply:
        return ()
    if decided is not None and decided.override_reason:
        return ()
    return (Missing("reply_not_due", {"day": raised.earliest_reply.isoformat()}),)


def _acceptance(dossier: Dossier) -> tuple[Missing, ...]:
    if dossier.decision is None:
        return (Missing("no_decision"),)
    return () if dossier.decision.outcome == "accept" else (Missing("not_accepted"),)


def _done(dossier: Dossier) -> frozenset[str]:
    """Return the deeds that stand; an attestation that is refused or stale does not."""
    stands = {
        "open": True,
        "consent": bool(dossier.consents),
        "capture": dossier.request is not None,
        "document": bool(dossier.documents),
        "check": bool(dossier.data_checks),
        "clarify": bool(dossier.referrals),
        "answer": any(not referral.open for referral in dossier.referrals),
        "attest": not attestation_faults(dossier),
        "explain": bool(dossier.explanations),
        "need": bool(dossier.needs),
        "link": bool(dossier.links),
        "gather": bool(dossier.gatherings),
        "examine": any(not _is_visit(sheet) for sheet in dossier.examinations),
        "visit": any(_is_visit(sheet) for sheet in dossier.examinations),
        "assess": bool(dossier.assessments),
        "urgent": bool(dossier.urgent_help),
        "raise": dossier.raising is not None,
        "decide": dossier.decision is not None,
        "notify": dossier.notification is not None,
        "register": bool(dossier.registrations),
        "deliver": bool(dossier.deliveries),
        "rate": bool(dossier.surveys),
    }
    return frozenset(deed for deed, holds in stands.items() if holds)


def _is_visit(sheet: Examination) -> bool:
    return "place_kind" in sheet.answers
