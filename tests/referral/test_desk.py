"""If these fail, a person signs before the question is answered, or the question is lost on the way."""

import pytest

from tests.desks import DAY, answers, step, take_to
from watan_desk.common.errors import Invalid, NotYet
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk


def test_a_question_goes_out_and_its_answer_comes_back_to_the_same_step(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "check")
    asked = desk.do("clarify", number, who.clarification()).dossier
    assert asked is not None
    assert asked.open_referral is not None
    assert (asked.case.state, asked.open_referral.question) == ("clarifying", who.say["question"])
    step(desk, who, number, "answer")
    answered = desk.dossier(number)
    [referral] = answered.referrals
    assert (answered.case.state, answered.open_referral) == ("checked", None)
    assert (referral.open, referral.answer, referral.answered_on) == (False, who.say["reply"], DAY)
    assert referral.reply_answers is not None
    assert referral.reply_answers["explained_to_person"] == "yes"


def test_nobody_signs_while_a_question_is_open(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "check")
    step(desk, who, number, "clarify")
    for deed in ("attest", "raise", "clarify"):
        with pytest.raises(NotYet) as refused:
            desk.do(deed, number, answers(desk, who, deed))
        assert "open_clarification" in {item.code for item in refused.value.missing}
    step(desk, who, number, "answer")
    step(desk, who, number, "attest")
    assert desk.dossier(number).case.state == "attested"


def test_an_answer_needs_a_question(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "check")
    with pytest.raises(NotYet):
        step(desk, who, number, "answer")
    step(desk, who, number, "clarify")
    step(desk, who, number, "answer")
    with pytest.raises(NotYet) as refused:
        step(desk, who, number, "answer")
    assert [item.code for item in refused.value.missing] == ["no_clarification"]


def test_several_questions_may_follow_one_another(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "check")
    for _ in range(2):
        step(desk, who, number, "clarify")
        step(desk, who, number, "answer")
    assert [referral.open for referral in desk.dossier(number).referrals] == [False, False]


def test_a_signed_request_is_not_referred_any_more(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "attest")
    with pytest.raises(NotYet) as refused:
        step(desk, who, number, "clarify")
    assert [item.code for item in refused.value.missing] == ["closed"]


def test_a_question_without_words_or_hoped_for_yesterday_is_refused(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "check")
    for field, value in (("question_text", ""), ("answer_by", "2026-11-18")):
        with pytest.raises(Invalid) as refused:
            desk.do("clarify", number, who.clarification() | {field: value})
        assert [problem.field for problem in refused.value.problems] == [field]
    assert desk.dossier(number).referrals == ()
