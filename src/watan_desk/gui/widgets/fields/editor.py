"""What every editor of an answer has in common. What is typed is kept and passed on exactly as typed."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Editor(QWidget):
    """One answer's editor. ``edited`` carries the text as typed; ``left`` tells that the delegate went on."""

    edited = Signal(str)
    left = Signal()

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere; nothing is sent."""
        raise NotImplementedError

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        raise NotImplementedError

    def target(self) -> QWidget:
        """Return the widget that takes the focus and carries the accessible name."""
        raise NotImplementedError

    def show_readonly(self, *, readonly: bool) -> None:
        """Let it be read only, still reachable by keyboard and screen reader."""
        self.setEnabled(not readonly)

    def describe(self, name: str, description: str) -> None:
        """Name and describe it for screen readers."""
        self.target().setAccessibleName(name)
        self.target().setAccessibleDescription(description)

    def watch(self, widget: QWidget) -> None:
        """Tell ``left`` when the focus leaves this widget for another one."""
        widget.installEventFilter(self)
        self.setFocusProxy(self.target())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the focus leaves; a popup of the widget itself is no leaving."""
        if (
            isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            and event.reason() != Qt.FocusReason.PopupFocusReason
            and self.isVisible()
        ):
            self.left.emit()
        return super().eventFilter(watched, event)


def fill(editor: QWidget, widget: QWidget) -> None:
    """Let a widget take the whole room of an editor."""
    inside = QVBoxLayout(editor)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(widget)
