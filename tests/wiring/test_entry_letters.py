"""If these fail, a hidden person's own copy of their data betrays them, or is withheld from them for good."""

import re

import pytest

from tests.desks import person, take_to
from tests.letter.conftest import drawn_lines
from tests.registers.given import done, made
from watan_desk.common.errors import Invalid, Refused
from watan_desk.letter.records import letter_by_number
from watan_desk.people.access import ON_PAPER_ANYWAY, TOLD
from watan_desk.practice import MadeUpPerson
from watan_desk.registers.records import Entry
from watan_desk.registers.rules import NotNow
from watan_desk.wiring import Desk, issue_letter, reprint_letter
from watan_desk.wiring.access import log_of
from watan_desk.wiring.entry_letters import (
    draft_entry_letter,
    entry_handing,
    issue_entry_letter,
    tell_entry_aloud,
)
from watan_desk.wiring.no_paper import handing_of
from watan_desk.wiring.registers import shown

WHO = person(form="victim")
NO_PAPER = {"no_paper_home": "yes"}


def asked(desk: Desk, who: MadeUpPerson = WHO, /, *, capacity: str = "self", **changes: str) -> Entry:
    """Return a request for a copy by somebody whose case is captured; the entry names the person, not the case."""
    number = take_to(desk, who, "consent")
    desk.do("capture", number, who.request() | changes)
    desk.set("privacy_contact", "مسئول البيانات")
    found = desk.dossier(number).person
    assert found is not None
    entry = made(desk, "data", id_number=found.id_number, case_no="", capacity=capacity)
    assert (entry.case_id, entry.person_id) == (None, found.id)
    return done(desk, entry, "verify", "act_identity")


def secrets(desk: Desk, entry: Entry) -> tuple[str, ...]:
    """Return by what a finder would know the person."""
    case = next(case for case in desk.cases() if case.person_id == entry.person_id)
    found = desk.dossier(case.number).person
    assert found is not None
    return found.full_name, found.id_number, found.mobile


def test_the_copy_of_a_hidden_person_says_the_alias_and_that_a_whole_one_may_be_had(awn: Desk) -> None:
    entry = asked(awn)
    issued = issue_entry_letter(awn, entry.number, "L19")
    [case] = awn.cases()
    for secret in secrets(awn, entry):
        assert secret
        assert secret not in issued.letter.text
    assert issued.letter.text.count(case.alias) >= 3
    assert "ولكم طلب النسخة كاملةً" in issued.letter.text
    drawn = "\n".join(line for page in drawn_lines(issued.pdf) for line in page)
    assert awn.office.pack.identity.name[::-1] not in drawn


def test_it_is_whole_by_their_own_recorded_wish_and_still_does_not_say_whose_letter_it_is(awn: Desk) -> None:
    entry = asked(awn)
    done(awn, entry, "copy_shape", "act_copy_shape")
    issued = issue_entry_letter(awn, entry.number, "L19")
    for secret in secrets(awn, entry):
        assert secret in issued.letter.text
    assert "ولكم طلب النسخة كاملةً" not in issued.letter.text
    drawn = "\n".join(line for page in drawn_lines(issued.pdf) for line in page)
    assert awn.office.pack.identity.name[::-1] not in drawn
    assert awn.office.pack.identity.name not in issued.letter.text
    done(awn, entry, "copy_shape", "act_copy_shape", copy_shape="alias", risk_told="", wish_reason="")
    assert secrets(awn, entry)[0] not in issue_entry_letter(awn, entry.number, "L19").letter.text


def test_no_copy_and_no_consent_shows_a_name_of_the_program(awn: Desk) -> None:
    entry = asked(awn)
    awn.set("retention", "خمس سنوات")
    [case] = awn.cases()
    for text in (
        issue_entry_letter(awn, entry.number, "L19").letter.text,
        issue_letter(awn, "L13", case.number).letter.text,
    ):
        assert "الموافقة على مشاركة الحد الأدنى مع المحامي | نعم" in text
        assert not re.search(r"[a-z]{3,}", text)


