"""Choices: if these fail, one cannot be made by keyboard, changes when the page is scrolled, or names no question."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.keyboard import press
from tests.gui.standing import stand
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.fields.choice import ComboEditor, MultiEditor, SegmentEditor

CHOICES = (("yes", "نعم"), ("no", "لا"), ("later", "لاحقًا"))


@pytest.fixture
def segments(qtbot: QtBot, look: Look) -> SegmentEditor:
    made = SegmentEditor(look, CHOICES)
    stand(qtbot, made)
    return made


def test_space_chooses_and_takes_back(segments: SegmentEditor) -> None:
    sent: list[str] = []
    segments.edited.connect(sent.append)
    segments.button("no").setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    assert sent == ["no", ""]


def test_only_one_segment_is_chosen(segments: SegmentEditor) -> None:
    segments.button("yes").click()
    segments.button("later").click()
    assert [value for value, _ in CHOICES if segments.button(value).isChecked()] == ["later"]


def test_each_segment_says_question_and_choice(segments: SegmentEditor) -> None:
    segments.describe("هل تم ذلك؟", "")
    assert segments.button("yes").accessibleName() == "هل تم ذلك؟: نعم"


def test_a_list_is_walked_by_arrows_and_left_alone_by_the_wheel(qtbot: QtBot, look: Look) -> None:
    editor = ComboEditor(look, CHOICES)
    stand(qtbot, editor)
    sent: list[str] = []
    editor.edited.connect(sent.append)
    editor.combo.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert sent == ["yes", "no"]
    turned = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt takes it by position only
    )  # fmt: skip
    QApplication.sendEvent(editor.combo, turned)
    assert editor.combo.currentData() == "no"


def test_an_answer_that_is_no_longer_offered_stays_visible(qtbot: QtBot, look: Look) -> None:
    editor = ComboEditor(look, CHOICES)
    qtbot.addWidget(editor)
    editor.show_value("gone")
    assert editor.combo.currentText() == "gone"
    editor.show_value("no")
    editor.offer((("no", "كلا"), ("maybe", "ربما")))
    assert editor.combo.currentText() == "كلا"


def test_several_choices_are_sent_in_the_order_of_the_form(qtbot: QtBot, look: Look) -> None:
    editor = MultiEditor(look, CHOICES)
    qtbot.addWidget(editor)
    sent: list[str] = []
    editor.edited.connect(sent.append)
    editor.check("later").click()
    editor.check("yes").click()
    assert sent[-1] == "yes later"
    editor.show_value("no")
    assert [value for value, _ in CHOICES if editor.check(value).isChecked()] == ["no"]
    assert len(sent) == 2
