"""A field for a passphrase: hidden, shown on demand; it names the keyboard's language, a common reason for a no."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import icon_button, label, mark, row, start


class _Line(QLineEdit):
    """The line itself; Enter sends it."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send on Enter; every other key types."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            return
        super().keyPressEvent(event)


class PassphraseField(QWidget):
    """Label, hidden line, a button that shows it, the keyboard's language, and a message under it."""

    entered = Signal()
    changed = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.line = _Line()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(name)
        self.line.setAlignment(start())
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.keyboard = label("", "hint")
        self._error = label("", "error", wrap=True)
        self.eye = icon_button(look, "eye", look.say("gui.passphrase.show"))
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._reveal)
        caption = label(name, "label")
        caption.setBuddy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row(caption, None, self.keyboard))
        column.addLayout(row(self.line, self.eye))
        column.addWidget(self._error)
        self.setFocusProxy(self.line)
        self.line.entered.connect(self.entered)
        self.line.textChanged.connect(self._typed)
        QGuiApplication.inputMethod().localeChanged.connect(self._tell_keyboard)
        self._tell_keyboard()
        self.complain("")

    @property
    def text(self) -> str:
        """What was typed, as it was typed."""
        return self.line.text()

    def forget(self) -> None:
        """Empty the line and hide what comes next."""
        self.eye.setChecked(False)
        self.line.clear()

    def complain(self, sentence: str) -> None:
        """Show what is wrong with it; nothing for an empty sentence."""
        mark(self.line, "state", "err" if sentence else "")
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)

    def _typed(self) -> None:
        self.complain("")
        self.changed.emit()

    def _reveal(self, shown: bool) -> None:  # noqa: FBT001 - the shape of Qt's signal
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.setIcon(self._look.icon("eye-off" if shown else "eye", "ink2"))
        name = self._look.say("gui.passphrase.hide" if shown else "gui.passphrase.show")
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)

    def _tell_keyboard(self) -> None:
        language = QGuiApplication.inputMethod().locale().nativeLanguageName()
        self.keyboard.setText(self._look.say("gui.passphrase.keyboard", language=language) if language else "")
