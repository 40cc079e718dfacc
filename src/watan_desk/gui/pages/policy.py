"""The policy as the pack holds it: every step in the pack's short words, and its channels."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from watan_desk.gui.pages.page import Page
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Panel, chip, label, row
from watan_desk.gui.widgets.policy import place_of
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.policy.pack import Step


class PolicyPage(Page):
    """``arrive`` takes the position of the step to be shown first, or nothing."""

    name, rail = "policy", "cases"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        look, pack = self.look, self.desk.office.pack
        self.bar.name(pack.identity.policy_title, pack.identity.name, pack.version)
        panel = Panel(look, look.say("gui.policy.steps"))
        self.rows = ScrollColumn()
        panel.body.addWidget(self.rows)
        self.rows.show_all([self._step(step) for step in pack.steps])
        self.body.addWidget(panel, 1)
        heading = pack.headings.get("channels")
        channels = Panel(look, heading.text(look.lang) if heading else look.say("gui.policy.channels"))
        line = row(*(chip(channel.label.text(look.lang)) for channel in pack.channels), None, spacing=6)
        channels.body.addLayout(line)
        self.body.addWidget(channels)

    def _step(self, step: Step) -> QWidget:
        look, lang = self.look, self.look.lang
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 6, 0, 10)
        column.setSpacing(2)
        column.addLayout(row(chip(place_of(look, step)), label(step.heading.text(lang), "strong"), None))
        column.addWidget(label(step.summary.text(lang), "quote", wrap=True))
        return made
