"""What accepted entries say, applied field by field to head office's copy of a desk's rows.

A field applies only if the value it replaces is the one the desk saw (its base), or is equal already: nothing is
overwritten unseen. Only entities and fields of the desk's own schema are known. The rules raise ``DamagedFile`` with
the reason for which an entry is kept aside.
"""

from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from watan_desk.common.errors import DamagedFile
from watan_desk.headoffice.tables import case, device, mirror
from watan_desk.store import tables as desk_tables
from watan_desk.store.journal import Change, Header

_NEVER_JOURNALLED = {"draft", "bundle_in", "bundle_out", "case_key", "receipt", "journal", "setting"}
OF_EVERY_OFFICE = frozenset({"policy", "settlement", "policy_paper", "own_form", "permission"})
"""What has the same id at every desk: each desk's row stands beside the others'."""
_CASE_FIELDS = ("number", "pack", "pack_version", "state")


@lru_cache(maxsize=1)
def known_fields() -> dict[str, frozenset[str]]:
    """Return the entities a desk may speak of, each with its fields."""
    return {
        name: frozenset(column.name for column in table.c if not column.info.get("local"))
        for name, table in desk_tables.metadata.tables.items()
        if "id" in table.c and name not in _NEVER_JOURNALLED
    }


def apply(connection: sa.Connection, header: Header, changes: tuple[Change, ...]) -> None:
    """Apply the changes of one entry of a desk.

    Raises:
        DamagedFile: an entity or field is unknown, a row belongs to another desk or an unknown case, or a base differs.
    """
    known = known_fields()
    if header.case_id not in {change.id for change in changes if change.entity == "case" and "number" in change.fields}:
        _check_owner(connection, header.device, header.case_id)
    try:
        for change in changes:
            if change.entity not in known or not known[change.entity] >= set(change.fields):
                raise DamagedFile("headoffice.unknown_entity")
        touched = {_apply(connection, header, change) for change in changes}
    except (KeyError, TypeError, ValueError, AttributeError, sa.exc.IntegrityError) as wrong:
        raise DamagedFile("headoffice.malformed") from wrong
    for case_id in touched | {header.case_id}:
        _check_owner(connection, header.device, case_id)


def _apply(connection: sa.Connection, header: Header, change: Change) -> str | None:
    """Apply one change; return the case it belongs to, if any."""
    named = (mirror.c.entity == change.entity) & (mirror.c.id == change.id)
    place = named & (mirror.c.device == header.device)
    rows = connection.execute(sa.select(mirror).where(named)).all()
    row = next((each for each in rows if each.device == header.device), None)
    if row is None and rows and change.entity not in OF_EVERY_OFFICE:
        raise DamagedFile("headoffice.not_its_own")
    fields: dict[str, Any] = dict(row.fields) if row is not None else {}
    for name, values in change.fields.items():
        if fields.get(name) not in (values["base"], values["new"]):
            raise DamagedFile("headoffice.other_base")
        fields[name] = values["new"]
    case_id: str | None = change.id if change.entity == "case" else fields.get("case_id")
    if row is None:
        values = {"entity": change.entity, "id": change.id, "device": header.device, "case_id": case_id}
        connection.execute(sa.insert(mirror).values(values | {"fields": fields}))
    else:
        connection.execute(sa.update(mirror).where(place).values(fields=fields, case_id=case_id))
    if change.entity == "case":
        _list_case(connection, header.device, change.id, fields)
    if change.entity == "raising" and row is None:
        raised = {"raising_id": change.id, "raised_on": date.fromisoformat(fields["raised_on"])}
        connection.execute(sa.update(case).where(case.c.id == case_id).values(raised))
    return case_id


def _list_case(connection: sa.Connection, code: str, case_id: str, fields: dict[str, Any]) -> None:
    """Bring the list of cases to what the case's row says now."""
    values = {name: fields[name] for name in _CASE_FIELDS}
    if not values["number"].startswith(f"{code}-"):
        raise DamagedFile("headoffice.strange_number")
    known = connection.execute(sa.select(case.c.id).where(case.c.number == values["number"])).scalar()
    if known not in (None, case_id):
        raise DamagedFile("headoffice.strange_number")
    if known is None:
        branch = connection.execute(sa.select(device.c.branch).where(device.c.code == code)).scalar_one()
        connection.execute(sa.insert(case).values(values | {"id": case_id, "device": code, "branch": branch}))
    else:
        connection.execute(sa.update(case).where(case.c.id == case_id).values(values))


def _check_owner(connection: sa.Connection, code: str, case_id: str | None) -> None:
    if case_id is None:
        return
    owner = connection.execute(sa.select(case.c.device).where(case.c.id == case_id)).scalar()
    if owner is None:
        raise DamagedFile("headoffice.unknown_case")
    if owner != code:
        raise DamagedFile("headoffice.not_its_own")
