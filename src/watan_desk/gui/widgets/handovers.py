"""What the hand-over page is made of: figures of the next file, and rows of its history."""

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from watan_desk.bundle.records import Handover, Quarantined
from watan_desk.common.arabic import ltr
from watan_desk.common.clock import saudi_day
from watan_desk.common.messages import has
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import chip, clear, label, picture, row

_COLUMNS = 4


class Figures(QFrame):
    """How many entries of each kind wait."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)

    def show_deeds(self, deeds: dict[str, int]) -> None:
        """Show the counts, one cell a deed."""
        clear(self._grid)
        for place, (deed, count) in enumerate(deeds.items()):
            cell = QFrame()
            cell.setProperty("msg", "no")
            column = QVBoxLayout(cell)
            column.setContentsMargins(10, 5, 10, 5)
            column.setSpacing(0)
            column.addWidget(label(self._look.digits(str(count)), "title"))
            column.addWidget(label(self._look.say(f"deed.{deed}"), "hint", wrap=True))
            self._grid.addWidget(cell, place // _COLUMNS, place % _COLUMNS)
        if not deeds:
            self._grid.addWidget(label(self._look.say("gui.handover.nothing"), "muted", wrap=True), 0, 0)


def handover_row(look: Look, made: Handover) -> QFrame:
    """Return a row of the history: a file of ours, and whether head office has acknowledged it."""
    known = made.acknowledged_at is not None
    name, colour = ("circle-check", "greenInk") if known else ("clock", "amber")
    when = look.say("gui.handover.made", day=look.day(saudi_day(made.created_at)), count=made.items)
    badge = chip(look.say("gui.handover.known" if known else "gui.handover.unknown"), "ok" if known else "wa")
    return _history(look, (name, colour), ltr(made.file), when, badge)


def item_row(look: Look, aside: Quarantined) -> QFrame:
    """Return a row about an entry that head office keeps aside, with its reason."""
    reason = look.say(aside.reason) if has(aside.reason) else ltr(aside.reason)
    badge = chip(look.say("gui.handover.kept_aside"), "er")
    return _history(look, ("alert-triangle", "red"), ltr(aside.item[:12]), reason, badge)


def _history(look: Look, icon: tuple[str, str], head: str, under: str, badge: QFrame) -> QFrame:
    frame = QFrame()
    frame.setProperty("row", "1")
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(label(head, "strong"))
    words.addWidget(label(under, "hint", wrap=True))
    whole = row(picture(look, *icon), spacing=12)
    whole.addLayout(words, 1)
    whole.addWidget(badge)
    inside = look.theme.sizes["inside"]
    whole.setContentsMargins(inside, 8, inside, 8)
    frame.setLayout(whole)
    return frame
