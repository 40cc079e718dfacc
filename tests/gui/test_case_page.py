"""The pages of a case.

If these fail, personal data is asked before the consents, what was typed is lost, a case is called complete too early,
a deed is done that the policy does not allow yet, or a step cannot be found again.
"""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from tests.desks import answers, take_to
from tests.gui.conftest import PAGE_SIZE
from tests.gui.keyboard import focused, press, type_text
from tests.gui.standing import settle, stand
from watan_desk.forms import CHECKS, compile_form
from watan_desk.gui.pages import case as case_page
from watan_desk.gui.pages.attestation import AttestationPage
from watan_desk.gui.pages.case import CasePage
from watan_desk.gui.pages.deed import DeedPage
from watan_desk.gui.pages.document import DocumentPage
from watan_desk.gui.pages.on_case import OnCase
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.fields.repeat import RepeatView
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk, issue_letter


class Pages(QStackedWidget):
    """The pages of a case, and the way from one to another that the window gives them."""

    def __init__(self, session: Session, settled: Callable[[], None]) -> None:
        super().__init__()
        self._settled = settled
        self.at = ""
        self.asked: list[tuple[str, object]] = []
        self.told: list[tuple[str, str]] = []
        self.case, self.deed = CasePage(session), DeedPage(session)
        self.document, self.attestation = DocumentPage(session), AttestationPage(session)
        self.pages: dict[str, OnCase] = {}
        for page in (self.case, self.deed, self.document, self.attestation):
            self.pages[page.name] = page
            page.go.connect(self._stand)
            page.told.connect(lambda kind, sentence: self.told.append((kind, sentence)))
            self.addWidget(page)
        self.resize(*PAGE_SIZE)

    def go(self, name: str, argument: object) -> None:
        """Go to a page and wait until it stands."""
        self._stand(name, argument)
        self._settled()

    def _stand(self, name: str, argument: object) -> None:
        self.asked.append((name, argument))
        if self.at:
            self.pages[self.at].leave()
        if name in self.pages:
            self.at = name
            self.setCurrentWidget(self.pages[name])
            self.pages[name].arrive(argument)


@pytest.fixture
def pages(qtbot: QtBot, session: Session) -> Iterator[Pages]:
    made = Pages(session, lambda: settle(qtbot, session))
    stand(qtbot, made)
    yield made
    settle(qtbot, session)


def form_line(page: CasePage | DeedPage, name: str) -> QLineEdit:
    assert page.form is not None
    editor = page.form.field(name).editor
    assert editor is not None
    target = editor.target()
    assert isinstance(target, QLineEdit)
    return target


def fill(page: DeedPage, given: dict[str, object]) -> None:
    """Fill a deed's form as its fields would."""
    assert page.form is not None
    page.form.record.fill(given)
    page.form.show_record()
    page.form.changed.emit()


def press_main(pages: Pages, qtbot: QtBot, session: Session) -> None:
    """Press the one filled button of the page that stands."""
    main = pages.pages[pages.at].main_action()
    assert main is not None
    main.setFocus()
    press(Qt.Key.Key_Return)
    settle(qtbot, session)


def test_the_consents_come_before_the_first_personal_field(pages: Pages, desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "open")
    pages.go("case", number)
    assert (pages.at, pages.deed.deed) == ("deed", "consent")
    pages.go("case", (number, "capture"))
    assert (pages.at, pages.deed.deed) == ("deed", "consent"), "not even by asking for the form"
    assert pages.case.form is None


