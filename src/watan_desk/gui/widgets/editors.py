"""Editors of one answer: text, number, one choice, several. What is typed is kept and passed on exactly as typed."""

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import mark
from watan_desk.gui.widgets.checks import Check

FEW = 3
"""Up to so many short choices stand side by side as segments."""
FEW_LETTERS = 30
Choices = Sequence[tuple[str, str]]


class Editor(QWidget):
    """One answer's editor. ``edited`` carries the text as typed; ``left`` tells that the delegate went on."""

    edited = Signal(str)
    left = Signal()

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere; nothing is sent."""
        raise NotImplementedError

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        raise NotImplementedError

    def target(self) -> QWidget:
        """Return the widget that takes the focus and carries the accessible name."""
        raise NotImplementedError

    def show_readonly(self, *, readonly: bool) -> None:
        """Let it be read only, still reachable by keyboard and screen reader."""
        self.setEnabled(not readonly)

    def describe(self, name: str, description: str) -> None:
        """Name and describe it for screen readers."""
        self.target().setAccessibleName(name)
        self.target().setAccessibleDescription(description)

    def watch(self, widget: QWidget) -> None:
        """Tell ``left`` when the focus leaves this widget for another one."""
        widget.installEventFilter(self)
        self.setFocusProxy(self.target())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the focus leaves; a popup of the widget itself is no leaving."""
        if (
            isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            and event.reason() != Qt.FocusReason.PopupFocusReason
            and self.isVisible()
        ):
            self.left.emit()
        return super().eventFilter(watched, event)


def is_arabic(text: str) -> bool:
    """Tell whether a text holds a letter that is written from right to left."""
    return any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)


class Line(QLineEdit):
    """A line whose own direction follows what is typed: a code, a phone or a Latin word keeps its order."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._rtl = look.rtl
        self.textChanged.connect(self._turn)
        self._turn("")

    def _turn(self, text: str) -> None:
        latin = bool(text) and not is_arabic(text)
        start = Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft
        rtl = self._rtl and not latin
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        self.setAlignment(start | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class LineEditor(Editor):
    """Text, whole number, decimal or time in one line; digits of any script are kept as typed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.line = Line(look)
        _fill(self, self.line)
        self.line.textEdited.connect(self.edited)
        self.watch(self.line)

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere."""
        if self.line.text() != value:
            self.line.setText(value)

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        mark(self.line, "state", state)

    def show_readonly(self, *, readonly: bool) -> None:
        """Let the line be read only."""
        self.line.setReadOnly(readonly)

    def target(self) -> QWidget:
        """The line."""
        return self.line


class Area(QPlainTextEdit):
    """Several lines; Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(64)


class AreaEditor(Editor):
    """Text of several lines."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._area = Area()
        direction = Qt.LayoutDirection.RightToLeft if look.rtl else Qt.LayoutDirection.LeftToRight
        option = self._area.document().defaultTextOption()
        option.setTextDirection(direction)
        self._area.document().setDefaultTextOption(option)
        _fill(self, self._area)
        self._showing = False
        self._area.textChanged.connect(self._typed)
        self.watch(self._area)

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere."""
        if self._area.toPlainText() != value:
            self._showing = True
            self._area.setPlainText(value)
            self._showing = False

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        mark(self._area, "state", state)

    def show_readonly(self, *, readonly: bool) -> None:
        """Let the text be read only."""
        self._area.setReadOnly(readonly)

    def target(self) -> QWidget:
        """The text area."""
        return self._area

    def _typed(self) -> None:
        if not self._showing:
            self.edited.emit(self._area.toPlainText())


class Combo(QComboBox):
    """A list of choices with its own chevron; the wheel scrolls the page, it never changes an answer."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setMaxVisibleItems(14)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

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

    def __init__(self, look: Look, choices: Choices) -> None:
        super().__init__()
        self.combo = Combo(look)
        _fill(self, self.combo)
        self._choices: tuple[tuple[str, str], ...] = ()
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


class SegmentEditor(Editor):
    """One of a few choices, side by side; arrows walk, Space chooses, the chosen one again takes it back."""

    def __init__(self, look: Look, choices: Choices) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
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
            self._group.addButton(button)
            line.addWidget(button, 1)
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

    def __init__(self, look: Look, choices: Choices, columns: int = 3) -> None:
        super().__init__()
        self._checks: dict[str, Check] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for place, (value, text) in enumerate(choices):
            check = Check(look, text)
            check.toggled.connect(self._changed)
            check.installEventFilter(self)
            self._checks[value] = check
            grid.addWidget(check, place // columns, place % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
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


def _fill(editor: QWidget, widget: QWidget) -> None:
    inside = QVBoxLayout(editor)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(widget)
