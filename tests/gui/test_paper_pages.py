"""The pages about paper. If these fail, a delegate cannot void, enter, or file what the registers must show."""

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.desks import take_to
from tests.gui.keyboard import press_letter
from tests.gui.standing import stand_page
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages import letters as letters_page
from watan_desk.gui.pages.incoming import IncomingPage
from watan_desk.gui.pages.letter import LetterPage
from watan_desk.gui.pages.letters import LettersPage
from watan_desk.gui.pages.page import Page
from watan_desk.gui.pages.scan import ScanPage
from watan_desk.gui.paper_intake import FolderWatch
from watan_desk.gui.screens import settle
from watan_desk.gui.widgets.papers import OutcomeRow
from watan_desk.letter.incoming import Arrival
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk, issue_letter
from watan_desk.wiring.paper import enter_incoming, registers, signed_paper

CTRL = Qt.KeyboardModifier.ControlModifier


def print_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the page of letters print into a file."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "printed.pdf"))
    monkeypatch.setattr(letters_page, "choose_printer", lambda _parent: printer)


def scanned(pdf: bytes, folder: Path, name: str) -> Path:
    """Return the first page of a letter as a scanner's file."""
    (folder / "out.pdf").write_bytes(pdf)
    made = ["pdftoppm", "-r", "150", "-png", "-singlefile", str(folder / "out.pdf"), str(folder / name)]
    subprocess.run(made, check=True)
    return folder / f"{name}.png"


def test_a_dropped_scan_is_filed_and_its_file_can_be_deleted(
    desk: Desk, who: MadeUpPerson, window: MainWindow, tmp_path: Path
) -> None:
    sent = issue_letter(desk, "L01", take_to(desk, who, "check"))
    file = scanned(sent.pdf, tmp_path, "back")
    page = stand_page(window, ScanPage, "scan")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    page.dropEvent(QDropEvent(QPointF(9, 9), *held))
    settle(window)
    assert [each.status for _, each in page.outcomes] == ["filed"]
    assert signed_paper(desk, sent.letter.number).missing == ()
    page.clean.click()
    settle(window)
    assert not file.exists()
    row = page.rows.widgets()[0]
    assert isinstance(row, OutcomeRow)
    row.opened.emit()
    settle(window)
    assert window.shell is not None
    assert window.shell.at == ("letter", sent.letter.number)


def test_a_sheet_that_may_bear_a_thumb_waits_for_the_delegates_word(
    desk: Desk, who: MadeUpPerson, window: MainWindow, tmp_path: Path
) -> None:
    sent = issue_letter(desk, "L03", take_to(desk, who, "check"))
    page = stand_page(window, ScanPage, "scan", [scanned(sent.pdf, tmp_path, "sheet")])
    row = page.rows.widgets()[0]
    assert isinstance(row, OutcomeRow)
    assert row.hand.isVisible()
    assert signed_paper(desk, sent.letter.number).papers == ()
    row.hand.click()
    settle(window)
    assert [each.status for _, each in page.outcomes] == ["filed"]
    assert len(signed_paper(desk, sent.letter.number).papers) == 1


def test_a_watched_folder_tells_of_new_whole_files_once(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "old.png").write_bytes(b"before")
    watch = FolderWatch()
    told: list[Path] = []
    watch.arrived.connect(told.extend)
    watch.start(tmp_path)
    (tmp_path / "notes.txt").write_bytes(b"no scan")
    growing = tmp_path / "new.PDF"
    growing.write_bytes(b"half")
    watch.look()
    growing.write_bytes(b"half and half")
    watch.look()
    assert told == []
    qtbot.waitUntil(lambda: told == [growing], timeout=10_000)
    watch.look()
    watch.look()
    assert told == [growing]
    watch.stop()


