"""What stands of each purpose a person consented to, with the way to take it back at any time."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from watan_desk.capture.records import NOTICE, Consent, standing_consents
from watan_desk.common.clock import saudi_day
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, Panel, clear, label, row
from watan_desk.gui.widgets.scroll import scrolled
from watan_desk.policy.office import Office


class ConsentsPanel(Panel):
    """One purpose under another: not given, taken back on a day, or standing with a button beside it."""

    withdrawn = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.say("gui_case.consents_standing"))
        self._look = look
        self.buttons: dict[str, Button] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addWidget(scrolled(self._lines))
        self.hide()

    def show_consents(self, office: Office, consents: Iterable[Consent]) -> None:
        """Show what stands; nothing before somebody was asked."""
        clear(self._lines)
        self.buttons = {}
        found = standing_consents(consents)
        for purpose, consent in found.items():
            if purpose != NOTICE:
                self._lines.addWidget(label(office.purpose_label(purpose)[self._look.lang], "", wrap=True))
                self._add_state(purpose, consent)
        self._lines.addStretch(1)
        self.setVisible(bool(found))

    def _add_state(self, purpose: str, consent: Consent) -> None:
        look = self._look
        if consent.withdrawn_at is not None:
            day = look.day(saudi_day(consent.withdrawn_at))
            self._lines.addWidget(label(look.say("gui_case.consent_back", day=day), "hint", wrap=True))
        elif consent.stands:
            back = Button(look, look.say("gui_case.consent_withdraw"), "small", "x")
            back.pressed_now.connect(lambda: self.withdrawn.emit(purpose))
            self.buttons[purpose] = back
            self._lines.addLayout(row(back, None))
        else:
            self._lines.addWidget(label(look.say("gui_case.consent_no"), "hint", wrap=True))
