"""Check boxes drawn by the theme, sharp at every scale: a style sheet would need picture files for its tick."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QWidget

from watan_desk.gui.look import Look

SIDE = 18
_GAP = 7
_TALL = 28


def draw_check(painter: QPainter, box: QRectF, look: Look, *, on: bool, enabled: bool = True) -> None:
    """Draw a check box; on is a filled square with a tick, so that colour is never alone."""
    colours = look.theme.colours
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill = "green" if on and enabled else "disabled" if not enabled else "surface"
    painter.setBrush(QColor(colours[fill]))
    painter.setPen(QPen(QColor(colours["green" if on and enabled else "line2"]), 1.5))
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)
    if on:
        tick = look.pixmap("check", "onGreen" if enabled else "disInk", 15)
        painter.drawPixmap(box.center().toPoint().x() - 7, box.center().toPoint().y() - 7, tick)


class Check(QCheckBox):
    """A check box whose label is part of its target."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._look = look
        self.setMinimumHeight(_TALL)

    def sizeHint(self) -> QSize:
        """Room for box, gap and text."""
        return QSize(SIDE + _GAP + self.fontMetrics().horizontalAdvance(self.text()) + 4, _TALL)

    def minimumSizeHint(self) -> QSize:
        """As ``sizeHint``: the text is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and text at the start side."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - SIDE if rtl else 0
        box = QRectF(left, (self.height() - SIDE) / 2, SIDE, SIDE)
        draw_check(painter, box, self._look, on=self.isChecked(), enabled=self.isEnabled())
        text = self.rect().adjusted(0, 0, -(SIDE + _GAP), 0) if rtl else self.rect().adjusted(SIDE + _GAP, 0, 0, 0)
        painter.setPen(QColor(self._look.theme.colours["ink"]))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        self.style().drawItemText(
            painter, text, flags | int(side | Qt.AlignmentFlag.AlignAbsolute), self.palette(), True, self.text()
        )
        option.state &= ~QStyle.StateFlag.State_HasFocus
        painter.end()

    def hitButton(self, pos: object) -> bool:
        """Take clicks anywhere on it."""
        return True
