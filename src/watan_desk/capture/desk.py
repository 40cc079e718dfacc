"""What a delegate does with data and documents."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from watan_desk.capture.records import (
    Consent,
    DataCheck,
    DocumentCheck,
    Request,
    consents_of,
    data_checks_of,
    documents_of,
    request_of,
)
from watan_desk.capture.validity import judge, settled
from watan_desk.common.errors import FieldProblem, Invalid
from watan_desk.forms import Form, Record
from watan_desk.people.register import keep_person
from watan_desk.policy.journey import Facts, require
from watan_desk.policy.office import Answers, Office
from watan_desk.reception.records import visits_of
from watan_desk.store import tables
from watan_desk.store.cases import Case
from watan_desk.store.work import Work

PURPOSES = ("consent_sensitive", "consent_inquiry", "consent_referral")


def consent(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> tuple[Consent, ...]:
    """Record that the privacy notice was given, and the person's choice for each purpose.

    Raises:
        NotYet, Invalid: the deed comes too early, or the form's rules are broken.
    """
    require(office.pack, "consent", facts)
    record = office.checked("consent", data, now=work.now())
    visit = visits_of(work.connection, case.id)[-1]
    common = {
        "case_id": case.id,
        "method": record.value("privacy_notice"),
        "language": visit.language,
        "text_version": office.form_of("consent").version,
        **work.by(),
    }
    work.put("consent", {"purpose": "privacy_notice", "choice": "given", **common})
    for purpose in PURPOSES:
        work.put("consent", {"purpose": purpose, "choice": record.value(purpose), **common})
    return consents_of(work.connection, case.id)


def capture(work: Work, office: Office, facts: Facts, case: Case, data: Answers | Record) -> Request:
    """Keep the request's answers as typed, wrong or incomplete ones included; wrong ones block later deeds.

    ``data`` is the open form of the page, or answers by field name.

    Raises:
        NotYet: the deed comes too early.
        Invalid: a field is unknown.
    """
    require(office.pack, "capture", facts)
    record = data if isinstance(data, Record) else _filled(work, office, case, data)
    record.fill({"applicant_capacity": visits_of(work.connection, case.id)[-1].capacity})
    answers = record.data()
    form = office.form_of("capture")
    _keep_form(work, form)
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
    person = keep_person(work, office.pack.request, answers, case.person_id)
    if person != case.person_id:
        work.put("case", {"person_id": person}, id=case.id)
    kept = request_of(work.connection, case.id)
    if kept is None:
        raise AssertionError("the request was just written")
    return kept


def _filled(work: Work, office: Office, case: Case, data: Answers) -> Record:
    old = request_of(work.connection, case.id)
    moment = work.now()
    record = office.blank("capture", now=lambda: moment, kept=old.instance if old else None)
    record.fill(data)
    return record


def _keep_form(work: Work, form: Form) -> None:
    """Keep the form's own text beside its records, once a version."""
    table = tables.form_text
    where = (table.c.form_id == form.id) & (table.c.version == form.version)
    if work.connection.execute(sa.select(table.c.version).where(where)).first() is None:
        values = {"form_id": form.id, "version": form.version, "xform": form.xml}
        work.connection.execute(sa.insert(table).values(values))


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


def _day(data: Answers, name: str) -> date | None:
    """Return a day of the answers, where it is one; the form itself says what is wrong with any other text."""
    try:
        return date.fromisoformat(str(data.get(name, "")))
    except ValueError:
        return None
