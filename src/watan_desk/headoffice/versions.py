"""The versions of the association's policy that head office knows, and the one that a case goes on under (R14).

Rules of a case (days of the reply, reasons, categories, who decides) are those of the version it was opened with.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import sqlalchemy as sa

from watan_desk.common.errors import Unusable
from watan_desk.headoffice.tables import policy
from watan_desk.policy.pack import Pack, read_pack, shipped_pack, shipped_text
from watan_desk.store.policies import id_of

PackOf = Callable[[str, str], Pack]
"""The version that a case names by its association and version."""


@dataclass(frozen=True)
class Published:
    """A version as head office knows it; one that came with the program was published nowhere."""

    pack: Pack
    published_at: datetime | None


def known_versions(connection: sa.Connection, association: str) -> tuple[Published, ...]:
    """Return every version of the association's policy: those that came with a program first, the newest last."""
    rows = connection.execute(sa.select(policy).where(policy.c.slug == association).order_by(policy.c.seq)).all()
    kept = [_read(bytes(row.body), row.slug) for row in rows if not row.signature]
    published = [Published(_read(bytes(row.body), row.slug), row.published_at) for row in rows if row.signature]
    shipped = shipped_pack(association)
    came = [pack for pack in kept if pack.version != shipped.version] + [shipped]
    return (*(Published(pack, None) for pack in came), *published)


def pack_of(connection: sa.Connection, association: str, version: str = "") -> Pack:
    """Return a version of the policy, the newest where none is named.

    Raises:
        Unusable: head office knows no such version.
    """
    known = known_versions(connection, association)
    found = [each.pack for each in known if version in ("", each.pack.version)]
    if not found:
        raise Unusable("policy.no_such_version", version=version)
    return found[-1]


def known_version(connection: sa.Connection, association: str, version: str) -> Pack | None:
    """Return the version that a case was opened with; none where head office does not know it."""
    found = [each.pack for each in known_versions(connection, association) if each.pack.version == version]
    return found[-1] if found else None


def versions(connection: sa.Connection) -> PackOf:
    """Return a finder of the version that a case was opened with.

    Where head office does not know it, the newest that came with the program speaks: never one published since, whose
    shorter wait the case was not promised.
    """
    found: dict[tuple[str, str], Pack] = {}

    def of(association: str, version: str) -> Pack:
        if (association, version) not in found:
            named = known_version(connection, association, version)
            found[association, version] = named or shipped_pack(association)
        return found[association, version]

    return of


def keep_shipped(connection: sa.Connection, association: str, now: datetime) -> None:
    """Keep the version that came with this program: a later program brings another, and open cases keep theirs."""
    pack = shipped_pack(association)
    known = connection.execute(sa.select(policy.c.version).where(policy.c.slug == association)).scalars()
    if pack.version not in set(known):
        values = {
            "id": id_of(pack.slug, pack.version),
            "slug": pack.slug,
            "version": pack.version,
            "seq": next_of(connection),
        }
        values |= {"body": shipped_text(association), "signature": "", "published_at": now}
        connection.execute(sa.insert(policy).values(values))


def next_of(connection: sa.Connection, table: sa.Table = policy) -> int:
    """Return the place of what is kept next."""
    return int(connection.execute(sa.select(sa.func.max(table.c.seq))).scalar() or 0) + 1


def _read(text: bytes, slug: str) -> Pack:
    return _parsed(hashlib.sha256(text).hexdigest(), slug, text)


@lru_cache(maxsize=32)
def _parsed(_digest: str, slug: str, text: bytes) -> Pack:
    """Return a pack; a list of many cases reads each version once."""
    return read_pack(text, slug)
