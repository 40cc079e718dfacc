"""The one way off the GUI thread: ``run(work, done, failed)``.

Work runs in order on one worker thread (the store takes one writer anyway, and an autosaved answer can never overtake
a later one); its outcome is handed back on the GUI thread. No ``processEvents``, no ``sleep``.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from watan_desk.common.errors import DeskError

T = TypeVar("T")


class Background(QObject):
    """A worker thread whose results come back on the thread that made this object."""

    busy = Signal(bool)
    _landed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._under_way = 0
        self._closed = False
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[DeskError], None]) -> None:
        """Run ``work`` on the worker thread; then ``done(result)`` or ``failed(error)`` here.

        Only a ``DeskError`` reaches ``failed``: it carries a sentence for the delegate. Anything else is a fault of the
        program and is raised on the GUI thread, where the window's last resort shows it.
        """
        self._under_way += 1
        if self._under_way == 1:
            self.busy.emit(True)
        future = self._pool.submit(work)
        future.add_done_callback(lambda finished: self._landed.emit((finished, done, failed)))

    def close(self) -> None:
        """Wait for what is under way and take no more work; nothing is handed back afterwards."""
        self._closed = True
        self._pool.shutdown(wait=True)

    def idle(self) -> bool:
        """Tell whether nothing is under way."""
        return self._under_way == 0

    def _land(self, landed: tuple[Future[Any], Callable[[Any], None], Callable[[DeskError], None]]) -> None:
        future, done, failed = landed
        self._under_way -= 1
        if self._under_way == 0:
            self.busy.emit(False)
        if self._closed or _is_gone(done):
            return
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, DeskError):
            failed(error)
        else:
            raise error


def _is_gone(act: Callable[[Any], None]) -> bool:
    """Tell whether whoever waited for a result was closed meanwhile: the window was locked, another case was opened."""
    owner = getattr(act, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)
