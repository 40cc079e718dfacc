"""Days with a time, months and years: each kept as typed where it is no moment yet."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from watan_desk.common.arabic import clean_number
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import invite, label, mark, restyle
from watan_desk.gui.widgets.fields.choice import Combo
from watan_desk.gui.widgets.fields.date import DateEditor
from watan_desk.gui.widgets.fields.editor import Editor
from watan_desk.gui.widgets.fields.text import Line

_MONTHS = 12
_YEAR_DIGITS = 4


class MomentEditor(Editor):
    """A day in both calendars and a time of day; together they are one answer."""

    def __init__(self, look: Look, day: DateEditor) -> None:
        super().__init__()
        self._look, self.day, self.time = look, day, Line(look)
        invite(self.time, look, look.say("gui_form.time_example"))
        self.time.setMaximumWidth(90)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.day, 1)
        line.addWidget(self.time)
        self.day.edited.connect(lambda _: self._changed())
        self.time.textEdited.connect(lambda _: self._changed())
        self.day.left.connect(self.left)
        self._value = ""
        self.watch(self.time)

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere."""
        if value == self._value:
            return
        self._value = value
        day, _, time = value.partition("T")
        self.day.show_value(day)
        self.time.setText(time[:5])

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        self.day.show_state(state)
        mark(self.time, "state", state)

    def show_readonly(self, *, readonly: bool) -> None:
        """Let both be read only."""
        self.day.show_readonly(readonly=readonly)
        self.time.setReadOnly(readonly)
        restyle(self.time)

    def target(self) -> QWidget:
        """The day's first side."""
        return self.day.target()

    def describe(self, name: str, description: str) -> None:
        """Name both parts by the question."""
        self.day.describe(name, description)
        self.time.setAccessibleName(self._look.say("gui_form.time_of", name=name))
        self.time.setAccessibleDescription(description)

    def _changed(self) -> None:
        day, time = self.day.value(), clean_number(self.time.text())
        self._value = f"{day}T{time}" if day and time else day or (f"T{time}" if time else "")
        self.edited.emit(self._value)


class MonthEditor(Editor):
    """A month of a year, or a year alone; the answer is its first day, as ODK keeps it."""

    def __init__(self, look: Look, *, with_month: bool) -> None:
        super().__init__()
        self._look = look
        self.year = Line(look)
        invite(self.year, look, look.say("gui_form.year_example"))
        self.month: Combo | None = Combo(look) if with_month else None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        if self.month is not None:
            self.month.addItem("", "")
            for number in range(1, _MONTHS + 1):
                self.month.addItem(look.say(f"gui.month.{number}"), f"{number:02d}")
            self.month.activated.connect(lambda _: self._changed())
            line.addWidget(self.month, 1)
        line.addWidget(self.year, 1)
        line.addWidget(label(look.say("gui_form.gregorian_mark")))
        self.year.textEdited.connect(lambda _: self._changed())
        self._value = ""
        self.watch(self.year)
        if self.month is not None:
            self.month.installEventFilter(self)

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere."""
        if value == self._value:
            return
        self._value = value
        year, _, rest = value.partition("-")
        self.year.setText(year)
        if self.month is not None:
            self.month.setCurrentIndex(max(0, self.month.findData(rest[:2])))

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        for part in (self.year, self.month):
            if part is not None:
                mark(part, "state", state)

    def show_readonly(self, *, readonly: bool) -> None:
        """Let both be read only."""
        self.year.setReadOnly(readonly)
        restyle(self.year)
        if self.month is not None:
            self.month.setEnabled(not readonly)

    def target(self) -> QWidget:
        """The month, or the year alone."""
        return self.month or self.year

    def describe(self, name: str, description: str) -> None:
        """Name both parts by the question."""
        if self.month is not None:
            self.month.setAccessibleName(self._look.say("gui_form.month_of", name=name))
            self.month.setAccessibleDescription(description)
        self.year.setAccessibleName(self._look.say("gui_form.year_of", name=name))
        self.year.setAccessibleDescription(description)

    def _changed(self) -> None:
        year = clean_number(self.year.text())
        month = "01" if self.month is None else str(self.month.currentData() or "")
        whole = len(year) == _YEAR_DIGITS and year.isdecimal() and bool(month)
        self._value = f"{year}-{month}-01" if whole else "-".join(part for part in (year, month) if part and year)
        if self.month is not None and not year:
            self._value = month
        self.edited.emit(self._value)


class PlaceEditor(Editor):
    """A place typed as latitude and longitude, with height and precision where they are known."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._value = look, ""
        self._names = ("latitude", "longitude", "altitude", "accuracy")
        self.parts = tuple(Line(look) for _ in self._names)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for name, part in zip(self._names, self.parts, strict=True):
            column = QVBoxLayout()
            column.setSpacing(1)
            column.addWidget(label(look.say(f"gui_form.{name}"), "hint"))
            column.addWidget(part)
            line.addLayout(column, 1)
            part.textEdited.connect(lambda _: self._changed())
            part.installEventFilter(self)
        self.setFocusProxy(self.target())

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere."""
        if value == self._value:
            return
        self._value = value
        for part, text in zip(self.parts, [*value.split(), "", "", "", ""][: len(self.parts)], strict=True):
            part.setText(text)

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        for part in self.parts:
            mark(part, "state", state)

    def show_readonly(self, *, readonly: bool) -> None:
        """Let every part be read only."""
        for part in self.parts:
            part.setReadOnly(readonly)
            restyle(part)

    def target(self) -> QWidget:
        """The latitude."""
        return self.parts[0]

    def describe(self, name: str, description: str) -> None:
        """Name each part by the question."""
        for key, part in zip(self._names, self.parts, strict=True):
            part.setAccessibleName(f"{name}: {self._look.say(f'gui_form.{key}')}")
            part.setAccessibleDescription(description)

    def _changed(self) -> None:
        typed = [clean_number(part.text().replace("٫", ".")) for part in self.parts]
        while typed and not typed[-1]:
            typed.pop()
        self._value = " ".join(text or "0" for text in typed)
        self.edited.emit(self._value)
