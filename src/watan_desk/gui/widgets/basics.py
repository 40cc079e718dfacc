"""Labels, badges, buttons, panels and message strips."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from watan_desk.gui.look import Look

GAP = "\u2002"
"""Between an icon and its word: style sheets know no such gap."""
_FEW_WORDS = 90
STRIP_ICONS = {
    "no": "info-circle",
    "ok": "circle-check",
    "wa": "alert-triangle",
    "er": "alert-triangle",
    "se": "rubber-stamp",
}
STRIP_COLOURS = {"no": "ink2", "ok": "greenInk", "wa": "amber", "er": "red", "se": "seal"}


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads, and restyle when it is new."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def start() -> Qt.AlignmentFlag:
    """Return the side where reading starts; Qt itself would move a mere number to the left of an Arabic page."""
    rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return (Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label in a role of the style sheet; text is shown as it is, never as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setAlignment(start() | Qt.AlignmentFlag.AlignVCenter)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def picture(look: Look, name: str, colour: str = "ink2", size: int = 18) -> QLabel:
    """Return an icon that only accompanies a text; screen readers pass it by."""
    made = QLabel()
    made.setPixmap(look.pixmap(name, colour, size))
    made.setFixedSize(size, size)
    return made


def invite(line: QLineEdit, look: Look, text: str) -> None:
    """Say in an empty line what may be typed; from the right, a gap keeps the caret off the narrow first letter."""
    line.setPlaceholderText(f"\u00a0{text}" if look.rtl else text)


def chip(text: str, kind: str = "n") -> QLabel:
    """Return a badge: ``ok``, ``wa``, ``er``, ``se``, ``no`` (absent), ``n`` or ``key``."""
    made = label(text)
    made.setProperty("chip", kind)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)


def row(*parts: QWidget | int | None, spacing: int = 8) -> QHBoxLayout:
    """Return widgets side by side; a number is a gap, ``None`` takes the room that is left."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, int):
            made.addSpacing(part)
        else:
            made.addWidget(part)
    return made


