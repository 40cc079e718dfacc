"""The panel beside a deed's form: what the deed is, what the case says about it, and what it still waits for."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import MessageStrip, Panel, clear, label, picture, row
from watan_desk.gui.widgets.scroll import ScrollColumn


@dataclass(frozen=True)
class Told:
    """What to tell about a deed, in the window's language: sentences, then names with their values."""

    title: str
    sentences: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


class AboutPanel(Panel):
    """Sentences, facts of the case, and the list of what is missing."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.say("gui_case.about"))
        self._look = look
        self.title.setWordWrap(True)
        rows = ScrollColumn()
        self._lines = rows.column
        self._lines.setContentsMargins(16, 12, 16, 12)
        self._lines.setSpacing(8)
        self.body.setContentsMargins(0, 0, 0, 4)
        self.body.addWidget(rows)

    def show_told(self, told: Told, missing: tuple[str, ...]) -> None:
        """Show what is told; ``missing`` are sentences of what the deed waits for."""
        clear(self._lines)
        self.title.setText(told.title)
        for sentence in told.sentences:
            self._lines.addWidget(label(sentence, "muted", wrap=True))
        for name, value in told.facts:
            self._add_fact(name, value)
        if missing:
            self._lines.addSpacing(4)
            strip = MessageStrip(self._look)
            self._lines.addWidget(strip)  # before it speaks: a widget that shows itself without a parent is a window
            strip.show_message("wa", self._look.say("gui_case.waits_for"))
        for sentence in missing:
            line = row(picture(self._look, "circle-dashed", "amber", 15), spacing=8)
            line.addWidget(label(sentence, "", wrap=True), 1)
            self._lines.addLayout(line)
        self._lines.addStretch(1)

    def _add_fact(self, name: str, value: str) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(label(name, "hint", wrap=True))
        said = label(value, "strong", wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.addWidget(said)
        self._lines.addLayout(lines)
