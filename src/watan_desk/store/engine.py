"""SQLCipher through SQLAlchemy: the raw 256-bit key lives in a closure and never in an address, a repr or a log."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from watan_desk.common.errors import DamagedFile, Refused

PATIENCE_SECONDS = 20


class Busy(Refused):
    """Another program is writing to the same database."""


def open_engine(path: Path, key: bytes) -> sa.Engine:
    """Return an engine over an encrypted database, which is made when it is not there.

    Writers take the lock at once (execution option ``write``), so that two of them never deadlock half-way.

    Raises:
        DamagedFile: the key does not fit the file, or the file is not whole.
    """

    def connect() -> Any:
        connection = sqlcipher.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=PATIENCE_SECONDS
        )
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in ("cipher_log_level = NONE", "foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("PRAGMA cache_size = -32000")
        return connection

    engine = sa.create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, pool_size=4)
    sa.event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    except (sa.exc.DatabaseError, sqlcipher.DatabaseError) as wrong:
        engine.dispose()
        raise DamagedFile("store.damaged_database") from wrong
    return engine


def _begin(connection: sa.Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a connection that sees one state of the database and writes nothing."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open the one writing transaction; it commits at the end of the block and leaves nothing behind on an error.

    Raises:
        Busy: another program held the database for longer than ``PATIENCE_SECONDS``; nothing was written.
    """
    try:
        with engine.execution_options(write=True).begin() as connection:
            yield connection
    except sa.exc.OperationalError as wrong:
        if "locked" in str(wrong.orig):
            raise Busy("store.busy") from wrong
        raise


def integrity(engine: sa.Engine) -> tuple[str, ...]:
    """Return what SQLCipher and SQLite say is wrong with the file; empty when it is whole."""
    with engine.connect() as connection:
        try:
            pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all()
            found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        except sa.exc.DatabaseError:
            return ("unreadable",)
    return tuple(str(line) for line in (*pages, *(line for line in found if line != "ok")))
