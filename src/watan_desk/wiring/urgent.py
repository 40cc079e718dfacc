"""Urgent help that was given before any case: what is open, and which case each belongs to once there is one (R76)."""

from watan_desk.common.errors import Missing, Refused
from watan_desk.delivery.desk import claim_help
from watan_desk.delivery.records import UrgentHelp, all_urgent_help
from watan_desk.dossier.facts import desk_facts
from watan_desk.people.staff import require_owner
from watan_desk.policy.journey import lacking
from watan_desk.store.cases import Case, all_cases, case_by_number
from watan_desk.wiring.opened import Desk

_OVER = frozenset({"closed", "rejected"})


def known_here(desk: Desk) -> bool:
    """Tell whether the association's policy knows urgent help at all."""
    return desk.office.pack.rule("urgent") is not None


def lacking_here(desk: Desk) -> tuple[Missing, ...]:
    """Return why urgent help may not be given without a case now; empty when it may."""
    return lacking(desk.office.pack, "urgent", desk_facts(desk.office))


def open_help(desk: Desk) -> tuple[UrgentHelp, ...]:
    """Return the urgent help that belongs to no case yet, newest first."""
    with desk.reading() as connection:
        found = tuple(each for each in reversed(all_urgent_help(connection)) if each.case_id is None)
    if found:
        desk.office.choice_label("urgent", "triage", "")  # whoever shows them asks for labels, and should not wait
    return found


def running_cases(desk: Desk) -> tuple[Case, ...]:
    """Return the cases that urgent help may still belong to, newest first."""
    with desk.reading() as connection:
        return tuple(case for case in all_cases(connection) if case.state not in _OVER)


def link_help(desk: Desk, help_id: str, number: str) -> UrgentHelp:
    """Let urgent help belong to a case; ``help_id`` may be the beginning of its id, as lists print it.

    Raises:
        Refused: no open help begins so, or several do; or the case is another member's.
        Unusable: this desk has no such case.
    """
    found = [each.id for each in open_help(desk) if help_id and each.id.startswith(help_id.strip().lower())]
    if len(found) != 1:
        raise Refused("delivery.no_open_help")
    with desk.work("claim_help") as work:
        case = case_by_number(work.connection, number)
        require_owner(case, work.actor.code)
        return claim_help(work, case, found[0])
