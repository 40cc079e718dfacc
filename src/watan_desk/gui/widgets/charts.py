"""Plain charts: columns, bars and parts of a whole. Every figure stands beside its mark; colour alone says nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from watan_desk.gui.look import Look

_GAP = 8
_BAR = 14
_ROW, _LEAST_ROW = 30, 19
_LEAST_PART = 0.06
"""A part narrower than this has no room for its figure."""


@dataclass(frozen=True)
class Mark:
    """A figure with its name; ``parts`` are a whole's shares from 0 to 1, the best first."""

    name: str
    value: float
    said: str
    parts: tuple[float, ...] = ()


class Chart(QWidget):
    """What all charts share: their marks, and what is read aloud of them."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self.look, self.marks = look, tuple[Mark, ...]()
        self._title = title

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show other figures."""
        self.marks = tuple(marks)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription("; ".join(f"{mark.name} {mark.said}" for mark in self.marks))
        self.updateGeometry()
        self.update()

    def painter(self) -> QPainter:
        """Return a painter over the widget, mirrored for Arabic by ``across``."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def across(self, left: float, width: float) -> float:
        """Return where something that begins ``left`` from the reading edge stands."""
        return self.width() - left - width if self.look.rtl else left

    def write(self, painter: QPainter, place: QRectF, text: str, role: str, *, end: bool = False) -> None:
        """Write at the reading edge of a place, or at its end."""
        painter.setFont(self.look.theme.font(role))
        painter.setPen(self.look.theme.colour("ink" if role == "head" else "ink2"))
        side = Qt.AlignmentFlag.AlignRight if self.look.rtl != end else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, self.look.digits(shown))


class Columns(Chart):
    """Columns side by side in reading order, the value over each; ``line`` parts those before it from the rest."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__(look, title)
        self.line: int | None = None
        self.setMinimumHeight(110)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the columns."""
        painter, theme = self.painter(), self.look.theme
        foot, top = 24.0, 20.0
        high = self.height() - foot - top
        highest = max((mark.value for mark in self.marks), default=0) or 1
        wide = self.width() / max(len(self.marks), 1)
        centre = Qt.AlignmentFlag.AlignCenter
        for place, mark in enumerate(self.marks):
            left = self.across(place * wide, wide)
            tall = high * mark.value / highest
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("c4" if self.line is not None and place < self.line else "c1"))
            bar = min(wide * 0.6, 90)
            painter.drawRoundedRect(QRectF(left + (wide - bar) / 2, top + high - tall, bar, max(tall, 1)), 3, 3)
            painter.setPen(theme.colour("ink"))
            painter.setFont(theme.font("head"))
            painter.drawText(QRectF(left, top + high - tall - 20, wide, 20), centre, self.look.digits(mark.said))
            painter.setFont(theme.font("step"))
            painter.setPen(theme.colour("ink2"))
            name = painter.fontMetrics().elidedText(mark.name, Qt.TextElideMode.ElideRight, int(wide) - 4)
            painter.drawText(QRectF(left, top + high, wide, foot), centre, self.look.digits(name))
        painter.setPen(theme.colour("line2"))
        painter.drawLine(0, int(top + high), self.width(), int(top + high))
        painter.end()


class Bars(Chart):
    """Bars under one another: name, bar, value."""

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show other figures, and take the height that they need."""
        super().show_marks(marks)
        self.setMinimumHeight(_LEAST_ROW * len(self.marks))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = self.painter()
        names, values = self.width() * 0.34, 64.0
        room = self.width() - names - values - 2 * _GAP
        highest = max((mark.value for mark in self.marks), default=0) or 1
        high = min(_ROW, self.height() / max(len(self.marks), 1))
        for place, mark in enumerate(self.marks):
            y = place * high
            self.write(painter, QRectF(self.across(0, names), y, names, high), mark.name, "label")
            self.draw_bar(painter, mark, names + _GAP, y + (high - _BAR) / 2, room, highest)
            edge = names + 2 * _GAP + room
            self.write(painter, QRectF(self.across(edge, values), y, values, high), mark.said, "head", end=True)
        painter.end()

    def draw_bar(self, painter: QPainter, mark: Mark, left: float, y: float, room: float, highest: float) -> None:
        """Draw one bar in its room."""
        wide = max(room * mark.value / highest, 2 if mark.value else 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.theme.colour("c1"))
        painter.drawRoundedRect(QRectF(self.across(left, wide), y, wide, _BAR), 2, 2)


class Parts(Bars):
    """Bars of parts that make a whole: how many answered how, from the best to the worst."""

    COLOURS = ("c1", "c2", "c3", "c4", "c4")

    def draw_bar(self, painter: QPainter, mark: Mark, left: float, y: float, room: float, highest: float) -> None:
        """Draw the parts beside one another."""
        theme = self.look.theme
        for share, colour in zip(mark.parts, self.COLOURS, strict=True):
            wide = room * share
            place = QRectF(self.across(left, max(wide - 2, 0)), y - 2, max(wide - 2, 0), _BAR + 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(colour))
            painter.drawRect(place)
            if share > _LEAST_PART:
                painter.setPen(theme.colour("onC1" if colour == "c1" else "onC"))
                painter.setFont(theme.font("step"))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.look.digits(f"{share:.0%}"))
            left += wide
