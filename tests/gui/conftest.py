"""What the tests of the window share: a session on a practice desk, in Arabic, at the size of a small laptop."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.desks import QUICK
from watan_desk.gui.background import Background
from watan_desk.gui.look import Look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.screens import HEIGHT, WIDTH, settle
from watan_desk.gui.session import Session
from watan_desk.gui.theme import dress, load_theme
from watan_desk.wiring import Desk

OpenWindow = Callable[[Desk, Look], MainWindow]

PAGE_SIZE = (1282, 672)
"""What rail, title bar and task bar leave to a page of a window on a screen of 1366x768."""


def make_look(lang: str = "ar", theme: str = "light") -> Look:
    """Return the look of a small laptop's window."""
    return Look(lang=lang, theme=load_theme(theme, compact=True), compact=True)


@pytest.fixture(params=["ar"])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Look:
    """Return an Arabic look, the application dressed in it; parametrize it for another language."""
    QCoreApplication.sendPostedEvents(
        None, QEvent.Type.DeferredDelete.value
    )  # widgets of tests before: dressing is slow
    made = make_look(request.param)
    dress(qapp, made.theme, made.lang)
    return made


@pytest.fixture
def session(look: Look, desk: Desk) -> Iterator[Session]:
    """Return a session on a practice desk."""
    background = Background()
    yield Session(desk, look, background)
    background.close()


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication) -> Iterator[OpenWindow]:
    """Return what opens the whole window of a small laptop on an open desk; it stands on the page of today."""
    windows: list[MainWindow] = []

    def make(desk: Desk, look: Look) -> MainWindow:
        dress(qapp, look.theme, look.lang)
        window = MainWindow(look, desk.home, desk.clock, QUICK)
        windows.append(window)
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.activateWindow()
        window.open(desk)
        settle(window)
        return window

    yield make
    for window in filter(isValid, windows):
        window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(desk: Desk, look: Look, open_window: OpenWindow) -> MainWindow:
    """Return a window that is open on a new practice desk."""
    return open_window(desk, look)
