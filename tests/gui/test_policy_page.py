"""If these fail, a delegate cannot read the policy in the window, accept it, or open the association's own papers."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.desks import MORNING, PASSPHRASE, copied_desk, make_desk, take_to
from tests.gui.conftest import OpenWindow
from tests.gui.standing import stand_page
from watan_desk.common.clock import FixedClock
from watan_desk.gui.look import Look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.deed import DeedPage
from watan_desk.gui.pages.paper import PaperPage
from watan_desk.gui.pages.policy import SECTIONS, PolicyPage
from watan_desk.gui.pages.reception import ReceptionPage
from watan_desk.gui.screens import settle
from watan_desk.headoffice.office import open_office
from watan_desk.headoffice.policies import publish
from watan_desk.headoffice.replies import reply
from watan_desk.policy.pack import shipped_text
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk, open_desk, take_reply
from watan_desk.wiring.policies import policy_state


def own_pdf(folder: Path, pages: int = 2) -> Path:
    """Write a PDF as an association might have one."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    out = BytesIO()
    made.save(out)
    path = folder / "own.pdf"
    path.write_bytes(out.getvalue())
    return path


def standing(window: MainWindow, section: object = None) -> PolicyPage:
    """Open the policy page."""
    return stand_page(window, PolicyPage, "policy", section)


def words(page: PolicyPage) -> str:
    """Return everything the shown section says."""
    shown = [found for widget in page.rows.widgets() for found in (widget, *widget.findChildren(QLabel))]
    return "\n".join(found.text() for found in shown if isinstance(found, QLabel))


def test_a_new_desk_begins_at_the_policy_and_goes_on_once_it_is_accepted(
    open_window: OpenWindow, look: Look, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = copied_desk(make_desk(tmp_path / "made", accepted=False), tmp_path / "desk")
    window = open_window(desk, look)
    settle(window)
    assert window.shell is not None
    page = window.shell.page
    assert isinstance(page, PolicyPage)
    assert page.accept.isVisible()
    page.accept.click()
    settle(window)
    assert policy_state(desk).accepted
    assert not page.accept.isVisible()


def test_the_overview_shows_both_dates_and_the_computed_pair(window: MainWindow) -> None:
    said = words(standing(window, "overview"))
    assert "٥ / ١ / ١٤٤٧ هـ الموافق ٣٠ / ٦ / ٢٠٢٤ م" in said
    for day in ("2025/06/30", "1447/01/05", "2024/06/30", "1445/12/24"):
        assert day in said


def test_no_product_default_stands_among_the_steps_and_aims(window: MainWindow) -> None:
    page = standing(window, "steps")
    said, pack = words(page), window.shell.session.desk.office.pack  # type: ignore[union-attr]
    assert all(aim.text.ar in said for aim in pack.aims)
    assert all(step.summary.ar in said for step in pack.steps)
    assert not any(item.label.ar in said for item in pack.defaults)
    page.choose("defaults")
    listed = words(page)
    assert "إعداد المنتج — غير وارد في السياسة" in listed
    assert all(item.label.ar in listed for item in pack.defaults)


def test_a_paper_that_was_not_supplied_says_so_and_opens_once_it_is_added(window: MainWindow, tmp_path: Path) -> None:
    page = standing(window, "tools")
    assert words(page).count("لم تُزوَّد بعد") == 4
    page.attach_own("policy", own_pdf(tmp_path))
    settle(window)
    assert words(page).count("لم تُزوَّد بعد") == 3
    page.open_own("policy")
    settle(window)
    assert window.shell is not None
    shown = window.shell.page
    assert isinstance(shown, PaperPage)
    assert shown.preview.paper.pageCount() == 2


@pytest.mark.parametrize("look", ["ar", "en"], indirect=True)
def test_every_section_is_said_in_both_languages_and_every_sheet_is_drawn(window: MainWindow) -> None:
    page = standing(window)
    for section in SECTIONS:
        page.choose(section)
        assert len(words(page)) > 20
        assert page.print.isVisible() == (section in SECTIONS[4:])
    shown = stand_page(window, PaperPage, "paper", ("sheet", "standards"))
    assert shown.preview.paper.pageCount() >= 1


def test_the_rights_card_is_recorded_as_explained_with_its_language_in_the_case(
    window: MainWindow, desk: Desk, who: MadeUpPerson
) -> None:
    number = take_to(desk, who, "consent")
    shown = stand_page(window, PaperPage, "paper", ("sheet", "rights", number))
    assert shown.explained.isVisible()
    assert shown.language.text()
    shown.language.setText("الأردية")
    shown.explained.click()
    settle(window)
    [told] = desk.dossier(number).rights
    assert (told.explained, told.language, told.at) == (True, "الأردية", desk.clock.now())
    assert "الأردية" in shown.notice.text


def test_the_pages_of_a_case_keep_to_its_version_after_another_came(
    open_window: OpenWindow, look: Look, who: MadeUpPerson, tmp_path: Path
) -> None:
    """R14: steps, words and what a deed asks are those the case was opened with, in the window too."""
    desk = open_desk(make_desk(tmp_path), PASSPHRASE, FixedClock(MORNING))
    number = take_to(desk, who, "attest")
    text = (
        shipped_text("watan-tumuh")
        .decode()
        .replace("الرفع إلى اللجنة", "العرض على اللجنة")
        .replace('version = "2026.1"', 'version = "2027.1"\nchange_note = { ar = "تغير عنوان", en = "A heading" }')
    )
    new = tmp_path / "new"
    new.mkdir()
    (new / "pack.toml").write_text(text.replace('"attestation_current"', '"open_clarification"'), encoding="utf-8")
    office = open_office(tmp_path / "office", PASSPHRASE).at(FixedClock(MORNING))
    publish(office, new)
    reply(office, "WT03", tmp_path / "back.wdb")
    take_reply(desk, tmp_path / "back.wdb")
    assert desk.office.pack.version == "2027.1"
    window = open_window(desk, look)
    settle(window)
    page = stand_page(window, DeedPage, "deed", (number, "raise"))
    assert page.office.pack.version == "2026.1"
    assert page.form is not None, "nothing of the new version's rule holds it back"
    headings = [view.step.heading.ar for view in page.case.steps] if page.case else []
    assert "الرفع إلى اللجنة" in headings
    assert "العرض على اللجنة" not in headings
    office.engine.dispose()


def test_reception_and_policy_say_beforehand_what_keeps_requests_closed(
    open_window: OpenWindow, look: Look, tmp_path: Path
) -> None:
    """R13, R74: nobody fills a whole visit in to learn at its end that no request is opened yet."""
    desk = open_desk(make_desk(tmp_path, "huda", active=False), PASSPHRASE, FixedClock(MORNING))
    window = open_window(desk, look)
    settle(window)
    assert window.shell is not None
    said = look.say("missing.confirmation")
    assert said in words(standing(window))
    notice = stand_page(window, ReceptionPage, "reception").notice.text
    assert said in notice
    assert "reply_period_days" in notice
    assert [item.code for item in policy_state(desk).unmet] == ["setting.reply_period_days", "confirmation"]
