"""If these fail, help on the spot cannot be recorded without a mouse, or is forgotten until its request (R76)."""

import pytest
from PySide6.QtCore import Qt

from tests.desks import person, take_to, today
from tests.gui.conftest import OpenWindow, make_look
from tests.gui.keyboard import press
from watan_desk.gui.look import Look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.today import TodayPage
from watan_desk.gui.pages.urgent import UrgentPage
from watan_desk.gui.screens import WIDTH, settle
from watan_desk.gui.widgets.case_row import NoteRow
from watan_desk.wiring import Desk
from watan_desk.wiring.urgent import open_help

PILGRIM = person(form="pilgrim")
CTRL = Qt.KeyboardModifier.ControlModifier


def _page(window: MainWindow) -> UrgentPage:
    assert window.shell is not None
    page = window.shell.page
    assert isinstance(page, UrgentPage)
    return page


@pytest.mark.parametrize("look", ["ar", "en"], indirect=True)
def test_help_is_recorded_by_keyboard_waits_on_today_and_is_linked_to_a_later_request(
    huda: Desk, look: Look, open_window: OpenWindow
) -> None:
    huda.set("urgent_field_help", "yes")
    window = open_window(huda, look)
    press(Qt.Key.Key_F3)
    settle(window)
    page = _page(window)
    assert page.form is not None
    page.form.record.fill(PILGRIM.urgent_help(on=today(huda)))
    page.form.show_record()
    page.form.changed.emit()
    press(Qt.Key.Key_Return, CTRL)
    settle(window)
    [given] = open_help(huda)
    assert given.id in page.open.buttons
    assert page.open.buttons[given.id].reason
    assert window.width() == WIDTH

    number = take_to(huda, PILGRIM, "capture")
    press(Qt.Key.Key_1, CTRL)
    settle(window)
    assert window.shell is not None
    day = window.shell.page
    assert isinstance(day, TodayPage)
    [waiting] = day.findChildren(NoteRow)
    waiting.setFocus()
    press(Qt.Key.Key_Return)
    settle(window)
    page = _page(window)
    assert page.open.which.currentData() == number
    page.open.buttons[given.id].setFocus()
    press(Qt.Key.Key_Space)
    settle(window)
    assert open_help(huda) == ()
    assert [each.id for each in huda.dossier(number).urgent_help] == [given.id]
    assert page.open.buttons == {}


def test_what_was_begun_is_found_again_and_a_setting_that_is_off_is_named(huda: Desk, open_window: OpenWindow) -> None:
    window = open_window(huda, make_look("en"))
    press(Qt.Key.Key_F3)
    settle(window)
    page = _page(window)
    assert page.form is not None
    page.form.record.fill({"urgent_reason": "Heat, and no water at hand"})
    page.form.changed.emit()
    main = page.main_action()
    assert main is not None
    assert "urgent" in main.reason.lower()
    press(Qt.Key.Key_1, CTRL)
    settle(window)
    draft = huda.draft("urgent", None)
    assert draft is not None
    assert "no water at hand" in draft.instance
    assert open_help(huda) == ()


def test_an_association_that_knows_no_urgent_help_is_not_offered_it(desk: Desk, window: MainWindow) -> None:
    assert window.shell is not None
    day = window.shell.page
    assert isinstance(day, TodayPage)
    assert not day.urgent.isVisible()
    press(Qt.Key.Key_F3)
    settle(window)
    assert window.shell.page is day
