"""The window's keys, found in both keyboard layouts: on an Arabic keyboard the K key types another letter.

They are taken before a text field sees them, because Qt's fields keep some for themselves (Ctrl+K cuts a line).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_CTRL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_NONE = Qt.KeyboardModifier.NoModifier
_REAL = _CTRL | _ALT | _SHIFT

ARABIC_KEYS = {"K": "\u0646", "L": "\u0645", "S": "\u0633", "P": "\u062d", "I": "\u0647", "E": "\u062b"}
"""What the letters' keys type on the Arabic (101) keyboard."""


@dataclass(frozen=True)
class Chord:
    """A key with its modifiers; a letter also as its key types it in Arabic."""

    key: int
    held: Qt.KeyboardModifier = _NONE

    def fits(self, event: QKeyEvent) -> bool:
        """Tell whether a key event is this chord."""
        if (event.modifiers() & _REAL) != self.held:
            return False
        other = ARABIC_KEYS.get(chr(self.key), "") if self.key < 128 else ""  # noqa: PLR2004 - an ASCII letter
        return event.key() in {self.key, ord(other) if other else self.key} or (
            bool(other) and event.nativeVirtualKey() == self.key
        )


def letter(name: str) -> Chord:
    """Return Ctrl with a letter."""
    return Chord(ord(name), _CTRL)


HELP = Chord(int(Qt.Key.Key_F1))
HIDE = Chord(int(Qt.Key.Key_F9))
RECEIVE = Chord(int(Qt.Key.Key_F2))
URGENT = Chord(int(Qt.Key.Key_F3))
SEARCH = letter("K")
LOCK = letter("L")
SAVE = letter("S")
PRINT = letter("P")
IMPORT = letter("I")
PREPARE = letter("E")
MAIN = Chord(int(Qt.Key.Key_Return), _CTRL)
MAIN_PAD = Chord(int(Qt.Key.Key_Enter), _CTRL)
NEXT_OPEN = Chord(int(Qt.Key.Key_F8))
PREVIOUS_OPEN = Chord(int(Qt.Key.Key_F8), _SHIFT)
NEXT_REGION = Chord(int(Qt.Key.Key_F6))
PREVIOUS_REGION = Chord(int(Qt.Key.Key_F6), _SHIFT)
BACK = Chord(int(Qt.Key.Key_Escape))


def place(number: int) -> Chord:
    """Return Ctrl with a digit: a place of the rail."""
    return Chord(ord(str(number)), _CTRL)


_KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})
_WORK = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin})
EVERYWHERE = (HIDE, LOCK)
"""Chords that work in the window's dialogs too: whoever enters the room does not wait until one is closed."""


class Shortcuts(QObject):
    """Runs the action of a chord wherever in the window it is struck; dialogs keep their own keys, but for two."""

    def __init__(
        self,
        window: QWidget,
        chords: Callable[[], Mapping[Chord, Callable[[], object]]],
        worked: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._window, self._chords, self._worked = window, chords, worked

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a chord of the window before the widget that has the focus sees it, and tell of every key and click.

        The one filter of the whole program: every event of every widget comes through it.
        """
        kind = event.type()
        if kind in _WORK:
            self._worked()
        if kind not in _KEYS:
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        outside = watched.window() is not self._window
        known = ((chord, do) for chord, do in self._chords().items() if not outside or chord in EVERYWHERE)
        action = next((do for chord, do in known if chord.fits(event)), None)
        if action is None:
            return False
        event.accept()
        if kind == QEvent.Type.KeyPress:
            action()
        return True
