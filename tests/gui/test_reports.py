"""If these fail, an association cannot see what became of its requests, or sees what it must not."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desks import copied_desk, make_desk, person, take_to
from watan_desk.figures.sheets import HIDDEN
from watan_desk.gui.background import Background
from watan_desk.gui.look import Look
from watan_desk.gui.pages.reports import ReportsPage
from watan_desk.gui.session import Session


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> ReportsPage:
    """Return the page over one request that was closed."""
    take_to(session.desk, person(), "rate")
    made = ReportsPage(session)
    qtbot.addWidget(made)
    made.show()
    made.arrive(None)
    qtbot.waitUntil(lambda: made.found is not None)
    return made


def test_the_charts_say_aloud_what_they_show(page: ReportsPage) -> None:
    assert "1" in page.totals.text() or "١" in page.totals.text()
    assert [mark.value for mark in page.months.marks] == [1]
    assert sum(mark.value for mark in page.channels.marks) == 1
    assert page.channels.marks[0].name in page.channels.accessibleDescription()
    assert {mark.said for mark in page.scores.marks} == {HIDDEN}


def test_the_keyboard_turns_a_chart_into_its_table(page: ReportsPage) -> None:
    page.shown.setFocus()
    assert page.found is not None
    for _ in range([sheet.name for sheet in page.found.sheets].index("outcomes") + 1):
        QTest.keyClick(page.shown, Qt.Key.Key_Down)
    assert page.pages.currentWidget() is page.table
    assert page.table.rowCount() == len(page.desk.office.pack.categories)
    heads = [page.table.horizontalHeaderItem(column) for column in range(page.table.columnCount())]
    assert all(head is not None and head.text() for head in heads)


def test_a_shorter_stretch_counts_fewer_requests(page: ReportsPage, qtbot: QtBot) -> None:
    page.period.setFocus()
    QTest.keyClick(page.period, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.found is not None and page.found.report.cases == 1)
    first = page.found
    QTest.keyClick(page.period, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.found is not first)
    assert page.found is not None
    assert page.found.report.cases in {0, 1}


def test_the_tables_go_into_one_excel_file(page: ReportsPage, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "figures.xlsx"
    page.write(target)
    done: Callable[[], bool] = target.exists
    qtbot.waitUntil(done)
    qtbot.waitUntil(lambda: bool(page.notice.text))
    assert len(openpyxl.load_workbook(target).sheetnames) == (len(page.found.sheets) if page.found else 0)


@pytest.mark.parametrize(("association", "first", "line"), [("awn", 7, None), ("naba", 13, 1)])
def test_the_bands_of_replies_follow_the_association(
    association: str, first: int, line: int | None, tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    desk = copied_desk(make_desk(tmp_path / "made", association), tmp_path / "desk")
    background = Background()
    made = ReportsPage(Session(desk, look, background))
    qtbot.addWidget(made)
    made.arrive(None)
    qtbot.waitUntil(lambda: bool(made.replies.marks))
    assert str(first if line is None else first + 1) in made.replies.marks[0].name
    assert ("14" in " ".join(mark.name for mark in made.replies.marks)) is (line is not None)
    assert made.replies.line == line
    background.close()
    desk.close()
