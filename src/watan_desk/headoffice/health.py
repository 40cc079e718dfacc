"""What ``watan-hq doctor`` looks at: the database, every desk's chain, and what is kept aside. It changes nothing."""

from dataclasses import dataclass

import sqlalchemy as sa

from watan_desk.bundle.contents import QUARANTINED
from watan_desk.headoffice.files import missing_files
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.tables import case, entry
from watan_desk.store.engine import integrity
from watan_desk.store.journal import ROOT, entry_hash


@dataclass(frozen=True)
class Finding:
    """One thing found: ``code`` is a key of the catalogue, ``severity`` is ``error`` or ``warning``."""

    code: str
    severity: str
    params: dict[str, object]


@dataclass(frozen=True)
class Last:
    """The newest accepted deed of a case, and its position in the desk's journal."""

    number: str
    last_deed: str
    journal: int


def findings(office: HeadOffice) -> tuple[Finding, ...]:
    """Return everything that is wrong or waits for a person; of a damaged database nothing else is asked."""
    if broken := integrity(office.engine):
        return (Finding("headoffice.broken_database", "error", {"count": len(broken)}),)
    found: list[Finding] = []
    with office.reading() as connection:
        chains = _broken_chains(connection)
        aside = connection.execute(
            sa.select(sa.func.count()).select_from(entry).where(entry.c.status == QUARANTINED)
        ).scalar_one()
        newest, files = office.now(connection), missing_files(connection)
    if chains:
        found.append(Finding("headoffice.broken_chain", "error", {"devices": ", ".join(chains)}))
    if aside:
        found.append(Finding("headoffice.kept_aside", "warning", {"count": aside}))
    if files:
        found.append(Finding("headoffice.files_missing", "warning", {"count": files}))
    if office.clock.now() < newest:
        found.append(Finding("headoffice.clock_back", "warning", {}))
    return tuple(found)


def last_deeds(office: HeadOffice) -> tuple[Last, ...]:
    """Return each case's newest accepted deed, by case number.

    Raises:
        DamagedFile: the database cannot be read.
    """
    newest = (
        sa.select(case.c.number, entry.c.kind, sa.func.max(entry.c.seq).label("seq"))
        .join(entry, entry.c.case_id == case.c.id)
        .where(entry.c.status != QUARANTINED)
        .group_by(case.c.number)
        .order_by(case.c.number)
    )
    with office.reading() as connection:
        return tuple(Last(row.number, row.kind, row.seq) for row in connection.execute(newest))


def _broken_chains(connection: sa.Connection) -> list[str]:
    """Return the desks of which an accepted entry has lost its parent or its bytes."""
    hashes: set[tuple[str, str]] = set()
    rows = connection.execute(sa.select(entry).order_by(entry.c.device, entry.c.seq)).all()
    hashes = {(row.device, row.hash) for row in rows}
    broken = {
        row.device
        for row in rows
        if row.status != QUARANTINED
        and (
            entry_hash(row.parent, bytes(row.stored)) != row.hash
            or (row.parent != ROOT and (row.device, row.parent) not in hashes)
        )
    }
    return sorted(broken)
