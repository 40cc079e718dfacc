"""Starts Qt: fonts, colours, direction, the last resort for faults, and the window on a desk's folder."""

import logging
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from watan_desk.gui.look import Look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.theme import COMPACT_BELOW, dress, load_theme

_log = logging.getLogger(__name__)


def make_look(lang: str, *, theme: str = "light", height: int = 768) -> Look:
    """Return the look for a screen of this height: below 800 pixels everything is denser."""
    compact = height < COMPACT_BELOW
    return Look(lang=lang, theme=load_theme(theme, compact=compact), compact=compact)


def run(home: Path, lang: str) -> int:
    """Open the window and return its exit code once it is closed."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError(type(application))
    dark = QGuiApplication.styleHints().colorScheme().name == "Dark"
    screen = application.primaryScreen()
    look = make_look(lang, theme="dark" if dark else "light", height=screen.availableGeometry().height())
    dress(application, look.theme, lang)
    window = MainWindow(look, home)
    sys.excepthook = lambda kind, _error, trace: last_resort(window, kind, trace)
    window.resize(1366, 698)
    window.showMaximized()
    return application.exec()


def last_resort(window: MainWindow, kind: type[BaseException], trace: TracebackType | None) -> None:
    """Say on the page that something failed; the log gets kind and place only, never a person's data."""
    place = trace
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    _log.error("%s at %s", kind.__name__, where)
    if window.shell is not None and window.shell.page is not None:
        window.shell.page.tell("er", window.look.say("gui.fault", kind=kind.__name__))
