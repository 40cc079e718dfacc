"""A page of the window's stack: top bar, what stands under it, a message, the body, and an action bar where it acts."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from watan_desk.common.errors import DeskError
from watan_desk.gui.session import Session
from watan_desk.gui.shortcuts import Chord
from watan_desk.gui.widgets.action_bar import ActionBar
from watan_desk.gui.widgets.basics import Button, MessageStrip
from watan_desk.gui.widgets.scroll import scrolled
from watan_desk.gui.widgets.top_bar import TopBar

T = TypeVar("T")


class _Body(QVBoxLayout):
    """Wishes for no height of its own: its parts share what the screen gives, and scroll by themselves first."""

    def hasHeightForWidth(self) -> bool:
        """The area would scroll the page to what its parts wish for, not to the least they need."""
        return False


class Page(QWidget):
    """One page. A subclass fills ``upper`` (strips of full width), ``body`` (padded) and maybe ``action_bar``.

    The body scrolls where a screen has no room for it (``area``); the bars stay.

    ``go`` asks the window for another page: its name and argument (``"today", None``; ``"case", number``;
    ``"letter", (number, kind)``). ``told`` is a message for whichever page stands next: ``ok``, ``wa`` or ``er``, and
    its sentence.
    """

    go = Signal(str, object)
    told = Signal(str, str)

    name = ""
    """The page's name for ``go``."""
    rail = ""
    """The entry of the rail that is lit while this page stands."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.desk, self.look = session, session.desk, session.look
        self.setObjectName("page")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.bar = TopBar(self.look)
        self.upper = QVBoxLayout()
        self.upper.setSpacing(0)
        self.notice = MessageStrip(self.look)
        self._notice_room = QWidget()
        self.body = _Body()
        self.area = scrolled(self.body, sideways=True)
        side, gap = self.look.theme.sizes["page"], 10 if self.look.compact else self.look.theme.sizes["gap"]
        self.body.setContentsMargins(side, gap, side, gap)
        self.body.setSpacing(gap)
        room = QVBoxLayout(self._notice_room)
        room.setContentsMargins(side, gap, side, 0)
        room.addWidget(self.notice)
        self.action_bar = ActionBar(self.look)
        self.action_bar.hide()
        whole.addWidget(self.bar)
        whole.addLayout(self.upper)
        whole.addWidget(self._notice_room)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.action_bar)
        self.tell("no", "")

    @property
    def title(self) -> str:
        """The page's title, which the window's own title repeats."""
        return self.bar.title.text()

    def arrive(self, argument: object) -> None:
        """Stand on the stack again with an argument of ``go``: load off the GUI thread what is to be shown."""

    def leave(self) -> None:
        """Write what is being typed, before another page stands or the window closes."""

    @property
    def unkept(self) -> bool:
        """Whether something typed here may not be written to the disk yet, and would be lost with the page."""
        return False

    def tell(self, kind: str, sentence: str) -> None:
        """Show a message under the top bar; an empty sentence takes it away."""
        self.notice.show_message(kind, sentence)
        self._notice_room.setVisible(bool(sentence))

    def ask(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[DeskError], None] | None = None
    ) -> None:
        """Run work off the GUI thread; what comes of it reaches this page only while it exists.

        Without ``failed`` a refusal is shown by ``refuse``.
        """

        def landed(result: T) -> None:
            if isValid(self):
                done(result)

        def refused(error: DeskError) -> None:
            if isValid(self):
                (failed or self.refuse)(error)

        self.session.background.run(work, landed, refused)

    def refuse(self, error: DeskError) -> None:
        """Show why a deed was refused, and move the focus to it: the ``failed`` of ``Background.run``."""
        self.tell("er" if error.exit_code != 1 else "wa", self.look.digits(error.sentence(self.look.lang)))
        self.notice.setFocus()

    def first_focus(self) -> QWidget | None:
        """Return the widget that has the focus when the page opens: its first open field."""
        return None

    def regions(self) -> list[QWidget]:
        """Return the parts that F6 walks through, in reading order; the window adds top bar and rail."""
        return [self.action_bar] if self.action_bar.isVisibleTo(self) else []

    def main_action(self) -> Button | None:
        """Return the button that Ctrl+Enter presses, if the page has one."""
        return self.action_bar.main

    def save_now(self) -> None:
        """Write at once what waits for the autosave (Ctrl+S)."""

    def next_open(self, step: int) -> None:
        """Go to the next (1) or previous (-1) open item (F8, Shift+F8)."""

    def chords(self) -> dict[Chord, Callable[[], object]]:
        """Return the keys that only this page knows."""
        return {}
