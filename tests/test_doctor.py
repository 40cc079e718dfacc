"""If these fail, a delegate works on with a damaged desk and nobody notices."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.desks import MORNING, PASSPHRASE, clock_of, take_to
from watan_desk.common.clock import FixedClock
from watan_desk.common.messages import LANGUAGES
from watan_desk.practice import MadeUpPerson
from watan_desk.store import tables
from watan_desk.store.engine import writing
from watan_desk.wiring import DATABASE, Desk, issue_letter, open_desk


def _codes(desk: Desk) -> list[tuple[str, str]]:
    report = desk.examine()
    for finding in report.findings:
        assert all(finding.sentence(lang) for lang in LANGUAGES)
    assert report.sound == all(finding.severity == "warning" for finding in report.findings)
    return [(finding.code, finding.severity) for finding in report.findings]


@pytest.fixture
def used(desk: Desk, who: MadeUpPerson) -> Desk:
    """Return a desk with a raised case and three letters."""
    number = take_to(desk, who, "check")
    for _ in range(3):
        issue_letter(desk, "L01", number)
    return desk


def test_a_sound_desk_has_nothing_to_say_and_names_each_cases_last_deed(used: Desk, who: MadeUpPerson) -> None:
    second = take_to(used, who, "consent")
    assert _codes(used) == []
    last = {row.number: row.last_deed for row in used.examine().cases}
    assert last == {"WT03A-1448-0001": "letter", second: "consent"}
    positions = [entry["journal"] for entry in used.history(second)]
    assert {row.number: row.journal for row in used.examine().cases}[second] == positions[-1]


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_letter_that_is_gone_is_a_gap_of_the_register(used: Desk, seq: int) -> None:
    with writing(used.engine) as connection:
        connection.execute(sa.delete(tables.letter).where(tables.letter.c.seq == seq))
    assert _codes(used) == [("register_gap", "error")]


def test_all_letters_gone_is_a_gap_too(used: Desk) -> None:
    with writing(used.engine) as connection:
        connection.execute(sa.delete(tables.letter))
    assert _codes(used) == [("register_gap", "error")]


def test_a_series_that_was_set_back_is_a_gap_too(used: Desk) -> None:
    with writing(used.engine) as connection:
        connection.execute(sa.delete(tables.series).where(tables.series.c.kind == "letter"))
    assert _codes(used) == [("register_gap", "error")]


def test_a_changed_journal_entry_is_named_by_its_position(used: Desk) -> None:
    with writing(used.engine) as connection:
        connection.execute(sa.update(tables.journal).where(tables.journal.c.position == 4).values(stored=b"{}"))
    assert _codes(used) == [("broken_chain", "error")]
    assert "4" in used.examine().findings[0].sentence("en")


def test_a_clock_behind_the_journal_is_a_warning(used: Desk) -> None:
    clock_of(used).advance(timedelta(minutes=-4))
    assert _codes(used) == []
    clock_of(used).advance(timedelta(minutes=-2))
    assert _codes(used) == [("clock_behind", "warning")]
    assert used.examine().sound


def test_a_flipped_byte_of_the_database_file_is_named(used: Desk) -> None:
    used.close()
    path = used.home / DATABASE
    whole = bytearray(path.read_bytes())
    whole[len(whole) * 3 // 4] ^= 1
    path.write_bytes(whole)
    again = open_desk(used.home, PASSPHRASE, FixedClock(MORNING))
    assert _codes(again) == [("damaged_database", "error")]
    assert again.examine().cases == ()
    again.close()


def test_an_examination_changes_nothing(used: Desk) -> None:
    with used.reading() as connection:
        before = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
        tables_before = {
            name: len(connection.execute(sa.select(table)).all()) for name, table in tables.metadata.tables.items()
        }
    assert _codes(used) == []
    with used.reading() as connection:
        assert connection.exec_driver_sql("SELECT total_changes()").scalar_one() == before
        assert tables_before == {
            name: len(connection.execute(sa.select(table)).all()) for name, table in tables.metadata.tables.items()
        }
