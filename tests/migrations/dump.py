"""Write the SQL dump of a desk's database that stands for a released schema.

``python -m tests.migrations.dump desk-d0002.sql``, once, on the day the schema is released; a dump is never changed.
The desk is a practice desk with one made-up person whose request waits to be raised.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from tests.desks import copied_desk, make_desk, person, take_to
from watan_desk.wiring import issue_letter


def dump(connection: sa.Connection) -> Iterator[str]:
    """Yield the statements that make the database again; the letters' PDF bytes are left out."""
    yield "-- A practice desk of the tests: nobody in it exists, its keys are throw-away test keys."
    yield "PRAGMA foreign_keys = OFF;\nBEGIN;"
    made = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    for kind, name, sql in made.all():
        yield f"{sql};"
        if kind != "table":
            continue
        columns = connection.exec_driver_sql("SELECT name FROM pragma_table_info(?)", (name,)).scalars().all()
        told = ", ".join("'NULL'" if column == "pdf" else f'quote("{column}")' for column in columns)
        for row in connection.exec_driver_sql(f'SELECT {told} FROM "{name}" ORDER BY rowid'):  # noqa: S608 - own names
            yield f'INSERT INTO "{name}" VALUES ({", ".join(row)});'  # noqa: S608 - our own table names
    yield "COMMIT;\nPRAGMA foreign_keys = ON;"


def write(path: Path) -> None:
    """Write a dump of a new desk."""
    with tempfile.TemporaryDirectory() as folder:
        desk = copied_desk(make_desk(Path(folder)), Path(folder) / "copy")
        number = take_to(desk, person(), "attest")
        issue_letter(desk, "L01", number)
        with desk.reading() as connection:
            path.write_text("\n".join(dump(connection)) + "\n", encoding="utf-8")
        desk.close()


def load(path: Path, engine: sa.Engine) -> None:
    """Make the dump's database again in an empty one."""
    raw = engine.raw_connection()
    try:
        raw.cursor().executescript(path.read_text(encoding="utf-8"))
    finally:
        raw.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
