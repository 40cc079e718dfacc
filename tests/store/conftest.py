"""A store of its own for each test: an encrypted database with the newest tables."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from watan_desk.common.clock import FixedClock
from watan_desk.store import tables
from watan_desk.store.engine import open_engine, reading
from watan_desk.store.work import Actor, open_work

ACTOR = Actor("WT03A", "أمل السالم")


@dataclass
class Store:
    """An open store and its clock."""

    path: Path
    key: bytes
    engine: sa.Engine
    clock: FixedClock

    def work(self, deed: str = "open", **options: Any) -> Any:
        """Open the work of a deed."""
        return open_work(self.engine, clock=self.clock, actor=ACTOR, device="WT03A", deed=deed, **options)

    def open_case(self) -> str:
        """Open a case in a deed of its own; return its id."""
        with self.work() as work:
            number, _, _ = work.next_number("case", 4)
            values = {"number": number, "pack": "watan-tumuh", "pack_version": "1", "state": "open", "owner": "WT03A"}
            case_id = work.put("case", values | {"opened_at": work.now()})
        return str(case_id)

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table."""
        with reading(self.engine) as connection:
            return {
                name: sorted((tuple(row) for row in connection.execute(sa.select(table))), key=repr)
                for name, table in tables.metadata.tables.items()
            }


def new_store(folder: Path) -> Store:
    """Make an empty store in a folder."""
    key = secrets.token_bytes(32)
    engine = open_engine(folder / "desk.db", key)
    with engine.begin() as connection:
        tables.metadata.create_all(connection)
    return Store(folder / "desk.db", key, engine, FixedClock(datetime(2026, 11, 19, 7, tzinfo=UTC)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store."""
    made = new_store(tmp_path)
    yield made
    made.engine.dispose()
