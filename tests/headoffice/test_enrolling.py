"""If these fail, a branch could not be set up, or two laptops could give out the same numbers."""

from pathlib import Path

import pytest

from tests.headoffice.conftest import PASSPHRASE, BothEnds, enrolled_desk
from watan_desk.bundle.enrolment import new_request, write_request
from watan_desk.bundle.keys import PartyKeys
from watan_desk.common.errors import DamagedFile, ForeignFile, Refused, Unusable
from watan_desk.headoffice.enrolling import Post, enrol
from watan_desk.headoffice.records import devices
from watan_desk.store.keys import FLOOR
from watan_desk.wiring import init_desk

POST = Post("WT03", "فرع الوادي", "0500000300", "مندوب تجريبي")


@pytest.fixture
def request_file(ends: BothEnds) -> Path:
    path = ends.folder / "new.request"
    path.write_bytes(init_desk(ends.folder / "new", PASSPHRASE, "watan-tumuh", ends.clock, FLOOR))
    return path


def test_each_laptop_of_a_branch_gets_its_own_letter(ends: BothEnds) -> None:
    for branch, code in (("WT03", "WT03B"), ("WT04", "WT04A"), ("WT03", "WT03C")):
        desk = enrolled_desk(ends.folder, ends.office, ends.clock, branch)
        assert desk.office.device == code
        assert desk.practice
        desk.close()
    with ends.office.reading() as connection:
        assert [each.code for each in devices(connection)] == ["WT03A", "WT03B", "WT03C", "WT04A"]


def test_the_same_request_gets_the_same_answer(ends: BothEnds, request_file: Path) -> None:
    """An answer lost on its way is written again; no second letter is spent."""
    first, second = ends.folder / "1", ends.folder / "2"
    assert enrol(ends.office, request_file, POST, first) == enrol(ends.office, request_file, POST, second)
    assert first.read_bytes() == second.read_bytes()
    with ends.office.reading() as connection:
        assert len(devices(connection)) == 2


@pytest.mark.parametrize(
    ("post", "key"),
    [
        (Post("wt03", "فرع", "0500000300", "مندوب"), "headoffice.branch_code"),
        (Post("WT03A", "فرع", "0500000300", "مندوب"), "headoffice.branch_code"),
        (Post("WT03", "فرع", "هاتف", "مندوب"), "headoffice.post"),
        (Post("WT03", "فرع", "0500000300", "  "), "headoffice.post"),
    ],
)
def test_a_post_that_is_none_is_refused(post: Post, key: str, ends: BothEnds, request_file: Path) -> None:
    with pytest.raises(Refused) as caught:
        enrol(ends.office, request_file, post, ends.folder / "x")
    assert caught.value.key == key
    assert not (ends.folder / "x").exists()


def test_arabic_digits_in_the_telephone_are_taken(ends: BothEnds, request_file: Path) -> None:
    answer = enrol(ends.office, request_file, Post("WT03", "فرع", "٠٥٠٠ ٠٠٠ ٣٠٠", "مندوب"), ends.folder / "x")
    assert answer.branch_phone == "0500000300"


def test_a_changed_a_foreign_and_a_missing_request_are_refused(ends: BothEnds, request_file: Path) -> None:
    raw = request_file.read_bytes()
    request_file.write_bytes(raw.replace(b"watan-tumuh", b"watan-tumuj"))
    with pytest.raises(DamagedFile):
        enrol(ends.office, request_file, POST, ends.folder / "x")
    keys = PartyKeys.new()
    request_file.write_bytes(write_request(new_request(keys, "naba", ("1", "1"), ends.clock.now()), keys))
    with pytest.raises(ForeignFile):
        enrol(ends.office, request_file, POST, ends.folder / "x")
    with pytest.raises(Unusable):
        enrol(ends.office, ends.folder / "absent", POST, ends.folder / "x")
    with ends.office.reading() as connection:
        assert len(devices(connection)) == 1


def test_a_branch_runs_out_of_letters_politely(ends: BothEnds) -> None:
    """I and O are not given out: on paper they look like digits."""
    letters = ["A"]
    for number in range(24):
        keys = PartyKeys.new()
        path = ends.folder / f"{number}.request"
        path.write_bytes(write_request(new_request(keys, "watan-tumuh", ("1", "1"), ends.clock.now()), keys))
        if number < 23:
            letters.append(enrol(ends.office, path, POST, ends.folder / "x").device[-1])
            continue
        with pytest.raises(Refused) as caught:
            enrol(ends.office, path, POST, ends.folder / "x")
        assert caught.value.key == "headoffice.no_letter"
    assert "".join(letters) == "ABCDEFGHJKLMNPQRSTUVWXYZ"
