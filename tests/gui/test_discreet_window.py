"""If these fail, whoever enters the room reads what a victim of a crime told, or hiding it loses what was typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QWidget

from tests.desks import PASSPHRASE, copied_desk, make_desk, person, take_to
from tests.gui.conftest import OpenWindow
from tests.gui.keyboard import press, type_text
from tests.gui.standing import stand_page
from watan_desk.gui.look import Look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.case import CasePage
from watan_desk.gui.screens import settle
from watan_desk.wiring import Desk

WHO = person(form="victim")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a desk with a request that is captured, and one that waits for its data."""
    home = make_desk(tmp_path_factory.mktemp("awn"), "awn")
    desk = copied_desk(home, home.parent / "with")
    take_to(desk, WHO, "capture")
    take_to(desk, person(1, form="victim"), "consent")
    desk.close()
    return home.parent / "with"


@pytest.fixture
def awn(made: Path, tmp_path: Path) -> Iterator[Desk]:
    """Return that desk, open."""
    opened = copied_desk(made, tmp_path / "awn")
    yield opened
    opened.close()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, False)  # noqa: FBT003 - Qt's own signature


@pytest.fixture
def window(awn: Desk, look: Look, open_window: OpenWindow) -> MainWindow:
    """Return a window that is open on it."""
    return open_window(awn, look)


def _case_page(window: MainWindow, awn: Desk, *, captured: bool) -> CasePage:
    number = next(case.number for case in awn.cases() if bool(awn.dossier(case.number).request) is captured)
    return stand_page(window, CasePage, "case", (number, "capture"))


def _over(window: MainWindow) -> list[QWidget]:
    """Return what stands over the window."""
    return [each for each in QApplication.topLevelWidgets() if each is not window and each.isVisible()]


@pytest.mark.parametrize("kind", [QFileDialog, QInputDialog, QDialog])
@pytest.mark.parametrize("key", [Qt.Key.Key_F9, Qt.Key.Key_L])
def test_one_key_hides_also_while_a_dialog_is_open(
    window: MainWindow, awn: Desk, kind: type[QDialog], key: Qt.Key
) -> None:
    page = _case_page(window, awn, captured=True)
    dialog = kind(page)
    dialog.setModal(True)
    dialog.open()
    settle(window)
    assert _over(window) == [dialog]
    dialog.activateWindow()
    dialog.setFocus()
    ctrl = Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_L else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(dialog, key, ctrl)
    assert dialog.result() == QDialog.DialogCode.Rejected, "the dialog is given up, as if nobody had asked for it"
    assert window.covered or window.lock_page.isVisible()
    assert _over(window) == []


def test_files_are_chosen_in_our_own_dialogs_which_know_the_key_and_remember_nothing(
    window: MainWindow, desk: Desk, look: Look, open_window: OpenWindow
) -> None:
    assert window.shell is not None
    assert QCoreApplication.testAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    open_window(desk, look)
    assert not QCoreApplication.testAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


def test_the_window_and_the_lock_name_no_association(window: MainWindow, awn: Desk) -> None:
    _case_page(window, awn, captured=True)
    short = awn.office.pack.identity.short_name
    for named in (short.ar, short.en, awn.office.branch_name, awn.cases()[0].alias):
        assert named not in window.windowTitle()
    window.lock()
    settle(window)
    assert short.ar not in window.lock_page.whose.text()


def test_hiding_takes_back_what_was_copied_from_the_window(window: MainWindow, awn: Desk) -> None:
    _case_page(window, awn, captured=True)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(WHO.names[0])
    press(Qt.Key.Key_F9)
    assert clipboard.text() == ""


def test_answers_that_may_not_be_kept_wait_behind_the_cover_and_come_back(window: MainWindow, awn: Desk) -> None:
    page = _case_page(window, awn, captured=False)
    assert page.form is not None
    assert not page.unkept
    page.form.give("/data/support/next_safe_step", "تراجع الأحد")
    settle(window)
    assert page.unkept
    assert awn.draft("capture", page.number) is None, "nothing is on the disk"
    window.idle.timeout.emit()
    settle(window)
    assert window.covered
    assert window.waiting.isActive(), "not for ever"
    type_text(PASSPHRASE)
    press(Qt.Key.Key_Return)
    settle(window)
    assert not window.covered
    assert not window.waiting.isActive()
    assert page.form.record.value("next_safe_step") == "تراجع الأحد"
    assert awn.draft("capture", page.number) is None


def test_they_are_gone_when_the_cover_stood_too_long_and_kept_answers_lock_at_once(
    window: MainWindow, awn: Desk
) -> None:
    page = _case_page(window, awn, captured=False)
    assert page.form is not None
    page.form.give("/data/support/next_safe_step", "تراجع الأحد")
    settle(window)
    number = page.number
    window.lock()
    window.waiting.timeout.emit()
    settle(window)
    assert window.lock_page.isVisible()
    assert window.shell is None
    again = copied_desk(awn.home, awn.home.parent / "again")
    assert again.draft("capture", number) is None
    assert again.dossier(number).request is None
    again.close()


def test_a_request_that_is_kept_locks_at_once(window: MainWindow, awn: Desk) -> None:
    page = _case_page(window, awn, captured=True)
    assert not page.unkept
    window.lock()
    assert window.shell is None
    assert window.lock_page.isVisible()
