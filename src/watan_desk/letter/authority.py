"""Head office's certificate authority for letters: one level, X.509 with ECDSA P-256, no service and no network.

The authority may vouch for desks only (path length 0), a desk's certificate for signatures only. It vouches within one
association: readers elsewhere show an unknown signer until they are given its certificate.
"""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from watan_desk.letter.keyring import LetterKeys, private_der, private_key

DEVICE_DAYS = 3653
"""Ten years: letters are checked long after they were issued."""
_AUTHORITY_DAYS = 3 * DEVICE_DAYS
_EARLY = timedelta(days=1)
"""Certificates begin a day early: two laptops' clocks differ."""
_LONGEST_NAME = 64  # X.520's upper bound of an organisation's name
_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True, repr=False)
class Authority:
    """Head office's private key and its own certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def new(cls, association: str, name: str, now: datetime) -> "Authority":
        """Found an authority that calls itself ``name`` of an association."""
        key = ec.generate_private_key(ec.SECP256R1())
        own = _name(association, name)
        begun = _unsigned(own, own, key.public_key(), now - _EARLY, now + timedelta(days=_AUTHORITY_DAYS))
        bounded = begun.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        used = bounded.add_extension(_key_usage("key_cert_sign", "crl_sign"), critical=True)
        return cls(key, used.sign(key, hashes.SHA256()))

    @classmethod
    def from_text(cls, text: str) -> "Authority":
        """Read what :meth:`text` returned."""
        key, certificate = text.split(" ")
        return cls(private_key(base64.b64decode(key)), certificate_of(certificate))

    def text(self) -> str:
        """Return private key and certificate as one text, for a setting of the encrypted database."""
        return base64.b64encode(private_der(self.key)).decode() + " " + text_of(self.certificate)

    def grant(self, device: str, association: str, keys: LetterKeys, now: datetime) -> x509.Certificate:
        """Return the certificate of a desk, valid for ten years and never longer than the authority's own."""
        own = self.certificate
        ends = min(now + timedelta(days=DEVICE_DAYS), own.not_valid_after_utc)
        begun = _unsigned(_name(association, device), own.subject, keys.seal_key, now - _EARLY, ends)
        bounded = begun.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        used = bounded.add_extension(_key_usage("digital_signature", "content_commitment"), critical=True)
        known_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        return used.add_extension(known_by, critical=False).sign(self.key, hashes.SHA256())


def text_of(certificate: x509.Certificate) -> str:
    """Return a certificate as DER in base64."""
    return base64.b64encode(certificate.public_bytes(Encoding.DER)).decode()


def certificate_of(text: str) -> x509.Certificate:
    """Read what :func:`text_of` returned.

    Raises:
        ValueError: it is no certificate.
    """
    try:
        return x509.load_der_x509_certificate(base64.b64decode(text, validate=True))
    except ValueError as wrong:
        raise ValueError("no certificate") from wrong


def is_granted(certificate: str, authority: str, device: str, keys: LetterKeys) -> bool:
    """Tell whether an authority's certificate is for this desk and this key."""
    try:
        own, above = certificate_of(certificate), certificate_of(authority)
        own.verify_directly_issued_by(above)
    except (ValueError, TypeError, InvalidSignature):
        return False
    bounds = above.extensions.get_extension_for_class(x509.BasicConstraints).value
    return bounds.ca and device_of(own) == device and own.public_key() == keys.seal_key


def device_of(certificate: x509.Certificate) -> str:
    """Return the code of the desk that a certificate is for."""
    return str(certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def association_of(certificate: x509.Certificate) -> str:
    """Return the name of the association in a certificate."""
    return str(certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value)


def _name(association: str, name: str) -> x509.Name:
    parts = {
        NameOID.COUNTRY_NAME: "SA",
        NameOID.ORGANIZATION_NAME: association[:_LONGEST_NAME],
        NameOID.COMMON_NAME: name,
    }
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts.items()])


def _unsigned(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    numbered = made.serial_number(x509.random_serial_number()).not_valid_before(begins).not_valid_after(ends)
    return numbered.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _key_usage(*uses: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{use: use in uses for use in _USES})
