"""If these fail, help is handed out before the request is accepted, or nobody can say what was handed to whom."""

import pytest

from tests.desks import answers, step, take_to, today
from watan_desk.common.errors import Invalid, NotYet
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk


def test_registration_delivery_and_survey_are_kept_with_numbers_and_days(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "rate")
    dossier = desk.dossier(number)
    [registration], [delivery], [survey] = dossier.registrations, dossier.deliveries, dossier.surveys
    assert (registration.number, registration.registered_on) == ("WT03A-1448-0001", today(desk))
    assert (delivery.number, delivery.delivered_on, delivery.partial) == ("WT03A-1448-0001", today(desk), False)
    assert delivery.answers["items"] == [{"item": who.say["item"], "quantity": "1", "unit": who.say["unit"]}]
    assert (survey.accepted, survey.answers["trust"], dossier.case.state) == (True, "5", "closed")


@pytest.mark.parametrize("deed", ["register", "deliver", "rate"])
@pytest.mark.parametrize("reached", ["check", "raise", "decide"])
def test_nothing_is_registered_or_delivered_before_acceptance_was_told(
    desk: Desk, who: MadeUpPerson, reached: str, deed: str
) -> None:
    number = take_to(desk, who, reached)
    with pytest.raises(NotYet):
        desk.do(deed, number, answers(desk, who, deed))
    assert desk.dossier(number).registrations == ()


def test_a_rejected_request_is_not_registered(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "notify", outcome="reject")
    with pytest.raises(NotYet) as refused:
        step(desk, who, number, "register")
    assert [item.code for item in refused.value.missing] == ["not_accepted"]
    assert desk.dossier(number).case.state == "rejected"


def test_an_item_of_registration_still_open_is_refused(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "notify")
    with pytest.raises(Invalid) as refused:
        desk.do("register", number, answers(desk, who, "register") | {"items_complete": "no"})
    assert [problem.field for problem in refused.value.problems] == ["items_complete"]
    step(desk, who, number, "register")
    with pytest.raises(NotYet):
        step(desk, who, number, "register")


def test_a_service_may_be_delivered_in_parts_until_it_was_rated(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "register")
    desk.do("deliver", number, who.delivery(on=today(desk)) | {"partial": "yes"})
    step(desk, who, number, "deliver")
    kept = desk.dossier(number).deliveries
    assert [(delivery.number[-4:], delivery.partial) for delivery in kept] == [("0001", True), ("0002", False)]
    step(desk, who, number, "rate")
    with pytest.raises(NotYet):
        step(desk, who, number, "deliver")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("receiver_signed", "no"),
        ("receiver_id", "1994580735"),
        ("delivery_date", "2027-01-01"),
        ("items", [{"item": "سلة", "quantity": "0", "unit": "سلة"}]),
        ("receiver_name", ""),
    ],
)
def test_a_delivery_without_receiver_signature_or_sound_items_is_refused(
    desk: Desk, who: MadeUpPerson, field: str, value: object
) -> None:
    number = take_to(desk, who, "register")
    with pytest.raises(Invalid) as refused:
        desk.do("deliver", number, who.delivery(on=today(desk)) | {field: value})
    assert refused.value.problems
    assert desk.dossier(number).deliveries == ()


def test_a_survey_may_be_declined(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "deliver")
    desk.do("rate", number, {"offered": "yes", "accepted": "no"})
    dossier = desk.dossier(number)
    assert (dossier.surveys[0].accepted, dossier.case.state) == (False, "closed")
