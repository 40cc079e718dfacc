"""What a delegate does at the attestation."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from watan_desk.attestation.fingerprint import data_hash
from watan_desk.attestation.records import Attestation, attestations_of
from watan_desk.capture.records import documents_of, request_of
from watan_desk.common.arabic import clean_number, normalise
from watan_desk.common.errors import FieldProblem, Invalid
from watan_desk.people.register import note_act
from watan_desk.people.representation import OWN, SIGN, representation_of
from watan_desk.policy.journey import Facts, require
from watan_desk.policy.office import Answers, Office
from watan_desk.store.cases import Case
from watan_desk.store.work import Work


def attest(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Attestation:
    """Record that the printed text was signed and where the paper is filed; or that the person refused to sign.

    The hash binds the answers and document checks as they stand in this very transaction. What a representative signs
    on is looked at once more, and that look is kept.

    Raises:
        NotYet: data, documents or a clarification are still open, or the instrument does not cover it.
        Invalid: the form's rules are broken, or a witness is not from outside.
    """
    require(office.pack, "attest", facts)
    record = office.checked("attest", data, now=work.now())
    request = request_of(work.connection, case.id)
    if request is None:
        raise AssertionError("a complete request stands before the attestation")
    if problems := _wrong_witnesses(record.data(), request.answers, work.actor.name):
        raise Invalid(problems)
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
    if method != "refused":
        note_act(work, case.id, representation_of(request.answers, capacity), SIGN, "")
    return attestations_of(work.connection, case.id)[-1]


WITNESSES = (("witness1_name", "witness1_id"), ("witness2_name", "witness2_id"))


def _wrong_witnesses(signed: Answers, request: Mapping[str, Any], delegate: str) -> tuple[FieldProblem, ...]:
    """Return which witnesses are not from outside: the delegate, the reader, the person or who acts for them (R69)."""
    insiders = {normalise(str(name)) for name in (delegate, signed.get("reader_name", ""), request.get("rep_name", ""))}
    numbers = {clean_number(str(value)) for name, value in request.items() if name in _NUMBERS and value}
    found = []
    for name, number in WITNESSES:
        if signed.get(name) and normalise(str(signed[name])) in insiders:
            found.append(FieldProblem(name, "attestation.witness_inside"))
        if signed.get(number) and clean_number(str(signed[number])) in numbers:
            found.append(FieldProblem(number, "attestation.witness_inside"))
    return tuple(found)


_NUMBERS = frozenset({"national_id", "iqama_number", "id_number", "rep_id_number"})
"""Answers of the request forms that are identity numbers of the person or of whoever acts for them."""
