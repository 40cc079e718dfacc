"""If these fail, something is kept that a person did not agree to, or a consent cannot be taken back."""

import pytest

from tests.desks import go_on, take_to
from watan_desk.capture.records import standing_consents
from watan_desk.common.errors import Refused
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk
from watan_desk.wiring.persons import withdraw_consent

HEALTH = {"health_conditions": ["chronic"], "medical_report_sighted": "yes"}


def _health(desk: Desk, number: str) -> dict[str, object]:
    request = desk.dossier(number).request
    assert request is not None
    return {name: request.answers[name] for name in HEALTH if name in request.answers}


def test_each_purpose_has_a_row_that_says_who_chose_what_by_which_text_and_how(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "open")
    desk.do("consent", number, who.consents() | {"consent_inquiry": "no", "applicant_capacity": "guardian"})
    rows = standing_consents(desk.dossier(number).consents)
    assert {purpose: row.choice for purpose, row in rows.items()} == {
        "privacy_notice": "given",
        "consent_sensitive": "yes",
        "consent_inquiry": "no",
        "consent_referral": "yes",
    }
    assert {row.capacity for row in rows.values()} == {"guardian"}
    assert {row.method for row in rows.values()} == {"read_aloud"}
    assert {row.text_version for row in rows.values()} == {desk.office.form_of("consent").version}


def test_a_request_goes_on_without_the_consents_it_does_not_need(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "open")
    refused = dict.fromkeys(("consent_sensitive", "consent_inquiry", "consent_referral"), "no")
    desk.do("consent", number, who.consents() | refused)
    go_on(desk, who, number, "consent", "raise")
    assert desk.dossier(number).case.state == "raised"


def test_sensitive_answers_are_neither_kept_nor_asked_for_without_consent(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "open")
    desk.do("consent", number, who.consents() | {"consent_sensitive": "no"})
    done = desk.do("capture", number, who.request() | HEALTH)
    assert done.dossier is not None
    assert done.dossier.request is not None
    assert _health(desk, number) == {}
    assert "chronic" not in done.dossier.request.instance
    assert done.dossier.request.complete


def test_a_consent_is_taken_back_at_any_time_and_what_rested_on_it_goes(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "check")
    desk.do("capture", number, HEALTH)
    assert _health(desk, number) == HEALTH
    left = standing_consents(withdraw_consent(desk, number, "consent_sensitive"))
    assert (left["consent_sensitive"].stands, left["consent_inquiry"].stands) == (False, True)
    assert left["consent_sensitive"].withdrawn_at == desk.clock.now()
    assert _health(desk, number) == {}
    assert desk.history(number)[-1]["deed"] == "withdraw"


def test_a_consent_is_taken_back_after_the_raising_too(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    withdraw_consent(desk, number, "consent_referral")
    assert not standing_consents(desk.dossier(number).consents)["consent_referral"].stands


@pytest.mark.parametrize("purpose", ["privacy_notice", "no_such_purpose"])
def test_what_never_stood_cannot_be_taken_back(desk: Desk, who: MadeUpPerson, purpose: str) -> None:
    number = take_to(desk, who, "consent")
    with pytest.raises(Refused):
        withdraw_consent(desk, number, purpose)


def test_one_consent_is_taken_back_once(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "consent")
    withdraw_consent(desk, number, "consent_inquiry")
    with pytest.raises(Refused):
        withdraw_consent(desk, number, "consent_inquiry")


def test_consent_given_again_lets_sensitive_answers_be_asked_again(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "capture")
    withdraw_consent(desk, number, "consent_sensitive")
    desk.do("consent", number, who.consents())
    desk.do("capture", number, HEALTH)
    assert _health(desk, number) == HEALTH
