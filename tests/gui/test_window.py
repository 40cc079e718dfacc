"""The window as a whole. Were this wrong, words would be cut, keys be lost, or a case stay open on an empty chair."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.desks import PASSPHRASE, take_to
from tests.gui.conftest import OpenWindow
from tests.gui.keyboard import focused, press, press_letter, type_text
from tests.gui.measure import cut_texts
from tests.gui.standing import stand_page
from watan_desk.gui.application import make_look
from watan_desk.gui.case_view import page_of
from watan_desk.gui.main_window import LOCK_AFTER_MINUTES, MainWindow
from watan_desk.gui.pages.page import Page
from watan_desk.gui.screens import HEIGHT, WIDTH, settle
from watan_desk.gui.shell import Shell
from watan_desk.gui.widgets.focus import FocusRing
from watan_desk.gui.widgets.policy import PolicyStrip
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
PLACES = ("today", "reception", "cases", "letters", "handover", "reports", "policy", "keys")
DEEDS = ("consent", "capture", "check", "clarify", "attest", "raise", "notify", "register", "deliver", "rate")


def shell_of(window: MainWindow) -> Shell:
    assert window.shell is not None
    return window.shell


def page_now(window: MainWindow) -> Page:
    page = shell_of(window).page
    assert page is not None
    return page


def outside(widget: QWidget, window: QWidget) -> bool:
    """Tell whether a widget lies partly beside the window: to the left or right nothing scrolls."""
    left = widget.mapTo(window, QPoint(0, 0)).x()
    return left < 0 or left + widget.width() > window.width()


def faults(window: MainWindow) -> list[str]:
    """Return every text of the page that is cut, or lies beside the window."""
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    return [*cut_texts(window), *(f"beside: {type(widget).__name__}" for widget in shown if outside(widget, window))]


def every_page(window: MainWindow, number: str) -> Iterator[str]:
    """Stand every page after another; yields the name of the one that stands."""
    for name in PLACES:
        stand_page(window, Page, name)
        yield name
    for deed in DEEDS:
        stand_page(window, Page, page_of(deed), (number, deed))
        yield deed
    for kind in ("L01", "L03"):
        stand_page(window, Page, "letter", (number, kind))
        yield kind


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("deed", ["open", "check", "rate"])
def test_no_text_is_cut_on_any_page_of_a_small_laptop(
    desk: Desk, who: MadeUpPerson, open_window: OpenWindow, lang: str, deed: str
) -> None:
    number = take_to(desk, who, deed)
    window = open_window(desk, make_look(lang, height=HEIGHT))
    assert (window.width(), window.height()) == (WIDTH, HEIGHT)
    found = {name: faults(window) for name in every_page(window, number)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("lang", "rail_side"), [("ar", "right"), ("en", "left")])
def test_the_window_reads_from_the_side_of_its_language(
    desk: Desk, open_window: OpenWindow, lang: str, rail_side: str
) -> None:
    window = open_window(desk, make_look(lang, height=HEIGHT))
    left = shell_of(window).rail.mapTo(window, QPoint(0, 0)).x()
    assert (left > WIDTH / 2) is (rail_side == "right")


def test_every_button_can_be_named_by_a_screen_reader(desk: Desk, who: MadeUpPerson, open_window: OpenWindow) -> None:
    number = take_to(desk, who, "check")
    window = open_window(desk, make_look("ar", height=HEIGHT))
    for name in every_page(window, number):
        buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
        assert all(each.accessibleName() or each.text().strip() for each in buttons), name


@pytest.mark.parametrize(("digit", "place"), [("1", "today"), ("3", "cases"), ("4", "registers"), ("6", "handover")])
def test_ctrl_and_a_digit_go_to_a_place(window: MainWindow, digit: str, place: str) -> None:
    press(Qt.Key(ord(digit)), CTRL)
    settle(window)
    assert shell_of(window).at == (place, None)
    assert shell_of(window).rail.buttons[place].isChecked()


@pytest.mark.parametrize("letter", ["K", "\u0646"])
def test_search_is_found_in_both_keyboard_layouts_also_from_inside_a_field(window: MainWindow, letter: str) -> None:
    page = stand_page(window, Page, "cases")
    type_text("abc")
    stand_page(window, Page, "today")
    press_letter(letter, CTRL)
    settle(window)
    assert page_now(window) is page
    assert isinstance(focused(), QLineEdit)


def test_typing_in_the_search_finds_a_person_by_a_word_of_the_name(
    desk: Desk, who: MadeUpPerson, window: MainWindow, qtbot: QtBot
) -> None:
    number = take_to(desk, who, "capture")
    take_to(desk, who, "open")
    stand_page(window, Page, "cases")
    type_text(who.names[0])
    qtbot.wait(200)
    settle(window)
    rows = [each for each in window.findChildren(QWidget) if each.isVisible() and hasattr(each, "number")]
    assert [row.number for row in rows if isinstance(row.number, str)] == [number]
    press(Qt.Key.Key_Tab)
    while not hasattr(focused(), "opened"):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    settle(window)
    assert shell_of(window).at == ("case", number)


def test_escape_goes_back_and_the_page_before_stands_as_it_was(window: MainWindow) -> None:
    stand_page(window, Page, "cases")
    type_text("WT03")
    stand_page(window, Page, "letters")
    press(Qt.Key.Key_Escape)
    settle(window)
    assert shell_of(window).at == ("cases", None)
    assert focused().property("text") == "WT03"


@pytest.mark.parametrize("place", ["reception", "case"])
def test_the_policy_opens_from_its_strip_and_escape_comes_back(
    desk: Desk, who: MadeUpPerson, window: MainWindow, place: str
) -> None:
    argument = (take_to(desk, who, "capture"), "capture") if place == "case" else None
    page = stand_page(window, Page, place, argument)
    strip = next(each for each in page.findChildren(PolicyStrip) if each.isVisible())
    strip.viewer.setFocus()
    press(Qt.Key.Key_Return)
    settle(window)
    assert shell_of(window).at[0] == "policy"
    press(Qt.Key.Key_Escape)
    settle(window)
    assert shell_of(window).at == (place, argument)


def test_f6_walks_round_every_part_of_a_case_page(desk: Desk, who: MadeUpPerson, window: MainWindow) -> None:
    number = take_to(desk, who, "capture")
    page = stand_page(window, Page, page_of("capture"), (number, "capture"))
    parts = [*page.regions(), page.bar, shell_of(window).rail]
    reached = set()
    for _ in range(3 * len(parts)):
        press(Qt.Key.Key_F6)
        reached |= {place for place, part in enumerate(parts) if part.isAncestorOf(focused()) or part is focused()}
    assert len(page.regions()) >= 3
    assert reached >= set(range(len(page.regions()))) | {len(parts) - 1}


def test_the_ring_lies_round_whatever_has_the_keyboard(window: MainWindow) -> None:
    stand_page(window, Page, "cases")
    ring = window.findChild(FocusRing)
    assert ring is not None
    held = focused()
    assert ring.ring().contains(held.mapTo(window, held.rect().center()))
    assert ring.ring().width() == held.width() + 6
    press(Qt.Key.Key_Tab)
    assert ring.ring().contains(focused().mapTo(window, focused().rect().center()))


def test_ctrl_l_locks_and_nothing_of_the_desk_stays_in_the_window(
    desk: Desk, who: MadeUpPerson, window: MainWindow, qtbot: QtBot
) -> None:
    take_to(desk, who, "capture")
    stand_page(window, Page, "cases")
    press_letter("\u0645", CTRL)
    settle(window)
    assert window.shell is None
    qtbot.waitUntil(lambda: not window.findChildren(Shell))
    texts = [part.text() for part in window.findChildren(QLabel)]
    assert not [text for text in texts if who.names[0] in text or who.national_id in text]
    type_text(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=10_000)


@pytest.mark.parametrize("place", PLACES)
def test_locking_while_a_page_is_loading_throws_nothing(window: MainWindow, qtbot: QtBot, place: str) -> None:
    with qtbot.captureExceptions() as raised:
        shell_of(window).go(place, None)
        window.lock()
        settle(window)
        qtbot.waitUntil(lambda: not window.findChildren(Shell))
    assert raised == []


def test_the_window_locks_itself_after_eight_idle_minutes(window: MainWindow) -> None:
    timer = window.idle
    assert timer.isActive()
    assert timer.interval() == LOCK_AFTER_MINUTES * 60_000 == 480_000
    timer.timeout.emit()
    settle(window)
    assert window.shell is None


def test_a_key_begins_the_eight_minutes_anew(window: MainWindow) -> None:
    before = window.idle.timerId()
    press(Qt.Key.Key_Tab)
    assert window.idle.isActive()
    assert window.idle.timerId() != before


def test_a_message_is_shown_on_the_page_that_is_asked_for_next_and_then_gone(window: MainWindow) -> None:
    page = stand_page(window, Page, "today")
    page.told.emit("ok", "kept")
    page.go.emit("cases", None)
    settle(window)
    assert page_now(window).notice.text == "kept"
    assert page_now(window).notice.isVisible()
    stand_page(window, Page, "letters")
    assert not page_now(window).notice.isVisible()


def test_garbage_is_collected_on_the_gui_thread_while_a_window_stands(desk: Desk, open_window: OpenWindow) -> None:
    window = open_window(desk, make_look("ar", height=HEIGHT))
    assert not gc.isenabled()
    window.close()
    assert gc.isenabled()


def test_what_waits_for_head_office_is_counted_on_every_page(desk: Desk, who: MadeUpPerson, window: MainWindow) -> None:
    before = shell_of(window).rail.buttons["handover"].count
    take_to(desk, who, "consent")
    stand_page(window, Page, "cases")
    assert shell_of(window).rail.buttons["handover"].count == before + 2
