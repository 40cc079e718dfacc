"""``watan-desk``: the delegate's program. Without a command it opens the window; every command starts without Qt."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from watan_desk.cli.cases import add_case
from watan_desk.cli.common import Call, Parser, language, run, shared_options
from watan_desk.cli.exchange import add_exchange
from watan_desk.cli.letters import add_letters
from watan_desk.cli.packs import add_packs
from watan_desk.cli.practice import add_demo
from watan_desk.cli.setup import add_setup
from watan_desk.common.messages import say


def build_parser(lang: str) -> argparse.ArgumentParser:
    """Return the program's whole parser, its help in ``lang``."""
    shared = shared_options(lang)
    parser = Parser(prog="watan-desk", description=say("cli.help.watan_desk", lang), parents=[shared])
    parser.set_defaults(do=open_window)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser)
    for add in (add_demo, add_setup, add_packs, add_case, add_letters, add_exchange):
        add(commands, shared, lang)
    return parser


def open_window(call: Call) -> int:
    """Open the window on the desk in the home folder; Qt is loaded only now."""
    window = import_module("watan_desk.app")
    return int(window.main(call.home(), call.lang))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    return run(build_parser(language(given)), given)


if __name__ == "__main__":
    sys.exit(main())
