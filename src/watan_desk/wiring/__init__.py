"""Opens a desk and does its deeds: home folder, key, store, pack, clock. The one room that knows everything; no Qt.

``opening`` makes, enrols and opens a desk; ``opened`` is the open ``Desk`` and the deeds on its cases. Whatever else is
done there stands in a module of its own, as functions that take the ``Desk``: ``letters``, ``exchange`` with head
office, and one for each further subject.
"""

from watan_desk.wiring.exchange import Exchange, Sent, exchange_of, hand_over, take_reply
from watan_desk.wiring.letters import IssuedLetter, issue_letter, letter_draft, reprint_letter
from watan_desk.wiring.opened import STAGE_DEEDS, Desk, Done, keep_state, office_of
from watan_desk.wiring.opening import (
    DATABASE,
    KEY_FILE,
    KEYRING_FILE,
    active_association,
    enrol_desk,
    init_desk,
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
    "exchange_of",
    "hand_over",
    "init_desk",
    "issue_letter",
    "keep_state",
    "letter_draft",
    "office_of",
    "open_desk",
    "reprint_letter",
    "take_reply",
    "verify_letter",
]
