"""If these fail, a stranger's seal passes as the association's, or a desk's seal ends before its letters do."""

from datetime import timedelta

import pytest
from cryptography import x509

from tests.letter.sealing import ASSOCIATION, AUTHORITY, KEYS, NOW
from watan_desk.letter.authority import Authority, association_of, certificate_of, device_of, is_granted, text_of
from watan_desk.letter.keyring import SealKeys

OWN = text_of(AUTHORITY.certificate)
GRANTED = AUTHORITY.grant("WT03A", ASSOCIATION, KEYS.public, NOW)


def test_the_authority_vouches_for_desks_only() -> None:
    own = AUTHORITY.certificate.extensions
    bounds = own.get_extension_for_class(x509.BasicConstraints)
    assert bounds.critical
    assert (bounds.value.ca, bounds.value.path_length) == (True, 0)
    uses = own.get_extension_for_class(x509.KeyUsage).value
    assert (uses.key_cert_sign, uses.crl_sign, uses.digital_signature) == (True, True, False)


def test_a_desk_may_sign_and_nothing_else() -> None:
    extensions = GRANTED.extensions
    assert not extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    uses = extensions.get_extension_for_class(x509.KeyUsage).value
    assert (uses.digital_signature, uses.content_commitment, uses.key_cert_sign) == (True, True, False)


def test_a_certificate_names_association_and_desk() -> None:
    assert device_of(GRANTED) == "WT03A"
    assert association_of(GRANTED) == association_of(AUTHORITY.certificate) == ASSOCIATION


def test_a_certificate_holds_ten_years_and_begins_before_a_slow_clock() -> None:
    assert GRANTED.not_valid_before_utc == NOW - timedelta(days=1)
    assert GRANTED.not_valid_after_utc == NOW + timedelta(days=3653)


def test_no_certificate_outlives_its_authority() -> None:
    late = AUTHORITY.grant("WT03A", ASSOCIATION, KEYS.public, NOW + timedelta(days=10_000))
    assert late.not_valid_after_utc == AUTHORITY.certificate.not_valid_after_utc


def test_a_very_long_name_is_cut_to_what_x509_holds() -> None:
    granted = AUTHORITY.grant("WT03A", "جمعية " * 40, KEYS.public, NOW)
    assert len(association_of(granted)) == 64


def test_the_authority_survives_the_database() -> None:
    again = Authority.from_text(AUTHORITY.text())
    assert again.certificate == AUTHORITY.certificate
    assert is_granted(text_of(again.grant("WT03B", ASSOCIATION, KEYS.public, NOW)), OWN, "WT03B", KEYS.public)
    assert AUTHORITY.text() not in repr(AUTHORITY)


def test_a_grant_fits_its_desk_its_key_and_its_authority() -> None:
    stranger = Authority.new(ASSOCIATION, "watan-tumuh HQ", NOW)
    granted = text_of(GRANTED)
    assert is_granted(granted, OWN, "WT03A", KEYS.public)
    assert not is_granted(granted, OWN, "WT03B", KEYS.public)
    assert not is_granted(granted, OWN, "WT03A", SealKeys.new().public)
    assert not is_granted(granted, text_of(stranger.certificate), "WT03A", KEYS.public)
    assert not is_granted(granted, granted, "WT03A", KEYS.public)


def test_a_desk_cannot_grant() -> None:
    """Its certificate vouches for signatures, not for further desks."""
    usurper = Authority(KEYS.seal, GRANTED)
    other = SealKeys.new()
    false = text_of(usurper.grant("WT09A", ASSOCIATION, other.public, NOW))
    assert not is_granted(false, text_of(GRANTED), "WT09A", other.public)


@pytest.mark.parametrize("text", ["", "AAAA", "ليست شهادة", "!"])
def test_what_is_no_certificate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no certificate"):
        certificate_of(text)
    assert not is_granted(text, OWN, "WT03A", KEYS.public)
