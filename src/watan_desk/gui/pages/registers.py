"""The registers: which there are at the side, what is open in them by due date in the middle."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from watan_desk.common.clock import saudi_day
from watan_desk.gui.pages.page import Page
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button, Panel, invite, label, start
from watan_desk.gui.widgets.entries import ALL, EntryRow, ShelfColumn
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.registers.definition import Register
from watan_desk.registers.records import Entry, Wanted
from watan_desk.wiring.registers import Place, Shelf, listed, shelves

_PAUSE_MS = 150
_SEARCH_WIDE = 260


class RegistersPage(Page):
    """``arrive`` takes the code of a register, or nothing for the list that stood last."""

    name = rail = "registers"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        look = self.look
        self.bar.name(look.say("gui_registers.title"))
        self.code, self._asked, self._all = ALL, 0, False
        self._shelves: tuple[Shelf, ...] = ()
        self.search = QLineEdit()
        invite(self.search, look, look.say("gui_registers.search"))
        self.search.setAccessibleName(look.say("gui_registers.search"))
        self.search.setFixedWidth(look.theme.wide(_SEARCH_WIDE))
        self.search.setAlignment(start())
        self.search.addAction(look.icon("search", "ink2"), QLineEdit.ActionPosition.LeadingPosition)
        self.closed = Button(look, look.say("gui_registers.with_closed"), "", "history")
        self.closed.pressed_now.connect(self._toggle_closed)
        self.new = Button(look, look.say("gui_registers.new"), "main", "plus")
        self.new.pressed_now.connect(self._open_new)
        self.new.asked_why.connect(lambda reason: self.tell("wa", reason))
        self.bar.add(self.search, self.closed, self.new)
        self.kinds = ShelfColumn(look)
        self.kinds.chosen.connect(self._choose)
        self.panel = Panel(look, look.say("gui_registers.all"))
        self.panel.body.setContentsMargins(0, 0, 0, 0)
        self.hint = label("", "hint", wrap=True)
        side = look.theme.sizes["inside"]
        self.hint.setContentsMargins(side, 8, side, 8)
        self.rows = ScrollColumn()
        self.panel.body.addWidget(self.hint)
        self.panel.body.addWidget(self.rows, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._read)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self._lay_out()

    def arrive(self, argument: object) -> None:
        """Read registers and entries again."""
        if isinstance(argument, str):
            self.code = argument
        desk = self.desk
        self.ask(lambda: shelves(desk), self._show_shelves)
        self._read()

    def first_focus(self) -> QWidget | None:
        """Start in the search."""
        return self.search

    def regions(self) -> list[QWidget]:
        """Registers, then entries."""
        return [self.kinds, self.panel]

    def main_action(self) -> Button | None:
        """Make an entry."""
        return self.new

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.kinds)
        room = QWidget()
        inside = QVBoxLayout(room)
        inside.setContentsMargins(*[self.look.theme.sizes["gap"]] * 4)
        inside.addWidget(self.panel)
        line.addWidget(room, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(line, 1)
        QWidget.setTabOrder(self.search, self.closed)
        QWidget.setTabOrder(self.closed, self.new)

    def _choose(self, code: str) -> None:
        self.code = code
        self.kinds.light(code)
        self.tell("no", "")
        self._say_register()
        self._read()

    def _toggle_closed(self) -> None:
        self._all = not self._all
        key = "gui_registers.only_open" if self._all else "gui_registers.with_closed"
        self.closed.rename(self.look.say(key))
        self._read()

    def _open_new(self) -> None:
        self.go.emit("entry_form", Place(self.code))

    def _read(self) -> None:
        desk, text = self.desk, self.search.text()
        wanted = Wanted(register=self.code, open_only=not self._all, text=text)
        self._asked += 1
        asked = self._asked
        self.ask(lambda: listed(desk, wanted), lambda found: self._show(asked, found))

    def _show_shelves(self, found: tuple[Shelf, ...]) -> None:
        self._shelves = found
        self.kinds.show_shelves(found, self.code)
        self._say_register()

    def _register(self, code: str) -> Register | None:
        return next((shelf.register for shelf in self._shelves if shelf.register.code == code), None)

    def _say_register(self) -> None:
        """Say which register stands, what it is for, and whether an entry can be made here."""
        shelf = next((each for each in self._shelves if each.register.code == self.code), None)
        name = shelf.register.label.text(self.look.lang) if shelf else self.look.say("gui_registers.all")
        self.panel.title.setText(name)
        told = [shelf.register.hint.text(self.look.lang)] if shelf else []
        if shelf and shelf.next_due:
            told.append(self.look.say("gui_registers.next_due", day=self.look.day(shelf.next_due)))
        self.hint.setText(" ".join(told))
        self.hint.setVisible(bool(told))
        one = shelf.register.one.text(self.look.lang) if shelf else ""
        self.new.rename(
            self.look.say("gui_registers.new_one", one=one) if shelf else self.look.say("gui_registers.new")
        )
        self.new.block("" if shelf else self.look.say("gui_registers.choose_first"))

    def _show(self, asked: int, found: tuple[Entry, ...]) -> None:
        if asked != self._asked:
            return
        today = saudi_day(self.desk.clock.now())
        rows: list[QWidget] = []
        for entry in found:
            register = self._register(entry.register)
            if register is None or (self.code == ALL and register.directory):
                continue
            made = EntryRow(self.look, register, entry, today)
            made.opened.connect(lambda handle=entry.handle: self.go.emit("entry", handle))
            rows.append(made)
        self.panel.aside.setText(self.look.say("gui_registers.shown", count=len(rows)))
        self.rows.show_all(rows or [self._nothing()])

    def _nothing(self) -> QWidget:
        searching = bool(self.search.text().strip())
        key = (
            "gui_registers.none_found"
            if searching
            else "gui_registers.none"
            if self.code
            else "gui_registers.none_open"
        )
        frame = QFrame()
        lines = QVBoxLayout(frame)
        lines.setContentsMargins(16, 18, 16, 18)
        lines.addWidget(label(self.look.say(key), "muted", wrap=True), 0, Qt.AlignmentFlag.AlignTop)
        return frame
