"""The policy: who it is of, how it was approved, its steps and aims, its tools, and the sheets that are printed."""

from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from watan_desk.gui.pages.page import Page
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button, Panel
from watan_desk.gui.widgets.policy_parts import FORM, Parts
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.policy.sheets import KINDS
from watan_desk.wiring.opened import unfit_forms
from watan_desk.wiring.policies import PolicyState, accept, attach, policy_state

SECTIONS = ("overview", "steps", "tools", "lints", *KINDS)
_NAV = 236


class PolicyPage(Page):
    """``arrive`` takes the position of a step, the name of one of ``SECTIONS``, or nothing."""

    name = rail = "policy"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        look = self.look
        self.state: PolicyState | None = None
        self.section, self._step = SECTIONS[0], 0
        self.bar.name(look.say("gui.policy.title"))
        columns = QHBoxLayout()
        columns.setSpacing(look.theme.sizes["gap"])
        self.nav = self._navigation()
        self.panel = Panel(look, look.say("gui.policy.section.overview"))
        self.rows = ScrollColumn()
        self.rows.column.setSpacing(8)
        self.rows.column.setContentsMargins(14, 0, 14, 0)
        self.panel.body.addWidget(self.rows)
        columns.addWidget(self.nav)
        columns.addWidget(self.panel, 1)
        self.body.addLayout(columns, 1)
        self.print = Button(look, look.say("gui.policy.print_sheet"), "", "printer")
        self.print.pressed_now.connect(lambda: self.go.emit("paper", ("sheet", self.section)))
        self.own = Button(look, look.say("gui.policy.own_text"), "", "file-text")
        self.own.pressed_now.connect(lambda: self.open_own("policy"))
        self.accept = Button(look, look.say("gui.policy.accept"), "main", "check")
        self.accept.pressed_now.connect(self.accept_version)
        self.action_bar.add_start(self.own, self.print)
        self.action_bar.set_main(self.accept)

    def arrive(self, argument: object) -> None:
        """Read the policy again, and show one section of it."""
        if isinstance(argument, int):
            self.section, self._step = "steps", argument
        elif argument in SECTIONS:
            self.section = str(argument)
        desk = self.desk
        self.ask(lambda: policy_state(desk), self._show)

    def first_focus(self) -> QWidget | None:
        """Start in the list of sections."""
        return self.buttons[self.section]

    def regions(self) -> list[QWidget]:
        """Walk from the sections to what they say, and the actions."""
        return [self.nav, self.panel, self.action_bar]

    def choose(self, section: str) -> None:
        """Show another section."""
        self.section = section
        self._draw()

    def accept_version(self) -> None:
        """Record that the version was read and is accepted."""
        desk, lang = self.desk, self.look.lang
        self.ask(lambda: accept(desk, lang), self._accepted)

    def open_own(self, place: str) -> None:
        """Open the association's own paper, or ask for it where it was not supplied; ``FORM`` is the request form."""
        if place == FORM:
            self.go.emit("own_form", None)
        elif self.state and place in {each.place for each in self.state.papers}:
            self.go.emit("paper", ("own", place))
        else:
            self.choose_own(place)

    def choose_own(self, place: str) -> None:
        """Ask which file is the association's own."""
        chosen, _ = QFileDialog.getOpenFileName(self, self.look.say("gui.policy.choose_own"), "", "PDF (*.pdf)")
        if chosen:
            self.attach_own(place, Path(chosen))

    def attach_own(self, place: str, file: Path) -> None:
        """Keep a PDF of the association's own."""
        desk = self.desk
        self.ask(lambda: attach(desk, place, file), self._attached)

    def _navigation(self) -> Panel:
        panel = Panel(self.look, self.look.say("gui.policy.contents"))
        panel.setFixedWidth(self.look.theme.wide(_NAV))
        panel.body.setContentsMargins(8, 8, 8, 8)
        panel.body.setSpacing(2)
        group = QButtonGroup(self)
        self.buttons: dict[str, Button] = {}
        column = QVBoxLayout()
        column.setSpacing(2)
        for section in SECTIONS:
            button = Button(self.look, self.look.say(f"gui.policy.section.{section}"), "section")
            button.setCheckable(True)
            button.pressed_now.connect(lambda name=section: self.choose(name))
            group.addButton(button)
            self.buttons[section] = button
            column.addWidget(button)
        panel.body.addLayout(column)
        panel.body.addStretch(1)
        return panel

    def _show(self, state: PolicyState) -> None:
        self.state = state
        pack = state.pack
        self.bar.name(pack.identity.policy_title or self.look.say("gui.policy.title"), pack.identity.name, pack.version)
        if not state.accepted:
            note = pack.change_note.text(self.look.lang) if pack.change_note else ""
            said = self.look.say("gui.policy.to_accept", version=pack.version)
            self.tell("wa", f"{said} {self.look.say('gui.policy.changed', note=note)}" if note else said)
        self._draw()

    def _draw(self) -> None:
        state, look = self.state, self.look
        if state is None:
            return
        self.buttons[self.section].setChecked(True)
        self.panel.title.setText(look.say(f"gui.policy.section.{self.section}"))
        parts = Parts(look, self.desk.office, state)
        shown = parts.section(self.section, self._step)
        for place, button in parts.openers.items():
            button.pressed_now.connect(lambda name=place: self.open_own(name))
        self.rows.show_all(shown)
        self.print.setVisible(self.section in KINDS)
        supplied = "policy" in {each.place for each in state.papers}
        self.own.become(look.say("gui.policy.own_text" if supplied else "gui.policy.add_own"), "file-text")
        self.accept.setVisible(not state.accepted)
        self.action_bar.say_left(look.say("pack.accepted") if state.accepted else "", "fine")

    def _accepted(self, state: PolicyState) -> None:
        self.tell("ok", self.look.say("gui.policy.is_accepted", version=state.pack.version))
        self._show(state)
        self.told.emit("ok", self.look.say("gui.policy.is_accepted", version=state.pack.version))
        for each in unfit_forms(self.desk.office):
            self.tell("wa", self.look.digits(each.sentence(self.look.lang)))

    def _attached(self, state: PolicyState) -> None:
        self.tell("ok", self.look.say("gui.policy.is_attached"))
        self._show(state)
