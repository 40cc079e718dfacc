"""If these fail, ``watan-hq doctor`` would call a damaged head office sound."""

from datetime import timedelta

import sqlalchemy as sa

from tests.desks import MORNING
from tests.headoffice.conftest import BothEnds, arrived
from watan_desk.common.clock import FixedClock
from watan_desk.common.messages import LANGUAGES, say
from watan_desk.headoffice import tables
from watan_desk.headoffice.health import findings, last_deeds


def codes(ends: BothEnds) -> list[str]:
    found = findings(ends.office)
    for finding in found:
        for lang in LANGUAGES:
            assert say(finding.code, lang, **finding.params)
    return [finding.code for finding in found]


def test_a_sound_office_is_sound(ends: BothEnds) -> None:
    assert codes(ends) == []
    arrived(ends)
    assert codes(ends) == []


def test_changed_bytes_and_a_missing_entry_break_the_chain(ends: BothEnds) -> None:
    arrived(ends)
    first = tables.entry.c.seq == 1
    with ends.office.reading() as connection:
        kept = connection.execute(sa.select(tables.entry).where(first)).mappings().one()
    with ends.office.writing() as connection:
        connection.execute(sa.update(tables.entry).where(first).values(stored=b"changed"))
    assert codes(ends) == ["headoffice.broken_chain"]
    with ends.office.writing() as connection:
        connection.execute(sa.update(tables.entry).where(first).values(stored=kept["stored"]))
    assert codes(ends) == []
    with ends.office.writing() as connection:
        connection.execute(sa.delete(tables.entry).where(first))
    assert codes(ends) == ["headoffice.broken_chain"]


def test_a_damaged_page_is_found(ends: BothEnds) -> None:
    for _ in range(20):
        ends.raised_case()
    arrived(ends)
    database = ends.folder / "office" / "headoffice.db"
    with ends.office.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    ends.office.engine.dispose()
    raw = bytearray(database.read_bytes())
    raw[-3000] ^= 1
    database.write_bytes(raw)
    assert "headoffice.broken_database" in codes(ends)


def test_a_clock_set_back_is_named(ends: BothEnds) -> None:
    arrived(ends)
    late = ends.office.at(FixedClock(MORNING - timedelta(days=1)))
    assert [finding.code for finding in findings(late)] == ["headoffice.clock_back"]


def test_the_last_deed_of_each_case(ends: BothEnds) -> None:
    numbers = [ends.raised_case(), ends.raised_case()]
    arrived(ends)
    assert [last.journal for last in last_deeds(ends.office) if last.number in numbers] == [2, 4]
