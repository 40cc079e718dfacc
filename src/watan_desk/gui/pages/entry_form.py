"""The form of a new entry, or of an act on one: as its draft left it, kept while it is typed."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from watan_desk.common.clock import saudi_day
from watan_desk.forms import Record
from watan_desk.gui.attachments import EntryKeeper
from watan_desk.gui.form_view import FormView
from watan_desk.gui.keeping import Kept
from watan_desk.gui.pages.form_page import FormPage
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


class EntryFormPage(FormPage):
    """``arrive`` takes a ``Place``: a register, or a register, an entry and an act."""

    name, rail = "entry_form", "registers"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.place = Place("")
        self.answers = AnswersPanel(self.look, self.desk.office.pack)
        self.answers.cited.connect(self.cite)
        self._line.addWidget(self.answers)
        self._make_actions()

    def arrive(self, argument: object) -> None:
        """Open the form of a place, as it was left."""
        if not isinstance(argument, Place):
            return
        self.leave()
        self.forget_form()
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

        def do() -> Entry:
            if not place.act:
                return open_entry(desk, place.register, data)
            return act(desk, place.handle, place.act, data)

        self.do_locked(do, self._done)

    def _done(self, entry: Entry) -> None:
        self.forget_form()
        self.told.emit("ok", self.look.say("gui_registers.done", number=entry.number))
        self.go.emit("entry", entry.handle)

    def _make_actions(self) -> None:
        back = Button(self.look, self.look.say("gui_registers.leave_form"), "", self.look.backward())
        back.pressed_now.connect(self._go_back)
        main = Button(self.look, self.look.say("gui_registers.record"), "main", icon_after=self.look.onward())
        main.pressed_now.connect(self.do_it)
        self.set_actions(back, main)

    def _go_back(self) -> None:
        if self.place.handle:
            self.go.emit("entry", self.place.handle)
        else:
            self.go.emit("registers", self.place.register)

    def _draw(self, place: Place, opened: tuple[Record, Draft | None]) -> None:
        if place != self.place or self.form is not None:
            return
        record, draft = opened
        today = saudi_day(self.desk.clock.now())
        keeper = EntryKeeper(self.session, place)
        form = FormView(record, self.look, today, title=self.bar.title.text(), keeper=keeper, in_steps=True)
        self.stand(form)
        put_in_order(form, self.answers, self.action_bar, self.bar)
        desk = self.desk

        def write(instance: str) -> datetime:
            return keep_draft(desk, place, instance).saved_at

        self.keep(Kept(self.session, write, form, self.bar), draft.saved_at if draft else None)
        form.changed.connect(self._say_state)
        self._say_state()
        self.focus_form()

    def _say_state(self) -> None:
        reason = self.left_sentence()
        self.block(reason)
        self.next.setVisible(bool(reason))
