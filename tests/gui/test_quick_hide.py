"""If these fail, whoever enters the room reads a name on the screen, or hiding it loses what was being typed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from tests.desks import PASSPHRASE, take_to
from tests.gui.conftest import OpenWindow
from tests.gui.keyboard import press, type_text
from watan_desk.gui.look import Look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.screens import settle
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk


def _shown(window: MainWindow) -> str:
    parts = [part.text() for part in window.findChildren(QLabel) if part.isVisible()]
    lines = [part.text() for part in window.findChildren(QLineEdit) if part.isVisible()]
    return " ".join([window.windowTitle(), *parts, *lines])


@pytest.fixture
def on_case(desk: Desk, who: MadeUpPerson, look: Look, open_window: OpenWindow) -> MainWindow:
    """Return a window that shows a person's request."""
    number = take_to(desk, who, "capture")
    window = open_window(desk, look)
    assert window.shell is not None
    window.shell.go("case", (number, "capture"))
    settle(window)
    return window


def test_one_key_hides_everything_at_once(on_case: MainWindow, who: MadeUpPerson) -> None:
    assert who.names[0] in _shown(on_case)
    press(Qt.Key.Key_F9)
    assert on_case.covered  # before any work came back: at once
    shown = _shown(on_case)
    assert not any(secret in shown for secret in (*who.names, who.national_id, who.mobile, "WT03A", "فرع الواحة"))
    assert on_case.windowTitle() == on_case.look.say("gui.program")


def test_the_passphrase_returns_to_the_same_page_with_what_was_typed(on_case: MainWindow, tmp_path: Path) -> None:
    shell = on_case.shell
    assert shell is not None
    page, at = shell.page, shell.at
    type_text("9")
    press(Qt.Key.Key_F9)
    settle(on_case)
    type_text(PASSPHRASE)
    press(Qt.Key.Key_Return)
    settle(on_case)
    assert not on_case.covered
    assert (on_case.shell, shell.page, shell.at) == (shell, page, at)
    assert on_case.windowTitle() != on_case.look.say("gui.program")


def test_a_wrong_passphrase_leaves_the_cover_and_no_key_works_behind_it(on_case: MainWindow) -> None:
    assert on_case.shell is not None
    at = on_case.shell.at
    press(Qt.Key.Key_F9)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Escape, Qt.Key.Key_F9):
        press(key)
    type_text("palm trees drink far clouds")
    press(Qt.Key.Key_Return)
    settle(on_case)
    assert on_case.covered
    assert on_case.shell.at == at


def test_the_rail_hides_too(on_case: MainWindow) -> None:
    assert on_case.shell is not None
    on_case.shell.rail.hide_all.click()
    assert on_case.covered


def test_the_lock_falls_behind_the_cover(on_case: MainWindow) -> None:
    press(Qt.Key.Key_F9)
    on_case.lock()
    assert on_case.shell is None
    assert on_case.lock_page.isVisible()
