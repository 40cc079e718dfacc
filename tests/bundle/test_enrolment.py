"""If these fail, a laptop could be enrolled with keys that nobody at head office ever saw."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from tests.bundle.conftest import INSTANT, Parties
from watan_desk.bundle import enrolment
from watan_desk.bundle.enrolment import Answer, Ranges
from watan_desk.bundle.keys import PartyKeys, fingerprint
from watan_desk.common.errors import DamagedFile, ForeignFile
from watan_desk.letter.authority import Authority, text_of
from watan_desk.letter.keyring import CodeKey, Keyring, SealKeys

SEALS = SealKeys.new()
AUTHORITY = Authority.new("جمعية وطن طموح", "watan-tumuh HQ", INSTANT)
CERTIFICATE = AUTHORITY.grant("WT03A", "جمعية وطن طموح", SEALS.public, INSTANT)
RING = Keyring("جمعية وطن طموح", text_of(AUTHORITY.certificate), (CodeKey("WT03A", SEALS.public.code),))


def request_of(keys: PartyKeys) -> enrolment.Request:
    return enrolment.new_request(keys, SEALS.public, "watan-tumuh", ("2026.1", "0.1.0"), INSTANT)


@pytest.fixture(scope="module")
def request_file(parties: Parties) -> bytes:
    made = request_of(parties.desk)
    return enrolment.write_request(made, parties.desk)


@pytest.fixture(scope="module")
def answer(parties: Parties, request_file: bytes) -> Answer:
    received = enrolment.read_request(request_file)
    return Answer(
        request=received.sha256,
        association="watan-tumuh",
        practice=True,
        device="WT03A",
        branch="WT03",
        branch_name="فرع الوادي",
        branch_phone="0500000300",
        delegate="مندوب تجريبي",
        ranges=Ranges(),
        desk=received.request.keys,
        head_office=parties.office.public,
        certificate=text_of(CERTIFICATE),
        keyring=RING,
        answered_at=datetime(2026, 11, 20, 6, 0, tzinfo=UTC),
    )


def test_an_answer_reaches_the_laptop_that_asked(parties: Parties, request_file: bytes, answer: Answer) -> None:
    raw = enrolment.write_answer(answer, parties.office)
    assert enrolment.read_answer(raw, request_file) == answer


def test_no_private_key_leaves_the_laptop(parties: Parties, request_file: bytes) -> None:
    seed, identity = parties.desk.text().split(" ")
    assert seed.encode() not in request_file
    assert identity.encode() not in request_file
    assert b"AGE-SECRET-KEY" not in request_file
    assert "AGE-SECRET-KEY" not in repr(parties.desk)


@pytest.mark.parametrize("mask", [0x01, 0x80, 0xFF])
def test_every_changed_byte_is_refused(mask: int, parties: Parties, request_file: bytes, answer: Answer) -> None:
    raw = enrolment.write_answer(answer, parties.office)
    for place in range(len(request_file)):
        with pytest.raises(DamagedFile):
            enrolment.read_request(flipped(request_file, place, mask))
    for place in range(len(raw)):
        with pytest.raises((DamagedFile, ForeignFile)):
            enrolment.read_answer(flipped(raw, place, mask), request_file)


def flipped(raw: bytes, place: int, mask: int) -> bytes:
    changed = bytearray(raw)
    changed[place] ^= mask
    return bytes(changed)


@pytest.mark.parametrize("cut", [0, 1, 50, -2, -1])
def test_a_file_cut_short_is_refused(request_file: bytes, cut: int) -> None:
    with pytest.raises(DamagedFile):
        enrolment.read_request(request_file[:cut])


def test_the_answer_to_another_laptop_is_refused(parties: Parties, answer: Answer) -> None:
    other = request_of(parties.stranger)
    other_file = enrolment.write_request(other, parties.stranger)
    with pytest.raises(ForeignFile) as caught:
        enrolment.read_answer(enrolment.write_answer(answer, parties.office), other_file)
    assert caught.value.key == "bundle.answer_not_ours"


def test_an_answer_of_an_impostor_shows_other_digits(parties: Parties, request_file: bytes, answer: Answer) -> None:
    """Whoever swaps head office's keys can sign a whole file; the digits read aloud betray it."""
    false = msgspec.structs.replace(answer, head_office=parties.stranger.public)
    read = enrolment.read_answer(enrolment.write_answer(false, parties.stranger), request_file)
    assert read.fingerprint != answer.fingerprint
    assert read.fingerprint == fingerprint(parties.desk.public, parties.stranger.public)


