"""A layout of equal columns that widgets span: Qt's own grid shares the room by what its cells would like."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


@dataclass(frozen=True)
class Place:
    """Where a widget stands: its line, its first column and how many columns it spans."""

    line: int
    column: int
    span: int


class Columns(QLayout):
    """Widgets in lines of equal columns, in reading direction; a line is as tall as its tallest widget."""

    def __init__(self, parent: QWidget, columns: int, gap: int, line_gap: int) -> None:
        super().__init__(parent)
        self._held = parent
        self._columns, self._gap, self._line_gap = columns, gap, line_gap
        self._items: list[QLayoutItem] = []
        self._places: dict[QWidget, Place] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def arrange(self, places: Mapping[QWidget, Place]) -> None:
        """Let widgets stand elsewhere; one that is not named is hidden."""
        for widget in places:
            if self.indexOf(widget) < 0:
                self.addChildWidget(widget)
                self.addItem(QWidgetItem(widget))
        self._places = dict(places)
        for item in self._items:
            if (held := item.widget()) is not None:
                held.setVisible(held in places)
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item; it stands nowhere until ``arrange`` says so."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many widgets there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item by its place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take all the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """A narrower form has taller lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        tops = self._lines(width)
        return tops[-1] - self._line_gap if len(tops) > 1 else 0

    def sizeHint(self) -> QSize:
        """Ask for no width of its own."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the height at the width there is."""
        return QSize(1, self.heightForWidth(self.geometry().width() or 690))

    def setGeometry(self, rect: QRect) -> None:
        """Place every widget."""
        super().setGeometry(rect)
        tops = self._lines(rect.width())
        rtl = self._held.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for widget, place in self._places.items():
            left, wide = self._across(place, rect.width())
            tall = tops[place.line + 1] - tops[place.line] - self._line_gap
            start = rect.width() - left - wide if rtl else left
            widget.setGeometry(rect.x() + start, rect.y() + tops[place.line], wide, tall)

    def _across(self, place: Place, width: int) -> tuple[int, int]:
        """Return the distance from the start side, and the width."""
        column = (width + self._gap) / self._columns
        left = round(place.column * column)
        return left, round((place.column + place.span) * column) - self._gap - left

    def _lines(self, width: int) -> list[int]:
        """Return the top of every line, and the end."""
        heights: dict[int, int] = {}
        for widget, place in self._places.items():
            _, wide = self._across(place, width)
            tall = widget.heightForWidth(wide) if widget.hasHeightForWidth() else widget.sizeHint().height()
            heights[place.line] = max(heights.get(place.line, 0), tall)
        tops = [0]
        for line in range(len(heights)):
            tops.append(tops[-1] + heights[line] + self._line_gap)
        return tops
