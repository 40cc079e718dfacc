"""Rows about paper: what became of a scanned page, what is missing, an entry of a register."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.gui.letters import ICONS, look_kind
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, RowFrame, chip, label, picture, row
from watan_desk.gui.widgets.policy import Elided
from watan_desk.letter.records import VOID, Incoming, Letter
from watan_desk.wiring.paper import Missing, Outcome

_PICTURE = 540
"""Pixels of a scanned page's width: wide enough to see whether a signature is whole."""
_SIGNS = {
    "filed": ("circle-check", "greenInk", "ok"),
    "known": ("circle-check", "ink2", "n"),
    "blank": ("circle-dashed", "ink2", "no"),
    "say_how": ("help-circle", "amber", "wa"),
    "thumbprint": ("ban", "amber", "wa"),
}
_WRONG = ("alert-triangle", "red", "er")


class OutcomeRow(RowFrame):
    """One page of a scanner's file; ``hand`` shows where the delegate's word is awaited."""

    def __init__(self, look: Look, outcome: Outcome) -> None:
        super().__init__()
        icon, colour, kind = _SIGNS.get(outcome.status, _WRONG)
        said = label(look.say(f"paper.status.{outcome.status}"), "hint", wrap=True)
        place = look.say("gui_paper.sheet_of_file", file=ltr(outcome.file), sheet=max(outcome.sheet, 1))
        if outcome.pages:
            place = look.say("gui_paper.page_of", page=outcome.page, pages=outcome.pages)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(place, "strong"))
        words.addWidget(said)
        self.hand = Button(look, look.say("gui_paper.signed_by_hand"), "outline", "signature")
        self.hand.setVisible(outcome.status == "say_how")
        whole = row(picture(look, icon, colour, 20), spacing=12)
        whole.addLayout(words, 1)
        whole.addWidget(self.hand)
        if outcome.number:
            whole.addWidget(chip(ltr(outcome.number), kind))
        inside = look.theme.sizes["inside"]
        whole.setContentsMargins(inside, 7, inside, 7)
        self.setLayout(whole)
        self.setAccessibleName(f"{place} {outcome.number} {said.text()}")


def outcome_row(look: Look, outcome: Outcome) -> OutcomeRow:
    """Return the row of one page."""
    return OutcomeRow(look, outcome)


def missing_row(look: Look, missing: Missing) -> QFrame:
    """Return a row that names the pages of a letter that are still to be scanned."""
    pages = look.say("letter.list_joint").join(look.digits(str(page)) for page in missing.pages)
    said = look.say("paper.missing", number=ltr(missing.number), pages=pages, count=len(missing.pages))
    frame = QFrame()
    frame.setProperty("row", "1")
    line = row(picture(look, "file-alert", "amber", 20), label(said, "strong", wrap=True), spacing=12)
    line.setStretch(1, 1)
    inside = look.theme.sizes["inside"]
    line.setContentsMargins(inside, 9, inside, 9)
    frame.setLayout(line)
    return frame


def letter_row(look: Look, letter: Letter, scanned: int) -> RowFrame:
    """Return a row of the outgoing register; ``scanned`` pages of it came back."""
    kind = look_kind(look, letter.kind)
    badges: list[QWidget] = []
    if letter.status == VOID:
        badges.append(chip(look.say("gui.letter.void"), "er"))
    if scanned:
        key, sign = ("gui_paper.back_whole", "ok") if scanned >= (letter.pages or 1) else ("gui_paper.back_part", "wa")
        badges.append(chip(look.say(key, count=scanned), sign))
    if letter.printed:
        badges.append(chip(look.say("gui_paper.printed", count=letter.printed), "n"))
    made = _register_row(look, ICONS.get(letter.kind, "file-text"), (kind, letter.subject), badges)
    _end(made, look.day(letter.day), letter.number)
    made.setAccessibleName(f"{kind} {letter.number} {look.day(letter.day)}")
    return made


def incoming_row(look: Look, entry: Incoming, pages: int) -> RowFrame:
    """Return a row of the incoming register; ``pages`` of it are kept."""
    badges: list[QWidget] = []
    if entry.status == VOID:
        badges.append(chip(look.say("gui.letter.void"), "er"))
    if entry.paper_kind == "identity":
        badges.append(chip(look.say("paper.paper_kind.identity"), "wa"))
    if pages:
        badges.append(chip(look.say("gui_paper.kept_pages", count=pages), "n"))
    icon = "building" if entry.sender_kind == "body" else "user"
    made = _register_row(look, icon, (entry.sender, entry.subject), badges)
    _end(made, look.day(entry.received_on), entry.number)
    made.setAccessibleName(f"{entry.sender} {entry.number} {look.day(entry.received_on)}")
    return made


def empty_line(look: Look, key: str) -> QFrame:
    """Return what stands where a list is empty."""
    frame = QFrame()
    line = row(label(look.say(key), "muted", wrap=True))
    line.setContentsMargins(16, 18, 16, 18)
    frame.setLayout(line)
    return frame


def scanned_page(data: bytes) -> QLabel:
    """Return the picture of a scanned page, on white in both themes."""
    made = QLabel()
    shown = QPixmap()
    shown.loadFromData(data)
    made.setPixmap(shown.scaledToWidth(_PICTURE, Qt.TransformationMode.SmoothTransformation))
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made


def _register_row(look: Look, icon: str, texts: tuple[str, str], badges: list[QWidget]) -> RowFrame:
    made = RowFrame()
    under = Elided(look, "caption", "ink2")
    under.say(texts[1])
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(label(texts[0], "strong"))
    words.addWidget(under)
    whole = row(picture(look, icon, "ink2", 20), spacing=12)
    whole.addLayout(words, 1)
    for badge in badges:
        whole.addWidget(badge)
    inside = look.theme.sizes["inside"]
    whole.setContentsMargins(inside, 7, inside, 7)
    made.setLayout(whole)
    return made


def _end(made: RowFrame, day: str, number: str) -> None:
    whole = made.layout()
    if whole is not None:
        whole.addWidget(label(day, "hint"))
        whole.addWidget(chip(ltr(number), "n"))
