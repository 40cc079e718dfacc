"""A case in a list: whose, its number in a slot of its own, how far it is, and a line about what comes next."""

from PySide6.QtWidgets import QVBoxLayout

from watan_desk.common.arabic import ltr
from watan_desk.gui.look import Look
from watan_desk.gui.overview import CaseLine
from watan_desk.gui.widgets.basics import RowFrame, chip, label, picture, row
from watan_desk.gui.widgets.policy import Elided

STATE_CHIPS = {
    "stale": "wa",
    "unsigned": "wa",
    "clarifying": "wa",
    "decided": "wa",
    "accepted": "ok",
    "registered": "ok",
    "delivered": "ok",
    "closed": "n",
    "attested": "ok",
    "rejected": "n",
}
"""The badge of a state; every other one is plain."""


class CaseRow(RowFrame):
    """Opens its case with Enter, Space or the mouse; its spoken name holds everything that is shown."""

    def __init__(self, look: Look, line: CaseLine, under: str, icon: str) -> None:
        super().__init__()
        state = look.say(f"state.{line.state}")
        whose = line.name or look.say("gui.case.no_name")
        name = Elided(look, "body", "ink", weight=600)
        name.say(whose)
        below = Elided(look, "caption", "ink2")
        below.say(under)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(name)
        words.addWidget(below)
        number = QVBoxLayout()
        number.setSpacing(3)
        number.addLayout(row(None, chip(state, STATE_CHIPS.get(line.state, "n"))))
        number.addLayout(row(None, label(ltr(line.number), "hint")))
        whole = row(picture(look, icon, "ink2", 20), spacing=12)
        whole.addLayout(words, 1)
        whole.addLayout(number)
        inside = look.theme.sizes["inside"]
        whole.setContentsMargins(inside, 7, inside, 7)
        self.setLayout(whole)
        self.number = line.number
        self.setAccessibleName(look.say("gui.case.spoken", name=whose, number=line.number, state=state, under=under))


class NoteRow(RowFrame):
    """Something that waits and is no case; opened as a case is."""

    def __init__(self, look: Look, title: str, under: str, icon: str) -> None:
        super().__init__()
        name, below = Elided(look, "body", "ink", weight=600), Elided(look, "caption", "ink2")
        name.say(title)
        below.say(under)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(name)
        words.addWidget(below)
        whole = row(picture(look, icon, "ink2", 20), spacing=12)
        whole.addLayout(words, 1)
        inside = look.theme.sizes["inside"]
        whole.setContentsMargins(inside, 7, inside, 7)
        self.setLayout(whole)
        self.setAccessibleName(f"{title}: {under}")
