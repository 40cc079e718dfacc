"""What attestation hands on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from watan_desk.store import tables
from watan_desk.store.rows import of_case


@dataclass(frozen=True)
class Attestation:
    """One attestation, or the refusal of one; a newer one supersedes it."""

    id: str
    case_id: str
    outcome: str
    """``attested`` or ``refused``."""
    method: str
    day: date
    filed_at: str
    data_hash: str
    superseded: bool
    capacity: str
    """In what capacity whoever signed did so."""
    answers: dict[str, Any]
    by: str
    at: datetime


def attestations_of(connection: sa.Connection, case_id: str) -> tuple[Attestation, ...]:
    """Return the attestations of a case, oldest first; the last one counts."""
    return of_case(connection, tables.attestation, Attestation, case_id)
