"""The program's start and its last resort. Were this wrong, it would not open, or a fault would pass unseen."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from watan_desk import app
from watan_desk.gui.application import last_resort, make_look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.screens import settle


@pytest.fixture
def hook() -> Iterator[None]:
    """Put Python's own last resort back after the test."""
    before = sys.excepthook
    yield
    sys.excepthook = before


@pytest.mark.usefixtures("hook")
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_it_opens_on_an_empty_folder_in_its_language_and_ends_with_its_window(
    qapp: QApplication, home: Path, lang: str
) -> None:
    seen: list[tuple[str, Qt.LayoutDirection]] = []

    def look_and_close() -> None:
        (window,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        seen.append((window.first_run.sentence.text(), window.layoutDirection()))
        window.close()

    QTimer.singleShot(300, look_and_close)
    assert app.main(home, lang) == 0
    direction = Qt.LayoutDirection.RightToLeft if lang == "ar" else Qt.LayoutDirection.LeftToRight
    assert seen == [(make_look(lang).say("gui.first.make_sentence"), direction)]


def test_a_low_screen_is_denser() -> None:
    low, high = make_look("ar", height=698), make_look("ar", height=1000)
    assert low.theme.sizes["field"] < high.theme.sizes["field"]


def test_a_fault_is_said_on_the_page_and_logged_without_anybodys_data(
    window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    private = "1994580734"
    try:
        raise ValueError(private)
    except ValueError as error:
        last_resort(window, type(error), error.__traceback__)
    settle(window)
    assert window.shell is not None
    assert window.shell.page is not None
    assert window.shell.page.notice.text == window.look.say("gui.fault", kind="ValueError")
    assert "ValueError" in caplog.text
    assert private not in caplog.text
