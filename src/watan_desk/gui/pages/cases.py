"""All requests: the newest ones, and whoever is looked for by name, number, identity or mobile."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLineEdit, QToolButton, QWidget

from watan_desk.common.clock import saudi_day
from watan_desk.gui.overview import CaseLine, case_lines
from watan_desk.gui.pages.page import Page
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button, Panel, invite, label, row, start
from watan_desk.gui.widgets.case_row import CaseRow
from watan_desk.gui.widgets.scroll import ScrollColumn

_PAUSE_MS = 150


class CasesPage(Page):
    """Search as it is typed; a row shows only the end of an identity number."""

    name = rail = "cases"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        look = self.look
        self.bar.name(look.say("gui.cases.title"))
        self.receive = Button(look, look.say("gui.today.receive"), "main", "user-plus")
        self.receive.pressed_now.connect(lambda: self.go.emit("reception", None))
        self.search = QLineEdit()
        invite(self.search, look, look.say("gui.cases.search"))
        self.search.setAccessibleName(look.say("gui.cases.search"))
        self.search.setFixedWidth(look.theme.wide(430))
        self.search.setAlignment(start())
        self.search.addAction(look.icon("search", "ink2"), QLineEdit.ActionPosition.LeadingPosition)
        for inside in self.search.findChildren(QToolButton):
            inside.setAccessibleName(look.say("gui.today.find"))
        self.bar.add(self.search, self.receive)
        self._asked = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._read)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.panel = Panel(look, look.say("gui.cases.newest"))
        self.panel.body.setContentsMargins(0, 0, 0, 0)
        self.rows = ScrollColumn()
        self.panel.body.addWidget(self.rows)
        self.body.addWidget(self.panel, 1)

    def arrive(self, argument: object) -> None:
        """Read the list again; what was looked for stays looked for."""
        self._read()

    def first_focus(self) -> QWidget | None:
        """Start in the search."""
        return self.search

    def regions(self) -> list[QWidget]:
        """Walk to the list."""
        return [self.panel]

    def main_action(self) -> Button | None:
        """Receive somebody."""
        return self.receive

    def _read(self) -> None:
        text, desk = self.search.text(), self.desk
        self._asked += 1
        asked = self._asked
        self.ask(lambda: case_lines(desk, text), lambda found: self._show(asked, found))

    def _show(self, asked: int, found: tuple[CaseLine, ...]) -> None:
        if asked != self._asked:
            return
        searching = bool(self.search.text().strip())
        key = "gui.cases.found" if searching else "gui.cases.newest"
        self.panel.title.setText(self.look.say(key, count=len(found)))
        empty = "gui.cases.none_found" if searching else "gui.cases.none"
        self.rows.show_all([self._row(line) for line in found] or [self._nothing(empty)])

    def _row(self, line: CaseLine) -> QWidget:
        opened = self.look.day(saudi_day(line.opened_at))
        key = "gui.cases.under" if line.identity_end else "gui.cases.opened"
        under = self.look.say(key, identity=line.identity_end, day=opened)
        made = CaseRow(self.look, line, under, "clipboard-list")
        made.opened.connect(lambda: self.go.emit("case", line.number))
        return made

    def _nothing(self, key: str) -> QWidget:
        frame = QFrame()
        line = row(label(self.look.say(key), "muted", wrap=True))
        line.setContentsMargins(16, 18, 16, 18)
        frame.setLayout(line)
        return frame
