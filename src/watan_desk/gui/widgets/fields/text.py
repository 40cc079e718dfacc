"""Editors of text and numbers: one line, or several. Digits of any script stay as they are typed."""

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from watan_desk.common.arabic import is_arabic
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import mark, restyle
from watan_desk.gui.widgets.fields.editor import Editor, fill

_WHOLE_PART = re.compile(r"([-+]?)(\d{4,})((?:[.٫]\d*)?)\Z")


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


class OneLine(Editor):
    """An editor whose answer stands in one line."""

    line: Line

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


class LineEditor(OneLine):
    """Text, whole number, decimal or time in one line; digits of any script are kept as typed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.line = Line(look)
        fill(self, self.line)
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.line.focusNextChild)  # a scanner ends its code with Enter
        self.watch(self.line)

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere."""
        if self.line.text() != value:
            self.line.setText(value)


class MaskedEditor(LineEditor):
    """A line whose letters are hidden; a button beside it shows them for as long as it is pressed in."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = self.line.addAction(look.icon("eye", "ink2"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setCheckable(True)
        self._eye.setToolTip(look.say("gui_form.show_masked"))
        self._eye.toggled.connect(self._show)

    def _show(self, on: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self._eye.setIcon(self._look.icon("eye-off" if on else "eye", "ink2"))


def grouped(text: str) -> str:
    """Return a number with its thousands parted, in the digits it was typed in; any other text as it is."""
    match = _WHOLE_PART.match(text)
    if match is None:
        return text
    sign, whole, rest = match.groups()
    parts = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)]
    return sign + ("," if whole.isascii() else "٬").join(reversed(parts)) + rest


class ThousandsEditor(LineEditor):
    """A number whose thousands are parted while it is not being typed; the answer stays as typed."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._typed = ""
        self.line.textEdited.connect(self._keep)

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere, parted unless it is being typed."""
        self._typed = value
        super().show_value(value if self.line.hasFocus() else grouped(value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Part the thousands when the line is left, and join them when it is entered."""
        if watched is self.line and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            entered = event.type() == QEvent.Type.FocusIn
            self.line.setText(self._typed if entered else grouped(self._typed))
        return super().eventFilter(watched, event)

    def _keep(self, text: str) -> None:
        self._typed = text


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
