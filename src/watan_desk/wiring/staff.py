"""The members of a desk: each unlocks it with a passphrase of their own, and acts under a code of their own."""

from watan_desk.common.errors import FieldProblem, Invalid, Refused
from watan_desk.people import staff
from watan_desk.people.staff import Member
from watan_desk.store import keys
from watan_desk.store.cases import case_by_number
from watan_desk.wiring.opened import Desk
from watan_desk.wiring.opening import KEY_FILE, STAFF_KEYS


def members(desk: Desk) -> tuple[Member, ...]:
    """Return everybody of the desk, the enrolled delegate first."""
    granted = desk.granted
    delegate = Member(granted.device, granted.delegate, "delegate", active=True)
    with desk.reading() as connection:
        return staff.members(connection, delegate)


def add_member(
    desk: Desk, own_passphrase: str, name: str, role: str, passphrase: str, cost: keys.Cost = keys.Cost()
) -> Member:
    """Take a member in; the delegate vouches with the own passphrase.

    Raises:
        Refused: the present member is not the delegate, or the new passphrase is too short.
        WrongPassphrase: the own passphrase is wrong. In all cases nothing was changed.
        Invalid: no name, or no such role.
    """
    _require_delegate(desk)
    data_key = keys.unlock(desk.home / KEY_FILE, own_passphrase)
    with desk.work("staff") as work:
        made = staff.add(work, name, role)
        folder = desk.home / STAFF_KEYS
        folder.mkdir(mode=0o700, exist_ok=True)
        keys.add(folder / f"{made.code}.json", desk.home / KEY_FILE, data_key, passphrase, cost)
    return made


def dismiss_member(desk: Desk, code: str) -> None:
    """End a member's work: the own passphrase opens nothing afterwards.

    Raises:
        Refused: the present member is not the delegate, or the member still owns cases.
        Unusable: there is no such member.
    """
    _require_delegate(desk)
    with desk.work("staff") as work:
        staff.dismiss(work, code)
    (desk.home / STAFF_KEYS / f"{code}.json").unlink(missing_ok=True)


def reassign(desk: Desk, number: str, to: str, reason: str) -> Member:
    """Pass a case on to another member, with a reason; return its new owner.

    Raises:
        Refused: neither the owner nor the delegate asks, or the new owner may not have cases.
        Invalid: no such member, or no reason.
    """
    known = {member.code: member for member in members(desk)}
    if to not in known:
        raise Invalid((FieldProblem("to", "people.no_such_member"),))
    with desk.work("reassign") as work:
        case = case_by_number(work.connection, number)
        if desk.member is not None:
            staff.require_owner(case, work.actor.code)
        staff.reassign(work, case, known[to], reason)
    return known[to]


def _require_delegate(desk: Desk) -> None:
    if desk.member is not None:
        raise Refused("people.delegate_only")
