"""Text and numbers.

If these fail, a phone number is shown in the wrong order, digits are swapped under the delegate's hands, or the
keyboard is caught in a text area.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.keyboard import focused, press, type_text
from tests.gui.standing import stand
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.fields.text import AreaEditor, LineEditor

RTL, LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize(("typed", "direction"), [("هيا", RTL), ("0500000142", LTR), ("Haya", LTR), ("", RTL)])
def test_a_line_takes_the_direction_of_what_is_typed(
    qtbot: QtBot, look: Look, typed: str, direction: Qt.LayoutDirection
) -> None:
    editor = LineEditor(look)
    stand(qtbot, editor)
    editor.line.setFocus()
    type_text(typed)
    assert editor.line.layoutDirection() == direction
    assert editor.line.alignment() & Qt.AlignmentFlag.AlignRight, "it still stands where Arabic begins"


def test_digits_stay_as_they_are_typed(qtbot: QtBot, look: Look) -> None:
    editor = LineEditor(look)
    stand(qtbot, editor)
    sent: list[str] = []
    editor.edited.connect(sent.append)
    editor.line.setFocus()
    type_text("٠٥٠")
    assert sent == ["٠", "٠٥", "٠٥٠"]


def test_tab_leaves_a_text_area(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    lines = QVBoxLayout(page)
    first, second = AreaEditor(look), LineEditor(look)
    lines.addWidget(first)
    lines.addWidget(second)
    stand(qtbot, page)
    left: list[bool] = []
    first.left.connect(lambda: left.append(True))
    first.target().setFocus()
    type_text("حاجة الأسرة")
    press(Qt.Key.Key_Tab)
    assert focused() is second.line
    assert left
    area = first.target()
    assert isinstance(area, QPlainTextEdit)
    assert area.toPlainText() == "حاجة الأسرة"
