"""If these fail, nobody is told in time that a ward will have to be asked in person."""

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import Qt

from tests.desks import set_clock, take_to, today
from tests.gui.conftest import OpenWindow, make_look
from tests.gui.keyboard import press
from watan_desk.common.hijri import majority_day
from watan_desk.gui.pages.today import TodayPage
from watan_desk.gui.screens import settle
from watan_desk.gui.widgets.case_row import CaseRow
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk

BORN = date(2009, 7, 1)


def test_a_ward_who_comes_of_age_within_sixty_days_stands_on_today_and_the_row_opens_the_case(
    desk: Desk, who: MadeUpPerson, open_window: OpenWindow
) -> None:
    grown = majority_day(BORN)
    set_clock(desk, datetime(grown.year, grown.month, grown.day, 7, tzinfo=UTC) - timedelta(days=20))
    who = MadeUpPerson(**{**vars(who), "today": today(desk)})
    number = take_to(desk, who, "consent")
    desk.do("capture", number, who.request() | {"birth_date": BORN.isoformat(), "birth_date_calendar": "gregorian"})
    look = make_look("en")
    window = open_window(desk, look)
    assert window.shell is not None
    page = window.shell.page
    assert isinstance(page, TodayPage)
    rows = [row for row in page.findChildren(CaseRow) if "Of age on" in row.accessibleName()]
    assert [row.number for row in rows] == [number]
    assert look.day(grown) in rows[0].accessibleName()
    assert "consents and attests in person" in rows[0].accessibleName()
    rows[0].setFocus()
    press(Qt.Key.Key_Return)
    settle(window)
    assert window.shell.at[0] == "case"

    desk_after = datetime(grown.year, grown.month, grown.day, 7, tzinfo=UTC)
    set_clock(desk, desk_after)
    window.shell.go("today", None)
    settle(window)
    assert not [row for row in page.findChildren(CaseRow) if "Of age on" in row.accessibleName() and row.isVisible()]
