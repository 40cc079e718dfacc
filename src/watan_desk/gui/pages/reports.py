"""Reports: what became of requests, how long it took, how people found it. Nobody who works is ranked here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QGridLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from watan_desk.common.clock import saudi_day
from watan_desk.common.files import write_durably
from watan_desk.common.hijri import HijriDay, to_gregorian, to_hijri
from watan_desk.figures.bands import reply_bands
from watan_desk.figures.records import Report, Scale
from watan_desk.figures.sheets import HIDDEN, Sheet, workbook
from watan_desk.gui.pages.page import Page
from watan_desk.gui.purpose import purpose_given
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button, Panel, label, row
from watan_desk.gui.widgets.charts import Bars, Chart, Columns, Mark, Parts
from watan_desk.gui.widgets.fields.choice import Combo
from watan_desk.gui.widgets.scroll import scrolled
from watan_desk.policy.office import reply_limits
from watan_desk.wiring.access import note_export
from watan_desk.wiring.figures import report, report_sheets

PERIODS = ("all", "year", "month", "last_90")


@dataclass(frozen=True)
class Found:
    """A report and its tables in the window's language."""

    report: Report
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """Return a table by its name."""
        return next(sheet for sheet in self.sheets if sheet.name == name)


class ReportsPage(Page):
    """Four charts, each of which is a table too; every other table by its name; all of them as an Excel file."""

    name = rail = "reports"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        look = self.look
        self.found: Found | None = None
        self.bar.name(look.say("gui.reports.title"))
        self.period = self._choice("gui.reports.period", [look.say(f"gui.reports.period_{name}") for name in PERIODS])
        self.shown = self._choice("gui.reports.shown", [look.say("gui.reports.charts")])
        self.totals = label("", "hint")
        self.body.addLayout(row(self.period, self.shown, None, self.totals, spacing=10))
        self.months = Columns(look, look.say("figures.months"))
        self.replies = Columns(look, look.say("gui.reports.replies"))
        self.scores = Parts(look, look.say("figures.satisfaction"))
        self.channels = Bars(look, look.say("figures.channels"))
        self.pages = QStackedWidget()
        self.pages.addWidget(scrolled(self._charts()))
        self.table = QTableWidget()
        self._dress(self.table)
        self.pages.addWidget(self.table)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(label(look.say("figures.hidden"), "hint", wrap=True))
        self.excel = Button(look, look.say("gui.reports.excel"), "", "file-export")
        self.excel.pressed_now.connect(self.export)
        self.action_bar.add_start(self.excel)
        self.action_bar.show()
        self.period.currentIndexChanged.connect(self._read)
        self.shown.currentIndexChanged.connect(self._turn)

    def arrive(self, argument: object) -> None:
        """Count again."""
        self._read()

    def first_focus(self) -> QWidget | None:
        """Start where the stretch of time is chosen."""
        return self.period

    def regions(self) -> list[QWidget]:
        """Walk from the choices to the figures and the export."""
        return [self.period, self.pages, self.action_bar]

    def export(self) -> None:
        """Ask for a place and write every table there as one Excel file."""
        if not purpose_given(self, self.desk, self.look):
            return
        name = f"figures-{saudi_day(self.desk.clock.now()).isoformat()}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, self.look.say("gui.reports.excel"), name, "*.xlsx")
        if chosen:
            self.write(Path(chosen))

    def write(self, target: Path) -> None:
        """Write the tables that are shown."""
        found, lang = self.found, self.look.lang
        if found is not None:
            sheets, desk = found.sheets, self.desk
            told = self.look.say("gui.reports.written", file=target.name)

            def write() -> None:
                note_export(desk, "report")
                write_durably(target, workbook(sheets, lang))

            self.ask(write, lambda _: self.tell("ok", told))

    def _choice(self, name: str, items: list[str]) -> Combo:
        made = Combo(self.look)
        made.addItems(items)
        made.setAccessibleName(self.look.say(name))
        made.setMinimumWidth(190)
        return made

    def _charts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self.look.theme.sizes["gap"])
        places: tuple[tuple[str, Chart, str], ...] = (
            ("figures.months", self.months, "months"),
            ("gui.reports.replies", self.replies, "summary"),
            ("figures.satisfaction", self.scores, "satisfaction"),
            ("figures.channels", self.channels, "channels"),
        )
        for place, (title, chart, table) in enumerate(places):
            panel = Panel(self.look, self.look.say(title))
            turn = Button(self.look, self.look.say("gui.reports.as_table"), "link")
            turn.setAccessibleName(f"{self.look.say('gui.reports.as_table')} {self.look.say(title)}")
            turn.pressed_now.connect(self._turner(table))
            panel.head.addWidget(turn)
            panel.body.addWidget(chart, 1)
            grid.addWidget(panel, place // 2, place % 2)
        grid.setRowStretch(0, 2)
        grid.setRowStretch(1, 3)
        return grid

    def _turner(self, name: str) -> Callable[[], None]:
        def turn() -> None:
            if self.found is not None:
                names = [sheet.name for sheet in self.found.sheets]
                self.shown.setCurrentIndex(names.index(name) + 1)
                self.table.setFocus()

        return turn

    def _dress(self, table: QTableWidget) -> None:
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.setTabKeyNavigation(False)

    def _read(self) -> None:
        desk, lang = self.desk, self.look.lang
        first, last = self._days()

        def count() -> Found:
            counted = report(desk, first=first, last=last)
            return Found(counted, report_sheets(desk, counted, lang))

        self.ask(count, self._show)

    def _days(self) -> tuple[date | None, date | None]:
        today = saudi_day(self.desk.clock.now())
        hijri = to_hijri(today)
        starts = {
            "year": to_gregorian(HijriDay(hijri.year, 1, 1)),
            "month": to_gregorian(HijriDay(hijri.year, hijri.month, 1)),
            "last_90": today - timedelta(days=89),
        }
        return starts.get(PERIODS[self.period.currentIndex()]), None

    def _show(self, found: Found) -> None:
        self.found = found
        look, counted = self.look, found.report
        kept = self.shown.currentIndex()
        self.shown.blockSignals(True)
        self.shown.clear()
        self.shown.addItems([look.say("gui.reports.charts"), *(sheet.title for sheet in found.sheets)])
        self.shown.setCurrentIndex(kept)
        self.shown.blockSignals(False)
        asked = counted.satisfaction.accepted
        self.totals.setText(look.say("gui.reports.totals", cases=counted.cases, surveys=asked))
        self.months.show_marks([Mark(month, cases, str(cases)) for month, cases in counted.months])
        bands = reply_bands(counted.reply_days, *reply_limits(self.desk.office))
        self.replies.line = next((place for place, band in enumerate(bands) if not band.early), 0) or None
        named = [(look.digits(each.name(look.lang)), each.count) for each in bands]
        self.replies.show_marks([Mark(name, number, str(number)) for name, number in named])
        self.channels.show_marks([Mark(str(name), float(n), str(n)) for name, n in found.sheet("channels").rows])
        names = [str(line[0]) for line in found.sheet("satisfaction").rows]
        scales = [*counted.satisfaction.questions, counted.satisfaction.service, counted.satisfaction.provider]
        self.scores.show_marks([self._scale(name, scale) for name, scale in zip(names, scales, strict=True)])
        self._turn()

    def _scale(self, name: str, scale: Scale) -> Mark:
        if scale.mean is None or scale.shares is None:
            return Mark(name, 0, HIDDEN, (0.0,) * 5)
        return Mark(name, scale.mean, f"{scale.mean:.1f}", tuple(scale.shares[score] for score in range(5, 0, -1)))

    def _turn(self) -> None:
        place = self.shown.currentIndex()
        self.pages.setCurrentIndex(1 if place > 0 else 0)
        if place > 0 and self.found is not None:
            self._fill(self.found.sheets[place - 1])

    def _fill(self, sheet: Sheet) -> None:
        self.table.clear()
        self.table.setColumnCount(len(sheet.heads))
        self.table.setRowCount(len(sheet.rows))
        self.table.setHorizontalHeaderLabels(sheet.heads)
        self.table.setAccessibleName(sheet.title)
        for line, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(self.look.digits(str(cell)))
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.table.setItem(line, column, item)
