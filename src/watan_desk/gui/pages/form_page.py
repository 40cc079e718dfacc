"""What the pages around one form share: it is kept while it is typed, and locked while its deed is done."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from watan_desk.common.errors import DeskError
from watan_desk.gui.form_view import FormView
from watan_desk.gui.keeping import Kept
from watan_desk.gui.pages.page import Page
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button

T = TypeVar("T")


class FormPage(Page):
    """A page with one form in its row of panels. A subclass opens the form and calls ``stand`` and ``keep``."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.form: FormView | None = None
        self._keeping: Kept | None = None
        self._line = QHBoxLayout()
        self._line.setSpacing(self.look.theme.sizes["gap"])
        self.body.addLayout(self._line, 1)
        self.next = Button(self.look, self.look.say("gui_case.next_open"))
        self.next.pressed_now.connect(lambda: self.next_open(1))

    def leave(self) -> None:
        """Keep what was typed last."""
        if self._keeping is not None:
            self._keeping.flush()

    @property
    def unkept(self) -> bool:
        """Whether answers stand here that the person has not agreed to have kept (R92)."""
        return self._keeping is not None and self._keeping.in_memory

    def save_now(self) -> None:
        """Keep the draft now."""
        if self._keeping is not None:
            self._keeping.save()

    def next_open(self, step: int) -> None:
        """Go to the next open answer."""
        if self.form is not None:
            self.form.go_to_open(step)

    def first_focus(self) -> QWidget | None:
        """The first question without an answer."""
        return self.form.first_open() if self.form is not None else None

    def stand(self, form: FormView, place: int = 0) -> None:
        """Put a form into its place in the row of panels."""
        self.form = form
        self._line.insertWidget(place, form, 1)

    def keep(self, keeping: Kept, saved_at: datetime | None) -> None:
        """Keep the form from now on; it was last kept at ``saved_at``, if ever."""
        self._keeping = keeping
        if saved_at is not None:
            keeping.say_saved(saved_at)

    def focus_form(self) -> None:
        """Give the focus to the first open answer, once the form stands on a page that is looked at.

        Where there is none, to what the page does next: the keyboard is never nowhere.
        """
        goal = self.first_focus() or self.action_bar.main
        if self.isVisible() and goal is not None:
            goal.setFocus()

    def forget_form(self) -> None:
        """Take the form away; what it holds is kept no further."""
        if self.form is not None:
            self.form.hide()
            self._line.removeWidget(self.form)
            self.form.deleteLater()
        self.form, self._keeping = None, None

    def show_open(self, _reason: str) -> None:
        """Say at each answer that is missing that it is missing; the focus stays."""
        if self.form is not None:
            self.form.show_everything_open()

    def do_locked(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do a deed with the answers as they stand: the form is locked meanwhile, and open again if it is refused."""
        self.leave()
        self._lock(locked=True)
        self.ask(work, done, self._refused)

    def set_actions(self, back: Button, main: Button) -> None:
        """Set the way back, the way to the next open answer, and the deed, which is blocked while one is open."""
        main.asked_why.connect(self.show_open)
        self.action_bar.add_start(back)
        self.action_bar.add_end(self.next)
        self.action_bar.set_main(main)

    def block(self, reason: str) -> None:
        """Say why the deed may not be done now; empty when it may."""
        if self.action_bar.main is not None:
            self.action_bar.main.block(reason)
        self.action_bar.say_left(reason)

    def left_sentence(self) -> str:
        """Return how many answers are open, as a sentence; empty when none is."""
        left = self.form.left_open() if self.form is not None else 0
        return self.look.say("gui_case.left_form", count=left) if left else ""

    def _refused(self, error: DeskError) -> None:
        self._lock(locked=False)
        self.refuse(error)

    def _lock(self, *, locked: bool) -> None:
        if self.form is not None:
            self.form.lock(locked=locked)
