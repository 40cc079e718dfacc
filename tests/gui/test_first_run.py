"""The first run. Were this wrong, a laptop could not become a desk, or would trust an answer that is not its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QRadioButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.desks import MORNING, PASSPHRASE, QUICK
from tests.gui.keyboard import press, type_text
from watan_desk.common.clock import FixedClock
from watan_desk.gui.look import Look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.screens import settle
from watan_desk.headoffice.enrolling import Post, enrol
from watan_desk.headoffice.office import found
from watan_desk.policy.pack import shipped_pack

ASSOCIATION = shipped_pack("watan-tumuh").identity.name
POST = Post("WT03", "فرع الواحة", "0500000300", "أمل السالم")


@pytest.fixture
def fresh(home: Path, look: Look, qtbot: QtBot) -> Iterator[MainWindow]:
    """Return a window on an empty folder."""
    window = MainWindow(look, home, FixedClock(MORNING), QUICK)
    window.show()
    window.activateWindow()
    settle(window)
    yield window
    if isValid(window):
        window.close()


def make(window: MainWindow, passphrase: str, again: str) -> None:
    """Choose the association, type a passphrase twice and strike Enter, from the first field on."""
    choices = window.first_run.association.findChildren(QRadioButton)
    next(choice for choice in choices if ASSOCIATION in choice.text()).click()
    window.first_run.passphrase.first.setFocus()
    type_text(passphrase)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    type_text(again)
    press(Qt.Key.Key_Return)
    settle(window)


def answer_of(tmp_path: Path, request: Path, name: str = "answer.json") -> Path:
    """Return head office's answer to a request."""
    office = found(
        tmp_path / name / "office", PASSPHRASE, "watan-tumuh", practice=True, clock=FixedClock(MORNING), cost=QUICK
    )
    enrol(office, request, POST, tmp_path / name / "file")
    office.engine.dispose()
    return tmp_path / name / "file"


def test_no_association_is_chosen_beforehand(fresh: MainWindow, home: Path) -> None:
    page = fresh.first_run
    assert not any(choice.isChecked() for choice in page.association.findChildren(QRadioButton))
    for field in (page.passphrase.first, page.passphrase.again):
        field.setFocus()
        type_text(PASSPHRASE)
    assert page.main.reason == fresh.look.say("gui.first.no_association")
    press(Qt.Key.Key_Return)
    settle(fresh)
    assert not (home / "keys.json").exists()


def test_two_different_passphrases_make_no_desk(fresh: MainWindow, home: Path) -> None:
    make(fresh, PASSPHRASE, "other")
    assert not (home / "keys.json").exists()
    assert fresh.first_run.main.reason == fresh.look.say("gui.first.differ")
    assert fresh.first_run.action_bar.left.text() == fresh.look.say("gui.first.differ")


def test_a_laptop_becomes_a_desk_by_a_request_and_an_answer(fresh: MainWindow, tmp_path: Path) -> None:
    make(fresh, PASSPHRASE, PASSPHRASE)
    page = fresh.first_run
    assert page.screens.currentIndex() == 1
    request = tmp_path / "request.json"
    page.save_request_as(request)
    settle(fresh)
    assert PASSPHRASE not in request.read_text(encoding="utf-8")
    page.read_answer(answer_of(tmp_path, request))
    settle(fresh)
    shown = [part.text() for part in page.answer.findChildren(QLabel)]
    assert POST.delegate in shown
    digits = [character for character in page.answer.digits.text() if character.isdigit()]
    assert len(digits) == 6
    assert fresh.shell is None
    press(Qt.Key.Key_Return)
    settle(fresh)
    assert fresh.shell is not None
    assert fresh.shell.session.desk.office.delegate_name == POST.delegate


def test_the_answer_to_another_laptop_is_refused_and_the_desk_goes_on_waiting(
    fresh: MainWindow, made_desk: Path, tmp_path: Path
) -> None:
    make(fresh, PASSPHRASE, PASSPHRASE)
    page = fresh.first_run
    page.read_answer(made_desk.parent / "desk.answer")
    settle(fresh)
    assert page.notice.text == fresh.look.say("bundle.answer_not_ours")
    assert page.main.reason
    assert fresh.shell is None


def test_a_desk_that_waits_goes_on_waiting_after_a_restart(
    fresh: MainWindow, home: Path, look: Look, tmp_path: Path
) -> None:
    make(fresh, PASSPHRASE, PASSPHRASE)
    fresh.close()
    again = MainWindow(look, home, FixedClock(MORNING), QUICK)
    again.show()
    again.activateWindow()
    settle(again)
    again.lock_page.field.setFocus()
    type_text(PASSPHRASE)
    press(Qt.Key.Key_Return)
    settle(again)
    assert again.shell is None
    assert again.first_run.screens.currentIndex() == 1
    request = tmp_path / "request.json"
    again.first_run.save_request_as(request)
    settle(again)
    again.first_run.read_answer(answer_of(tmp_path, request))
    settle(again)
    again.first_run.main.click()
    settle(again)
    assert again.shell is not None
    again.close()
