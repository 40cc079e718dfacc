"""The form of a new entry, or of an act on one: as its draft left it, kept while it is typed."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import DeskError
from watan_desk.forms import Record
from watan_desk.gui.form_view import FormView
from watan_desk.gui.keeping import Kept
from watan_desk.gui.pages.page import Page
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button
from watan_desk.gui.widgets.entries import AnswersPanel
from watan_desk.gui.widgets.focus_order import put_in_order
from watan_desk.registers.definition import shipped_registers
from watan_desk.registers.records import Entry
from watan_desk.store.drafts import Draft
from watan_desk.wiring.registers import Place, act, form_of, keep_draft, open_entry, open_form

_ANSWERS = "act_answer"
"""The form beside which the answer library stands."""


class EntryFormPage(Page):
    """``arrive`` takes a ``Place``: a register, or a register, an entry and an act."""

    name, rail = "entry_form", "registers"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.place = Place("")
        self.form: FormView | None = None
        self._keeping: Kept | None = None
        self.answers = AnswersPanel(self.look, self.desk.office.pack)
        self.answers.cited.connect(self.cite)
        self._line = QHBoxLayout()
        self._line.setSpacing(self.look.theme.sizes["gap"])
        self._line.addWidget(self.answers)
        self.body.addLayout(self._line, 1)
        self._make_actions()

    def arrive(self, argument: object) -> None:
        """Open the form of a place, as it was left."""
        if not isinstance(argument, Place):
            return
        self.leave()
        self._forget_form()
        self.place = place = argument
        self.tell("no", "")
        register = shipped_registers()[place.register]
        chosen = register.act(place.act)
        title = chosen.label if chosen else register.one
        self.bar.name(
            title.text(self.look.lang), code="" if len(place.handle) > len("WT03A-1448-Q00000") else place.handle
        )
        self.answers.setVisible(form_of(self.desk, place) == _ANSWERS)
        desk, lang = self.desk, self.look.lang
        self.ask(lambda: open_form(desk, place, lang), lambda opened: self._draw(place, opened))

    def leave(self) -> None:
        """Keep what was typed last."""
        if self._keeping is not None:
            self._keeping.flush()

    def save_now(self) -> None:
        """Keep the draft now."""
        if self._keeping is not None:
            self._keeping.save()

    def next_open(self, step: int) -> None:
        """Go to the next open answer."""
        if self.form is not None:
            self.form.go_to_open(step)

    def first_focus(self) -> QWidget | None:
        """The first question without an answer."""
        return self.form.first_open() if self.form is not None else None

    def regions(self) -> list[QWidget]:
        """Form, answer library, actions."""
        inside: list[QWidget] = [self.form.panel] if self.form is not None else []
        library: list[QWidget] = [self.answers] if self.answers.isVisibleTo(self) else []
        return [*inside, *library, *super().regions()]

    def cite(self, told: str, question: str) -> None:
        """Take an answer of the library over, with its question as its reference."""
        if self.form is not None:
            self.form.give("/data/answer/answer_text", told)
            self.form.give("/data/answer/reference", question)

    def do_it(self) -> None:
        """Make the entry or do the act; the first open answer is shown instead where one is open."""
        if self.form is None:
            return
        if self.form.left_open():
            self.form.show_everything_open()
            self.form.go_to_open(1)
            return
        desk, place, data = self.desk, self.place, self.form.record.data()
        self.leave()
        self.form.lock(locked=True)

        def do() -> Entry:
            if not place.act:
                return open_entry(desk, place.register, data)
            return act(desk, place.handle, place.act, data)

        self.ask(do, self._done, self._refused)

    def _done(self, entry: Entry) -> None:
        self._forget_form()
        self.told.emit("ok", self.look.say("gui_registers.done", number=entry.number))
        self.go.emit("entry", entry.handle)

    def _refused(self, error: DeskError) -> None:
        if self.form is not None:
            self.form.lock(locked=False)
        self.refuse(error)

    def _make_actions(self) -> None:
        back = Button(self.look, self.look.say("gui_registers.leave_form"), "", self.look.backward())
        back.pressed_now.connect(self._go_back)
        self.next = Button(self.look, self.look.say("gui_case.next_open"))
        self.next.pressed_now.connect(lambda: self.next_open(1))
        main = Button(self.look, self.look.say("gui_registers.record"), "main", icon_after=self.look.onward())
        main.pressed_now.connect(self.do_it)
        main.asked_why.connect(self._show_open)
        self.action_bar.add_start(back)
        self.action_bar.add_end(self.next)
        self.action_bar.set_main(main)

    def _go_back(self) -> None:
        if self.place.handle:
            self.go.emit("entry", self.place.handle)
        else:
            self.go.emit("registers", self.place.register)

    def _draw(self, place: Place, opened: tuple[Record, Draft | None]) -> None:
        if place != self.place or self.form is not None:
            return
        record, draft = opened
        form = FormView(record, self.look, saudi_day(self.desk.clock.now()), title=self.bar.title.text())
        self.form = form
        self._line.insertWidget(0, form, 1)
        put_in_order(form, self.answers, self.action_bar, self.bar)
        desk = self.desk

        def write(instance: str) -> datetime:
            return keep_draft(desk, place, instance).saved_at

        self._keeping = Kept(self.session, write, form, self.bar)
        form.changed.connect(self._say_state)
        if draft is not None:
            self._keeping.say_saved(draft.saved_at)
        self._say_state()
        goal = self.first_focus()
        if self.isVisible() and goal is not None:
            goal.setFocus()

    def _forget_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self._line.removeWidget(self.form)
            self.form.deleteLater()
        self.form, self._keeping = None, None

    def _show_open(self, _reason: str) -> None:
        if self.form is not None:
            self.form.show_everything_open()

    def _say_state(self) -> None:
        main = self.action_bar.main
        if self.form is None or main is None:
            return
        left = self.form.left_open()
        reason = self.look.say("gui_case.left_form", count=left) if left else ""
        main.block(reason)
        self.action_bar.say_left(reason)
        self.next.setVisible(bool(left))
