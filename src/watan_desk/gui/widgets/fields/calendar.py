"""A month of the Umm al-Qura calendar to choose a day from; each day shows its Gregorian day beside it."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from watan_desk.common.errors import DeskError
from watan_desk.common.hijri import HijriDay, month_length, to_gregorian, to_hijri
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import clear, icon_button, label, row

_WEEK = 7
_MONTHS = 12
_FIRST_OF_WEEK = 7
"""The week begins on Sunday."""


class MonthGrid(QFrame):
    """A popup: arrows walk by days and weeks, Page Up and Page Down by months, Enter chooses, Escape closes."""

    chosen = Signal(date)

    def __init__(self, look: Look, shown: date, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", "1")
        self._look, self._today, self._at = look, today, shown
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 8, 10, 10)
        self._title = label("", "strong")
        back = icon_button(look, look.backward(), look.say("gui_form.month_before"))
        on = icon_button(look, look.onward(), look.say("gui_form.month_after"))
        back.pressed_now.connect(lambda: self.walk_months(-1))
        on.pressed_now.connect(lambda: self.walk_months(1))
        for button in (back, on):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.addLayout(row(back, None, self._title, None, on))
        self._grid = QGridLayout()
        self._grid.setSpacing(2)
        whole.addLayout(self._grid)
        self._draw()

    @property
    def day(self) -> date:
        """The day it stands on."""
        return self._at

    def walk(self, days: int) -> None:
        """Go on by days; the calendar's end stops the walk."""
        self._go(self._at + timedelta(days=days))

    def walk_months(self, months: int) -> None:
        """Go on by Hijri months, to the same day or the month's last."""
        here = to_hijri(self._at)
        count = here.year * _MONTHS + here.month - 1 + months
        year, month = count // _MONTHS, count % _MONTHS + 1
        try:
            day = min(here.day, month_length(year, month))
            self._go(to_gregorian(HijriDay(year, month, day)))
        except DeskError:
            return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, choose or close; left and right follow the layout."""
        ahead = -1 if self._look.rtl else 1
        steps = {
            Qt.Key.Key_Right: ahead,
            Qt.Key.Key_Left: -ahead,
            Qt.Key.Key_Down: _WEEK,
            Qt.Key.Key_Up: -_WEEK,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.walk(steps[key])
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.walk_months(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def _go(self, day: date) -> None:
        try:
            to_hijri(day)
        except DeskError:
            return
        self._at = day
        self._draw()

    def _choose(self, day: date) -> None:
        self.chosen.emit(day)
        self.close()

    def _draw(self) -> None:
        clear(self._grid)
        here = to_hijri(self._at)
        month = self._look.say(f"gui.hijri_month.{here.month}")
        self._title.setText(self._look.say("gui_form.month_title", month=month, year=here.year))
        for column in range(_WEEK):
            weekday = (column - 1) % _WEEK + 1
            head = label(self._look.say(f"gui_form.weekday_short.{weekday}"), "hint")
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(head, 0, column)
        first = to_gregorian(HijriDay(here.year, here.month, 1))
        before = first.isoweekday() % _FIRST_OF_WEEK
        for number in range(month_length(here.year, here.month)):
            place = before + number
            self._grid.addWidget(
                self._day(first + timedelta(days=number), number + 1), 1 + place // _WEEK, place % _WEEK
            )

    def _day(self, day: date, number: int) -> QPushButton:
        button = QPushButton(self._look.digits(str(number)))
        button.setProperty("kind", "day")
        button.setProperty("today", "true" if day == self._today else "false")
        button.setCheckable(True)
        button.setChecked(day == self._at)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(self._look.both_days(day))
        button.clicked.connect(lambda: self._choose(day))
        return button
