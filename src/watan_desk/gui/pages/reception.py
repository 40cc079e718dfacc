"""Reception: a visit with its inquiries, what was answered and from where, and what the visit ends in."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from watan_desk.common.clock import saudi_day
from watan_desk.gui.attachments import Keeper
from watan_desk.gui.form_view import FormView
from watan_desk.gui.keeping import Keeping, Opened, form_title, open_form
from watan_desk.gui.pages.form_page import FormPage
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button, Panel, label
from watan_desk.gui.widgets.focus_order import put_in_order
from watan_desk.gui.widgets.people import PeoplePanel
from watan_desk.gui.widgets.policy import PolicyStrip
from watan_desk.gui.widgets.scroll import scrolled
from watan_desk.people.records import Person
from watan_desk.policy.activation import unmet
from watan_desk.policy.telling import not_active
from watan_desk.wiring import Done
from watan_desk.wiring.persons import Known, found_again, known_people, known_person
from watan_desk.wiring.urgent import known_here

SIDE_WIDE = 288
INQUIRIES = "/data/inquiry/inquiries"


class ReceptionPage(FormPage):
    """The deed ``open``. A visit that was begun and not ended is found again as it was left."""

    name = "reception"
    rail = "reception"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._strip = strip = PolicyStrip(self.look)
        pack = self.desk.office.pack
        rule = pack.rule("open")
        strip.show_step(pack, pack.step(rule.step if rule else 1))
        strip.asked.connect(lambda: self.go.emit("policy", rule.step if rule else None))
        self.upper.addWidget(strip)
        self._sources = self._references()
        self.people = PeoplePanel(self.look)
        self.people.setFixedWidth(self.look.theme.wide(SIDE_WIDE))
        self.people.asked.connect(self._look_for)
        self.people.chosen.connect(self._take)
        side = QVBoxLayout()
        side.setSpacing(self.look.theme.sizes["gap"])
        side.addWidget(self.people)
        side.addWidget(self._sources)
        side.addStretch(1)
        column = scrolled(side)
        column.setFixedWidth(self.look.theme.wide(SIDE_WIDE + 12))
        self._line.addWidget(column)
        self._make_actions()
        self.bar.name(self.look.say("gui_case.visit"))
        if known_here(self.desk):
            urgent = Button(self.look, self.look.say("gui.urgent.title"), "small", "lifebuoy")
            urgent.pressed_now.connect(lambda: self.go.emit("urgent", None))
            self.bar.add(urgent)
        for kind in ("rights", "services"):
            shown = Button(self.look, self.look.say(f"sheet.{kind}"), "link")
            shown.pressed_now.connect(lambda name=kind: self.go.emit("paper", ("sheet", name)))
            self.bar.add(shown)

    def arrive(self, argument: object) -> None:
        """Open the visit that was begun, or a new one."""
        missing = not_active(unmet(self.desk.office), self.look.lang)
        self.tell("wa" if missing else "no", self.look.digits(missing))
        if self.form is None:
            self.ask(lambda: open_form(self.desk, "open", None, self.look.lang), self._draw, self.refuse)

    def regions(self) -> list[QWidget]:
        """Sections, form, actions."""
        inside: list[QWidget] = [self.form.sections, self.form.panel] if self.form is not None else []
        return [*inside, self.people, *super().regions()]

    def do_visit(self) -> None:
        """Record the visit; one that ends in a request opens its case."""
        if self.form is None:
            return
        data = self.form.record.data()
        self.do_locked(lambda: self.desk.do("open", None, data), self._done)

    def give_up(self) -> None:
        """Empty the form; nothing of the visit is recorded."""
        if self.form is None:
            return
        blank = self.desk.office.blank("open", now=self.desk.clock.now, lang=self.look.lang)
        self.ask(lambda: self.desk.keep_draft("open", None, blank), lambda _: self.go.emit("today", None), self.refuse)
        self.forget_form()

    def _look_for(self, text: str) -> None:
        desk = self.desk
        self.ask(lambda: known_people(desk, text), lambda found: self._show_found(text, found))

    def _show_found(self, text: str, found: tuple[Known, ...]) -> None:
        if text == self.people.search.text() and self.people.search.isVisibleTo(self.people):
            self.people.show_found(found)

    def _take(self, person_id: str) -> None:
        """Let the visit be of a person known already: their language and the help they need are filled in."""
        if self.form is None:
            return
        record = self.form.record
        record.fill({"known_person": person_id})
        if person_id:
            desk = self.desk
            self.ask(lambda: known_person(desk, person_id), self._fill_needs)
        self.form.show_record()
        self.form.changed.emit()

    def _fill_needs(self, person: Person) -> None:
        if self.form is None:
            return
        record = self.form.record
        known = {"preferred_language": person.language, "assistance_needed": " ".join(person.assistance)}
        record.fill({name: value for name, value in known.items() if value and not record.value(name)})
        self.form.show_record()
        self.form.changed.emit()

    def cite(self, reference: str) -> None:
        """Name a source of the answer in the inquiry that is open, which is begun where there is none."""
        if self.form is None:
            return
        record = self.form.record
        if not record.node(INQUIRIES).children:
            record.add(INQUIRIES)
        items = record.node(INQUIRIES).children
        here = next((each for each in items if self.form.is_in(each.ref)), items[-1])
        self.form.give(here.ref + "/reference", reference)

    def _references(self) -> Panel:
        """Return the panel of what answers are taken from: the pack's own tools."""
        panel = Panel(self.look, self.look.say("gui_case.references"))
        panel.setFixedWidth(self.look.theme.wide(SIDE_WIDE))
        panel.body.addWidget(label(self.look.say("gui_case.references_hint"), "hint", wrap=True))
        for tool in self.desk.office.pack.tools:
            said = tool.label.text(self.look.lang)
            button = Button(self.look, said, "small", "book-2" if tool.kind == "document" else "clipboard-list")
            button.pressed_now.connect(lambda said=said: self.cite(said))
            panel.body.addWidget(button)
        return panel

    def _make_actions(self) -> None:
        give_up = Button(self.look, self.look.say("gui_case.visit_give_up"), "quiet")
        give_up.pressed_now.connect(self.give_up)
        main = Button(self.look, self.look.say("gui_case.visit_end"), "main", icon_after=self.look.onward())
        main.pressed_now.connect(self.do_visit)
        self.set_actions(give_up, main)

    def _draw(self, opened: Opened) -> None:
        if self.form is not None:
            return
        now = self.desk.clock.now()
        title = form_title(self.desk.office, "open", self.look)
        keeper = Keeper(self.session, "open", None, opened.record)
        form = FormView(opened.record, self.look, saudi_day(now), title=title, keeper=keeper, in_steps=True)
        self.stand(form)
        put_in_order(form, self.people, self._sources, self.action_bar, self._strip, self.bar)
        if known := opened.record.value("known_person"):
            self.ask(lambda: found_again(self.desk, known), self.people.show_taken)
        self.bar.name(self.look.say("gui_case.visit"), aside=self.look.say("gui_case.began", time=self.look.time(now)))
        self.keep(Keeping(self.session, "open", None, form, self.bar), opened.saved_at)
        form.changed.connect(self._say_state)
        self._say_state()
        self.focus_form()

    def _done(self, done: Done) -> None:
        self.forget_form()
        if done.dossier is None:
            self.told.emit("ok", self.look.say("gui_case.visit_ended"))
            self.go.emit("today", None)
        else:
            self.go.emit("case", done.dossier.case.number)

    def forget_form(self) -> None:
        """Take the form away, and with it the person it was about."""
        super().forget_form()
        self.people.show_taken(None)

    def _say_state(self) -> None:
        main = self.action_bar.main
        if self.form is None or main is None:
            return
        reason = self.left_sentence()
        starts = self.form.record.value("outcome") == "start_request"
        main.rename(self.look.say("gui_case.visit_start" if starts else "gui_case.visit_end"))
        self.block(reason)
        self.next.setVisible(bool(reason))
