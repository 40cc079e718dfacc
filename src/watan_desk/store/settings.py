"""Named settings of an office, as JSON values inside the encrypted database."""

from typing import Any

import sqlalchemy as sa

from watan_desk.store.tables import setting


def read_setting(connection: sa.Connection, name: str, default: Any = None) -> Any:
    """Return a setting's value, or ``default`` when it was never written."""
    found = connection.execute(sa.select(setting.c.value).where(setting.c.name == name)).first()
    return default if found is None else found.value


def write_setting(connection: sa.Connection, name: str, value: Any) -> None:
    """Write a setting; the caller's transaction commits it."""
    known = connection.execute(sa.select(setting.c.name).where(setting.c.name == name)).first()
    if known is None:
        connection.execute(sa.insert(setting).values(name=name, value=value))
    else:
        connection.execute(sa.update(setting).where(setting.c.name == name).values(value=value))