def test_the_copy_of_a_pilgrim_names_the_basis_of_a_consent_given_in_the_field(huda: Desk) -> None:
    number = take_to(huda, person(form="pilgrim"), "capture")
    huda.set("privacy_contact", "مسئول البيانات")
    entry = done(huda, made(huda, "data", case_no=number), "verify", "act_identity")
    text = issue_entry_letter(huda, entry.number, "L19").letter.text
    assert "أساس المعالجة | موافقة شفهية" in text
    assert not re.search(r"[a-z]{3,}_", text)


def test_the_wish_waits_for_the_warning_and_a_reason(awn: Desk) -> None:
    entry = asked(awn)
    for missing in ({"risk_told": "no"}, {"wish_reason": ""}):
        with pytest.raises(Invalid):
            done(awn, entry, "copy_shape", "act_copy_shape", **missing)


def test_nobody_else_may_wish_for_it_in_their_name(awn: Desk) -> None:
    entry = asked(awn, capacity="guardian")
    assert "copy_shape" not in {each.code for each in shown(awn, entry.number, "ar").allowed}
    with pytest.raises(NotNow):
        done(awn, entry, "copy_shape", "act_copy_shape")


def test_where_nobody_is_hidden_the_copy_is_whole_and_there_is_no_such_act(desk: Desk, who: MadeUpPerson) -> None:
    take_to(desk, who, "capture")
    desk.set("privacy_contact", "مسئول البيانات")
    entry = done(desk, made(desk, "data", id_number=who.national_id, case_no=""), "verify", "act_identity")
    assert "copy_shape" not in {each.code for each in shown(desk, entry.number, "ar").allowed}
    assert who.national_id in issue_entry_letter(desk, entry.number, "L19").letter.text
    assert not entry_handing(desk, entry.number, "L19").barred


def test_a_letter_about_an_entry_without_a_case_asks_for_the_reason_too_and_again_at_each_print(awn: Desk) -> None:
    entry = asked(awn, WHO, **NO_PAPER)
    assert entry_handing(awn, entry.number, "L19").barred
    with pytest.raises(Refused) as refused:
        issue_entry_letter(awn, entry.number, "L19")
    assert refused.value.key == "letter.no_paper"
    assert draft_entry_letter(awn, entry.number, "L19").startswith(b"%PDF")
    issued = issue_entry_letter(awn, entry.number, "L19", "تقدمها إلى محاميها").letter
    assert [each.note for each in log_of(awn) if each.what == ON_PAPER_ANYWAY] == ["تقدمها إلى محاميها"]
    assert handing_of(awn, issued.number).barred
    with pytest.raises(Refused):
        reprint_letter(awn, issued.number)


def test_told_aloud_it_counts_as_said_and_no_number_is_taken(awn: Desk) -> None:
    entry = done(awn, asked(awn, WHO, **NO_PAPER), "carry_out", "act_data_answer")
    with pytest.raises(NotNow):
        done(awn, entry, "answer", "act_reply")
    with pytest.raises(Refused):
        tell_entry_aloud(awn, entry.number, "L14", "lawyer")
    told = tell_entry_aloud(awn, entry.number, "L14", "in_person").told
    assert [(each.what, each.subject, each.note) for each in told] == [(TOLD, "L14", "in_person")]
    assert "L14" not in {each.kind for each in awn.letters()}
    assert done(awn, entry, "answer", "act_reply").state == "answered"


def test_what_is_about_nobody_known_is_not_told_aloud(awn: Desk) -> None:
    entry = made(awn, "data", case_no="")
    done(awn, entry, "verify", "act_identity")
    done(awn, entry, "carry_out", "act_data_answer")
    assert not entry_handing(awn, entry.number, "L14").barred
    with pytest.raises(Refused) as refused:
        tell_entry_aloud(awn, entry.number, "L14", "in_person")
    assert refused.value.key == "letter.paper_allowed"


def test_the_letter_stands_with_the_persons_case_so_that_it_is_erased_with_it(awn: Desk) -> None:
    entry = asked(awn)
    issued = issue_entry_letter(awn, entry.number, "L19").letter
    with awn.reading() as connection:
        kept = letter_by_number(connection, issued.number)
    [case] = awn.cases()
    assert kept.case_id == case.id
