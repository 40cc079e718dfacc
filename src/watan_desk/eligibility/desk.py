"""What a delegate does to verify that somebody is entitled to a service; the decision is the department's."""

from datetime import date

from watan_desk.common.errors import FieldProblem, Invalid, Refused
from watan_desk.eligibility.records import (
    Assessment,
    Examination,
    Gathering,
    assessments_of,
    examinations_of,
    gatherings_of,
)
from watan_desk.forms import Record
from watan_desk.policy.eligibility import Eligibility
from watan_desk.policy.journey import Facts, require
from watan_desk.policy.office import Answers, Office
from watan_desk.store.cases import Case
from watan_desk.store.work import Work


def gather(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Gathering:
    """Record from which source each datum comes, and whether the source proves it.

    Raises:
        NotYet: the request is not complete.
        Invalid: the form's rules are broken, or a source that proves nothing is said to prove (R82).
    """
    require(office.pack, "gather", facts)
    record = office.checked("gather", data, now=work.now())
    stamp = office.stamp("gather", record)
    proving = {source.code for source in _rules(office).sources if source.proves}
    if any(item["proven"] == "yes" and item["source"] not in proving for item in stamp["answers"].get("sources", [])):
        raise Invalid((FieldProblem("proven", "eligibility.statement"),))
    work.put("gathering", {"case_id": case.id, **stamp, **work.by()})
    return gatherings_of(work.connection, case.id)[-1]


def examine(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Examination:
    """Keep the sheet of a mechanism: a desk check, an interview, or one the pack adds (R86, R87).

    Raises:
        NotYet, Invalid: nothing was gathered yet, or the form's rules are broken.
    """
    require(office.pack, "examine", facts)
    record = office.checked("examine", data, now=work.now())
    return _keep_sheet(work, office, case, ("examine", record.value("mechanism"), record.value("held_on")), record)


def visit(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Examination:
    """Keep the sheet of a field visit, at home or at work, and the reason why it was asked (R83, R88).

    Raises:
        NotYet, Invalid: nothing was gathered yet, or the form's rules are broken.
    """
    require(office.pack, "visit", facts)
    record = office.checked("visit", data, now=work.now())
    visits = _rules(office).done_by("visit")
    if not visits:
        raise Refused("eligibility.no_visits")
    return _keep_sheet(work, office, case, ("visit", visits[0].code, record.value("visited_on")), record)


def assess(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Assessment:
    """Record results and evidence of criteria, and the branch's opinion; criteria may be filled in bit by bit.

    Raises:
        NotYet: a datum has no source, or a mechanism that the matrix asks for has no sheet; each is named.
        Invalid: the form's rules are broken.
    """
    require(office.pack, "assess", facts)
    record = office.checked("assess", data, now=work.now())
    stamp = office.stamp("assess", record)
    work.put("assessment", {"case_id": case.id, "opinion": record.value("opinion"), **stamp, **work.by()})
    return assessments_of(work.connection, case.id)[-1]


def _rules(office: Office) -> Eligibility:
    """Return the pack's own rules.

    Raises:
        Refused: the association verifies entitlement by no mechanism of its own.
    """
    if office.pack.eligibility is None:
        raise Refused("eligibility.none")
    return office.pack.eligibility


def _keep_sheet(work: Work, office: Office, case: Case, sheet: tuple[str, str, str], record: Record) -> Examination:
    deed, mechanism, held_on = sheet
    values = {"case_id": case.id, "mechanism": mechanism, "held_on": date.fromisoformat(held_on)}
    work.put("examination", values | office.stamp(deed, record) | work.by())
    return examinations_of(work.connection, case.id)[-1]
