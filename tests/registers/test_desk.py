"""If these fail, a question, complaint or need that was entered is lost, decided by a party, or closed unanswered."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.desks import DAY, clock_of, copied_desk, make_desk, take_to
from tests.registers.given import done, made, right
from watan_desk.common.errors import Invalid, Refused, Unusable
from watan_desk.people.staff import Member
from watan_desk.policy.pack import shipped_pack
from watan_desk.practice import MadeUpPerson
from watan_desk.registers.definition import registers_of
from watan_desk.registers.records import Wanted
from watan_desk.registers.rules import NotNow
from watan_desk.store import journal, tables
from watan_desk.store.work import AlreadyDone
from watan_desk.wiring import Desk
from watan_desk.wiring.registers import act, counted, listed, open_entry, shelves, shown

CODES = [register.code for register in registers_of(shipped_pack("watan-tumuh"))]
NEED_A_CASE = {"body_letter", "appointment"}


@pytest.mark.parametrize("code", [code for code in CODES if code not in NEED_A_CASE])
def test_every_register_takes_an_entry_and_journals_it(desk: Desk, code: str) -> None:
    entry = made(desk, code)
    assert entry.number.startswith("WT03A-1448-")
    assert (entry.over, entry.opened_on, entry.by) == (False, DAY, "WT03A")
    assert entry.title
    assert listed(desk, Wanted(register=code)) == (entry,)
    with desk.reading() as connection:
        _, kept = journal.entries(connection)[-1]
        [change] = journal.unseal(kept.stored, journal.key_of(connection, None))
    assert (kept.header.kind, change.entity, change.id) == ("entry", "register_entry", entry.id)
    assert change.fields["answers"]["new"] == entry.answers
    assert "search" not in change.fields
    assert entry.title.encode() not in kept.stored


def test_numbers_of_a_register_follow_one_another(desk: Desk) -> None:
    numbers = [made(desk, code).number for code in ("need", "suggestion", "need")]
    assert numbers == ["WT03A-1448-N0001", "WT03A-1448-S0001", "WT03A-1448-N0002"]


def test_an_entry_and_an_act_done_twice_are_done_once(desk: Desk) -> None:
    once, again = str(uuid.uuid4()), str(uuid.uuid4())
    entry = open_entry(desk, "suggestion", right("register_suggestion"), deed_id=once)
    with pytest.raises(AlreadyDone):
        open_entry(desk, "suggestion", right("register_suggestion"), deed_id=once)
    act(desk, entry.number, "assign", right("act_assign"), deed_id=again)
    with pytest.raises(AlreadyDone):
        act(desk, entry.number, "assign", right("act_assign"), deed_id=again)
    assert len(listed(desk, Wanted(register="suggestion"))) == 1
    assert len(shown(desk, entry.number, "ar").lines) == 1


def test_a_refused_entry_takes_no_number(desk: Desk) -> None:
    with pytest.raises(Invalid):
        made(desk, "need", owner="")
    with pytest.raises(Unusable):
        made(desk, "need", case_no="WT03A-1448-0099")
    assert made(desk, "need").number.endswith("N0001")


@pytest.mark.parametrize("code", ["inquiry", "outreach", "help", "suggestion", "complaint", "volunteer", "data"])
def test_no_contact_is_kept_without_its_channel(desk: Desk, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        made(desk, code, channel="")
    assert [problem.field for problem in refused.value.problems] == ["channel"]


def test_an_unanswered_inquiry_stays_open_until_it_is_referred_and_answered(desk: Desk) -> None:
    entry = made(desk, "inquiry")
    assert listed(desk, Wanted(register="inquiry", open_only=True)) == (entry,)
    referred = done(desk, entry, "refer", "act_refer")
    assert (referred.state, referred.over, referred.due_on) == ("referred", False, date(2026, 11, 28))
    answered = done(desk, entry, "answer", "act_answer")
    assert (answered.state, answered.over) == ("answered", True)
    assert listed(desk, Wanted(register="inquiry", open_only=True)) == ()
    told = {each.name: each.text for each in shown(desk, entry.number, "ar").lines[-1].said}
    assert told["channel"] == "الاتصالات الهاتفية"
    assert told["answered_by"] == "مندوب الفرع"


def test_a_question_of_a_visit_stands_in_the_register_and_is_answered_there(desk: Desk, who: MadeUpPerson) -> None:
    asked = [{"question": "هل يُقبل العقد القديم؟", "answered": "no"}]
    desk.do("open", None, who.reception() | {"visit_reason": "inquiry", "outcome": "close", "inquiries": asked})
    [entry] = listed(desk, Wanted(register="inquiry", open_only=True))
    assert (entry.title, entry.number, entry.channel) == ("هل يُقبل العقد القديم؟", "", "delegate")
    answered = done(desk, entry, "answer", "act_answer")
    assert (answered.id, answered.number, answered.over) == (entry.id, "WT03A-1448-Q0001", True)
    assert [each.id for each in listed(desk, Wanted(register="inquiry"))] == [entry.id]
    with desk.reading() as connection:
        row = connection.execute(sa.select(tables.inquiry)).one()
    assert (row.answered, row.answer) == (True, right("act_answer")["answer_text"])


def test_a_question_that_was_answered_at_the_visit_is_listed_as_answered(desk: Desk, who: MadeUpPerson) -> None:
    desk.do("open", None, who.reception())
    [entry] = listed(desk, Wanted(register="inquiry"))
    assert (entry.state, entry.over) == ("answered", True)


def test_needs_are_listed_by_their_day_and_the_closed_ones_last(desk: Desk) -> None:
    soon, late = made(desk, "need", due_on="2026-11-25"), made(desk, "need", due_on="2026-12-20")
    over = done(desk, made(desk, "need", due_on="2026-11-20"), "meet", "act_close")
    assert [each.id for each in listed(desk, Wanted(register="need"))] == [soon.id, late.id, over.id]
    assert [each.owner for each in (late, soon)] == ["أمل السالم"] * 2
    handed_on = done(desk, soon, "assign", "act_assign", due_on="2026-12-30")
    assert (handed_on.owner, handed_on.due_on) == ("سالم الحربي", date(2026, 12, 30))


def test_a_suggestion_stays_listed_until_it_is_answered(desk: Desk) -> None:
    entry = made(desk, "suggestion")
    done(desk, entry, "assign", "act_assign")
    assert len(listed(desk, Wanted(register="suggestion", open_only=True))) == 1
    done(desk, entry, "reply", "act_reply")
    assert listed(desk, Wanted(register="suggestion", open_only=True)) == ()


def test_outreach_needs_no_request_and_becomes_one(desk: Desk, who: MadeUpPerson) -> None:
    entry = made(desk, "outreach")
    assert (entry.case_id, desk.cases()) == (None, ())
    converted = act(desk, entry.number, "convert", who.reception())
    [case] = desk.cases()
    assert (converted.state, converted.case_id) == ("converted", case.id)
    assert len(desk.dossier(case.number).visits) == 1
    with pytest.raises(NotNow):
        act(desk, entry.number, "convert", who.reception())
    assert len(desk.cases()) == 1


def test_all_kinds_of_parties_are_kept_and_only_a_beneficiary_makes_a_request(desk: Desk, who: MadeUpPerson) -> None:
    kinds = ("beneficiary", "supporter", "volunteer", "other")
    parties = {kind: made(desk, "party", party_type=kind) for kind in kinds}
    for kind in kinds[1:]:
        with pytest.raises(NotNow) as refused:
            act(desk, parties[kind].number, "convert", who.reception())
        assert "not for this entry" in refused.value.sentence("en")
    assert desk.cases() == ()
    act(desk, parties["beneficiary"].number, "convert", who.reception())
    assert len(desk.cases()) == 1


def test_a_complaint_is_handled_by_neither_side_and_hears_both(desk: Desk) -> None:
    for side in ("first_party", "second_party"):
        with pytest.raises(Invalid) as refused:
            made(desk, "complaint", handler=right("register_complaint")[side])
        assert refused.value.problems[0].field == "handler"
    entry = made(desk, "complaint")
    with pytest.raises(NotNow):
        done(desk, entry, "find", "act_finding")
    with pytest.raises(Invalid):
        done(desk, entry, "assign", "act_assign", owner="فهد ناصر")
    done(desk, entry, "assign", "act_assign", owner="نورة الفهد")
    done(desk, entry, "hear", "act_statement")
    found = done(desk, entry, "find", "act_finding")
    assert (found.state, found.owner, found.over) == ("found", "نورة الفهد", False)
    view = shown(desk, entry.number, "ar")
    kept = {each.name: each.text for each in (*view.said, *(item for line in view.lines for item in line.said))}
    assert (kept["first_statement"], kept["second_statement"]) == ("تأخر التسليم أسبوعًا", "تعطلت المركبة")
    assert kept["clause"] == "الحقوق والواجبات"


def test_a_volunteers_hours_add_up(desk: Desk) -> None:
    entry = made(desk, "volunteer")
    done(desk, entry, "task", "act_task")
    for hours in ("3.5", "2"):
        done(desk, entry, "hours", "act_hours", hours=hours)
    view = shown(desk, entry.number, "en")
    assert view.total == Decimal("5.5")
    assert [line.done.kind for line in view.lines] == ["task", "hours", "hours"]


def test_help_requests_and_volunteers_are_counted_by_channel(desk: Desk) -> None:
    for channel in ("help_request", "help_request", "phone"):
        made(desk, "help", channel=channel)
    made(desk, "volunteer")
    found = counted(desk, "channel", Wanted())
    assert found == {"help": {"help_request": 2, "phone": 1}, "volunteer": {"volunteering": 1}}


def test_obstacles_are_counted_by_their_kind(desk: Desk) -> None:
    for category in ("distance", "distance", "documents"):
        made(desk, "obstacle", category=category)
    assert counted(desk, "category", Wanted(register="obstacle")) == {"obstacle": {"distance": 2, "documents": 1}}


def test_entries_are_filtered_by_internal_or_external_and_by_department(desk: Desk) -> None:
    inside = made(desk, "help", beneficiary_kind="internal", department="المحاسبة")
    outside = made(desk, "help", beneficiary_kind="external", department="البحث")
    assert listed(desk, Wanted(beneficiary="internal")) == (inside,)
    assert listed(desk, Wanted(beneficiary="external")) == (outside,)
    assert listed(desk, Wanted(department="المُحاسبه")) == (inside,)


def test_what_is_looked_for_is_found_however_it_is_spelled(desk: Desk) -> None:
    entry = made(desk, "suggestion", suggested="تمديد ساعات الاستقبال مساءً")
    made(desk, "suggestion", suggested="لوحة إرشادية")
    assert listed(desk, Wanted(text="إستقبال مساء")) == (entry,)


def test_a_letter_to_a_body_stands_on_consent_and_its_reply_is_noted(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "capture")
    body = made(desk, "body")
    with pytest.raises(Invalid):
        made(desk, "body_letter", case_no=number, body=body.number, consent_given="no", consent_date="2026-11-19")
    sent = made(desk, "body_letter", case_no=number, body=body.number)
    assert (sent.about_id, sent.due_on) == (body.id, DAY + timedelta(days=14))
    assert sent.case_id == desk.dossier(number).case.id
    answered = done(desk, sent, "reply", "act_body_reply")
    assert (answered.state, answered.over) == ("answered", True)
    assert counted(desk, "about", Wanted(register="body_letter")) == {"body_letter": {body.title: 1}}
    assert [each.id for each in shown(desk, body.number, "ar").linked] == [sent.id]


def test_a_data_request_runs_thirty_days_and_is_not_acted_on_before_identity_is_checked(desk: Desk) -> None:
    entry = made(desk, "data")
    assert entry.due_on == DAY + timedelta(days=30)
    with pytest.raises(NotNow):
        done(desk, entry, "carry_out", "act_data_answer")
    with pytest.raises(Invalid):
        done(desk, entry, "verify", "act_identity", matches="no")
    done(desk, entry, "verify", "act_identity")
    extended = done(desk, entry, "extend", "act_extend")
    assert extended.due_on == DAY + timedelta(days=60)
    with pytest.raises(NotNow):
        done(desk, entry, "extend", "act_extend")
    assert done(desk, entry, "carry_out", "act_data_answer").state == "acted"


def test_a_result_closes_with_an_action_or_a_stated_none(desk: Desk) -> None:
    first, second = made(desk, "result"), made(desk, "result")
    with pytest.raises(NotNow):
        done(desk, first, "close", "act_result_close", actions="some", no_action_reason=None)
    made(desk, "improvement", result_entry=first.number)
    assert done(desk, first, "close", "act_result_close", actions="some", no_action_reason=None).over
    assert done(desk, second, "close", "act_result_close").over


def test_an_entry_of_a_case_is_closed_under_the_key_of_the_case(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "open")
    case = desk.dossier(number).case
    entry = made(desk, "need", case_no=number)
    done(desk, entry, "progress", "act_progress")
    with desk.reading() as connection:
        kept = [each.header for _, each in journal.entries(connection, case_id=case.id)]
    assert [header.kind for header in kept] == ["open", "entry", "act"]
    assert listed(desk, Wanted(case_id=case.id))[0].id == entry.id


def test_time_never_runs_back_in_a_register(desk: Desk) -> None:
    entry = made(desk, "need")
    clock_of(desk).advance(timedelta(days=-3))
    acted = done(desk, entry, "progress", "act_progress", done_on="2026-11-16")
    assert shown(desk, acted.number, "ar").lines[0].done.at >= entry.at


@pytest.mark.parametrize("handle", ["WT03A-1448-N0001", "", "no such id"])
def test_an_entry_that_is_not_there_is_said_to_be_missing(desk: Desk, handle: str) -> None:
    with pytest.raises(Unusable) as refused:
        shown(desk, handle, "ar")
    assert refused.value.key == "registers.no_such_entry"


def test_an_act_that_is_not_the_registers_is_refused(desk: Desk) -> None:
    entry = made(desk, "need")
    with pytest.raises(Unusable):
        act(desk, entry.number, "convert", {})
    with pytest.raises(Refused):
        done(desk, done(desk, entry, "meet", "act_close"), "progress", "act_progress")


@pytest.fixture
def pilgrims(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk of the association that measures in waves and works jointly."""
    opened = copied_desk(make_desk(tmp_path / "pilgrims", "huda"), tmp_path / "opened")
    yield opened
    opened.close()


