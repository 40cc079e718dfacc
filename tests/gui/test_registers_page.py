"""If these fail, a delegate loses a complaint half way, cannot reach a register by keyboard, or misses what is due."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from tests.gui.delegate import Delegate
from tests.gui.keyboard import focused, press, type_text
from tests.gui.standing import stand_page
from tests.registers.given import done, made, right
from watan_desk.gui.look import Look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.entry import EntryPage
from watan_desk.gui.pages.entry_form import EntryFormPage
from watan_desk.gui.pages.registers import RegistersPage
from watan_desk.gui.screens import settle
from watan_desk.gui.widgets.basics import Button
from watan_desk.gui.widgets.entries import EntryRow
from watan_desk.registers.records import Wanted
from watan_desk.wiring import Desk
from watan_desk.wiring.registers import listed, shown

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def delegate(window: MainWindow) -> Delegate:
    """Return a delegate at a window that stands on the registers."""
    works = Delegate(window)
    works.strike(Qt.Key.Key_4, CTRL)
    works.stands_at("registers")
    return works


def _page(delegate: Delegate) -> RegistersPage:
    assert isinstance(delegate.page, RegistersPage)
    return delegate.page


def _handles(page: RegistersPage) -> list[str]:
    return [row.handle for row in page.rows.widgets() if isinstance(row, EntryRow)]


def _walk_to(goal: QWidget) -> None:
    """Walk with Tab until a widget has the keyboard."""
    for _ in range(80):
        if focused() is goal:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(goal.accessibleName())


def _choose(delegate: Delegate, code: str) -> None:
    _walk_to(_page(delegate).kinds.buttons[code])
    delegate.strike(Qt.Key.Key_Space)


def _texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel)]


def test_empty_registers_say_what_to_do(delegate: Delegate) -> None:
    assert _page(delegate).first_focus() is focused()
    [nothing] = [row for row in _page(delegate).rows.widgets() if not isinstance(row, EntryRow)]
    assert _texts(nothing) == ["لا شيء مفتوح في السجلات. يُختار سجل من القائمة ليبدأ فيه قيد."]
    delegate.strike(Qt.Key.Key_Return, CTRL)
    delegate.stands_at("registers")
    assert _page(delegate).notice.text


def test_a_suggestion_is_entered_and_answered_without_the_mouse(delegate: Delegate, desk: Desk) -> None:
    _choose(delegate, "suggestion")
    delegate.main_action()
    delegate.stands_at("entry_form")
    delegate.answer_all(right("register_suggestion"))
    delegate.main_action()
    delegate.stands_at("entry")
    [entry] = listed(desk, Wanted(register="suggestion"))
    assert (entry.title, entry.over) == (right("register_suggestion")["suggested"], False)
    delegate.main_action()
    delegate.stands_at("entry_form")
    delegate.answer_all(right("act_reply"))
    delegate.main_action()
    delegate.stands_at("entry")
    assert [each.over for each in listed(desk, Wanted(register="suggestion"))] == [True]
    assert isinstance(delegate.page, EntryPage)
    assert right("act_reply")["reply_text"] in _texts(delegate.page.past)
    assert delegate.page.buttons == []


def test_what_was_typed_and_left_is_found_again(delegate: Delegate, desk: Desk, window: MainWindow) -> None:
    _choose(delegate, "need")
    delegate.main_action()
    type_text("تجديد بطاقة")
    delegate.strike(Qt.Key.Key_Escape)
    delegate.stands_at("registers")
    settle(window)
    assert listed(desk, Wanted()) == ()
    delegate.main_action()
    assert delegate.form().record.value("needed") == "تجديد بطاقة"


def test_a_draft_is_gone_once_its_entry_is_made(delegate: Delegate) -> None:
    _choose(delegate, "need")
    delegate.main_action()
    delegate.answer_all(right("register_need"))
    delegate.main_action()
    delegate.stands_at("entry")
    delegate.strike(Qt.Key.Key_4, CTRL)
    delegate.main_action()
    assert not delegate.form().record.value("needed")


def test_open_entries_stand_by_due_date_and_closed_ones_on_demand(desk: Desk, look: Look, window: MainWindow) -> None:
    late, soon = made(desk, "need", due_on="2026-12-20"), made(desk, "need", due_on="2026-11-25")
    over = done(desk, made(desk, "suggestion"), "reply", "act_reply")
    delegate = Delegate(window)
    delegate.strike(Qt.Key.Key_4, CTRL)
    assert _handles(_page(delegate)) == [soon.number, late.number]
    _walk_to(_page(delegate).closed)
    delegate.strike(Qt.Key.Key_Space)
    assert _handles(_page(delegate)) == [soon.number, late.number, over.number]
    assert _page(delegate).kinds.buttons["need"].text().endswith("2")


def test_the_list_is_searched_as_it_is_typed_and_opens_with_enter(
    desk: Desk, window: MainWindow, qtbot: object
) -> None:
    entry = made(desk, "suggestion", suggested="تمديد ساعات الاستقبال مساءً")
    made(desk, "suggestion", suggested="لوحة إرشادية عند الباب")
    delegate = Delegate(window)
    delegate.strike(Qt.Key.Key_4, CTRL)
    type_text("إستقبال")
    _page(delegate)._pause.timeout.emit()
    settle(window)
    assert _handles(_page(delegate)) == [entry.number]
    [row] = [row for row in _page(delegate).rows.widgets() if isinstance(row, EntryRow)]
    _walk_to(row)
    delegate.strike(Qt.Key.Key_Return)
    assert delegate.at == ("entry", entry.number)


def test_an_answer_of_the_library_is_taken_over(desk: Desk, window: MainWindow) -> None:
    entry = made(desk, "inquiry")
    delegate = Delegate(window)
    assert window.shell is not None
    window.shell.go("entry", entry.number)
    settle(window)
    delegate.main_action()
    page = delegate.page
    assert isinstance(page, EntryFormPage)
    assert page.answers.isVisible()
    _walk_to(page.answers.search)
    type_text("الشكوى")
    settle(window)
    [row] = page.answers.rows.widgets()
    _walk_to(row)
    delegate.strike(Qt.Key.Key_Return)
    assert "يُسمع الطرفان" in delegate.form().record.value("answer_text")
    delegate.answer_all(right("act_answer"))
    delegate.main_action()
    answered = shown(desk, entry.number, "ar")
    assert answered.entry.over
    assert "يُسمع الطرفان" in answered.lines[0].done.answers["answer_text"]


def test_a_refused_act_leaves_everything_where_it_was(desk: Desk, window: MainWindow) -> None:
    entry = made(desk, "complaint")
    page = stand_page(window, EntryPage, "entry", entry.number)
    [assign] = [button for button in page.buttons if button.accessibleName() == "تكليف"]
    assign.setFocus()
    delegate = Delegate(window)
    delegate.strike(Qt.Key.Key_Return)
    delegate.answer_all({"owner": right("register_complaint")["second_party"]})
    delegate.main_action()
    delegate.stands_at("entry_form")
    assert "طرف فيها" in delegate.page.notice.text
    assert delegate.form().record.value("owner") == right("register_complaint")["second_party"]
    assert shown(desk, entry.number, "ar").lines == ()


@pytest.mark.parametrize("look", ["en"], indirect=True)
def test_everything_is_english_in_an_english_window(desk: Desk, look: Look, window: MainWindow) -> None:
    made(desk, "complaint")
    delegate = Delegate(window)
    delegate.strike(Qt.Key.Key_4, CTRL)
    assert _page(delegate).kinds.buttons["complaint"].accessibleName() == "Complaints and disputes, one open"
    assert _page(delegate).title == "Registers"


def test_what_supports_a_complaint_is_kept_with_it_and_copied_out_again(
    delegate: Delegate, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, taken = tmp_path / "recording.mp3", tmp_path / "taken.mp3"
    given.write_bytes(b"ID3 what was said")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(given), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(taken), ""))
    _choose(delegate, "complaint")
    delegate.main_action()
    delegate.stands_at("entry_form")
    delegate.answer_all(right("register_complaint"))
    form = delegate.form()
    form.go_to("/data/parties/evidence")
    delegate.strike(Qt.Key.Key_Space)
    assert form.record.value("evidence").endswith(".mp3")
    delegate.main_action()
    delegate.stands_at("entry")
    [copy] = [each for each in delegate.page.findChildren(Button) if "ما يؤيد الشكوى" in each.accessibleName()]
    copy.setFocus()
    delegate.strike(Qt.Key.Key_Space)
    assert taken.read_bytes() == b"ID3 what was said"
