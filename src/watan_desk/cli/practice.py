"""``watan-desk demo``: the main job with made-up people."""

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, Call
from watan_desk.common.messages import say
from watan_desk.policy.pack import shipped_packs


def add_demo(commands: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add ``demo`` to the program's parser."""
    made = commands.add_parser("demo", parents=[shared], help=say("cli.help.demo", lang))
    made.add_argument("--out", metavar="DIR", required=True)
    made.add_argument("--association", metavar="SLUG", default="watan-tumuh", choices=shipped_packs())
    made.add_argument("--people", metavar="N", type=int, default=10)
    made.add_argument("--seed", metavar="N", type=int, default=1)
    made.add_argument("--screens", action="store_true", help=say("cli.help.demo_screens", lang))
    made.set_defaults(do=demo)


def demo(call: Call) -> int:
    """Run the main job, one acknowledgement a line.

    The demo's door stands above this room, so it is called by its name.
    """
    options = call.options
    run = import_module("watan_desk.demo").run_demo
    summary = run(
        Path(options.out),
        options.association,
        people=options.people,
        seed=options.seed,
        screens=options.screens,
        tell=_acknowledge,
    )
    call.tell("cli.demo_done", place=str(summary))
    return DONE


def _acknowledge(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
