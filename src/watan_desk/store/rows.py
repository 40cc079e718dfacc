"""From rows to records: the one place where a table's row becomes a frozen dataclass of a room."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

R = TypeVar("R")


def as_record(kind: type[R], row: Mapping[Any, Any]) -> R:
    """Return a row as the dataclass ``kind``, whose fields bear the names of columns."""
    return kind(**{name: row[name] for name in _names(kind)})  # type: ignore[arg-type]


def of_case(connection: sa.Connection, table: sa.Table, kind: type[R], case_id: str) -> tuple[R, ...]:
    """Return every row of a case in a stage's table as records, oldest first."""
    found = connection.execute(_rows_of_case(table), {"case_id": case_id})
    return tuple(as_record(kind, row) for row in found.mappings())


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(column.name for column in fields(kind))


@cache
def _rows_of_case(table: sa.Table) -> sa.Select[Any]:
    return sa.select(table).where(table.c.case_id == sa.bindparam("case_id")).order_by(sa.literal_column("rowid"))
