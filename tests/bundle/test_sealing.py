"""If these fail, a lost stick could be read by its finder, or a hostile file could exhaust the laptop."""

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.bundle import sealing
from watan_desk.common.errors import DamagedFile

OWNER = sealing.new_identity()
OTHER = sealing.new_identity()


@given(data=st.binary(max_size=2000))
def test_the_owner_reads_and_nobody_else(data: bytes) -> None:
    sealed = sealing.seal(data, [sealing.public_of(OWNER)])
    assert sealing.unseal(sealed, OWNER) == data
    with pytest.raises(DamagedFile):
        sealing.unseal(sealed, OTHER)


def test_each_of_several_owners_reads() -> None:
    sealed = sealing.seal(b"x", [sealing.public_of(OWNER), sealing.public_of(OTHER)])
    assert sealing.unseal(sealed, OWNER) == sealing.unseal(sealed, OTHER) == b"x"


def test_what_is_cut_or_changed_does_not_open() -> None:
    sealed = sealing.seal(b"y" * 100, [sealing.public_of(OWNER)])
    for place in range(len(sealed)):
        with pytest.raises(DamagedFile):
            sealing.unseal(sealed[:place], OWNER)
        with pytest.raises(DamagedFile):
            sealing.unseal(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], OWNER)


def test_the_limit_is_exact() -> None:
    sealed = sealing.seal(b"y" * 1000, [sealing.public_of(OWNER)])
    assert len(sealing.unseal(sealed, OWNER, limit=1000)) == 1000
    with pytest.raises(DamagedFile) as caught:
        sealing.unseal(sealed, OWNER, limit=999)
    assert caught.value.key == "bundle.too_large"


def test_content_that_is_not_compressed_is_refused() -> None:
    """Sealed by somebody who has the key but writes another format."""
    sealed = pyrage.encrypt(b"not compressed", [pyrage.x25519.Recipient.from_str(sealing.public_of(OWNER))])
    with pytest.raises(DamagedFile):
        sealing.unseal(sealed, OWNER)


@pytest.mark.parametrize(
    "text",
    ["", "age1", "ssh-ed25519 AAAA", OWNER, sealing.public_of(OWNER).upper()[:-1]],
    ids=["none", "begun", "ssh", "secret", "cut"],
)
def test_what_is_no_public_key(text: str) -> None:
    assert not sealing.is_recipient(text)
    assert sealing.is_recipient(sealing.public_of(OWNER))
