"""The lock: it says whose desk this is and asks for the passphrase, and tells nothing about it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from watan_desk.common.errors import DeskError, WrongPassphrase
from watan_desk.gui.background import Background
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, label, picture, row
from watan_desk.gui.widgets.passphrase import PassphraseField
from watan_desk.wiring import Desk

TRIES = 5
"""Tries in a row before a pause."""
PAUSE_SECONDS = 60

Open = Callable[[Path, str], Desk]


class LockPage(QWidget):
    """Opens the desk of a home folder. Nothing is deleted by wrong tries; after five of them it pauses for a minute."""

    unlocked = Signal(Desk)

    def __init__(self, look: Look, background: Background, home: Path, open_desk: Open) -> None:
        super().__init__()
        self.setObjectName("lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look, self._background, self._home, self._open_desk = look, background, home, open_desk
        self._tries, self._opening = 0, False
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.timeout.connect(self._resume)
        self.field = PassphraseField(look, look.say("gui.lock.passphrase"))
        self.field.entered.connect(self.unlock)
        self.whose = label("", "muted", wrap=True)
        self.open = Button(look, look.say("gui.lock.open"), "main")
        self.open.pressed_now.connect(self.unlock)
        self.name("")
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(row(None, self._card(), None))
        outer.addStretch(1)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("card", "1")
        card.setFixedWidth(self._look.theme.wide(460))
        column = QVBoxLayout(card)
        column.setContentsMargins(28, 26, 28, 22)
        column.setSpacing(14)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self._look.say("gui.lock.title"), "title"))
        words.addWidget(self.whose)
        head = row(picture(self._look, "lock", "ink", 22), spacing=12)
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addLayout(row(self.open, None))
        column.addWidget(label(self._look.say("gui.lock.safe"), "hint", wrap=True))
        return card

    def name(self, whose: str) -> None:
        """Say whose desk it is, where that is known without opening it."""
        self.whose.setText(whose)
        self.whose.setVisible(bool(whose))

    def unlock(self) -> None:
        """Try what was typed; the key is stretched off the GUI thread."""
        if self._opening or self.pause.isActive() or not self.field.text:
            return
        self._opening = True
        self.open.block(self._look.say("gui.lock.opening"))
        home, passphrase = self._home, self.field.text
        self._background.run(lambda: self._open_desk(home, passphrase), self._opened, self._refused)

    def _opened(self, desk: Desk) -> None:
        self._tries, self._opening = 0, False
        self.field.forget()
        self.open.block("")
        self.unlocked.emit(desk)

    def _refused(self, error: DeskError) -> None:
        self._opening = False
        self.open.block("")
        sentence = error.sentence(self._look.lang)
        if isinstance(error, WrongPassphrase):
            self._tries += 1
            said = self._look.say("gui.lock.attempt", attempt=self._tries, most=TRIES)
            sentence = f"{sentence} {said}"
        if self._tries >= TRIES:
            self.pause.start(PAUSE_SECONDS * 1000)
            sentence = self._look.say("gui.lock.pause", count=PAUSE_SECONDS)
            self.open.block(sentence)
        self.field.forget()
        self.field.complain(sentence)
        self.field.setFocus()

    def _resume(self) -> None:
        self._tries = 0
        self.open.block("")
        self.field.complain("")
        self.field.setFocus()
