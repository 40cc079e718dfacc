"""Starts Qt: fonts, colours, direction, the last resort for faults, and the window on a desk's folder."""

import logging
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from watan_desk.gui.look import Look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.preferences import Preferences, read_preferences
from watan_desk.gui.theme import COMPACT_BELOW, dress, load_theme

_log = logging.getLogger(__name__)


def make_look(lang: str, *, theme: str = "light", height: int = 768, indic: bool = False, scale: float = 1.0) -> Look:
    """Return the look for a screen of this height: below 800 pixels everything is denser."""
    compact = height < COMPACT_BELOW
    return Look(lang=lang, theme=load_theme(theme, compact=compact, scale=scale), compact=compact, indic=indic)


class Program(QObject):
    """Holds the one window, and builds it anew when another look is chosen; the desk stays open meanwhile."""

    def __init__(self, application: QApplication, home: Path, lang: str) -> None:
        super().__init__(application)
        self._application, self._home, self._lang = application, home, lang
        self.window = self._make(read_preferences(home))

    def renew(self, chosen: Preferences) -> None:
        """Build the window anew in another look and go on with the desk."""
        before, desk = self.window, self.window.release()
        size = before.size()
        self.window = self._make(chosen)
        self.window.resize(size)
        self.window.show()
        before.close()
        if desk is not None:
            self.window.open(desk)

    def _make(self, chosen: Preferences) -> MainWindow:
        dark = QGuiApplication.styleHints().colorScheme().name == "Dark"
        height = self._application.primaryScreen().availableGeometry().height()
        lang = chosen.lang or self._lang
        theme = chosen.theme or ("dark" if dark else "light")
        look = make_look(lang, theme=theme, height=height, indic=chosen.indic, scale=chosen.scale)
        dress(self._application, look.theme, lang)
        made = MainWindow(look, self._home)
        made.relooked.connect(self.renew, Qt.ConnectionType.QueuedConnection)
        return made


def run(home: Path, lang: str) -> int:
    """Open the window and return its exit code once it is closed."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError(type(application))
    program = Program(application, home, lang)
    sys.excepthook = lambda kind, _error, trace: last_resort(program.window, kind, trace)
    program.window.resize(1366, 698)
    program.window.showMaximized()
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
