"""The seal: PDF/A-2b, then a PAdES B-B signature of the desk's own key over every byte (ETSI EN 319 142-1).

No clock but the desk's vouches for the time; there is no network to ask. pikepdf and pyHanko take half a second to load
and are loaded with the first letter that is sealed.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib import import_module
from io import BytesIO
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from watan_desk.common.errors import Refused
from watan_desk.letter.authority import device_of
from watan_desk.letter.keyring import SealKeys, private_der
from watan_desk.letter.token import Token, write_token

FLAVOUR = "2b"
FIELD = "Seal"
SAID = "/WDSK"
"""The entry of the signature's dictionary that holds what was sealed as plain text: kind, number, day, text."""
_RESERVED = 4096
"""Hexadecimal digits kept for the signature: twice its size, and some room."""
_DIGEST = "sha256"


class NotArchivable(Exception):
    """The PDF breaks a rule of PDF/A; names the rules, nothing of the text."""


@dataclass(frozen=True)
class Sealed:
    """What a seal says of its letter in plain text."""

    kind: str
    number: str
    day: str
    """ISO date."""
    text: str


@dataclass(frozen=True, repr=False)
class Sealer:
    """A desk's own keys for letters and what head office granted them."""

    keys: SealKeys
    certificate: x509.Certificate

    @property
    def device(self) -> str:
        """The desk's code."""
        return device_of(self.certificate)

    def require(self, at: datetime) -> None:
        """Let the deed go on if the certificate covers an instant.

        Raises:
            Refused: it does not; most likely the laptop's clock is wrong.
        """
        if not self.certificate.not_valid_before_utc <= at <= self.certificate.not_valid_after_utc:
            raise Refused("letter.seal_period")

    def code(self, token: Token) -> str:
        """Return the signed text of a letter's printed code."""
        return write_token(token, self.keys.code)

    def seal(self, pdf: bytes, said: Sealed, at: datetime) -> bytes:
        """Return the letter as PDF/A-2b under the desk's seal.

        Raises:
            Refused: the certificate does not cover the instant.
            NotArchivable: the PDF breaks a rule of PDF/A.
        """
        self.require(at)
        return _signed(archivable(pdf), said, at, self._signer)

    @cached_property
    def _signer(self) -> Any:
        """Return pyHanko's signer over the private key, which stays in memory."""
        signers = import_module("pyhanko.sign.signers")
        registry = import_module("pyhanko_certvalidator.registry")
        asn1 = import_module("asn1crypto.x509")
        keys = import_module("asn1crypto.keys")
        return signers.SimpleSigner(
            signing_cert=asn1.Certificate.load(self.certificate.public_bytes(Encoding.DER)),
            signing_key=keys.PrivateKeyInfo.load(private_der(self.keys.seal)),
            cert_registry=registry.SimpleCertificateStore(),  # its own certificate only: readers have head office's
        )


def archivable(pdf: bytes) -> bytes:
    """Return a PDF as PDF/A-2b (ISO 19005-2), checked as it was written; everything stays in memory.

    Raises:
        NotArchivable: it breaks a rule.
    """
    pikepdf, pdfa = import_module("pikepdf"), import_module("pikepdf.pdfa")
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            if "/Trans" in page:
                del page.Trans  # ReportLab's empty transition is none that PDF/A knows
        pdfa.prepare(document, FLAVOUR)
        kwargs = pdfa.resolve_save_kwargs(FLAVOUR)
        document.save(out, **kwargs)
    report = pdfa.validate_written(BytesIO(out.getvalue()), FLAVOUR, save_kwargs=kwargs)
    if not report.passed:
        raise NotArchivable(", ".join(sorted({finding.rule_id for finding in report.findings})))
    return out.getvalue()


def _signed(pdf: bytes, said: Sealed, at: datetime, signer: Any) -> bytes:
    """Append the signature as pyHanko's embedder writes it, step by step, with our own instant in it."""
    writing = import_module("pyhanko.pdf_utils.incremental_writer")
    embedder = import_module("pyhanko.sign.signers.cms_embedder")
    fields = import_module("pyhanko.sign.fields")
    byterange = import_module("pyhanko.sign.signers.pdf_byterange")
    writer = writing.IncrementalPdfFileWriter(BytesIO(pdf))
    writer.ensure_output_version = lambda version: None  # noqa: ARG005 - pyHanko would raise PDF 1.7 to 2.0: not PDF/A-2
    pades = fields.SigSeedSubFilter.PADES
    place = byterange.SignatureObject(timestamp=at, subfilter=pades, bytes_reserved=_RESERVED)
    place[SAID] = _said(writer, said)
    steps = embedder.PdfCMSEmbedder(fields.SigFieldSpec(FIELD)).write_cms(FIELD, writer)
    next(steps)
    steps.send(embedder.SigObjSetup(sig_placeholder=place))
    prepared, output = steps.send(embedder.SigIOSetup(md_algorithm=_DIGEST))
    steps.send(_cms(signer, prepared.document_digest))
    return bytes(output.getvalue())


def _said(writer: Any, said: Sealed) -> Any:
    generic = import_module("pyhanko.pdf_utils.generic")
    text = generic.StreamObject(stream_data=said.text.encode())
    text.compress()
    parts = {
        generic.NameObject("/" + name): generic.TextStringObject(value)
        for name, value in (("Kind", said.kind), ("Number", said.number), ("Day", said.day))
    }
    return generic.DictionaryObject(parts | {generic.NameObject("/Text"): writer.add_object(text)})


def _cms(signer: Any, digest: bytes) -> Any:
    """Return the detached CMS signature; pyHanko only signs inside an event loop."""
    asyncio = import_module("asyncio")
    return asyncio.run(signer.async_sign(digest, _DIGEST, use_pades=True))
