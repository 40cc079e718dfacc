"""If these fail, two people work on one request at once, nobody knows who did what, or a volunteer reads case files."""

from pathlib import Path

import pytest

from tests.desks import MORNING, PASSPHRASE, QUICK, person, take_to
from watan_desk.common.clock import FixedClock
from watan_desk.common.errors import Invalid, Refused, Unusable, WrongPassphrase
from watan_desk.people.staff import Member, reassignments_of
from watan_desk.wiring import Desk, open_desk
from watan_desk.wiring.policies import accept
from watan_desk.wiring.staff import add_member, dismiss_member, members, reassign

OWN = "عبارة العضو الجديد"


def taken_in(desk: Desk, role: str = "officer") -> Member:
    return add_member(desk, PASSPHRASE, "نورة السبيعي", role, OWN, QUICK)


def as_member(desk: Desk) -> Desk:
    theirs = open_desk(desk.home, OWN, FixedClock(MORNING))
    accept(theirs)
    return theirs


def test_a_member_works_under_a_code_of_their_own(desk: Desk) -> None:
    made = taken_in(desk)
    assert [each.code for each in members(desk)] == [desk.office.device, made.code]
    theirs = as_member(desk)
    number = take_to(theirs, person(), "capture")
    assert {entry["by"] for entry in theirs.history(number)} == {made.code}
    assert theirs.dossier(number).case.owner == made.code
    theirs.close()
    assert not any("نورة" in path.name for path in desk.home.rglob("*"))


def test_a_case_that_changed_hands_is_read_only_for_its_former_owner(desk: Desk) -> None:
    made = taken_in(desk)
    number = take_to(desk, person(), "capture")
    assert reassign(desk, number, made.code, "إجازة المندوبة").code == made.code
    with pytest.raises(Refused) as refused:
        desk.do("document", number, person().documents()[0])
    assert refused.value.key == "people.not_owner"
    with desk.reading() as connection:
        handed = reassignments_of(connection, desk.dossier(number).case.id)
    assert [(each.from_code, each.to_code, each.reason) for each in handed] == [
        (desk.office.device, made.code, "إجازة المندوبة")
    ]
    assert desk.history(number)[-1]["deed"] == "reassign"
    theirs = as_member(desk)
    theirs.do("document", number, person().documents()[0])
    theirs.close()


def test_a_case_is_passed_on_with_a_reason_to_somebody_who_works_here(desk: Desk) -> None:
    made = taken_in(desk)
    number = take_to(desk, person(), "capture")
    for to, reason in ((made.code, "  "), ("WT03A.9", "إجازة")):
        with pytest.raises(Invalid):
            reassign(desk, number, to, reason)
    with pytest.raises(Refused):
        reassign(desk, number, desk.office.device, "لا أحد غيرها")
    assert desk.dossier(number).case.owner == desk.office.device


def test_a_volunteer_opens_no_case_and_is_given_none(desk: Desk) -> None:
    made = taken_in(desk, "volunteer")
    number = take_to(desk, person(), "capture")
    with pytest.raises(Refused):
        reassign(desk, number, made.code, "مساعدة")
    theirs = as_member(desk)
    with pytest.raises(Refused) as refused:
        theirs.do("open", None, person(1).reception())
    assert refused.value.key == "people.volunteer"
    theirs.close()


def test_only_the_delegate_takes_members_in_and_lets_them_go(desk: Desk) -> None:
    made = taken_in(desk)
    theirs = as_member(desk)
    with pytest.raises(Refused):
        add_member(theirs, OWN, "آخر", "officer", "عبارة مرور أخرى", QUICK)
    theirs.close()
    with pytest.raises(WrongPassphrase):
        add_member(desk, "ليست عبارتي", "آخر", "officer", "عبارة مرور أخرى", QUICK)
    with pytest.raises(Unusable):
        dismiss_member(desk, "WT03A.9")
    dismiss_member(desk, made.code)
    with pytest.raises(WrongPassphrase):
        as_member(desk)
    assert [each.active for each in members(desk)] == [True, False]


def test_who_still_owns_a_case_is_not_let_go(desk: Desk) -> None:
    made = taken_in(desk)
    number = take_to(desk, person(), "capture")
    reassign(desk, number, made.code, "إجازة")
    with pytest.raises(Refused) as refused:
        dismiss_member(desk, made.code)
    assert refused.value.key == "people.owns_cases"


def test_a_member_without_a_name_or_a_short_passphrase_is_not_taken_in(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        add_member(desk, PASSPHRASE, " ", "officer", OWN, QUICK)
    with pytest.raises(Refused):
        add_member(desk, PASSPHRASE, "نورة", "officer", "قصيرة", QUICK)
    assert len(members(desk)) == 1
