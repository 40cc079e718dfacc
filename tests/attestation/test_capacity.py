"""If these fail, a stranger signs for somebody, or a person is kept from signing for themselves."""

from datetime import date
from typing import Any

import pytest

from watan_desk.attestation.capacity import may_attest

TODAY = date(2026, 11, 19)
WAKALA = {"rep_basis": "wakala", "rep_scope_covers": ["submit", "sign"], "rep_document_expiry": "2026-11-19"}


@pytest.mark.parametrize(
    ("capacity", "answers", "may"),
    [
        ("self", {}, True),
        ("agent", WAKALA, True),
        ("agent", WAKALA | {"rep_document_expiry": "2026-11-18"}, False),
        ("agent", WAKALA | {"rep_document_expiry": ""}, True),
        ("agent", WAKALA | {"rep_scope_covers": ["submit"]}, False),
        ("agent", WAKALA | {"rep_scope_covers": []}, False),
        ("agent", {"rep_basis": "wakala"}, False),
        ("agent", {}, False),
        ("agent", {"rep_basis": "written_note"}, False),
        ("relative", {}, False),
        ("relative", WAKALA, False),
        ("guardian", {"rep_basis": "guardianship_deed"}, True),
        ("guardian", {}, False),
        ("custodian", {"rep_basis": "custody_deed"}, True),
        ("", {}, False),
    ],
)
def test_who_may_attest(capacity: str, answers: dict[str, Any], may: bool) -> None:  # noqa: FBT001 - the expected answer
    assert may_attest(answers, capacity, TODAY) is may
