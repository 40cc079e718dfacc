"""If these fail, a delegate without a mouse is shut out: Tab turns round before a button, or a page takes no key."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from tests.desks import person, take_to
from tests.gui.keyboard import focused, press
from watan_desk.common.messages import say
from watan_desk.gui.case_view import page_of
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.screens import settle
from watan_desk.gui.widgets.documents import DocumentRow
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk, issue_letter

_FAR = 300
_ASIDE = (
    "reception",
    "urgent",
    "registers",
    "letters",
    "incoming",
    "scan",
    "handover",
    "reports",
    "policy",
    "settings",
)
_DEEDS = ("consent", "capture", "need", "capture", "check", "clarify", "attest", "raise", "deliver")


class _Windows(QObject):
    """Notes every window that opens of itself: it takes the keyboard away, if only for a moment."""

    def __init__(self, own: MainWindow) -> None:
        super().__init__(own)
        self._own = own
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Note a window that is shown."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened += [] if watched is self._own else [type(watched).__name__]
        return False


def _stops(page: QWidget) -> Iterator[QWidget]:
    """Yield what Tab should reach: of buttons of which one is chosen, the chosen one stands for all."""
    for part in page.findChildren(QWidget):
        takes = part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        alone = isinstance(part, QAbstractButton) and part.autoExclusive() and not part.isChecked()
        if takes and part.focusProxy() is None and not alone and not isinstance(part, QScrollArea):
            yield part


def _met_by_tab() -> list[QWidget]:
    met: list[QWidget] = []
    for _ in range(_FAR):
        if focused() in met:
            break
        met.append(focused())
        press(Qt.Key.Key_Tab)
    return met


def test_tab_reaches_every_control_of_every_page_also_when_it_stands_again(desk: Desk, window: MainWindow) -> None:
    case = take_to(desk, person(), "document")
    windows = _Windows(window)
    QApplication.instance().installEventFilter(windows)  # type: ignore[union-attr]
    shell = window.shell
    assert shell is not None
    places: list[tuple[str, object]] = [(name, None) for name in _ASIDE]
    places += [(page_of(deed), (case, deed)) for deed in _DEEDS] + [
        ("letter", (case, "L13")),
        ("letter", (case, "L16")),
    ]
    for name, argument in places:
        shell.go(name, argument)
        settle(window)
        page = shell.page
        assert page is not None
        assert focused() is not page, f"{name} {argument}: nothing on it has the keyboard"
        met = _met_by_tab()
        missed = [f"{type(part).__name__} {part.accessibleName()}" for part in _stops(page) if part not in met]
        assert missed == [], f"{name} {argument}"
    assert windows.opened == []


def test_a_barred_step_has_the_keyboard_on_the_button_that_leads_on(desk: Desk, window: MainWindow) -> None:
    case = take_to(desk, person(), "document")
    shell = window.shell
    assert shell is not None
    shell.go("deed", (case, "raise"))
    settle(window)
    assert shell.page is not None
    assert focused() is shell.page.main_action()
    press(Qt.Key.Key_Return)
    settle(window)
    assert shell.at == ("deed", (case, "check"))


def test_the_keyboard_goes_on_from_paper_to_paper(desk: Desk, who: MadeUpPerson, window: MainWindow) -> None:
    case, shell = take_to(desk, who, "capture"), window.shell
    assert shell is not None
    for shown in who.documents():
        shell.go("case", (case, "capture"))
        settle(window)
        row = focused()
        assert isinstance(row, DocumentRow)
        assert row.shown.kind == shown["doc_type"]
        desk.do("document", case, shown)


def test_a_refused_draft_does_not_offer_to_print_the_letter_before_it(desk: Desk, window: MainWindow) -> None:
    case, shell = take_to(desk, person(), "check"), window.shell
    issued = issue_letter(desk, "L01", case).letter.number
    assert shell is not None
    for argument in (issued, (case, "L04")):
        shell.go("letter", argument)
        settle(window)
    assert shell.page is not None
    main = shell.page.main_action()
    assert main is not None
    assert main.reason
    assert say("gui.letter.issue", "ar") in main.text()
