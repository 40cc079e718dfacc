"""If these fail, a desk loses the keys of its letters, lets them out, or checks letters with a ring that is none."""

import base64

import msgspec
import pytest

from tests.letter.sealing import RING
from watan_desk.common.errors import DamagedFile
from watan_desk.letter.keyring import CodeKey, LetterKeys, SealKeys, private_key, read_keyring, write_keyring


def test_private_keys_survive_the_database() -> None:
    keys = SealKeys.new()
    again = SealKeys.from_text(keys.text())
    assert again.public == keys.public
    assert again.text() == keys.text()


def test_private_keys_are_never_shown() -> None:
    keys = SealKeys.new()
    for private in keys.text().split(" "):
        assert private not in repr(keys)
        assert private not in write_keyring(RING).decode()


def test_public_halves_are_a_point_and_a_raw_key() -> None:
    public = SealKeys.new().public
    assert public.well_formed()
    assert len(base64.b64decode(public.seal)) == 33
    assert len(base64.b64decode(public.code)) == 32


@pytest.mark.parametrize("wrong", ["", "AAAA", "=", "ليس مفتاحًا"])
def test_what_is_no_key_is_seen(wrong: str) -> None:
    good = SealKeys.new().public
    assert not LetterKeys(wrong, good.code).well_formed()
    assert not LetterKeys(good.seal, wrong).well_formed()


def test_a_key_written_another_way_is_refused() -> None:
    good = SealKeys.new().public
    assert not LetterKeys(good.seal + "\n", good.code).well_formed()
    assert not LetterKeys(good.seal, good.code + "\n").well_formed()


def test_a_private_key_of_another_kind_is_refused() -> None:
    ed25519 = bytes.fromhex("302e020100300506032b657004220420") + bytes(32)
    with pytest.raises(DamagedFile):
        private_key(ed25519)


def test_a_ring_is_read_as_it_was_written() -> None:
    assert read_keyring(write_keyring(RING)) == RING


def test_a_ring_with_a_false_key_is_refused() -> None:
    false = msgspec.structs.replace(RING, codes=(CodeKey("WT03A", "AAAA"),))
    with pytest.raises(DamagedFile, match="keyring_damaged"):
        read_keyring(write_keyring(false))


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b"\xff", b"[" * 100_000])
def test_what_is_no_ring_is_refused(raw: bytes) -> None:
    with pytest.raises(DamagedFile, match="keyring_damaged"):
        read_keyring(raw)


def test_a_key_is_named_by_four_bytes() -> None:
    assert len(RING.codes[0].id) == 4
    assert RING.codes[0].id != CodeKey("WT03B", SealKeys.new().public.code).id
