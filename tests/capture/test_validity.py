"""If these fail, a valid document is sent back, or an expired one carries a request to the committee."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.capture.records import DocumentCheck
from watan_desk.capture.validity import fault, judge, open_documents, required_kinds, settled
from watan_desk.policy.pack import shipped_pack

RULES = shipped_pack("watan-tumuh").documents
DAY = date(2026, 11, 19)


def _after(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("expires_in", "judged"),
    [(-1, "expired"), (0, "expiring"), (1, "expiring"), (30, "expiring"), (31, "valid"), (-4000, "expired")],
)
def test_the_last_day_printed_is_still_valid(expires_in: int, judged: str) -> None:
    assert judge("national_id", None, _after(expires_in), DAY, RULES) == judged


@pytest.mark.parametrize(
    ("kind", "issued_ago", "judged"),
    [
        ("salary_certificate", 90, "valid"),
        ("salary_certificate", 91, "too_old"),
        ("medical_report", 180, "valid"),
        ("medical_report", 181, "too_old"),
        ("disability_report", 730, "valid"),
        ("disability_report", 731, "too_old"),
        ("utility_bill", 0, "valid"),
        ("salary_certificate", None, "unknown"),
        ("family_record", None, "no_expiry"),
        ("lease", None, "unknown"),
        ("spoon", None, "unknown"),
    ],
)
def test_the_age_of_a_document_counts_from_its_day_of_issue(kind: str, issued_ago: int | None, judged: str) -> None:
    issued = None if issued_ago is None else _after(-issued_ago)
    assert judge(kind, issued, None, DAY, RULES) == judged


@given(st.sampled_from(["national_id", "lease", "salary_certificate"]), st.dates(), st.dates())
def test_a_day_later_a_document_is_never_better(kind: str, expires: date, shown: date) -> None:
    if shown < date.max and judge(kind, None, expires, shown, RULES) == "expired":
        assert judge(kind, None, expires, shown + timedelta(days=1), RULES) == "expired"


def test_the_delegates_word_counts_only_where_the_dates_are_silent() -> None:
    assert settled("expired", "valid") == "expired"
    assert settled("valid", "expired") == "valid"
    assert settled("unknown", "valid") == "valid"
    assert settled("unknown", "") == "unknown"


@pytest.mark.parametrize(
    ("answers", "kinds"),
    [
        ({}, ()),
        ({"id_type": "national_id"}, ("national_id",)),
        ({"id_type": "iqama", "housing_tenure": "rent"}, ("iqama", "lease")),
        ({"id_type": "national_id", "housing_tenure": "own"}, ("national_id",)),
        ({"beneficiary_category": "widow"}, ("death_certificate",)),
        ({"employment_status": "employed"}, ("salary_certificate",)),
        ({"support_types": ["rent", "cash"]}, ("iban_letter",)),
        ({"support_types": ["rent"]}, ()),
    ],
)
def test_a_request_asks_for_the_documents_its_own_answers_call_for(
    answers: dict[str, object], kinds: tuple[str, ...]
) -> None:
    assert required_kinds(answers, RULES) == kinds


SHOWN = DocumentCheck(
    id="1",
    case_id="c",
    kind="lease",
    number="",
    issued_on=None,
    expires_on=None,
    shown_on=DAY,
    match="match",
    validity="valid",
    superseded=False,
    answers={},
    by="WT03A",
    at=datetime(2026, 11, 19, 7, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("match", "validity", "why"),
    [
        ("match", "valid", ""),
        ("minor", "expiring", ""),
        ("match", "no_expiry", ""),
        ("mismatch", "valid", "mismatch"),
        ("not_legible", "expired", "not_legible"),
        ("match", "expired", "expired"),
        ("match", "too_old", "too_old"),
        ("match", "unknown", "unknown"),
    ],
)
def test_a_document_that_does_not_count_says_why(match: str, validity: str, why: str) -> None:
    assert fault(replace(SHOWN, match=match, validity=validity)) == why


def test_what_is_open_are_missing_kinds_and_standing_documents_at_fault() -> None:
    answers = {"id_type": "national_id", "housing_tenure": "rent"}
    expired = replace(SHOWN, validity="expired")
    found = open_documents(answers, [expired, replace(SHOWN, kind="other", match="mismatch")], RULES)
    assert [(item.kind, item.why) for item in found] == [
        ("national_id", "missing"),
        ("lease", "expired"),
        ("other", "mismatch"),
    ]
    assert open_documents({}, [replace(expired, superseded=True)], RULES) == ()
