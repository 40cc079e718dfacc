"""A day in both calendars.

If these fail, a date of birth is converted wrongly, an impossible day passes for a real one, or what was typed is gone.
"""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desks import DAY
from tests.gui.keyboard import focused, press, type_text
from tests.gui.standing import stand
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.fields.calendar import MonthGrid
from watan_desk.gui.widgets.fields.date import DateEditor


@pytest.fixture
def editor(qtbot: QtBot, look: Look) -> DateEditor:
    made = DateEditor(look, DAY)
    stand(qtbot, made)
    return made


@pytest.mark.parametrize("typed", ["1404/05/17", "1404-5-17", "١٤٠٤/٠٥/١٧"])
def test_a_hijri_day_fills_the_gregorian_side(editor: DateEditor, typed: str) -> None:
    sent: list[str] = []
    editor.edited.connect(sent.append)
    editor.hijri.setFocus()
    type_text(typed)
    assert editor.gregorian.text() == "1984/02/18"
    assert sent[-1] == "1984-02-18"
    assert editor.hijri.text() == typed
    assert editor.problem == ""


def test_a_gregorian_day_fills_the_hijri_side(editor: DateEditor) -> None:
    sent: list[str] = []
    editor.edited.connect(sent.append)
    editor.gregorian.setFocus()
    type_text("1984/02/18")
    assert editor.hijri.text() == "1404/05/17"
    assert sent[-1] == "1984-02-18"


@pytest.mark.parametrize("typed", ["1447/01/31", "1447/13/01", "1447/02/30"])
def test_a_hijri_day_that_does_not_exist_is_kept_as_typed_and_called_wrong(editor: DateEditor, typed: str) -> None:
    sent: list[str] = []
    editor.edited.connect(sent.append)
    editor.hijri.setFocus()
    type_text(typed)
    assert editor.hijri.text() == typed
    assert editor.gregorian.text() == ""
    assert sent[-1] == typed
    assert editor.problem


def test_a_gregorian_day_that_does_not_exist_is_kept_as_typed_and_called_wrong(editor: DateEditor) -> None:
    editor.gregorian.setFocus()
    type_text("2026/02/30")
    assert editor.gregorian.text() == "2026/02/30"
    assert editor.hijri.text() == ""
    assert editor.problem == "gui_form.gregorian_day"


@pytest.mark.parametrize("kept", ["1984-02-18", "1447/01/31", "2026/02/30", "", "قريبًا"])
def test_what_was_kept_is_shown_again_and_nothing_is_sent(editor: DateEditor, kept: str) -> None:
    sent: list[str] = []
    editor.edited.connect(sent.append)
    editor.show_value(kept)
    assert editor.value() == kept
    assert sent == []


def test_each_side_is_named_by_its_calendar(editor: DateEditor, look: Look) -> None:
    editor.describe("تاريخ الميلاد", "")
    assert editor.hijri.accessibleName() == look.say("gui_form.date_hijri", name="تاريخ الميلاد")
    assert editor.gregorian.accessibleName() == look.say("gui_form.date_gregorian", name="تاريخ الميلاد")


def test_the_month_is_walked_by_keys_in_reading_direction(editor: DateEditor) -> None:
    editor.show_value("2026-11-19")
    editor.hijri.setFocus()
    press(Qt.Key.Key_F4)
    grid = QApplication.activePopupWidget()
    assert isinstance(grid, MonthGrid)
    grid.setFocus()
    press(Qt.Key.Key_Left)
    assert grid.day == date(2026, 11, 20), "left is onward in Arabic"
    press(Qt.Key.Key_Down)
    assert grid.day == date(2026, 11, 27)
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_Return)
    assert editor.value() == "2026-12-26"
    assert focused() is editor.hijri or not QApplication.activePopupWidget()
