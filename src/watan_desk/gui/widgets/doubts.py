"""Doubts about duplicates on a case: each is named, the other case opens, and a written reason settles it (R91)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, clear, invite, label, picture, row, start
from watan_desk.people.duplicates import Flag


class DoubtStrip(QFrame):
    """One line for each doubt that nobody has settled; nothing where there is none."""

    opened = Signal(str)
    settled = Signal(str, str, str)
    """Kind, number of the other case, reason."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("msg", "wa")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(look.theme.sizes["page"], 6, look.theme.sizes["page"], 6)
        self._lines.setSpacing(6)
        self.reasons: list[QLineEdit] = []
        self.hide()

    def show_flags(self, flags: tuple[Flag, ...]) -> None:
        """Show the doubts."""
        clear(self._lines)
        self.reasons = []
        for flag in flags:
            self._lines.addLayout(self._line(flag))
        self.setVisible(bool(flags))

    def _line(self, flag: Flag) -> QHBoxLayout:
        look = self._look
        said = label(look.say("gui_case.doubt", kind=look.say(f"people.kind.{flag.kind}"), number=ltr(flag.number)))
        reason = QLineEdit()
        invite(reason, look, look.say("gui_case.doubt_reason"))
        reason.setAccessibleName(look.say("gui_case.doubt_reason"))
        reason.setAlignment(start())
        self.reasons.append(reason)
        other = Button(look, look.say("gui_case.doubt_open"), "small", "clipboard-list")
        other.pressed_now.connect(lambda: self.opened.emit(flag.number))
        settle = Button(look, look.say("gui_case.doubt_settle"), "small", "check")
        settle.pressed_now.connect(lambda: self.settled.emit(flag.kind, flag.number, reason.text()))
        line = row(picture(look, "users", "amber"), said, spacing=10)
        line.addWidget(reason, 1)
        parts: tuple[QWidget, ...] = (other, settle)
        for part in parts:
            line.addWidget(part)
        return line
