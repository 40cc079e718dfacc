"""Editors of choices: one of many in a list, one of a few side by side, several as check boxes."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QWidget

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import mark
from watan_desk.gui.widgets.checks import Check
from watan_desk.gui.widgets.fields.choice_art import IN_LIST, NO_ART, Art
from watan_desk.gui.widgets.fields.editor import Editor, fill

FEW = 3
"""Up to so many short choices stand side by side as segments."""
FEW_LETTERS = 30
_SEGMENT_SIDES = 26
Choices = Sequence[tuple[str, str]]


class Combo(QComboBox):
    """A list of choices with its own chevron; the wheel scrolls the page, it never changes an answer."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setMaxVisibleItems(14)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

        self.currentTextChanged.connect(self.setToolTip)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the list's box, then the chevron at its end side."""
        super().paintEvent(event)
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 10 if rtl else self.width() - 25
        painter.drawPixmap(left, (self.height() - 15) // 2, self._look.pixmap("chevron-down", "ink2", 15))
        painter.end()


class ComboEditor(Editor):
    """One of many choices; F4 or Alt+Down opens the list, letters jump in it."""

    def __init__(self, look: Look, choices: Choices, art: Art = NO_ART) -> None:
        super().__init__()
        self.combo = Combo(look)
        fill(self, self.combo)
        self._choices: tuple[tuple[str, str], ...] = ()
        self._art = art
        if art:
            self.combo.setIconSize(QSize(IN_LIST * 2, IN_LIST))
        self.offer(choices)
        self.combo.activated.connect(self._chosen)
        self.watch(self.combo)

    def offer(self, choices: Choices) -> None:
        """Offer other choices, keeping the one that is shown where it is still offered."""
        if tuple(choices) == self._choices:
            return
        shown = self.combo.currentData()
        self._choices = tuple(choices)
        self.combo.clear()
        self.combo.addItem("", "")
        for value, text in choices:
            self.combo.addItem(text, value)
            if value in self._art:
                self.combo.setItemIcon(self.combo.count() - 1, QIcon(self._art[value]))
        self.show_value(str(shown or ""))

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere; one that is no choice is shown as it is."""
        place = self.combo.findData(value)
        if place < 0:
            self.combo.addItem(value, value)
            place = self.combo.count() - 1
        self.combo.setCurrentIndex(place)

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        mark(self.combo, "state", state)

    def target(self) -> QWidget:
        """The list."""
        return self.combo

    def _chosen(self, place: int) -> None:
        self.edited.emit(str(self.combo.itemData(place)))


def segments_need(look: Look, choices: Choices) -> int:
    """Return the pixels that choices side by side need: a chosen one is set in stronger letters."""
    metrics = QFontMetrics(look.theme.font("body", weight=600))
    return sum(metrics.horizontalAdvance(text) + _SEGMENT_SIDES for _, text in choices)


class SegmentEditor(Editor):
    """One of a few choices, side by side; arrows walk, Space chooses, the chosen one again takes it back."""

    def __init__(self, look: Look, choices: Choices) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        last = len(choices) - 1
        for place, (value, text) in enumerate(choices):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("kind", "segment")
            edge = "both" if last == 0 else "start" if place == 0 else "end" if place == last else ""
            if look.rtl and edge in {"start", "end"}:
                edge = "end" if edge == "start" else "start"
            button.setProperty("edge", edge)
            button.clicked.connect(lambda _=False, chosen=value: self._chosen(chosen))
            self._buttons[value] = button
            button.setToolTip(text)
            line.addWidget(button, button.sizeHint().width())
            button.installEventFilter(self)
        self.setFocusProxy(self.target())

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere."""
        for own, button in self._buttons.items():
            button.setChecked(own == value)

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        for button in self._buttons.values():
            mark(button, "state", state)

    def target(self) -> QWidget:
        """The first segment."""
        return next(iter(self._buttons.values()))

    def describe(self, name: str, description: str) -> None:
        """Name each segment by question and choice."""
        for button in self._buttons.values():
            button.setAccessibleName(f"{name}: {button.text()}")
            button.setAccessibleDescription(description)

    def button(self, value: str) -> QPushButton:
        """Return the segment of a choice."""
        return self._buttons[value]

    def _chosen(self, value: str) -> None:
        chosen = value if self._buttons[value].isChecked() else ""
        self.show_value(chosen)
        self.edited.emit(chosen)


class MultiEditor(Editor):
    """Several of many choices as check boxes in columns."""

    def __init__(
        self, look: Look, choices: Choices, columns: int = 3, art: Art = NO_ART, *, packed: bool = False
    ) -> None:
        super().__init__()
        self._checks: dict[str, Check] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        self._grid, self._most, self._now = grid, columns, columns
        for place, (value, text) in enumerate(choices):
            check = Check(look, text, art=art.get(value))
            check.setToolTip(text)
            check.toggled.connect(self._changed)
            check.installEventFilter(self)
            self._checks[value] = check
            grid.addWidget(check, place // columns, place % columns, Qt.AlignmentFlag.AlignBottom)
        self._packed = packed
        self._share(columns)
        self._state, self._look, self._showing = "", look, False
        self.setFocusProxy(self.target())

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere: the values, parted by spaces."""
        chosen = set(value.split())
        self._showing = True
        for own, check in self._checks.items():
            check.setChecked(own in chosen)
        self._showing = False

    def show_state(self, state: str) -> None:
        """Show a bar of the state's colour at the start side."""
        self._state = state
        self.update()

    def target(self) -> QWidget:
        """The first check box."""
        return next(iter(self._checks.values()), self)

    def describe(self, name: str, description: str) -> None:
        """Name each box by question and choice."""
        for check in self._checks.values():
            check.setAccessibleName(f"{name}: {check.text()}")
            check.setAccessibleDescription(description)

    def check(self, value: str) -> Check:
        """Return the box of a choice."""
        return self._checks[value]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in as many columns as have room for the longest choice."""
        super().resizeEvent(event)
        widest = max((check.sizeHint().width() for check in self._checks.values()), default=1)
        gap = self._grid.horizontalSpacing()
        fitting = max(1, min(self._most, (self.width() + gap) // (widest + gap)))
        if fitting == self._now:
            return
        self._share(fitting)
        for place, check in enumerate(self._checks.values()):
            self._grid.addWidget(check, place // fitting, place % fitting, Qt.AlignmentFlag.AlignBottom)
        self._now = fitting
        self.updateGeometry()

    def _share(self, columns: int) -> None:
        """Give every column the same room; packed ones take what their words need and stand at the start side."""
        for column in range(self._most + 1):
            self._grid.setColumnStretch(column, int(column == self._most if self._packed else column < columns))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar of a wrong answer."""
        super().paintEvent(event)
        if self._state:
            painter = QPainter(self)
            colour = self._look.theme.colours["redLine" if self._state == "err" else "amberLine"]
            painter.setPen(QPen(QColor(colour), 2))
            bottom = QRectF(self.rect()).bottom()
            painter.drawLine(QPointF(0, bottom), QPointF(self.width(), bottom))
            painter.end()

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit(" ".join(value for value, check in self._checks.items() if check.isChecked()))
