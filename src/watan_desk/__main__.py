"""``watan-desk``: the doors of the program. A command goes to the command line, no command to the window.

Qt is loaded only when the window or pictures are asked for: by name, behind this door alone.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from watan_desk.cli import desk
from watan_desk.cli.practice import DemoCall
from watan_desk.demo import run_demo
from watan_desk.wiring import Desk


def open_window(home: Path, lang: str) -> int:
    """Open the window on the desk in ``home`` and return the exit code."""
    return int(import_module("watan_desk.app").main(home, lang))


def grab_pages(opened: Desk, out: Path, number: str | None) -> list[Path]:
    """Grab every page of the window of an open desk into a folder."""
    return list(import_module("watan_desk.gui.screens").grab(opened, out, number))


def draw_pages(pdf: bytes, stem: Path, dpi: int) -> list[Path]:
    """Draw every page of a letter into PNG files."""
    return list(import_module("watan_desk.gui.printing").write_pictures(pdf, stem, dpi))


def demo(call: DemoCall) -> Path:
    """Run the main job with made-up people and return the path of its summary."""
    return run_demo(
        call.out,
        call.association,
        people=call.people,
        seed=call.seed,
        grab=grab_pages if call.screens else None,
        tell=call.tell,
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    return desk.main(argv, desk.Doors(open_window, demo, draw_pages))


if __name__ == "__main__":
    sys.exit(main())
