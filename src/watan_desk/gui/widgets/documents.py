"""The documents of a request: which it must show, which were shown, and what is wrong with one."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, Panel, RowFrame, chip, label, picture, row
from watan_desk.gui.widgets.policy import Elided
from watan_desk.gui.widgets.scroll import ScrollColumn

_ICONS = {
    "national_id": "id",
    "iqama": "id",
    "passport": "id",
    "family_record": "users",
    "lease": "home",
    "title_deed": "home",
    "salary_certificate": "coin",
    "pension_statement": "coin",
    "social_security_statement": "coin",
    "citizen_account_statement": "coin",
    "iban_letter": "credit-card",
}


@dataclass(frozen=True)
class DocumentShown:
    """One line of the checklist in the window's language. ``tone`` is the badge's: ok, wa, er or no (absent)."""

    kind: str
    name: str
    badge: str
    tone: str
    dated: str
    matched: str

    @property
    def open(self) -> bool:
        """Whether it keeps the request from being complete."""
        return self.tone in {"er", "no"}


class DocumentRow(RowFrame):
    """A document: name and badge, date and match; the badge is part of its spoken name."""

    def __init__(self, look: Look, shown: DocumentShown) -> None:
        super().__init__()
        self.shown = shown
        name = Elided(look, "body", "ink")
        name.face.setWeight(QFont.Weight.DemiBold)
        name.say(shown.name)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        head = row(name, chip(shown.badge, shown.tone))
        head.setStretch(0, 1)
        lines.addLayout(head)
        tick = [picture(look, "check", "greenInk", 15)] if shown.matched and not shown.open else []
        lines.addLayout(row(label(shown.dated, "hint"), None, *tick, label(shown.matched, "hint"), spacing=5))
        whole = row(picture(look, _ICONS.get(shown.kind, "file-text"), "ink2"), spacing=10)
        whole.setContentsMargins(14, 7, 14, 7)
        whole.addLayout(lines, 1)
        whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
        parts = (shown.name, shown.badge, shown.dated, shown.matched)
        self.setAccessibleName(look.say("gui_case.spoken_joint").join(part for part in parts if part))
        self.setToolTip(look.say("gui_case.document_open"))


class DocumentList(Panel):
    """The checklist beside the form. ``chosen`` carries the kind of a document, empty for one not listed."""

    chosen = Signal(str)
    made_anew = Signal()
    """The rows were made anew: the order of the keyboard has to be set again."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.say("gui_case.documents"))
        self._look = look
        self._shown: tuple[DocumentShown, ...] = ()
        self.rows: list[DocumentRow] = []
        self.more = Button(look, look.say("gui_case.document_add"), "small", "plus")
        self.more.pressed_now.connect(lambda: self.chosen.emit(""))
        self.head.addWidget(self.more)
        self._listed = ScrollColumn()
        self.body.setContentsMargins(0, 0, 0, 4)
        self.body.addWidget(self._listed)

    def show_documents(self, shown: tuple[DocumentShown, ...], *, locked: bool = False, asked: bool = True) -> None:
        """Show the documents, open ones included; ``locked`` once nothing can be added.

        ``asked``: whether the association asks for any documents at all.
        """
        self.more.setVisible(not locked)
        if shown == self._shown and self.rows:
            return
        self._shown = shown
        self.rows = [self._row(each) for each in shown]
        self._listed.show_all([*self.rows] if shown else [self._none(asked=asked)])
        fine = sum(1 for each in shown if not each.open)
        self.made_anew.emit()
        self.aside.setText(self._look.say("gui_case.documents_fine", fine=fine, count=len(shown)) if shown else "")

    def _none(self, *, asked: bool) -> QLabel:
        key = "gui_case.documents_none" if asked else "gui_case.documents_never"
        made = label(self._look.say(key), "hint", wrap=True)
        made.setContentsMargins(14, 12, 14, 12)
        return made

    def left_open(self) -> int:
        """Return how many documents still keep the request from being complete."""
        return sum(1 for each in self._shown if each.open)

    def go_to_open(self) -> bool:
        """Set the focus on the first open document; tell whether there is one."""
        goal = self.first_open()
        if goal is not None:
            goal.setFocus(Qt.FocusReason.OtherFocusReason)
        return goal is not None

    def first_open(self) -> "DocumentRow | None":
        """Return the row of the first open document."""
        return next((each for each in self.rows if each.shown.open), None)

    def _row(self, shown: DocumentShown) -> DocumentRow:
        made = DocumentRow(self._look, shown)
        made.opened.connect(lambda: self.chosen.emit(shown.kind))
        return made
