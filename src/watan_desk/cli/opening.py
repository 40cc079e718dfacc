"""Opening the desk that a call is about."""

from collections.abc import Iterator
from contextlib import contextmanager

from watan_desk.cli.common import Call
from watan_desk.common.errors import Unusable
from watan_desk.wiring import KEY_FILE, Desk, open_desk


@contextmanager
def open_called(call: Call) -> Iterator[Desk]:
    """Unlock the desk in the call's home folder and close it afterwards.

    Raises:
        Unusable: there is no desk in the folder.
        WrongPassphrase, DamagedFile: it cannot be opened.
    """
    home = call.home()
    if not (home / KEY_FILE).exists():
        raise Unusable("cli.no_desk")
    desk = open_desk(home, call.passphrase())
    try:
        desk.clock = call.clock(practice=desk.practice)
        yield desk
    finally:
        desk.close()
