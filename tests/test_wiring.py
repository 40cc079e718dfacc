"""If these fail, a desk does not open again, opens for the wrong one, or does a deed twice."""

import re
import shutil
import threading
from pathlib import Path

import pytest

import watan_desk
from tests.desks import MORNING, PASSPHRASE, QUICK, take_to
from watan_desk.common.clock import FixedClock
from watan_desk.common.errors import DamagedFile, Refused, Unusable, WrongPassphrase
from watan_desk.common.messages import has
from watan_desk.policy.pack import DEEDS
from watan_desk.practice import MadeUpPerson
from watan_desk.store.work import AlreadyDone
from watan_desk.wiring import DATABASE, KEY_FILE, Desk, enrol_desk, init_desk, issue_letter, letter_draft, open_desk

CLOCK = FixedClock(MORNING)


def test_a_desk_opens_again_as_it_was_left(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    desk.set("appeal_days", "30")
    before = desk.dossier(number)
    desk.close()
    again = open_desk(desk.home, PASSPHRASE, CLOCK)
    assert (again.dossier(number), again.settings, again.practice) == (before, {"appeal_days": "30"}, True)
    assert again.office.device == "WT03A"
    again.close()


def test_another_passphrase_opens_nothing(desk: Desk) -> None:
    with pytest.raises(WrongPassphrase):
        open_desk(desk.home, "another passphrase", CLOCK)


@pytest.mark.parametrize("raw", [None, b"", b"x"])
def test_a_database_that_is_gone_is_named_and_no_empty_one_takes_its_place(desk: Desk, raw: bytes | None) -> None:
    desk.close()
    path = desk.home / DATABASE
    path.unlink()
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(DamagedFile) as refused:
        open_desk(desk.home, PASSPHRASE, CLOCK)
    assert refused.value.key == "store.damaged_database"
    assert (path.read_bytes() if path.exists() else None) == raw


def test_a_database_of_another_desk_does_not_open_with_these_keys(desk: Desk, tmp_path: Path) -> None:
    init_desk(tmp_path / "other", PASSPHRASE, "watan-tumuh", CLOCK, QUICK)
    desk.close()
    shutil.copy(tmp_path / "other" / DATABASE, desk.home / DATABASE)
    with pytest.raises(DamagedFile):
        open_desk(desk.home, PASSPHRASE, CLOCK)


def test_the_same_deed_twice_is_done_once(desk: Desk, who: MadeUpPerson) -> None:
    desk.do("open", None, who.reception(), deed_id="deed-1")
    with pytest.raises(AlreadyDone):
        desk.do("open", None, who.reception(), deed_id="deed-1")
    assert len(desk.cases()) == 1


def test_a_deed_that_does_not_exist_is_refused(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "open")
    for deed in ("dance", "letter", "handover", ""):
        with pytest.raises(Unusable) as refused:
            desk.do(deed, number, {})
        assert refused.value.key == "desk.no_such_deed"


def test_a_desk_works_only_after_its_answer_and_takes_it_once(desk: Desk, made_desk: Path, tmp_path: Path) -> None:
    answer = made_desk.with_name("desk.answer").read_bytes()
    with pytest.raises(Refused) as refused:
        enrol_desk(desk, answer)
    assert refused.value.key == "desk.enrolled_already"
    init_desk(tmp_path / "new", PASSPHRASE, "watan-tumuh", CLOCK, QUICK)
    new = open_desk(tmp_path / "new", PASSPHRASE, CLOCK)
    with pytest.raises(Unusable):
        enrol_desk(new, answer)  # it answers another laptop's request
    with pytest.raises(Refused) as refused:
        new.do("open", None, {})
    assert refused.value.key == "desk.not_enrolled"
    new.close()


def test_a_folder_that_holds_a_desk_is_never_written_over(desk: Desk) -> None:
    before = (desk.home / KEY_FILE).read_bytes()
    with pytest.raises(Unusable):
        init_desk(desk.home, PASSPHRASE, "watan-tumuh", CLOCK, QUICK)
    assert (desk.home / KEY_FILE).read_bytes() == before


def test_deeds_of_several_threads_wait_for_one_another(desk: Desk, who: MadeUpPerson) -> None:
    desk.office.form_of("open")
    threads = [threading.Thread(target=desk.do, args=("open", None, who.reception())) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(case.number[-4:] for case in desk.cases()) == ["0001", "0002", "0003", "0004", "0005", "0006"]
    assert desk.examine().sound


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("no_such", "1", "desk.no_such_setting"),
        ("appeal_days", "soon", "desk.setting_days"),
        ("preprinted_paper", "maybe", "desk.setting_yes_no"),
    ],
)
def test_a_setting_of_the_wrong_kind_is_refused(desk: Desk, name: str, value: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        desk.set(name, value)
    assert (refused.value.key, desk.settings) == (key, {})


def test_a_letter_that_is_not_due_takes_no_number(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "check")
    with pytest.raises(Refused):
        issue_letter(desk, "L06", number)
    assert desk.letters() == ()
    assert issue_letter(desk, "L01", number).letter.number == "WT03A-1448-00001"
    assert letter_draft(desk, "L01", number).startswith(b"%PDF-")
    assert len(desk.letters(number)) == 1


def test_an_open_form_is_as_good_as_its_answers(desk: Desk, who: MadeUpPerson) -> None:
    record = desk.office.blank("open", now=desk.clock.now)
    record.fill(who.reception())
    opened = desk.do("open", None, record).dossier
    assert opened is not None
    assert opened.visits[-1].channel == who.reception()["reception_channel"]


def test_every_kind_of_deed_has_its_word_on_the_hand_overs_sheet() -> None:
    source = Path(watan_desk.__file__).parent
    kinds = {
        kind for path in source.rglob("*.py") for kind in re.findall(r'work\("([a-z_]+)"', path.read_text("utf-8"))
    }
    assert len(kinds) > 10
    assert {kind for kind in kinds | set(DEEDS) if not has(f"deed.{kind}")} == set()
