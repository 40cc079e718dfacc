"""What head office permits a branch beyond its place; it travels with every reply; the list only grows."""

import uuid
from typing import Any

import sqlalchemy as sa

from watan_desk.bundle.contents import PermissionLine
from watan_desk.common.errors import Refused, Unusable
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.tables import device
from watan_desk.policy.activation import GRANTS, RETIRED
from watan_desk.store.settings import read_setting, write_setting
from watan_desk.store.types import read_instant, write_instant

_SETTING = "permissions"


def permit(office: HeadOffice, branch: str, name: str, reason: str) -> PermissionLine:
    """Permit a branch something, with a reason; it goes out with the next reply.

    Raises:
        Refused: there is no such permission, or no reason is given.
        Unusable: the branch has no active laptop.
    """
    if name == RETIRED:
        raise Refused("headoffice.permission_retired")
    if name not in GRANTS:
        raise Refused("headoffice.no_such_permission", known=" ".join(GRANTS))
    if not reason.strip():
        raise Refused("headoffice.permission_reason")
    with office.writing() as connection:
        if branch not in connection.execute(sa.select(device.c.branch).where(device.c.active)).scalars():
            raise Unusable("headoffice.no_such_branch")
        granted = PermissionLine(str(uuid.uuid4()), name, reason.strip(), office.now(connection))
        kept: list[dict[str, Any]] = read_setting(connection, _SETTING, [])
        about = {"branch": branch, "id": granted.id, "name": name, "reason": granted.reason}
        about["granted_at"] = write_instant(granted.granted_at)
        write_setting(connection, _SETTING, [*kept, about])
    return granted


def permissions_of(connection: sa.Connection, branch: str) -> tuple[PermissionLine, ...]:
    """Return what a branch was permitted and may still be, oldest first."""
    return tuple(line for of, line in _kept(connection) if of == branch and line.name in GRANTS)


def retired_permissions(connection: sa.Connection) -> tuple[tuple[str, PermissionLine], ...]:
    """Return the permissions of a kind that counts no more, with their branches: they ask for a signed word instead."""
    return tuple((of, line) for of, line in _kept(connection) if line.name == RETIRED)


def _kept(connection: sa.Connection) -> list[tuple[str, PermissionLine]]:
    kept: list[dict[str, Any]] = read_setting(connection, _SETTING, [])
    return [
        (item["branch"], PermissionLine(item["id"], item["name"], item["reason"], read_instant(item["granted_at"])))
        for item in kept
    ]
