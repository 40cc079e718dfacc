"""If these fail, a person who comes again tells everything twice, or a second request for one need goes unseen."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.desks import person, take_to
from tests.gui.standing import settle, stand
from watan_desk.gui.pages.case import CasePage
from watan_desk.gui.pages.reception import ReceptionPage
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.people import KnownRow
from watan_desk.practice import MadeUpPerson

OWN = ("support_types", "need_description", "requested_amount", "urgency")


def _look_for(qtbot: QtBot, page: ReceptionPage, text: str) -> list[KnownRow]:
    page.people.search.setText(text)
    qtbot.wait(200)
    settle(qtbot, page.session)
    return page.people.found.findChildren(KnownRow)


def _reception(qtbot: QtBot, session: Session) -> ReceptionPage:
    page = ReceptionPage(session)
    page.resize(1282, 672)
    page.arrive(None)
    stand(qtbot, page)
    settle(qtbot, session)
    return page


def test_whoever_came_before_is_found_and_their_second_request_is_filled_in(
    qtbot: QtBot, session: Session, who: MadeUpPerson
) -> None:
    before = take_to(session.desk, who, "capture")
    take_to(session.desk, person(1), "capture")
    page = _reception(qtbot, session)
    [row] = _look_for(qtbot, page, who.names[0] + " " + who.national_id[-4:])
    shown = " ".join(part.text() for part in row.findChildren(QLabel))
    assert who.national_id not in shown
    assert who.national_id[-4:] in shown
    row.opened.emit()
    settle(qtbot, session)
    assert before in page.people.warning.text
    assert page.form is not None
    assert page.form.record.value("preferred_language") == "ar"
    page.form.record.fill({"visit_reason": "new_request", "reception_channel": "delegate", "outcome": "start_request"})
    page.form.record.fill({"applicant_capacity": "self"})
    with qtbot.waitSignal(page.go) as gone:
        page.do_visit()
    number = gone.args[1]
    session.desk.do("consent", number, who.consents())
    case = CasePage(session)
    case.arrive((number, "capture"))
    stand(qtbot, case)
    settle(qtbot, session)
    assert case.form is not None
    request = who.request()
    filled = {name: case.form.record.value(name) for name in ("name_first", "national_id", "city", "annual_rent")}
    assert filled == {name: request[name] for name in filled}
    assert {name: case.form.record.value(name) for name in OWN} == dict.fromkeys(OWN, "")


def test_nobody_is_shown_before_somebody_is_looked_for(qtbot: QtBot, session: Session, who: MadeUpPerson) -> None:
    take_to(session.desk, who, "capture")
    page = _reception(qtbot, session)
    assert page.people.found.findChildren(KnownRow) == []
    assert _look_for(qtbot, page, "لا أحد بهذا الاسم") == []


def test_a_doubt_stands_on_the_case_and_a_reason_settles_it(qtbot: QtBot, session: Session, who: MadeUpPerson) -> None:
    first, second = take_to(session.desk, who, "capture"), take_to(session.desk, who, "capture")
    page = CasePage(session)
    page.arrive((second, "capture"))
    stand(qtbot, page)
    settle(qtbot, session)
    assert page.doubts.isVisible()
    page.doubts.settled.emit("request", first, "")
    settle(qtbot, session)
    assert page.doubts.isVisible()
    page.doubts.reasons[0].setText("حاجة أخرى")
    page.doubts.settled.emit("request", first, page.doubts.reasons[0].text())
    settle(qtbot, session)
    assert not page.doubts.isVisible()
    assert session.desk.dossier(second).flags[0].reason == "حاجة أخرى"
