"""If these fail, a signature could be changed without notice, or would be no signature to minisign and ssh-keygen."""

import base64
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from watan_desk.bundle.signature import (
    minisign_public,
    minisign_sign,
    minisign_verify,
    ssh_public,
    ssh_sign,
    ssh_verify,
)
from watan_desk.common.errors import DamagedFile

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DATA = b'{"number": 7}\n'
COMMENT = "WT03A 7"

Verify = Callable[[Ed25519PublicKey, bytes, bytes], None]


def minisign(key: Ed25519PublicKey, data: bytes, text: bytes) -> None:
    minisign_verify(key, data, COMMENT, text)


BOTH: list[tuple[bytes, Verify]] = [(minisign_sign(KEY, DATA, COMMENT), minisign), (ssh_sign(KEY, DATA), ssh_verify)]


@pytest.mark.parametrize(("text", "verify"), BOTH, ids=["minisign", "ssh"])
def test_no_byte_of_a_signature_is_free(text: bytes, verify: Verify) -> None:
    verify(KEY.public_key(), DATA, text)
    for mask in (0x01, 0x20, 0x80):
        for place in range(len(text)):
            changed = bytearray(text)
            changed[place] ^= mask
            with pytest.raises(DamagedFile):
                verify(KEY.public_key(), DATA, bytes(changed))


@pytest.mark.parametrize(("text", "verify"), BOTH, ids=["minisign", "ssh"])
def test_other_data_and_other_keys_are_refused(text: bytes, verify: Verify) -> None:
    other = Ed25519PrivateKey.generate().public_key()
    for key, data in ((KEY.public_key(), DATA + b" "), (other, DATA)):
        with pytest.raises(DamagedFile):
            verify(key, data, text)


@pytest.mark.parametrize(("text", "verify"), BOTH, ids=["minisign", "ssh"])
@pytest.mark.parametrize("noise", [b"", b"\n\n\n\n\n", b"\xff", b"a\nb\nc\nd\n", b"=\n=\n=\n=\n"])
def test_noise_is_no_signature(noise: bytes, text: bytes, verify: Verify) -> None:
    with pytest.raises(DamagedFile):
        verify(KEY.public_key(), DATA, noise)


def test_the_comment_is_signed_too() -> None:
    with pytest.raises(DamagedFile):
        minisign_verify(KEY.public_key(), DATA, "WT03A 8", BOTH[0][0])


def test_the_forms_are_those_of_minisign_and_openssh() -> None:
    """Layouts as minisign's and OpenSSH's own documents give them."""
    public = base64.b64decode(minisign_public(KEY.public_key()))
    assert (public[:2], len(public), public[10:]) == (b"Ed", 42, KEY.public_key().public_bytes_raw())
    signed = base64.b64decode(BOTH[0][0].split(b"\n")[1])
    assert (signed[:2], signed[2:10], len(signed)) == (b"ED", public[2:10], 74)
    assert ssh_public(KEY.public_key()).startswith("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI")
    armour = BOTH[1][0].split(b"\n")
    assert (armour[0], armour[-2:]) == (b"-----BEGIN SSH SIGNATURE-----", [b"-----END SSH SIGNATURE-----", b""])
    assert base64.b64decode(b"".join(armour[1:-2]))[:10] == b"SSHSIG\x00\x00\x00\x01"
