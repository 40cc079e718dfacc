"""If these fail, whoever works at the window calls at the wrong hour or prints for somebody who must take no paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desks import copied_desk, make_desk, person, take_to
from tests.gui.standing import settle
from watan_desk.gui.background import Background
from watan_desk.gui.look import Look
from watan_desk.gui.overview import tasks
from watan_desk.gui.pages.case import CasePage
from watan_desk.gui.pages.letter import LetterPage
from watan_desk.gui.pages.page import Page
from watan_desk.gui.pages.paper import PaperPage
from watan_desk.gui.pages.today import TodayPage
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.case_row import CaseRow
from watan_desk.people.access import ON_PAPER_ANYWAY
from watan_desk.wiring import Desk
from watan_desk.wiring.access import log_of

Stand = Callable[[type[Page], object], Page]
WHO = person(form="victim")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a desk with one request whose person takes no paper."""
    home = make_desk(tmp_path_factory.mktemp("awn"), "awn")
    desk = copied_desk(home, home.parent / "with")
    number = take_to(desk, WHO, "consent")
    desk.do("capture", number, WHO.request() | {"no_paper_home": "yes"})
    desk.close()
    return home.parent / "with"


@pytest.fixture
def awn(made: Path, tmp_path: Path) -> Desk:
    """Return that desk, open."""
    return copied_desk(made, tmp_path / "awn")


@pytest.fixture
def stood(awn: Desk, look: Look, qtbot: QtBot) -> Stand:
    """Return what makes a page of the desk and waits until it stands."""
    session = Session(awn, look, Background())

    def make(page: type[Page], argument: object) -> Page:
        made = page(session)
        qtbot.addWidget(made)
        made.show()
        made.arrive(argument)
        settle(qtbot, session)
        return made

    return make


def test_the_case_page_says_how_the_person_is_reached(stood: Stand, awn: Desk) -> None:
    number = awn.cases()[0].number
    page = stood(CasePage, (number, "capture"))
    assert isinstance(page, CasePage)
    for told in (WHO.request()["safe_times"], page.look.say("contact.no_paper"), page.look.say("contact.ask_again")):
        assert str(told) in page.contact.text
    assert page.contact.isVisible()
    assert page.paper.reason, "the form is not put on paper either"


def test_the_list_of_today_says_way_and_time_and_no_number(stood: Stand, awn: Desk) -> None:
    page = stood(TodayPage, None)
    spoken = [each.accessibleName() for each in page.findChildren(CaseRow)]
    assert len(spoken) == len(tasks(awn)) == 1
    answers = WHO.request()
    assert answers["safe_times"] in spoken[0]
    assert page.look.say("contact.no_paper") in spoken[0]
    assert answers["safe_mobile"][1:] not in spoken[0]


def test_a_letter_for_the_person_is_barred_until_a_reason_stands(stood: Stand, awn: Desk, qtbot: QtBot) -> None:
    number = awn.cases()[0].number
    page = stood(LetterPage, (number, "L16"))
    assert isinstance(page, LetterPage)
    assert page.facts.no_paper.isVisible()
    assert page.main.reason
    assert page.save.reason
    page.main.click()
    settle(qtbot, page.session)
    assert awn.letters(number) == ()
    page.facts.no_paper.reason.line.setText("طلبه الآن لمحاميه")
    assert page.main.reason == page.look.say("gui.letter.identity_first")
    page.facts.identity.ways.combo.setCurrentIndex(1)
    page.facts.identity.ways.combo.activated.emit(1)
    settle(qtbot, page.session)
    assert page.main.reason == ""
    page.main.click()
    settle(qtbot, page.session)
    assert [each.kind for each in awn.letters(number)] == ["L16"]
    assert [each.note for each in log_of(awn) if each.what == ON_PAPER_ANYWAY] == ["طلبه الآن لمحاميه"]


def test_its_content_is_told_aloud_with_one_button(stood: Stand, awn: Desk, qtbot: QtBot) -> None:
    number = awn.cases()[0].number
    page = stood(LetterPage, (number, "L16"))
    assert isinstance(page, LetterPage)
    offered = [
        page.facts.no_paper.ways.combo.itemData(place) for place in range(page.facts.no_paper.ways.combo.count())
    ]
    assert [each for each in offered if each] == ["in_person", "call"]
    page.facts.no_paper.tell.click()
    settle(qtbot, page.session)
    assert awn.history(number)[-1]["deed"] == "told"
    assert page.look.say("contact.told_way.in_person") in page.facts.no_paper.last.text()
    assert awn.letters(number) == ()


def test_the_rights_card_is_explained_and_not_printed(stood: Stand, awn: Desk) -> None:
    number = awn.cases()[0].number
    page = stood(PaperPage, ("sheet", "rights", number))
    assert isinstance(page, PaperPage)
    assert page.main.reason
    assert page.save.reason
    assert page.explained.reason == ""
    assert page.contact.isVisible()


def test_a_sheet_of_no_case_is_printed_as_ever(stood: Stand) -> None:
    page = stood(PaperPage, ("sheet", "rights"))
    assert isinstance(page, PaperPage)
    assert page.main.reason == ""
    assert not page.contact.isVisible()
