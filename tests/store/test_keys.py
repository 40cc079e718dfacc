"""If these fail, somebody else opens the laptop's data, or its owner no longer can."""

import json
from pathlib import Path

import pytest

from watan_desk.common.errors import DamagedFile, Refused, Unusable, WrongPassphrase
from watan_desk.store import keys

PASSPHRASE, OTHER = "عبارة مرور للتدريب", "another passphrase"


@pytest.fixture
def slot(tmp_path: Path) -> Path:
    """Return a key file that PASSPHRASE opens."""
    keys.create(tmp_path / "keys.json", PASSPHRASE, keys.FLOOR)
    return tmp_path / "keys.json"


def test_the_passphrase_opens_and_another_does_not(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    made = keys.create(path, PASSPHRASE, keys.FLOOR)
    assert len(made) == 32
    assert keys.unlock(path, PASSPHRASE) == made
    for wrong in (OTHER, "", PASSPHRASE + " ", PASSPHRASE[:-1]):
        with pytest.raises(WrongPassphrase):
            keys.unlock(path, wrong)


def test_letters_composed_another_way_are_the_same_passphrase(tmp_path: Path) -> None:
    made = keys.create(tmp_path / "keys.json", "caf\u00e9 caf\u00e9", keys.FLOOR)
    assert keys.unlock(tmp_path / "keys.json", "cafe\u0301 cafe\u0301") == made


def test_a_changed_passphrase_opens_the_same_data_and_the_old_one_nothing(slot: Path) -> None:
    key = keys.unlock(slot, PASSPHRASE)
    keys.change(slot, PASSPHRASE, OTHER, keys.FLOOR)
    assert keys.unlock(slot, OTHER) == key
    with pytest.raises(WrongPassphrase):
        keys.unlock(slot, PASSPHRASE)


def test_a_change_with_a_wrong_or_short_passphrase_changes_nothing(slot: Path) -> None:
    before = slot.read_bytes()
    with pytest.raises(WrongPassphrase):
        keys.change(slot, OTHER, "a third passphrase", keys.FLOOR)
    with pytest.raises(Refused):
        keys.change(slot, PASSPHRASE, "short", keys.FLOOR)
    assert slot.read_bytes() == before


def test_a_short_passphrase_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        keys.create(tmp_path / "keys.json", "1234567", keys.FLOOR)
    assert list(tmp_path.iterdir()) == []


def test_keys_that_stand_there_are_never_written_over(slot: Path) -> None:
    before = slot.read_bytes()
    with pytest.raises(Unusable):
        keys.create(slot, OTHER, keys.FLOOR)
    assert slot.read_bytes() == before


def test_the_file_is_its_owners_and_holds_neither_key_nor_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    made = keys.create(path, OTHER, keys.FLOOR)
    text = path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o600
    assert made.hex() not in text
    assert OTHER not in text
    assert json.loads(text)["memory_kib"] >= 64 * 1024


def test_two_key_files_of_one_passphrase_have_nothing_in_common(tmp_path: Path) -> None:
    made = [keys.create(tmp_path / name, PASSPHRASE, keys.FLOOR) for name in ("a", "b")]
    slots = [json.loads((tmp_path / name).read_bytes()) for name in ("a", "b")]
    assert made[0] != made[1]
    assert all(slots[0][name] != slots[1][name] for name in ("salt", "nonce", "wrapped", "database"))


def test_no_changed_byte_passes(slot: Path) -> None:
    whole = slot.read_bytes()
    ends = [whole.index(b'"', whole.index(name) + len(name) + 4) for name in (b"salt", b"nonce", b"wrapped")]
    places = {*range(0, len(whole), 29), *ends, *(end - 1 for end in ends), whole.index(b"==") - 1}  # bits of padding
    for place in sorted(places):
        slot.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Unusable):
            keys.unlock(slot, PASSPHRASE)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", "watan-desk-keys-2"),
        ("database", None),
        ("database", "0" * 32),
        ("memory_kib", 1),
        ("memory_kib", -1),
        ("memory_kib", 1 << 40),
        ("memory_kib", "65536"),
        ("passes", 0),
        ("passes", None),
        ("lanes", 0),
        ("lanes", 1 << 30),
        ("salt", ""),
        ("salt", "%%%"),
        ("nonce", ""),
        ("nonce", 7),
        ("wrapped", ""),
        ("wrapped", None),
    ],
)
def test_a_key_file_that_says_nonsense_is_refused_by_name(slot: Path, name: str, value: object) -> None:
    fields = json.loads(slot.read_bytes())
    fields[name] = value
    if value is None:
        del fields[name]
    slot.write_text(json.dumps(fields, indent=1), encoding="utf-8")
    with pytest.raises((DamagedFile, WrongPassphrase)):
        keys.unlock(slot, PASSPHRASE)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b"null", b"\xff\xfe", b'{"format": "watan-desk-keys-1"}', None])
def test_what_is_no_key_file_is_refused_as_such(tmp_path: Path, raw: bytes | None) -> None:
    path = tmp_path / "keys.json"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(DamagedFile) as refused:
        keys.unlock(path, PASSPHRASE)
    assert refused.value.key == "store.damaged_keys"
