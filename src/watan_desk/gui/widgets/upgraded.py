"""What became of answers when their form changed: what moved, what needs an answer, what is kept aside."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from watan_desk.forms import NodeView, Record
from watan_desk.forms.upgrading import Upgrade
from watan_desk.forms.view import Aside
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, Panel, label, row
from watan_desk.gui.widgets.scroll import ScrollColumn

_TALLEST, _LOW = 190, 60


class UpgradePanel(Panel):
    """Stands above the form: offers to carry the answers (``accepted``), and tells afterwards what became of them.

    ``wanted`` asks for the first answer that the new version needs.
    """

    accepted = Signal()
    wanted = Signal()

    def __init__(self, look: Look, record: Record, upgrade: Upgrade | None = None, *, offer: bool = False) -> None:
        super().__init__(look, look.say("gui_form.upgraded"))
        self._look = look
        told = [(look.say("gui_form.upgrade_offer"), "")] if offer else self._told(record, upgrade)
        self.lines = ScrollColumn()
        self.lines.show_all([label(text, role, wrap=True) for text, role in told])
        self.lines.setMaximumHeight(_TALLEST if len(told) > 1 else _LOW)
        self.body.addWidget(self.lines)
        self.carry = Button(look, look.say("gui_form.upgrade_do"), "outline")
        self.carry.pressed_now.connect(self.accepted)
        self.needs = Button(look, look.say("gui_form.upgraded_go"), "small")
        self.needs.pressed_now.connect(self.wanted)
        self.understood = Button(look, look.say("gui_form.upgraded_close"), "small", "check")
        self.understood.pressed_now.connect(self.hide)
        self.body.addLayout(row(None, self.needs, self.carry, self.understood))
        self.carry.setHidden(not offer)
        self.needs.setHidden(upgrade is None or not record.problems())

    def _told(self, record: Record, upgrade: Upgrade | None) -> list[tuple[str, str]]:
        say, found = self._look.say, []
        if upgrade is not None:
            found.append((say("gui_form.upgraded_kept", count=upgrade.kept), ""))
            labels = _labels(record.tree())
            if upgrade.moved:
                found.append((say("gui_form.upgraded_moved"), "strong"))
            found += [(labels.get(move.new_ref) or move.new_ref.rpartition("/")[2], "muted") for move in upgrade.moved]
            problems = record.problems()
            if problems:
                found.append((say("gui_form.upgraded_needs"), "strong"))
            found += [(f"{problem.label}: {problem.message}", "muted") for problem in problems]
        return found + self._aside(record.aside)

    def _aside(self, kept: Sequence[Aside]) -> list[tuple[str, str]]:
        if not kept:
            return []
        say = self._look.say
        heading = [(say("gui_form.upgraded_aside"), "strong")]
        return heading + [(f"{each.label or each.name}: {each.told}. {say(each.reason)}", "muted") for each in kept]


def _labels(view: NodeView) -> dict[str, str]:
    found = {view.ref: view.label}
    for child in view.children:
        found |= _labels(child)
    return found
