"""Urgent help: recorded on the spot, before any request; what was given stays open until it is linked to one (R76)."""

from PySide6.QtWidgets import QWidget

from watan_desk.common.clock import saudi_day
from watan_desk.delivery.records import UrgentHelp
from watan_desk.gui.attachments import Keeper
from watan_desk.gui.form_view import FormView
from watan_desk.gui.keeping import Keeping, Opened, form_title, open_form
from watan_desk.gui.overview import CaseLine, case_lines
from watan_desk.gui.pages.form_page import FormPage
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button
from watan_desk.gui.widgets.help_rows import OpenHelpPanel
from watan_desk.store.cases import Case
from watan_desk.wiring import Done
from watan_desk.wiring.urgent import lacking_here, link_help, open_help, running_cases

SIDE_WIDE = 320
Found = tuple[tuple[UrgentHelp, ...], tuple[Case, ...], tuple[CaseLine, ...]]


class UrgentPage(FormPage):
    """The deed ``urgent`` without a case. What was begun and not recorded is found again as it was left."""

    name = "urgent"
    rail = "reception"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.bar.name(self.look.say("gui.urgent.title"), self.look.say("gui.urgent.aside"))
        self.open = OpenHelpPanel(self.look, self.desk.office)
        self.open.setFixedWidth(self.look.theme.wide(SIDE_WIDE))
        self.open.linked.connect(self.link)
        self._line.addWidget(self.open)
        back = Button(self.look, self.look.say("gui.urgent.back"), "quiet")
        back.pressed_now.connect(lambda: self.go.emit("today", None))
        main = Button(self.look, self.look.say("gui.urgent.record"), "main", "check")
        main.pressed_now.connect(self.record)
        self.set_actions(back, main)

    def arrive(self, argument: object) -> None:
        """Open the form as it was left, and read what has no request yet."""
        self.tell("no", "")
        if self.form is None:
            self.ask(lambda: open_form(self.desk, "urgent", None, self.look.lang), self._draw, self.refuse)
        self._read()

    def regions(self) -> list[QWidget]:
        """The form, what is open, the actions."""
        inside: list[QWidget] = [self.form.panel] if self.form is not None else []
        return [*inside, self.open, *super().regions()]

    def record(self) -> None:
        """Record the help; it belongs to no request yet."""
        if self.form is None:
            return
        data = self.form.record.data()
        self.do_locked(lambda: self.desk.do("urgent", None, data), self._done)

    def link(self, help_id: str, number: str) -> None:
        """Let help belong to the request that was chosen."""
        desk = self.desk

        def linked(_: UrgentHelp) -> None:
            self.tell("ok", self.look.say("urgent.linked", number=number))
            self._read()

        self.ask(lambda: link_help(desk, help_id, number), linked, self.refuse)

    def _read(self) -> None:
        desk = self.desk

        def read() -> Found:
            return open_help(desk), running_cases(desk), case_lines(desk)

        self.ask(read, self._show)

    def _show(self, found: Found) -> None:
        given, cases, lines = found
        self.open.show_open(given, cases, {line.number: line.name for line in lines})

    def _draw(self, opened: Opened) -> None:
        if self.form is not None:
            return
        title = form_title(self.desk.office, "urgent", self.look)
        keeper = Keeper(self.session, "urgent", None, opened.record)
        form = FormView(opened.record, self.look, saudi_day(self.desk.clock.now()), title=title, keeper=keeper)
        self.stand(form)
        self.keep(Keeping(self.session, "urgent", None, form, self.bar), opened.saved_at)
        form.changed.connect(self._say_state)
        self._say_state()
        self.focus_form()

    def _done(self, _: Done) -> None:
        self.forget_form()
        self.arrive(None)
        self.tell("ok", self.look.say("gui.urgent.recorded"))

    def _say_state(self) -> None:
        barred = [missing.sentence(self.look.lang) for missing in lacking_here(self.desk)]
        left = self.left_sentence()
        self.block(barred[0] if barred else left)
        self.next.setVisible(bool(left))
