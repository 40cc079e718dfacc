"""Reception.

If these fail, a visit with its inquiries is lost, a visit without a request opens a case, or an answer has no source.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.conftest import PAGE_SIZE
from tests.gui.keyboard import focused, press, type_text
from tests.gui.standing import settle, stand
from watan_desk.gui.pages.reception import ReceptionPage
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.fields.repeat import RepeatView
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> Iterator[ReceptionPage]:
    made = ReceptionPage(session)
    made.resize(*PAGE_SIZE)
    stand(qtbot, made)
    made.arrive(None)
    settle(qtbot, session)
    yield made
    settle(qtbot, session)


def fill(page: ReceptionPage, given: dict[str, object]) -> None:
    assert page.form is not None
    page.form.record.fill(given)
    page.form.show_record()
    page.form.changed.emit()


def press_main(page: ReceptionPage, qtbot: QtBot, session: Session) -> None:
    main = page.main_action()
    assert main is not None
    main.setFocus()
    press(Qt.Key.Key_Return)
    settle(qtbot, session)


def test_a_visit_that_starts_a_request_opens_its_case(
    page: ReceptionPage, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    asked: list[tuple[str, object]] = []
    page.go.connect(lambda name, argument: asked.append((name, argument)))
    fill(page, dict(who.reception()))
    press_main(page, qtbot, session)
    (case,) = desk.cases()
    assert asked == [("case", case.number)]
    dossier = desk.dossier(case.number)
    assert [each.question for each in dossier.inquiries] == [who.say["inquiry"]]


def test_a_visit_that_ends_with_its_answer_opens_no_case(
    page: ReceptionPage, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    told: list[tuple[str, str]] = []
    page.told.connect(lambda kind, sentence: told.append((kind, sentence)))
    fill(page, {**who.reception(), "outcome": "close"})
    main = page.main_action()
    assert main is not None
    assert main.accessibleName() == session.look.say("gui_case.visit_end")
    press_main(page, qtbot, session)
    assert desk.cases() == ()
    assert told[-1][0] == "ok"


def test_the_visit_cannot_end_while_an_answer_is_missing(
    page: ReceptionPage, desk: Desk, qtbot: QtBot, session: Session
) -> None:
    press_main(page, qtbot, session)
    assert desk.cases() == ()
    main = page.main_action()
    assert main is not None
    assert main.reason
    assert page.action_bar.left.text() == main.reason
    assert page.form is not None
    assert page.form.field("visit_reason").message, "each missing answer says so now"


def test_a_source_is_written_into_the_inquiry_that_is_open(page: ReceptionPage, session: Session) -> None:
    assert page.form is not None
    page.cite("دليل الخدمات")
    page.form.give("/data/inquiry/inquiries[1]/question", "السؤال الأول")
    repeat = page.form.findChildren(RepeatView)[0]
    repeat.add()
    type_text("السؤال الثاني")
    page.cite("اللائحة الأساسية")
    kept = page.form.record.data()["inquiries"]
    assert isinstance(kept, list)
    assert [(each["question"], each["reference"]) for each in kept] == [
        ("السؤال الأول", "دليل الخدمات"),
        ("السؤال الثاني", "اللائحة الأساسية"),
    ]


def test_a_visit_that_was_begun_is_found_again(page: ReceptionPage, qtbot: QtBot, session: Session) -> None:
    assert page.form is not None
    page.form.add_to("/data/inquiry/inquiries")
    assert focused()
    type_text("هل يُقبل العقد باسم الوالدة؟")
    page.leave()
    settle(qtbot, session)
    fresh = ReceptionPage(session)
    qtbot.addWidget(fresh)
    fresh.arrive(None)
    settle(qtbot, session)
    assert fresh.form is not None
    assert fresh.form.record.data()["inquiries"] == [{"question": "هل يُقبل العقد باسم الوالدة؟"}]


def test_a_visit_that_is_given_up_leaves_nothing_behind(
    page: ReceptionPage, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    fill(page, dict(who.reception()))
    settle(qtbot, session)
    page.give_up()
    settle(qtbot, session)
    assert desk.cases() == ()
    page.arrive(None)
    settle(qtbot, session)
    assert page.form is not None
    assert not page.form.record.data().get("inquiries")
