"""Head office's figures, over all branches, from what their entries say and from its own decisions."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from watan_desk.bundle.contents import ACCEPTED
from watan_desk.figures.counting import count
from watan_desk.figures.reading import ENTITIES, Row, deeds_by_case, figures_of
from watan_desk.figures.records import Report
from watan_desk.figures.sheets import Sheet, labels_of, sheets
from watan_desk.headoffice import tables
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.versions import pack_of
from watan_desk.policy.office import Office
from watan_desk.store.types import plain


def report(office: HeadOffice, *, first: date | None = None, last: date | None = None) -> Report:
    """Return the figures of all cases that were opened in a stretch of days, both inclusive."""
    with office.reading() as connection:
        rows = _rows(connection)
        entry = tables.entry
        done = deeds_by_case(
            connection.execute(
                sa.select(entry.c.case_id, entry.c.kind, entry.c.at)
                .where(entry.c.status == ACCEPTED)
                .order_by(entry.c.device, entry.c.seq)
            )
        )
        known = connection.execute(sa.select(tables.case.c.id, tables.case.c.branch))
        branches = {row.id: row.branch for row in known}
        pack = pack_of(connection, office.association)
    cases = [
        figures_of(found["case"][0], found, done.get(case_id, {}), pack, branches.get(case_id, ""))
        for case_id, found in rows.items()
        if "case" in found
    ]
    return count(cases, pack, first=first, last=last)


def report_sheets(office: HeadOffice, found: Report, lang: str) -> tuple[Sheet, ...]:
    """Return a report's tables in the association's own words."""
    with office.reading() as connection:
        pack = pack_of(connection, office.association)
    words = Office(pack, device="", branch_name="", branch_phone="", delegate_name="", settings={})
    return sheets(found, labels_of(words, found, lang), lang)


def _rows(connection: sa.Connection) -> dict[str, dict[str, list[Row]]]:
    """Return every case's rows by entity, oldest first; decisions are head office's own."""
    mirror, found = tables.mirror, dict[str, dict[str, list[Any]]]()
    wanted = mirror.c.entity.in_(("case", *ENTITIES)) & (mirror.c.entity != "decision")
    for row in connection.execute(sa.select(mirror).where(wanted)):
        of_case = row.id if row.entity == "case" else row.case_id
        if of_case:
            found.setdefault(of_case, {}).setdefault(row.entity, []).append({**row.fields, "id": row.id})
    decision = tables.decision
    for made in connection.execute(sa.select(decision).order_by(decision.c.recorded_at)).mappings():
        kept = {name: plain(value) for name, value in made.items()}
        found.setdefault(made["case_id"], {}).setdefault("decision", []).append(kept)
    for by_entity in found.values():
        for rows in by_entity.values():
            rows.sort(key=lambda row: str(row.get("at") or row.get("recorded_at") or ""))
    return found
