"""Prints and exports at an open desk: their purpose, and the log of them (R46)."""

from watan_desk.people.access import Access, accesses, note, require_purpose
from watan_desk.wiring.opened import Desk


def state_purpose(desk: Desk, purpose: str) -> None:
    """Say for what the next print or export is.

    Raises:
        Invalid: the policy asks for a purpose and this is none of the pack's.
    """
    desk.purpose = require_purpose(desk.office.pack, purpose)


def note_export(desk: Desk, what: str, subject: str = "", remark: str = "") -> None:
    """Enter in the log what is about to leave the desk; ``subject`` is a number of a register, never a name.

    ``remark`` says why, where a person's wish stands against it.

    Raises:
        Invalid: the policy asks for a purpose and none was given; nothing may leave.
    """
    with desk.work("export") as work:
        note(work, desk.office.pack, what, subject, desk.purpose, remark=remark)


def log_of(desk: Desk) -> tuple[Access, ...]:
    """Return the log of prints and exports, newest first."""
    with desk.reading() as connection:
        return accesses(connection)
