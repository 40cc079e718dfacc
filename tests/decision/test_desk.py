"""If these fail, a person is told a decision before its day, or the decision on another request."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.desks import DAY, MORNING, answers, clock_of, decide, go_on, set_clock, step, take_to, today
from watan_desk import practice
from watan_desk.common.errors import Invalid, NotYet, Refused
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk

EARLIEST = date(2026, 12, 3)
LAST_MOMENT_BEFORE = datetime(2026, 12, 2, 20, 59, 59, tzinfo=UTC)
FIRST_MOMENT = datetime(2026, 12, 2, 21, 0, tzinfo=UTC)


def test_a_raising_keeps_its_day_the_body_and_the_earliest_reply(desk: Desk, who: MadeUpPerson) -> None:
    dossier = desk.dossier(take_to(desk, who, "raise"))
    assert dossier.raising is not None
    assert (dossier.raising.raised_on, dossier.raising.earliest_reply) == (DAY, EARLIEST)
    assert dossier.raising.body == desk.office.pack.terms.decision_body.ar
    assert dossier.case.state == "raised"


def test_nobody_is_raised_without_being_told_who_studies_the_request(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "attest")
    with pytest.raises(Invalid) as refused:
        desk.do("raise", number, {"committee_notice": "no", "explained_on": DAY.isoformat()})
    assert [problem.field for problem in refused.value.problems] == ["committee_notice"]


def test_an_early_decision_is_kept_and_held_until_the_first_moment_of_its_day(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    set_clock(desk, MORNING + timedelta(days=3))
    kept = decide(desk, number)
    assert (kept.outcome, desk.dossier(number).case.state) == ("accept", "decided")
    for instant in (MORNING + timedelta(days=3), LAST_MOMENT_BEFORE):
        set_clock(desk, instant)
        with pytest.raises(NotYet) as refused:
            step(desk, who, number, "notify")
        [item] = refused.value.missing
        assert (item.code, item.params) == ("reply_not_due", {"day": EARLIEST.isoformat()})
    set_clock(desk, FIRST_MOMENT)
    step(desk, who, number, "notify")
    told = desk.dossier(number)
    assert told.notification is not None
    assert (told.notification.told_on, told.case.state) == (EARLIEST, "accepted")


def test_a_day_of_telling_before_the_earliest_is_not_written_down_afterwards(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "decide")
    with pytest.raises(Invalid) as refused:
        desk.do("notify", number, practice.told(EARLIEST - timedelta(days=1)))
    assert [problem.key for problem in refused.value.problems] == ["decision.told_too_early"]
    with pytest.raises(Invalid):
        desk.do("notify", number, practice.told(today(desk) + timedelta(days=1)))
    desk.do("notify", number, practice.told(EARLIEST))


def test_a_clock_set_back_does_not_move_the_day_of_raising(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "attest")
    clock_of(desk).advance(timedelta(days=-30))
    desk.do("raise", number, practice.explained(DAY))
    raising = desk.dossier(number).raising
    assert raising is not None
    assert (raising.raised_on, raising.earliest_reply) == (DAY, EARLIEST)


def test_a_clock_set_back_does_not_help_a_decision_out(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    decide(desk, number)
    set_clock(desk, MORNING - timedelta(days=30))
    with pytest.raises(NotYet):
        desk.do("notify", number, practice.told(EARLIEST))


def test_head_office_may_release_a_decision_early_with_a_reason(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    clock_of(desk).advance(timedelta(days=2))
    decide(desk, number, override_reason="حالة عاجلة")
    step(desk, who, number, "notify")
    assert desk.dossier(number).case.state == "accepted"


def test_a_corrected_decision_takes_the_place_of_the_first_until_it_was_told(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    first = decide(desk, number, "reject")
    decide(desk, number, "accept", id=first.id)
    assert [decision.outcome for decision in desk.dossier(number).decisions] == ["accept"]
    clock_of(desk).advance(timedelta(days=15))
    step(desk, who, number, "notify")
    with pytest.raises(NotYet):
        decide(desk, number, "reject", id=first.id)
    assert desk.dossier(number).case.state == "accepted"


def test_a_rejection_is_told_and_ends_there(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "notify", outcome="reject")
    dossier = desk.dossier(number)
    assert dossier.decision is not None
    assert (dossier.decision.outcome, dossier.decision.reason) == ("reject", "income_above_limit")
    assert dossier.case.state == "rejected"


def test_more_information_reopens_the_request_and_a_second_raising_waits_anew(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "notify", outcome="more")
    reopened = desk.dossier(number)
    assert (reopened.raising, reopened.decision, reopened.notification) == (None, None, None)
    desk.do("capture", number, {"need_description": who.say["changed_need"]})
    go_on(desk, who, number, "document", "raise")
    again = desk.dossier(number)
    assert len(again.raisings) == 2
    assert again.raising is not None
    assert again.raising.raised_on == today(desk)
    assert again.raising.earliest_reply == today(desk) + timedelta(days=14)
    assert again.case.state == "raised"
    go_on(desk, who, number, "raise", "rate")
    assert desk.dossier(number).case.state == "closed"


def test_a_decision_on_an_earlier_raising_is_refused(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "notify", outcome="more")
    first = desk.dossier(number).raisings[0]
    go_on(desk, who, number, "document", "raise")
    before = desk.dossier(number)
    with pytest.raises(Refused) as refused:
        decide(desk, number, raising_id=first.id)
    assert refused.value.key == "decision.older_raising"
    assert desk.dossier(number) == before


def test_a_decision_is_refused_before_the_raising_and_for_a_stranger(desk: Desk, who: MadeUpPerson) -> None:
    with pytest.raises(NotYet):
        decide(desk, take_to(desk, who, "attest"))
    with pytest.raises(Refused):
        decide(desk, take_to(desk, who, "raise"), raising_id=str(uuid.uuid4()))


def test_a_branch_cannot_decide(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    with pytest.raises(Refused) as refused:
        desk.do("decide", number, {"outcome": "accept"})
    assert refused.value.key == "desk.decided_at_head_office"
    assert desk.dossier(number).decisions == ()


def test_a_decision_nobody_was_reached_with_is_not_told(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "decide")
    with pytest.raises(Invalid):
        desk.do("notify", number, answers(desk, who, "notify") | {"person_reached": "no"})
    assert desk.dossier(number).case.state == "decided"
