"""Bring a widget or a page before the delegate, and wait for the work that a page began."""

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from watan_desk.gui import screens
from watan_desk.gui.form_steps import still_drawing
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.page import Page
from watan_desk.gui.session import Session

P = TypeVar("P", bound=Page)


def stand(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget of its own and let it have the keyboard."""
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is widget)


def stand_page(window: MainWindow, kind: type[P], name: str, argument: object = None) -> P:
    """Go to a page of an open window, let it finish, and return it; it is of this kind."""
    assert window.shell is not None
    window.shell.go(name, argument)
    screens.settle(window)
    assert isinstance(window.shell.page, kind)
    return window.shell.page


def settle(qtbot: QtBot, session: Session) -> None:
    """Wait until everything that was begun off the GUI thread has come back, and what it began in turn."""
    quiet = 0

    def still() -> bool:
        nonlocal quiet
        busy = not session.background.idle() or any(map(still_drawing, QApplication.topLevelWidgets()))
        quiet = 0 if busy else quiet + 1
        return quiet > 3  # a result may ask for the next piece of work

    qtbot.waitUntil(still, timeout=15000)
