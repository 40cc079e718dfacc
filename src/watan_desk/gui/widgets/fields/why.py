"""Why questions are not on the screen: told where they would stand, in the form's own words."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, clear, label, row

Told = Callable[[], Iterable[tuple[str, tuple[str, ...]]]]
"""Gives each hidden question's label and the lines that say why."""


class WhyHidden(QWidget):
    """A quiet line below a section: asked for, it lists what is not asked now and when it would be."""

    def __init__(self, look: Look, told: Told) -> None:
        super().__init__()
        self._look, self._told = look, told
        self.ask = Button(look, look.say("gui_form.why_hidden"), "link")
        self.ask.setCheckable(True)
        self.ask.toggled.connect(self._show)
        self._list = QWidget()
        self._list.hide()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(12, 0, 12, 6)
        self._lines.setSpacing(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(row(self.ask, None))
        whole.addWidget(self._list)

    def refresh(self) -> None:
        """Tell anew, if the list stands open: an answer has changed."""
        if self.ask.isChecked():
            self._fill()

    def said(self) -> str:
        """Return everything that is told now."""
        return self._list.accessibleDescription() if not self._list.isHidden() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the list with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.ask.isChecked():
            self.ask.setChecked(False)
        else:
            super().keyPressEvent(event)

    def _show(self, on: bool) -> None:  # noqa: FBT001 - Qt's own signature
        if on:
            self._fill()
        self._list.setVisible(on)

    def _fill(self) -> None:
        clear(self._lines)
        found = [(name, tuple(map(self._look.digits, lines))) for name, lines in self._told()]
        if not found:
            self._lines.addWidget(label(self._look.say("gui_form.nothing_hidden"), "hint", wrap=True))
        for name, lines in found:
            self._lines.addWidget(label(name, "strong", wrap=True))
            for line in lines:
                self._lines.addWidget(label(line, "hint", wrap=True))
        whole = "\n".join("\n".join((name, *lines)) for name, lines in found)
        self._list.setAccessibleDescription(whole or self._look.say("gui_form.nothing_hidden"))
        self.ask.setAccessibleDescription(self._list.accessibleDescription())
