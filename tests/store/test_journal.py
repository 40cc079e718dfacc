"""If these fail, somebody may change what was done, or an erased person can still be read in the journal."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.conftest import Store
from watan_desk.common.errors import DamagedFile
from watan_desk.store import journal, tables
from watan_desk.store.engine import reading, writing
from watan_desk.store.journal import Change, Header

NOW = datetime(2026, 11, 19, 7, 0, 5, tzinfo=UTC)
HEADER = Header("WT03A", 1, "d-1", "open", "c-1", "WT03A", NOW)
CHANGE = Change("person", "p-1", {"name_first": {"new": "عبير", "base": None}})


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a store with three cases."""
    for _ in range(3):
        store.open_case()
    return store


def test_an_entry_says_again_what_was_put_into_it() -> None:
    stored = journal.seal(HEADER, (CHANGE,), b"k" * 32)
    assert journal.read_header(stored) == HEADER
    assert journal.unseal(stored, b"k" * 32) == (CHANGE,)


def test_the_clear_line_of_an_entry_names_nobody(filled: Store) -> None:
    stored = journal.seal(HEADER, (CHANGE,), b"k" * 32)
    assert "عبير".encode() not in stored
    with reading(filled.engine) as connection:
        for _, entry in journal.entries(connection):
            assert b"watan-tumuh" not in entry.stored


def test_the_same_change_sealed_twice_cannot_be_told_by_its_hash() -> None:
    first, second = (journal.seal(HEADER, (CHANGE,), b"k" * 32) for _ in range(2))
    assert journal.entry_hash(journal.ROOT, first) != journal.entry_hash(journal.ROOT, second)


@given(st.integers(0, 10**6), st.integers(1, 255))
def test_no_changed_byte_of_an_entry_is_read(place: int, change: int) -> None:
    stored = bytearray(journal.seal(HEADER, (CHANGE,), b"k" * 32))
    stored[place % len(stored)] ^= change
    with pytest.raises(DamagedFile):
        journal.unseal(bytes(stored), b"k" * 32)


@pytest.mark.parametrize("stored", [b"", b"{}", b"[]\nxx", b"null\n", b'{"v": 2}\n', b"\xff\n"])
def test_what_is_no_entry_is_refused(stored: bytes) -> None:
    with pytest.raises(DamagedFile):
        journal.read_header(stored)
    with pytest.raises(DamagedFile):
        journal.unseal(stored, b"k" * 32)


def test_deeds_stand_in_one_unbroken_chain(filled: Store) -> None:
    with reading(filled.engine) as connection:
        kept = journal.entries(connection)
        assert journal.broken_at(connection) is None
    assert [position for position, _ in kept] == [1, 2, 3]
    parents = [journal.ROOT] + [entry.hash for _, entry in kept]
    assert [entry.parent for _, entry in kept] == parents[:-1]
    assert [entry.header.seq for _, entry in kept] == [1, 2, 3]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(position=st.integers(1, 3), place=st.integers(0, 10**6), change=st.integers(1, 255))
def test_any_changed_byte_of_the_chain_is_found_at_its_place(
    filled: Store, position: int, place: int, change: int
) -> None:
    where = tables.journal.c.position == position
    with filled.engine.connect() as connection:
        stored = bytearray(connection.execute(sa.select(tables.journal.c.stored).where(where)).scalar_one())
        stored[place % len(stored)] ^= change
        connection.execute(sa.update(tables.journal).where(where).values(stored=bytes(stored)))
        assert journal.broken_at(connection) == position
        connection.rollback()
        assert journal.broken_at(connection) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [("hash", "0" * 64), ("parent", "f" * 64), ("position", 9), ("kind", "rate"), ("actor", "X"), ("case_id", "x")],
    ids=lambda item: str(item)[:8],
)
def test_a_changed_link_is_found(filled: Store, column: str, value: object) -> None:
    with writing(filled.engine) as connection:
        connection.execute(sa.update(tables.journal).where(tables.journal.c.position == 2).values({column: value}))
    with reading(filled.engine) as connection:
        assert journal.broken_at(connection) in {2, 3}


def test_a_missing_entry_is_found(filled: Store) -> None:
    with writing(filled.engine) as connection:
        connection.execute(sa.delete(tables.journal).where(tables.journal.c.position == 2))
    with reading(filled.engine) as connection:
        assert journal.broken_at(connection) == 3


def test_erasing_a_cases_key_makes_its_entries_unreadable_and_leaves_the_chain_whole(store: Store) -> None:
    kept, erased = store.open_case(), store.open_case()
    with writing(store.engine) as connection:
        connection.execute(sa.delete(tables.case_key).where(tables.case_key.c.id == erased))
    with reading(store.engine) as connection:
        assert journal.broken_at(connection) is None
        [(_, gone)] = journal.entries(connection, case_id=erased)
        [(_, stays)] = journal.entries(connection, case_id=kept)
        with pytest.raises(DamagedFile):
            journal.unseal(gone.stored, journal.key_of(connection, erased))
        assert journal.unseal(stays.stored, journal.key_of(connection, kept))


def test_each_case_has_a_key_of_its_own(store: Store) -> None:
    first, second = store.open_case(), store.open_case()
    with reading(store.engine) as connection:
        keys = {journal.key_of(connection, case_id) for case_id in (first, second, None)}
        assert journal.key_of(connection, first) in keys
    assert {len(key) for key in keys} == {32}
    assert len(keys) == 3


def test_an_entry_out_of_turn_is_not_written(store: Store) -> None:
    with pytest.raises(ValueError, match="newest"), writing(store.engine) as connection:
        journal.append(connection, Header("WT03A", 5, "d", "open", None, "WT03A", NOW), (CHANGE,))
