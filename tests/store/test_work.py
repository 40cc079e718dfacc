"""If these fail, a deed is half done, done twice, or a number is lost or given to two people."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.conftest import ACTOR, Store, new_store
from watan_desk.common.clock import FixedClock, saudi_day
from watan_desk.store import journal, tables
from watan_desk.store.cases import all_cases
from watan_desk.store.engine import open_engine, reading
from watan_desk.store.work import AlreadyDone, Work

CASE = {"pack": "watan-tumuh", "pack_version": "1", "state": "open", "owner": "WT03A"}


def _numbered(work: Work) -> str:
    number, _, _ = work.next_number("case", 4)
    work.put("case", {**CASE, "number": number, "opened_at": work.now()})
    return number


def _numbers(store: Store) -> list[str]:
    with reading(store.engine) as connection:
        return sorted(case.number for case in all_cases(connection))


def test_a_deed_is_its_rows_and_one_entry_together(store: Store) -> None:
    with store.work("open", deed_id="deed-1") as work:
        number = _numbered(work)
    assert work.position == 1
    with reading(store.engine) as connection:
        [(_, entry)] = journal.entries(connection)
        [change] = journal.unseal(entry.stored, journal.key_of(connection, entry.header.case_id))
    assert (entry.header.deed_id, entry.header.kind, entry.header.actor) == ("deed-1", "open", ACTOR.code)
    assert change.fields["number"] == {"new": number, "base": None}
    assert _numbers(store) == [number]


def test_an_error_anywhere_in_a_deed_leaves_nothing(store: Store) -> None:
    store.open_case()
    before = store.content()

    def fail() -> None:
        with store.work() as work:
            _numbered(work)
            work.put("person", {"id_type": "x", "id_number": "1", "name_first": "a", "sex": "female"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.content() == before


def test_the_same_deed_a_second_time_changes_nothing(store: Store) -> None:
    with store.work("open", deed_id="deed-1") as work:
        _numbered(work)
    before = store.content()

    def again() -> None:
        with store.work("open", deed_id="deed-1") as work:
            _numbered(work)

    with pytest.raises(AlreadyDone):
        again()
    assert store.content() == before


def test_a_deed_that_changed_nothing_leaves_no_entry(store: Store) -> None:
    case_id = store.open_case()
    with store.work("capture") as work:
        work.put("case", {"state": "open"}, id=case_id)
    assert work.position == 0
    with reading(store.engine) as connection:
        assert journal.head(connection)[0] == 1


def test_an_entry_names_each_changed_field_with_what_stood_there(store: Store) -> None:
    case_id = store.open_case()
    with store.work("check") as work:
        work.put("case", {"state": "checked", "owner": "WT03A"}, id=case_id)
    with reading(store.engine) as connection:
        [_, (_, entry)] = journal.entries(connection)
        [change] = journal.unseal(entry.stored, journal.key_of(connection, case_id))
    assert change.fields == {"state": {"new": "checked", "base": "open"}}


def test_what_is_only_for_this_laptop_stays_out_of_the_journal(store: Store) -> None:
    with store.work() as work:
        person = {"id_type": "national_id", "id_number": "1994580734", "name_first": "a", "sex": "female"}
        work.put("person", person | {"search": "folded"})
    assert "search" not in work.changes[0].fields
    assert work.changes[0].fields["id_number"]["new"] == "1994580734"


def test_time_never_runs_back_behind_the_journal(store: Store) -> None:
    store.open_case()
    newest = store.clock.now()
    store.clock.advance(timedelta(days=-30))
    with store.work() as work:
        _numbered(work)
        assert (work.now(), work.today()) == (newest, saudi_day(newest))
    store.clock.advance(timedelta(days=60))
    with store.work() as work:
        assert work.now() == store.clock.now()


def test_a_new_hijri_year_begins_its_numbers_anew(store: Store) -> None:
    store.open_case()
    store.clock.advance(timedelta(days=300))
    store.open_case()
    assert _numbers(store) == ["WT03A-1448-0001", "WT03A-1449-0001"]


@settings(max_examples=15)
@given(st.lists(st.sampled_from(["done", "failed", "repeated"]), max_size=8))
def test_numbers_have_neither_gap_nor_double_whatever_fails(deeds: list[str]) -> None:
    with TemporaryDirectory() as folder:
        store = new_store(Path(folder))
        done = 0
        for place, fate in enumerate(deeds):
            deed_id = f"deed-{'1' if fate == 'repeated' else 'x' + str(place)}"
            try:
                with store.work(deed_id=deed_id) as work:
                    _numbered(work)
                    if fate == "failed":
                        raise RuntimeError
                done += 1
            except (RuntimeError, AlreadyDone):
                continue
        assert _numbers(store) == [f"WT03A-1448-{place:04d}" for place in range(1, done + 1)]
        store.engine.dispose()


ISSUING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from watan_desk.common.clock import FixedClock
from watan_desk.store.engine import open_engine
from watan_desk.store.work import Actor, open_work
engine = open_engine(Path(sys.argv[1]), bytes.fromhex(sys.stdin.readline()))
clock = FixedClock(datetime(2026, 11, 19, 7, tzinfo=UTC))
while True:
    with open_work(engine, clock=clock, actor=Actor("WT03A", "a"), device="WT03A", deed="open") as work:
        number = work.next_number("case", 4)[0]
        values = {"number": number, "pack": "p", "pack_version": "1", "state": "open", "owner": "WT03A"}
        work.put("case", values | {"opened_at": work.now()})
    print(number, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 7, 23])
def test_a_killed_program_loses_no_number_it_gave_out_and_gives_none_twice(store: Store, acknowledged: int) -> None:
    store.engine.dispose()
    with subprocess.Popen(
        [sys.executable, "-c", ISSUING, str(store.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as issuing:
        assert issuing.stdin is not None
        assert issuing.stdout is not None
        issuing.stdin.write(store.key.hex() + "\n")
        issuing.stdin.flush()
        told = [issuing.stdout.readline().strip() for _ in range(acknowledged)]
        os.kill(issuing.pid, signal.SIGKILL)
        told += issuing.stdout.read().split()
    store.engine = open_engine(store.path, store.key)
    store.clock = FixedClock(store.clock.now())
    kept = _numbers(store)
    assert len(told) >= acknowledged
    assert set(told) <= set(kept)
    assert kept == [f"WT03A-1448-{place:04d}" for place in range(1, len(kept) + 1)]
    with store.work() as work:
        assert _numbered(work) == f"WT03A-1448-{len(kept) + 1:04d}"
    with reading(store.engine) as connection:
        assert journal.broken_at(connection) is None
        entries = connection.execute(sa.select(sa.func.count()).select_from(tables.journal)).scalar_one()
    assert entries == len(kept) + 1
