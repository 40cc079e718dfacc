"""If these fail, a page shows a case as further than it is, or does not say what it waits for."""

from itertools import pairwise

import pytest

from tests.desks import JOURNEY, decide, go_on, person, set_clock, step, take_to
from watan_desk.common.messages import LANGUAGES
from watan_desk.dossier.facts import state_of
from watan_desk.policy.journey import PROTECTION, allowed, lacking
from watan_desk.policy.pack import CONDITIONS, DEEDS
from watan_desk.practice import MadeUpPerson
from watan_desk.store.cases import STATES
from watan_desk.wiring import Desk

REACHED = ("open", "open", "open", "open", "checked", "attested", "raised", "decided", "accepted", "registered")


def test_the_state_follows_the_case_through_the_whole_journey(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "open")
    states = [desk.dossier(number).case.state]
    for before, deed in pairwise(JOURNEY):
        go_on(desk, who, number, before, deed)
        dossier = desk.dossier(number)
        assert state_of(dossier, desk.office.pack) == dossier.case.state
        assert deed in desk.facts(dossier).done
        states.append(dossier.case.state)
    assert states == [*REACHED, "delivered", "closed"]


def test_every_state_of_the_closed_list_can_be_reached(desk: Desk, who: MadeUpPerson) -> None:
    met = set(REACHED) | {"delivered", "closed"}
    number = take_to(desk, who, "check")
    step(desk, who, number, "clarify")
    met.add(desk.dossier(number).case.state)
    step(desk, who, number, "answer")
    desk.do("attest", number, who.refusal())
    met.add(desk.dossier(number).case.state)
    step(desk, who, number, "attest")
    desk.do("capture", number, {"household_size": "5"})
    met.add(desk.dossier(number).case.state)
    met.add(desk.dossier(take_to(desk, person(1), "notify", outcome="reject")).case.state)
    assert met == set(STATES)


def test_facts_speak_of_every_condition_a_pack_may_name(desk: Desk, who: MadeUpPerson) -> None:
    facts = desk.facts(desk.dossier(take_to(desk, who, "open")))
    protecting = {need for needs in PROTECTION.values() for need in needs} | {"may_receive", "receives_alone"}
    assert set(facts.missing) == set(CONDITIONS) | protecting


@pytest.mark.parametrize("reached", [*JOURNEY, "more"])
def test_whatever_is_missing_says_so_in_both_languages(desk: Desk, who: MadeUpPerson, reached: str) -> None:
    deed, outcome = ("notify", "more") if reached == "more" else (reached, "accept")
    number = take_to(desk, who, deed, outcome=outcome)
    if deed == "consent":
        desk.do("capture", number, {"national_id": "1994580735"})
    facts = desk.facts(desk.dossier(number))
    for kind in DEEDS:
        for item in lacking(desk.office.pack, kind, facts):
            said = [item.sentence(lang) for lang in LANGUAGES]
            assert said[0] != said[1]
            assert all(text and "{" not in text for text in said)
            assert not any("\u0621" <= sign <= "\u064a" for sign in said[1])


def test_open_answers_are_named_with_their_labels(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "consent")
    answers = who.request()
    del answers["household_size"]
    desk.do("capture", number, answers | {"national_id": "1994580735"})
    missing = desk.facts(desk.dossier(number)).missing["answers_complete"]
    found = {(item.code, item.params["field"]) for item in missing}
    assert {("answer", "household_size"), ("wrong_answer", "national_id")} <= found
    for item in missing:
        label = item.params["label"]
        assert (label["ar"] in item.sentence("ar"), label["en"] in item.sentence("en")) == (True, True)
        assert "1994580735" not in item.sentence("ar") + item.sentence("en")


@pytest.mark.parametrize(
    ("reached", "next_deeds"),
    [
        ("open", {"consent"}),
        ("consent", {"consent", "capture", "document"}),
        ("check", {"consent", "capture", "document", "need", "check", "clarify", "attest"}),
        ("attest", {"consent", "capture", "document", "need", "check", "attest", "raise"}),
        ("raise", {"decide"}),
        ("decide", {"decide", "notify"}),
        ("notify", {"register"}),
        ("register", {"deliver"}),
        ("deliver", {"deliver", "rate"}),
        ("rate", set()),
    ],
)
def test_the_deeds_that_may_be_done_now(desk: Desk, who: MadeUpPerson, reached: str, next_deeds: set[str]) -> None:
    dossier = desk.dossier(take_to(desk, who, reached))
    assert set(allowed(desk.office.pack, desk.facts(dossier))) == next_deeds


def test_the_reply_is_due_by_the_clock_or_by_head_offices_word(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    start = desk.clock.now()
    held = desk.facts(desk.dossier(number)).missing["reply_due"]
    assert [item.params for item in held] == [{"day": "2026-12-03"}]
    decide(desk, number, override_reason="حالة عاجلة")
    assert desk.facts(desk.dossier(number)).missing["reply_due"] == ()
    set_clock(desk, start)


def test_a_dossier_holds_everything_of_its_own_case_only(desk: Desk, who: MadeUpPerson) -> None:
    first, second = take_to(desk, who, "rate"), take_to(desk, who, "consent")
    dossier = desk.dossier(second)
    assert (dossier.request, dossier.documents, dossier.surveys) == (None, (), ())
    whole = desk.dossier(first)
    assert all(check.case_id == whole.case.id for check in whole.documents)
    assert {len(whole.visits), len(whole.inquiries), len(whole.raisings), len(whole.surveys)} == {1}
