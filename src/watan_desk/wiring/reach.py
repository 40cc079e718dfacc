"""Which cases came in for whom: internal or external, and for which department (R37)."""

from watan_desk.reception.records import received_as
from watan_desk.store.cases import Case
from watan_desk.wiring.opened import Desk


def cases_for(desk: Desk, kind: str, department: str) -> tuple[Case, ...]:
    """Return the cases received as ``internal`` or ``external``, for a department; empty asks nothing."""
    if not kind and not department:
        return desk.cases()
    with desk.reading() as connection:
        found = received_as(connection, kind, department)
    return tuple(case for case in desk.cases() if case.id in found)
