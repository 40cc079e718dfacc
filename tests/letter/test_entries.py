"""If these fail, a complaint is answered to one side only, or a body learns more of a person than was agreed."""

import pytest

from tests.desks import take_to
from tests.registers.given import done, made
from watan_desk.common.errors import Refused
from watan_desk.common.messages import say
from watan_desk.practice import MadeUpPerson
from watan_desk.registers.records import Entry
from watan_desk.registers.rules import NotNow
from watan_desk.wiring import Desk
from watan_desk.wiring.entry_letters import draft_entry_letter, issue_entry_letter
from watan_desk.wiring.registers import shown


@pytest.fixture
def found(desk: Desk) -> Entry:
    """Return a complaint in which both sides were heard and a finding was made."""
    entry = made(desk, "complaint")
    done(desk, entry, "hear", "act_statement")
    return done(desk, entry, "find", "act_finding", declined_items="تعويض مالي - ليس من صلاحية الفرع\nاعتذار مكتوب")


def test_each_side_of_a_complaint_gets_a_letter_of_its_own(desk: Desk, found: Entry) -> None:
    raiser = issue_entry_letter(desk, found.number, "L17").letter
    other = issue_entry_letter(desk, found.number, "L21").letter
    assert [raiser.number, other.number] == ["WT03A-1448-00001", "WT03A-1448-00002"]
    assert "منى سالم" in raiser.text
    assert "فهد ناصر" not in raiser.text
    for said in ("مديرة الجودة", "الحقوق والواجبات", "ثبت التأخر", "جدول بديل للتسليم", "ليس من صلاحية الفرع"):
        assert said in raiser.text
    assert "فهد ناصر" in other.text
    assert "ثبت التأخر دون تقصير شخصي" in other.text
    assert "جدول بديل" not in other.text
    lines = shown(desk, found.number, "ar").lines[-2:]
    assert [(line.done.kind, line.done.answers["kind"]) for line in lines] == [("letter", "L17"), ("letter", "L21")]


def test_a_complaint_is_not_closed_before_both_sides_have_their_letter(desk: Desk, found: Entry) -> None:
    for kind in ("L17", "L21"):
        with pytest.raises(NotNow) as refused:
            done(desk, found, "tell", "act_reply")
        assert kind in refused.value.sentence("ar")
        issue_entry_letter(desk, found.number, kind)
    assert done(desk, found, "tell", "act_reply").state == "told"


def test_no_letter_about_a_complaint_before_its_finding(desk: Desk) -> None:
    entry = made(desk, "complaint")
    with pytest.raises(NotNow):
        issue_entry_letter(desk, entry.number, "L17")
    assert desk.letters() == ()


def test_a_data_request_is_answered_by_its_letter_after_the_identity_check(desk: Desk) -> None:
    entry = made(desk, "data")
    with pytest.raises(Refused):
        issue_entry_letter(desk, entry.number, "L14")
    done(desk, entry, "verify", "act_identity")
    done(
        desk,
        entry,
        "carry_out",
        "act_data_answer",
        refused_items="إتلاف الإقرار - الطلب قائم",
        recipients="مستشفى تجريبي",
    )
    with pytest.raises(NotNow):
        done(desk, entry, "answer", "act_reply")
    text = issue_entry_letter(desk, entry.number, "L14").letter.text
    for said in (
        "نسخة من البيانات",
        "الاطلاع على أصل الهوية",
        "سُلِّمت نسخة",
        "الطلب قائم",
        "مستشفى تجريبي",
        "إدارة الفرع",
    ):
        assert said in text
    assert done(desk, entry, "answer", "act_reply").state == "answered"


def test_a_body_learns_what_was_agreed_and_no_more(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "capture")
    body = made(desk, "body")
    agreed = ["full_name", "id_masked"]
    sent = made(desk, "body_letter", case_no=number, body=body.number, minimum_data=agreed)
    text = issue_entry_letter(desk, sent.number, "L05").letter.text
    assert body.title in text
    assert who.names[0] in text
    assert who.national_id not in text
    assert who.mobile.removeprefix("0") not in text
    assert "كشف طبي" in text


def test_an_appointment_has_its_letter(desk: Desk, who: MadeUpPerson) -> None:
    entry = made(desk, "appointment", case_no=take_to(desk, who, "capture"))
    assert draft_entry_letter(desk, entry.number, "L10").startswith(b"%PDF")
    assert desk.letters() == ()
    text = issue_entry_letter(desk, entry.number, "L10").letter.text
    assert "زيارة المنزل" in text
    assert "أمل السالم" in text


def test_a_copy_of_the_data_waits_for_the_identity_check_and_holds_what_is_kept(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    desk.set("privacy_contact", "مسئول البيانات")
    entry = made(desk, "data", id_number=who.national_id, case_no=number)
    with pytest.raises(NotNow):
        issue_entry_letter(desk, entry.number, "L19")
    assert desk.letters() == ()
    done(desk, entry, "verify", "act_identity")
    said = issue_entry_letter(desk, entry.number, "L19").letter.text
    for kept in (who.national_id, " ".join(who.names), entry.number, "مسئول البيانات"):
        assert kept in said
    assert say("deed.attest", "ar") in said
    assert who.city in said


def test_a_decision_that_was_not_told_is_no_part_of_the_copy(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "decide")
    desk.set("privacy_contact", "مسئول البيانات")
    entry = made(desk, "data", id_number=who.national_id, case_no=number)
    done(desk, entry, "verify", "act_identity")
    assert "قبول" not in issue_entry_letter(desk, entry.number, "L19").letter.text.replace("أن قبول", "")
