"""The files that are answers of forms: kept where an accepted entry of their desk speaks of them.

A file that was removed at its desk goes here too, as soon as the entry that says so is accepted.
"""

import sqlalchemy as sa

from watan_desk.bundle.contents import ACCEPTED, QUARANTINED, FileLine, read_line
from watan_desk.bundle.records import Quarantined
from watan_desk.common.errors import DamagedFile
from watan_desk.headoffice.tables import attachment, mirror
from watan_desk.store.attachments import KEPT, hash_of, names_in

_ENTITY = "attachment"


def take_files(connection: sa.Connection, code: str, bundle: str, lines: list[bytes]) -> tuple[int, list[Quarantined]]:
    """Take files of a desk in; return how many were new, and those that fit no entry of it."""
    items, aside = 0, []
    spoken = _spoken_of(connection, code)
    for place, raw in enumerate(lines, start=1):
        try:
            line = read_line(raw, FileLine)
        except DamagedFile as wrong:
            aside.append(Quarantined(str(place), wrong.key))
            continue
        known = connection.execute(sa.select(attachment.c.status).where(attachment.c.hash == line.hash)).scalar()
        if known == ACCEPTED:
            continue
        fits = spoken.get(line.id, {}).get("hash") == line.hash == hash_of(line.id, line.data)
        values = {
            "hash": line.hash,
            "id": line.id,
            "device": code,
            "data": line.data if fits else None,
            "status": ACCEPTED if fits else QUARANTINED,
            "reason": "" if fits else "headoffice.strange_file",
            "bundle_id": bundle,
        }
        connection.execute(sa.delete(attachment).where(attachment.c.hash == line.hash, attachment.c.device == code))
        connection.execute(sa.insert(attachment).values(values))
        if fits:
            items += 1
        else:
            aside.append(Quarantined(line.hash, "headoffice.strange_file"))
    gone = [each for each, fields in spoken.items() if fields.get("standing") != KEPT]
    connection.execute(sa.update(attachment).where(attachment.c.id.in_(gone)).values(data=None))
    return items, aside


def files_of(connection: sa.Connection, case_id: str) -> tuple[tuple[str, bytes | None], ...]:
    """Return name and bytes of the files of a case that stand; no bytes of those that have not come yet."""
    return _standing(connection, mirror.c.case_id == case_id)


def files_named(connection: sa.Connection, answers: str) -> tuple[tuple[str, bytes | None], ...]:
    """Return name and bytes of the files that answers name, those of an entry of a register for instance."""
    return _standing(connection, mirror.c.id.in_(names_in(answers)))


def _standing(connection: sa.Connection, meant: sa.ColumnElement[bool]) -> tuple[tuple[str, bytes | None], ...]:
    query = sa.select(mirror.c.id, mirror.c.fields).where(mirror.c.entity == _ENTITY, meant)
    found = []
    for row in connection.execute(query).all():
        if row.fields.get("standing") == KEPT:
            data = connection.execute(sa.select(attachment.c.data).where(attachment.c.id == row.id)).scalar()
            found.append((f"{row.id}.{row.fields['ending']}", None if data is None else bytes(data)))
    return tuple(sorted(found))


def missing_files(connection: sa.Connection) -> int:
    """Return how many files entries speak of that have not come, or came otherwise."""
    query = sa.select(mirror.c.id, mirror.c.fields).where(mirror.c.entity == _ENTITY)
    wanted = {row.id: row.fields for row in connection.execute(query) if row.fields.get("standing") == KEPT}
    there = sa.select(attachment.c.id).where(attachment.c.data.is_not(None))
    return len(wanted.keys() - set(connection.execute(there).scalars()))


def _spoken_of(connection: sa.Connection, code: str) -> dict[str, dict[str, object]]:
    query = sa.select(mirror.c.id, mirror.c.fields).where(mirror.c.entity == _ENTITY, mirror.c.device == code)
    return {row.id: row.fields for row in connection.execute(query)}
