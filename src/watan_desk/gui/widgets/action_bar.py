"""The bar under a page that acts: side actions at the start, what is left and the one filled button at the end."""

from PySide6.QtWidgets import QFrame, QWidget

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, OneLine, mark, row


class ActionBar(QFrame):
    """One filled button a page; a blocked one stays in the way of the keyboard and says why in ``left``."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("actionbar")
        self.setFixedHeight(look.theme.sizes["action_bar"])
        self.main: Button | None = None
        self.left = OneLine("", "left")
        self._start = row(spacing=10)
        self._end = row(self.left, spacing=10)
        whole = row(spacing=10)
        side = look.theme.sizes["page"]
        whole.setContentsMargins(side, 0, side, 0)
        whole.addLayout(self._start)
        whole.addStretch(1)
        whole.addLayout(self._end)
        self.setLayout(whole)

    def add_start(self, *widgets: QWidget) -> None:
        """Add side actions where reading starts."""
        for widget in widgets:
            _let_give_way(widget)
            self._start.addWidget(widget)

    def add_end(self, *widgets: QWidget) -> None:
        """Add actions between what is left and the main button."""
        before = self._end.count() - (1 if self.main else 0)
        for place, widget in enumerate(widgets):
            _let_give_way(widget)
            self._end.insertWidget(before + place, widget)

    def set_main(self, button: Button) -> None:
        """Set the one filled button; it comes last in the focus order. The bar shows from now on."""
        self.main = button
        self._end.addWidget(button)
        button.asked_why.connect(self.why)
        self.show()

    def say_left(self, text: str, kind: str = "left") -> None:
        """Say what is left (``left``, red) or that all is there (``fine``)."""
        mark(self.left, "role", kind)
        self.left.setText(text)

    def why(self, reason: str) -> None:
        """Say why the main button is blocked."""
        self.say_left(reason)


def _let_give_way(widget: QWidget) -> None:
    """Let a side action become narrower before the bar makes the window wider than the screen."""
    if isinstance(widget, Button):
        widget.give_way()
