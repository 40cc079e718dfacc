"""The window's door: ``watan-desk`` without a command comes in here, and only here is Qt loaded."""

from pathlib import Path

from watan_desk.gui.application import run


def main(home: Path, lang: str) -> int:
    """Open the window on the desk in ``home`` (or its first run), in ``ar`` or ``en``; returns the exit code."""
    return run(home, lang)
