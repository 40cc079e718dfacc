"""The window: the lock or the first run, and behind them the shell of rail, pages and status line."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from watan_desk.common.clock import Clock, SystemClock
from watan_desk.common.errors import WrongPassphrase
from watan_desk.gui.background import Background
from watan_desk.gui.garbage import Collector
from watan_desk.gui.look import Look
from watan_desk.gui.pages.first_run import FirstRunPage
from watan_desk.gui.pages.lock import LockPage
from watan_desk.gui.session import Session
from watan_desk.gui.shell import Shell
from watan_desk.gui.shortcuts import HIDE, LOCK, Chord, Shortcuts
from watan_desk.gui.widgets.focus import FocusRing
from watan_desk.store.keys import Cost
from watan_desk.wiring import KEY_FILE, Desk, open_desk
from watan_desk.wiring.persons import prove_passphrase
from watan_desk.wiring.policies import PolicyState, policy_state

LOCK_AFTER_MINUTES = 8
COVER_MINUTES = 30
"""How long answers that may not be kept yet wait behind the cover before the desk is closed and they are gone."""


class MainWindow(QMainWindow):
    """The one window of a delegate: locked, being set up, or open on a desk."""

    relooked = Signal(object)
    """Another look was chosen: a ``Preferences``; a new window goes on with the desk."""

    def __init__(self, look: Look, home: Path, clock: Clock | None = None, cost: Cost = Cost()) -> None:
        super().__init__()
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.look, self._home, self._clock = look, home, clock or SystemClock()
        self._application = QCoreApplication.instance() or QApplication([])
        self._collector = Collector(self)
        self.background = Background(self)
        self.shell: Shell | None = None
        self._title = ""
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.lock_page = LockPage(look, self.background, home, lambda at, phrase: open_desk(at, phrase, self._clock))
        self.lock_page.unlocked.connect(self.open)
        self.cover = LockPage(look, self.background, home, self._same_desk)
        self.cover.unlocked.connect(lambda _: self.uncover())
        self.first_run = FirstRunPage(look, self.background, home, self._clock, cost)
        self.first_run.ready.connect(self.open)
        self._stack.addWidget(self.lock_page)
        self._stack.addWidget(self.first_run)
        self._stack.addWidget(self.cover)
        self._ring = FocusRing(look, self)
        self._copied = False
        QGuiApplication.clipboard().dataChanged.connect(self._note_copy)
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.setInterval(LOCK_AFTER_MINUTES * 60_000)
        self.idle.timeout.connect(self.lock)
        self.waiting = QTimer(self)
        self.waiting.setSingleShot(True)
        self.waiting.setInterval(COVER_MINUTES * 60_000)
        self.waiting.timeout.connect(self._close_desk)
        self._shortcuts = Shortcuts(self, self._chords, self._worked)
        self._application.installEventFilter(self._shortcuts)
        self.setWindowTitle(look.say("gui.program"))
        self._stand(self.lock_page if (home / KEY_FILE).exists() else self.first_run)

    def open(self, desk: Desk) -> None:
        """Open the shell on an unlocked desk; one that waits for head office goes on with its enrolment."""
        if desk.answer is None:
            self.first_run.wait_for_answer(desk)
            self._stand(self.first_run)
            return
        office = desk.office
        hidden = office.pack.discreet is not None
        # a system's own file dialog takes no key of ours and remembers what was opened
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, hidden)
        association = office.pack.identity.short_name.text(self.look.lang)
        named = self.look.say("gui.window_title", association=association, branch=office.branch_name)
        self._title = self.look.say("gui.program") if hidden else named
        self.setWindowTitle(self._title)
        self.lock_page.name("" if hidden else f"{association} · {office.branch_name}")
        self.shell = Shell(Session(desk, self.look, self.background))
        self.shell.locked.connect(self.lock)
        self.shell.hidden_now.connect(self.cover_all)
        self.shell.relooked.connect(self.relooked)
        self._stack.addWidget(self.shell)
        self._stand(self.shell)
        self.shell.go("today", None)
        self.background.run(lambda: policy_state(desk), self._read_first, lambda _error: None)
        self.idle.start()

    def cover_all(self) -> None:
        """Show nothing of the desk at once (F9); it stays open behind, with what was typed, until the passphrase."""
        if self.shell is None or self.covered:
            return
        self._stand(self.cover)
        self._put_away()
        self.setWindowTitle(self.look.say("gui.program"))
        self.shell.leave_drafts()

    @property
    def covered(self) -> bool:
        """Whether the cover stands over an open desk."""
        return self.shell is not None and self._stack.currentWidget() is self.cover

    def uncover(self) -> None:
        """Show the desk as it was left."""
        if self.shell is not None:
            self.waiting.stop()
            self.idle.start()
            self.setWindowTitle(self._title)
            self._stand(self.shell)

    def release(self) -> Desk | None:
        """Write what is being typed and give the open desk away: another window goes on with it."""
        if self.shell is None:
            return None
        self.idle.stop()
        shell, self.shell = self.shell, None
        shell.leave()
        return shell.session.desk

    def lock(self) -> None:
        """Write what is being typed, close the desk, and ask for the passphrase.

        Answers that nobody has agreed to keep yet cannot be written: then the desk waits behind the cover for a while.
        """
        if self.shell is None or self.shell.page is None or not self.shell.page.unkept:
            self._close_desk()
            return
        self.idle.stop()
        self.cover_all()
        if not self.waiting.isActive():
            self.waiting.start()

    def _put_away(self) -> None:
        """Close what stands over the window, and take back what was copied from it."""
        for other in QApplication.topLevelWidgets():
            if other is not self and other.isVisible() and self._owns(other):
                other.close()
        if self._copied:
            QGuiApplication.clipboard().clear()

    def _note_copy(self) -> None:
        """Remember whether what can be pasted was copied while the delegate worked here."""
        self._copied = QApplication.activeWindow() is not None

    def _owns(self, other: QWidget) -> bool:
        """Tell whether a dialog or a list that dropped open belongs to this window, through whatever parents."""
        above = other.parentWidget()
        while above is not None and above is not self:
            above = above.parentWidget()
        return above is self

    def _close_desk(self) -> None:
        if self.shell is None:
            return
        self.idle.stop()
        self.waiting.stop()
        self._put_away()
        shell, self.shell = self.shell, None
        shell.leave()
        self.background.run(shell.session.desk.close, lambda _: None, lambda _: None)
        self._stand(self.lock_page)
        self._stack.removeWidget(shell)
        shell.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what is being typed and close the desk before the window goes."""
        self._close_desk()
        self.background.close()
        self._application.removeEventFilter(self._shortcuts)
        self._collector.release()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the focus ring over the whole window."""
        super().resizeEvent(event)
        self._ring.cover()

    def _worked(self) -> None:
        """Count every key and click as work: the lock falls eight minutes after the last."""
        if self.idle.isActive():
            self.idle.start()

    def _read_first(self, state: PolicyState) -> None:
        """Begin at the policy where it was not accepted: nothing can be done before (R44)."""
        if self.shell is not None and not state.accepted:
            self.shell.go("policy", None)

    def _stand(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self._ring.cover()
        first = page.field if isinstance(page, LockPage) else page
        first.setFocus()

    def _chords(self) -> dict[Chord, Callable[[], object]]:
        if self.shell is None or self.covered:
            return {}
        return {**self.shell.chords(), LOCK: self.lock, HIDE: self.cover_all}

    def _same_desk(self, _home: Path, passphrase: str) -> Desk:
        """Return the desk that stands behind the cover, to whoever knows its passphrase; runs off the GUI thread."""
        if self.shell is None:
            raise WrongPassphrase("store.wrong_passphrase")
        desk = self.shell.session.desk
        prove_passphrase(desk, passphrase)
        return desk
