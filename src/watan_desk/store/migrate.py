"""Bring a database to the newest schema, after a copy of it was made.

Each office (desk, head office) has its own folder of migrations; a migration never imports the live tables.
"""

from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

from watan_desk.common.errors import DamagedFile

DESK_MIGRATIONS = Path(__file__).parent / "migrations"


@cache
def scripts(folder: Path) -> ScriptDirectory:
    """Return the migrations of a folder; reading them takes longer than seeing that none is due."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def revision(engine: sa.Engine) -> str | None:
    """Return the revision a database stands at; ``None`` of an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: sa.Engine, folder: Path, *, database: Path | None = None, now: datetime | None = None) -> bool:
    """Run what is missing, all of it in one transaction; return whether anything ran.

    ``database`` is copied beside itself first (``<name>.before-<revision>-<instant>``, encrypted with the same key)
    when it holds anything.

    Raises:
        DamagedFile: the database was written by a newer version; nothing was changed.
    """
    known = scripts(folder)
    newest, present = known.get_current_head(), revision(engine)
    if present == newest:
        return False
    if present is not None and present not in {script.revision for script in known.walk_revisions()}:
        raise DamagedFile("store.newer_database")
    if present is not None and database is not None and now is not None:
        copy_database(engine, database.with_name(f"{database.name}.before-{newest}-{now:%Y%m%dT%H%M%S}"))
    _run(engine, known, str(newest))
    return True


def copy_database(engine: sa.Engine, target: Path) -> None:
    """Write an encrypted copy of the whole database with the same key; never a copy of the file underneath."""
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute("VACUUM INTO ?", (str(target),))
        cursor.close()


def _run(engine: sa.Engine, known: ScriptDirectory, newest: str) -> None:
    config = Config()
    with (
        engine.execution_options(write=True).begin() as connection,
        EnvironmentContext(config, known, fn=lambda rev, _: known._upgrade_revs(newest, rev)) as environment,  # noqa: SLF001
    ):
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
