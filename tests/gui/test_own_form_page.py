"""If these fail, an association cannot bring its own request form in by the window, or brings in one that is broken."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.desks import person, take_to
from tests.gui.standing import stand_page
from tests.gui.test_policy_page import standing
from tests.wiring.test_form_media import form_with_media, packed
from tests.wiring.test_own_forms import own_form
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.case import CasePage
from watan_desk.gui.pages.own_form import OwnFormPage
from watan_desk.gui.pages.policy import PolicyPage
from watan_desk.gui.screens import settle
from watan_desk.gui.widgets.basics import Button, MessageStrip
from watan_desk.gui.widgets.checks import Check
from watan_desk.gui.widgets.policy_parts import FORM
from watan_desk.wiring import Desk
from watan_desk.wiring.own_forms import request_forms

FORM_WORDS = {"استيراد نموذج الجمعية", "Import the association's form"}


def press(window: MainWindow, button: Button) -> None:
    """Press a button with the mouse and wait for what it does."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(window)


def own_page(window: MainWindow) -> OwnFormPage:
    """Return the page of the association's form, which stands."""
    assert window.shell is not None
    page = window.shell.page
    assert isinstance(page, OwnFormPage)
    return page


def opened(window: MainWindow) -> OwnFormPage:
    """Open the page from the tools of the policy, as a delegate does."""
    policy = standing(window, "tools")
    [button] = [each for each in policy.rows.findChildren(Button) if each.text().strip() in FORM_WORDS]
    press(window, button)
    return own_page(window)


def choose(page: OwnFormPage, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the dialogue of the system answer with a file."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))


def told(page: OwnFormPage) -> list[str]:
    """Return what the check says on the page."""
    return [widget.text for widget in page.findings.widgets() if isinstance(widget, MessageStrip)]


@pytest.mark.parametrize("look", ["ar", "en"], indirect=True)
def test_a_form_is_chosen_tried_and_used(
    window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(window)
    assert page.main.reason
    assert page.view is None
    choose(page, own_form(tmp_path), monkeypatch)
    press(window, page.choose)
    assert page.view is not None
    assert not page.main.reason
    assert window.focusWidget() is page.main
    page.view.give("/data/own_question", "تجربة")
    assert page.view.record.value("own_question") == "تجربة"
    assert request_forms(desk).own == ()

    QTest.keyClick(page.main, Qt.Key.Key_Return)
    settle(window)
    used = request_forms(desk).in_use
    assert used is not None
    assert (used.form_id, used.version) == ("own_general", "7")
    assert page.view is None
    assert page.notice.isVisible()

    press(window, page.back)
    assert window.shell is not None
    policy = window.shell.page
    assert isinstance(policy, PolicyPage)
    policy.open_own(FORM)
    settle(window)
    press(window, own_page(window).uses["general"])
    assert request_forms(desk).in_use is None
    press(window, own_page(window).uses[used.id])
    assert request_forms(desk).in_use is not None


def test_what_is_wrong_is_listed_and_cannot_be_used(
    window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(window)
    choose(page, own_form(tmp_path, without="name_family"), monkeypatch)
    press(window, page.choose)
    assert any("name_family" in each for each in told(page))
    assert page.main.reason
    assert window.focusWidget() is page.notice

    broken = own_form(tmp_path, "8")
    text = broken.read_text(encoding="utf-8").replace("string-length(.) <= 40", "string-lenght(.) <= 40", 1)
    broken.write_text(text, encoding="utf-8")
    choose(page, broken, monkeypatch)
    press(window, page.choose)
    assert page.view is None
    assert page.main.reason
    [why] = told(page)
    assert "survey" in why
    press(window, page.main)
    assert request_forms(desk).own == ()


def test_pictures_of_the_form_stand_beside_its_questions(
    window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(window)
    choose(page, packed(tmp_path, form_with_media(tmp_path)), monkeypatch)
    press(window, page.choose)
    assert any("house.mp3" in each for each in told(page)), "what is missing is named"
    assert page.view is not None
    page.view.go_to("/data/own_question")
    beside = page.view.field("own_question").beside
    shown = [each for each in beside.findChildren(QLabel) if not each.pixmap().isNull()]
    assert [each.pixmap().width() for each in shown] == [120]
    assert any("house.mp3" in each.text() for each in beside.findChildren(QLabel))
    page.view.go_to(next(each.ref for each in page.view.record.questions() if each.name == "support_types"))
    kinds = page.view.field("support_types")
    assert [each.text() for each in kinds.findChildren(Check) if each.art is not None] == ["سداد إيجار"]
    assert any("lost.png" in each.text() for each in kinds.beside.findChildren(QLabel))
    press(window, page.main)
    number = take_to(desk, person(), "capture")
    case = stand_page(window, CasePage, "case", (number, "capture"))
    assert case.form is not None
    kept = case.form.field("own_question").beside
    assert [each for each in kept.findChildren(QLabel) if not each.pixmap().isNull()]
