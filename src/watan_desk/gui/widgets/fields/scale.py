"""A number of a range: a slider with its ends and its value, or stars."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from watan_desk.common.arabic import clean_number, ltr
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import label, mark
from watan_desk.gui.widgets.fields.editor import Editor

_MOST_STEPS = 100_000
_MOST_STARS = 12
_MOST_TICKS = 20
_UPRIGHT = 140
"""Pixels of an upright slider."""


class Scale:
    """The values of a range from its limits; ODK's defaults are 1 to 10 by 1."""

    def __init__(self, limits: Mapping[str, str]) -> None:
        self.start, self.end = _number(limits.get("start", ""), "1"), _number(limits.get("end", ""), "10")
        step = abs(_number(limits.get("step", ""), "1")) or Decimal(1)
        self.step = step if self.end >= self.start else -step
        self.steps = min(_MOST_STEPS, int(abs(self.end - self.start) / step))

    def value(self, place: int) -> str:
        """Return the value at a place, as it is stored."""
        text = f"{self.start + place * self.step:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def place(self, value: str) -> int | None:
        """Return the place of a value; None where it is no number of the range."""
        try:
            far = (Decimal(clean_number(value)) - self.start) / self.step
        except InvalidOperation:
            return None
        return int(far) if far == int(far) and 0 <= far <= self.steps else None


def _number(text: str, default: str) -> Decimal:
    try:
        found = Decimal(text or default)
    except InvalidOperation:
        found = Decimal(default)
    return found if found.is_finite() else Decimal(default)


class _Slide(QSlider):
    """A slider that the wheel never moves; Delete takes the answer back."""

    def __init__(self, editor: "SliderEditor", look: Look, *, upright: bool) -> None:
        super().__init__(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
        self._editor = editor
        colours = look.theme.colours
        palette = self.palette()
        for role, name in ((QPalette.ColorRole.Window, "line2"), (QPalette.ColorRole.Button, "surface2")):
            palette.setColor(role, QColor(colours[name]))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(colours["green"]))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colours["ink2"]))
        self.setPalette(palette)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the answer back with Delete, take the value shown with Space."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._editor.take("")
        elif event.key() == Qt.Key.Key_Space:
            self._editor.take_here()
        else:
            super().keyPressEvent(event)


class SliderEditor(Editor):
    """A slider between the ends of a range; nothing is answered until it was moved or taken with Space."""

    def __init__(self, look: Look, limits: Mapping[str, str], *, ticks: bool = True, upright: bool = False) -> None:
        super().__init__()
        self._look, self._scale = look, Scale(limits)
        self._value, self._showing = "", False
        self.slider = _Slide(self, look, upright=upright)
        self.slider.setRange(0, self._scale.steps)
        if ticks and self._scale.steps <= _MOST_TICKS:
            self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
            self.slider.setTickInterval(1)
        self.slider.setLayoutDirection(Qt.LayoutDirection.RightToLeft if look.rtl else Qt.LayoutDirection.LeftToRight)
        self._shown = label("", "strong")
        self._shown.setMinimumWidth(52)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out(upright=upright)
        self.slider.valueChanged.connect(self._moved)
        self.watch(self.slider)
        self.show_value("")

    def _lay_out(self, *, upright: bool) -> None:
        """Let the slider stand between its ends, its value beside it; upright the end is above."""
        ends = [label(ltr(self._scale.value(place)), "hint") for place in (0, self._scale.steps)]
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        if upright:
            column = QVBoxLayout()
            column.setSpacing(2)
            self.slider.setFixedHeight(_UPRIGHT)
            for part in (ends[1], self.slider, ends[0]):
                column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
            whole.addLayout(column)
            whole.addWidget(self._shown)
            whole.addStretch(1)
            return
        whole.addWidget(ends[0])
        whole.addWidget(self.slider, 1)
        whole.addWidget(ends[1])
        whole.addWidget(self._shown)

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere; one outside the range is shown as it is."""
        self._value = value
        place = self._scale.place(value)
        self._showing = True
        self.slider.setValue(place or 0)
        self._showing = False
        self._shown.setText(ltr(value) if value else self._look.say("gui_form.nothing_chosen"))

    def take(self, value: str) -> None:
        """Give a value as the answer."""
        self.show_value(value)
        self.edited.emit(value)

    def take_here(self) -> None:
        """Give the value that the slider stands on."""
        self.take(self._scale.value(self.slider.value()))

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        mark(self.slider, "state", state)

    def target(self) -> QWidget:
        """The slider."""
        return self.slider

    def _moved(self, place: int) -> None:
        if not self._showing:
            self.take(self._scale.value(place))


class RatingEditor(Editor):
    """Stars to the end of a range; the chosen one again takes the answer back. A figure key gives that many."""

    def __init__(self, look: Look, limits: Mapping[str, str]) -> None:
        super().__init__()
        self._look, self._scale, self._value = look, Scale(limits), ""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        self._stars: dict[str, QPushButton] = {}
        for place in range(min(self._scale.steps, _MOST_STARS - 1) + 1):
            value = self._scale.value(place)
            star = QPushButton()
            star.setProperty("kind", "day")
            star.setAutoDefault(False)
            star.clicked.connect(lambda _=False, chosen=value: self._chosen(chosen))
            star.installEventFilter(self)
            self._stars[value] = star
            line.addWidget(star)
        self._shown = label("", "hint")
        line.addWidget(self._shown)
        line.addStretch(1)
        self.setFocusProxy(self.target())
        self.show_value("")

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere."""
        self._value = value
        place = self._scale.place(value)
        for own, star in enumerate(self._stars.values()):
            lit = place is not None and own <= place
            star.setIcon(self._look.icon("star", "green" if lit else "line2", 20))
        told = self._look.say("gui_form.rating", value=ltr(value), end=ltr(self._scale.value(len(self._stars) - 1)))
        self._shown.setText(told if value else "")

    def show_state(self, state: str) -> None:
        """The message below says it."""

    def target(self) -> QWidget:
        """The first star."""
        return next(iter(self._stars.values()))

    def describe(self, name: str, description: str) -> None:
        """Name each star by question and value."""
        for value, star in self._stars.items():
            star.setAccessibleName(f"{name}: {value}")
            star.setAccessibleDescription(description)

    def star(self, value: str) -> QPushButton:
        """Return the star of a value."""
        return self._stars[value]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give as many stars as a figure says."""
        figure = clean_number(event.text())
        if figure in self._stars:
            self._chosen(figure)
            return
        super().keyPressEvent(event)

    def _chosen(self, value: str) -> None:
        chosen = "" if value == self._value else value
        self.show_value(chosen)
        self.edited.emit(chosen)
