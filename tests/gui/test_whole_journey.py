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


def test_a_visitor_is_received_heard_checked_raised_and_handed_over_without_the_mouse(
    desk: Desk, who: MadeUpPerson, window: MainWindow, office: HeadOffice, tmp_path: Path
) -> None:
    hand = Delegate(window)

    hand.strike(Qt.Key.Key_F2)
    assert hand.at == ("reception", None)
    hand.answer_all(who.reception())
    hand.main_action()
    (case,) = desk.cases()
    number = case.number

    assert hand.at == ("deed", (number, "consent")), "no personal field before the consents"
    hand.answer_all(who.consents())
    hand.main_action()

    assert hand.at[0] == "case"
    asked = who.request()
    met = hand.answer_all(asked | asked["family_members"][0])
    assert len(met) > 20
    for _ in range(3):
        hand.strike(Qt.Key.Key_F8)
        hand.strike(Qt.Key.Key_Return)
        assert hand.at[0] == "document"
        kind = hand.form().record.value("doc_type")
        shown = next(each for each in who.documents() if each["doc_type"] == kind)
        hand.answer_all({"doc_validity": "valid"} | shown)
        hand.main_action()
    page = hand.page
    assert isinstance(page, CasePage)
    assert page.left_open() == (0, 0)
    hand.main_action()

    assert hand.at == ("deed", (number, "check"))
    hand.answer_all(practice.COMPLETION)
    hand.main_action()
    assert desk.dossier(number).case.state == "checked"

    assert hand.at[0] == "attestation"
    hand.answer_all(answers(desk, who, "attest"))
    hand.main_action()
    attested = desk.dossier(number).attestation
    assert attested is not None
    assert attested.outcome == "attested"

    assert hand.at == ("deed", (number, "raise"))
    hand.answer_all(practice.explained(today(desk)))
    hand.main_action()
    raised = desk.dossier(number).raising
    assert raised is not None
    assert raised.earliest_reply is not None
    assert (raised.earliest_reply - today(desk)).days == 14

    hand.strike(Qt.Key.Key_5, CTRL)
    sending = hand.page
    assert isinstance(sending, HandoverPage)
    sending.use_folder(tmp_path)
    hand.main_action()
    file = tmp_path / f"WT03A-0001{SUFFIX}"
    assert take_in(office, file).status == "accepted"
    captured = desk.dossier(number).request
    assert captured is not None
    assert captured.answers["national_id"] == who.national_id
    assert captured.answers["need_description"] == who.say["need"]
