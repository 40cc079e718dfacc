"""Checks a letter without network: the seal of a PDF, the code of a PDF or of a picture, by a ring of public keys.

A seal covers every byte. A code alone proves that this desk issued a letter of this number with this text; the paper
round it may say something else, so a picture's code is never more than genuine: the reader compares the texts.
"""

import base64
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

from watan_desk.common.errors import Unusable
from watan_desk.letter.authority import association_of, certificate_of
from watan_desk.letter.keyring import Keyring
from watan_desk.letter.pictures import TORN
from watan_desk.letter.scan import codes_in_pdf, codes_in_picture
from watan_desk.letter.seal import SAID, Sealed
from watan_desk.letter.token import BadToken, Token, UnknownKey, digest_of, read_token

Seal = Literal["valid", "broken", "absent"]
Code = Literal["valid", "code-genuine", "broken", "absent", "unknown-key"]

logging.getLogger("pyhanko").addHandler(logging.NullHandler())  # what is wrong with a file is ours to say

MOST_BYTES = 64 << 20
_TRACES = (b"/ByteRange", b"ETSI.CAdES.detached", SAID.encode())
"""What a seal leaves in a file even when a changed byte hides it from readers."""
_HEAD = 1024


@dataclass(frozen=True)
class Verified:
    """What a file says it is and what of that holds."""

    seal: Seal
    code: Code
    kind: str | None = None
    number: str | None = None
    issuer: str | None = None
    """Association and desk, where a seal or a code vouches for them."""
    issued_at: str | None = None
    """The seal's instant, or the code's day: ISO, by the desk's own clock."""
    text: str | None = None
    """What was signed: from a valid seal, or from the register where the code's digest fits."""
    withdrawn: bool = False
    """Whether the register that was asked has the letter as void; without a register nobody can tell."""

    @property
    def holds(self) -> bool:
        """Tell whether something is there, all that is there is valid, and the letter is not known to be void."""
        states = {self.seal, self.code} - {"absent"}
        return bool(states) and states <= {"valid", "code-genuine"} and not self.withdrawn

    @property
    def outcome(self) -> str:
        """Return the ending of ``letter.verified.*`` that tells a person what to make of it; the worst first."""
        if self.seal == "broken":
            return "seal_broken"
        if self.code in {"broken", "unknown-key"}:
            return "code_broken" if self.code == "broken" else "unknown_key"
        if self.withdrawn:
            return "void"
        if self.seal == "valid":
            return "sealed"
        return "nothing" if self.code == "absent" else "compare"


@dataclass(frozen=True)
class _SealFound:
    """A seal that is valid: what it says, and by whom and when."""

    said: Sealed
    device: str
    at: str


def verify(data: bytes, keyring: Keyring, text_of: Callable[[str], str | None]) -> Verified:
    """Check a PDF, PNG, JPEG or TIFF file; ``text_of`` gives the register's text of a letter's number, if it has any.

    Raises:
        Unusable: it is none of these.
    """
    if len(data) > MOST_BYTES:
        raise Unusable("letter.picture_too_large")
    if b"%PDF-" not in data[:_HEAD]:
        return _judged("absent", None, codes_in_picture(data), keyring, text_of)
    sealed = _seal_of(data, keyring)
    traced = any(trace in data for trace in _TRACES)
    state: Seal = "valid" if sealed else "broken" if traced else "absent"
    codes = codes_in_pdf(data)
    return _judged(state, sealed, codes, keyring, text_of)


def _judged(
    seal: Seal,
    sealed: _SealFound | None,
    codes: Sequence[str],
    keyring: Keyring,
    text_of: Callable[[str], str | None],
) -> Verified:
    code, token, device = _code_of(codes, keyring)
    if sealed:
        return _by_seal(sealed, code, token, keyring)
    if token is None:
        return Verified(seal, code)
    text = text_of(token.number)
    kept = text if text is not None and digest_of(text) == token.digest else None
    issuer = _issuer(keyring, device)
    return Verified(seal, code, token.kind, token.number, issuer, token.day.isoformat(), kept)


