"""If these fail, a request is raised unsigned, answered too early, or a delegate is shown the wrong next step."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.common.errors import Missing, NotYet
from watan_desk.policy.journey import Facts, allowed, current_step, earliest_reply, lacking, require, stepper
from watan_desk.policy.pack import CONDITIONS, DEEDS, Wait, shipped_pack

PACK = shipped_pack("watan-tumuh")
NO_QUESTION = {"open_clarification": (Missing("no_clarification"),)}
ORDER = (
    "open",
    "consent",
    "capture",
    "document",
    "check",
    "attest",
    "raise",
    "decide",
    "notify",
    "register",
    "deliver",
)


def _walked(attempts: list[str]) -> list[str]:
    """Return the deeds that get done, every condition holding, when these are tried in this order."""
    done: list[str] = []
    for deed in attempts:
        unsigned = () if "attest" in done else (Missing("attestation"),)
        asked = done.count("clarify") > done.count("answer")
        conditions = {
            "attestation_current": unsigned,
            "no_open_clarification": (Missing("open_clarification"),) if asked else (),
            "open_clarification": () if asked else (Missing("no_clarification"),),
        }
        if not lacking(PACK, deed, Facts(frozenset(done), conditions)):
            done.append(deed)
    return done


@given(st.lists(st.sampled_from(DEEDS), max_size=80))
def test_whatever_is_tried_the_order_of_the_policy_holds(attempts: list[str]) -> None:
    done = _walked(attempts)
    first = {deed: done.index(deed) for deed in done}
    for deed, earlier in [
        ("consent", "open"),
        ("capture", "consent"),
        ("document", "consent"),
        ("check", "capture"),
        ("clarify", "check"),
        ("answer", "clarify"),
        ("attest", "check"),
        ("raise", "attest"),
        ("decide", "raise"),
        ("notify", "decide"),
        ("register", "notify"),
        ("deliver", "register"),
        ("rate", "deliver"),
    ]:
        assert deed not in first or first[earlier] < first[deed]
    for closed in ("consent", "capture", "document", "check", "clarify", "attest"):
        assert "raise" not in first or closed not in done[first["raise"] :]
    for once in ("open", "raise", "notify", "register", "rate"):
        assert done.count(once) <= 1


def test_the_whole_way_can_be_walked() -> None:
    assert (
        _walked(["open", "consent", "capture", "document", "check", "clarify", "answer", *ORDER[5:], "rate"])[-1]
        == "rate"
    )


facts = st.builds(
    Facts,
    st.frozensets(st.sampled_from(DEEDS)),
    st.dictionaries(st.sampled_from(CONDITIONS), st.just((Missing("answer", {"label": "x"}),))),
)


@given(facts)
def test_a_deed_is_allowed_exactly_when_nothing_is_missing(known: Facts) -> None:
    for deed in DEEDS:
        if lacking(PACK, deed, known):
            with pytest.raises(NotYet) as refused:
                require(PACK, deed, known)
            assert (refused.value.deed, refused.value.missing) == (deed, lacking(PACK, deed, known))
        else:
            require(PACK, deed, known)
    assert allowed(PACK, known) == tuple(deed for deed in DEEDS if not lacking(PACK, deed, known))


@given(facts, st.sampled_from(CONDITIONS))
def test_one_more_thing_missing_never_allows_more(known: Facts, condition: str) -> None:
    worse = Facts(known.done, {**known.missing, condition: (Missing("answer"),)})
    assert set(allowed(PACK, worse)) <= set(allowed(PACK, known))


@given(facts)
def test_one_step_at_most_is_the_current_one(known: Facts) -> None:
    shown = stepper(PACK, known)
    assert [view.step.position for view in shown] == [1, 2, 3, 4, 5, 6, 7]
    assert sum(view.state == "current" for view in shown) <= 1
    assert {view.state for view in shown} <= {"done", "current", "optional", "skipped", "open"}


@pytest.mark.parametrize(
    ("reached", "states"),
    [
        (0, "current open optional open open open open"),
        (1, "done current optional open open open open"),
        (4, "done current optional open open open open"),
        (5, "done done skipped current open open open"),
        (6, "done done skipped done current open open"),
        (9, "done done skipped done done current open"),
        (10, "done done skipped done done done current"),
    ],
)
def test_the_stepper_shows_how_far_a_request_is(reached: int, states: str) -> None:
    known = Facts(frozenset(ORDER[:reached]), NO_QUESTION)
    assert " ".join(view.state for view in stepper(PACK, known)) == states


def test_all_steps_are_done_at_the_end() -> None:
    shown = stepper(PACK, Facts(frozenset(DEEDS), NO_QUESTION))
    assert [view.state for view in shown] == ["done"] * 7
    assert current_step(PACK, Facts(frozenset(DEEDS))).position == 7


def test_an_open_question_makes_its_step_the_current_one_and_an_answered_one_done() -> None:
    done = frozenset({"open", "consent", "capture", "document", "check", "clarify"})
    assert [view.state for view in stepper(PACK, Facts(done))][2] == "current"
    answered = [view.state for view in stepper(PACK, Facts(done | {"answer"}, NO_QUESTION))]
    assert answered[1:4] == ["done", "done", "current"]


def test_a_step_names_each_thing_it_lacks_once() -> None:
    missing = (Missing("document", {"label": "x"}),)
    known = Facts(frozenset({"open", "consent"}), {"documents_sound": missing, "answers_complete": missing})
    assert stepper(PACK, known)[1].left == (Missing("deed", {"deed": "capture"}), *missing)


def test_a_refusal_names_deeds_and_conditions_together() -> None:
    known = Facts(frozenset({"open"}), {"answers_complete": (Missing("answer", {"label": "x"}),)})
    codes = [(item.code, item.params.get("deed")) for item in lacking(PACK, "check", known)]
    assert codes == [("deed", "consent"), ("deed", "capture"), ("answer", None)]
    unasked = Facts(frozenset({"open", "consent"}), {"answers_complete": (Missing("deed", {"deed": "capture"}),)})
    assert lacking(PACK, "check", unasked) == (Missing("deed", {"deed": "capture"}),)
    assert [item.code for item in lacking(PACK, "capture", Facts(frozenset({"open", "consent", "raise"})))] == [
        "closed"
    ]


def test_a_deed_no_policy_knows_is_refused_by_name() -> None:
    assert [item.code for item in lacking(PACK, "dance", Facts())] == ["unknown_deed"]


@given(st.dates(date(1925, 1, 1), date(2070, 1, 1)))
def test_the_earliest_reply_is_two_whole_weeks_after_the_raising(raised: date) -> None:
    assert earliest_reply(PACK, raised) == raised + timedelta(days=14)


def test_a_policy_without_a_floor_has_no_earliest_day() -> None:
    class NoFloor:
        wait = Wait(None, 30)

    assert earliest_reply(NoFloor(), date(2026, 11, 19)) is None  # type: ignore[arg-type]
