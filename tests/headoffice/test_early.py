"""If these fail, head office takes in a reply that a branch with a tampered program or clock told before its day."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.desks import MORNING
from tests.headoffice.conftest import ACCEPTED, BothEnds, arrived, sent_back
from watan_desk.bundle.records import ImportReport
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.sitting import decide

EARLIEST = date(2026, 12, 3)


def _tell(ends: BothEnds, number: str, day: date) -> None:
    """Write what a tampered program would write: a decision told on a day, past every rule of the desk."""
    dossier = ends.desk.dossier(number)
    assert dossier.decision is not None
    told = {"case_id": dossier.case.id, "decision_id": dossier.decision.id, "told_on": day, "how": "call"}
    with ends.desk.work("notify") as work:
        work.put("notification", told | {"form_id": "f", "form_version": "1", "answers": {}} | work.by())


def _issue(ends: BothEnds, number: str, day: date) -> None:
    """Write a letter of acceptance into the register as issued on a day."""
    number_of_letter = f"WT03A-1448-{uuid.uuid4().hex[:5]}"
    said = {"subject": "x", "text": "x", "sha256": "0" * 64, "status": "issued", "reason": "", "printed": 0}
    with ends.desk.work("letter") as work:
        values: dict[str, Any] = {"case_id": ends.desk.dossier(number).case.id, "kind": "L07", **said}
        values |= {"number": number_of_letter, "year": 1448, "seq": 1, "day": day, "issued_at": work.now()}
        work.put("letter", values)


def _handed_over(ends: BothEnds) -> ImportReport:
    _, file = ends.hand_over()
    return take_in(ends.office, file)


def test_a_reply_told_or_issued_before_its_day_is_kept_aside_at_head_office(ends: BothEnds) -> None:
    number = arrived(ends)
    decide(ends.office, number, ACCEPTED)
    sent_back(ends)
    _handed_over(ends)
    ends.clock.set(MORNING + timedelta(days=13))
    _issue(ends, number, date(2026, 12, 2))
    _tell(ends, number, date(2026, 12, 2))
    report = _handed_over(ends)
    assert [item.reason for item in report.quarantined] == ["headoffice.told_too_early"] * 2


def test_a_day_written_later_than_the_deed_does_not_help(ends: BothEnds) -> None:
    number = arrived(ends)
    decide(ends.office, number, ACCEPTED)
    sent_back(ends)
    ends.clock.set(MORNING + timedelta(days=13))
    _tell(ends, number, EARLIEST)
    assert [item.reason for item in _handed_over(ends).quarantined] == ["headoffice.told_too_early"]


def test_a_reply_told_on_its_day_or_released_with_a_reason_is_taken_in(ends: BothEnds) -> None:
    first, second = arrived(ends), arrived(ends)
    decide(ends.office, first, ACCEPTED)
    decide(ends.office, second, replace(ACCEPTED, override_wait="حالة إخلاء"))
    sent_back(ends)
    ends.clock.set(MORNING + timedelta(days=13))
    _tell(ends, second, date(2026, 12, 2))
    ends.clock.set(MORNING + timedelta(days=14))
    _tell(ends, first, EARLIEST)
    assert _handed_over(ends).quarantined == ()
