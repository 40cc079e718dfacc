"""One of several choices as round boxes: in columns, packed, or in the lines of a table under shared heads."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import label
from watan_desk.gui.widgets.checks import Check
from watan_desk.gui.widgets.fields.choice_art import NO_ART, Art, size_of
from watan_desk.gui.widgets.fields.editor import Editor

Choices = Sequence[tuple[str, str]]
_SIDE, _GAP, _TALL = 18, 7, 28
_FRAME, _ABOVE = 8, 3
"""Pixels of a frame around a choice, and between a picture and its box."""
_MIDDLE, _START = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignLeading
_PACK = 6
"""Packed choices stand in so many columns at most."""


class Round(QRadioButton):
    """A round box drawn by the theme, its picture above it; the chosen one taken again with Delete is taken back.

    ``framed`` it has no box: what is chosen stands in a frame (``no-buttons``).
    """

    def __init__(self, look: Look, text: str, art: QPixmap | None = None, *, framed: bool = False) -> None:
        super().__init__(text)
        self._look, self.art, self._framed, self.state = look, art, framed, ""
        self._edge = _FRAME if framed else 0
        self._above = size_of(art).height() + _ABOVE if art is not None else 0
        self.setMinimumHeight(_TALL + self._above + 2 * self._edge)

    def sizeHint(self) -> QSize:
        """Room for box, gap and text, and for the picture."""
        box = 0 if self._framed else _SIDE + _GAP
        wide = max(box + self.fontMetrics().horizontalAdvance(self.text()) + 4, size_of(self.art).width())
        return QSize(wide + 2 * self._edge, _TALL + self._above + 2 * self._edge)

    def minimumSizeHint(self) -> QSize:
        """Box and picture alone: a text that has no room is shown whole in its tool tip."""
        return QSize(max(_SIDE + _GAP, size_of(self.art).width()) + 2 * self._edge, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, then box and text at the start side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inner = self.rect().adjusted(self._edge, self._edge, -self._edge, -self._edge)
        if self._framed:
            self._paint_frame(painter)
        if self.art is not None:
            wide = size_of(self.art).width()
            left = (self.width() - wide) // 2 if not self.text() else inner.right() + 1 - wide if rtl else inner.left()
            painter.drawPixmap(left, inner.top(), self.art)
        line = inner.adjusted(0, self._above, 0, 0)
        if not self._framed:
            self._paint_box(painter, line, rtl=rtl)
            line = line.adjusted(0, 0, -(_SIDE + _GAP), 0) if rtl else line.adjusted(_SIDE + _GAP, 0, 0, 0)
        painter.setPen(QColor(self._look.theme.colours["ink"]))
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute), shown)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._look.theme.colours["green"]), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        colours = self._look.theme.colours
        edge = "redLine" if self.state == "err" else "green" if self.isChecked() else "line2"
        painter.setPen(QPen(QColor(colours[edge]), 2 if self.isChecked() else 1))
        painter.setBrush(QColor(colours["greenSoft" if self.isChecked() else "surface"]))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_box(self, painter: QPainter, line: QRect, *, rtl: bool) -> None:
        colours = self._look.theme.colours
        left = line.right() + 1 - _SIDE if rtl else line.left()
        if not self.text():
            left = (self.width() - _SIDE) // 2
        box = QRectF(left + 1, line.top() + (line.height() - _SIDE) / 2 + 1, _SIDE - 2, _SIDE - 2)
        edge = "focus" if self.hasFocus() and "focus" in colours else "green" if self.isChecked() else "line2"
        painter.setPen(QPen(QColor(colours["redLine" if self.state == "err" else edge]), 1.5))
        painter.setBrush(QColor(colours["surface" if self.isEnabled() else "disabled"]))
        painter.drawEllipse(box)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours["green" if self.isEnabled() else "disInk"]))
            painter.drawEllipse(box.adjusted(4, 4, -4, -4))

    def hitButton(self, pos: object) -> bool:
        """Take clicks anywhere on it."""
        return True


class RoundEditor(Editor):
    """One of several choices, all in sight. Arrows walk, Space chooses, Delete takes back what was chosen.

    ``columns`` 0 packs them; ``bare`` shows boxes without words, for the lines of a table; ``framed`` as of ``Round``.
    """

    def __init__(
        self, look: Look, choices: Choices, columns: int, art: Art = NO_ART, *, bare: bool = False, framed: bool = False
    ) -> None:
        super().__init__()
        self._rounds: dict[str, Round] = {}
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        wide = columns or min(_PACK, max(1, len(choices)))
        for place, (value, text) in enumerate(choices):
            made = Round(look, "" if bare else text, art.get(value), framed=framed)
            made.setToolTip(text)
            made.setProperty("choice", text)
            made.clicked.connect(lambda _=False, chosen=value: self._chosen(chosen))
            made.installEventFilter(self)
            self._group.addButton(made)
            self._rounds[value] = made
            grid.addWidget(made, place // wide, place % wide, Qt.AlignmentFlag.AlignBottom)
        for column in range(wide):
            grid.setColumnStretch(column, 1 if columns or bare else 0)
        if not columns and not bare:
            grid.setColumnStretch(wide, 1)
        if self._rounds:  # a hidden question may have nothing to choose from yet
            self.setFocusProxy(self.target())

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere."""
        self._group.setExclusive(False)
        for own, made in self._rounds.items():
            made.setChecked(own == value)
        self._group.setExclusive(True)

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        for made in self._rounds.values():
            made.state = state
            made.update()

    def target(self) -> QWidget:
        """The chosen box, or the first."""
        chosen = self._group.checkedButton()
        return chosen or next(iter(self._rounds.values()), self)

    def describe(self, name: str, description: str) -> None:
        """Name each box by question and choice."""
        for made in self._rounds.values():
            made.setAccessibleName(f"{name}: {made.property('choice')}")
            made.setAccessibleDescription(description)

    def round(self, value: str) -> Round:
        """Return the box of a choice."""
        return self._rounds[value]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the answer back with Delete or Backspace."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.show_value("")
            self.edited.emit("")
            return
        super().keyPressEvent(event)

    def _chosen(self, value: str) -> None:
        self.edited.emit(value)


