"""A day in both calendars: either side fills the other, and what was typed stays, also when it is impossible.

The answer passed on is the Gregorian ISO day; a text that is no day is passed on as typed and its problem shown at
once. Digits of any script are read.
"""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from watan_desk.common.arabic import clean_number
from watan_desk.common.errors import DeskError
from watan_desk.common.hijri import HijriError, parse_hijri, to_gregorian, to_hijri
from watan_desk.common.identifiers import gregorian
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import label, mark
from watan_desk.gui.widgets.fields.calendar import MonthGrid
from watan_desk.gui.widgets.fields.editor import Editor

_NO_HIJRI_YEAR = 1600
"""A year below this one is Hijri: the table ends in 1500, the Gregorian days of living people begin later."""


class _Side(QLineEdit):
    asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with F4."""
        if event.key() == Qt.Key.Key_F4:
            self.asked.emit()
            return
        super().keyPressEvent(event)


class DateEditor(Editor):
    """The two sides, and a button that opens a month, unless the form asks for none (``no-calendar``)."""

    def __init__(self, look: Look, today: date, *, calendar: bool = True) -> None:
        super().__init__()
        self._look, self._today = look, today
        self._problem = ""
        self.hijri = self._side()
        self.gregorian = self._side()
        self._button = QToolButton()
        self._button.setIcon(look.icon("calendar", "ink2"))
        self._button.setFixedSize(24, 28)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not calendar:
            self._button.hide()
        self._box = QFrame()
        self._box.setProperty("datebox", "1")
        self._lay_out()
        self.hijri.textEdited.connect(self._hijri_typed)
        self.gregorian.textEdited.connect(self._gregorian_typed)
        self._button.clicked.connect(self.open_calendar)
        for side in (self.hijri, self.gregorian):
            if calendar:
                side.asked.connect(self.open_calendar)
            self.watch(side)
        self.describe("", "")

    @property
    def problem(self) -> str:
        """The key of what is wrong with the text of the side that was typed; empty when it is a day."""
        return self._problem

    def show_value(self, value: str) -> None:
        """Show an answer: an ISO day in both calendars, any other text on the side it was written for."""
        if value == self.value():
            return
        self._problem = ""
        verdict = gregorian(value)
        if verdict.ok and int(verdict.normalised[:4]) > _NO_HIJRI_YEAR:
            self._show_day(date.fromisoformat(verdict.normalised))
        elif clean_number(value)[:2] in {"13", "14"}:
            self.hijri.setText(value)
            self.gregorian.setText("")
            self._hijri_day()
        else:
            self.hijri.setText("")
            self.gregorian.setText(value)

    def value(self) -> str:
        """Return the answer as it stands."""
        verdict = gregorian(self.gregorian.text())
        if verdict.ok:
            return verdict.normalised
        return self.gregorian.text() or self.hijri.text()

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        mark(self._box, "state", state)

    def show_readonly(self, *, readonly: bool) -> None:
        """Let both sides be read only."""
        for side in (self.hijri, self.gregorian):
            side.setReadOnly(readonly)
        self._button.setEnabled(not readonly)
        mark(self._box, "readOnly", "true" if readonly else "false")

    def target(self) -> QWidget:
        """The Hijri side: what identity documents print first."""
        return self.hijri

    def describe(self, name: str, description: str) -> None:
        """Name the sides by question and calendar."""
        self.hijri.setAccessibleName(self._look.say("gui_form.date_hijri", name=name))
        self.gregorian.setAccessibleName(self._look.say("gui_form.date_gregorian", name=name))
        for side in (self.hijri, self.gregorian):
            side.setAccessibleDescription(description)
        self._button.setToolTip(self._look.say("gui_form.open_calendar"))
        self._button.setAccessibleName(self._look.say("gui_form.open_calendar"))

    def open_calendar(self) -> MonthGrid:
        """Open the month of the day that is shown, or of today."""
        verdict = gregorian(self.gregorian.text())
        shown = date.fromisoformat(verdict.normalised) if verdict.ok else self._today
        grid = MonthGrid(self._look, shown, self._today, self)
        grid.chosen.connect(self._day_chosen)
        below = self.mapToGlobal(self.rect().bottomLeft())
        grid.move(below)
        grid.show()
        return grid

    def _side(self) -> _Side:
        side = _Side()
        side.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        end = Qt.AlignmentFlag.AlignRight if self._look.rtl else Qt.AlignmentFlag.AlignLeft
        side.setAlignment(end | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        side.setMinimumWidth(self._look.theme.wide(78))
        side.setTextMargins(-2, 0, -2, 0)
        return side

    def _lay_out(self) -> None:
        line = QHBoxLayout(self._box)
        start, end = 7, 7 if self._button.isHidden() else 1  # margins are not mirrored with the layout
        line.setContentsMargins(*((end, 0, start, 0) if self._look.rtl else (start, 0, end, 0)))
        line.setSpacing(2)
        rule = QFrame()
        rule.setFixedSize(1, 18)
        rule.setStyleSheet(f"background: {self._look.theme.colours['line']}; border: none;")
        parts = (self.hijri, label(self._look.say("gui_form.hijri_mark")), rule, self.gregorian)
        for part in (*parts, label(self._look.say("gui_form.gregorian_mark")), self._button):
            line.addWidget(part)
        line.setStretch(0, 1)
        line.setStretch(3, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._box)

    def _hijri_typed(self, text: str) -> None:
        self._problem = ""
        day = self._hijri_day()
        self.gregorian.setText(f"{day:%Y/%m/%d}" if day else "")
        self.edited.emit(day.isoformat() if day else text)

    def _hijri_day(self) -> date | None:
        """Return the day that the Hijri side names; note what is wrong with it otherwise."""
        text = self.hijri.text()
        if not text:
            return None
        try:
            return to_gregorian(parse_hijri(text))
        except HijriError as wrong:
            self._problem = wrong.key
        return None

    def _gregorian_typed(self, text: str) -> None:
        self._problem = ""
        verdict = gregorian(text)
        self.hijri.setText("")
        if verdict.ok:
            self._show_hijri(date.fromisoformat(verdict.normalised))
        elif text:
            self._problem = "gui_form.gregorian_" + verdict.code
        self.edited.emit(verdict.normalised if verdict.ok else text)

    def _show_day(self, day: date) -> None:
        self.gregorian.setText(f"{day:%Y/%m/%d}")
        self._show_hijri(day)

    def _show_hijri(self, day: date) -> None:
        try:
            self.hijri.setText(to_hijri(day).iso.replace("-", "/"))
        except DeskError as outside:
            self.hijri.setText("")
            self._problem = outside.key

    def _day_chosen(self, day: date) -> None:
        self._problem = ""
        self._show_day(day)
        self.edited.emit(day.isoformat())
        QTimer.singleShot(0, self.hijri.setFocus)
