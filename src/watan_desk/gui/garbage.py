"""Python's collector of cycles, moved to the GUI thread and to the moments between two events.

Left alone it runs wherever memory is taken: on the worker thread, or in the middle of a layout. A closed page that it
frees there takes Qt's own objects with it, and the program ends without a word.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500


class Collector(QObject):
    """Collects on a timer of the thread that made it, as often as Python itself would; until ``release``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY_MS)

    def look(self) -> None:
        """Collect the oldest generation that has reached its threshold."""
        counted = enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        due = [number for number, (count, most) in counted if most and count > most]
        if due:
            gc.collect(due[-1])

    def release(self) -> None:
        """Give the collector back to Python."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
