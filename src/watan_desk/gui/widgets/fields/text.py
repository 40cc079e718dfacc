"""Editors of text and numbers: one line, or several. Digits of any script stay as they are typed."""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import mark, restyle
from watan_desk.gui.widgets.fields.editor import Editor, fill


def is_arabic(text: str) -> bool:
    """Tell whether a text holds a letter that is written from right to left."""
    return any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)


class Line(QLineEdit):
    """A line whose own direction follows what is typed: a code, a phone or a Latin word keeps its order."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._rtl = look.rtl
        self.textChanged.connect(self._turn)
        self._turn("")

    def _turn(self, text: str) -> None:
        latin = bool(text) and not is_arabic(text)
        start = Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft
        rtl = self._rtl and not latin
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        self.setAlignment(start | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class LineEditor(Editor):
    """Text, whole number, decimal or time in one line; digits of any script are kept as typed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.line = Line(look)
        fill(self, self.line)
        self.line.textEdited.connect(self.edited)
        self.watch(self.line)

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere."""
        if self.line.text() != value:
            self.line.setText(value)

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        mark(self.line, "state", state)

    def show_readonly(self, *, readonly: bool) -> None:
        """Let the line be read only."""
        self.line.setReadOnly(readonly)
        restyle(self.line)

    def target(self) -> QWidget:
        """The line."""
        return self.line


class Area(QPlainTextEdit):
    """Several lines; Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(64)


class AreaEditor(Editor):
    """Text of several lines."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._area = Area()
        direction = Qt.LayoutDirection.RightToLeft if look.rtl else Qt.LayoutDirection.LeftToRight
        option = self._area.document().defaultTextOption()
        option.setTextDirection(direction)
        self._area.document().setDefaultTextOption(option)
        fill(self, self._area)
        self._showing = False
        self._area.textChanged.connect(self._typed)
        self.watch(self._area)

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere."""
        if self._area.toPlainText() != value:
            self._showing = True
            self._area.setPlainText(value)
            self._showing = False

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        mark(self._area, "state", state)

    def show_readonly(self, *, readonly: bool) -> None:
        """Let the text be read only."""
        self._area.setReadOnly(readonly)
        restyle(self._area)

    def target(self) -> QWidget:
        """The text area."""
        return self._area

    def _typed(self) -> None:
        if not self._showing:
            self.edited.emit(self._area.toPlainText())
