"""What capture hands on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from watan_desk.store import tables
from watan_desk.store.rows import as_record, of_case

AGREED = frozenset({"yes", "given", "oral", "written", "actual_interest"})
"""The choices by which something rests on the person's agreement or, where nobody can ask, on their plain interest."""
UPLOADS = frozenset({"image", "audio", "video", "file"})
"""The types of question whose answer is a file."""
NOTICE = "privacy_notice"
"""The purpose under which the notice itself is kept."""
ABOUT = frozenset({NOTICE, "consent_language"})
"""What a form of consents says of how it was asked; these are no purposes."""


@dataclass(frozen=True)
class Consent:
    """One choice for one purpose, with how it was asked."""

    id: str
    case_id: str
    purpose: str
    choice: str
    method: str
    language: str
    text_version: str
    withdrawn_at: datetime | None
    capacity: str
    """In what capacity whoever chose came: ``self``, ``guardian``, ``agent``..."""
    by: str
    at: datetime

    @property
    def stands(self) -> bool:
        """Whether the person agreed and has not taken it back."""
        return self.choice in AGREED and self.withdrawn_at is None


@dataclass(frozen=True)
class Request:
    """The association's own form as it stands.

    ``instance`` holds every answer as typed, ``answers`` the relevant ones by field, ``canonical`` the bytes that an
    attestation binds (form id, version, answers), as text.
    """

    id: str
    case_id: str
    form_id: str
    form_version: str
    instance: str
    canonical: str
    answers: dict[str, Any]
    complete: bool
    by: str
    at: datetime


@dataclass(frozen=True)
class DocumentCheck:
    """A document as it was shown: an event, never overwritten; a newer one of its kind supersedes it."""

    id: str
    case_id: str
    kind: str
    number: str
    issued_on: date | None
    expires_on: date | None
    shown_on: date
    match: str
    validity: str
    superseded: bool
    answers: dict[str, Any]
    by: str
    at: datetime
    fingerprint: str = ""
    """The keyed hash by which the document is recognised when it is shown again; never leaves the desk."""


@dataclass(frozen=True)
class DataCheck:
    """The delegate's word that data and documents are complete and matched."""

    id: str
    case_id: str
    answers: dict[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True)
class Need:
    """How great the need is, asked by the person's category."""

    id: str
    case_id: str
    category: str
    level: str
    answers: dict[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True)
class KinLink:
    """The pilgrim that a request of kin belongs to; ``linked_case`` is empty where that pilgrim asked for nothing."""

    id: str
    case_id: str
    relation: str
    linked_case: str
    answers: dict[str, Any]
    by: str
    at: datetime


def needs_of(connection: sa.Connection, case_id: str) -> tuple[Need, ...]:
    """Return the need assessments of a case, oldest first; the last one counts."""
    return of_case(connection, tables.need, Need, case_id)


def links_of(connection: sa.Connection, case_id: str) -> tuple[KinLink, ...]:
    """Return the links of a case to pilgrims, oldest first."""
    return of_case(connection, tables.kin_link, KinLink, case_id)


def consents_of(connection: sa.Connection, case_id: str) -> tuple[Consent, ...]:
    """Return the consents of a case, oldest first; the newest of a purpose counts."""
    return of_case(connection, tables.consent, Consent, case_id)


def standing_consents(consents: Iterable[Consent]) -> dict[str, Consent]:
    """Return the consent that counts for each purpose: the newest."""
    return {consent.purpose: consent for consent in consents}


def request_of(connection: sa.Connection, case_id: str) -> Request | None:
    """Return the request of a case, if its answers were begun."""
    found = of_case(connection, tables.request, Request, case_id)
    return found[-1] if found else None


def newest_request(connection: sa.Connection, person_id: str, but: str) -> Request | None:
    """Return the newest request of a person, that of the case ``but`` aside."""
    request, case = tables.request, tables.case
    query = sa.select(request).join(case, case.c.id == request.c.case_id)
    query = query.where(case.c.person_id == person_id, case.c.id != but)
    row = connection.execute(query.order_by(request.c.at.desc(), case.c.number.desc())).mappings().first()
    return as_record(Request, row) if row else None


def documents_of(connection: sa.Connection, case_id: str) -> tuple[DocumentCheck, ...]:
    """Return every document check of a case, superseded ones included, oldest first."""
    return of_case(connection, tables.document_check, DocumentCheck, case_id)


def data_checks_of(connection: sa.Connection, case_id: str) -> tuple[DataCheck, ...]:
    """Return the declarations of completeness of a case, oldest first."""
    return of_case(connection, tables.data_check, DataCheck, case_id)


def form_text(connection: sa.Connection, form_id: str, version: str) -> str:
    """Return the XForm text that was kept with the records of a form's version, blank where none was."""
    table = tables.form_text
    where = (table.c.form_id == form_id) & (table.c.version == version)
    return str(connection.execute(sa.select(table.c.xform).where(where)).scalar() or "")
