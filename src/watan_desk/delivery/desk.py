"""What a delegate does once the request is accepted and told."""

from dataclasses import replace
from datetime import date

from watan_desk.capture.records import request_of
from watan_desk.common.errors import Missing, NotYet, Refused
from watan_desk.delivery.records import (
    Delivery,
    Registration,
    Survey,
    UrgentHelp,
    all_urgent_help,
    deliveries_of,
    registrations_of,
    surveys_of,
)
from watan_desk.people.records import person_by_id
from watan_desk.people.register import note_act
from watan_desk.people.representation import OWN, RECEIVE, SEEN_HERE, faults, representation_of, ward_from
from watan_desk.policy.journey import Facts, require
from watan_desk.policy.office import Answers, Office
from watan_desk.store.cases import Case
from watan_desk.store.work import Work


def help_urgently(work: Work, office: Office, facts: Facts, case: Case | None, data: Answers) -> UrgentHelp:
    """Record help that could not wait: given in the field, before any registration, and marked as urgent (R76).

    It stands without a case; on one it belongs to its request.

    Raises:
        NotYet: the policy knows no urgent help, or the association has not allowed it.
        Invalid: the form's rules are broken.
    """
    require(office.pack, "urgent", facts)
    record = office.checked("urgent", data, now=work.now())
    values = {
        "case_id": case.id if case else None,
        "given_on": date.fromisoformat(record.value("given_on")),
        "triage": record.value("triage"),
    }
    kept = work.put("urgent_help", values | office.stamp("urgent", record) | work.by())
    return next(each for each in all_urgent_help(work.connection) if each.id == kept)


def claim_help(work: Work, case: Case, help_id: str) -> UrgentHelp:
    """Let urgent help that was given before any case belong to the case that followed it.

    Raises:
        Refused: there is no such help here, or it belongs to a case already.
    """
    given = next((each for each in all_urgent_help(work.connection) if each.id == help_id), None)
    if given is None or given.case_id is not None:
        raise Refused("delivery.no_open_help")
    work.put("urgent_help", {"case_id": case.id}, id=given.id)
    return replace(given, case_id=case.id)


def register(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Registration:
    """Complete the registration and give it a number.

    Raises:
        NotYet, Invalid: the request was not accepted and told, an item is open, or the form's rules are broken.
    """
    require(office.pack, "register", facts)
    record = office.checked("register", data, now=work.now())
    number, _, _ = work.next_number("registration", 4)
    values = {"number": number, "registered_on": date.fromisoformat(record.value("registered_on"))}
    work.put("registration", values | office.stamp("register", record) | {"case_id": case.id, **work.by()})
    return registrations_of(work.connection, case.id)[-1]


def deliver(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Delivery:
    """Record a delivery, whole or partial, with what was handed over and who received it.

    Whoever receives for the person shows an instrument that is looked at on this day, not only at intake; one who is
    met here for the first time is recorded with it.

    Raises:
        NotYet: the registration is not complete, or the receiver's instrument does not cover receiving.
        Invalid: the form's rules are broken.
    """
    require(office.pack, "deliver", facts)
    request = request_of(work.connection, case.id)
    known = request.answers if request else {}
    capacity = str(known.get("applicant_capacity") or OWN)
    record = office.checked("deliver", {**data, "applicant_capacity": capacity}, now=work.now())
    answers = record.data()
    receiver = str(answers.get("receiver_capacity") or OWN)
    new = receiver not in {OWN, capacity}
    missing = _may_not_begin(work, office, case, known, answers) if new else _may_not_receive(facts, receiver)
    if missing:
        raise NotYet("deliver", missing)
    number, _, _ = work.next_number("delivery", 4)
    values = {
        "number": number,
        "delivered_on": date.fromisoformat(record.value("delivery_date")),
        "partial": record.value("partial") == "yes",
    }
    work.put("delivery", values | office.stamp("deliver", record) | {"case_id": case.id, **work.by()})
    acting = representation_of(answers if new else known, receiver)
    note_act(work, case.id, acting, RECEIVE, "" if new else "verified")
    return deliveries_of(work.connection, case.id)[-1]


def _may_not_receive(facts: Facts, receiver: str) -> tuple[Missing, ...]:
    """Return why this receiver may not receive: the person themselves, or the representative the request speaks of."""
    return facts.missing.get("receives_alone" if receiver == OWN else "may_receive", ())


def _may_not_begin(work: Work, office: Office, case: Case, known: Answers, answers: Answers) -> tuple[Missing, ...]:
    """Return why a representative who is met here for the first time may not receive.

    Head office has said nothing of them and could not: the instrument itself is seen now, the act stays not verified,
    and both travel. Whoever the request speaks of already is not new by another capacity.
    """
    if answers.get("receiver_id") == known.get("rep_id_number"):
        return (Missing("instrument_unverified"),)
    acting = representation_of(answers, str(answers.get("receiver_capacity")))
    born = person_by_id(work.connection, case.person_id).birth_date if case.person_id else None
    hidden = office.pack.discreet
    told = {**known, "rep_guardians": answers.get("rep_guardians", "")}
    ward = ward_from(born, told, hidden.guardian_safe if hidden else "")
    return tuple(Missing(code) for code in faults(acting, ward, RECEIVE, work.today(), SEEN_HERE))


def rate(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Survey:
    """Record that the survey was offered and, where the person wished, the answers. It closes the case.

    Raises:
        NotYet, Invalid: nothing was delivered, or the form's rules are broken.
    """
    require(office.pack, "rate", facts)
    record = office.checked("rate", data, now=work.now())
    values = {"accepted": record.value("accepted") == "yes"}
    work.put("survey", values | office.stamp("rate", record) | {"case_id": case.id, **work.by()})
    return surveys_of(work.connection, case.id)[-1]
