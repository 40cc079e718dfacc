"""Letters on the screen. Were this wrong, what is signed would not be what was seen, or a number be taken twice."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.desks import person, take_to
from tests.gui.conftest import OpenWindow
from tests.gui.keyboard import press, press_letter
from tests.gui.standing import stand_page
from tests.registers.given import done, made
from watan_desk.gui.look import Look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages import letter as letter_page
from watan_desk.gui.pages.entry import EntryPage
from watan_desk.gui.pages.letter import LetterPage
from watan_desk.gui.pages.letters import LettersPage
from watan_desk.gui.printing import page_image, write_copy
from watan_desk.gui.screens import settle
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk, issue_letter, reprint_letter
from watan_desk.wiring.entry_letters import draft_entry_letter

CTRL = Qt.KeyboardModifier.ControlModifier


def letter(window: MainWindow, argument: object) -> LetterPage:
    """Stand the page of a letter."""
    return stand_page(window, LetterPage, "letter", argument)


def ink(picture: QImage) -> int:
    """Count the dark points of a page on a coarse grid."""
    points = [(x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)]
    return sum(picture.pixelColor(*point).lightness() < 128 for point in points)


def test_a_draft_takes_no_number_and_issuing_it_takes_one(desk: Desk, who: MadeUpPerson, window: MainWindow) -> None:
    number = take_to(desk, who, "check")
    page = letter(window, (number, "L01"))
    assert page.preview.paper.pageCount() == 1
    assert desk.letters() == ()
    press(Qt.Key.Key_Return, CTRL)
    settle(window)
    issued = desk.letters()
    assert [each.kind for each in issued] == ["L01"]
    assert page.issued == issued[0]
    assert issued[0].number in page.facts.number.text()
    assert issued[0].number in page.notice.text


def test_what_is_seen_are_the_very_bytes_that_were_issued(desk: Desk, who: MadeUpPerson, window: MainWindow) -> None:
    number = take_to(desk, who, "check")
    issued = issue_letter(desk, "L01", number)
    page = letter(window, issued.letter.number)
    assert page.preview.paper.pdf == issued.pdf
    assert ink(page_image(page.preview.paper, 0, 72)) > 500


def test_a_saved_copy_is_the_same_file(desk: Desk, who: MadeUpPerson, tmp_path: Path) -> None:
    issued = issue_letter(desk, "L01", take_to(desk, who, "check"))
    path = write_copy(tmp_path / "copy.pdf", issued.pdf)
    assert path.read_bytes() == issued.pdf


def test_printing_draws_every_page_and_the_register_counts_it(
    desk: Desk,
    who: MadeUpPerson,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    issued = issue_letter(desk, "L01", take_to(desk, who, "check"))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    monkeypatch.setattr(letter_page, "choose_printer", lambda _parent: printer)
    page = letter(window, issued.letter.number)
    press_letter("\u062d", CTRL)
    settle(window)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == page.preview.paper.pageCount()
    assert desk.letters()[0].printed == 1
    assert page.notice.text == window.look.say("gui.letter.printed", count=1)


def test_a_letter_that_comes_too_early_says_what_is_missing_and_takes_no_number(
    desk: Desk, who: MadeUpPerson, window: MainWindow
) -> None:
    page = letter(window, (take_to(desk, who, "capture"), "L03"))
    assert page.main.reason
    assert page.notice.isVisible()
    press(Qt.Key.Key_Return, CTRL)
    settle(window)
    assert desk.letters() == ()


def test_the_column_offers_what_may_be_issued_and_goes_to_what_was(
    desk: Desk, who: MadeUpPerson, window: MainWindow
) -> None:
    number = take_to(desk, who, "check")
    issued = issue_letter(desk, "L01", number)
    page = letter(window, (number, "L03"))
    entries = {entry.text().strip(): entry for entry in page.kinds.entries()}
    assert window.look.say("gui.letter.L03") in entries
    was = next(entry for name, entry in entries.items() if name.endswith(" 1"))
    was.click()
    settle(window)
    assert window.shell is not None
    assert window.shell.at == ("letter", issued.letter.number)


def test_the_register_lists_every_letter_the_newest_first(desk: Desk, who: MadeUpPerson, window: MainWindow) -> None:
    number = take_to(desk, who, "check")
    made = [issue_letter(desk, kind, number).letter for kind in ("L01", "L03")]
    page = stand_page(window, LettersPage, "letters")
    rows = page.rows.widgets()
    assert [each.number in row.accessibleName() for each, row in zip(reversed(made), rows, strict=True)] == [True, True]
    rows[0].setFocus()
    press(Qt.Key.Key_Space)
    settle(window)
    assert window.shell is not None
    assert window.shell.at == ("letter", made[1].number)


def test_a_status_slip_waits_for_how_it_was_seen_who_takes_it(
    desk: Desk, who: MadeUpPerson, window: MainWindow
) -> None:
    number = take_to(desk, who, "check")
    page = letter(window, (number, "L16"))
    assert page.facts.identity.isVisible()
    assert page.main.reason == page.look.say("gui.letter.identity_first")
    before = page.preview.paper.pdf
    ways = page.facts.identity.ways.combo
    assert [ways.itemText(place) for place in range(1, ways.count())] == [
        "الاطلاع على أصل الهوية",
        "اتصال على الجوال المسجل",
        "هوية الممثل وسنده",
    ]
    ways.setCurrentIndex(1)
    ways.activated.emit(1)
    settle(window)
    assert page.preview.paper.pdf != before, "the draft shows it"
    press(Qt.Key.Key_Return, CTRL)
    settle(window)
    assert page.issued is not None
    assert "بوساطة الاطلاع على أصل الهوية" in page.issued.text
    assert not page.facts.identity.isVisible()


def test_a_letter_about_an_entry_is_seen_before_it_takes_a_number(
    desk: Desk, who: MadeUpPerson, window: MainWindow
) -> None:
    entry = made(desk, "appointment", case_no=take_to(desk, who, "capture"))
    shown = stand_page(window, EntryPage, "entry", entry.number)
    [look_at] = [button for button in shown.buttons if button.accessibleName() == "معاينة: إشعار بموعد"]
    look_at.click()
    settle(window)
    assert window.shell is not None
    page = window.shell.page
    assert isinstance(page, LetterPage)
    assert desk.letters() == ()
    assert page.preview.paper.pdf == draft_entry_letter(desk, entry.number, "L10")
    page.main.click()
    settle(window)
    [issued] = desk.letters()
    assert page.issued == issued
    assert page.preview.paper.pdf == reprint_letter(desk, issued.number)
    page.back.click()
    settle(window)
    assert isinstance(window.shell.page, EntryPage)


def test_a_letter_about_an_entry_of_a_person_who_takes_no_paper_asks_why_or_is_told_aloud(
    awn: Desk, look: Look, open_window: OpenWindow
) -> None:
    who = person(form="victim")
    number = take_to(awn, who, "consent")
    awn.do("capture", number, who.request() | {"no_paper_home": "yes"})
    known = awn.dossier(number).person
    assert known is not None
    entry = done(awn, made(awn, "data", id_number=known.id_number, case_no=""), "verify", "act_identity")
    done(awn, entry, "carry_out", "act_data_answer")
    window = open_window(awn, look)
    assert window.shell is not None
    window.shell.go("entry", entry.number)
    settle(window)
    shown = window.shell.page
    assert isinstance(shown, EntryPage)
    shown.prepare("L14")
    settle(window)
    page = window.shell.page
    assert isinstance(page, LetterPage)
    asking = page.facts.no_paper
    assert asking.isVisible()
    assert page.main.reason == look.say("gui.letter.takes_no_paper")
    asking.tell.click()
    settle(window)
    assert look.say("gui.letter.telling_recorded") in page.notice.text
    before = len(awn.letters())
    asking.reason.line.setText("تقدمها إلى محاميها")
    assert page.main.reason == ""
    page.main.click()
    settle(window)
    assert page.issued is not None
    assert len(awn.letters()) == before + 1
    assert page.facts.no_paper.isVisible(), "the next print asks again"
    window.shell.go("entry", entry.number)
    settle(window)
    back = window.shell.page
    assert isinstance(back, EntryPage)
    said = "\n".join(part.text() for part in back.findChildren(QLabel) if part.isVisible())
    assert look.say("gui_registers.letter_told", kind="L14") in said


def test_a_letter_that_waits_stands_grey_in_its_column_and_says_for_what(
    desk: Desk, who: MadeUpPerson, window: MainWindow
) -> None:
    page = stand_page(window, LetterPage, "letter", (take_to(desk, who, "check"), "L01"))
    blocked = {each.accessibleName(): each.reason for each in page.kinds.entries() if each.reason}
    assert window.look.say("gui.letter.L01") not in blocked
    raising = window.look.say("gui.letter.L06")
    assert window.look.say("deed.raise") in blocked[raising]
    next(each for each in page.kinds.entries() if each.accessibleName() == raising).click()
    settle(window)
    assert page.notice.text == blocked[raising]
    assert desk.letters() == ()
