"""If these fail, a person could be told a decision before its day, or be rejected without a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.desks import MORNING
from tests.headoffice.conftest import ACCEPTED, BothEnds, arrived, sent_back
from watan_desk.common.errors import Invalid, NotYet, Refused, Unusable
from watan_desk.dossier.facts import facts_of
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.records import HeldCase, case_by_number
from watan_desk.headoffice.sitting import Ruling, decide
from watan_desk.policy.journey import require


def may_tell(ends: BothEnds, number: str) -> bool:
    """Tell whether the desk would let the decision be told now."""
    dossier = ends.desk.dossier(number)
    try:
        require(ends.desk.office.pack, "notify", facts_of(dossier, ends.desk.office, ends.clock.now()))
    except NotYet:
        return False
    return True


def test_an_early_decision_is_kept_sent_and_held(ends: BothEnds) -> None:
    """R73: raised on 19 November, decided the same day, told on 3 December and not a day before."""
    number = arrived(ends)
    held = decide(ends.office, number, ACCEPTED)
    assert held.earliest_reply == date(2026, 12, 3)
    assert held.held(date(2026, 12, 2))
    assert not held.held(date(2026, 12, 3))
    written, report = sent_back(ends)
    assert (written.decisions, written.held) == (1, 1)
    assert (report.status, report.quarantined) == ("accepted", ())
    dossier = ends.desk.dossier(number)
    assert dossier.case.state == "decided"
    assert dossier.decision is not None
    assert (dossier.decision.outcome, dossier.decision.details["support"]) == ("accept", "إيجار سنة")
    assert not may_tell(ends, number)
    ends.clock.set(MORNING + timedelta(days=13))
    assert not may_tell(ends, number)
    ends.clock.set(MORNING + timedelta(days=14))
    assert may_tell(ends, number)


def test_a_clock_set_back_does_not_shorten_the_wait(ends: BothEnds) -> None:
    number = arrived(ends)
    ends.clock.set(MORNING - timedelta(days=30))
    held = decide(ends.office, number, ACCEPTED)
    assert held.decision is not None
    assert held.decision.recorded_at == MORNING
    with ends.office.reading() as connection:
        assert held.held(ends.office.today(connection))


def test_head_office_may_release_the_wait_with_a_reason(ends: BothEnds) -> None:
    number = arrived(ends)
    decide(ends.office, number, replace(ACCEPTED, override_wait="حالة إخلاء عاجلة"))
    sent_back(ends)
    assert may_tell(ends, number)
    kept = ends.desk.dossier(number).decision
    assert kept is not None
    assert kept.override_reason == "حالة إخلاء عاجلة"


def test_the_wait_may_be_released_afterwards(ends: BothEnds) -> None:
    """The same decision again with a reason: the desk, which holds the decision already, learns that it may tell it."""
    number = arrived(ends)
    decide(ends.office, number, ACCEPTED)
    sent_back(ends)
    assert not may_tell(ends, number)
    decide(ends.office, number, replace(ACCEPTED, override_wait="حالة إخلاء عاجلة"))
    written, report = sent_back(ends, "second.wdb")
    assert (written.decisions, report.items) == (1, 1)
    assert may_tell(ends, number)
    assert len(ends.desk.dossier(number).decisions) == 1


def test_a_decision_stands(ends: BothEnds) -> None:
    number = arrived(ends)
    decide(ends.office, number, ACCEPTED)
    for other in (ACCEPTED, Ruling("reject", "13", date(2026, 11, 19), reason="outside_scope")):
        with pytest.raises(Refused) as caught:
            decide(ends.office, number, other)
        assert caught.value.key == "headoffice.decided_already"


def fields(caught: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [problem.field for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("ruling", "wrong"),
    [
        (Ruling("accept", "12", date(2026, 11, 19), details={"category": "spoon"}), ["category"]),
        (Ruling("accept", "12", date(2026, 11, 19)), ["category", "support", "start", "duration", "review"]),
        (Ruling("reject", "12", date(2026, 11, 19)), ["reason"]),
        (Ruling("reject", "12", date(2026, 11, 19), reason="other"), ["reason"]),
        (Ruling("reject", "12", date(2026, 11, 19), reason="because"), ["reason"]),
        (Ruling("more", "12", date(2026, 11, 19)), ["text"]),
        (Ruling("reject", "12", date(2026, 11, 19), text="سبب بلا رمز"), ["reason"]),
        (Ruling("more", "12", date(2026, 11, 19), text="  \n"), ["text"]),
        (Ruling("more", "12", date(2026, 11, 19), text="يلزم تعريف بالدخل 😀"), ["text"]),
        (Ruling("reject", " ", date(2026, 11, 19), reason="outside_scope"), ["session"]),
        (Ruling("reject", "12", date(2026, 11, 18), reason="outside_scope"), ["date"]),
        (Ruling("reject", "12", date(2026, 11, 20), reason="outside_scope"), ["date"]),
    ],
)
def test_what_a_decision_needs(ruling: Ruling, wrong: list[str], ends: BothEnds) -> None:
    number = arrived(ends)
    with pytest.raises(Invalid) as caught:
        decide(ends.office, number, ruling)
    assert fields(caught) == wrong
    with ends.office.reading() as connection:
        assert case_by_number(connection, number).pending


@pytest.mark.parametrize(
    ("ruling", "printed"),
    [
        (Ruling("reject", "12", date(2026, 11, 19), reason="outside_scope"), "الخدمة المطلوبة خارج نطاق خدمات الجمعية"),
        (Ruling("reject", "12", date(2026, 11, 19), reason="other", text="سبب مفصل"), "سبب مفصل"),
        (Ruling("reject", "12", date(2026, 11, 19), reason="outside_scope", text="سبب مفصل"), "سبب مفصل"),
    ],
)
def test_a_rejection_carries_its_reason_in_plain_words(ruling: Ruling, printed: str, ends: BothEnds) -> None:
    number = arrived(ends)
    decide(ends.office, number, ruling)
    sent_back(ends)
    kept = ends.desk.dossier(number).decision
    assert kept is not None
    assert (kept.outcome, kept.reason) == ("reject", printed)


def test_a_case_not_raised_or_not_there_is_not_decided(ends: BothEnds) -> None:
    with pytest.raises(Unusable) as caught:
        decide(ends.office, "WT03A-1448-0009", ACCEPTED)
    assert caught.value.key == "headoffice.no_such_case"


def test_a_case_raised_again_gets_a_second_decision(ends: BothEnds) -> None:
    """After "more information" the case comes back; the old decision stays beside the new one."""
    number = arrived(ends)
    decide(ends.office, number, Ruling("more", "12", date(2026, 11, 19), text="كشف الراتب الأخير"))
    sent_back(ends)
    ends.clock.set(MORNING + timedelta(days=20))
    ends.raise_again(ends.cases[0])
    _, file = ends.hand_over()
    take_in(ends.office, file)
    held = look(ends, number)
    assert held.pending
    assert held.raised_on == date(2026, 12, 9)
    held = decide(ends.office, number, replace(ACCEPTED, decided_on=date(2026, 12, 9)))
    assert [item.outcome for item in held.decisions] == ["more", "accept"]
    assert held.earliest_reply == date(2026, 12, 23)


def look(ends: BothEnds, number: str) -> HeldCase:
    with ends.office.reading() as connection:
        return case_by_number(connection, number)
