"""Opens a desk and does its deeds: home folder, key, store, pack, clock. The one room that knows everything; no Qt.

``opened`` has the open ``Desk`` and what every page and command asks of it. What a desk does beside its cases stands in
a module of its own here, as functions that take the ``Desk``.
"""

from watan_desk.wiring.opened import (
    DATABASE,
    KEY_FILE,
    KEYRING_FILE,
    STAGE_DEEDS,
    Desk,
    Done,
    Exchange,
    IssuedLetter,
    Sent,
    active_association,
    enrol_desk,
    init_desk,
    keep_state,
    office_of,
    open_desk,
)
from watan_desk.wiring.paper import verify_letter

__all__ = [
    "DATABASE",
    "KEYRING_FILE",
    "KEY_FILE",
    "STAGE_DEEDS",
    "Desk",
    "Done",
    "Exchange",
    "IssuedLetter",
    "Sent",
    "active_association",
    "enrol_desk",
    "init_desk",
    "keep_state",
    "office_of",
    "open_desk",
    "verify_letter",
]
