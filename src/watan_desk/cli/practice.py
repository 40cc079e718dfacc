"""``watan-desk demo``: the main job with made-up people."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, Call
from watan_desk.common.messages import say
from watan_desk.policy.pack import shipped_packs


@dataclass(frozen=True)
class DemoCall:
    """What the demo is asked for; ``tell`` prints one line of stdout at once."""

    out: Path
    association: str
    people: int
    seed: int
    screens: bool
    tell: Callable[[str], None]


def add_demo(commands: Any, shared: argparse.ArgumentParser, lang: str, door: Callable[[DemoCall], Path]) -> None:
    """Add ``demo`` to the program's parser; ``door`` runs it."""
    made = commands.add_parser("demo", parents=[shared], help=say("cli.help.demo", lang))
    made.add_argument("--out", metavar="DIR", required=True)
    made.add_argument("--association", metavar="SLUG", default="watan-tumuh", choices=shipped_packs())
    made.add_argument("--people", metavar="N", type=int, default=10)
    made.add_argument("--seed", metavar="N", type=int, default=1)
    made.add_argument("--screens", action="store_true", help=say("cli.help.demo_screens", lang))
    made.set_defaults(do=lambda call: _run(call, door))


def _run(call: Call, door: Callable[[DemoCall], Path]) -> int:
    """Run the main job, one acknowledgement a line."""
    given = call.options
    asked = DemoCall(Path(given.out), given.association, given.people, given.seed, given.screens, _acknowledge)
    call.tell("cli.demo_done", place=str(door(asked)))
    return DONE


def _acknowledge(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
