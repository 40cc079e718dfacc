"""The register of outgoing letters: every number that was given out, newest first."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.gui.letters import ICONS, look_kind
from watan_desk.gui.pages.page import Page
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Panel, RowFrame, chip, label, picture, row
from watan_desk.gui.widgets.policy import Elided
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.letter.records import VOID, Letter


class LettersPage(Page):
    """A row opens its letter; nothing here is ever deleted, a void letter stays with its number."""

    name = rail = "letters"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.bar.name(self.look.say("gui.letters.title"))
        self.panel = Panel(self.look, self.look.say("gui.letters.register"))
        self.panel.body.setContentsMargins(0, 0, 0, 0)
        self.rows = ScrollColumn()
        self.panel.body.addWidget(self.rows)
        self.body.addWidget(self.panel, 1)

    def arrive(self, argument: object) -> None:
        """Read the register again."""
        self.ask(self.desk.letters, self._show)

    def regions(self) -> list[QWidget]:
        """Walk to the register."""
        return [self.panel]

    def _show(self, found: tuple[Letter, ...]) -> None:
        self.rows.show_all([self._row(letter) for letter in reversed(found)] or [self._nothing()])

    def _row(self, letter: Letter) -> RowFrame:
        look, made = self.look, RowFrame()
        kind = label(look_kind(look, letter.kind), "strong")
        subject = Elided(look, "caption", "ink2")
        subject.say(letter.subject)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(kind)
        words.addWidget(subject)
        whole = row(picture(look, ICONS.get(letter.kind, "file-text"), "ink2", 20), spacing=12)
        whole.addLayout(words, 1)
        if letter.status == VOID:
            whole.addWidget(chip(look.say("gui.letter.void"), "er"))
        whole.addWidget(label(look.day(letter.day), "hint"))
        whole.addWidget(chip(ltr(letter.number), "n"))
        inside = look.theme.sizes["inside"]
        whole.setContentsMargins(inside, 7, inside, 7)
        made.setLayout(whole)
        made.setAccessibleName(f"{kind.text()} {letter.number} {look.day(letter.day)}")
        made.opened.connect(lambda: self.go.emit("letter", letter.number))
        return made

    def _nothing(self) -> QFrame:
        frame = QFrame()
        line = row(label(self.look.say("gui.letters.none"), "muted", wrap=True))
        line.setContentsMargins(16, 18, 16, 18)
        frame.setLayout(line)
        return frame
