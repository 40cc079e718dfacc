"""The page of one deed on a case: its form, what it is about, and what it still waits for."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import Missing
from watan_desk.gui.attachments import Keeper
from watan_desk.gui.case_view import CaseView, comes_first, next_deed
from watan_desk.gui.deed_told import recorded, told_about
from watan_desk.gui.form_view import FormView
from watan_desk.gui.keeping import Keeping, Opened, form_title, open_form
from watan_desk.gui.known import proposed, tell_known
from watan_desk.gui.pages.on_case import OnCase
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.about import AboutPanel
from watan_desk.gui.widgets.basics import Button
from watan_desk.gui.widgets.consents import ConsentsPanel
from watan_desk.policy.journey import lacking
from watan_desk.policy.office import DEED_FORMS
from watan_desk.wiring import Done
from watan_desk.wiring.persons import withdraw_consent

ABOUT_WIDE, ABOUT_ALONE = 320, 620


class DeedPage(OnCase):
    """Any deed whose form says all there is to ask. A deed that is closed shows what was recorded, read only.

    A deed that may not be done yet has no form to type into: it says what comes first and leads there. What was typed
    before it was barred is kept, and stands in the form again once the deed may be done.
    """

    name = "deed"
    about_wide = ABOUT_WIDE
    """Pixels of the panel about the step."""
    about_alone = ABOUT_ALONE
    """Pixels of that panel where no form stands beside it."""
    form_place = 0
    """Where the form stands in the row of panels."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.about = AboutPanel(self.look)
        self.about.setFixedWidth(self.look.theme.wide(self.about_wide))
        self._closed = False
        self._barred: tuple[Missing, ...] = ()
        self._aside = QVBoxLayout()
        self._aside.setSpacing(self.look.theme.sizes["gap"])
        self._aside.addWidget(self.about)
        self.consents = ConsentsPanel(self.look)
        self.consents.setFixedWidth(self.look.theme.wide(ABOUT_WIDE))
        self.consents.withdrawn.connect(self.withdraw)
        self._aside.addWidget(self.consents)
        self._line.addLayout(self._aside)
        self._line.addStretch(0)
        self._make_actions()

    def show_case(self, case: CaseView) -> None:
        """Show the deed's form as its draft left it, or what was recorded once the deed is closed."""
        self.forget_form()
        self.tell("no", "")
        missing = lacking(self.office.pack, self.deed, case.facts)
        self._closed = any(item.code == "closed" for item in missing) or self.deed == "open"
        self._barred = () if self._closed else missing
        self._show_about(case)
        self.consents.show_consents(self.office, case.dossier.consents if self.deed == "consent" else ())
        formless = self._formless
        self._line.setStretch(self._line.count() - 1, int(formless))
        self.about.setFixedWidth(self.look.theme.wide(self.about_alone if formless else self.about_wide))
        if formless:
            self._say_kept(case)
            self._say_state()
            self.focus_form()
            return
        deed, number = self.deed, case.number
        self.ask(lambda: self._open(deed, case), lambda opened: self._draw(deed, number, opened))

    @property
    def _formless(self) -> bool:
        """Whether there is nothing to type here: the deed has no form, or something comes first."""
        return self.deed not in DEED_FORMS or bool(self._barred)

    def _say_kept(self, case: CaseView) -> None:
        """Say of a barred deed that what was typed into its form before is kept."""
        if not self._barred:
            return
        desk, deed, number = self.desk, self.deed, case.number

        def told(draft: object) -> None:
            if draft is not None and (deed, number) == (self.deed, self.number) and self._barred:
                self.tell("no", self.look.say("gui_case.draft_waits"))

        self.ask(lambda: desk.draft(deed, number), told)

    def _open(self, deed: str, case: CaseView) -> Opened:
        """Open the deed's form with what the program knows already; runs off the GUI thread."""
        if self._closed:
            return Opened(self.office.blank(deed, now=self.desk.clock.now, lang=self.look.lang))
        opened = open_form(self.desk, deed, case.number, self.look.lang)
        if opened.saved_at is None:
            opened.record.fill(proposed(self.office, deed, case.dossier))
        tell_known(self.office, deed, case.dossier, opened.record)
        return opened

    def withdraw(self, purpose: str) -> None:
        """Take a consent back; nothing is asked for in return."""
        desk, number = self.desk, self.number

        def withdrawn(_: object) -> None:
            self.told.emit("ok", self.look.say("gui_case.consent_withdrawn"))
            self.arrive((self.number, self.deed))

        self.ask(lambda: withdraw_consent(desk, number, purpose), withdrawn)

    def regions(self) -> list[QWidget]:
        """Steps, form, actions."""
        inside: list[QWidget] = [self.form.panel] if self.form is not None else []
        return [self.stepper, *inside, *super().regions()]

    def do_deed(self) -> None:
        """Do the deed with the answers of the form; the first open answer is shown instead where one is open.

        Of a deed that is barred, go to what comes first.
        """
        if self._barred:
            first = comes_first(self.office.pack, self._barred)
            if first:
                self.go_to_deed(first)
            else:
                self.go.emit("today", None)
            return
        if self.deed == "decide" and self.deed not in self._done_deeds():
            self.go.emit("handover", None)
            return
        if self.form is None or self._closed:
            self.go.emit(*(("today", None) if self._ended() else ("case", self.number)))
            return
        if self.form.left_open():
            self.form.show_everything_open()
            self.form.go_to_open(1)
            return
        deed, number, data = self.deed, self.number, self.form.record.data()
        self.do_locked(lambda: self.desk.do(deed, number, data), self.done)

    def done(self, done: Done) -> None:
        """Go where the case now waits, and say what was recorded."""
        self.forget_form()
        self.told.emit("ok", self.look.say("gui_case.done", deed=self.look.say(f"deed.{done.deed}")))
        self.go.emit("case", self.number)

    def drawn(self, form: FormView) -> None:
        """Fill in what the program proposes, once the form stands."""

    def parts(self) -> list[QWidget]:
        """The form, what the step is about, and the consents."""
        return [*super().parts(), self.about, self.consents]

    def blocked(self) -> str:
        """Return why the deed may not be done now, as one sentence; empty when it may."""
        if self.case is None or self._closed:
            return ""
        if missing := self._barred:
            return self.look.say("gui_case.blocked", count=len(missing), first=missing[0].sentence(self.look.lang))
        return self.left_sentence()

    def _ended(self) -> bool:
        """Tell whether the case has come to its end with this deed."""
        if self.case is None or self.deed not in self._done_deeds():
            return False
        return next_deed(self.office.pack, self.case.facts) == self.deed

    def _done_deeds(self) -> frozenset[str]:
        return self.case.facts.done if self.case is not None else frozenset()

    def _make_actions(self) -> None:
        back = Button(self.look, self.look.say("gui_case.back_to_data"), "", self.look.backward())
        back.pressed_now.connect(lambda: self.go_to_deed("capture"))
        main = Button(self.look, self.look.say("gui_case.do"), "main", icon_after=self.look.onward())
        main.pressed_now.connect(self.do_deed)
        self._back = back
        self.set_actions(back, main)

    def _show_about(self, case: CaseView) -> None:
        told = told_about(self.office, case, self.deed, self.look)
        self.about.show_told(told, tuple(self.look.digits(item.sentence(self.look.lang)) for item in self._barred))

    def _draw(self, deed: str, number: str, opened: Opened) -> None:
        if (deed, number) != (self.deed, self.number) or self.case is None or self.form is not None:
            return
        if self._closed:
            done = recorded(self.case, deed)
            if not done:
                self._say_never()
                return
            fields = self.office.form_of(deed).fields()
            asked = {field.name for field in fields} | {field.repeat for field in fields}
            opened.record.fill({name: value for name, value in done.items() if name in asked})
        today = saudi_day(self.desk.clock.now())
        title = form_title(self.office, deed, self.look)
        keeper = Keeper(self.session, deed, number, opened.record)
        form = FormView(opened.record, self.look, today, title=title, keeper=keeper, in_steps=True)
        self.stand(form, self.form_place)
        self.order_focus()
        if self._closed:
            form.lock(locked=True)
            self.tell("no", self.look.say("gui_case.recorded"))
        else:
            self.drawn(form)
            self.keep(Keeping(self.session, deed, number, form, self.bar), opened.saved_at)
        form.changed.connect(self._say_state)
        self._say_state()
        self.focus_form()

    def _say_never(self) -> None:
        """Say of a step that is closed that it was never done: there is nothing to show."""
        self.tell("no", self.look.say("gui_case.never_done"))
        self._line.setStretch(self._line.count() - 1, 1)
        self.about.setFixedWidth(self.look.theme.wide(self.about_alone))
        self._say_state()
        self.focus_form()

    def _say_state(self) -> None:
        main = self.action_bar.main
        if main is None:
            return
        self._back.setVisible(self.case is not None and "consent" in self.case.facts.done)
        settled = self._closed or (self._formless and self.deed in self._done_deeds())
        first = comes_first(self.office.pack, self._barred)
        if first:
            main.rename(self.look.say("gui_case.first", deed=self.look.say(f"deed.{first}")))
        elif self._barred:
            main.rename(self.look.say("gui_case.back_to_today"))
        elif settled:
            main.rename(self.look.say("gui_case.back_to_today" if self._ended() else "gui_case.back_to_case"))
        else:
            main.rename(self.look.say(f"gui_case.do.{self.deed}"))
        reason = self.blocked() if self._barred or not self._formless else ""
        main.block("" if self._barred else reason)
        self.action_bar.say_left(reason)
        self.next.setVisible(bool(self.form is not None and self.form.left_open() and not self._closed))
