"""The columns beside a letter: which letters there are for the case, and what the register says of this one."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.gui.letters import ICONS, CaseLetters, look_kind
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import GAP, Button, label, row
from watan_desk.gui.widgets.contact import NoPaperPart
from watan_desk.gui.widgets.fields.choice import ComboEditor
from watan_desk.gui.widgets.fields.text import LineEditor
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.letter.records import CLEAR, VOID, Letter
from watan_desk.wiring.letters import Due
from watan_desk.wiring.paper import SignedPaper


class _Column(QFrame):
    """A column of full height."""

    def __init__(self, look: Look, width: int) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedWidth(look.theme.wide(width))
        self.column = QVBoxLayout(self)
        side = look.theme.sizes["inside"]
        self.column.setContentsMargins(side, side, side, side)
        self.column.setSpacing(8)


class KindsColumn(_Column):
    """The letters that may be issued now, those that wait, and those that were: an argument of ``go`` each.

    One that waits says for what, also in ``asked_why`` when it is chosen.
    """

    chosen = Signal(object)
    asked_why = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, 262)
        self._look = look
        self.setAccessibleName(look.say("gui.letter.kinds"))
        self._rows = ScrollColumn()
        self.column.addWidget(self._rows)

    def show_letters(self, found: CaseLetters, standing: str) -> None:
        """Show them; ``standing`` is the kind or the number that is looked at."""
        say = self._look.say
        shown: list[QWidget] = []
        if found.offered:
            shown.append(label(say("gui.letter.may_be_issued"), "hint"))
        shown += [
            self._entry(kind, look_kind(self._look, kind), (found.case, kind), on=kind == standing)
            for kind in found.offered
        ]
        if waiting := [each for each in found.due if each.waits]:
            shown.append(label(say("gui.letter.wait"), "hint"))
            shown += [self._waiting(each) for each in waiting]
        if found.issued:
            shown.append(label(say("gui.letter.were_issued"), "hint"))
        for letter in reversed(found.issued):
            name = f"{look_kind(self._look, letter.kind)} {self._look.digits(str(letter.seq))}"
            made = self._entry(letter.kind, name, letter.number, on=letter.number == standing)
            made.setToolTip(ltr(letter.number))
            shown.append(made)
        self._rows.show_all(shown)

    def entries(self) -> list[Button]:
        """Return the entries, from the top."""
        return [widget for widget in self._rows.widgets() if isinstance(widget, Button)]

    def _waiting(self, due: Due) -> Button:
        look = self._look
        made = Button(look, look_kind(look, due.kind), "section", ICONS.get(due.kind, "file-text"))
        if due.waits is not None:
            made.block(look.digits(due.waits.sentence(look.lang)))
        made.asked_why.connect(self.asked_why)
        return made

    def _entry(self, kind: str, name: str, argument: object, *, on: bool) -> Button:
        made = Button(self._look, name, "section", ICONS.get(kind, "file-text"))
        made.setCheckable(True)
        made.setChecked(on)
        made.setText(GAP + name)
        made.clicked.connect(lambda: self.chosen.emit(argument))
        return made


class IdentityPart(QWidget):
    """Beside a draft that says how it was seen who takes it: the choice of how."""

    chosen = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.ways = ComboEditor(look, [])
        self.ways.describe(look.say("gui.letter.identity_check"), "")
        self.ways.edited.connect(lambda _way: self.chosen.emit())
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 6)
        inside.setSpacing(6)
        inside.addWidget(label(look.say("gui.letter.identity_check"), "label", wrap=True))
        inside.addWidget(self.ways)
        self._asks = False
        self.hide()

    @property
    def way(self) -> str:
        """What was chosen, by its code; empty while nothing was."""
        return str(self.ways.combo.currentData() or "") if self._asks else ""

    @property
    def open(self) -> bool:
        """Whether it asks and nothing was chosen."""
        return self._asks and not self.way

    def ask_for(self, ways: Mapping[str, str]) -> None:
        """Offer the ways by code and label; without any nothing is asked."""
        self._asks = bool(ways)
        self.ways.offer(tuple(ways.items()))
        self.ways.show_value("")
        self.setVisible(self._asks)


class FactsColumn(_Column):
    """Number, day and prints of the letter, what came back signed, and the way to void it."""

    voided = Signal(str)
    judged = Signal(bool)
    looked = Signal(bool)
    """Whether the scanned pages are to be shown, or the letter as it was issued."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, 262)
        self._look = look
        self.number, self.day, self.printed = label(""), label("", wrap=True), label("")
        for key, widget in (("number", self.number), ("day", self.day), ("printed_times", self.printed)):
            self.column.addWidget(label(look.say(f"gui.letter.{key}"), "label"))
            self.column.addWidget(widget)
            self.column.addSpacing(6)
        self.identity = IdentityPart(look)
        self.column.addWidget(self.identity)
        self.no_paper = NoPaperPart(look)
        self.column.addWidget(self.no_paper)
        self.column.addWidget(self._back_part())
        self.column.addStretch(1)
        self.column.addWidget(self._void_part())
        if not look.compact:
            self.column.addWidget(label(look.say("gui.letter.note"), "hint", wrap=True))
        self.show_back(None)
        self.let_void(None)

    def show_facts(self, number: str, day: date | None, printed: int) -> None:
        """Show what the register says; ``printed`` counts the prints after the first issue."""
        self.number.setText(number)
        self.day.setText(self._look.both_days(day) if day else "")
        self.printed.setText(self._look.digits(str(printed)) if day else "")

    def show_back(self, back: SignedPaper | None) -> None:
        """Show which pages of an issued letter came back; of a draft nothing."""
        look = self._look
        self.back.setVisible(back is not None)
        if back is None:
            return
        pages = len(back.papers) + len(back.missing)
        said = look.say("gui_paper.some_signed", count=len(back.papers), pages=pages)
        self.came.setText(said if back.papers else look.say("gui_paper.no_signed_copy"))
        clear = bool(back.papers) and all(each.standing == CLEAR for each in back.papers)
        self.question.setText(look.say("gui_paper.was_clear" if clear else "gui_paper.clear_question"))
        self.question.setVisible(bool(back.papers))
        self.clear.setVisible(bool(back.papers) and not clear)
        self.again.setVisible(bool(back.papers))
        self.scan.setVisible(bool(back.missing) and back.letter.status != VOID)
        self.look_at.setVisible(bool(back.papers))

    def show_looking(self, *, scans: bool) -> None:
        """Let the scanned pages be looked at, or the letter again."""
        self._scans = scans
        self.look_at.become(self._look.say("gui_paper.show_letter" if scans else "gui_paper.show_scans"), "eye")
        self.looked.emit(scans)

    def let_void(self, letter: Letter | None) -> None:
        """Let an issued letter be voided; of a void one the reason is shown."""
        self.void.setVisible(letter is not None and letter.status != VOID)
        self.reason.setVisible(letter is not None)
        self.reason.show_readonly(readonly=letter is None or letter.status == VOID)
        self.reason.show_value(letter.reason if letter else "")
        self.why.setVisible(letter is not None)

    def _back_part(self) -> QWidget:
        look = self._look
        self.back = QWidget()
        self.came, self.question = label("", wrap=True), label("", "hint", wrap=True)
        self.clear = Button(look, look.say("gui_paper.is_clear"), "outline")
        self.again = Button(look, look.say("gui_paper.scan_again"), "small")
        self.scan = Button(look, look.say("gui_paper.sheet_scan"), "small", "scan")
        self.look_at = Button(look, look.say("gui_paper.show_scans"), "small", "eye")
        self.look_at.pressed_now.connect(lambda: self.show_looking(scans=not self._scans))
        self._scans = False
        self.clear.pressed_now.connect(lambda: self.judged.emit(True))
        self.again.pressed_now.connect(lambda: self.judged.emit(False))
        inside = QVBoxLayout(self.back)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(label(look.say("gui_paper.signed_copy"), "label"))
        inside.addWidget(self.came)
        inside.addLayout(row(self.look_at, None))
        inside.addWidget(self.question)
        inside.addLayout(row(self.clear, self.again, None, spacing=8))
        inside.addLayout(row(self.scan, None))
        return self.back

    def _void_part(self) -> QWidget:
        look, part = self._look, QWidget()
        self.why = label(look.say("gui_paper.void_reason"), "label")
        self.reason = LineEditor(look)
        self.reason.describe(look.say("gui_paper.void_reason"), "")
        self.void = Button(look, look.say("gui_paper.void_letter"), "small", "ban")
        self.void.pressed_now.connect(lambda: self.voided.emit(self.reason.line.text()))
        inside = QVBoxLayout(part)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.why)
        inside.addWidget(self.reason)
        inside.addLayout(row(self.void, None))
        return part