class OneLine(QLabel):
    """A line that ends in dots where there is no room for it; ``text``, tool tip and spoken name keep all of it.

    A long name never makes the window wider than the screen.
    """

    def __init__(self, text: str = "", role: str = "", *, least: int = _FEW_WORDS) -> None:
        """``least``: pixels that it keeps, if it needs them, while others beside it give way."""
        super().__init__()
        self._whole, self._least = "", least
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(start() | Qt.AlignmentFlag.AlignVCenter)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._whole

    def setText(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 4, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """A few words."""
        whole = self.sizeHint()
        return QSize(min(self._least, whole.width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        cut = self.width() < self.sizeHint().width() - 4
        super().setText(shown if cut else self._whole)
        self.setToolTip(self._whole if cut else "")


class Button(QPushButton):
    """A push button that may be blocked: it stays in the way of the keyboard and tells why nothing happens.

    Where its word has no room it ends in dots, and the tool tip has all of it.

    ``pressed_now`` is sent when it is used; ``asked_why`` instead while it is blocked.
    """

    pressed_now = Signal()
    asked_why = Signal(str)

    def __init__(self, look: Look, text: str, kind: str = "", icon: str = "", *, icon_after: str = "") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self._gives_way = False
        self._look, self._icon, self._reason, self._after = look, icon or icon_after, "", bool(icon_after)
        if icon_after:
            turned = Qt.LayoutDirection.LeftToRight if look.rtl else Qt.LayoutDirection.RightToLeft
            self.setLayoutDirection(turned)
        self.rename(text)
        self.setIconSize(QSize(18, 18))
        if kind == "section":
            self.give_way()
        self._tint()
        self.clicked.connect(self._used)

    @property
    def reason(self) -> str:
        """Why it is blocked; empty when it is not."""
        return self._reason

    def give_way(self) -> None:
        """Let the button become narrower than its word where there is no room."""
        self._gives_way = True
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Its whole word, or a few letters of it where it gives way."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), _FEW_WORDS), least.height()) if self._gives_way else least

    def rename(self, text: str) -> None:
        """Give the button another word."""
        before = bool(self._icon) and (self._look.rtl or not self._after)
        behind = bool(self._icon) and self._after and not self._look.rtl
        self.setText(f"{GAP if before else ''}{text}{GAP if behind else ''}")
        self.setAccessibleName(text)

    def block(self, reason: str) -> None:
        """Block the button, or free it with an empty reason."""
        self._reason = reason
        self.setAccessibleDescription(reason)
        self.setToolTip(reason)
        mark(self, "blocked", "true" if reason else "false")
        self._tint()

    def become(self, text: str, icon: str) -> None:
        """Take another name and icon: the same button goes on to the next act."""
        self._icon = icon
        self.setText(f"{GAP}{text}")
        self.setAccessibleName(text)
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it too: a form is filled with the keyboard alone."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button; a word that has no room ends in dots."""
        missing = self.sizeHint().width() - self.width()
        if missing <= 0 or not self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        metrics = self.fontMetrics()
        room = metrics.horizontalAdvance(self.text()) - missing
        option.text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole word in the tool tip where it is cut."""
        super().resizeEvent(event)
        cut = self.sizeHint().width() > self.width()
        if cut and not self.toolTip():
            self.setToolTip(self.text().strip())

    def _used(self) -> None:
        if self._reason:
            self.asked_why.emit(self._reason)
        else:
            self.pressed_now.emit()

    def _tint(self) -> None:
        if not self._icon:
            return
        colours = {"main": "onGreen", "seal": "paper", "quiet": "greenInk", "outline": "greenInk", "link": "greenInk"}
        colour = "disInk" if self._reason else colours.get(str(self.property("kind")), "ink")
        self.setIcon(self._look.icon(self._icon, colour))


def icon_button(look: Look, icon: str, name: str) -> Button:
    """Return a button that is only an icon; its name is spoken and shown as its tool tip."""
    made = Button(look, "", "small")
    made.setIcon(look.icon(icon, "ink2"))
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedWidth(34)
    return made


class Panel(QFrame):
    """A white panel with an optional head line; ``body`` is its layout."""

    def __init__(self, look: Look, title: str = "", *, aside: str = "") -> None:
        super().__init__()
        self.setProperty("panel", "1")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        self.head = QHBoxLayout()
        self.title = label(title, "head")
        self.aside = OneLine(aside, "hint")
        if title:
            whole.addWidget(self._head_line(look))
        self.body = QVBoxLayout()
        inside = look.theme.sizes["inside"]
        self.body.setContentsMargins(inside, 12, inside, 12)
        self.body.setSpacing(10)
        whole.addLayout(self.body, 1)

    def _head_line(self, look: Look) -> QFrame:
        line = QFrame()
        line.setProperty("panelhead", "1")
        line.setMinimumHeight(38 if look.compact else 44)
        line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.head = row(self.title, self.aside, None, spacing=10)
        self.head.setContentsMargins(look.theme.sizes["inside"], 0, look.theme.sizes["inside"], 0)
        line.setLayout(self.head)
        return line


class MessageStrip(QFrame):
    """A strip that says what happened, what stayed safe and what to do."""

    def __init__(self, look: Look, kind: str = "no", text: str = "") -> None:
        super().__init__()
        self._look = look
        self._icon = QLabel()
        self._icon.setFixedSize(20, 20)
        self._text = label("", wrap=True)
        inside = row(self._icon, self._text, spacing=10)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_message(kind, text)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_message(self, kind: str, text: str) -> None:
        """Say something; an empty text hides the strip."""
        mark(self, "msg", kind)
        self._icon.setPixmap(self._look.pixmap(STRIP_ICONS[kind], STRIP_COLOURS[kind]))
        self._text.setText(text)
        self.setAccessibleName(text)
        if text and self.parentWidget() is None:
            # it shows with what it is laid into; by itself it would be a window, and take the keyboard away
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
        else:
            self.setVisible(bool(text))


class RowFrame(QFrame):
    """A row of a list that can be opened with Enter, Space or the mouse."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("row", "1")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter and Space; arrows walk along the rows."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit()
        elif key == Qt.Key.Key_Down:
            self.focusNextChild()
        elif key == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open on a click that ends inside."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()
        super().mouseReleaseEvent(event)
