"""The bar over a page: what it is, of whom, and what can be called from anywhere on it."""

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import OneLine, chip, label, row

_A_NAME = 320
"""Pixels for a name of four parts: what stands beside it gives way first."""


class TopBar(QFrame):
    """Title, a muted word, a code in a slot of its own; at the other end when it was saved, and tools."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedHeight(look.theme.sizes["top_bar"])
        self._look = look
        self.title = OneLine("", "title", least=_A_NAME)
        self.aside = OneLine("", "muted")
        self.code = chip("")
        self._saved_icon = QLabel()
        self._saved_icon.setFixedSize(18, 18)
        self._saved = label("", "fine")
        self._line = row(self.title, self.aside, self.code, None, self._saved_icon, self._saved, spacing=10)
        side = look.theme.sizes["page"]
        self._line.setContentsMargins(side, 0, side, 0)
        self.setLayout(self._line)
        self.name("")

    def name(self, title: str, aside: str = "", code: str = "") -> None:
        """Say what the page is, of whom, and the number that is never cut."""
        self.title.setText(title)
        self.aside.setText(aside)
        self.code.setText(ltr(code))
        self.aside.setVisible(bool(aside))
        self.code.setVisible(bool(code))
        self.saved("")

    def saved(self, text: str, kind: str = "fine") -> None:
        """Say when it was saved (``fine``) or that it could not be (``error``); an empty text says nothing."""
        name, colour = ("circle-check", "greenInk") if kind == "fine" else ("alert-triangle", "red")
        self._saved_icon.setPixmap(self._look.pixmap(name, colour))
        self._saved_icon.setVisible(bool(text))
        self._saved.setProperty("role", kind)
        self._saved.style().polish(self._saved)
        self._saved.setText(text)

    def add(self, *tools: QWidget) -> None:
        """Add tools at the end of the bar."""
        for tool in tools:
            self._line.addWidget(tool)
