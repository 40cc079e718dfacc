"""Check boxes drawn by the theme, sharp at every scale: a style sheet would need picture files for its tick."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QWidget

from watan_desk.gui.look import Look

SIDE = 18
_GAP = 7
_TALL = 28
_ABOVE = 3
"""Pixels between a picture and its box."""


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
    """A check box whose label is part of its target; a picture, if it has one, stands above both."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None, *, art: QPixmap | None = None) -> None:
        super().__init__(text, parent)
        self._look, self.art = look, art
        self._above = 0 if art is None else round(art.deviceIndependentSize().height()) + _ABOVE
        self.setMinimumHeight(_TALL + self._above)

    def sizeHint(self) -> QSize:
        """Room for box, gap and text, and for the picture."""
        wide = SIDE + _GAP + self.fontMetrics().horizontalAdvance(self.text()) + 4
        pictured = 0 if self.art is None else round(self.art.deviceIndependentSize().width())
        return QSize(max(wide, pictured), _TALL + self._above)

    def minimumSizeHint(self) -> QSize:
        """As ``sizeHint``: the text is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, then box and text at the start side."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - SIDE if rtl else 0
        if self.art is not None:
            wide = round(self.art.deviceIndependentSize().width())
            painter.drawPixmap(self.width() - wide if rtl else 0, 0, self.art)
        line = self.rect().adjusted(0, self._above, 0, 0)
        box = QRectF(left, line.top() + (line.height() - SIDE) / 2, SIDE, SIDE)
        draw_check(painter, box, self._look, on=self.isChecked(), enabled=self.isEnabled())
        text = line.adjusted(0, 0, -(SIDE + _GAP), 0) if rtl else line.adjusted(SIDE + _GAP, 0, 0, 0)
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
