"""The hash of exactly what a person attests: the form's own answers, its id and version, and the document checks."""

import hashlib
import json
from collections.abc import Iterable

from watan_desk.capture.records import DocumentCheck, Request

_DOCUMENT_FIELDS = ("doc_type", "doc_number", "doc_issuer", "doc_issue_date", "doc_expiry_date", "doc_match")


def attested_bytes(request: Request, documents: Iterable[DocumentCheck]) -> bytes:
    """Return the canonical bytes that are hashed: JSON, keys sorted, documents by kind, UTF-8."""
    shown = [
        {name: check.answers[name] for name in _DOCUMENT_FIELDS if name in check.answers}
        | {"shown_on": check.shown_on.isoformat(), "validity": check.validity}
        for check in sorted(documents, key=lambda check: check.kind)
        if not check.superseded
    ]
    whole = {"request": request.canonical, "documents": shown}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def data_hash(request: Request, documents: Iterable[DocumentCheck]) -> str:
    """Return the SHA-256 of what is attested, 64 hexadecimal digits."""
    return hashlib.sha256(attested_bytes(request, documents)).hexdigest()
