"""What a delegate does with data and documents."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from watan_desk.capture.forms import keep_form
from watan_desk.capture.records import (
    ABOUT,
    NOTICE,
    UPLOADS,
    Consent,
    DataCheck,
    DocumentCheck,
    KinLink,
    Need,
    Request,
    consents_of,
    data_checks_of,
    documents_of,
    links_of,
    needs_of,
    newest_request,
    request_of,
    standing_consents,
)
from watan_desk.capture.reuse import fingerprint
from watan_desk.capture.validity import judge, settled
from watan_desk.common.errors import FieldProblem, Invalid, Refused
from watan_desk.forms import Form, Record
from watan_desk.people.register import keep_person
from watan_desk.policy.journey import Facts, require
from watan_desk.policy.office import Answers, Office
from watan_desk.reception.records import Visit, visits_of
from watan_desk.store.cases import Case, all_cases
from watan_desk.store.work import Work

IN_MEMORY = "capture.no_record_consent"
"""Why nothing was written: the person has not agreed yet, and what they say stays in memory."""
SENSITIVE, SENSITIVE_ASKED = "consent_sensitive", "sensitive_allowed"
"""The purpose of explicit consent to sensitive data, and the program's own answer by which a form leaves it unasked."""


def consent(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> tuple[Consent, ...]:
    """Record that the privacy notice was given, and the person's choice for each purpose: a row each.

    Without a consent to sensitive data what was captured of it is taken out again (Personal Data Protection Law,
    arts. 5 to 7).

    Raises:
        NotYet, Invalid: the deed comes too early, or the form's rules are broken.
    """
    require(office.pack, "consent", facts)
    visit = visits_of(work.connection, case.id)[-1]
    form = office.form_of("consent")
    known = program_answers(form, {"applicant_capacity": visit.capacity})
    record = office.checked("consent", {**known, **data}, now=work.now())
    answers = record.data()
    common = {
        "case_id": case.id,
        "method": str(answers.get(NOTICE) or answers.get("consent_basis", "")),
        "language": str(answers.get("consent_language") or visit.language),
        "text_version": form.version,
        "capacity": str(answers.get("applicant_capacity") or visit.capacity),
        **work.by(),
    }
    work.put("consent", {"purpose": NOTICE, "choice": "given", **common})
    for purpose in purposes(form):
        if choice := str(answers.get(purpose, "")):
            work.put("consent", {"purpose": purpose, "choice": choice, **common})
    _clear_sensitive(work, office, case)
    return consents_of(work.connection, case.id)


def withdraw(work: Work, office: Office, case: Case, purpose: str) -> tuple[Consent, ...]:
    """Take a consent back, at any time and in any state of the case; what rested on it alone is taken out.

    Raises:
        Refused: there is no such consent that stands.
    """
    standing = standing_consents(consents_of(work.connection, case.id)).get(purpose)
    if standing is None or not standing.stands or purpose == NOTICE:
        raise Refused("capture.no_such_consent")
    work.put("consent", {"withdrawn_at": work.now(), "case_id": case.id}, id=standing.id)
    _clear_sensitive(work, office, case)
    return consents_of(work.connection, case.id)


def purposes(form: Form) -> tuple[str, ...]:
    """Return the purposes that a form asks consent for, in its order: its fields marked so, the notice aside."""
    return tuple(field.name for field in form.fields() if field.flag == "consent" and field.name not in ABOUT)


def _clear_sensitive(work: Work, office: Office, case: Case) -> None:
    """Take sensitive answers out of the request where the person does not agree to their being kept."""
    request = request_of(work.connection, case.id)
    if request is None or may_hold_sensitive(consents_of(work.connection, case.id)):
        return
    moment = work.now()
    record = office.blank("capture", now=lambda: moment, kept=request.instance)
    _drop_sensitive(office, record)
    values = {"instance": record.xml(), "canonical": record.canonical().decode(), "answers": record.data()}
    work.put("request", values | {"complete": not record.problems(), "case_id": case.id}, id=request.id)


def may_hold_sensitive(consents: Iterable[Consent]) -> bool:
    """Tell whether sensitive answers may be kept: always, unless the person was asked and did not agree."""
    asked = standing_consents(consents).get(SENSITIVE)
    return asked is None or asked.stands


def _drop_sensitive(office: Office, record: Record) -> None:
    """Empty the sensitive answers, and tell the form not to ask for them."""
    record.forget_sensitive()
    form = office.shelf.version(office.form_of("capture"), record.definition.id, record.definition.version)
    fields = form.fields()
    blank = {field.name: "" for field in fields if field.sensitive and not field.repeat}
    record.fill(blank | {field.name: "no" for field in fields if field.name == SENSITIVE_ASKED})
    for repeat in {field.repeat for field in fields if field.sensitive and field.repeat}:
        items = record.data().get(repeat)
        if isinstance(items, list):
            inside = {field.name for field in fields if field.sensitive and field.repeat == repeat}
            record.fill({repeat: [{k: v for k, v in item.items() if k not in inside} for item in items]})


def capture(work: Work, office: Office, facts: Facts, case: Case, data: Answers | Record) -> Request:
    """Keep the request's answers as typed, wrong or incomplete ones included; wrong ones block later deeds.

    ``data`` is the open form of the page, or answers by field name.

    Where the association hides people, nothing is kept before the person agrees to it (R92). A person who asked before
    finds known answers filled in already (R29).

    Raises:
        NotYet: the deed comes too early.
        Invalid: a field is unknown.
        Refused: the person has not agreed that anything is kept; nothing was.
    """
    require(office.pack, "capture", facts)
    record = data if isinstance(data, Record) else _filled(work, office, case, data)
    visit = visits_of(work.connection, case.id)[-1]
    given_before = consents_of(work.connection, case.id)
    form = office.shelf.version(office.form_of("capture"), record.definition.id, record.definition.version)
    record.fill(program_answers(form, own_answers(office, case, visit, given_before)))
    if not may_hold_sensitive(given_before):
        _drop_sensitive(office, record)
    if not may_keep(office, record):
        raise Refused(IN_MEMORY)
    answers = record.data()
    keep_form(work.connection, form)
    old = request_of(work.connection, case.id)
    values = {
        "case_id": case.id,
        "form_id": form.id,
        "form_version": form.version,
        "instance": record.xml(),
        "canonical": record.canonical().decode(),
        "answers": answers,
        "complete": not record.problems(),
        **work.by(),
    }
    work.put("request", values, id=old.id if old else None)
    _keep_consents(work, form, answers, given_before, case, visit.language)
    needs = {"language": visit.language, "assistance": _listed(visit.answers.get("assistance_needed"))}
    person = keep_person(work, office.pack.request, answers, case.person_id, needs)
    if person != case.person_id:
        work.put("case", {"person_id": person}, id=case.id)
    kept = request_of(work.connection, case.id)
    if kept is None:
        raise AssertionError("the request was just written")
    return kept


def may_keep(office: Office, record: Record) -> bool:
    """Tell whether an open request form may be written to the disk: in memory only until the person agrees (R92)."""
    hidden = office.pack.discreet
    return hidden is None or record.value(hidden.record_consent) == "yes"


def own_answers(office: Office, case: Case, visit: Visit, consents: Sequence[Consent]) -> dict[str, str]:
    """Return what the program itself answers of a request form: in what capacity, in which language, by what alias."""
    capacity = consents[-1].capacity if consents else visit.capacity
    known = {"applicant_capacity": capacity, "preferred_language": visit.language}
    known[SENSITIVE_ASKED] = "" if may_hold_sensitive(consents) else "no"
    if office.pack.discreet is not None:
        known[office.pack.discreet.alias] = case.alias
    return program_answers(office.form_of("capture"), known)


def known_answers(connection: sa.Connection, office: Office, case: Case) -> dict[str, Any]:
    """Return what the person of a case told with the newest earlier request: never typed twice (R29).

    Left out is what speaks of that request alone, what the person must choose anew, and whatever is sensitive.
    """
    before = newest_request(connection, case.person_id, case.id) if case.person_id else None
    form = office.form_of("capture")
    if before is None or before.form_id not in {each.form_of("capture").id for each in office.request_offices()}:
        return {}
    told = [field for field in form.fields() if field.type not in {"hidden", *UPLOADS}]
    fields = [field for field in told if not field.flag]
    own = set(office.pack.request.anew)
    plain = {field.name for field in fields if not field.repeat and not field.sensitive} - own
    found = {name: value for name, value in before.answers.items() if name in plain}
    for repeat in {field.repeat for field in fields if field.repeat} - own:
        inside = {field.name for field in fields if field.repeat == repeat and not field.sensitive}
        items = before.answers.get(repeat)
        if isinstance(items, list):
            found[repeat] = [{name: value for name, value in item.items() if name in inside} for item in items]
    return found


def program_answers(form: Form, known: Mapping[str, str]) -> dict[str, str]:
    """Return what the program itself answers of a form: those of ``known`` that the form has a place for."""
    names = {field.name for field in form.fields()}
    return {name: value for name, value in known.items() if name in names}


def _keep_consents(
    work: Work, form: Form, answers: Answers, before: Iterable[Consent], case: Case, language: str
) -> None:
    """Keep each consent that the request form itself asks for, as often as its choice changes."""
    standing = standing_consents(before)
    for purpose in purposes(form):
        choice = str(answers.get(purpose, ""))
        old = standing.get(purpose)
        if not choice or (old is not None and old.choice == choice):
            continue
        values = {"case_id": case.id, "purpose": purpose, "choice": choice, "method": "read_aloud"}
        capacity = str(answers.get("applicant_capacity", "")) or "self"
        about = {"language": language, "text_version": form.version, "capacity": capacity}
        work.put("consent", values | about | work.by())


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else str(value or "").split()


def _filled(work: Work, office: Office, case: Case, data: Answers) -> Record:
    old = request_of(work.connection, case.id)
    moment = work.now()
    record = office.blank("capture", now=lambda: moment, kept=old.instance if old else None)
    if old is None:
        record.fill(known_answers(work.connection, office, case))
    record.fill(data)
    return record


def document(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> DocumentCheck:
    """Record one document as it was shown; it supersedes an older one of its kind (a renewed document).

    Raises:
        NotYet, Invalid: the deed comes too early, the form's rules are broken, or a copy of an identity document is
            kept without a basis in law (Personal Data Protection Law, art. 28).
    """
    require(office.pack, "document", facts)
    rules = office.pack.documents
    kind = str(data.get("doc_type", ""))
    issued_on, expires_on = _day(data, "doc_issue_date"), _day(data, "doc_expiry_date")
    validity = settled(judge(kind, issued_on, expires_on, work.today(), rules), str(data.get("doc_validity", "")))
    given = {"doc_copy_kept": "no", **data, "doc_validity": validity}
    record = office.checked("document", given, now=work.now())
    if kind in rules.identity and record.value("doc_copy_basis") == "not_identity_doc":
        raise Invalid((FieldProblem("doc_copy_basis", "capture.identity_copy"),))
    for older in documents_of(work.connection, case.id):
        if older.kind == kind and not older.superseded:
            work.put("document_check", {"superseded": True, "case_id": case.id}, id=older.id)
    values: dict[str, Any] = {
        "case_id": case.id,
        "kind": kind,
        "number": record.value("doc_number"),
        "issued_on": issued_on,
        "expires_on": expires_on,
        "shown_on": work.today(),
        "match": record.value("doc_match"),
        "validity": validity,
        "superseded": False,
        "fingerprint": fingerprint(work.connection, kind, record.value("doc_issuer"), record.value("doc_number")),
        **office.stamp("document", record),
        **work.by(),
    }
    work.put("document_check", values)
    return documents_of(work.connection, case.id)[-1]


def check(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> DataCheck:
    """Declare that all required information is there, matched with its originals and valid.

    Raises:
        NotYet: an answer or a document is still missing or wrong; each is named.
        Invalid: the form's rules are broken.
    """
    require(office.pack, "check", facts)
    record = office.checked("check", data, now=work.now())
    values = {
        "case_id": case.id,
        **office.stamp("check", record),
        **work.by(),
    }
    work.put("data_check", values)
    return data_checks_of(work.connection, case.id)[-1]


def need(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Need:
    """Record how great the need is; what is asked follows the category that the request names (R99).

    Raises:
        NotYet: the request was not begun.
        Invalid: the form's rules are broken.
    """
    require(office.pack, "need", facts)
    request = request_of(work.connection, case.id)
    category = str(request.answers.get(office.pack.request.category, "")) if request else ""
    record = office.checked("need", {**data, "need_category": category}, now=work.now())
    values = {"case_id": case.id, "category": category, "level": record.value("need_level")}
    work.put("need", values | office.stamp("need", record) | work.by())
    return needs_of(work.connection, case.id)[-1]


def link(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> KinLink:
    """Tie the request of kin to a pilgrim's; it stands without one as well (R41).

    Raises:
        NotYet: the request was not begun.
        Invalid: the form's rules are broken, or this desk has no such request.
    """
    require(office.pack, "link", facts)
    record = office.checked("link", data, now=work.now())
    linked = ""
    if named := str(record.data().get("linked_case", "")):
        found = next((each for each in all_cases(work.connection) if each.number == named.strip().upper()), None)
        if found is None or found.id == case.id:
            raise Invalid((FieldProblem("linked_case", "capture.no_such_pilgrim"),))
        linked = found.number
    values = {"case_id": case.id, "relation": record.value("link_relation"), "linked_case": linked}
    work.put("kin_link", values | office.stamp("link", record) | work.by())
    return links_of(work.connection, case.id)[-1]


def _day(data: Answers, name: str) -> date | None:
    """Return a day of the answers, where it is one; the form itself says what is wrong with any other text."""
    try:
        return date.fromisoformat(str(data.get(name, "")))
    except ValueError:
        return None