def _by_seal(sealed: _SealFound, code: Code, token: Token | None, keyring: Keyring) -> Verified:
    said = sealed.said
    if token:
        in_seal = (said.kind, said.number, said.day, digest_of(said.text))
        fits = (token.kind, token.number, token.day.isoformat(), token.digest) == in_seal
        code = "valid" if fits else "broken"
    issuer = _issuer(keyring, sealed.device)
    return Verified("valid", code, said.kind, said.number, issuer, sealed.at, said.text)


def _code_of(codes: Sequence[str], keyring: Keyring) -> tuple[Code, Token | None, str]:
    """Judge the codes of a file; several must all say the same."""
    read: set[tuple[Token, str]] = set()
    try:
        read = {read_token(text, keyring) for text in codes}
    except UnknownKey:
        return "unknown-key", None, ""
    except BadToken:
        return "broken", None, ""
    if len(read) != 1:
        return ("broken" if read else "absent"), None, ""
    ((token, device),) = read
    return "code-genuine", token, device


def _issuer(keyring: Keyring, device: str) -> str:
    return f"{association_of(certificate_of(keyring.authority))} - {device}"


def _seal_of(data: bytes, keyring: Keyring) -> _SealFound | None:
    """Return the one seal of a PDF if it is valid, of this association's, and covers the whole file."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        seals = list(PdfFileReader(BytesIO(data)).embedded_signatures)
        if len(seals) != 1 or not _covers(seals[0], keyring):
            return None
        return _found(seals[0])
    except (*TORN, PdfError):
        return None


def _covers(seal: Any, keyring: Keyring) -> bool:
    """Tell whether a seal is sound, vouched for by the association's authority, and leaves no byte of the file out."""
    from asn1crypto import x509
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    root = x509.Certificate.load(base64.b64decode(keyring.authority))
    # the certificate must cover the instant that the seal names: letters are checked for years
    trust = ValidationContext(trust_roots=[root], allow_fetching=False, moment=seal.self_reported_timestamp)
    status = validate_pdf_signature(seal, trust)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return bool(status.bottom_line) and whole and _nothing_beside(seal)


def _nothing_beside(seal: Any) -> bool:
    """Tell whether the signature's own place, which no seal covers, holds our one form of it and nothing else."""
    kept = seal.pkcs7_content
    _, start, rest, _ = (int(each) for each in seal.sig_object["/ByteRange"])
    stream = seal.reader.stream
    stream.seek(start)
    written = stream.read(rest - start)
    form = _our_form(seal)
    return written == b"<" + kept.hex().upper().encode() + b">" and bool(kept == form.ljust(len(kept), b"\0"))


def _our_form(seal: Any) -> bytes:
    """Return the CMS message as we write it, made anew from what was verified in it."""
    from asn1crypto import cms

    certificate, info = seal.signer_cert, seal.signer_info
    sha256 = cms.DigestAlgorithm({"algorithm": "sha256"})
    issuer = cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number})
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": issuer}),
        "digest_algorithm": sha256,
        "signature_algorithm": cms.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
        "signed_attrs": info["signed_attrs"],
        "signature": info["signature"],
    }
    signed = {
        "version": "v1",
        "digest_algorithms": cms.DigestAlgorithms((sha256,)),
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate],
        "signer_infos": [signer],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump())


def _found(seal: Any) -> _SealFound:
    said = seal.sig_object[SAID]
    text = bytes(said["/Text"].data).decode()
    parts = Sealed(str(said["/Kind"]), str(said["/Number"]), str(said["/Day"]), text)
    device = str(seal.signer_cert.subject.native["common_name"])
    return _SealFound(parts, device, seal.self_reported_timestamp.isoformat())
