"""What every page is handed: the open desk, the look of the window, and the way off the GUI thread."""

from dataclasses import dataclass

from watan_desk.gui.background import Background
from watan_desk.gui.look import Look
from watan_desk.wiring import Desk


@dataclass(frozen=True)
class Session:
    """One delegate's session at the window, from unlocking to locking."""

    desk: Desk
    look: Look
    background: Background
