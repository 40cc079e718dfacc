"""If these fail, a printed code passes that no desk signed, or a genuine one is refused."""

from datetime import date

import cbor2
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.letter.sealing import KEYS, NUMBER, RING, token_of
from watan_desk.letter.keyring import CodeKey, SealKeys, key_id
from watan_desk.letter.token import (
    PREFIX,
    BadToken,
    Token,
    UnknownKey,
    base45,
    digest_of,
    from_base45,
    read_token,
    write_token,
)

WRITTEN = write_token(token_of(), KEYS.code)


def test_a_code_says_which_letter_and_which_desk() -> None:
    assert read_token(WRITTEN, RING) == (token_of(), "WT03A")


def test_a_code_fits_the_symbol_that_was_measured() -> None:
    """49 modules at 30 mm: what bad scans at 150 dpi still read."""
    assert len(WRITTEN) <= 221
    assert set(WRITTEN) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def test_every_changed_character_is_refused() -> None:
    for place in range(len(WRITTEN)):
        changed = WRITTEN[:place] + ("0" if WRITTEN[place] != "0" else "1") + WRITTEN[place + 1 :]
        with pytest.raises((BadToken, UnknownKey)):
            read_token(changed, RING)


@pytest.mark.parametrize("end", [0, len(PREFIX), len(PREFIX) + 1, 40, len(WRITTEN) - 3, len(WRITTEN) - 1])
def test_a_code_cut_short_is_refused(end: int) -> None:
    with pytest.raises((BadToken, UnknownKey)):
        read_token(WRITTEN[:end], RING)


def test_a_code_of_a_desk_that_the_ring_lacks_is_told_apart() -> None:
    with pytest.raises(UnknownKey):
        read_token(write_token(token_of(), SealKeys.new().code), RING)


def test_keys_of_one_short_name_are_all_tried() -> None:
    other = CodeKey("WT04A", SealKeys.new().public.code)
    shared = msgspec.structs.replace(RING, codes=(other, *RING.codes))
    assert read_token(WRITTEN, shared)[1] == "WT03A"


def test_a_signature_over_something_else_does_not_pass_as_a_code() -> None:
    """The same key's signature without our prefix."""
    token = token_of()
    said = [1, key_id(KEYS.code.public_key()), token.kind, token.number, 9820, token.digest]
    body = cbor2.dumps(said, canonical=True)
    with pytest.raises(BadToken):
        read_token(PREFIX + base45(body + KEYS.code.sign(body)), RING)


def test_other_texts_are_no_codes() -> None:
    for text in ("", "https://example.org/", PREFIX, PREFIX + "!!!", PREFIX + "0" * 5000, WRITTEN.lower()):
        with pytest.raises(BadToken):
            read_token(text, RING)


@given(some.binary(max_size=120))
def test_any_bytes_are_refused_without_a_surprise(raw: bytes) -> None:
    with pytest.raises((BadToken, UnknownKey)):
        read_token(PREFIX + base45(raw), RING)


@given(some.binary(max_size=200))
def test_base45_comes_back(raw: bytes) -> None:
    assert from_base45(base45(raw)) == raw


@pytest.mark.parametrize(("raw", "written"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")])
def test_base45_is_the_standard_one(raw: bytes, written: str) -> None:
    """RFC 9285, section 4.3."""
    assert base45(raw) == written
    assert from_base45(written) == raw


@pytest.mark.parametrize("text", ["A", "GGW", "::", "a0", "AAAA", "Ω00"])
def test_what_is_no_base45_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no base45"):
        from_base45(text)


@given(some.dates(date(2000, 1, 1), date(2120, 1, 1)), some.text(min_size=1, max_size=40))
def test_any_day_and_number_come_back(day: date, number: str) -> None:
    token = Token("L12", number, day, digest_of("نص"))
    assert read_token(write_token(token, KEYS.code), RING)[0] == token


def test_the_digest_is_of_the_text() -> None:
    assert digest_of("نص") != digest_of("نصّ")
    assert token_of().number == NUMBER
