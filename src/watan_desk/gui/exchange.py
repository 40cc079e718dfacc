"""What the hand-over page asks of the desk, off the GUI thread."""

from dataclasses import dataclass
from pathlib import Path

from watan_desk.bundle.records import Waiting, waiting
from watan_desk.common.errors import Unusable
from watan_desk.wiring import Desk, Exchange, Sent, exchange_of, hand_over


@dataclass(frozen=True)
class State:
    """How the desk stands towards head office, and what the next file will hold."""

    exchange: Exchange
    waiting: Waiting


def state_of_exchange(desk: Desk) -> State:
    """Read both in one go."""
    with desk.reading() as connection:
        present = waiting(connection)
    return State(exchange_of(desk), present)


def prepare_into(desk: Desk, folder: Path) -> Sent:
    """Write the sealed file for head office into a folder.

    Raises:
        Refused: nothing waits.
        Unusable: the folder is not there, or the file could not be written whole; nothing was noted.
    """
    try:
        return hand_over(desk, folder)
    except OSError as wrong:
        raise Unusable("gui.handover.not_written") from wrong
