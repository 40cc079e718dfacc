"""What a delegate does at reception."""

from datetime import date

from watan_desk.common.errors import FieldProblem, Invalid, Refused
from watan_desk.forms import Record
from watan_desk.people.records import require_person
from watan_desk.policy.activation import require_active
from watan_desk.policy.desk import require_in_force
from watan_desk.policy.journey import Facts, require
from watan_desk.policy.office import Answers, Office
from watan_desk.store.cases import Case, case_by_id, new_alias
from watan_desk.store.work import Work


def receive(work: Work, office: Office, data: Answers) -> Case | None:
    """Record a visit with its inquiries; open a case when the visit ends in a request, else return nothing.

    Raises:
        Invalid: the reception form's rules are broken; only a beneficiary's visit ends in a request (R21).
        NotYet: the pack is not in use yet; names what is missing (R13, R51, R74).
        Unusable: the visit names a person this desk does not know.
    """
    require(office.pack, "open", Facts())
    record = office.checked("open", data, now=work.now())
    stamp = office.stamp("open", record)
    starts = record.value("outcome") == "start_request"
    if starts:
        require_active(office)
        require_in_force(work, office)
    known = record.value("known_person")
    if known:
        require_person(work.connection, known)
    case_id = _open_case(work, office, known, _chosen_form(office, record)) if starts else None
    visit = work.put(
        "visit",
        {
            "case_id": case_id,
            "day": date.fromisoformat(record.value("reception_date")),
            "reason": record.value("visit_reason"),
            "channel": record.value("reception_channel"),
            "place": record.value("reception_place"),
            "capacity": record.value("applicant_capacity"),
            "language": record.value("preferred_language"),
            "outcome": record.value("outcome"),
            **stamp,
            **work.by(),
        },
    )
    for inquiry in stamp["answers"].get("inquiries", []):
        _note(work, visit, case_id, inquiry)
    return case_by_id(work.connection, case_id) if case_id else None


def explain_rights(work: Work, office: Office, case: Case, language: str) -> None:
    """Record that the rights card was explained to the person, and in which language (R24).

    Raises:
        Refused: no language is named.
    """
    if not language.strip():
        raise Refused("reception.no_language")
    values = {"case_id": case.id, "version": office.pack.version, "language": language.strip(), "explained": True}
    work.put("rights_card", values | work.by())


def _chosen_form(office: Office, record: Record) -> str:
    """Return the code of the request form that was chosen, blank where the association has one only (R58).

    Raises:
        Invalid: the policy has that form for people who come in another way.
    """
    chosen = next((item for item in office.pack.request_forms if item.code == record.value("request_form")), None)
    if chosen is None:
        return ""
    if any(record.value(name) not in allowed for name, allowed in chosen.when.items()):
        raise Invalid((FieldProblem("request_form", "reception.form_not_for"),))
    return chosen.code


def _open_case(work: Work, office: Office, person: str, request_form: str) -> str:
    number, _, _ = work.next_number("case", 4)
    values = {
        "number": number,
        "pack": office.pack.slug,
        "pack_version": office.pack.version,
        "state": "open",
        "owner": work.actor.code,
        "opened_at": work.now(),
        "person_id": person or None,
        "request_form": request_form,
        "alias": new_alias(work.connection, office.pack.discreet.alias_letters) if office.pack.discreet else "",
    }
    return work.put("case", values)


def _note(work: Work, visit: str, case_id: str | None, inquiry: Answers) -> None:
    values = {
        "case_id": case_id,
        "visit_id": visit,
        "question": inquiry.get("question", ""),
        "answer": inquiry.get("answer", ""),
        "reference": inquiry.get("reference", ""),
        "answered": inquiry.get("answered", "yes") == "yes",
        **work.by(),
    }
    work.put("inquiry", values)
