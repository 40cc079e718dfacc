"""A head office's folder: key file and encrypted database, made once and opened with the passphrase."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa

from watan_desk.bundle.container import Receiver
from watan_desk.bundle.enrolment import HEAD_OFFICE
from watan_desk.bundle.keys import PartyKeys
from watan_desk.common.clock import Clock, SystemClock, saudi_day
from watan_desk.common.errors import DamagedFile, Unusable
from watan_desk.headoffice.tables import bundle, decision, device
from watan_desk.letter.authority import Authority
from watan_desk.policy.pack import shipped_pack
from watan_desk.store import keys as slots
from watan_desk.store.engine import open_engine, reading, writing
from watan_desk.store.migrate import upgrade
from watan_desk.store.settings import read_setting, write_setting

MIGRATIONS = Path(__file__).parent / "migrations"
KEY_FILE, DATABASE = "headoffice.keys", "headoffice.db"
_KEYS, _AUTHORITY, _ASSOCIATION, _PRACTICE = "keys", "authority", "association", "practice"


@dataclass(frozen=True)
class HeadOffice:
    """An open head office. ``practice`` offices enrol practice desks only, and neither mixes with real work."""

    engine: sa.Engine
    clock: Clock
    association: str
    practice: bool

    def at(self, clock: Clock) -> "HeadOffice":
        """Return the same office with another clock (practice)."""
        return replace(self, clock=clock)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Open a connection that sees one state of the database."""
        with _whole(), reading(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Open the one writing transaction; it commits at the end of the block, or leaves nothing behind."""
        with _whole(), writing(self.engine) as connection:
            yield connection

    def now(self, connection: sa.Connection) -> datetime:
        """Return the present instant, never before what was recorded last: a clock set back does not help (R73)."""
        instants = [self.clock.now()]
        for column in (decision.c.recorded_at, bundle.c.at, device.c.enrolled_at):
            instants += connection.execute(sa.select(column).order_by(column.desc()).limit(1)).scalars()
        return max(instants)

    def today(self, connection: sa.Connection) -> date:
        """Return the Saudi civil day of the present instant."""
        return saudi_day(self.now(connection))

    def keys(self, connection: sa.Connection) -> PartyKeys:
        """Return head office's private keys."""
        return PartyKeys.from_text(read_setting(connection, _KEYS))

    def authority(self, connection: sa.Connection) -> Authority:
        """Return the authority that certifies the seals of desks' letters."""
        return Authority.from_text(read_setting(connection, _AUTHORITY))

    def receiver(self, connection: sa.Connection) -> Receiver:
        """Return head office as the one who opens bundles."""
        return Receiver(
            association=self.association,
            practice=self.practice,
            names=frozenset({HEAD_OFFICE}),
            keys=self.keys(connection),
        )


@contextmanager
def _whole() -> Iterator[None]:
    """Name a damaged database as such; a full disk or a busy file is another matter."""
    try:
        yield
    except sa.exc.DatabaseError as wrong:
        if type(wrong) is not sa.exc.DatabaseError:
            raise
        raise DamagedFile("store.damaged_database") from wrong


def found(
    home: Path,
    passphrase: str,
    association: str,
    *,
    practice: bool = False,
    clock: Clock | None = None,
    cost: slots.Cost | None = None,
) -> HeadOffice:
    """Make a head office in a folder, with new keys.

    Raises:
        Unusable: the folder holds one already, cannot be written, or the association has no pack.
        Refused: the passphrase is too short.
    """
    pack = shipped_pack(association)
    if (home / KEY_FILE).exists() or (home / DATABASE).exists():
        raise Unusable("headoffice.exists")
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = slots.create(home / KEY_FILE, passphrase, cost or slots.Cost())
    engine = open_engine(home / DATABASE, key)
    upgrade(engine, MIGRATIONS)
    present = clock or SystemClock()
    authority = Authority.new(pack.identity.name, f"{association} {HEAD_OFFICE}", present.now())
    with writing(engine) as connection:
        write_setting(connection, _KEYS, PartyKeys.new().text())
        write_setting(connection, _AUTHORITY, authority.text())
        write_setting(connection, _ASSOCIATION, association)
        write_setting(connection, _PRACTICE, practice)
    return HeadOffice(engine, present, association, practice)


def open_office(home: Path, passphrase: str) -> HeadOffice:
    """Open the head office of a folder, brought to the newest schema, with the system's clock.

    Raises:
        Unusable: there is none, it is not whole, or a newer program wrote it.
        WrongPassphrase: the passphrase does not open it.
    """
    if not (home / KEY_FILE).exists() or not (home / DATABASE).exists():
        raise Unusable("headoffice.none")
    clock = SystemClock()
    engine = open_engine(home / DATABASE, slots.unlock(home / KEY_FILE, passphrase))
    with _whole():
        upgrade(engine, MIGRATIONS, database=home / DATABASE, now=clock.now())
        with reading(engine) as connection:
            association = read_setting(connection, _ASSOCIATION)
            practice = read_setting(connection, _PRACTICE)
    if association is None:
        raise Unusable("headoffice.none")
    return HeadOffice(engine, clock, association, practice)
