"""The lock. Were this wrong, a stranger would get in, or a delegate who mistypes would be locked out for good."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.desks import MORNING, PASSPHRASE
from tests.gui.keyboard import press, type_text
from watan_desk.common.clock import FixedClock
from watan_desk.gui.look import Look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.entry_form import EntryFormPage
from watan_desk.gui.pages.lock import TRIES
from watan_desk.gui.screens import settle
from watan_desk.gui.shell import Shell
from watan_desk.wiring.registers import Place


@pytest.fixture
def locked(made_desk: Path, tmp_path: Path, look: Look, qtbot: QtBot) -> Iterator[MainWindow]:
    """Return a window before the lock of an enrolled desk."""
    shutil.copytree(made_desk, tmp_path / "desk")
    window = MainWindow(look, tmp_path / "desk", FixedClock(MORNING))
    window.show()
    window.activateWindow()
    settle(window)
    yield window
    if isValid(window):
        window.close()


def attempt(window: MainWindow, passphrase: str) -> None:
    type_text(passphrase)
    press(Qt.Key.Key_Return)
    settle(window)


def test_the_keyboard_stands_in_the_passphrase_from_the_start(locked: MainWindow) -> None:
    assert locked.lock_page.field.line.hasFocus()
    assert locked.lock_page.field.line.echoMode() == QLineEdit.EchoMode.Password


def test_an_arabic_passphrase_opens_the_desk(locked: MainWindow) -> None:
    attempt(locked, PASSPHRASE)
    assert locked.shell is not None
    assert locked.shell.at == ("today", None)
    assert locked.lock_page.field.text == ""


def test_a_wrong_passphrase_says_which_attempt_it_was_and_nothing_about_itself(locked: MainWindow) -> None:
    attempt(locked, "palm trees drink far clouds")
    assert locked.shell is None
    shown = " ".join(part.text() for part in locked.lock_page.findChildren(QLabel) if part.isVisible())
    assert locked.look.say("gui.lock.attempt", attempt=1, most=TRIES) in shown
    assert "palm" not in shown
    assert locked.lock_page.field.text == ""
    assert locked.lock_page.field.line.hasFocus()
    attempt(locked, PASSPHRASE)
    assert locked.shell is not None


def test_five_wrong_attempts_pause_and_a_minute_later_the_right_one_opens(locked: MainWindow) -> None:
    page = locked.lock_page
    for _ in range(TRIES):
        attempt(locked, "wrong")
    assert page.pause.isActive()
    assert page.pause.interval() == 60_000
    attempt(locked, PASSPHRASE)
    assert locked.shell is None
    page.pause.stop()
    page.pause.timeout.emit()
    page.field.forget()
    attempt(locked, PASSPHRASE)
    assert locked.shell is not None


def test_the_passphrase_is_shown_only_while_that_is_asked_for(locked: MainWindow) -> None:
    type_text("abc")
    field = locked.lock_page.field
    field.eye.click()
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    field.eye.click()
    assert field.line.echoMode() == QLineEdit.EchoMode.Password


def test_the_window_stays_alive_while_the_key_is_stretched(locked: MainWindow, qtbot: QtBot) -> None:
    type_text(PASSPHRASE)
    press(Qt.Key.Key_Return)
    assert locked.shell is None
    assert locked.lock_page.open.reason
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: locked.shell is not None, timeout=20_000)


def test_after_locking_it_says_whose_desk_it_is(locked: MainWindow) -> None:
    attempt(locked, PASSPHRASE)
    locked.lock()
    settle(locked)
    assert "WT03" not in locked.lock_page.whose.text()
    assert locked.lock_page.whose.text()


def test_what_was_typed_before_an_idle_lock_is_there_after_it(locked: MainWindow) -> None:
    attempt(locked, PASSPHRASE)
    assert locked.shell is not None
    locked.shell.go("entry_form", Place("help"))
    settle(locked)
    type_text("سعاد")
    locked.idle.timeout.emit()
    settle(locked)
    assert locked.shell is None
    attempt(locked, PASSPHRASE)
    again = locked.shell
    assert isinstance(again, Shell)
    again.go("entry_form", Place("help"))
    settle(locked)
    assert isinstance(again.page, EntryFormPage)
    assert again.page.form is not None
    assert again.page.form.record.value("name") == "سعاد"
