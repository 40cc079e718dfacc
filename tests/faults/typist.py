"""A delegate typing into the window of a real desk, to be killed at any moment: ``python typist.py HOME CASE``.

Prints how many letters are typed each time the page says that everything is kept.
"""

import sys
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.desks import PASSPHRASE
from watan_desk.common.clock import FixedClock
from watan_desk.gui.application import make_look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.case import CasePage
from watan_desk.gui.theme import dress
from watan_desk.wiring import open_desk

NOW = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)
NEED = "/data/request/need_description"
LETTERS = cycle("حاجة الأسرة")


def main(home: Path, number: str) -> int:
    """Open the case, and type into the description of the need until killed."""
    application = QApplication([])
    look = make_look("ar", theme="light", height=698)
    dress(application, look.theme, "ar")
    window = MainWindow(look, home, FixedClock(NOW))
    window.resize(1366, 698)
    window.show()
    window.open(open_desk(home, PASSPHRASE, FixedClock(NOW)))
    assert window.shell is not None
    window.shell.go("case", (number, "capture"))
    begun = False

    def page() -> CasePage | None:
        found = window.findChildren(CasePage)
        return found[0] if found and found[0].form is not None else None

    def say_kept(shown: CasePage) -> None:
        assert shown.form is not None
        sys.stdout.write(f"{len(shown.form.record.get(NEED))}\n")
        sys.stdout.flush()

    def type_one() -> None:
        nonlocal begun
        shown = page()
        if shown is None or shown.form is None:
            return
        if not begun:
            shown.form.go_to(NEED)
            assert shown._keeping is not None
            shown._keeping.autosave.saved.connect(lambda _: say_kept(shown))
        target = QApplication.focusWidget()
        assert isinstance(target, QWidget)
        letter = next(LETTERS)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.postEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        begun = True

    timer = QTimer()
    timer.timeout.connect(type_one)
    timer.start(5)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
