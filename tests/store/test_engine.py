"""If these fail, whoever finds the laptop reads people's data, or a damaged database is taken for a whole one."""

import re
import secrets
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.desks import take_to
from tests.store.conftest import Store
from watan_desk.common.errors import DamagedFile
from watan_desk.practice import MadeUpPerson
from watan_desk.store import tables
from watan_desk.store.engine import integrity, open_engine, reading, writing
from watan_desk.wiring import Desk


def test_nothing_of_a_person_or_a_table_can_be_read_off_the_disk(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "check")
    person = desk.dossier(number).person
    assert person is not None
    first, family = person.name_first, person.name_family
    secrets_of_the_desk = [first, family, person.id_number, who.mobile, number, "person", "document_check", "journal"]
    files = [path for path in desk.home.iterdir() if path.name.startswith("desk.db")]
    assert {path.name for path in files} >= {"desk.db", "desk.db-wal"}
    for path in files:
        raw = path.read_bytes()
        assert not raw.startswith(b"SQLite format 3")
        for text in secrets_of_the_desk:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                if len(text.encode(encoding)) > 5:  # a shorter one may stand there by chance
                    assert text.encode(encoding) not in raw, f"{path.name} {encoding}"
        assert not re.search(b"CREATE (TABLE|INDEX)", raw)


def test_the_same_search_finds_everything_in_an_open_database(desk: Desk, who: MadeUpPerson, tmp_path: Path) -> None:
    take_to(desk, who, "capture")
    plain = tmp_path / "plain.db"
    raw = desk.engine.raw_connection()
    raw.cursor().execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
    raw.cursor().execute("SELECT sqlcipher_export('plain')")
    raw.cursor().execute("DETACH DATABASE plain")
    raw.close()
    found = plain.read_bytes()
    assert all(text.encode() in found for text in (who.names[0], who.national_id, "CREATE TABLE", "document_check"))


def test_another_key_opens_nothing_and_harms_nothing(store: Store) -> None:
    store.open_case()
    store.engine.dispose()
    before = store.path.read_bytes()
    with pytest.raises(DamagedFile):
        open_engine(store.path, secrets.token_bytes(32))
    assert store.path.read_bytes() == before
    again = open_engine(store.path, store.key)
    with reading(again) as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(tables.case)).scalar_one() == 1
    again.dispose()


@pytest.mark.parametrize("raw", [b"SQLite format 3\0" + b"\0" * 4080, b"not a database at all" * 300])
def test_what_is_no_database_of_ours_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(raw)
    with pytest.raises(DamagedFile):
        open_engine(path, secrets.token_bytes(32))
    assert path.read_bytes() == raw


def test_a_whole_database_has_nothing_to_say_and_a_flipped_byte_is_named(store: Store) -> None:
    store.open_case()
    assert integrity(store.engine) == ()
    store.engine.dispose()
    whole = bytearray(store.path.read_bytes())
    whole[len(whole) // 2] ^= 1
    store.path.write_bytes(whole)
    again = open_engine(store.path, store.key)
    assert integrity(again)
    again.dispose()


def test_the_key_shows_in_no_address_or_repr(store: Store) -> None:
    shown = repr(store.engine) + str(store.engine.url) + repr(store.engine.pool)
    assert store.key.hex() not in shown
    assert store.key.hex().upper() not in shown


def test_a_commit_survives_a_power_cut_by_the_databases_own_settings(store: Store) -> None:
    with store.engine.connect() as connection:
        settings = {
            name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar())
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}


def test_an_error_in_the_writing_block_leaves_nothing_behind(store: Store) -> None:
    before = store.content()

    def write_and_fail() -> None:
        with writing(store.engine) as connection:
            connection.execute(sa.insert(tables.setting).values(name="a", value=1))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert store.content() == before


def test_a_reader_sees_one_state_while_another_writes(store: Store) -> None:
    count = sa.select(sa.func.count()).select_from(tables.case)
    with reading(store.engine) as connection:
        assert connection.execute(count).scalar_one() == 0
        store.open_case()
        assert connection.execute(count).scalar_one() == 0
    with reading(store.engine) as connection:
        assert connection.execute(count).scalar_one() == 1


def test_a_row_of_a_case_that_is_not_there_is_refused(store: Store) -> None:
    values = {"id": "x", "case_id": "nobody", "accepted": True, "form_id": "f", "form_version": "1", "answers": {}}
    with pytest.raises(sa.exc.IntegrityError), writing(store.engine) as connection:
        connection.execute(sa.insert(tables.survey).values(values | {"by": "x", "at": store.clock.now()}))
