"""If these fail, a branch could not be set up, or two laptops could give out the same numbers."""

from pathlib import Path

import pytest

from tests.desks import PASSPHRASE, QUICK
from tests.headoffice.conftest import BothEnds, enrolled_desk
from watan_desk.bundle.enrolment import new_request, write_request
from watan_desk.bundle.keys import PartyKeys
from watan_desk.common.errors import DamagedFile, ForeignFile, Refused, Unusable
from watan_desk.headoffice.enrolling import Post, enrol, write_ring
from watan_desk.headoffice.records import devices
from watan_desk.letter.authority import certificate_of, device_of, is_granted
from watan_desk.letter.keyring import CodeKey, SealKeys, read_keyring
from watan_desk.wiring import init_desk

POST = Post("WT03", "فرع الوادي", "0500000300", "مندوب تجريبي")


@pytest.fixture
def request_file(ends: BothEnds) -> Path:
    path = ends.folder / "new.request"
    path.write_bytes(init_desk(ends.folder / "new", PASSPHRASE, "watan-tumuh", ends.clock, QUICK))
    return path


def written(keys: PartyKeys, association: str, ends: BothEnds) -> bytes:
    letters = SealKeys.new().public
    return write_request(new_request(keys, letters, association, ("1", "1"), ends.clock.now()), keys)


def test_each_laptop_of_a_branch_gets_its_own_letter(ends: BothEnds) -> None:
    for branch, code in (("WT03", "WT03B"), ("WT04", "WT04A"), ("WT03", "WT03C")):
        desk = enrolled_desk(ends.folder, ends.office, ends.clock, branch)
        assert desk.office.device == code
        assert desk.practice
        desk.close()
    with ends.office.reading() as connection:
        assert [each.code for each in devices(connection)] == ["WT03A", "WT03B", "WT03C", "WT04A"]


def test_each_desk_may_seal_letters_for_ten_years_and_knows_those_before_it(ends: BothEnds) -> None:
    desk = enrolled_desk(ends.folder, ends.office, ends.clock, "WT03")
    granted = desk.granted
    certificate = certificate_of(granted.certificate)
    assert device_of(certificate) == "WT03B"
    assert is_granted(granted.certificate, granted.keyring.authority, "WT03B", desk.seal_keys.public)
    assert certificate.not_valid_before_utc <= ends.clock.now()
    assert (certificate.not_valid_after_utc - ends.clock.now()).days == 3653
    assert [each.device for each in granted.keyring.codes] == ["WT03A", "WT03B"]
    assert granted.keyring.authority == ends.desk.granted.keyring.authority
    desk.close()


def test_the_ring_for_others_holds_every_desk_and_nothing_private(ends: BothEnds) -> None:
    """Without it letters could be checked by desks only, and only those enrolled before one's own."""
    desk = enrolled_desk(ends.folder, ends.office, ends.clock, "WT04")
    out = ends.folder / "ring.json"
    write_ring(ends.office, out)
    ring = read_keyring(out.read_bytes())
    assert CodeKey("WT04A", desk.seal_keys.public.code) in ring.codes
    assert [each.device for each in ring.codes] == ["WT03A", "WT04A"]
    for private in (*desk.seal_keys.text().split(" "), *ends.desk.seal_keys.text().split(" ")):
        assert private.encode() not in out.read_bytes()
    with ends.office.reading() as connection:
        secret = ends.office.authority(connection).text().split(" ")[0]
    assert secret.encode() not in out.read_bytes()
    desk.close()


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
    request_file.write_bytes(written(keys, "naba", ends))
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
        path.write_bytes(written(keys, "watan-tumuh", ends))
        if number < 23:
            letters.append(enrol(ends.office, path, POST, ends.folder / "x").device[-1])
            continue
        with pytest.raises(Refused) as caught:
            enrol(ends.office, path, POST, ends.folder / "x")
        assert caught.value.key == "headoffice.no_letter"
    assert "".join(letters) == "ABCDEFGHJKLMNPQRSTUVWXYZ"
