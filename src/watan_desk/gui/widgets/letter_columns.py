"""The columns beside a letter: which letters there are for the case, and what the register says of this one."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.gui.letters import ICONS, CaseLetters, look_kind
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import GAP, Button, label
from watan_desk.gui.widgets.scroll import ScrollColumn


class _Column(QFrame):
    """A column of full height."""

    def __init__(self, look: Look, width: int) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedWidth(width)
        self.column = QVBoxLayout(self)
        side = look.theme.sizes["inside"]
        self.column.setContentsMargins(side, side, side, side)
        self.column.setSpacing(8)


class KindsColumn(_Column):
    """The letters that may be issued now, and those that were: an argument of ``go("letter", ...)`` each."""

    chosen = Signal(object)

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

    def _entry(self, kind: str, name: str, argument: object, *, on: bool) -> Button:
        made = Button(self._look, name, "section", ICONS.get(kind, "file-text"))
        made.setCheckable(True)
        made.setChecked(on)
        made.setText(GAP + name)
        made.clicked.connect(lambda: self.chosen.emit(argument))
        return made


class FactsColumn(_Column):
    """Number, day and prints of the letter, and what issuing means."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, 262)
        self._look = look
        self.number, self.day, self.printed = label(""), label("", wrap=True), label("")
        for key, widget in (("number", self.number), ("day", self.day), ("printed_times", self.printed)):
            self.column.addWidget(label(look.say(f"gui.letter.{key}"), "label"))
            self.column.addWidget(widget)
            self.column.addSpacing(6)
        self.column.addStretch(1)
        self.column.addWidget(label(look.say("gui.letter.note"), "hint", wrap=True))

    def show_facts(self, number: str, day: date | None, printed: int) -> None:
        """Show what the register says; ``printed`` counts the prints after the first issue."""
        self.number.setText(number)
        self.day.setText(self._look.both_days(day) if day else "")
        self.printed.setText(self._look.digits(str(printed)) if day else "")
