"""Scanned papers on their way in: which files a watched folder brings, and what the page hears while they are filed."""

import threading
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from watan_desk.letter.sheets import SUFFIXES

_LOOK_MS = 1500


class FolderWatch(QObject):
    """Tells of files that a scanner puts into a folder, each once, as soon as it stops growing.

    What lay there before is left alone. The system's own notice wakes it; a timer looks as well, because folders on a
    network give no notice.
    """

    arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self._known: set[Path] = set()
        self._growing: dict[Path, int] = {}
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self, folder: Path) -> None:
        """Watch a folder from now on."""
        self.stop()
        self.folder = folder
        self._known = set(_scans(folder))
        self._watcher.addPath(str(folder))
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self.folder, self._growing = None, {}

    def look(self) -> None:
        """Look what is new, and tell of the files whose size stayed the same since the last look."""
        if self.folder is None:
            return
        there = {path: size for path in _scans(self.folder) if path not in self._known and (size := _size(path))}
        whole = sorted(path for path, size in there.items() if self._growing.get(path) == size)
        self._growing = {path: size for path, size in there.items() if path not in whole}
        if whole:
            self._known |= set(whole)
            self.arrived.emit(whole)


class Stop:
    """A wish to stop that another thread can hear."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def ask(self) -> None:
        """Ask for the end after the page under way."""
        self._event.set()

    def asked(self) -> bool:
        """Tell whether the end was asked for."""
        return self._event.is_set()


def is_scan(path: Path) -> bool:
    """Tell whether a file's name is that of a picture or a PDF."""
    return path.suffix.lower() in SUFFIXES


def _scans(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if is_scan(path) and path.is_file()]
    except OSError:
        return []


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
