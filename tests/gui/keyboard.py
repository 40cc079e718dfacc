"""Keys as a person strikes them. Arabic is sent as key events of its own: Qt's test clicks know no Arabic letter."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_NONE = Qt.KeyboardModifier.NoModifier


def focused() -> QWidget:
    """Return the widget that has the keyboard."""
    held = QApplication.focusWidget()
    assert held is not None, "nothing has the keyboard"
    return held


def type_text(text: str) -> None:
    """Type a text, letter by letter, into whatever has the keyboard."""
    for letter in text:
        key = ord(letter.upper()) if letter.isascii() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused(), QKeyEvent(kind, key, _NONE, letter))


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
    """Strike a key once."""
    QTest.keyClick(focused(), key, modifier)


def press_letter(letter: str, modifier: Qt.KeyboardModifier) -> None:
    """Strike the key that types this letter in the layout that is on, with a modifier."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focused(), QKeyEvent(kind, ord(letter), modifier, ""))
