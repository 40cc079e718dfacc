"""What a delegate does at the attestation."""

from datetime import date

from watan_desk.attestation.fingerprint import data_hash
from watan_desk.attestation.records import Attestation, attestations_of
from watan_desk.capture.records import documents_of, request_of
from watan_desk.common.arabic import normalise
from watan_desk.common.errors import FieldProblem, Invalid
from watan_desk.forms import Record
from watan_desk.people.representation import OWN
from watan_desk.policy.journey import Facts, require
from watan_desk.policy.office import Answers, Office
from watan_desk.store.cases import Case
from watan_desk.store.work import Work


def attest(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Attestation:
    """Record that the printed text was signed and where the paper is filed; or that the person refused to sign.

    The hash binds the answers and document checks as they stand in this very transaction.

    Raises:
        NotYet: data, documents or a clarification are still open, or the instrument does not cover it.
        Invalid: the form's rules are broken.
    """
    require(office.pack, "attest", facts)
    record = office.checked("attest", data, now=work.now())
    _refuse_own_witness(office, record)
    request = request_of(work.connection, case.id)
    if request is None:
        raise AssertionError("a complete request stands before the attestation")
    for older in attestations_of(work.connection, case.id):
        if not older.superseded:
            work.put("attestation", {"superseded": True, "case_id": case.id}, id=older.id)
    method = record.value("attest_method")
    capacity = str(request.answers.get("applicant_capacity", OWN)) or OWN
    day = record.value("attest_date")
    values = {
        "case_id": case.id,
        "outcome": "refused" if method == "refused" else "attested",
        "method": method,
        "day": date.fromisoformat(day) if day else work.today(),
        "filed_at": record.value("filed_at"),
        "data_hash": data_hash(request, documents_of(work.connection, case.id)),
        "superseded": False,
        "capacity": capacity,
        **office.stamp("attest", record),
        **work.by(),
    }
    work.put("attestation", values)
    return attestations_of(work.connection, case.id)[-1]


def _refuse_own_witness(office: Office, record: Record) -> None:
    """Refuse the delegate, who receives and checks, as a witness (R69)."""
    given = record.data()
    own = normalise(office.delegate_name)
    wrong = [name for name in ("witness1_name", "witness2_name") if normalise(str(given.get(name, ""))) == own]
    if own and wrong:
        raise Invalid(tuple(FieldProblem(name, "attestation.own_witness") for name in wrong))
