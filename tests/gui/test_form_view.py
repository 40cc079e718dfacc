"""A form on the screen.

If these fail, a delegate types into a form that hides a question, loses what was typed, calls a wrong answer right, or
cannot be walked with the keyboard alone.
"""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.desks import DAY
from tests.gui.keyboard import focused, press, type_text
from tests.gui.standing import stand
from watan_desk.forms import Record
from watan_desk.gui.form_view import FormView
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.fields.choice import ComboEditor, SegmentEditor
from watan_desk.gui.widgets.fields.repeat import RepeatView
from watan_desk.policy.office import DEED_FORMS
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk

ID = "/data/identity/national_id"


def shown(qtbot: QtBot, look: Look, record: Record) -> FormView:
    view = FormView(record, look, DAY, title="—")
    view.resize(950, 480)
    stand(qtbot, view)
    return view


@pytest.fixture
def request_form(qtbot: QtBot, look: Look, desk: Desk, who: MadeUpPerson) -> FormView:
    record = desk.office.blank("capture", now=desk.clock.now, lang=look.lang)
    record.fill({"applicant_capacity": "self", **who.request()})
    return shown(qtbot, look, record)


def line_of(view: FormView, name: str) -> QLineEdit:
    editor = view.field(name).editor
    assert editor is not None
    target = editor.target()
    assert isinstance(target, QLineEdit)
    return target


@pytest.mark.parametrize("deed", [*DEED_FORMS, "capture"])
@pytest.mark.parametrize("look", ["ar", "en"], indirect=True)
def test_every_question_of_every_form_is_drawn_and_named_for_a_screen_reader(
    qtbot: QtBot, look: Look, desk: Desk, deed: str
) -> None:
    record = desk.office.blank(deed, now=desk.clock.now, lang=look.lang)
    view = shown(qtbot, look, record)
    asked = [node for node in _questions(record.tree()) if node.relevant and node.type not in {"note", "hidden"}]
    assert asked
    for node in asked:
        found = view.field(node.name)
        assert found.editor is not None
        assert not found.isHidden()
        assert node.label in found.editor.target().accessibleName()


def test_a_wrong_number_is_kept_as_typed_and_said_to_be_wrong_at_once(request_form: FormView) -> None:
    line = line_of(request_form, "national_id")
    line.setFocus()
    line.selectAll()
    type_text("١٩٩٤٥٨٠٧٣")
    assert request_form.record.get(ID) == "١٩٩٤٥٨٠٧٣"
    assert request_form.field("national_id").message
    assert line.property("state") == "err"
    type_text("4")
    assert request_form.field("national_id").message == ""


def test_a_missing_answer_is_said_only_after_the_delegate_was_there(request_form: FormView) -> None:
    line = line_of(request_form, "name_first")
    line.setFocus()
    line.selectAll()
    press(Qt.Key.Key_Delete)
    assert request_form.field("name_first").message == ""
    assert request_form.left_open() == 1
    line_of(request_form, "name_father").setFocus()
    assert request_form.field("name_first").message


def test_a_choice_brings_the_questions_that_follow_from_it(request_form: FormView) -> None:
    combo = request_form.field("id_type").editor
    assert isinstance(combo, ComboEditor)
    combo.combo.setCurrentIndex(combo.combo.findData("iqama"))
    combo.combo.activated.emit(combo.combo.currentIndex())
    assert request_form.field("iqama_number").isVisible()
    with pytest.raises(KeyError):
        request_form.field("national_id")
    combo.combo.setCurrentIndex(combo.combo.findData("national_id"))
    combo.combo.activated.emit(combo.combo.currentIndex())
    assert line_of(request_form, "national_id").text(), "the number typed before must still be there"


def test_tab_walks_from_field_to_field_and_space_chooses(request_form: FormView) -> None:
    editor = request_form.field("sex").editor
    assert isinstance(editor, SegmentEditor)
    line_of(request_form, "name_family").setFocus()
    request_form.focusNextChild()
    assert focused() is editor.target()
    male = editor.button("male")
    male.setFocus()
    if not male.isChecked():
        press(Qt.Key.Key_Space)
    assert request_form.record.value("sex") == "male"


def test_going_to_the_next_open_item_visits_all_of_them_and_comes_round(request_form: FormView) -> None:
    record = request_form.record
    for name, text in (("national_id", ""), ("mobile", "05000"), ("need_description", "")):
        request_form.give(next(node.ref for node in _questions(record.tree()) if node.name == name), text)
    visited = []
    for _ in range(4):
        assert request_form.go_to_open(1)
        visited.append(next(name for name in _names(record) if request_form.is_in_question(name)))
    assert visited == ["national_id", "mobile", "need_description", "national_id"]
    assert request_form.go_to_open(-1)
    assert request_form.is_in_question("need_description")


def test_sections_count_what_is_open_in_them(request_form: FormView) -> None:
    counts = {button.ref.rpartition("/")[2]: button.left_open for button in request_form.sections.buttons()}
    assert set(counts.values()) == {0}
    request_form.give(ID, "1")
    counts = {button.ref.rpartition("/")[2]: button.left_open for button in request_form.sections.buttons()}
    assert counts["identity"] == 1
    assert "representative" not in counts


def test_rows_of_a_repeat_come_and_go_by_keyboard(request_form: FormView) -> None:
    repeat = request_form.findChildren(RepeatView)[0]
    before = len(repeat.view.children)
    repeat.table.setFocus()
    press(Qt.Key.Key_Insert)
    assert len(repeat.view.children) == before + 1
    type_text("سعد")
    assert request_form.record.data()["family_members"][-1]["member_name"] == "سعد"  # type: ignore[index]
    repeat.table.setFocus()
    press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert len(repeat.view.children) == before
    repeat.undo()
    assert request_form.record.data()["family_members"][-1]["member_name"] == "سعد"  # type: ignore[index]


def test_a_locked_form_can_be_read_but_not_changed(request_form: FormView) -> None:
    request_form.lock(locked=True)
    before = request_form.record.xml()
    line = line_of(request_form, "national_id")
    line.setFocus()
    type_text("9")
    repeat = request_form.findChildren(RepeatView)[0]
    repeat.table.setFocus()
    press(Qt.Key.Key_Insert)
    assert request_form.record.xml() == before


@pytest.mark.parametrize("look", ["ar", "en"], indirect=True)
def test_no_label_of_the_request_form_is_cut_at_the_smallest_size(request_form: FormView) -> None:
    for field in request_form.walk():
        for said in field.findChildren(QLabel):
            if said.isVisible() and said.text():
                assert said.height() >= said.heightForWidth(said.width()) > 0 or not said.wordWrap(), said.text()
                assert said.width() > 0
        editor = field.editor
        assert editor is not None
        for line in editor.findChildren(QLineEdit):
            assert line.fontMetrics().horizontalAdvance(line.text()) <= line.width(), line.text()


def _questions(tree: Any) -> list[Any]:
    found = [tree] if tree.kind == "question" else []
    for child in tree.children:
        found += _questions(child)
    return found


def _names(record: Record) -> list[str]:
    return [node.name for node in _questions(record.tree())]
