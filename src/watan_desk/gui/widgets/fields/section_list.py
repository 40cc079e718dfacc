"""The sections of a form at the start side: each with how many items are open, or a tick."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import label
from watan_desk.gui.widgets.scroll import ScrollColumn

_BADGE = 22


class SectionButton(QPushButton):
    """A section: its name at the start, its count or tick at the end; the count is part of its spoken name."""

    def __init__(self, look: Look, ref: str, name: str) -> None:
        super().__init__()
        self._look, self.ref, self._name, self.left_open = look, ref, name, 0
        self.setProperty("kind", "section")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAutoExclusive(True)

    def rename(self, name: str) -> None:
        """Give the section another name: the form's language changed."""
        self._name = name

    def show_open(self, count: int) -> None:
        """Show how many items are open."""
        self.left_open = count
        state = (
            self._look.say("gui_form.section_left", count=count) if count else self._look.say("gui_form.section_done")
        )
        self.setAccessibleName(f"{self._name}: {state}")
        self.setToolTip(f"{self._name}: {state}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the name, shortened at its end where it must be, and the badge."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        colours = self._look.theme.colours
        text = self.rect().adjusted(_BADGE + 16, 0, -10, 0) if rtl else self.rect().adjusted(10, 0, -_BADGE - 16, 0)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(colours["ink"]))
        name = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, int(side | Qt.AlignmentFlag.AlignVCenter), name)
        left = 8 if rtl else self.width() - _BADGE - 8
        top = (self.height() - _BADGE) // 2
        if self.left_open:
            painter.setBrush(QColor(colours["redSoft"]))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(left, top, _BADGE, _BADGE)
            painter.setPen(QColor(colours["red"]))
            font = self._look.theme.font("caption", weight=600)
            painter.setFont(font)
            count = self._look.digits(str(self.left_open))
            painter.drawText(left, top, _BADGE, _BADGE, int(Qt.AlignmentFlag.AlignCenter), count)
        else:
            painter.drawPixmap(left + 2, top + 2, self._look.pixmap("check", "greenInk", 18))
        painter.end()


class SectionList(QWidget):
    """All sections; choosing one tells its reference."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._buttons: dict[str, SectionButton] = {}
        self._rows = ScrollColumn()
        self._lines = self._rows.column
        self._lines.setSpacing(2)
        self._progress = label("", "hint")
        self._lines.addWidget(self._progress)
        self._lines.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(label(look.say("gui_form.sections"), "muted"))
        whole.addWidget(self._rows, 1)
        self.setFixedWidth(look.theme.wide(172))

    def show_section(self, ref: str, name: str, open_items: int, *, relevant: bool) -> None:
        """Show a section, in the order in which they are first shown."""
        button = self._buttons.get(ref)
        if button is None:
            button = SectionButton(self._look, ref, name)
            button.clicked.connect(lambda _=False, at=ref: self.chosen.emit(at))
            self._buttons[ref] = button
            self._lines.insertWidget(self._lines.count() - 2, button)
        button.rename(name)
        button.show_open(open_items)
        button.setVisible(relevant)

    def show_current(self, ref: str) -> None:
        """Show where the delegate is."""
        if ref in self._buttons:
            self._buttons[ref].setChecked(True)
            self._rows.ensureWidgetVisible(self._buttons[ref], 0, 0)

    def show_progress(self, answered: int, asked: int) -> None:
        """Show how many of the questions are answered."""
        self._progress.setText(self._look.say("gui_form.answered", answered=answered, count=asked))

    def buttons(self) -> tuple[SectionButton, ...]:
        """Return the sections that are shown."""
        return tuple(button for button in self._buttons.values() if not button.isHidden())
