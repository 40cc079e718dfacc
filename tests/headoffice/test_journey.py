"""If this fails, a request as a delegate records it would not survive the way to head office and back."""

from dataclasses import replace
from datetime import date, timedelta

from tests.desks import MORNING
from tests.headoffice.conftest import BothEnds, sent_back
from watan_desk.headoffice import figures
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.records import case_by_number
from watan_desk.headoffice.sitting import Ruling, decide
from watan_desk.practice import COMPLETION, clarified, explained, make_people, registered, told
from watan_desk.wiring.figures import report as desk_report
from watan_desk.wiring.policies import accept

RAISED = MORNING.date()


def raised_for_real(ends: BothEnds) -> str:
    """Do every deed up to the raising, a clarification too, with the real forms; return the case's number."""
    person = make_people(1, seed=5, today=RAISED)[0]
    desk = ends.desk
    accept(desk)
    opened = desk.do("open", None, person.reception()).dossier
    assert opened is not None
    number = opened.case.number
    desk.do("consent", number, person.consents())
    desk.do("capture", number, person.request())
    for document in person.documents():
        desk.do("document", number, document)
    desk.do("check", number, COMPLETION)
    desk.do("clarify", number, person.clarification())
    desk.do("answer", number, clarified(RAISED))
    desk.do("attest", number, person.attestation(on=RAISED))
    desk.do("raise", number, explained(RAISED))
    return number


def test_a_whole_request_goes_there_and_back(ends: BothEnds) -> None:
    number = raised_for_real(ends)
    made, file = ends.hand_over()
    report = take_in(ends.office, file)
    assert (report.status, report.items, report.quarantined) == ("accepted", 12, ())
    assert made.items == 12
    details = {
        "category": "low_income",
        "support": "إيجار سنة",
        "start": "2026-12-15",
        "duration": "سنة",
        "review": "2027-11-01",
    }
    decide(ends.office, number, Ruling("accept", "12", RAISED, details=details))
    assert sent_back(ends)[1].quarantined == ()
    day = RAISED + timedelta(days=14)
    ends.clock.set(MORNING + timedelta(days=14))
    ends.desk.do("notify", number, told(day))
    ends.desk.do("register", number, registered(day))
    person = make_people(1, seed=5, today=RAISED)[0]
    ends.desk.do("deliver", number, person.delivery(on=day))
    ends.desk.do("rate", number, person.satisfaction())
    _, file = ends.hand_over()
    report = take_in(ends.office, file)
    assert (report.items, report.quarantined) == (5, ())
    with ends.office.reading() as connection:
        held = case_by_number(connection, number)
    assert (held.state, held.pending) == ("closed", False)
    at_office, at_desk = figures.report(ends.office), desk_report(ends.desk)
    assert replace(at_office, branches=()) == replace(at_desk, branches=())
    assert (at_office.cases, at_office.reply_days, at_office.satisfaction.offered) == (1, (14,), 1)
    assert held.raised_on == date(2026, 11, 19)
    assert sent_back(ends, "last.wdb")[0].decisions == 0