def test_recording_the_consents_opens_the_request_form(
    pages: Pages, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    number = take_to(desk, who, "open")
    pages.go("case", number)
    press_main(pages, qtbot, session)
    assert pages.at == "deed", "nothing is chosen yet: the button is blocked"
    fill(pages.deed, dict(who.consents()))
    press_main(pages, qtbot, session)
    assert pages.at == "case"
    assert pages.case.form is not None
    assert desk.dossier(number).consents


def test_what_is_typed_is_kept_as_a_draft_and_found_again(
    pages: Pages, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    number = take_to(desk, who, "consent")
    pages.go("case", number)
    assert pages.case.form is not None
    pages.case.form.give("/data/identity/id_type", "national_id")
    form_line(pages.case, "national_id").setFocus()
    type_text("199458073")
    settle(qtbot, session)
    draft = desk.draft("capture", number)
    assert draft is not None
    assert "199458073" in draft.instance
    fresh = CasePage(session)
    qtbot.addWidget(fresh)
    fresh.arrive((number, "capture"))
    settle(qtbot, session)
    assert form_line(fresh, "national_id").text() == "199458073", "a wrong number too"


def test_leaving_the_page_captures_what_was_typed(pages: Pages, desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "consent")
    pages.go("case", number)
    assert pages.case.form is not None
    pages.case.form.record.fill(who.request())
    pages.case.form.give("/data/identity/name_first", "مها")
    pages.go("deed", (number, "check"))
    request = desk.dossier(number).request
    assert request is not None
    assert request.answers["name_first"] == "مها"
    assert request.complete


def test_the_page_says_how_much_is_left_and_blocks_the_way_until_then(
    pages: Pages, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    number = take_to(desk, who, "capture")
    pages.go("case", number)
    main = pages.case.main_action()
    assert main is not None
    assert pages.case.left_open() == (0, 3)
    assert main.reason == session.look.say("gui_case.left_documents", count=3)
    for shown in who.documents():
        desk.do("document", number, shown)
    pages.go("case", number)
    assert pages.case.left_open() == (0, 0)
    assert main.reason == ""
    press_main(pages, qtbot, session)
    assert pages.asked[-1] == ("deed", (number, "check"))


def test_the_checklist_follows_the_answers_as_they_are_given(pages: Pages, desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "capture")
    pages.go("case", number)
    assert [row.shown.kind for row in pages.case.documents.rows] == ["national_id", "family_record", "lease"]
    assert pages.case.form is not None
    pages.case.form.give("/data/housing/housing_tenure", "own")
    assert [row.shown.kind for row in pages.case.documents.rows] == ["national_id", "family_record"]


def test_an_expired_document_is_recorded_and_stays_open(
    pages: Pages, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    number = take_to(desk, who, "capture")
    pages.go("document", (number, "lease"))
    fill(pages.document, {"doc_expiry_date": "2026-11-07", "doc_form": "original", "doc_match": "match"})
    assert pages.document.form is not None
    assert pages.document.form.record.value("doc_validity") == "expired", "the dates say it, not the delegate"
    assert pages.document.notice.text
    press_main(pages, qtbot, session)
    assert pages.at == "case"
    lease = next(row for row in pages.case.documents.rows if row.shown.kind == "lease")
    assert lease.shown.tone == "er"
    assert session.look.say("gui_case.document_expired", count=12) in lease.accessibleName()
    assert pages.case.left_open() == (0, 3)


def test_a_row_of_the_checklist_opens_its_document_by_keyboard(
    pages: Pages, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    number = take_to(desk, who, "capture")
    pages.go("case", number)
    pages.case.next_open(1)
    assert focused() is pages.case.documents.rows[0]
    press(Qt.Key.Key_Return)
    settle(qtbot, session)
    assert pages.at == "document"
    assert pages.document.form is not None
    assert pages.document.form.record.value("doc_type") == "national_id"


def test_the_attestation_shows_the_very_text_of_its_sheet(pages: Pages, desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "check")
    pages.go("case", number)
    assert pages.at == "attestation"
    text = pages.attestation.reading.text.toPlainText()
    assert who.national_id in text
    assert number in text
    issued = issue_letter(desk, "L03", number).letter
    for line in text.splitlines():
        bare = "".join(sign for sign in line if sign not in "\u2066\u2069")
        assert bare in issued.text
    pages.go("case", number)
    assert issued.number in pages.attestation.reading.number.text()


def test_a_deed_that_comes_too_early_has_no_form_says_what_it_waits_for_and_leads_there(
    pages: Pages, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    number = take_to(desk, who, "check")
    pages.go("deed", (number, "raise"))
    assert pages.deed.form is None, "nothing can be typed that could not be recorded"
    said = [each.text() for each in pages.deed.about.findChildren(QLabel)]
    assert session.look.say("missing.attestation") in said
    main = pages.deed.main_action()
    assert main is not None
    assert session.look.say("deed.attest") in main.text()
    press_main(pages, qtbot, session)
    assert pages.at == "attestation"
    assert desk.dossier(number).raising is None


def test_what_was_typed_before_a_deed_was_barred_is_kept_and_comes_back(
    pages: Pages, desk: Desk, who: MadeUpPerson
) -> None:
    number = take_to(desk, who, "attest")
    pages.go("deed", (number, "raise"))
    assert pages.deed.form is not None
    fill(pages.deed, {"raising_note": "ينظر فيه مع طلب سابق"})
    pages.deed.leave()
    desk.do("capture", number, who.request() | {"name_first": "مها"})
    pages.go("deed", (number, "raise"))
    assert pages.deed.form is None, "the attestation is stale now"
    assert pages.deed.notice.text == pages.deed.look.say("gui_case.draft_waits")
    desk.do("attest", number, answers(desk, who, "attest"))
    pages.go("deed", (number, "raise"))
    assert pages.deed.form is not None
    assert pages.deed.form.record.value("raising_note") == "ينظر فيه مع طلب سابق"


@pytest.mark.parametrize("deed", ["notify", "register", "deliver", "rate"])
def test_no_barred_deed_of_any_kind_draws_a_form(pages: Pages, desk: Desk, who: MadeUpPerson, deed: str) -> None:
    number = take_to(desk, who, "capture")
    pages.go("deed", (number, deed))
    assert pages.deed.form is None
    main = pages.deed.main_action()
    assert main is not None
    assert pages.deed.look.say("deed.check") in main.text() or pages.deed.look.say("deed.capture") in main.text()


def test_the_data_is_read_only_once_the_request_is_raised(pages: Pages, desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    pages.go("case", (number, "capture"))
    line = form_line(pages.case, "name_first")
    before = line.text()
    line.setFocus()
    type_text("س")
    assert line.text() == before
    assert pages.case.notice.text


def test_a_closed_deed_shows_what_was_recorded(pages: Pages, desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    pages.go("deed", (number, "raise"))
    assert pages.deed.form is not None
    assert pages.deed.form.record.value("committee_notice") == "yes"
    assert pages.deed.form.record.problems() == ()


def test_every_step_of_an_accepted_request_is_done_on_its_page(
    pages: Pages, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    number = take_to(desk, who, "decide")
    for deed in ("notify", "register", "deliver", "rate"):
        pages.go("case", number)
        assert (pages.at, pages.deed.deed) == ("deed", deed)
        fill(pages.deed, dict(answers(desk, who, deed)))
        press_main(pages, qtbot, session)
        assert pages.told[-1][0] == "ok", pages.deed.notice.text
    assert desk.dossier(number).case.state == "closed"


def test_the_waiting_case_shows_its_earliest_day_and_leads_to_the_hand_over(
    pages: Pages, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    number = take_to(desk, who, "raise")
    pages.go("case", number)
    assert (pages.at, pages.deed.deed) == ("deed", "decide")
    raised = desk.dossier(number).raising
    assert raised is not None
    assert raised.earliest_reply is not None
    said = [each.text() for each in pages.deed.about.findChildren(type(pages.deed.about.title))]
    assert session.look.both_days(raised.earliest_reply) in said
    press_main(pages, qtbot, session)
    assert pages.asked[-1] == ("handover", None)


def test_steps_are_walked_with_the_alt_key_in_reading_direction(
    pages: Pages, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    number = take_to(desk, who, "capture")
    pages.go("case", number)
    focused_before = pages.case.first_focus()
    assert focused_before is not None
    focused_before.setFocus()
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, session)
    assert (pages.at, pages.deed.deed) == ("deed", "clarify")
    pages.deed.walk_steps(-1)
    settle(qtbot, session)
    assert pages.at == "case"


def test_tab_walks_the_page_as_it_is_read(
    pages: Pages, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    number = take_to(desk, who, "capture")
    pages.go("case", number)
    page = pages.case
    assert page.form is not None
    regions = (page.stepper, page.form.sections, page.form.panel, page.documents, page.action_bar)
    page.stepper.setFocus()
    met: list[int] = []
    for _ in range(140):
        here = next((place for place, part in enumerate(regions) if part.isAncestorOf(focused())), None)
        if here is not None and here not in met:
            met.append(here)
        if here == len(regions) - 1 and focused() is page.main_action():
            break
        press(Qt.Key.Key_Tab)
    assert met == list(range(len(regions)))
    assert focused() is page.main_action(), "the main action comes last"


def test_the_text_is_reached_before_the_form_of_the_attestation(
    pages: Pages, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    number = take_to(desk, who, "check")
    pages.go("case", number)
    page = pages.attestation
    assert page.form is not None
    page.reading.sheet.setFocus()
    press(Qt.Key.Key_Tab)
    assert page.form.isAncestorOf(focused())


def test_nothing_is_read_aloud_before_it_can_be_attested(pages: Pages, desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "capture")
    pages.go("attestation", (number, "attest"))
    assert who.national_id not in pages.attestation.reading.text.toPlainText()
    assert pages.attestation.reading.sheet.reason


def test_the_form_goes_on_paper_as_it_stands_on_the_screen(
    pages: Pages, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    number = take_to(desk, who, "consent")
    pages.go("case", number)
    assert pages.case.form is not None
    pages.case.form.give("/data/identity/id_type", "national_id")
    form_line(pages.case, "national_id").setFocus()
    type_text("199458073")
    goal = tmp_path / "form.pdf"
    monkeypatch.setattr(case_page, "choose_file", lambda *_: goal)
    pages.case.paper.click()
    settle(qtbot, session)
    said = subprocess.run(["pdftotext", str(goal), "-"], capture_output=True, check=True).stdout.decode()
    assert "199458073" in said
    assert number in said
    assert pages.case.notice.text


def test_answers_to_an_older_form_are_carried_over_and_the_page_says_what_became_of_them(
    pages: Pages, desk: Desk, who: MadeUpPerson, qtbot: QtBot, session: Session
) -> None:
    number = take_to(desk, who, "capture")
    told = desk.dossier(number).request
    assert told is not None
    old = desk.office.form_of("capture")
    renamed = old.xml.replace("need_description", "need_story").replace(f'version="{old.version}"', 'version="next"')
    shelf = desk.office.shelf._shipped
    shelf[next(name for name, form in shelf.items() if form is old)] = compile_form(renamed, checks=CHECKS)
    pages.go("case", (number, "capture"))
    assert pages.case.form is not None
    assert pages.case.upgraded is not None, "the page must offer to carry the answers"
    assert pages.case.form.record.value("need_description") == told.answers["need_description"]
    pages.case.upgraded.carry.click()
    settle(qtbot, session)
    said = " ".join(each.text() for each in pages.case.upgraded.findChildren(QLabel))
    assert str(told.answers["need_description"]) in said
    record = pages.case.form.record
    assert record.value("national_id") == told.answers["national_id"]
    assert [each.name for each in record.aside] == ["need_description"]
    pages.case.upgraded.needs.click()
    assert pages.case.form.is_in_question("need_story")
    type_text("يسكن في غرفة واحدة مع أسرته")
    pages.go("case", (number, "capture"))
    settle(qtbot, session)
    again = desk.dossier(number).request
    assert again is not None
    assert again.form_version == "next"
    assert str(told.answers["need_description"]) in again.instance, "what was kept aside must stay with the request"


def test_what_was_delivered_is_shown_item_by_item(pages: Pages, desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "rate")
    delivered = desk.dossier(number).deliveries[-1].answers["items"]
    assert delivered
    pages.go("deed", (number, "deliver"))
    assert pages.deed.form is not None
    [items] = [each for each in pages.deed.form.findChildren(RepeatView) if each.view.name == "items"]
    assert [{child.name: child.value for child in item.children if child.value} for item in items.view.children] == [
        {name: str(value) for name, value in item.items() if value} for item in delivered
    ]
    assert items.model.rowCount() == len(delivered)


def test_a_step_that_was_never_done_is_not_called_recorded(pages: Pages, desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    pages.go("deed", (number, "clarify"))
    assert pages.deed.form is None
    assert "لم تُجرَ" in pages.deed.notice.text
    pages.go("deed", (number, "attest" if "attest" in pages.pages else "check"))
    assert pages.deed.form is not None
    assert "لم تُجرَ" not in pages.deed.notice.text
