"""Keeps Python 3.11 alive under PySide6 6.12.

Every ``emit`` of that release gives one reference to ``True`` away that it does not own. Python 3.12 made ``True``
immortal and never notices; on 3.11 the program would end without a word after a few hundred signals. Here ``True`` and
``False`` get references enough for years. Releases before 6.12 do not lose any (6.11.3 tried), but have no QtPdf apart.
"""

import ctypes
import sys

IMMORTAL_SINCE = (3, 12)
_ENOUGH = 1 << 30


def hold_booleans() -> None:
    """Give ``True`` and ``False`` references that nobody will ever give back; once a process, on Python 3.11 only."""
    if sys.version_info >= IMMORTAL_SINCE or sys.implementation.name != "cpython":
        return
    for value in (True, False):
        count = ctypes.c_ssize_t.from_address(id(value))
        if 0 < count.value < _ENOUGH and abs(count.value - sys.getrefcount(value)) < 100:  # noqa: PLR2004
            count.value += _ENOUGH