def test_joint_work_is_counted_by_body(pilgrims: Desk) -> None:
    first, second = made(pilgrims, "body"), made(pilgrims, "body", body_name="هيئة تجريبية")
    for body in (first, first, second):
        made(pilgrims, "joint", body=body.number)
    assert counted(pilgrims, "about", Wanted(register="joint")) == {"joint": {first.title: 2, "هيئة تجريبية": 1}}


def test_waves_come_at_the_set_interval_and_close_with_an_action_or_a_stated_none(pilgrims: Desk) -> None:
    def next_due() -> date | None:
        return next(shelf.next_due for shelf in shelves(pilgrims) if shelf.register.code == "wave")

    assert next_due() is None
    pilgrims.set("survey_interval_days", "90")
    assert next_due() == DAY
    wave = made(pilgrims, "wave")
    assert (wave.due_on, next_due()) == (date(2026, 11, 30), DAY + timedelta(days=90))
    with pytest.raises(NotNow):
        done(pilgrims, wave, "close", "act_result_close", actions="some", no_action_reason=None)
    made(pilgrims, "improvement", result_entry=wave.number)
    assert done(pilgrims, wave, "close", "act_result_close", actions="some", no_action_reason=None).over


def test_a_volunteer_keeps_registers_and_turns_no_entry_into_a_case(desk: Desk, who: MadeUpPerson) -> None:
    entry = made(desk, "outreach")
    desk.member = Member("WT03A.2", "ياسر عمر", "volunteer", active=True)
    with pytest.raises(Refused) as refused:
        act(desk, entry.number, "convert", who.reception())
    assert refused.value.key == "people.volunteer"
    assert desk.cases() == ()
    assert done(desk, entry, "progress", "act_progress").state == "open"
