"""The first run: a desk is made under a passphrase, asks head office, and takes its answer in."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.common.clock import Clock
from watan_desk.common.errors import DeskError
from watan_desk.gui.background import Background
from watan_desk.gui.look import Look
from watan_desk.gui.setup import REQUEST_FILE, Granted, look_at_answer, make_desk, save_request, take_answer
from watan_desk.gui.widgets.action_bar import ActionBar
from watan_desk.gui.widgets.basics import Button, MessageStrip, label, mark, row
from watan_desk.gui.widgets.scroll import scrolled
from watan_desk.gui.widgets.setup_panels import AnswerPanel, AssociationPanel, PassphrasePanel, RequestPanel
from watan_desk.policy.pack import shipped_pack, shipped_packs
from watan_desk.store.keys import Cost
from watan_desk.wiring import Desk

STEPS = ("make", "ask", "ready")


class FirstRunPage(QWidget):
    """Two screens; ``ready`` hands over an enrolled desk."""

    ready = Signal(Desk)

    def __init__(self, look: Look, background: Background, home: Path, clock: Clock, cost: Cost) -> None:
        super().__init__()
        self.setObjectName("page")
        self._look, self._background, self._home, self._clock, self._cost = look, background, home, clock, cost
        self._desk: Desk | None = None
        self._granted: Granted | None = None
        self.association = AssociationPanel(look, tuple(shipped_pack(slug) for slug in shipped_packs()))
        self.passphrase = PassphrasePanel(look)
        self.request, self.answer = RequestPanel(look), AnswerPanel(look)
        self.notice = MessageStrip(look)
        self.main = Button(look, look.say("gui.first.make"), "main", icon_after=look.onward())
        self.action_bar = ActionBar(look)
        self.action_bar.set_main(self.main)
        self.sentence, self.under = label("", "sentence", wrap=True), label("", "muted", wrap=True)
        self.screens = QStackedWidget()
        self.screens.addWidget(_column(self.association, self.passphrase))
        self.screens.addWidget(_column(self.request, self.answer))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._side())
        whole.addLayout(self._content(), 1)
        self._wire()
        self._stand(0)

    def wait_for_answer(self, desk: Desk) -> None:
        """Go on with a desk that is made and waits for head office."""
        self._desk = desk
        self.main.become(self._look.say("gui.first.take"), self._look.onward())
        self._stand(1)

    def make(self) -> None:
        """Make the desk; deriving its key takes a second or two, off the GUI thread."""
        chosen, phrase = self.association.chosen, self.passphrase.first.text
        home, clock, cost = self._home, self._clock, self._cost
        self.main.block(self._look.say("gui.first.making"))
        self._background.run(lambda: make_desk(home, phrase, chosen, clock, cost), self._made, self._refused)

    def save_request_as(self, path: Path) -> None:
        """Write the request file there."""
        if (desk := self._desk) is not None:
            self._background.run(lambda: save_request(desk, path), self._saved, self._refused)

    def read_answer(self, path: Path) -> None:
        """Read head office's answer and show what it grants."""
        if (desk := self._desk) is not None:
            self._background.run(lambda: look_at_answer(desk, path), self._read, self._refused)

    def take(self) -> None:
        """Take the answer in, after the digits were compared."""
        desk, granted = self._desk, self._granted
        if desk is not None and granted is not None:
            self._background.run(lambda: take_answer(desk, granted), self.ready.emit, self._refused)

    def _wire(self) -> None:
        self.association.changed.connect(self._judge)
        for field in (self.passphrase.first, self.passphrase.again):
            field.changed.connect(self._judge)
            field.entered.connect(self.main.click)
        self.request.save.pressed_now.connect(self._ask_where)
        self.answer.choose.pressed_now.connect(self._ask_which)
        self.main.pressed_now.connect(lambda: self.make() if self._desk is None else self.take())

    def _side(self) -> QFrame:
        side = QFrame()
        side.setObjectName("side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(self._look.theme.wide(270))
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 30, 24, 24)
        column.setSpacing(16)
        column.addWidget(label(self._look.say("gui.program"), "title"))
        column.addSpacing(16)
        self.steps = []
        for place, name in enumerate(STEPS, start=1):
            circle = label(self._look.digits(str(place)), "step")
            word = label(self._look.say(f"gui.first.{name}_step"))
            self.steps.append((circle, word))
            column.addLayout(row(circle, word, None, spacing=12))
        column.addStretch(1)
        column.addWidget(label(self._look.say("gui.first.local"), "hint", wrap=True))
        return side

    def _content(self) -> QVBoxLayout:
        inside = QVBoxLayout()
        inside.setContentsMargins(28, 24, 28, 16)
        inside.setSpacing(12)
        for part in (self.sentence, self.under, self.notice):
            inside.addWidget(part)
        inside.addWidget(self.screens, 1)
        content = QVBoxLayout()
        content.setSpacing(0)
        content.addLayout(inside, 1)
        content.addWidget(self.action_bar)
        return content

    def _stand(self, place: int) -> None:
        name = STEPS[place]
        self.screens.setCurrentIndex(place)
        self.sentence.setText(self._look.say(f"gui.first.{name}_sentence"))
        self.under.setText(self._look.say(f"gui.first.{name}_under"))
        for number, (circle, word) in enumerate(self.steps):
            state = "done" if number < place else "now" if number == place else "later"
            mark(circle, "state", state)
            mark(word, "state", state)
        self._judge()
        self.setFocusProxy(self.passphrase.first if place == 0 else self.request.save)

    def _judge(self) -> None:
        left = self.passphrase.left if self._desk is None else ""
        if self._desk is None and not self.association.chosen:
            left = self._look.say("gui.first.no_association")
        if self._desk is not None and self._granted is None:
            left = self._look.say("gui.first.no_answer")
        self.main.block(left)
        self.action_bar.say_left("")

    def _made(self, desk: Desk) -> None:
        self.passphrase.forget()
        self.notice.show_message("no", "")
        self.wait_for_answer(desk)
        self.request.save.setFocus()

    def _ask_where(self) -> None:
        title = self._look.say("gui.first.save_request")
        chosen, _ = QFileDialog.getSaveFileName(self, title, REQUEST_FILE, "JSON (*.json)")
        if chosen:
            self.save_request_as(Path(chosen))

    def _ask_which(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self._look.say("gui.first.choose_answer"), "", "JSON (*.json)")
        if chosen:
            self.read_answer(Path(chosen))

    def _saved(self, path: Path) -> None:
        self.request.saved.setText(self._look.say("gui.first.request_saved", file=ltr(path.name)))

    def _read(self, granted: Granted) -> None:
        self._granted = granted
        self.notice.show_message("no", "")
        self.answer.show_answer(granted.answer, granted.digits)
        self._judge()
        self.main.setFocus()

    def _refused(self, error: DeskError) -> None:
        self.notice.show_message("er", self._look.digits(error.sentence(self._look.lang)))
        self.notice.setFocus()
        self._judge()


def _column(*panels: QWidget) -> QWidget:
    column = QVBoxLayout()
    column.setSpacing(14)
    for panel in panels:
        column.addWidget(panel)
    column.addStretch(1)
    return scrolled(column)
