"""The panels of the first run: the association and the passphrase; the request and head office's answer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QRadioButton

from watan_desk.bundle.enrolment import Answer
from watan_desk.common.arabic import ltr
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, Panel, label, row
from watan_desk.gui.widgets.passphrase import PassphraseField
from watan_desk.policy.pack import Pack

_WIDE = 560


class AssociationPanel(Panel):
    """Which association's desk this is to be; none is chosen beforehand."""

    changed = Signal()

    def __init__(self, look: Look, packs: tuple[Pack, ...]) -> None:
        super().__init__(look, look.say("gui.first.association"))
        self.setMaximumWidth(look.theme.wide(_WIDE))
        self._group = QButtonGroup(self)
        self._packs = packs
        self.body.setSpacing(2)
        for place, pack in enumerate(packs):
            button = QRadioButton(f"{pack.identity.name} · {ltr(pack.version)}")
            button.setMinimumHeight(26)
            self._group.addButton(button, place)
            self.body.addWidget(button)
        self._group.idToggled.connect(lambda *_: self.changed.emit())

    @property
    def chosen(self) -> str:
        """The slug of the chosen pack; empty before one is chosen."""
        place = self._group.checkedId()
        return self._packs[place].slug if place >= 0 else ""


class PassphrasePanel(Panel):
    """A passphrase, typed twice."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.say("gui.first.passphrase"))
        self.setMaximumWidth(look.theme.wide(_WIDE))
        self._look = look
        self.first = PassphraseField(look, look.say("gui.lock.passphrase"))
        self.again = PassphraseField(look, look.say("gui.first.again"))
        self.again.keyboard.hide()
        for part in (self.first, self.again, label(look.say("gui.first.passphrase_hint"), "hint", wrap=True)):
            self.body.addWidget(part)

    @property
    def left(self) -> str:
        """What still stands in the way; empty when nothing does."""
        if not self.first.text:
            return self._look.say("gui.first.no_passphrase")
        return "" if self.first.text == self.again.text else self._look.say("gui.first.differ")

    def forget(self) -> None:
        """Empty both lines."""
        self.first.forget()
        self.again.forget()


class RequestPanel(Panel):
    """The request file that goes to head office."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.say("gui.first.request"))
        self.setMaximumWidth(look.theme.wide(_WIDE))
        self.save = Button(look, look.say("gui.first.save_request"), "outline", "file-export")
        self.saved = label("", "fine", wrap=True)
        self.body.addWidget(label(look.say("gui.first.request_hint"), "muted", wrap=True))
        self.body.addLayout(row(self.save, None))
        self.body.addWidget(self.saved)


class AnswerPanel(Panel):
    """Head office's answer: what it grants, and the six digits that are compared aloud."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.say("gui.first.answer"))
        self.setMaximumWidth(look.theme.wide(_WIDE))
        self._look = look
        self.choose = Button(look, look.say("gui.first.choose_answer"), "outline", "file-import")
        self._facts = QFormLayout()
        self._facts.setHorizontalSpacing(24)
        self.digits = label("", "sentence")
        self.ask = label(look.say("gui.first.compare"), "muted", wrap=True)
        self.body.addWidget(label(look.say("gui.first.answer_hint"), "muted", wrap=True))
        self.body.addLayout(row(self.choose, None))
        self.body.addLayout(self._facts)
        self.body.addWidget(self.digits)
        self.body.addWidget(self.ask)
        self.show_answer(None, "")

    def show_answer(self, answer: Answer | None, digits: str) -> None:
        """Show what the answer grants; nothing for none."""
        while self._facts.rowCount():
            self._facts.removeRow(0)
        if answer is not None:
            for key, value in (
                ("branch", answer.branch_name),
                ("device", ltr(answer.device)),
                ("delegate", answer.delegate),
            ):
                self._facts.addRow(label(self._look.say(f"gui.first.{key}"), "label"), label(value))
        self.digits.setText(ltr(digits))
        self.digits.setVisible(bool(digits))
        self.ask.setVisible(bool(digits))
