"""What a case says to a letter: values gathered from the stages' records, by kind of letter.

A value that the case does not hold is left unset; the letter then leaves its sentence out, or refuses and names it.
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from watan_desk.capture.validity import open_documents
from watan_desk.common.clock import saudi_day
from watan_desk.common.messages import say
from watan_desk.decision.records import Decision
from watan_desk.dossier.facts import open_answers
from watan_desk.dossier.records import Dossier, last
from watan_desk.letter.phrases import Gender, Value
from watan_desk.letter.records import ISSUED, Letter
from watan_desk.letter.template import words
from watan_desk.letter.text import Letterhead
from watan_desk.policy.office import Office, missing_identity
from watan_desk.policy.pack import Pack

_COMPLETION_DAYS = "14"
"""Days for bringing what is missing (L02): the product's default; the association's ``completion_days`` goes before."""
_SHOWN_DIGITS = 4
_BEFORE_WITNESSES = frozenset({"thumbprint", "seal"})
_OWN = "self"
_SIGNED = frozenset({"L03", "L13"})
"""Letters in which whoever signs speaks."""


@dataclass(frozen=True)
class Sources:
    """All that a letter of a case is made from, at one instant."""

    dossier: Dossier
    office: Office
    letters: Sequence[Letter]
    """The letters of the case that the register holds."""
    now: datetime

    @property
    def today(self) -> date:
        """The Saudi day."""
        return saudi_day(self.now)

    def label(self, deed: str, field: str, value: object) -> str:
        """Return the Arabic label of a choice of a deed's form; empty where there is no answer."""
        return self.office.choice_label(deed, field, str(value))["ar"] if value else ""

    def answers(self, deed: str) -> Mapping[str, object]:
        """Return the newest answers of a stage's form; empty where it was not filled in."""
        dossier = self.dossier
        found = {
            "open": last(dossier.visits),
            "capture": dossier.request,
            "clarify": last(dossier.referrals),
            "attest": dossier.attestation,
            "deliver": last(dossier.deliveries),
        }[deed]
        return found.answers if found else {}

    def asked(self, field: str) -> object:
        """Return an answer of the request; nothing where the form does not ask it."""
        return self.answers("capture").get(field)


def gender_of(dossier: Dossier, kind: str = "") -> Gender:
    """Return the sex by which a letter speaks of the person; of a representative who signs it is not recorded."""
    if kind in _SIGNED and dossier.capacity != _OWN:
        return "unset"
    sex = dossier.person.sex if dossier.person else ""
    return "female" if sex == "female" else "male" if sex == "male" else "unset"


OFFICIAL = frozenset({"L05", "L12", "L18", "L20"})
"""Letters that no person takes home: between the association's own offices, and to other bodies."""


def letterhead_of(office: Office, kind: str = "") -> Letterhead:
    """Return the head of the office's letters; what the pack does not know, the association has set.

    Where people are hidden, a ``kind`` that a person takes home gets a head that names the branch only.
    """
    identity, given = office.pack.identity, office.settings
    return Letterhead(
        association=identity.name,
        header_line=identity.header_line,
        registration=identity.registration_text or given.get("registration_text", ""),
        branch=office.branch_name,
        address=given.get("address", ""),
        phone=office.branch_phone,
        email=identity.email or given.get("email", ""),
        handle=identity.handle,
        website=identity.website,
        preprinted=given.get("preprinted_paper", "") == "yes",
        logo=base64.b64decode(given.get("logo", "")),
        neutral=office.pack.discreet is not None and kind not in OFFICIAL,
        unset=missing_identity(office.pack, given),
    )


def values_for(kind: str, sources: Sources) -> dict[str, Value]:
    """Return the values that letters of this kind name, as far as the case holds them."""
    gathered = _GATHERERS.get(kind)
    return _shared(sources) | (gathered(sources) if gathered else {})


def handover_values(office: Office) -> dict[str, Value]:
    """Return what the office itself says on a hand-over's sheet (L12); the bundle's own values come from its caller."""
    return {
        "branch_name": office.branch_name,
        "delegate_name": office.delegate_name,
        "head_office_unit": office.settings.get("head_office_unit") or say("letter.value.head_office", "ar"),
    }


def masked(number: str) -> str:
    """Return an identity number with its last four digits only."""
    return "*" * max(len(number) - _SHOWN_DIGITS, 0) + number[-_SHOWN_DIGITS:]


def pack_values(pack: Pack) -> dict[str, Value]:
    """Return what an association's letters say in its own words: wording, bodies, documents, its name."""
    terms = pack.terms
    return {
        **pack.wording,
        "decision_body": terms.decision_body.ar,
        "referral_officer": terms.referral_officer.ar if terms.referral_officer else None,
        "tools_list": [tool.label.ar for tool in pack.tools if tool.kind == "document"],
        "association_name": pack.identity.name,
        "policy_title": pack.identity.policy_title,
    }


