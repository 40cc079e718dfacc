"""If these fail, a small laptop hides a button, a word is cut without a sign, or a control has no name to be spoken."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.desks import copied_desk, make_desk, person, take_to
from tests.gui.conftest import OpenWindow
from tests.gui.measure import cut_texts, nameless
from tests.gui.standing import stand_page
from watan_desk.gui.application import make_look
from watan_desk.gui.case_view import page_of
from watan_desk.gui.letters import letters_of_case
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.page import Page
from watan_desk.gui.pages.places import PAGES
from watan_desk.gui.screens import HEIGHT, WIDTH
from watan_desk.policy.pack import shipped_packs
from watan_desk.wiring import Desk
from watan_desk.wiring.registers import Place, shelves

SCALED = (1093, 558)
"""The same screen where the system shows everything a quarter larger."""
_ON_A_CASE = frozenset({"case", "document", "deed", "attestation", "entry", "entry_form", "letter", "paper"})
LONG = "عبدالرحمن بن عبدالمحسن بن عبدالعزيز آل عبداللطيف"


@pytest.fixture(scope="module")
def ready(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the home of a desk of each association, and its case whose documents were shown."""
    folder = tmp_path_factory.mktemp(request.param)
    desk = copied_desk(make_desk(folder, request.param), folder / "ready")
    form = desk.office.pack.request_form
    case = take_to(desk, person(form=form), "document")
    desk.close()
    return desk.home, case


@pytest.fixture
def begun(ready: tuple[Path, str], tmp_path: Path) -> Iterator[Desk]:
    """Return that desk, open."""
    opened = copied_desk(ready[0], tmp_path / "desk")
    yield opened
    opened.close()


def _stops(desk: Desk, case: str) -> Iterator[tuple[str, object]]:
    """Return every page with what it may stand for."""
    yield from ((name, None) for name in PAGES if name not in _ON_A_CASE)
    yield "paper", ("sheet", "rights")
    yield "letter", (case, letters_of_case(desk, case).offered[0])
    yield "entry_form", Place(shelves(desk)[0].register.code)
    yield from ((page_of(rule.kind), (case, rule.kind)) for rule in desk.office.pack.deeds)


def _faults(window: MainWindow, page: Page) -> list[str]:
    shell = window.shell
    assert shell is not None
    least, room = page.minimumSizeHint(), (WIDTH - shell.rail.width(), HEIGHT - shell.status.height())
    grown = least.width() > room[0] or least.height() > room[1]
    return [*([f"{least} in {room}"] if grown else []), *_scrolled(page), *cut_texts(shell), *nameless(shell)]


def _scrolled(page: Page) -> list[str]:
    """Return the ways in which a page has to be scrolled as a whole."""
    bars = {"down": page.area.verticalScrollBar(), "sideways": page.area.horizontalScrollBar()}
    return [way for way, bar in bars.items() if bar.maximum()]


@pytest.mark.parametrize(
    ("ready", "lang"),
    [("watan-tumuh", "ar"), *((slug, "en") for slug in shipped_packs())],  # English words are the longer ones
    indirect=["ready"],
)
def test_every_page_has_room_for_its_words_and_a_name_for_its_controls(
    begun: Desk, ready: tuple[Path, str], lang: str, open_window: OpenWindow
) -> None:
    window = open_window(begun, make_look(lang, height=HEIGHT))
    found = dict(_visit(window, begun, ready[1]))
    assert found == {}
    assert (window.width(), window.height()) == (WIDTH, HEIGHT)


@pytest.mark.parametrize("ready", ["huda"], indirect=True)
@pytest.mark.parametrize(("size", "scale"), [((WIDTH, HEIGHT), 1.25), (SCALED, 1.0)])
def test_large_text_and_a_scaled_screen_make_no_page_larger_than_the_screen(
    begun: Desk, ready: tuple[Path, str], open_window: OpenWindow, size: tuple[int, int], scale: float
) -> None:
    window = open_window(begun, make_look("en", height=HEIGHT, scale=scale))
    window.resize(*size)
    for name, argument in _stops(begun, ready[1]):
        page = stand_page(window, Page, name, argument)
        assert (window.width(), window.height()) == size, (name, argument)
        assert "sideways" not in _scrolled(page), (name, argument)


@pytest.mark.parametrize("ready", ["huda"], indirect=True)
def test_where_nothing_else_helps_a_page_scrolls_and_its_last_control_is_reached(
    begun: Desk, ready: tuple[Path, str], open_window: OpenWindow
) -> None:
    window = open_window(begun, make_look("en", height=HEIGHT, scale=1.25))
    window.resize(*SCALED)
    page = stand_page(window, Page, "policy")
    assert _scrolled(page) == ["down"]
    assert (window.width(), window.height()) == SCALED
    last = [each for each in page.area.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus][-1]
    page.area.ensureWidgetVisible(last)
    shown = last.visibleRegion().boundingRect()
    assert shown.height() == last.height()


def test_a_long_name_ends_in_dots_and_is_told_whole(desk: Desk, qapp: QApplication, open_window: OpenWindow) -> None:
    window = open_window(desk, make_look("ar", height=HEIGHT))
    assert window.shell is not None
    bar = window.shell.page.bar if window.shell.page else None
    assert bar is not None
    bar.name(f"{LONG} " * 4, aside=LONG)
    qapp.processEvents()
    assert window.width() == WIDTH
    assert bar.title.text() == bar.title.toolTip() == f"{LONG} " * 4


def _visit(window: MainWindow, desk: Desk, case: str) -> Iterator[tuple[tuple[str, object], list[str]]]:
    for name, argument in _stops(desk, case):
        if faults := _faults(window, stand_page(window, Page, name, argument)):
            yield (name, argument), faults
