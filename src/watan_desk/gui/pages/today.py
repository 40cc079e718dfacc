"""Today: what is to be done now, what waits for a day, and what head office does not have yet."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from watan_desk.common.clock import saudi_day
from watan_desk.delivery.records import UrgentHelp
from watan_desk.gui.overview import Coming, Day, Task, day_of
from watan_desk.gui.pages.page import Page
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button, Panel, chip, label, row
from watan_desk.gui.widgets.case_row import CaseRow, NoteRow
from watan_desk.gui.widgets.help_rows import said_triage
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.wiring import Exchange, exchange_of
from watan_desk.wiring.urgent import known_here

_ICONS = {
    "consent": "shield-check",
    "gather": "clipboard-list",
    "assess": "checklist",
    "explain": "message-circle",
    "capture": "pencil",
    "check": "checklist",
    "answer": "lifebuoy",
    "attest": "signature",
    "raise": "gavel",
    "decide": "clock",
    "notify": "mail",
    "register": "certificate",
    "deliver": "package",
    "rate": "star",
}


class TodayPage(Page):
    """The first page after unlocking."""

    name = rail = "today"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        look = self.look
        self.bar.name(look.say("gui.today.title"))
        self.receive = Button(look, look.say("gui.today.receive"), "main", "user-plus")
        self.receive.pressed_now.connect(lambda: self.go.emit("reception", None))
        self.search = Button(look, look.say("gui.today.find"), "", "search")
        self.search.pressed_now.connect(lambda: self.go.emit("cases", None))
        self.urgent = Button(look, look.say("gui.urgent.title"), "", "lifebuoy")
        self.urgent.pressed_now.connect(lambda: self.go.emit("urgent", None))
        self.bar.add(self.search, self.urgent, self.receive)
        self.urgent.setVisible(known_here(self.desk))
        self.sentence = label("", "sentence", wrap=True)
        self.body.addWidget(self.sentence)
        self.now, self.now_list, self._now_count = self._list("gui.today.now")
        timed = self.desk.office.pack.wait.min_days is not None
        later = "gui.today.later" if timed else "gui.today.later_plain"
        self.later, self.later_list, self._later_count = self._list(later)
        columns = QHBoxLayout()
        columns.setSpacing(look.theme.sizes["gap"])
        columns.addWidget(self.now, 5)
        columns.addWidget(self.later, 4)
        side = QVBoxLayout()
        side.addWidget(self._handover_panel())
        side.addStretch(1)
        columns.addLayout(side)
        self.body.addLayout(columns, 1)

    def arrive(self, argument: object) -> None:
        """Read the running cases again."""
        desk = self.desk
        self.ask(lambda: day_of(desk), self._show)
        self.ask(lambda: exchange_of(desk), self._show_exchange)

    def first_focus(self) -> QWidget | None:
        """Start at the one filled button: receiving somebody."""
        return self.receive

    def regions(self) -> list[QWidget]:
        """Walk from list to list."""
        return [self.now, self.later]

    def main_action(self) -> Button | None:
        """Receive somebody."""
        return self.receive

    def _list(self, key: str) -> tuple[Panel, ScrollColumn, QLabel]:
        panel = Panel(self.look, self.look.say(key))
        panel.body.setContentsMargins(0, 0, 0, 0)
        count = chip("", "n")
        panel.head.insertWidget(1, count)
        rows = ScrollColumn()
        panel.body.addWidget(rows)
        return panel, rows, count

    def _handover_panel(self) -> QFrame:
        look = self.look
        panel = Panel(look, look.say("gui.today.handover"))
        panel.setFixedWidth(look.theme.wide(300))
        self.waiting = label("", "strong", wrap=True)
        self.last = label("", "hint", wrap=True)
        self.prepare = Button(look, look.say("gui.handover.prepare"), "outline", "usb")
        self.take_in = Button(look, look.say("gui.handover.take_in"), "", "inbox")
        for button in (self.prepare, self.take_in):
            button.pressed_now.connect(lambda: self.go.emit("handover", None))
        for widget in (self.waiting, self.last, self.prepare, self.take_in):
            panel.body.addWidget(widget)
        return panel

    def _show(self, found: Day) -> None:
        now = [task for task in found.tasks if not task.waits]
        later = [task for task in found.tasks if task.waits]
        later.sort(key=lambda task: (task.earliest is None, task.earliest))
        self.sentence.setText(self.look.say("gui.today.sentence", count=len(now)))
        first = [*map(self._urgent, found.urgent), *map(self._coming, found.coming)]
        for rows, count, some, empty in (
            (self.now_list, self._now_count, [*first, *map(self._row, now)], "gui.today.nothing_now"),
            (self.later_list, self._later_count, [*map(self._row, later)], "gui.today.nothing_later"),
        ):
            count.setText(self.look.digits(str(len(some))))
            rows.show_all(some or [self._nothing(empty)])

    def _urgent(self, given: UrgentHelp) -> QWidget:
        """Return the row of urgent help that has no request: it opens where it is linked to one."""
        look = self.look
        place, triage = str(given.answers.get("service_point", "")), said_triage(self.desk.office, given, look.lang)
        under = look.say("gui.today.urgent_under", triage=triage, place=place, day=look.day(given.given_on))
        made = NoteRow(look, look.say("gui.today.urgent"), under, "lifebuoy")
        made.opened.connect(lambda: self.go.emit("urgent", None))
        return made

    def _coming(self, coming: Coming) -> QWidget:
        """Return the row of somebody who comes of age soon: it opens the case, and says what changes on that day."""
        under = self.look.say("gui.today.majority", day=self.look.day(coming.day))
        made = CaseRow(self.look, coming.line, under, "user-check")
        made.opened.connect(lambda: self.go.emit("case", coming.line.number))
        return made

    def _row(self, task: Task) -> QWidget:
        made = CaseRow(self.look, task.line, self._what(task), _ICONS.get(task.deed, "clipboard-list"))
        made.opened.connect(lambda: self.go.emit("case", task.line.number))
        return made

    def _what(self, task: Task) -> str:
        """Return what comes next; before a call or a message also by which way it is safe."""
        said = self._next(task)
        if task.contact is None:
            return said
        return self.look.say("gui.today.with_contact", next=said, contact=task.contact.short(self.look.lang))

    def _next(self, task: Task) -> str:
        if task.latest is not None and task.latest < saudi_day(self.desk.clock.now()):
            return self.look.say("gui.today.overdue", day=self.look.day(task.latest))
        if task.earliest is not None and task.earliest > saudi_day(self.desk.clock.now()):
            return self.look.say("gui.today.not_before", day=self.look.day(task.earliest))
        if task.waits:
            return self.look.say("gui.today.waits_for_reply")
        deed = self.look.say(f"deed.{task.deed}")
        return self.look.say("gui.today.next", deed=deed)

    def _nothing(self, key: str) -> QWidget:
        text = label(self.look.say(key), "muted", wrap=True)
        frame = QFrame()
        line = row(text)
        line.setContentsMargins(16, 18, 16, 18)
        frame.setLayout(line)
        return frame

    def _show_exchange(self, exchange: Exchange) -> None:
        made = exchange.handovers
        self.waiting.setText(self.look.say("gui.status.waiting", count=exchange.standing.waiting))
        last = self.look.day(saudi_day(made[0].created_at)) if made else ""
        self.last.setText(self.look.say("gui.status.last", day=last) if made else self.look.say("gui.status.never"))
