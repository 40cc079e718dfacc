"""Who comes: looked for by name, identity or mobile as it is typed, so that what is known is not typed again (R29)."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, MessageStrip, Panel, RowFrame, clear, invite, label, row, start
from watan_desk.wiring.persons import Known

_PAUSE_MS = 150


class KnownRow(RowFrame):
    """One person: name (or the newest alias), the end of the identity, year of birth, and a request under way."""

    def __init__(self, look: Look, known: Known) -> None:
        super().__init__()
        self.known = known
        name, under = told_of(look, known)
        lines = QVBoxLayout()
        lines.setContentsMargins(12, 7, 12, 7)
        lines.setSpacing(1)
        lines.addWidget(label(name, "strong", wrap=True))
        lines.addWidget(label(under, "hint", wrap=True))
        self.setLayout(lines)
        self.setAccessibleName(f"{name} {under}")


class PeoplePanel(Panel):
    """The search and what it found; then the one who was chosen."""

    asked = Signal(str)
    chosen = Signal(str)
    """The id of the person; empty when the choice is taken back."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.say("gui_case.people"))
        self._look = look
        self.search = QLineEdit()
        invite(self.search, look, look.say("gui_case.people_search"))
        self.search.setAccessibleName(look.say("gui_case.people_search"))
        self.search.setAlignment(start())
        self.search.addAction(look.icon("search", "ink2"), QLineEdit.ActionPosition.LeadingPosition)
        for inside in self.search.findChildren(QToolButton):
            inside.setAccessibleName(look.say("gui.today.find"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.search.text()))
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.found = QWidget()
        self._rows = QVBoxLayout(self.found)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.warning = MessageStrip(look)
        self.another = Button(look, look.say("gui_case.people_another"), "small", "x")
        self.another.pressed_now.connect(lambda: self.take(None))
        self.body.addWidget(self.search)
        self.body.addWidget(self.found)
        self.body.addWidget(self.warning)
        self.body.addLayout(row(self.another, None))
        self.another.hide()
        self.warning.hide()

    def show_found(self, found: tuple[Known, ...]) -> None:
        """Show who was found; nothing while nobody is looked for."""
        clear(self._rows)
        for known in found:
            made = KnownRow(self._look, known)
            made.opened.connect(lambda known=known: self.take(known))
            self._rows.addWidget(made)
        if not found and self.search.text().strip():
            self._rows.addWidget(label(self._look.say("gui_case.people_none"), "hint", wrap=True))

    def take(self, known: Known | None) -> None:
        """Let it be this person, or somebody not known yet."""
        self.show_taken(known)
        self.chosen.emit(known.person.id if known else "")

    def show_taken(self, known: Known | None) -> None:
        """Show who it is, and a request of theirs that still runs."""
        clear(self._rows)
        self.search.setVisible(known is None)
        self.another.setVisible(known is not None)
        running = ltr(known.running[0]) if known and known.running else ""
        self.warning.show_message("wa", self._look.say("gui_case.people_running", number=running) if running else "")
        if known is None:
            self.search.clear()
            return
        name, under = told_of(self._look, known)
        self._rows.addWidget(label(name, "strong", wrap=True))
        self._rows.addWidget(label(under, "hint", wrap=True))
        self._rows.addWidget(label(self._look.say("gui_case.people_known"), "fine", wrap=True))


def told_of(look: Look, known: Known) -> tuple[str, str]:
    """Return what a list says of a person: a name and a line, or the alias alone where people are hidden."""
    alias = known.newest.alias if known.newest else ""
    if alias:
        return alias, look.say("gui_case.people_case", number=ltr(known.newest.number if known.newest else ""))
    born = str(known.person.birth_date.year) if known.person.birth_date else ""
    end = known.person.id_number[-4:]
    key = "gui_case.people_under" if born and end else "gui_case.people_end"
    return known.person.full_name, look.digits(look.say(key, end=ltr(end), year=born))
