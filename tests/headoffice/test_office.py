"""If these fail, head office could not be opened again, could be opened by a stranger, or lose data in an update."""

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.desks import MORNING, PASSPHRASE, QUICK
from tests.headoffice.conftest import BothEnds, arrived
from watan_desk.common.clock import FixedClock
from watan_desk.common.errors import Refused, Unusable, WrongPassphrase
from watan_desk.headoffice.office import DATABASE, KEY_FILE, MIGRATIONS, found, open_office
from watan_desk.headoffice.tables import metadata
from watan_desk.store.engine import open_engine
from watan_desk.store.migrate import scripts, upgrade


def test_what_is_made_opens_again(ends: BothEnds) -> None:
    arrived(ends)
    again = open_office(ends.folder / "office", PASSPHRASE)
    assert (again.association, again.practice) == ("watan-tumuh", True)
    with again.reading() as connection, ends.office.reading() as before:
        assert again.keys(connection).public == ends.office.keys(before).public
    again.engine.dispose()


def test_the_files_hold_nothing_readable(ends: BothEnds) -> None:
    arrived(ends)
    home = ends.folder / "office"
    for path in home.iterdir():
        raw = path.read_bytes()
        for secret in ("1994580734", "ليلى", "WT03A", "AGE-SECRET-KEY", "SQLite format"):
            assert secret.encode() not in raw, (path.name, secret)


def test_a_stranger_opens_nothing(ends: BothEnds) -> None:
    with pytest.raises(WrongPassphrase):
        open_office(ends.folder / "office", "عبارة أخرى تمامًا")


def test_an_office_is_made_once_and_where_it_can_be(ends: BothEnds, tmp_path: Path) -> None:
    for home, association, key in (
        (ends.folder / "office", "watan-tumuh", "headoffice.exists"),
        (tmp_path / "new", "no-such-association", "policy.no_such_pack"),
    ):
        with pytest.raises(Unusable) as caught:
            found(home, PASSPHRASE, association, cost=QUICK)
        assert caught.value.key == key
    assert not (tmp_path / "new").exists()


def test_a_short_passphrase_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        found(tmp_path / "new", "قصيرة", "watan-tumuh", cost=QUICK)
    assert not (tmp_path / "new" / DATABASE).exists()
    found(tmp_path / "new", PASSPHRASE, "watan-tumuh", cost=QUICK).engine.dispose()


@pytest.mark.parametrize("gone", [KEY_FILE, DATABASE])
def test_half_an_office_is_none(gone: str, ends: BothEnds) -> None:
    (ends.folder / "office" / gone).unlink()
    with pytest.raises(Unusable) as caught:
        open_office(ends.folder / "office", PASSPHRASE)
    assert caught.value.key == "headoffice.none"


def test_time_never_runs_back_behind_what_was_recorded(ends: BothEnds) -> None:
    arrived(ends)
    late = ends.office.at(FixedClock(MORNING - timedelta(days=400)))
    with late.reading() as connection:
        assert late.now(connection) == MORNING
        ahead = ends.office.at(FixedClock(MORNING + timedelta(days=1)))
        assert ahead.now(connection) == MORNING + timedelta(days=1)


def test_the_migrations_make_the_tables(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "new.db", bytes(32))
    assert upgrade(engine, MIGRATIONS)
    assert not upgrade(engine, MIGRATIONS)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        nullable = {
            (table.name, column["name"]): column["nullable"]
            for table in metadata.sorted_tables
            for column in sa.inspect(connection).get_columns(table.name)
        }
    assert nullable == {
        (column.table.name, column.name): column.nullable for table in metadata.sorted_tables for column in table.c
    }
    engine.dispose()
    assert len(scripts(MIGRATIONS).get_heads()) == 1