def test_signed_pages_are_looked_at_and_found_clear_or_asked_for_again(
    desk: Desk, who: MadeUpPerson, window: MainWindow, tmp_path: Path
) -> None:
    sent = issue_letter(desk, "L01", take_to(desk, who, "check"))
    stand_page(window, Page, "scan", [scanned(sent.pdf, tmp_path, "back")])
    page = stand_page(window, LetterPage, "letter", sent.letter.number)
    page.facts.look_at.click()
    settle(window)
    assert page.scans.isVisible()
    assert len(page.scans.widgets()) == 1
    page.facts.clear.click()
    settle(window)
    assert [each.standing for each in signed_paper(desk, sent.letter.number).papers] == ["clear"]
    page.facts.again.click()
    settle(window)
    assert signed_paper(desk, sent.letter.number).missing == (1,)
    assert page.facts.scan.isVisible()


def test_a_letter_is_voided_with_a_reason_only(desk: Desk, who: MadeUpPerson, window: MainWindow) -> None:
    sent = issue_letter(desk, "L01", take_to(desk, who, "check"))
    page = stand_page(window, LetterPage, "letter", sent.letter.number)
    page.facts.void.click()
    settle(window)
    assert desk.letters()[0].status == "issued"
    assert page.notice.text
    page.facts.reason.line.setText("خطأ في الاسم")
    page.facts.void.click()
    settle(window)
    assert desk.letters()[0].status == "void"
    assert page.main.reason
    assert not page.facts.void.isVisible()


def test_what_is_shown_is_printed_in_order_and_void_ones_are_left_out(
    desk: Desk, who: MadeUpPerson, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = take_to(desk, who, "check")
    for kind in ("L01", "L03", "L01"):
        issue_letter(desk, kind, number)
    print_to(tmp_path, monkeypatch)
    page = stand_page(window, LettersPage, "letters")
    page.kind.show_value("L01")
    page._show()
    assert [each.kind for each in page.shown()] == ["L01", "L01"]
    press_letter("\u062d", CTRL)
    settle(window)
    assert [each.printed for each in desk.letters()] == [1, 0, 1]
    assert page.notice.text == window.look.say("gui_paper.printed_letters", count=2)
    assert not page.cancel.isVisible()


def test_printing_stops_when_asked(
    desk: Desk,
    who: MadeUpPerson,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = take_to(desk, who, "check")
    for _ in range(2):
        issue_letter(desk, "L01", number)
    print_to(tmp_path, monkeypatch)
    page = stand_page(window, LettersPage, "letters")
    page.print_shown()
    qtbot.waitUntil(page.cancel.isVisible)
    page.cancel.click()
    settle(window)
    assert [each.printed for each in desk.letters()] == [1, 0]


def test_a_letter_that_came_in_is_entered_and_looked_at(desk: Desk, window: MainWindow) -> None:
    page = stand_page(window, IncomingPage, "incoming")
    page.main.click()
    settle(window)
    assert page.problems["sender"].isVisible()
    assert registers(desk).incoming == ()
    for name, value in (("sender", "بلدية الواحة"), ("subject", "رد على طلب إفادة")):
        page.editors[name].show_value(value)
        page.editors[name].edited.emit(value)
    page.main.click()
    settle(window)
    assert window.shell is not None
    assert window.shell.at == ("letters", "in")
    (entry,) = registers(desk).incoming
    assert (entry.sender, entry.channel) == ("بلدية الواحة", "hand")
    seen = stand_page(window, Page, "incoming", entry.number)
    assert seen is page
    assert not page.main.isVisible()
    page.reason.line.setText("قُيِّد مرتين")
    page.void.click()
    settle(window)
    assert registers(desk).incoming[0].status == "void"


def test_of_an_identity_paper_no_files_can_be_chosen(desk: Desk, window: MainWindow, tmp_path: Path) -> None:
    enter_incoming(desk, Arrival("جهة", "موضوع"))
    page = stand_page(window, IncomingPage, "incoming")
    page.add_files([tmp_path / "id.png"])
    page.editors["paper_kind"].edited.emit("identity")
    assert page.choose.reason
    assert page.files == []
