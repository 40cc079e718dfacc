"""How the person is reached without danger, wherever the desk would call, send or print for them (R92)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from watan_desk.common.clock import saudi_day
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, label, mark, picture, row
from watan_desk.gui.widgets.fields.choice import ComboEditor
from watan_desk.gui.widgets.fields.text import LineEditor
from watan_desk.people.safe_contact import SafeContact
from watan_desk.wiring.no_paper import Handing


class ContactStrip(QFrame):
    """One line with the safe way, its number and times; nothing where the association does not hide people."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._said = label("", wrap=True)
        self._icon = picture(look, "shield-check", "greenInk", 16)
        inside = row(self._icon, self._said, spacing=10)
        inside.setStretch(1, 1)
        inside.setContentsMargins(look.theme.sizes["page"], 5, look.theme.sizes["page"], 5)
        self.setLayout(inside)
        self.show_contact(None)

    @property
    def text(self) -> str:
        """What it says."""
        return self._said.text()

    def show_contact(self, contact: SafeContact | None) -> None:
        """Say how the person is reached, or take the strip away."""
        said = ""
        if contact is not None:
            again = [self._look.say("contact.ask_again")] if contact.way else []
            said = " · ".join([contact.sentence(self._look.lang), *again])
        careful = contact is not None and (not contact.way or contact.no_paper or contact.guardian_unsafe)
        mark(self, "msg", "wa" if careful else "no")
        self._icon.setPixmap(self._look.pixmap("alert-triangle" if careful else "shield-check", "ink2", 16))
        self._said.setText(self._look.digits(said))
        self.setAccessibleName(said)
        self.setVisible(bool(said))


class NoPaperPart(QWidget):
    """Beside a letter to a person who takes no paper: tell it aloud and record that, or say why it goes on paper."""

    told = Signal(str)
    """The way by which it was told aloud."""
    reasoned = Signal()
    """The reason for paper was typed or taken back."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.ways = ComboEditor(look, [])
        self.ways.describe(look.say("gui.letter.told_how"), "")
        self.tell = Button(look, look.say("gui.letter.told_aloud"), "outline", "message-circle")
        self.tell.pressed_now.connect(lambda: self.told.emit(str(self.ways.combo.currentData() or "")))
        self.last = label("", "hint", wrap=True)
        self.reason = LineEditor(look)
        self.reason.describe(look.say("gui.letter.paper_reason"), "")
        self.reason.line.textChanged.connect(lambda _text: self.reasoned.emit())
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(label(look.say("gui.letter.no_paper_head"), "label"))
        inside.addWidget(self.ways)
        inside.addWidget(self.tell)
        inside.addWidget(self.last)
        inside.addWidget(label(look.say("gui.letter.paper_reason"), "label"))
        inside.addWidget(self.reason)
        self.hide()

    @property
    def why(self) -> str:
        """Why the letter goes on paper all the same; empty while nobody says so."""
        return self.reason.line.text().strip()

    def show_handing(self, handing: Handing, *, draft: bool) -> None:
        """Show what stands about handing the letter over; an issued one is not told aloud any more."""
        look = self._look
        self.setVisible(handing.barred)
        ways = handing.contact.spoken_ways if handing.contact else ()
        self.ways.offer([(way, look.say(f"contact.told_way.{way}")) for way in ways])
        if ways:
            self.ways.show_value(ways[0])
        for part in (self.ways, self.tell):
            part.setVisible(draft)
        said = ""
        if handing.told:
            newest = handing.told[-1]
            way = look.say(f"contact.told_way.{newest.note}")
            said = look.say(
                "gui.letter.was_told", time=look.time(newest.at), day=look.day(saudi_day(newest.at)), way=way
            )
        self.last.setText(said)
        self.last.setVisible(bool(said))
        self.reason.line.clear()
