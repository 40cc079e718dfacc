"""The rail: the few places of the desk, with a count where something waits, and the lock."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLayout, QSizePolicy, QToolButton, QVBoxLayout

from watan_desk.gui.look import Look

PLACES = (
    ("today", "armchair"),
    ("reception", "door-enter"),
    ("cases", "clipboard-list"),
    ("registers", "address-book"),
    ("letters", "file-certificate"),
    ("handover", "usb"),
    ("reports", "chart-bar"),
    ("policy", "book-2"),
    ("settings", "settings"),
)
"""The places in order: their names for ``go`` and their icons."""


_EDGE, _BETWEEN = 10, 4
_ICON, _LOW_ICON, _LOWEST = 22, 18, 30


class RailButton(QToolButton):
    """A place: icon over word, and a count in its corner."""

    def __init__(self, look: Look, name: str, icon: str) -> None:
        super().__init__()
        self._look, self._count, self.name = look, 0, name
        self._word = look.say(f"gui.rail.{name}")
        self.setText(self._word)
        self.setIcon(look.icon(icon, "railInk", 22, checked="railOn"))
        self.setIconSize(QSize(_ICON, _ICON))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self._word)

    @property
    def count(self) -> int:
        """How much waits in this place."""
        return self._count

    def stand(self, tall: int, *, low: bool, words: bool) -> None:
        """Take so many pixels of height; without room for its word it keeps the icon, and the word as tool tip."""
        side = _LOW_ICON if low else _ICON
        self.setIconSize(QSize(side, side))
        style = Qt.ToolButtonStyle.ToolButtonTextUnderIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(style)
        self.setFixedHeight(tall)
        if not self._count:
            self.setToolTip("" if words else self._word)

    def show_count(self, count: int) -> None:
        """Show how much waits; nothing for none."""
        self._count = count
        spoken = self._look.say("gui.rail.waiting", count=count) if count else ""
        self.setAccessibleName(f"{self._word} {spoken}".strip())
        self.setToolTip(spoken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the count over the icon's corner."""
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._look.theme.font("step", weight=600)
        painter.setFont(font)
        text = self._look.digits(str(self._count) if self._count < 1000 else "999+")  # noqa: PLR2004
        wide = max(18, painter.fontMetrics().horizontalAdvance(text) + 10)
        left = 1 if self._look.rtl else self.width() - 1 - wide
        badge = QRectF(left, 3, wide, 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.theme.colours["amberSoft"]))
        painter.drawRoundedRect(badge, 8.5, 8.5)
        painter.setPen(QColor(self._look.theme.colours["amber"]))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


class Rail(QFrame):
    """The places, one of them lit, and the lock under them."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(look.theme.sizes["rail"])
        self.setAccessibleName(look.say("gui.rail.all"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, _EDGE, 6, _EDGE)
        column.setSpacing(_BETWEEN)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._tall = look.theme.sizes["rail_item"]
        self.buttons = {name: RailButton(look, name, icon) for name, icon in PLACES}
        self.hide_all = RailButton(look, "hide", "eye-off")
        self.lock = RailButton(look, "lock", "lock")
        group = QButtonGroup(self)
        for button in self.buttons.values():
            button.setCheckable(True)
            group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self.hide_all)
        column.addWidget(self.lock)
        for button in (*self.buttons.values(), self.hide_all, self.lock):
            button.clicked.connect(lambda _=False, name=button.name: self.chosen.emit(name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the places stand closer where the window is low, and pass over their words only where it is very low."""
        super().resizeEvent(event)
        places = (*self.buttons.values(), self.hide_all, self.lock)
        room = (self.height() - 2 * _EDGE) // len(places)
        words = self.fontMetrics().height() + _LOW_ICON <= room
        for button in places:
            button.stand(min(room - _BETWEEN, self._tall), low=room - _BETWEEN < self._tall, words=words)

    def minimumSizeHint(self) -> QSize:
        """The rail never makes the window higher than the screen."""
        return QSize(self.width(), _LOWEST * (len(self.buttons) + 2) + 2 * _EDGE)

    def light(self, name: str) -> None:
        """Light a place; a page that belongs to none leaves the rail as it is."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)
