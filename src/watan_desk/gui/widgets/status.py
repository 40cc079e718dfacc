"""The status line: encrypted here, what head office does not have yet, who works, and which day it is."""

from datetime import datetime

from PySide6.QtWidgets import QFrame, QWidget

from watan_desk.common.clock import saudi_day
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import OneLine, chip, picture, row
from watan_desk.gui.widgets.policy import Elided


class StatusBar(QFrame):
    """The line at the foot of the window."""

    def __init__(self, look: Look, *, practice: bool, delegate: str) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(look.theme.sizes["status"])
        self._look = look
        self.handover = Elided(look, "caption", "ink2")
        self.day = OneLine("")
        parts: list[QWidget | int | None] = [picture(look, "shield-check", "ink2", 16)]
        parts += [OneLine(look.say("gui.status.encrypted")), 12, picture(look, "usb", "ink2", 16), self.handover]
        if practice:
            parts += [chip(look.say("gui.practice"), "wa"), 12]
        works = OneLine(look.say("gui.status.delegate", name=delegate))
        parts += [picture(look, "user", "ink2", 16), works, 12, self.day]
        line = row(*parts, spacing=7)
        side = look.theme.sizes["page"]
        line.setContentsMargins(side, 0, side, 0)
        line.setStretch(line.indexOf(self.handover), 1)
        self.setLayout(line)

    def show_day(self, now: datetime) -> None:
        """Show the Saudi day in both calendars."""
        self.day.setText(self._look.both_days(saudi_day(now)))

    def show_handover(self, waiting: int, last: datetime | None) -> None:
        """Show what head office has not acknowledged, and when the last hand-over was."""
        said = self._look.say("gui.status.waiting", count=waiting)
        when = self._look.say("gui.status.never") if last is None else ""
        if last is not None:
            when = self._look.say("gui.status.last", day=self._look.day(saudi_day(last)))
        self.handover.say(f"{when} · {said}")
