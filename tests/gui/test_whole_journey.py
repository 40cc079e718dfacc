"""One person, from the door to the sealed file, by keyboard alone. Were this wrong, the desk could not do its work."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.desks import answers, today
from tests.gui.delegate import CTRL, Delegate
from watan_desk import practice
from watan_desk.bundle.desk import SUFFIX
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.case import CasePage
from watan_desk.gui.pages.handover import HandoverPage
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.office import HeadOffice
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk


def receive(hand: Delegate, desk: Desk, who: MadeUpPerson) -> str:
    """Receive a visitor; return the number of the case."""
    hand.strike(Qt.Key.Key_F2)
    hand.stands_at("reception")
    hand.answer_all(who.reception())
    hand.main_action()
    (case,) = desk.cases()
    return case.number


def capture(hand: Delegate, who: MadeUpPerson) -> None:
    """Ask for the consents, then for the request's data, then see the documents."""
    hand.stands_at("deed", "consent")
    hand.answer_all(who.consents())
    hand.main_action()
    hand.stands_at("case")
    asked = who.request()
    assert len(hand.answer_all(asked | asked["family_members"][0])) > 20
    for _ in range(3):
        see_document(hand, who)
    page = hand.page
    assert isinstance(page, CasePage)
    assert page.left_open() == (0, 0)
    hand.main_action()


def see_document(hand: Delegate, who: MadeUpPerson) -> None:
    """Go to the next document that is open, and match it."""
    hand.strike(Qt.Key.Key_F8)
    hand.strike(Qt.Key.Key_Return)
    hand.stands_at("document")
    kind = hand.form().record.value("doc_type")
    shown = next(each for each in who.documents() if each["doc_type"] == kind)
    hand.answer_all({"doc_validity": "valid"} | shown)
    hand.main_action()


def attest_and_raise(hand: Delegate, desk: Desk, who: MadeUpPerson) -> None:
    """Declare the data complete, record the attestation, explain what follows and raise the request."""
    hand.stands_at("deed", "check")
    hand.answer_all(practice.COMPLETION)
    hand.main_action()
    hand.stands_at("attestation")
    hand.answer_all(answers(desk, who, "attest"))
    hand.main_action()
    hand.stands_at("deed", "raise")
    hand.answer_all(practice.explained(today(desk)))
    hand.main_action()


def hand_over(hand: Delegate, folder: Path) -> Path:
    """Seal what waits into a file."""
    hand.strike(Qt.Key.Key_6, CTRL)
    page = hand.page
    assert isinstance(page, HandoverPage)
    page.use_folder(folder)
    hand.main_action()
    return folder / f"WT03A-0001{SUFFIX}"


def test_a_visitor_is_received_heard_checked_raised_and_handed_over_without_the_mouse(
    desk: Desk, who: MadeUpPerson, window: MainWindow, office: HeadOffice, tmp_path: Path
) -> None:
    hand = Delegate(window)
    number = receive(hand, desk, who)
    capture(hand, who)
    attest_and_raise(hand, desk, who)
    dossier = desk.dossier(number)
    assert dossier.request is not None
    assert dossier.request.answers["national_id"] == who.national_id
    assert dossier.request.answers["need_description"] == who.say["need"]
    assert dossier.attestation is not None
    assert dossier.attestation.outcome == "attested"
    assert dossier.raising is not None
    assert dossier.raising.earliest_reply is not None
    assert (dossier.raising.earliest_reply - today(desk)).days == 14
    assert take_in(office, hand_over(hand, tmp_path)).status == "accepted"
