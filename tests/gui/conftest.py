"""What the tests of the window share: a session on a practice desk, in Arabic, at the size of a small laptop."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from watan_desk.gui.background import Background
from watan_desk.gui.look import Look
from watan_desk.gui.session import Session
from watan_desk.gui.theme import dress, load_theme
from watan_desk.wiring import Desk

PAGE_SIZE = (1282, 672)
"""What rail, title bar and task bar leave to a page of a window on a screen of 1366x768."""


def make_look(lang: str = "ar", theme: str = "light") -> Look:
    """Return the look of a small laptop's window."""
    return Look(lang=lang, theme=load_theme(theme, compact=True), compact=True)


@pytest.fixture(params=["ar"])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Look:
    """Return an Arabic look, the application dressed in it; parametrize it for another language."""
    made = make_look(request.param)
    dress(qapp, made.theme, made.lang)
    return made


@pytest.fixture
def session(look: Look, desk: Desk) -> Iterator[Session]:
    """Return a session on a practice desk."""
    background = Background()
    yield Session(desk, look, background)
    background.close()
