"""The open desk: rail, pages and status line, and the way from one page to another."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from watan_desk.gui import shortcuts
from watan_desk.gui.pages.page import Page
from watan_desk.gui.pages.places import PAGES
from watan_desk.gui.pages.settings import SettingsPage
from watan_desk.gui.session import Session
from watan_desk.gui.shortcuts import Chord
from watan_desk.gui.widgets.rail import PLACES, Rail
from watan_desk.gui.widgets.status import StatusBar
from watan_desk.wiring import Exchange, exchange_of
from watan_desk.wiring.urgent import known_here

_MINUTE = 60_000


class Shell(QWidget):
    """Rail | pages over the status line. Pages are made when they are first asked for, and are then kept."""

    locked = Signal()
    hidden_now = Signal()
    relooked = Signal(object)
    """Another look was chosen on the page of settings."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._pages: dict[str, Page] = {}
        self._came_from: list[tuple[str, object]] = []
        self._at: tuple[str, object] = ("", None)
        self._message: tuple[str, str] | None = None
        self.rail = Rail(session.look)
        self.rail.chosen.connect(self._chosen)
        self.stack = QStackedWidget()
        office = session.desk.office
        self.status = StatusBar(session.look, practice=office.practice, delegate=office.delegate_name)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(column, 1)
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._tell_day)
        self._minute.start(_MINUTE)
        self._tell_day()

    @property
    def page(self) -> Page | None:
        """The page that stands."""
        found = self.stack.currentWidget()
        return found if isinstance(found, Page) else None

    @property
    def at(self) -> tuple[str, object]:
        """Name and argument of the page that stands, as ``go`` was given them."""
        return self._at

    def go(self, name: str, argument: object) -> None:
        """Stand another page, after the present one has written what is being typed."""
        if self._at[0]:
            self._came_from = [*self._came_from[-19:], self._at]
        self._stand(name, argument)

    def back(self) -> None:
        """Go back to the page before; nothing that was typed is thrown away."""
        if self._came_from:
            self._stand(*self._came_from.pop())

    def leave_drafts(self) -> None:
        """Keep what is being typed as a draft; the page stays as it is."""
        if self.page is not None:
            self.page.save_now()

    def leave(self) -> None:
        """Let the present page write what is being typed."""
        if self.page is not None:
            self.page.leave()

    def chords(self) -> dict[Chord, Callable[[], object]]:
        """Return what each chord does on the page that stands."""
        page = self.page
        found: dict[Chord, Callable[[], object]] = {
            shortcuts.RECEIVE: lambda: self.go("reception", None),
            shortcuts.SEARCH: lambda: self.go("cases", None),
            shortcuts.HELP: lambda: self.go("keys", None),
            shortcuts.BACK: self.back,
            shortcuts.NEXT_REGION: lambda: self._walk(1),
            shortcuts.PREVIOUS_REGION: lambda: self._walk(-1),
        }
        for number, (name, _icon) in enumerate(PLACES, start=1):
            found[shortcuts.place(number)] = partial(self.go, name, None)
        if known_here(self.session.desk):
            found[shortcuts.URGENT] = lambda: self.go("urgent", None)
        if page is None:
            return found
        found[shortcuts.SAVE] = page.save_now
        found[shortcuts.MAIN] = found[shortcuts.MAIN_PAD] = self._do_main
        found[shortcuts.NEXT_OPEN] = lambda: page.next_open(1)
        found[shortcuts.PREVIOUS_OPEN] = lambda: page.next_open(-1)
        return found | page.chords()

    def _stand(self, name: str, argument: object) -> None:
        self.leave()
        page = self._page(name)
        self._at = (name, argument)
        self.stack.setCurrentWidget(page)
        self.rail.light(page.rail or name)
        page.tell(*(self._message or ("no", "")))
        self._message = None
        page.arrive(argument)
        page.setAccessibleName(page.title)
        (page.first_focus() or page).setFocus(Qt.FocusReason.OtherFocusReason)
        self._count()

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            made = PAGES[name](self.session)
            made.go.connect(self.go)
            made.told.connect(self._told)
            if isinstance(made, SettingsPage):
                made.chosen.connect(self.relooked)
            self._pages[name] = made
            self.stack.addWidget(made)
        return self._pages[name]

    def _told(self, kind: str, sentence: str) -> None:
        """Show a message at once, and keep it for the page that may be asked for in the same breath."""
        self._message = (kind, sentence)
        if self.page is not None:
            self.page.tell(kind, sentence)
        QTimer.singleShot(0, self._forget)
        self._count()

    def _forget(self) -> None:
        self._message = None

    def _chosen(self, name: str) -> None:
        if name == "lock":
            self.locked.emit()
        elif name == "hide":
            self.hidden_now.emit()
        else:
            self.go(name, None)

    def _do_main(self) -> None:
        button = self.page.main_action() if self.page else None
        if button is not None:
            button.click()

    def _walk(self, step: int) -> None:
        """Move the focus to the next part of the page, then top bar and rail, round and round (F6)."""
        regions = [*self.page.regions(), self.page.bar] if self.page else []
        regions = [part for part in (*regions, self.rail) if part.isVisible()]
        held = QApplication.focusWidget()
        now = next((place for place, part in enumerate(regions) if held and part.isAncestorOf(held)), None)
        start = (0 if step > 0 else -1) if now is None else now + step
        order = [regions[(start + place * step) % len(regions)] for place in range(len(regions))]
        for region in order:
            if target := _first_stop(region):
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _tell_day(self) -> None:
        self.status.show_day(self.session.desk.clock.now())

    def _count(self) -> None:
        """Count again what waits for head office."""
        desk = self.session.desk
        self.session.background.run(lambda: exchange_of(desk), self._counted, lambda _error: None)

    def _counted(self, exchange: Exchange) -> None:
        if not isValid(self):
            return
        made = exchange.handovers
        self.status.show_handover(exchange.standing.waiting, made[0].created_at if made else None)
        self.rail.buttons["handover"].show_count(exchange.standing.waiting)


def _first_stop(region: QWidget) -> QWidget | None:
    """Return the first widget of a region that takes the keyboard."""
    if region.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return region
    stops = [part for part in region.findChildren(QWidget) if part.isVisible() and part.isEnabled()]
    return next((part for part in stops if part.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
