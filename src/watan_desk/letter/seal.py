"""The seal: PDF/A-2b, then a PAdES B-B signature of the desk's own key over every byte (ETSI EN 319 142-1).

No clock but the desk's vouches for the time; there is no network to ask. pikepdf and pyHanko take half a second to load
and are loaded with the first letter that is sealed.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from io import BytesIO
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from watan_desk.common.errors import Refused
from watan_desk.letter.authority import device_of
from watan_desk.letter.keyring import SealKeys, private_der
from watan_desk.letter.outline import Outline, tag
from watan_desk.letter.token import Token, write_token

FLAVOUR, WITH_FILES = "2b", "3b"
Files = Mapping[str, bytes]
_TYPES = {"txt": "text/plain", "json": "application/json"}
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

    def seal(
        self, pdf: bytes, said: Sealed, at: datetime, outline: Outline | None = None, files: Files | None = None
    ) -> bytes:
        """Return the letter as PDF/A under the desk's seal; with an outline it is tagged for reading aloud.

        Raises:
            Refused: the certificate does not cover the instant.
            NotArchivable: the PDF breaks a rule of PDF/A.
        """
        self.require(at)
        return _signed(archivable(pdf, outline, files), said, at, self._signer)

    @cached_property
    def _signer(self) -> Any:
        """Return pyHanko's signer over the private key, which stays in memory."""
        from asn1crypto import keys
        from asn1crypto import x509 as asn1
        from pyhanko.sign.signers import SimpleSigner
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        store: Any = SimpleCertificateStore
        return SimpleSigner(
            signing_cert=asn1.Certificate.load(self.certificate.public_bytes(Encoding.DER)),
            signing_key=keys.PrivateKeyInfo.load(private_der(self.keys.seal)),
            cert_registry=store(),  # its own certificate only: readers have head office's
            embed_roots=False,
        )


def archivable(pdf: bytes, outline: Outline | None = None, files: Files | None = None) -> bytes:
    """Return a PDF as PDF/A, checked as it was written: 2b (ISO 19005-2), or 3b where it carries files.

    Everything stays in memory.

    Raises:
        NotArchivable: it breaks a rule.
    """
    import pikepdf
    from pikepdf import pdfa

    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            if "/Trans" in page:
                del page.Trans  # ReportLab's empty transition is none that PDF/A knows
        if outline is not None:
            tag(document, outline)
        spec: Any = pikepdf.AttachedFileSpec  # its type information lacks what has a default
        for name, content in (files or {}).items():
            kind = _TYPES[name.rpartition(".")[2]]
            document.attachments[name] = spec(
                document, content, filename=name, mime_type=kind, relationship=pikepdf.Name.Source
            )
        flavour = WITH_FILES if files else FLAVOUR
        pdfa.prepare(document, flavour)
        settings = pdfa.resolve_save_kwargs(flavour)
        document.save(out, **settings)
    report = pdfa.validate_written(BytesIO(out.getvalue()), flavour, save_kwargs=settings)
    if not report.passed:
        raise NotArchivable(", ".join(sorted({finding.rule for finding in report.findings})))
    return out.getvalue()


def _signed(pdf: bytes, said: Sealed, at: datetime, signer: Any) -> bytes:
    """Append the signature as pyHanko's embedder writes it, step by step, with our own instant in it."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
    from pyhanko.sign.signers.pdf_byterange import SignatureObject

    writer: Any = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.ensure_output_version = lambda version: None  # noqa: ARG005 - pyHanko would raise PDF 1.7 to 2.0: not PDF/A-2
    place = SignatureObject(timestamp=at, subfilter=SigSeedSubFilter.PADES, bytes_reserved=_RESERVED)
    place[SAID] = _said(writer, said)
    steps = PdfCMSEmbedder(SigFieldSpec(FIELD)).write_cms(FIELD, writer)
    next(steps)
    steps.send(SigObjSetup(sig_placeholder=place))
    prepared, output = steps.send(SigIOSetup(md_algorithm=_DIGEST))
    # pyHanko signs inside an event loop only; PAdES keeps the time out of the signature, /M has it
    steps.send(asyncio.run(signer.async_sign(prepared.document_digest, _DIGEST, use_pades=True)))
    return bytes(output.getvalue())


def _said(writer: Any, said: Sealed) -> Any:
    from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

    text: Any = StreamObject(stream_data=said.text.encode())
    text.compress()
    parts = {"/Kind": said.kind, "/Number": said.number, "/Day": said.day}
    shown = {NameObject(name): TextStringObject(value) for name, value in parts.items()}
    dictionary: Any = DictionaryObject
    return dictionary(shown | {NameObject("/Text"): writer.add_object(text)})
