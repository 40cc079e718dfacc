"""A sheet to sign or draw on with mouse, pen or finger; what is drawn becomes a picture that is kept as a file.

Whoever cannot draw leaves it with Esc and chooses a picture instead.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, label, row

_SIZE = QSize(900, 320)
"""Pixels of a blank sheet: wide as a signature is."""
_MOST_HIGH = 420
_INK, _MARK = "#101018", "#c01818"
_PEN, _RULE = 3.0, 0.78
_DOT = 0.1


class Canvas(QWidget):
    """The sheet itself: white in every theme, as paper is. ``changed`` tells that strokes came or went."""

    changed = Signal()
    left = Signal()

    def __init__(self, under: bytes, *, line: bool) -> None:
        super().__init__()
        self._under = QImage.fromData(under) if under else QImage()
        self._line = line
        self.strokes: list[QPolygonF] = []
        sheet = self._under.size() if not self._under.isNull() else _SIZE
        self._sheet = sheet
        wide = sheet.width() * _MOST_HIGH // max(sheet.height(), 1) if sheet.height() > _MOST_HIGH else sheet.width()
        self.setMaximumWidth(max(wide, 1))
        self.setMinimumSize(120, 120)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def hasHeightForWidth(self) -> bool:
        """Keep the sheet's own shape."""
        return True

    def heightForWidth(self, wide: int) -> int:
        """Return the height that belongs to a width."""
        return max(1, round(wide * self._sheet.height() / max(self._sheet.width(), 1)))

    def sizeHint(self) -> QSize:
        """Return the sheet's size on the screen."""
        wide = min(self._sheet.width(), self.maximumWidth())
        return QSize(wide, self.heightForWidth(wide))

    def undo(self) -> None:
        """Take the last stroke back."""
        if self.strokes:
            self.strokes.pop()
            self._tell()

    def clear(self) -> None:
        """Take every stroke back."""
        self.strokes.clear()
        self._tell()

    def image(self) -> QImage:
        """Return the sheet with what was drawn on it."""
        made = QImage(self._sheet, QImage.Format.Format_RGB32)
        made.fill(QColor("white"))
        painter = QPainter(made)
        self._paint(painter)
        painter.end()
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet as large as it stands."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.scale(self.width() / self._sheet.width(), self.height() / self._sheet.height())
        if self._line:
            painter.setPen(QPen(QColor("#9a9aa8"), 1.5))
            rule = self._sheet.height() * _RULE
            painter.drawLine(QPointF(self._sheet.width() * 0.06, rule), QPointF(self._sheet.width() * 0.94, rule))
        self._paint(painter)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke; pen and finger come as a mouse does."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.strokes.append(QPolygonF([self._place(event)]))
            self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        if self.strokes and event.buttons() & Qt.MouseButton.LeftButton:
            self.strokes[-1].append(self._place(event))
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc; undo with Ctrl+Z or Backspace."""
        undo = event.key() == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif undo or event.key() == Qt.Key.Key_Backspace:
            self.undo()
        else:
            super().keyPressEvent(event)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = not self._under.isNull()
        if over:
            painter.drawImage(QRectF(0, 0, self._sheet.width(), self._sheet.height()), self._under)
        pen = QPen(QColor(_MARK if over else _INK), _PEN * max(1.0, self._sheet.width() / _SIZE.width()))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self.strokes:
            dot = stroke.count() == 1
            painter.drawPolyline(QPolygonF([stroke.at(0), stroke.at(0) + QPointF(_DOT, _DOT)]) if dot else stroke)

    def _place(self, event: QMouseEvent) -> QPointF:
        at = event.position()
        return QPointF(
            at.x() * self._sheet.width() / max(self.width(), 1), at.y() * self._sheet.height() / max(self.height(), 1)
        )

    def _tell(self) -> None:
        self.update()
        self.changed.emit()


class DrawingPad(QFrame):
    """The sheet with its buttons. ``kept`` carries the PNG; ``left`` tells that the delegate thought better of it."""

    kept = Signal(bytes)
    left = Signal()

    def __init__(self, look: Look, under: bytes, *, line: bool) -> None:
        super().__init__()
        self.canvas = Canvas(under, line=line)
        self.canvas.setAccessibleName(look.say("gui_form.drawing_sheet"))
        self.canvas.setAccessibleDescription(look.say("gui_form.drawing_hint"))
        self._blank = look.say("gui_form.drawing_blank")
        self.keep = Button(look, look.say("gui_form.drawing_keep"), "outline", "check")
        self.undo = Button(look, look.say("gui_form.drawing_undo"), "small", "history")
        self.clear = Button(look, look.say("gui_form.drawing_clear"), "small", "trash")
        leave = Button(look, look.say("gui_form.drawing_leave"), "small", "x")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 4, 0, 4)
        lines.setSpacing(6)
        lines.addWidget(label(look.say("gui_form.drawing_hint"), "hint", wrap=True))
        lines.addWidget(self.canvas)
        lines.addLayout(row(self.keep, self.undo, self.clear, leave, None))
        self.canvas.changed.connect(self._show_state)
        self.canvas.left.connect(self.left)
        self.keep.pressed_now.connect(lambda: self.kept.emit(png_of(self.canvas.image())))
        self.undo.pressed_now.connect(self.canvas.undo)
        self.clear.pressed_now.connect(self.canvas.clear)
        leave.pressed_now.connect(self.left)
        self._show_state()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc from every button too."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_state(self) -> None:
        blank = "" if self.canvas.strokes else self._blank
        for button in (self.keep, self.undo, self.clear):
            button.block(blank)


def png_of(image: QImage) -> bytes:
    """Return a picture's bytes as PNG."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())
