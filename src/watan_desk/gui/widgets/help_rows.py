"""Urgent help that belongs to no case yet: a row each, with the way to link it to one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from watan_desk.delivery.records import UrgentHelp
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, Panel, chip, label, row
from watan_desk.gui.widgets.fields.choice import Combo
from watan_desk.gui.widgets.policy import Elided
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.policy.office import Office
from watan_desk.store.cases import Case

TONES = {"red": "er", "yellow": "wa"}
"""The badge of a triage; every other one is plain."""


def said_triage(office: Office, given: UrgentHelp, lang: str) -> str:
    """Return what the form calls the triage of urgent help."""
    return office.choice_label("urgent", "triage", given.triage)[lang]


class OpenHelpPanel(Panel):
    """The list of open help; the request to link to is chosen above it."""

    linked = Signal(str, str)
    """Id of the help, number of the case."""

    def __init__(self, look: Look, office: Office) -> None:
        super().__init__(look, look.say("gui.urgent.open"))
        self._look, self._office = look, office
        self.body.addWidget(label(look.say("gui.urgent.open_hint"), "hint", wrap=True))
        self.which = Combo(look)
        self.which.setAccessibleName(look.say("gui.urgent.which"))
        self.body.addWidget(self.which)
        self.rows = ScrollColumn()
        self.body.addWidget(self.rows, 1)
        self.buttons: dict[str, Button] = {}

    def show_open(self, given: tuple[UrgentHelp, ...], cases: tuple[Case, ...], names: dict[str, str]) -> None:
        """Show what is open, and the cases that it may belong to with the names of their people."""
        look = self._look
        self.which.clear()
        for case in cases:
            told = " · ".join(part for part in (case.number, names.get(case.number, "")) if part)
            self.which.addItem(told, case.number)
        self.which.setVisible(bool(given))
        self.buttons = {each.id: self._button(each, bool(cases)) for each in given}
        rows: list[QWidget] = [self._row(each) for each in given]
        self.rows.show_all(rows or [label(look.say("urgent.none_open"), "muted", wrap=True)])

    def _button(self, given: UrgentHelp, possible: bool) -> Button:  # noqa: FBT001 - as Qt's own
        made = Button(self._look, self._look.say("gui.urgent.link"), "small")
        made.block("" if possible else self._look.say("gui.urgent.no_case"))
        made.pressed_now.connect(lambda: self.linked.emit(given.id, str(self.which.currentData() or "")))
        return made

    def _row(self, given: UrgentHelp) -> Panel:
        look, lang = self._look, self._look.lang
        place = str(given.answers.get("service_point", ""))
        where = Elided(look, "body", "ink", weight=600)
        where.say(look.say("gui.urgent.at", place=place, day=look.day(given.given_on)))
        given_now = given.answers.get("urgent_needs") or []
        listed = given_now.split() if isinstance(given_now, str) else given_now
        what = [self._office.choice_label("urgent", "urgent_needs", code)[lang] for code in listed]
        below = Elided(look, "caption", "ink2")
        below.say(look.say("common.list_joint").join(what))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(where)
        words.addWidget(below)
        badge = chip(said_triage(self._office, given, lang), TONES.get(given.triage, "n"))
        made = Panel(look)
        made.body.addLayout(words)
        made.body.addLayout(row(badge, None, self.buttons[given.id]))
        self.buttons[given.id].setAccessibleName(f"{look.say('gui.urgent.link')}: {where.text}")
        return made
