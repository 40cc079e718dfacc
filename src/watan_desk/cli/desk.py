"""The commands of ``watan-desk``, the delegate's program; every one starts without Qt.

The doors that stand above this room, the window and the demo, are handed in by ``__main__``.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from watan_desk.cli.cases import add_case
from watan_desk.cli.common import Call, language, parser_in, run, shared_options
from watan_desk.cli.exchange import add_exchange
from watan_desk.cli.figures import add_report
from watan_desk.cli.forms import add_forms
from watan_desk.cli.letters import add_letters
from watan_desk.cli.packs import add_packs
from watan_desk.cli.paper import add_paper
from watan_desk.cli.persons import add_persons
from watan_desk.cli.policies import add_policy
from watan_desk.cli.practice import DemoCall, add_demo
from watan_desk.cli.registers import add_registers
from watan_desk.cli.samples import Draw
from watan_desk.cli.setup import add_setup
from watan_desk.cli.staff import add_staff
from watan_desk.cli.urgent import add_urgent
from watan_desk.common.errors import Unusable
from watan_desk.common.messages import say


@dataclass(frozen=True)
class Doors:
    """The window (home folder, language -> exit code), the demo (-> path of its summary), and pictures of letters."""

    window: Callable[[Path, str], int]
    demo: Callable[[DemoCall], Path]
    draw: Draw


def build_parser(lang: str, doors: Doors | None) -> argparse.ArgumentParser:
    """Return the program's whole parser, its help in ``lang``."""
    shared = shared_options(lang)
    parser = parser_in(lang)(prog="watan-desk", description=say("cli.help.watan_desk", lang), parents=[shared])
    parser.set_defaults(do=lambda call: _open_window(call, doors))
    commands = parser.add_subparsers(metavar="COMMAND")
    add_registers(commands, shared, lang)
    if doors:
        add_demo(commands, shared, lang, doors.demo)
    add_letters(commands, shared, lang, doors.draw if doors else None)
    for add in (
        add_setup,
        add_packs,
        add_policy,
        add_case,
        add_paper,
        add_exchange,
        add_forms,
        add_report,
        add_staff,
    ):
        add(commands, shared, lang)
    add_persons(commands, shared, lang)
    add_urgent(commands, shared, lang)
    return parser


def _open_window(call: Call, doors: Doors | None) -> int:
    if doors is None:
        raise Unusable("cli.usage")
    return doors.window(call.home(), call.lang)


def main(argv: Sequence[str] | None = None, doors: Doors | None = None) -> int:
    """Run the program and return its exit code; without doors it has its commands only."""
    given = list(sys.argv[1:] if argv is None else argv)
    return run(build_parser(language(given), doors), given)
