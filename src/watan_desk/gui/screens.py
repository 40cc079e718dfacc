"""Pictures of every page as it is on a 1366x768 laptop, drawn without a screen: for the demo and the documents."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from watan_desk.gui.application import make_look
from watan_desk.gui.case_view import page_of
from watan_desk.gui.form_steps import still_drawing
from watan_desk.gui.letters import letters_of_case
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.theme import dress
from watan_desk.wiring import Desk

WIDTH, HEIGHT = 1366, 698
"""The client area of a 1366x768 laptop, less title and task bar."""
_PAGES: tuple[tuple[str, str], ...] = (
    ("today", "today"),
    ("cases", "cases"),
    ("reception", "reception"),
    ("registers", "registers"),
    ("letters", "letters"),
    ("scan", "scan"),
    ("incoming", "incoming"),
    ("handover", "handover"),
    ("reports", "reports"),
    ("policy", "policy"),
    ("keys", "keys"),
)
_UNDRAWN = frozenset({"open", "document", "decide"})
"""Deeds without a page of their own among the pictures."""
_TICK_MS = 15


def grab(desk: Desk, out: Path, number: str | None = None) -> list[Path]:
    """Draw every page of an open desk into PNG files in ``out``, and return them in order.

    Arabic and light; the case page also in English and in the dark theme. ``number`` is the case whose pages are drawn
    (the newest by default); a desk without cases gets the other pages only. The desk stays open.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    out.mkdir(parents=True, exist_ok=True)
    case = number or next((found.number for found in desk.cases()), None)
    made: list[Path] = []
    with _window(application, desk, "ar", "light") as window:
        made += [_picture(window, out, "lock")]
        window.open(desk)
        made += [_page(window, out, name, page, None) for name, page in _PAGES]
        if case:
            deeds = [rule.kind for rule in desk.office.pack.deeds if rule.kind not in _UNDRAWN]
            made += [_page(window, out, f"case-{deed}", page_of(deed), (case, deed)) for deed in deeds]
            made += _letters(window, out, desk, case)
    if case:
        for name, lang, theme in (("case-english", "en", "light"), ("case-dark", "ar", "dark")):
            with _window(application, desk, lang, theme) as window:
                window.open(desk)
                made.append(_page(window, out, name, page_of("capture"), (case, "capture")))
    return made


def settle(window: MainWindow) -> None:
    """Let the window finish what is under way: run Qt's loop until nothing is, three ticks in a row."""
    loop, timer = QEventLoop(), QTimer()
    quiet = 0

    def tick() -> None:
        nonlocal quiet
        quiet = quiet + 1 if window.background.idle() and not still_drawing(window) else 0
        if quiet > 2:  # noqa: PLR2004 - a result may ask for the next piece of work
            loop.quit()

    timer.timeout.connect(tick)
    timer.start(_TICK_MS)
    loop.exec()


@contextmanager
def _window(application: object, desk: Desk, lang: str, theme: str) -> Iterator[MainWindow]:
    if not isinstance(application, QApplication):
        raise TypeError(type(application))
    look = make_look(lang, theme=theme, height=HEIGHT)
    dress(application, look.theme, lang)
    window = MainWindow(look, desk.home, desk.clock)
    window.resize(WIDTH, HEIGHT)
    window.show()
    try:
        yield window
    finally:
        window.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _letters(window: MainWindow, out: Path, desk: Desk, case: str) -> list[Path]:
    found = letters_of_case(desk, case)
    issued: list[object] = [letter.number for letter in found.issued[-1:]]
    shown = issued or [(case, kind) for kind in found.offered[:1]]
    return [_page(window, out, "letter", "letter", argument) for argument in shown]


def _page(window: MainWindow, out: Path, name: str, page: str, argument: object) -> Path:
    if window.shell is not None:
        window.shell.go(page, argument)
    return _picture(window, out, name)


def _picture(window: MainWindow, out: Path, name: str) -> Path:
    settle(window)
    path = out / f"{name}.png"
    window.grab().save(str(path))
    return path
