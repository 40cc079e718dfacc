"""Registers and their entries in lists: a column of registers, a row an entry, and answers to cite."""

from datetime import date
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import GAP, Button, Panel, RowFrame, chip, invite, label, picture, row, start
from watan_desk.gui.widgets.policy import Elided
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.policy.pack import Pack
from watan_desk.registers.definition import Register
from watan_desk.registers.library import Answer, find_answers
from watan_desk.registers.records import Entry
from watan_desk.wiring.registers import Shelf

ALL = ""
"""The list of what is open in every register."""
_COLUMN_WIDE, _PANEL_WIDE = 262, 300


class ShelfColumn(QFrame):
    """The registers, each with what is open in it; the one that is looked at stands out."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("topbar")
        self.setFixedWidth(look.theme.wide(_COLUMN_WIDE))
        self.setAccessibleName(look.say("gui_registers.kinds"))
        column = QVBoxLayout(self)
        side = look.theme.sizes["inside"]
        column.setContentsMargins(side, side, side, side)
        self.rows = ScrollColumn()
        column.addWidget(self.rows)
        self.buttons: dict[str, Button] = {}

    def show_shelves(self, shelves: tuple[Shelf, ...], standing: str) -> None:
        """Show the registers again; the focus stays where it was."""
        held = next((code for code, button in self.buttons.items() if button.hasFocus()), None)
        total = sum(shelf.open for shelf in shelves if not shelf.register.directory)
        self.buttons = {ALL: self._button(ALL, self._look.say("gui_registers.all"), "calendar", total, 0)}
        for shelf in shelves:
            name, counted = shelf.register.label.text(self._look.lang), shelf.open
            self.buttons[shelf.register.code] = self._button(
                shelf.register.code, name, shelf.register.icon, counted, shelf.overdue
            )
        self.rows.show_all(list(self.buttons.values()))
        self.light(standing)
        if held in self.buttons:
            self.buttons[held].setFocus()

    def light(self, standing: str) -> None:
        """Let one register stand out."""
        for code, button in self.buttons.items():
            button.setChecked(code == standing)

    def _button(self, code: str, name: str, icon: str, count: int, overdue: int) -> Button:
        told = f"{name}{GAP}{self._look.digits(str(count))}" if count else name
        made = Button(self._look, told, "section", icon)
        made.setCheckable(True)
        spoken = [name, self._look.say("gui_registers.open_count", count=count)]
        if overdue:
            spoken.append(self._look.say("gui_registers.overdue_count", count=overdue))
        made.setAccessibleName("، ".join(spoken) if self._look.rtl else ", ".join(spoken))
        made.setToolTip(made.accessibleName())
        made.clicked.connect(lambda: self.chosen.emit(code))
        return made


class EntryRow(RowFrame):
    """An entry in a list; its spoken name holds everything that is shown."""

    def __init__(self, look: Look, register: Register, entry: Entry, today: date) -> None:
        super().__init__()
        self.handle = entry.handle
        state = register.state(entry.state).label.text(look.lang)
        title = Elided(look, "body", "ink", weight=600)
        title.say(" ".join(entry.title.split()))
        under = [register.one.text(look.lang)]
        if entry.owner:
            under.append(entry.owner)
        if entry.due_on:
            under.append(look.say("gui_registers.due", day=look.day(entry.due_on)))
        else:
            under.append(look.say("gui_registers.entered", day=look.day(entry.opened_on)))
        below = Elided(look, "caption", "ink2")
        below.say(" · ".join(under))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(title)
        words.addWidget(below)
        late = entry.due_on is not None and not entry.over and entry.due_on < today
        aside = QVBoxLayout()
        aside.setSpacing(3)
        badge = chip(
            look.say("gui_registers.overdue") if late else state, "er" if late else "n" if entry.over else "ok"
        )
        aside.addLayout(row(None, badge))
        aside.addLayout(
            row(None, label(ltr(entry.number) if entry.number else look.say("gui_registers.of_visit"), "hint"))
        )
        whole = row(picture(look, register.icon, "ink2", 20), spacing=12)
        whole.addLayout(words, 1)
        whole.addLayout(aside)
        inside = look.theme.sizes["inside"]
        whole.setContentsMargins(inside, 7, inside, 7)
        self.setLayout(whole)
        self.setAccessibleName(" · ".join([entry.title, *under, entry.number, badge.text()]))


class AnswersPanel(Panel):
    """The answer library beside an answer that is being written: what is chosen is taken over."""

    cited = Signal(str, str)
    """The answer's text and its question, which is where the answer stands."""

    def __init__(self, look: Look, pack: Pack) -> None:
        super().__init__(look, look.say("gui_registers.library"))
        self._look, self._pack = look, pack
        self.setFixedWidth(look.theme.wide(_PANEL_WIDE))
        self.search = QLineEdit()
        invite(self.search, look, look.say("gui_registers.library_search"))
        self.search.setAccessibleName(look.say("gui_registers.library_search"))
        self.search.setAlignment(start())
        self.search.textChanged.connect(self._show)
        self.body.addWidget(self.search)
        self.rows = ScrollColumn()
        self.rows.column.setSpacing(10)
        self.body.addWidget(self.rows, 1)
        self._show("")

    def _show(self, text: str) -> None:
        found = find_answers(self._pack, text)
        nothing: list[QWidget] = [label(self._look.say("gui_registers.library_none"), "muted", wrap=True)]
        rows = [self._row(each) for each in found]
        self.rows.show_all(rows or nothing)
        for before, behind in pairwise([self.search, *rows]):
            QWidget.setTabOrder(before, behind)

    def _row(self, answer: Answer) -> QWidget:
        question, told = answer.question.text(self._look.lang), answer.answer.text(self._look.lang)
        made = RowFrame()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(8, 6, 8, 6)
        lines.setSpacing(2)
        lines.addWidget(label(question, "strong", wrap=True))
        lines.addWidget(label(told, "muted", wrap=True))
        made.setAccessibleName(f"{question} {told}")
        made.opened.connect(lambda: self.cited.emit(told, question))
        return made
