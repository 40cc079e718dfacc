"""If these fail, a request goes to the committee that nobody signed as it stands."""

from datetime import timedelta

import pytest

from tests.desks import DAY, answers, clock_of, go_on, step, take_to, today
from watan_desk.attestation.fingerprint import data_hash
from watan_desk.common.errors import Invalid, NotYet
from watan_desk.dossier.facts import is_stale
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk


def _codes(refused: pytest.ExceptionInfo[NotYet]) -> set[str]:
    return {item.code for item in refused.value.missing}


def test_a_signature_binds_the_data_as_it_stands_and_says_where_the_sheet_is(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "attest")
    dossier = desk.dossier(number)
    [attested] = dossier.attestations
    assert dossier.request is not None
    assert attested.data_hash == data_hash(dossier.request, dossier.documents)
    assert (attested.outcome, attested.method, attested.day) == ("attested", "signature", DAY)
    assert (attested.filed_at, dossier.case.state) == (who.say["place"], "attested")


@pytest.mark.parametrize(
    ("deed", "given"),
    [
        ("capture", {"household_size": "4"}),
        ("capture", {"need_description": "."}),
        ("document", {"doc_number": "7"}),
    ],
)
def test_one_changed_character_makes_the_signature_stale_and_blocks_raising(
    desk: Desk, who: MadeUpPerson, deed: str, given: dict[str, str]
) -> None:
    number = take_to(desk, who, "attest")
    if deed == "capture":
        [(name, changed)] = given.items()
        desk.do(deed, number, {name: changed if changed != "." else who.request()[name] + changed})
    else:
        desk.do(deed, number, who.documents()[2] | given)
    dossier = desk.dossier(number)
    assert (is_stale(dossier), dossier.case.state) == (True, "stale")
    with pytest.raises(NotYet) as refused:
        step(desk, who, number, "raise")
    assert _codes(refused) == {"attestation_stale"}
    go_on(desk, who, number, "check", "raise")
    assert [attested.superseded for attested in desk.dossier(number).attestations] == [True, False]


def test_data_changed_and_put_back_is_what_was_signed(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "attest")
    desk.do("capture", number, {"household_size": "4"})
    desk.do("capture", number, {"household_size": "3"})
    assert desk.dossier(number).case.state == "attested"
    step(desk, who, number, "raise")


def test_a_refusal_to_sign_is_kept_and_the_request_waits(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "check")
    desk.do("attest", number, who.refusal())
    dossier = desk.dossier(number)
    assert dossier.attestation is not None
    assert (dossier.attestation.outcome, dossier.case.state) == ("refused", "unsigned")
    assert dossier.attestation.answers["attest_refusal_reason"] == who.say["refusal"]
    with pytest.raises(NotYet) as refused:
        step(desk, who, number, "raise")
    assert _codes(refused) == {"attestation_refused"}
    go_on(desk, who, number, "check", "raise")


def test_a_signature_taken_back_by_a_later_refusal_does_not_count(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "attest")
    desk.do("attest", number, who.refusal())
    with pytest.raises(NotYet) as refused:
        step(desk, who, number, "raise")
    assert _codes(refused) == {"attestation_refused"}


def test_nobody_signs_before_the_data_is_complete(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "document")
    with pytest.raises(NotYet):
        step(desk, who, number, "attest")


@pytest.mark.parametrize("capacity", ["relative", "agent", "guardian", "custodian"])
def test_who_came_for_somebody_without_an_instrument_may_not_sign(desk: Desk, who: MadeUpPerson, capacity: str) -> None:
    opened = desk.do("open", None, who.reception() | {"applicant_capacity": capacity}).dossier
    assert opened is not None
    number = opened.case.number
    step(desk, who, number, "consent")
    step(desk, who, number, "capture")
    step(desk, who, number, "document")
    with pytest.raises(NotYet) as refused:
        step(desk, who, number, "attest")
    assert "instrument" in _codes(refused)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("attest_date", "2026-11-20"),
        ("filed_at", ""),
        ("attest_method", ""),
        ("reads_self", "no"),
    ],
)
def test_a_signature_without_its_particulars_is_refused(desk: Desk, who: MadeUpPerson, field: str, value: str) -> None:
    number = take_to(desk, who, "check")
    with pytest.raises(Invalid) as refused:
        desk.do("attest", number, answers(desk, who, "attest") | {field: value})
    assert refused.value.problems
    assert desk.dossier(number).attestations == ()


def test_a_raised_request_is_not_signed_again(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    clock_of(desk).advance(timedelta(days=1))
    with pytest.raises(NotYet) as refused:
        desk.do("attest", number, who.attestation(on=today(desk)))
    assert _codes(refused) == {"closed"}
