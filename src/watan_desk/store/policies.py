"""The policies an office keeps: every version that came, head office's word on them, and who has read which."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from watan_desk.store.rows import as_record
from watan_desk.store.tables import policy, policy_paper, policy_reading, settlement

_NAMESPACE = uuid.UUID("6f1b7a52-7a54-4f0e-9a0f-1c6d3b7e2a10")


@dataclass(frozen=True)
class KeptPolicy:
    """A version of a policy as it came; one without a signature came with the program."""

    id: str
    slug: str
    version: str
    sha256: str
    text: bytes
    signature: str
    came_at: datetime
    active: bool
    closed_at: datetime | None


@dataclass(frozen=True)
class KeptSettlement:
    """Head office's signed word on a policy, as it came."""

    id: str
    pack: str
    version: str
    body: str
    signature: str
    came_at: datetime


@dataclass(frozen=True)
class PolicyReading:
    """Somebody at this desk has read a version of the policy and accepts to work by it."""

    slug: str
    version: str
    name: str
    language: str
    by: str
    at: datetime


@dataclass(frozen=True)
class PolicyPaper:
    """A paper of the association's own, without its bytes; ``place`` is ``policy``, or a tool's ``tool:1``."""

    place: str
    sha256: str
    pages: int
    by: str
    at: datetime


def id_of(*parts: str) -> str:
    """Return the id that a thing of this name has in every office."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join(parts)))


def policies(connection: sa.Connection) -> tuple[KeptPolicy, ...]:
    """Return every version kept, in the order they came."""
    query = sa.select(policy).order_by(policy.c.came_at, sa.literal_column("rowid"))
    return tuple(as_record(KeptPolicy, row) for row in connection.execute(query).mappings())


def settlements(connection: sa.Connection) -> tuple[KeptSettlement, ...]:
    """Return head office's words on policies, in the order they came."""
    query = sa.select(settlement).order_by(settlement.c.came_at, sa.literal_column("rowid"))
    return tuple(as_record(KeptSettlement, row) for row in connection.execute(query).mappings())


def readings(connection: sa.Connection) -> tuple[PolicyReading, ...]:
    """Return who has read which version, the first reading first."""
    query = sa.select(policy_reading).order_by(policy_reading.c.at, sa.literal_column("rowid"))
    return tuple(as_record(PolicyReading, row) for row in connection.execute(query).mappings())


def papers(connection: sa.Connection) -> tuple[PolicyPaper, ...]:
    """Return the association's own papers that were attached."""
    columns = [policy_paper.c[name] for name in ("place", "sha256", "pages", "by", "at")]
    rows = connection.execute(sa.select(*columns).order_by(policy_paper.c.place)).mappings()
    return tuple(as_record(PolicyPaper, row) for row in rows)


def paper_bytes(connection: sa.Connection, place: str) -> bytes | None:
    """Return an attached paper itself."""
    found = connection.execute(sa.select(policy_paper.c.pdf).where(policy_paper.c.place == place)).scalar()
    return None if found is None else bytes(found)
