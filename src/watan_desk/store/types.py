"""Column types of the store, the same on every database: UTC instants and JSON that keeps Arabic readable."""

import json
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa


class Instant(sa.types.TypeDecorator[datetime]):
    """An aware UTC instant kept as ``2026-11-19T07:00:00Z``."""

    impl = sa.String(20)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        """Write an instant."""
        return None if value is None else write_instant(value)

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """Read an instant."""
        return None if value is None else read_instant(value)


class Json(sa.types.TypeDecorator[Any]):
    """Lists and mappings kept as JSON text."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        """Write JSON, Arabic as it is."""
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> Any | None:  # noqa: ARG002
        """Read JSON."""
        return None if value is None else json.loads(value)


def write_instant(instant: datetime) -> str:
    """Return an instant as ``2026-11-19T07:00:00Z``."""
    return instant.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def read_instant(text: str) -> datetime:
    """Return the aware instant written as ``2026-11-19T07:00:00Z``.

    Raises:
        ValueError: the text is no such instant.
    """
    return datetime.fromisoformat(text).astimezone(UTC)


def plain(value: Any) -> Any:
    """Return a column's value as JSON can hold it: dates and instants as ISO text."""
    if isinstance(value, datetime):
        return write_instant(value)
    return value.isoformat() if isinstance(value, date) else value
