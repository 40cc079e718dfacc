"""If these fail, a delegate who misses a question or has an answer refused has to telephone somebody to learn why."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.keyboard import focused, press, type_text
from tests.gui.test_form_view import line_of, shown
from watan_desk.gui.form_view import FormView
from watan_desk.gui.look import Look
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk


@pytest.fixture
def view(qtbot: QtBot, look: Look, desk: Desk, who: MadeUpPerson) -> FormView:
    record = desk.office.blank("capture", now=desk.clock.now, lang=look.lang)
    record.fill({"applicant_capacity": "self", **who.request(), "housing_tenure": "own"})
    return shown(qtbot, look, record)


@pytest.mark.parametrize(("look", "word"), [("ar", "إيجار"), ("en", "Rented")], indirect=["look"])
def test_a_question_that_is_not_there_is_found_with_its_reason(view: FormView, word: str) -> None:
    why = view._sections["/data/housing"].why
    why.ask.setFocus(Qt.FocusReason.TabFocusReason)
    assert focused() is why.ask
    press(Qt.Key.Key_Space)
    assert word in why.said()
    view.give("/data/housing/housing_tenure", "rent")
    assert word not in why.said(), "it is told anew as soon as the question is there"
    press(Qt.Key.Key_Escape)
    assert why.said() == ""


def test_a_hidden_section_is_told_at_the_end_of_the_one_before(view: FormView) -> None:
    gone = [ref for ref, section in view._sections.items() if not view.relevant(section)]
    assert gone
    told = []
    for section in view._sections.values():
        if not section.why.isHidden() and view.relevant(section):
            section.why.ask.click()
            told.append(section.why.said())
    for ref in gone:
        assert any(view.record.node(ref).label in said for said in told)


@pytest.mark.parametrize("look", ["ar", "en"], indirect=True)
def test_a_refused_answer_says_what_would_be_accepted(view: FormView) -> None:
    line = line_of(view, "dependents_count")
    line.setFocus()
    line.selectAll()
    type_text("39")
    field = view.field("dependents_count")
    assert field.why.isVisible()
    field.why.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Space)
    assert view.record.node("/data/family/household_size").label in field._reason.text()
    line.setFocus()
    line.selectAll()
    type_text("1")
    assert not field.why.isVisible()
    assert not field._reason.isVisible()