def office_values(office: Office) -> dict[str, Value]:
    """Return what an association's letters say in its own words, and the day of its approval where it may be quoted.

    That day is head office's signed word, or a text that leaves no doubt; otherwise it is unset, and every clause that
    quotes it falls away (R11).
    """
    return pack_values(office.pack) | {"approved_date": office.approved_on}


def _shared(sources: Sources) -> dict[str, Value]:
    office, dossier = sources.office, sources.dossier
    request, person = office.pack.request, dossier.person
    return {
        **office_values(office),
        "branch_name": office.branch_name,
        "branch_phone": office.branch_phone,
        "delegate_name": office.delegate_name,
        "full_name": person.full_name if person else None,
        "case_no": dossier.case.number,
        "date": sources.today,
        "request_date": saudi_day(dossier.case.opened_at),
        "contact_preference": sources.label("capture", request.contact, sources.asked(request.contact)),
        "reply_period": _reply_period(office),
    }


def _reply_period(office: Office) -> str | None:
    """Return the longest time a reply may take, as the policy or the association gives it (R74)."""
    wait = office.pack.wait
    entered = office.settings.get(wait.max_setting, "") if wait.max_setting else ""
    days = int(entered) if entered else wait.max_days
    return None if days is None else say("letter.value.days", "ar", count=days)


def _receipt(sources: Sources) -> dict[str, Value]:
    office, dossier = sources.office, sources.dossier
    identifying = office.pack.documents.identity
    rows = [
        {
            "label": sources.label("document", "doc_type", check.kind),
            "number": masked(check.number) if check.kind in identifying else check.number,
            "expires": check.expires_on or "",
            "result": sources.label("document", "doc_match", check.match),
        }
        for check in dossier.standing_documents
    ]
    asked = office.pack.request.kinds
    codes = _listed(sources.asked(asked) or [])
    kinds = [sources.label("capture", asked, code) for code in codes]
    return {
        "date": saudi_day(dossier.case.opened_at),
        "request_kind": kinds,
        "documents": rows,
        "doc_count": len(rows),
    }


def _missing(sources: Sources) -> dict[str, Value]:
    """L02: documents and answers that the request still needs, each with its reason."""
    office, dossier = sources.office, sources.dossier
    found = open_documents(sources.answers("capture"), dossier.documents, office.pack.papers)
    rows = [(sources.label("document", "doc_type", item.kind), item.why) for item in found]
    if dossier.request is not None:
        rows += [(item.params["label"]["ar"], item.code) for item in open_answers(dossier, office, sources.now)]
    days = int(office.settings.get("completion_days", _COMPLETION_DAYS))
    return {
        "missing": [{"label": label, "reason": say(f"letter.reason.{why}", "ar")} for label, why in rows],
        "due_date": sources.today + timedelta(days=days),
    }


def _attestation(sources: Sources) -> dict[str, Value]:
    """L03: whoever signs is the applicant, or the representative with the instrument."""
    person, answers = sources.dossier.person, sources.answers("capture")
    attested = sources.answers("attest")
    capacity = sources.dossier.capacity
    helped = sources.answers("open").get("assistance_needed") or []
    aloud = attested.get("reads_self") == "no" or (not attested and "reading" in _listed(helped))
    method = attested.get("attest_method")
    employee = sources.office.settings.get("employee_attests") == "yes"
    values: dict[str, Value] = {
        "id_type": identity_label(sources, person.id_type) if person else None,
        "id_number": person.id_number if person else None,
        "capacity": capacity_said(sources, capacity),
        "reading_mode": say(f"letter.value.read_{'aloud' if aloud else 'self'}", "ar"),
        "employee_signs": "yes" if employee else None,
        "applicant_signs": None if employee else "yes",
        "witnessed": "yes" if method in _BEFORE_WITNESSES or (method is None and aloud) else None,
    }
    if capacity != _OWN:
        values["full_name"] = str(answers.get("rep_name") or "")
        values["id_number"] = str(answers.get("rep_id_number") or "")
        values["id_type"] = say("letter.value.identity", "ar")
    return values


def identity_label(sources: Sources, kind: str) -> str:
    """Return what the pack calls a kind of identity, or else the request form."""
    request = sources.office.pack.request
    own = next((item.label.ar for item in request.identity if item.kind == kind and item.label), "")
    return own or sources.label("capture", request.chooser, kind)


def capacity_said(sources: Sources, capacity: str) -> str:
    """Return in what capacity somebody signs, as a letter says it."""
    if capacity == _OWN:
        return say(f"letter.value.own_{gender_of(sources.dossier)}", "ar")
    person = sources.dossier.person
    name = person.full_name if person else ""
    return say("letter.value.for_another", "ar", role=sources.label("open", "applicant_capacity", capacity), name=name)


