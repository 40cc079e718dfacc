"""One entry of a register: what it says, what was done on it, and the acts that are possible now."""

import re
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.common.clock import saudi_day
from watan_desk.gui.attachments import FileKeeper
from watan_desk.gui.letters import Prepared, look_kind
from watan_desk.gui.pages.page import Page
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button, Panel, chip, clear, label, picture, row
from watan_desk.gui.widgets.contact import ContactStrip
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.registers.forms import Said
from watan_desk.store.attachments import Blob, names_in
from watan_desk.wiring.entry_letters import draft_entry_letter, entry_handing, issue_entry_letter, tell_entry_aloud
from watan_desk.wiring.no_paper import contact_on
from watan_desk.wiring.registers import EntryView, Line, Place, shown

_ACTS_WIDE = 288
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class EntryPage(Page):
    """``arrive`` takes the number of an entry, or the id of a visit's question."""

    name, rail = "entry", "registers"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        look = self.look
        self.handle = ""
        self.view: EntryView | None = None
        self._files = FileKeeper(session)
        self.contact = ContactStrip(look)
        self.upper.addWidget(self.contact)
        self.facts = Panel(look, look.say("gui_registers.what_it_says"))
        self.facts_rows = ScrollColumn()
        self.facts_rows.column.setSpacing(8)
        self.facts.body.addWidget(self.facts_rows)
        self.past = Panel(look, look.say("gui_registers.history"))
        self.past_rows = ScrollColumn()
        self.past_rows.column.setSpacing(10)
        self.past.body.addWidget(self.past_rows)
        self.acts = Panel(look, look.say("gui_registers.acts"))
        self.acts.setFixedWidth(look.theme.wide(_ACTS_WIDE))
        self.acts_lines = QVBoxLayout()
        self.acts.body.addLayout(self.acts_lines)
        self.acts.body.addStretch(1)
        self.buttons: list[Button] = []
        line = QHBoxLayout()
        line.setSpacing(look.theme.sizes["gap"])
        line.addWidget(self.facts, 5)
        line.addWidget(self.past, 5)
        line.addWidget(self.acts)
        self.body.addLayout(line, 1)
        self.back = Button(look, look.say("gui_registers.back"), "", look.backward())
        self.back.pressed_now.connect(self._go_back)
        self.bar.add(self.back)

    def arrive(self, argument: object) -> None:
        """Read the entry off the GUI thread."""
        self.handle = handle = str(argument)
        self._files = FileKeeper(self.session, handle)
        desk, lang = self.desk, self.look.lang
        self.ask(lambda: shown(desk, handle, lang), self._show)

    def first_focus(self) -> QWidget | None:
        """The first act."""
        return self.buttons[0] if self.buttons else self.back

    def regions(self) -> list[QWidget]:
        """What it says, what was done, what can be done."""
        return [self.facts, self.past, self.acts]

    def main_action(self) -> Button | None:
        """The first act."""
        return self.buttons[0] if self.buttons else None

    def prepare(self, kind: str) -> None:
        """Show a letter about the entry as it would be issued now; it is issued there."""
        desk, handle = self.desk, self.handle
        prepared = Prepared(
            kind,
            self.view.entry.number if self.view else "",
            draft=lambda _checked: draft_entry_letter(desk, handle, kind),
            issue=lambda why, _checked: issue_entry_letter(desk, handle, kind, why),
            handing=lambda: entry_handing(desk, handle, kind),
            tell=lambda way: tell_entry_aloud(desk, handle, kind, way),
            back=("entry", handle),
        )
        self.go.emit("letter", prepared)

    def _go_back(self) -> None:
        self.go.emit("registers", self.view.register.code if self.view else None)

    def _show(self, view: EntryView) -> None:
        if self.handle not in (view.entry.handle, view.entry.id):
            return
        self.view = view
        look, entry = self.look, view.entry
        state = view.register.state(entry.state).label.text(look.lang)
        self.bar.name(view.register.one.text(look.lang), aside=state, code=entry.number)
        self.facts_rows.show_all([*self._links(view), *(self._fact(each) for each in view.said)])
        lines: list[QWidget] = [self._line(each) for each in reversed(view.lines)]
        self.past_rows.show_all([*lines, self._entered(view)])
        self._offer(view)
        self.contact.show_contact(None)
        if view.case_number:
            desk, number = self.desk, view.case_number
            self.ask(lambda: contact_on(desk, number), self.contact.show_contact)
        if self.isVisible() and (goal := self.first_focus()):
            goal.setFocus()

    def _links(self, view: EntryView) -> list[QWidget]:
        """Return owner, date, totals and what the entry is tied to."""
        look, entry = self.look, view.entry
        late = entry.due_on is not None and not entry.over and entry.due_on < saudi_day(self.desk.clock.now())
        told: list[QWidget] = []
        if entry.due_on:
            line = row(label(look.say("gui_registers.due_on"), "hint"), label(look.both_days(entry.due_on), "strong"))
            if late:
                line.addWidget(chip(look.say("gui_registers.overdue"), "er"))
            line.addStretch(1)
            held = QWidget()
            held.setLayout(line)
            told.append(held)
        if view.register.total:
            told.append(self._fact(Said("", view.register.total.label.text(look.lang), look.digits(f"{view.total:f}"))))
        if view.case_number:
            button = Button(
                look, look.say("gui_registers.to_case", number=ltr(view.case_number)), "small", "clipboard-list"
            )
            button.pressed_now.connect(lambda: self.go.emit("case", view.case_number))
            told.append(button)
        if view.about:
            about = view.about
            button = Button(look, about.title, "small", "book-2")
            button.pressed_now.connect(lambda: self.go.emit("entry", about.handle))
            told.append(button)
        return told

    def _fact(self, each: Said) -> QWidget:
        held = QWidget()
        lines = QVBoxLayout(held)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(label(each.label, "hint"))
        if names_in(each.text):
            lines.addLayout(row(self._file(each), None))
            return held
        said = label(self._told(each.text), "", wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.addWidget(said)
        return held

    def _file(self, each: Said) -> Button:
        """Return what copies a kept file out, so that it can be opened."""
        look, ending = self.look, each.text.rpartition(".")[2]
        button = Button(look, look.say("gui_form.kept_file", kind=ending.upper()), "small", "file-export")
        button.setAccessibleName(f"{look.say('gui_form.copy_file')}: {each.label}")
        button.pressed_now.connect(lambda: self._files.read(each.text, self._copy_out, self.refuse))
        return button

    def _copy_out(self, blob: Blob) -> None:
        goal, _ = QFileDialog.getSaveFileName(
            self, self.look.say("gui_form.copy_file"), f"1.{blob.ending}", f"*.{blob.ending}"
        )
        if goal:
            self._files.copy_out(blob, Path(goal), self._copied, self.refuse)

    def _copied(self, path: Path) -> None:
        self.tell("ok", self.look.say("gui_form.file_copied", file=path.name))

    def _told(self, text: str) -> str:
        """Return an answer as the window shows it: a day as days are shown."""
        return self.look.day(date.fromisoformat(text)) if _DAY.fullmatch(text) else text

    def _line(self, each: Line) -> QWidget:
        look = self.look
        told = each.done.answers.get("told") if each.act is None else None
        if each.act is None:
            key = "gui_registers.letter_told" if told else "gui_registers.letter"
            name = look.say(key, kind=each.done.answers["kind"])
        else:
            name = each.act.label.text(look.lang)
        held = self._dated(name, look.day(saudi_day(each.done.at)), each.done.by)
        lines = held.layout()
        for said in each.said:
            if lines is not None:
                lines.addWidget(self._fact(said))
        if each.act is None and lines is not None and told:
            lines.addWidget(label(look.say(f"contact.told_way.{told}"), "hint"))
        elif each.act is None and lines is not None:
            number = str(each.done.answers["letter"])
            button = Button(look, ltr(number), "small", "file-certificate")
            button.pressed_now.connect(lambda: self.go.emit("letter", number))
            lines.addWidget(button)
        return held

    def _entered(self, view: EntryView) -> QWidget:
        return self._dated(
            self.look.say("gui_registers.was_entered"), self.look.day(view.entry.opened_on), view.entry.by
        )

    def _dated(self, name: str, day: str, by: str) -> QWidget:
        held = QWidget()
        lines = QVBoxLayout(held)
        lines.setContentsMargins(0, 0, 0, 6)
        lines.setSpacing(4)
        lines.addLayout(row(picture(self.look, "circle-check", "greenInk", 16), label(name, "strong"), None))
        lines.addWidget(label(f"{day} · {ltr(by)}", "hint"))
        return held

    def _offer(self, view: EntryView) -> None:
        clear(self.acts_lines)
        self.buttons = []
        look, code, handle = self.look, view.register.code, view.entry.handle
        for place, each in enumerate(view.allowed):
            button = Button(
                look, each.label.text(look.lang), "main" if place == 0 else "", "pencil" if place else "check"
            )
            goal = Place(code, handle, each.code)
            button.pressed_now.connect(lambda goal=goal: self.go.emit("entry_form", goal))
            self.buttons.append(button)
            self.acts_lines.addWidget(button)
        for kind in view.letters:
            button = Button(look, look.say("gui_registers.prepare", kind=look_kind(look, kind)), "outline", "eye")
            button.pressed_now.connect(lambda kind=kind: self.prepare(kind))
            self.buttons.append(button)
            self.acts_lines.addWidget(button)
        if not view.allowed and not view.letters:
            self.acts_lines.addWidget(label(look.say("gui_registers.nothing_to_do"), "muted", wrap=True))
        if view.linked:
            self.acts_lines.addSpacing(8)
            self.acts_lines.addWidget(label(look.say("gui_registers.linked", count=len(view.linked)), "hint"))
        for linked in view.linked:
            button = Button(look, f"{ltr(linked.number)}", "small", "book-2")
            button.setToolTip(linked.title)
            button.pressed_now.connect(lambda goal=linked.handle: self.go.emit("entry", goal))
            self.acts_lines.addWidget(button)
