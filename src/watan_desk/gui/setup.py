"""What the first run asks of the desk, off the GUI thread."""

from dataclasses import dataclass
from pathlib import Path

from watan_desk.bundle.enrolment import Answer, read_answer
from watan_desk.common.clock import Clock
from watan_desk.common.errors import Unusable
from watan_desk.common.files import write_durably
from watan_desk.store.keys import Cost
from watan_desk.store.settings import read_setting
from watan_desk.wiring import Desk, enrol_desk, init_desk, open_desk

REQUEST_FILE = "watan-request.json"


@dataclass(frozen=True)
class Granted:
    """Head office's answer, read and verified but not taken in: six digits are compared aloud first."""

    raw: bytes
    answer: Answer
    digits: str


def make_desk(home: Path, passphrase: str, association: str, clock: Clock, cost: Cost) -> Desk:
    """Make a desk and open it.

    Raises:
        Unusable, Refused: nothing was made.
    """
    init_desk(home, passphrase, association, clock, cost)
    return open_desk(home, passphrase, clock)


def save_request(desk: Desk, path: Path) -> Path:
    """Write the desk's request file: public keys only.

    Raises:
        Unusable: it could not be written whole.
    """
    with desk.reading() as connection:
        asked = str(read_setting(connection, "request"))
    try:
        write_durably(path, asked.encode())
    except OSError as wrong:
        raise Unusable("gui.first.not_written", file=path.name) from wrong
    return path


def look_at_answer(desk: Desk, path: Path) -> Granted:
    """Read head office's answer without taking it in.

    Raises:
        Unusable, DamagedFile, ForeignFile: not the answer to this desk's request.
    """
    try:
        raw = path.read_bytes()
    except OSError as wrong:
        raise Unusable("bundle.unreadable") from wrong
    with desk.reading() as connection:
        asked = str(read_setting(connection, "request"))
    answer = read_answer(raw, asked.encode())
    return Granted(raw, answer, answer.fingerprint)


def take_answer(desk: Desk, granted: Granted) -> Desk:
    """Take the answer in; from now on the desk works."""
    enrol_desk(desk, granted.raw)
    return desk
