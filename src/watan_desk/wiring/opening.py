"""A desk made, enrolled and opened: its folder, keys, database and head office's answer."""

from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

from watan_desk.bundle.enrolment import Answer, new_request, read_answer, write_request
from watan_desk.bundle.keys import PartyKeys
from watan_desk.common.clock import Clock, SystemClock
from watan_desk.common.errors import DamagedFile, Refused, WrongPassphrase
from watan_desk.common.files import write_durably
from watan_desk.letter.keyring import SealKeys, write_keyring
from watan_desk.people.staff import Member
from watan_desk.policy.pack import shipped_pack
from watan_desk.store import keys, tables
from watan_desk.store.engine import open_engine, reading, writing
from watan_desk.store.migrate import DESK_MIGRATIONS, upgrade
from watan_desk.store.rows import as_record
from watan_desk.store.settings import read_setting, write_setting
from watan_desk.wiring.offices import Offices
from watan_desk.wiring.opened import Desk

KEY_FILE, DATABASE, KEYRING_FILE = "keys.json", "desk.db", "keyring.json"
STAFF_KEYS = "staff"
"""The folder of the further members' key slots, each named by its code."""
LEAST_DATABASE = 4096
"""Bytes of the first page: SQLite would silently begin a new database in the place of a file shorter than that."""
PROGRAM_VERSION = "0.1.0"


def init_desk(home: Path, passphrase: str, association: str, clock: Clock, cost: keys.Cost = keys.Cost()) -> bytes:
    """Make a desk's keys and database in an empty folder; return the request file for head office (public keys only).

    Raises:
        Unusable: the folder holds a desk, or there is no such pack.
        Refused: the passphrase is too short.
    """
    pack = shipped_pack(association)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    data_key = keys.create(home / KEY_FILE, passphrase, cost)
    engine = open_engine(home / DATABASE, data_key)
    try:
        upgrade(engine, DESK_MIGRATIONS)
        own, seals = PartyKeys.new(), SealKeys.new()
        versions = (pack.version, PROGRAM_VERSION)
        asked = write_request(new_request(own, seals.public, association, versions, clock.now()), own)
        with writing(engine) as connection:
            write_setting(connection, "own_keys", own.text())
            write_setting(connection, "seal_keys", seals.text())
            write_setting(connection, "association", association)
            write_setting(connection, "request", asked.decode())
    finally:
        engine.dispose()
    return asked


def open_desk(home: Path, passphrase: str, clock: Clock | None = None) -> Desk:
    """Unlock and open a desk, bringing its database to the newest schema after a copy was made.

    Raises:
        WrongPassphrase, DamagedFile: it cannot be opened; nothing was changed.
    """
    present = clock or SystemClock()
    data_key, code = _unlocked(home, passphrase)
    if not (home / DATABASE).is_file() or (home / DATABASE).stat().st_size < LEAST_DATABASE:
        raise DamagedFile("store.damaged_database")
    engine = open_engine(home / DATABASE, data_key)
    upgrade(engine, DESK_MIGRATIONS, database=home / DATABASE, now=present.now())
    with reading(engine) as connection:
        own = PartyKeys.from_text(read_setting(connection, "own_keys"))
        granted = read_setting(connection, "answer")
        asked = str(read_setting(connection, "request"))
        association = str(read_setting(connection, "association"))
        settings = dict(read_setting(connection, "association_settings", {}))
        member = _member(connection, code)
        return Desk(
            home=home,
            engine=engine,
            clock=present,
            own_keys=own,
            seal_keys=SealKeys.from_text(read_setting(connection, "seal_keys")),
            answer=read_answer(granted.encode(), asked.encode()) if granted else None,
            association=association,
            settings=settings,
            member=member,
            offices=Offices(engine, association, settings, member),
        )


def _unlocked(home: Path, passphrase: str) -> tuple[bytes, str]:
    """Return the data key and the code of the member whose slot it was; none of the delegate's."""
    try:
        return keys.unlock(home / KEY_FILE, passphrase), ""
    except WrongPassphrase:
        for slot in sorted((home / STAFF_KEYS).glob("*.json")):
            with suppress(WrongPassphrase):
                return keys.unlock(slot, passphrase), slot.stem
        raise


def _member(connection: sa.Connection, code: str) -> Member | None:
    """Return the member of a code.

    Raises:
        WrongPassphrase: they do not work here any more.
    """
    if not code:
        return None
    found = connection.execute(sa.select(tables.staff).where(tables.staff.c.code == code)).mappings().first()
    if found is None or not found["active"]:
        raise WrongPassphrase("store.wrong_passphrase")
    return as_record(Member, found)


def enrol_desk(desk: Desk, answer_file: bytes) -> Answer:
    """Take in head office's answer; from now on the desk works.

    Raises:
        DamagedFile, ForeignFile: not the answer to this desk's request; nothing was changed.
        Refused: the desk is enrolled already.
    """
    if desk.answer is not None:
        raise Refused("desk.enrolled_already")
    with writing(desk.engine) as connection:
        granted = read_answer(answer_file, str(read_setting(connection, "request")).encode())
        write_durably(desk.home / KEYRING_FILE, write_keyring(granted.keyring))
        write_setting(connection, "answer", answer_file.decode())
    desk.answer = granted
    return granted


def active_association(home: Path, passphrase: str) -> str:
    """Return the slug of the association of the desk in a folder.

    Raises:
        WrongPassphrase, DamagedFile: it cannot be opened.
    """
    desk = open_desk(home, passphrase)
    desk.close()
    return desk.association
