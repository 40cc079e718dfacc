"""If these fail, a decision or a receipt could get lost on its way to the branch, or reach the wrong laptop."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.desks import MORNING
from tests.headoffice.conftest import ACCEPTED, BothEnds, arrived, enrolled_desk, sent_back
from watan_desk.common.errors import Unusable
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.replies import reply
from watan_desk.headoffice.sitting import decide


def test_a_reply_lost_on_the_way_costs_nothing(ends: BothEnds) -> None:
    """Receipts and decisions come again until the laptop's own hand-over shows that it has them."""
    number = arrived(ends)
    decide(ends.office, number, ACCEPTED)
    lost = reply(ends.office, "WT03", ends.folder / "lost.wdb")
    again, report = sent_back(ends)
    assert (again.receipts, again.decisions) == (lost.receipts, lost.decisions) == (2, 1)
    assert report.items == 3
    assert ends.take_in(ends.folder / "lost.wdb").status == "nothing-new"
    _, file = ends.hand_over()
    take_in(ends.office, file)
    quiet, _ = sent_back(ends, "third.wdb")
    assert (quiet.receipts, quiet.decisions) == (1, 0)


def test_the_same_reply_twice_changes_nothing(ends: BothEnds) -> None:
    number = arrived(ends)
    decide(ends.office, number, ACCEPTED)
    sent_back(ends)
    before = ends.counts()
    again = ends.take_in(ends.folder / "back.wdb")
    assert (again.status, again.items) == ("nothing-new", 0)
    assert ends.counts() == before


def test_a_changed_reply_is_refused_and_changes_nothing(ends: BothEnds) -> None:
    number = arrived(ends)
    decide(ends.office, number, ACCEPTED)
    path = ends.folder / "back.wdb"
    reply(ends.office, "WT03", path)
    raw = bytearray(path.read_bytes())
    raw[-40] ^= 1
    path.write_bytes(raw)
    before = ends.counts()
    assert ends.take_in(path).status == "refused"
    assert ends.counts() == before


def test_a_decision_that_does_not_fit_waits_at_head_office(ends: BothEnds) -> None:
    """The desk cannot place it (its case was raised again meanwhile): kept aside, named, and sent again."""
    number = arrived(ends)
    decide(ends.office, number, ACCEPTED)
    ends.clock.set(MORNING + timedelta(days=1))
    ends.raise_again(ends.cases[0])
    _, report = sent_back(ends)
    assert [item.reason for item in report.quarantined] == ["decision.older_raising"]
    written, _ = sent_back(ends, "second.wdb")
    assert written.decisions == 1


def test_a_branch_without_a_laptop_gets_no_reply(ends: BothEnds, tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        reply(ends.office, "WT77", tmp_path / "x.wdb")
    assert caught.value.key == "headoffice.no_such_branch"
    assert not (tmp_path / "x.wdb").exists()


def test_the_desks_own_file_is_told_from_a_strangers(ends: BothEnds) -> None:
    ends.raised_case()
    _, own = ends.hand_over()
    report = ends.take_in(own)
    assert (report.status, report.reason) == ("refused", "bundle.own_file")


def test_a_reply_to_another_branch_is_refused_here(ends: BothEnds) -> None:
    number = arrived(ends)
    decide(ends.office, number, ACCEPTED)
    enrolled_desk(ends.folder, ends.office, ends.clock, "WT04").close()
    path = ends.folder / "other.wdb"
    assert reply(ends.office, "WT04", path).devices == ("WT04A",)
    before = ends.counts()
    report = ends.take_in(path)
    assert (report.status, report.reason) == ("refused", "bundle.not_for_us")
    assert ends.counts() == before


def test_laptops_of_a_branch_get_their_own_decisions_only(ends: BothEnds) -> None:
    number = arrived(ends)
    decide(ends.office, number, ACCEPTED)
    enrolled_desk(ends.folder, ends.office, ends.clock, "WT03").close()
    written, report = sent_back(ends)
    assert written.devices == ("WT03A", "WT03B")
    assert (written.receipts, written.decisions, report.items) == (2, 1, 3)
    assert "إيجار".encode() not in (ends.folder / "back.wdb").read_bytes()
