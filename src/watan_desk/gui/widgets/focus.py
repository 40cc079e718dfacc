"""The focus ring: two pixels, two pixels away from whatever has the focus, so that the keyboard is never lost."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget
from shiboken6 import isValid

from watan_desk.gui.look import Look

_AWAY = 3
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Destroy})


class FocusRing(QWidget):
    """An overlay over the whole window that follows the focus; it takes no click and no focus itself."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._colour = QColor(look.theme.colours["focus"])
        self._held: QWidget | None = None
        self._watched: list[QObject] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def ring(self) -> QRect:
        """Return the ring's rectangle in the window; empty where nothing shown has the focus."""
        held = self._held
        if held is None or not isValid(held) or not held.isVisible():
            return QRect()
        frame = held.parentWidget()
        if isinstance(frame, QFrame) and frame.property("datebox"):
            held = frame
        corner = held.mapTo(self._window, QPoint(0, 0))
        return QRect(corner, held.size()).adjusted(-_AWAY, -_AWAY, _AWAY, _AWAY)

    def cover(self) -> None:
        """Lie over the whole window again, after it changed its size or its contents."""
        self.setGeometry(self._window.rect())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what has the focus when it, or what holds it, moves."""
        if event.type() in _MOVES:
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring, cut off where a scrolled area ends."""
        where = self.ring()
        if where.isEmpty() or self._held is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._shown_part())
        painter.setPen(QPen(self._colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(where.adjusted(1, 1, -1, -1), 7, 7)
        painter.end()

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._window):
            return
        for watched in filter(isValid, self._watched):
            watched.removeEventFilter(self)
        inside = now is not None and now.window() is self.window() and not _whole_area(now)
        self._held = now if inside else None
        self._watched = []
        while now is not None and inside and now is not self.window():
            now.installEventFilter(self)
            self._watched.append(now)
            now = now.parentWidget()
        self.cover()
        self.update()

    def _shown_part(self) -> QRect:
        shown, above = self.rect(), self._held
        while above is not None and above is not self._window:
            above = above.parentWidget()
            if isinstance(above, QScrollArea):
                port = above.viewport()
                shown &= QRect(port.mapTo(self._window, QPoint(0, 0)), port.size()).adjusted(-4, -4, 4, 4)
        return shown


def _whole_area(widget: QWidget) -> bool:
    """Tell whether a widget is a mere scroller or a whole page: a ring round it would say nothing."""
    return isinstance(widget, QScrollArea) or widget.objectName() == "page"
