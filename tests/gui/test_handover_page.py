"""The hand-over page. Were this wrong, work would not reach head office, or a spoiled file would spoil the desk."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from tests.desks import clock_of, copied_desk, make_desk, take_to
from tests.gui.conftest import OpenWindow
from tests.gui.keyboard import press
from tests.gui.standing import stand_page
from tests.headoffice.conftest import ACCEPTED
from watan_desk.bundle.desk import SUFFIX
from watan_desk.gui.look import Look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.handover import HandoverPage
from watan_desk.gui.pages.letter import LetterPage
from watan_desk.gui.screens import settle
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.replies import reply
from watan_desk.headoffice.sitting import decide
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk, exchange_of, hand_over
from watan_desk.wiring.sheets import draft_reconciliation

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return an empty folder that stands for the stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def handover(window: MainWindow) -> HandoverPage:
    """Stand the page."""
    return stand_page(window, HandoverPage, "handover")


def words(page: HandoverPage) -> str:
    """Return everything the page says."""
    return "\n".join(part.text() for part in page.findChildren(QLabel) if part.isVisible())


def test_without_a_folder_the_button_says_so_and_writes_nothing(
    desk: Desk, who: MadeUpPerson, window: MainWindow
) -> None:
    take_to(desk, who, "consent")
    page = handover(window)
    page.prepare.setFocus()
    press(Qt.Key.Key_Return)
    settle(window)
    assert page.action_bar.left.text() == window.look.say("gui.handover.no_folder")
    assert exchange_of(desk).handovers == ()


def test_nothing_is_prepared_where_nothing_waits(
    tmp_path: Path, open_window: OpenWindow, look: Look, stick: Path
) -> None:
    (tmp_path / "new").mkdir()
    made = make_desk(tmp_path / "new", accepted=False)  # having accepted the policy would be something to tell
    window = open_window(copied_desk(made, tmp_path / "desk"), look)
    page = handover(window)
    page.use_folder(stick)
    assert page.prepare.reason == window.look.say("gui.handover.nothing")


def test_a_file_is_sealed_onto_the_stick_and_its_sheet_issued(
    desk: Desk, who: MadeUpPerson, window: MainWindow, stick: Path
) -> None:
    take_to(desk, who, "consent")
    page = handover(window)
    page.use_folder(stick)
    press(Qt.Key.Key_Return, CTRL)
    settle(window)
    written = list(stick.iterdir())
    assert [path.name for path in written] == ["WT03A-0001.wdb"]
    raw = written[0].read_bytes()
    assert not [part for part in (*who.names, who.national_id) if part.encode() in raw]
    assert "WT03A-0001.wdb" in page.notice.text
    assert window.look.say("gui.handover.unknown") in words(page)
    assert [letter.kind for letter in desk.letters()] == ["L12"]
    assert QApplication.focusWidget() is not None
    press(Qt.Key.Key_Return)
    settle(window)
    assert window.shell is not None
    assert window.shell.at == ("letter", desk.letters()[0].number)


def test_the_reconciliation_slip_is_seen_before_it_takes_a_number(
    desk: Desk, who: MadeUpPerson, window: MainWindow, stick: Path
) -> None:
    take_to(desk, who, "consent")
    page = handover(window)
    assert page.slip.reason == window.look.say("gui.handover.no_history")
    hand_over(desk, stick)
    page = handover(window)
    assert page.slip.reason == ""
    page.slip.click()
    settle(window)
    assert window.shell is not None
    seen = window.shell.page
    assert isinstance(seen, LetterPage)
    assert [letter.kind for letter in desk.letters()] == ["L12"], "only looked at"
    assert seen.preview.paper.pdf == draft_reconciliation(desk)
    seen.back.click()
    settle(window)
    assert isinstance(window.shell.page, HandoverPage)
    page.slip.click()
    settle(window)
    seen.main.click()
    settle(window)
    assert [letter.kind for letter in desk.letters()] == ["L12", "L20"]
    assert seen.issued == desk.letters()[-1]


def test_a_stick_that_is_gone_is_told_and_nothing_is_noted(
    desk: Desk, who: MadeUpPerson, window: MainWindow, stick: Path
) -> None:
    take_to(desk, who, "consent")
    page = handover(window)
    page.use_folder(stick)
    stick.rmdir()
    page.prepare.click()
    settle(window)
    assert page.notice.text == window.look.say("bundle.no_folder")
    assert exchange_of(desk).handovers == ()
    assert page.prepare.reason == ""


def test_the_reply_is_taken_in_and_what_it_acknowledges_no_longer_waits(
    desk: Desk, who: MadeUpPerson, window: MainWindow, stick: Path, office: HeadOffice
) -> None:
    number = take_to(desk, who, "raise")
    page = handover(window)
    page.use_folder(stick)
    page.prepare.click()
    settle(window)
    clock_of(desk).advance(timedelta(days=15))
    assert take_in(office, stick / f"WT03A-0001{SUFFIX}").status == "accepted"
    decide(office, number, ACCEPTED)
    reply(office, "WT03", stick / f"reply{SUFFIX}")
    page.take_reply(stick / f"reply{SUFFIX}")
    settle(window)
    assert page.notice.property("msg") == "ok"
    assert window.look.say("gui.handover.known") in words(page)
    assert desk.dossier(number).decision is not None
    assert exchange_of(desk).standing.accepted > 0


@pytest.mark.parametrize("spoil", ["cut", "changed", "foreign"])
def test_a_spoiled_reply_is_refused_and_changes_nothing(
    desk: Desk, who: MadeUpPerson, window: MainWindow, stick: Path, office: HeadOffice, spoil: str
) -> None:
    take_to(desk, who, "consent")
    page = handover(window)
    page.use_folder(stick)
    page.prepare.click()
    settle(window)
    take_in(office, stick / f"WT03A-0001{SUFFIX}")
    file = stick / f"reply{SUFFIX}"
    reply(office, "WT03", file)
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    spoiled = {"cut": bytes(raw[:-60]), "changed": bytes(raw), "foreign": b"something else"}
    file.write_bytes(spoiled[spoil])
    before = exchange_of(desk)
    page.take_reply(file)
    settle(window)
    assert page.notice.property("msg") == "er"
    assert page.notice.text
    assert exchange_of(desk) == before


def test_a_dropped_file_is_taken_in(
    desk: Desk, who: MadeUpPerson, window: MainWindow, stick: Path, office: HeadOffice
) -> None:
    take_to(desk, who, "consent")
    page = handover(window)
    page.use_folder(stick)
    page.prepare.click()
    settle(window)
    take_in(office, stick / f"WT03A-0001{SUFFIX}")
    reply(office, "WT03", stick / f"reply{SUFFIX}")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(stick / f"reply{SUFFIX}"))])
    held = (Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPointF(9, 9), *held)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(9, 9), *held))
    settle(window)
    assert page.notice.property("msg") == "ok"
