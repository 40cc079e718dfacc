"""Is the desk whole: database pages, journal chain, letters' numbers, fonts, disk, clock."""

import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from watan_desk.common.clock import Clock
from watan_desk.common.messages import say
from watan_desk.store import journal, tables
from watan_desk.store.attachments import damaged
from watan_desk.store.engine import integrity, reading

LEAST_FREE_BYTES = 200 * 1024 * 1024
CLOCK_SLACK = timedelta(minutes=5)


@dataclass(frozen=True)
class Finding:
    """One thing found; ``severity`` is ``error`` (something is broken) or ``warning``."""

    code: str
    severity: str
    params: dict[str, Any] = field(default_factory=dict)

    def sentence(self, lang: str) -> str:
        """Return the finding as a sentence: what it is and what to do."""
        return say(f"doctor.{self.code}", lang, **self.params)


@dataclass(frozen=True)
class LastDeed:
    """The newest journalled deed of a case."""

    number: str
    last_deed: str
    journal: int


@dataclass(frozen=True)
class Report:
    """What an examination found."""

    findings: tuple[Finding, ...]
    cases: tuple[LastDeed, ...]
    attachments: int = 0
    """How many files that are answers the desk keeps."""

    @property
    def sound(self) -> bool:
        """Whether nothing is broken; warnings do not count."""
        return all(finding.severity != "error" for finding in self.findings)


def examine(engine: sa.Engine, home: Path, clock: Clock) -> Report:
    """Examine a desk without changing anything."""
    broken = [Finding("damaged_database", "error", {"count": len(pages)}) for pages in [integrity(engine)] if pages]
    if broken:
        return Report(tuple(broken), ())
    with reading(engine) as connection:
        findings = [*_chain(connection), *_register(connection), *_clock(connection, clock), *_disk(home)]
        files, lost = damaged(connection)
        findings += [Finding("damaged_files", "error", {"count": lost})] if lost else []
        return Report(tuple(findings), _last_deeds(connection), files)


def _chain(connection: sa.Connection) -> list[Finding]:
    position = journal.broken_at(connection)
    return [] if position is None else [Finding("broken_chain", "error", {"position": position})]


def _register(connection: sa.Connection) -> list[Finding]:
    """Compare each year's letters, out and in, with what their series have given out: no gap, no double."""
    out = _gaps(connection, "letter", tables.letter)
    come = _gaps(connection, "incoming", tables.incoming)
    found = [Finding("register_gap", "error", {"year": year}) for year in out]
    return found + [Finding("incoming_gap", "error", {"year": year}) for year in come]


def _gaps(connection: sa.Connection, kind: str, table: sa.Table) -> list[int]:
    """Return the years whose entries are not 1 to the last number that the series gave out."""
    series = sa.select(tables.series).where(tables.series.c.kind == kind)
    given = {row.year: row.next_seq - 1 for row in connection.execute(series)}
    counted = sa.select(table.c.year, sa.func.count(), sa.func.max(table.c.seq)).group_by(table.c.year)
    found = {year: (count, highest) for year, count, highest in connection.execute(counted)}
    years = sorted(given.keys() | found.keys())
    return [year for year in years if found.get(year, (0, 0)) != (given.get(year, 0), given.get(year, 0))]


def _clock(connection: sa.Connection, clock: Clock) -> list[Finding]:
    newest = journal.last_instant(connection)
    behind = newest is not None and clock.now() + CLOCK_SLACK < newest
    return [Finding("clock_behind", "warning")] if behind else []


def _disk(home: Path) -> list[Finding]:
    return [Finding("disk_full", "warning")] if shutil.disk_usage(home).free < LEAST_FREE_BYTES else []


def _last_deeds(connection: sa.Connection) -> tuple[LastDeed, ...]:
    log, case = tables.journal, tables.case
    newest = sa.select(sa.func.max(log.c.position)).where(log.c.case_id.is_not(None)).group_by(log.c.case_id)
    query = (
        sa.select(case.c.number, log.c.kind, log.c.position)
        .join(case, case.c.id == log.c.case_id)
        .where(log.c.position.in_(newest))
        .order_by(case.c.number)
    )
    return tuple(LastDeed(*row) for row in connection.execute(query))
