"""Keeps Python 3.11 alive under PySide6 6.12.

That release is built as for Python 3.12, where ``None`` and its like are immortal: whatever returns one of them gives a
reference away that it never took. Every ``setText`` costs one of ``None``, every ``emit`` one of ``True``; on 3.11 the
program would end without a word within minutes. Here the five get references enough for years, as 3.12 itself does.
PySide6 6.11.3 loses none (tried), but has QtPdf only inside a package ten times as large.
"""

import ctypes
import sys

IMMORTAL_SINCE = (3, 12)
SINGLETONS = (None, True, False, Ellipsis, NotImplemented)
_ENOUGH = 1 << 30
_APART = 100


def hold_singletons() -> None:
    """Give the singletons references that nobody will ever give back; once a process, on CPython 3.11 only."""
    if sys.version_info >= IMMORTAL_SINCE or sys.implementation.name != "cpython":
        return
    for value in SINGLETONS:
        count = ctypes.c_ssize_t.from_address(id(value))
        if 0 < count.value < _ENOUGH and abs(count.value - sys.getrefcount(value)) < _APART:
            count.value += _ENOUGH
