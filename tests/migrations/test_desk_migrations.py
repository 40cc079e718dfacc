"""If these fail, an update of the program locks a branch out of its own data, or loses it on the way."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext

from tests.desks import DAY, MORNING, PASSPHRASE, go_on, person, set_clock
from tests.migrations.dump import load
from watan_desk.common.clock import FixedClock
from watan_desk.common.errors import DamagedFile
from watan_desk.store import keys, tables
from watan_desk.store.engine import integrity, open_engine
from watan_desk.store.migrate import DESK_MIGRATIONS, copy_database, revision, scripts, upgrade
from watan_desk.wiring import DATABASE, KEY_FILE, Desk, open_desk
from watan_desk.wiring.policies import accept, policy_state

DUMPS = sorted(Path(__file__).parent.glob("desk-d*.sql"))
KEY = bytes(range(32))
NOW = datetime(2026, 11, 19, 7, tzinfo=UTC)
NEXT = '''"""A schema of tomorrow."""

import sqlalchemy as sa
from alembic import op

revision = "d9999"
down_revision = "{newest}"


def upgrade() -> None:
    op.add_column("case", sa.Column("colour", sa.Text()))
'''
BROKEN = NEXT + "    raise RuntimeError\n"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    """Return an empty encrypted database."""
    opened = open_engine(tmp_path / DATABASE, KEY)
    yield opened
    opened.dispose()


def _tables(engine: sa.Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names())


def _tomorrow(folder: Path, text: str) -> Path:
    """Return a folder of migrations with one more than today's."""
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    for script in (DESK_MIGRATIONS / "versions").glob("d*.py"):
        (versions / script.name).write_bytes(script.read_bytes())
    newest = scripts(DESK_MIGRATIONS).get_current_head()
    (versions / "d9999_tomorrow.py").write_text(text.format(newest=newest), encoding="utf-8")
    return folder / "migrations"


def test_the_migrations_make_exactly_the_tables_that_the_code_works_with(engine: sa.Engine) -> None:
    assert upgrade(engine, DESK_MIGRATIONS)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    assert _tables(engine) == {*tables.metadata.tables, "alembic_version"}


def test_the_comparison_sees_a_difference(engine: sa.Engine) -> None:
    upgrade(engine, DESK_MIGRATIONS)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE person DROP COLUMN mobile")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) != []


def test_a_second_upgrade_has_nothing_to_do(engine: sa.Engine) -> None:
    upgrade(engine, DESK_MIGRATIONS)
    assert not upgrade(engine, DESK_MIGRATIONS)


def test_every_migration_can_be_taken_back_and_done_again(engine: sa.Engine) -> None:
    upgrade(engine, DESK_MIGRATIONS)
    known = scripts(DESK_MIGRATIONS)
    with (
        engine.execution_options(write=True).begin() as connection,
        EnvironmentContext(Config(), known, fn=lambda rev, _: known._downgrade_revs("base", rev)) as environment,
    ):
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
    assert _tables(engine) == {"alembic_version"}
    assert upgrade(engine, DESK_MIGRATIONS)
    assert _tables(engine) == {*tables.metadata.tables, "alembic_version"}


def test_there_is_a_dump_of_the_newest_schema_and_every_dump_is_of_a_known_one() -> None:
    known = {script.revision for script in scripts(DESK_MIGRATIONS).walk_revisions()}
    dumped = {path.stem.removeprefix("desk-") for path in DUMPS}
    assert scripts(DESK_MIGRATIONS).get_current_head() in dumped <= known


def _desk_of(dump: Path, home: Path) -> Desk:
    home.mkdir()
    made = open_engine(home / DATABASE, keys.create(home / KEY_FILE, PASSPHRASE, keys.FLOOR))
    load(dump, made)
    made.dispose()
    return open_desk(home, PASSPHRASE, FixedClock(MORNING))


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.stem)
def test_a_desk_of_a_released_schema_opens_and_its_case_goes_on_to_the_end(dump: Path, tmp_path: Path) -> None:
    desk = _desk_of(dump, tmp_path / "old")
    [case] = desk.cases()
    dossier = desk.dossier(case.number)
    assert (case.state, len(dossier.documents), dossier.person is not None) == ("attested", 3, True)
    assert desk.examine().sound
    assert desk.history(case.number)[0]["deed"] == "open"
    if not policy_state(desk).accepted:  # a schema of before anybody was asked to
        accept(desk)
    go_on(desk, person(), case.number, "attest", "rate")
    assert desk.dossier(case.number).case.state == "closed"
    with desk.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    set_clock(desk, datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC))
    assert integrity(desk.engine) == ()
    desk.close()


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.stem)
def test_a_copy_is_made_before_anything_is_changed(dump: Path, tmp_path: Path, engine: sa.Engine) -> None:
    load(dump, engine)
    folder, old = _tomorrow(tmp_path, NEXT), revision(engine)
    assert upgrade(engine, folder, database=tmp_path / DATABASE, now=NOW)
    assert revision(engine) == "d9999"
    assert "colour" in {column["name"] for column in sa.inspect(engine).get_columns("case")}
    copy = tmp_path / f"{DATABASE}.before-d9999-20261119T070000"
    assert not copy.read_bytes().startswith(b"SQLite format 3")
    kept = open_engine(copy, KEY)
    assert revision(kept) == old
    with kept.connect() as connection:
        assert connection.exec_driver_sql('SELECT count(*) FROM "case"').scalar_one() == 1
    kept.dispose()


def test_a_migration_that_fails_half_way_leaves_the_database_as_it_was(tmp_path: Path, engine: sa.Engine) -> None:
    load(DUMPS[0], engine)
    old = revision(engine)
    with pytest.raises(RuntimeError):
        upgrade(engine, _tomorrow(tmp_path, BROKEN), database=tmp_path / DATABASE, now=NOW)
    assert revision(engine) == old
    assert "colour" not in {column["name"] for column in sa.inspect(engine).get_columns("case")}


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path, engine: sa.Engine) -> None:
    upgrade(engine, _tomorrow(tmp_path, NEXT))
    with pytest.raises(DamagedFile) as refused:
        upgrade(engine, DESK_MIGRATIONS, database=tmp_path / DATABASE, now=NOW)
    assert refused.value.key == "store.newer_database"
    assert revision(engine) == "d9999"


def test_a_copy_is_whole_while_the_original_is_in_use(tmp_path: Path, engine: sa.Engine) -> None:
    load(DUMPS[0], engine)
    copy_database(engine, tmp_path / "copy.db")
    kept = open_engine(tmp_path / "copy.db", KEY)
    assert integrity(kept) == ()
    kept.dispose()