class HeadsEditor(Editor):
    """The heads of a table of choices (``label``): words only, no answer of its own."""

    def __init__(self, choices: Choices, art: Art = NO_ART) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        self._heads: list[QLabel] = []
        for place, (value, text) in enumerate(choices):
            if value in art:
                picture = QLabel()
                picture.setPixmap(art[value])
                picture.setAccessibleName(text)
                grid.addWidget(picture, 0, place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            head = label(text, "label", wrap=True)
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(head, 1, place)
            grid.setColumnStretch(place, 1)
            self._heads.append(head)

    def show_value(self, value: str) -> None:
        """It has no answer."""

    def show_state(self, state: str) -> None:
        """Nothing can be wrong with it."""

    def target(self) -> QWidget:
        """Itself; the keyboard passes it by."""
        return self


class BareChecksEditor(Editor):
    """Several of the choices as boxes for the lines of a table, without words where its heads say them (``bare``)."""

    def __init__(self, look: Look, choices: Choices, art: Art = NO_ART, *, bare: bool = True) -> None:
        super().__init__()
        self._checks: dict[str, Check] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        self._showing = False
        for place, (value, text) in enumerate(choices):
            made = Check(look, "" if bare else text, art=art.get(value))
            made.setToolTip(text)
            made.toggled.connect(self._changed)
            made.installEventFilter(self)
            self._checks[value] = made
            grid.addWidget(made, 0, place, Qt.AlignmentFlag.AlignBottom | (_MIDDLE if bare else _START))
            grid.setColumnStretch(place, 1)
        self.setFocusProxy(self.target())

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere: the values, parted by spaces."""
        chosen = set(value.split())
        self._showing = True
        for own, made in self._checks.items():
            made.setChecked(own in chosen)
        self._showing = False

    def show_state(self, state: str) -> None:
        """The message below the line says it."""

    def target(self) -> QWidget:
        """The first box."""
        return next(iter(self._checks.values()), self)

    def describe(self, name: str, description: str) -> None:
        """Name each box by question and choice."""
        for made in self._checks.values():
            made.setAccessibleName(f"{name}: {made.toolTip()}")
            made.setAccessibleDescription(description)

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit(" ".join(value for value, made in self._checks.items() if made.isChecked()))


class OkEditor(Editor):
    """A box to acknowledge with: ODK's ``OK``, or nothing."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        self.check = Check(look, text)
        grid.addWidget(self.check)
        self.check.clicked.connect(lambda on: self.edited.emit("OK" if on else ""))
        self.watch(self.check)

    def show_value(self, value: str) -> None:
        """Show whether it was acknowledged."""
        self.check.setChecked(bool(value))

    def show_state(self, state: str) -> None:
        """The message below says it."""

    def target(self) -> QWidget:
        """The box."""
        return self.check
