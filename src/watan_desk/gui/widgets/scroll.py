"""A column of widgets that scrolls, and scrolls along with the focus."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from watan_desk.gui.widgets.basics import clear


class ScrollColumn(QScrollArea):
    """Widgets under one another, from the top; only it scrolls, never the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("inner", "1")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setWidget(inner)

    def widgets(self) -> list[QWidget]:
        """Return what is shown, from the top."""
        items = (self.column.itemAt(place) for place in range(self.column.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def show_all(self, widgets: list[QWidget]) -> None:
        """Show other widgets instead of those that are there."""
        clear(self.column)
        for widget in widgets:
            self.column.addWidget(widget)
        self.column.addStretch(1)


def scrolled(layout: QLayout, *, sideways: bool = False) -> QScrollArea:
    """Return a column that scrolls where the page is too low for it: nothing makes a small laptop's window grow.

    ``sideways`` lets it scroll to the side too, where large text on a small screen leaves no other way.
    """
    inner = QWidget()
    inner.setProperty("inner", "1")
    layout.setContentsMargins(0, 0, 0, 0)
    inner.setLayout(layout)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