def _receiving(sources: Sources, capacity: str) -> str:
    if capacity == _OWN:
        return capacity_said(sources, capacity)
    return sources.label("deliver", "receiver_capacity", capacity)


def _clarification(sources: Sources) -> dict[str, Value]:
    referral = last(sources.dossier.referrals)
    if referral is None:
        return {}
    answers = sources.answers("clarify")
    answered = [item.answer for item in sources.dossier.inquiries if item.answered and item.answer]
    return {
        "date": saudi_day(referral.at),
        "question_text": _sentence(referral.question),
        "explained_so_far": _sentence(str(answers.get("explained_so_far") or ""))
        or say("letter.value.joint", "ar").join(answered),
        "answer_by": _day(answers.get("answer_by")),
        "contact_preference": sources.label("clarify", "contact_preference", answers.get("contact_preference")),
        "confidentiality": sources.label("clarify", "confidentiality", answers.get("confidentiality")),
    }


def _raising(sources: Sources) -> dict[str, Value]:
    dossier = sources.dossier
    checked, raised = last(dossier.data_checks) or last(dossier.assessments), dossier.raising
    receipts = [item.number for item in sources.letters if item.kind == "L01" and item.status == ISSUED]
    return {
        "receipt_no": receipts[-1] if receipts else None,
        "complete_date": saudi_day(checked.at) if checked else None,
        "raised_date": raised.raised_on if raised else None,
        "earliest_reply": raised.earliest_reply if raised else None,
    }


def _decided(decision: Decision) -> dict[str, Value]:
    """The session, or where no committee sits the decision by the same number and day."""
    return {
        "session_no": decision.session_no,
        "session_date": decision.decided_on,
        "decision_no": decision.session_no,
        "decision_date": decision.decided_on,
        "citation": decision.details.get("citation"),
    }


def _acceptance(sources: Sources) -> dict[str, Value]:
    decision, given = sources.dossier.decision, sources.office.settings
    if decision is None:
        return {}
    details = decision.details
    days = given.get("registration_days", "")
    return _decided(decision) | {
        "category": sources.label("register", "category", details.get("category")),
        "support_granted": details.get("support"),
        "start_date": _day(details.get("start")),
        "duration": details.get("duration"),
        "review_date": _day(details.get("review")),
        "registration_days": int(days) if days else None,
        "registration_items": given.get("registration_items"),
    }


def _rejection(sources: Sources) -> dict[str, Value]:
    decision, given = sources.dossier.decision, sources.office.settings
    if decision is None:
        return {}
    days = given.get("appeal_days", "")
    guides = words().listed.join(tool.label.ar for tool in sources.office.pack.tools if tool.kind == "document")
    return _decided(decision) | {
        "reason_text": _sentence(decision.reason),
        "policy_clause": decision.details.get("clause") or say("letter.value.guides", "ar", guides=guides),
        "appeal_days": int(days) if days else None,
        "appeal_body": given.get("appeal_body"),
        "alternatives": decision.details.get("alternatives") or given.get("alternatives"),
    }


def _delivery(sources: Sources) -> dict[str, Value]:
    delivered = last(sources.dossier.deliveries)
    if delivered is None:
        return {}
    answers = delivered.answers
    return {
        "delivery_no": delivered.number,
        "date": delivered.delivered_on,
        "time": str(answers.get("delivery_time") or "")[:5],
        "delivery_place": answers.get("delivery_place"),
        "receiver_name": answers.get("receiver_name"),
        "receiver_id_masked": masked(str(answers.get("receiver_id") or "")),
        "capacity": _receiving(sources, str(answers.get("receiver_capacity") or "")),
        "condition": sources.label("deliver", "item_condition", answers.get("item_condition")),
        "remarks": answers.get("remarks") or say("letter.value.no_remarks", "ar"),
        "delivered_m3": answers.get("delivered_m3"),
        "delivery_note_no": answers.get("delivery_note_no"),
        "items": [
            {"label": item.get("item", ""), "quantity": item.get("quantity", ""), "unit": item.get("unit", "")}
            for item in answers.get("items") or []
        ],
    }


_GATHERERS: Mapping[str, Callable[[Sources], dict[str, Value]]] = {
    "L01": _receipt,
    "L02": _missing,
    "L03": _attestation,
    "L04": _clarification,
    "L06": _raising,
    "L07": _acceptance,
    "L08": _rejection,
    "L09": _delivery,
}


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _sentence(text: str) -> str:
    """Return a typed text ready to stand inside a sentence: without a full stop of its own."""
    return text.strip().rstrip(".").rstrip()


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else str(value).split()
