"""If these fail, the hand-over page would tell the delegate that work has arrived which has not."""

from tests.desks import MORNING
from tests.headoffice.conftest import BothEnds, ends
from watan_desk.bundle.records import enrolled, handovers, standing, waiting
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.replies import reply

__all__ = ["ends"]


def test_what_waits_is_counted_by_deed(ends: BothEnds) -> None:
    with ends.desk.reading() as connection:
        assert (waiting(connection).items, waiting(connection).first_at) == (0, None)
    ends.raised_case()
    ends.raised_case()
    with ends.desk.reading() as connection:
        found = waiting(connection)
    assert (found.items, found.deeds) == (4, {"open": 2, "raise": 2})
    assert (found.first_at, found.last_at) == (MORNING, MORNING)


def test_only_a_receipt_counts_as_arrived(ends: BothEnds) -> None:
    """A written file is not an arrived one: the count falls with head office's reply, not before."""
    ends.raised_case()
    made, file = ends.hand_over()
    with ends.desk.reading() as connection:
        assert (standing(connection).waiting, standing(connection).accepted) == (2, 0)
        assert [each.acknowledged_at for each in handovers(connection)] == [None]
    take_in(ends.office, file)
    back = ends.folder / "back.wdb"
    reply(ends.office, "WT03", back)
    ends.take_in(back)
    with ends.desk.reading() as connection:
        assert (standing(connection).waiting, standing(connection).accepted) == (0, 2)
        assert [each.id for each in handovers(connection) if each.acknowledged_at] == [made.id]


def test_a_file_with_newer_work_waits_for_its_own_receipts(ends: BothEnds) -> None:
    ends.raised_case()
    _, first = ends.hand_over()
    take_in(ends.office, first)
    ends.raised_case()
    ends.hand_over()
    back = ends.folder / "back.wdb"
    reply(ends.office, "WT03", back)
    ends.take_in(back)
    with ends.desk.reading() as connection:
        assert [(each.number, each.acknowledged_at is not None) for each in handovers(connection)] == [
            (2, False),
            (1, True),
        ]


def test_the_desk_remembers_who_enrolled_it(ends: BothEnds) -> None:
    with ends.desk.reading() as connection:
        granted = enrolled(connection)
    assert (granted.device, granted.branch, granted.practice) == ("WT03A", "WT03", True)
