"""Autosave: every change is written off the GUI thread and called saved only once the write was acknowledged."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from watan_desk.common.errors import DeskError
from watan_desk.gui.background import Background

Write = Callable[[str], datetime]


class Autosave(QObject):
    """Writes the latest text of a draft. While one write is under way later changes wait, and only the last is written.

    ``write`` runs off the GUI thread, commits, and returns the instant of the commit.
    """

    saving = Signal()
    saved = Signal(datetime)
    failed = Signal(DeskError)

    def __init__(self, background: Background, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._write = write
        self._waiting: str | None = None
        self._under_way = 0

    def changed(self, text: str) -> None:
        """Take the draft as it now stands."""
        self._waiting = text
        if not self._under_way:
            self._write_waiting()

    def flush(self) -> None:
        """Hand over what still waits without waiting for the write before it: a page is left, or the window closes.

        Writes keep their order, and closing the background waits for them: the last change is never lost.
        """
        self._write_waiting()

    def settled(self) -> bool:
        """Tell whether everything that was changed has been written."""
        return not self._under_way and self._waiting is None

    def _write_waiting(self) -> None:
        text, self._waiting = self._waiting, None
        if text is None:
            return
        self._under_way += 1
        self.saving.emit()
        latest = text
        self._background.run(lambda: self._write(latest), self._acknowledged, self._refused)

    def _acknowledged(self, at: datetime) -> None:
        self._under_way -= 1
        if self.settled():
            self.saved.emit(at)
        elif not self._under_way:
            self._write_waiting()

    def _refused(self, error: DeskError) -> None:
        self._under_way -= 1
        self.failed.emit(error)
        if not self._under_way:
            self._write_waiting()