def test_both_ends_see_the_same_six_digits(answer: Answer) -> None:
    digits = answer.fingerprint
    assert len(digits) == 7
    assert digits.replace(" ", "").isdigit()
    assert digits == fingerprint(answer.desk, answer.head_office)


def test_a_code_outside_its_branch_is_refused(parties: Parties, request_file: bytes, answer: Answer) -> None:
    strange = msgspec.structs.replace(answer, device="WT04A")
    with pytest.raises(DamagedFile):
        enrolment.read_answer(enrolment.write_answer(strange, parties.office), request_file)


def test_keys_that_are_none_are_refused(parties: Parties) -> None:
    """A signed file whose sealing key is no key would make every later reply fail."""
    bad = msgspec.structs.replace(parties.desk.public, sealing="age1nothing")
    raw = enrolment.write_request(msgspec.structs.replace(request_of(parties.desk), keys=bad), parties.desk)
    with pytest.raises(DamagedFile) as caught:
        enrolment.read_request(raw)
    assert caught.value.key == "bundle.keys_damaged"


@pytest.mark.parametrize("wrong", [{"seal": "AAAA"}, {"seal": "x"}, {"code": "AAAA"}, {"code": "ليس"}])
def test_letter_keys_that_are_none_are_refused(wrong: dict[str, str], parties: Parties) -> None:
    """Head office would certify a key with which no letter can ever be sealed."""
    bad = msgspec.structs.replace(SEALS.public, **wrong)
    raw = enrolment.write_request(msgspec.structs.replace(request_of(parties.desk), letters=bad), parties.desk)
    with pytest.raises(DamagedFile) as caught:
        enrolment.read_request(raw)
    assert caught.value.key == "bundle.keys_damaged"


def test_a_desk_refuses_a_seal_that_is_not_its_own(parties: Parties, request_file: bytes, answer: Answer) -> None:
    """Its letters would be refused everywhere, and only found out on paper."""
    other = SealKeys.new()
    stranger = Authority.new("جمعية أخرى", "other HQ", INSTANT)
    foreign_ring = msgspec.structs.replace(RING, authority=text_of(stranger.certificate))
    wrongs: list[dict[str, Any]] = [
        {"certificate": text_of(AUTHORITY.grant("WT03A", "جمعية", other.public, INSTANT))},
        {"certificate": text_of(AUTHORITY.grant("WT03B", "جمعية", SEALS.public, INSTANT))},
        {"certificate": "AAAA"},
        {"certificate": "ليست شهادة"},
        {"keyring": foreign_ring},
        {"keyring": msgspec.structs.replace(RING, codes=(CodeKey("WT03B", SEALS.public.code),))},
    ]
    for wrong in wrongs:
        raw = enrolment.write_answer(msgspec.structs.replace(answer, **wrong), parties.office)
        with pytest.raises(DamagedFile) as caught:
            enrolment.read_answer(raw, request_file)
        assert caught.value.key == "bundle.enrolment_damaged"


def test_private_keys_survive_the_database() -> None:
    keys = PartyKeys.new()
    again = PartyKeys.from_text(keys.text())
    assert (again.public, again.identity) == (keys.public, keys.identity)


@pytest.mark.parametrize(
    ("code", "good"), [("WT03", True), ("A1", True), ("wt03", False), ("WT", False), ("03", False)]
)
def test_branch_codes(code: str, *, good: bool) -> None:
    assert enrolment.is_branch(code) is good
