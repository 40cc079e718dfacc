"""The keys of the window (F1): everything can be done without the mouse."""

from PySide6.QtWidgets import QGridLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.gui.pages.page import Page
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Panel, chip, label

KEYS = (
    ("F2", "receive"),
    ("F3", "urgent"),
    ("Ctrl+K", "search"),
    ("Ctrl+1 … Ctrl+9", "places"),
    ("Ctrl+Enter", "main"),
    ("Ctrl+S", "save"),
    ("F8", "next_open"),
    ("Shift+F8", "previous_open"),
    ("F6", "region"),
    ("Alt+↑ / Alt+↓", "section"),
    ("F4", "open_list"),
    ("Insert", "add_row"),
    ("Ctrl+Delete", "remove_row"),
    ("Ctrl+P", "print"),
    ("Ctrl+E", "prepare"),
    ("Ctrl+I", "take_in"),
    ("F9", "hide"),
    ("Ctrl+L", "lock"),
    ("Esc", "back"),
)


class KeysPage(Page):
    """A table of keys and what they do."""

    name, rail = "keys", ""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.bar.name(self.look.say("gui.keys.title"))
        panel = Panel(self.look, self.look.say("gui.keys.all"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(9)
        half = (len(KEYS) + 1) // 2
        for place, (keys, what) in enumerate(KEYS):
            side = 2 * (place // half)
            grid.addWidget(chip(ltr(keys), "key"), place % half, side)
            grid.addWidget(label(self.look.say(f"gui.keys.{what}")), place % half, side + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        panel.body.addLayout(grid)
        panel.body.addStretch(1)
        self.body.addWidget(panel, 1)
