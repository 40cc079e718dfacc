"""What waits at a desk for longer than the association allows."""

from dataclasses import dataclass
from datetime import date

from watan_desk.common.clock import saudi_day
from watan_desk.decision.records import overdue
from watan_desk.store.cases import Case, all_cases
from watan_desk.wiring.opened import Desk


@dataclass(frozen=True)
class OverdueCase:
    """A case whose result was to be told by a day that has passed."""

    case: Case
    latest_reply: date
    days: int
    """How many days ago that was."""


def overdue_cases(desk: Desk) -> tuple[OverdueCase, ...]:
    """Return the cases past the period that the association has entered, the longest wait first (R74)."""
    today = saudi_day(desk.clock.now())
    with desk.reading() as connection:
        late = overdue(connection, today)
        found = [case for case in all_cases(connection) if case.id in late]
    rows = [OverdueCase(case, late[case.id], (today - late[case.id]).days) for case in found]
    return tuple(sorted(rows, key=lambda row: row.latest_reply))
