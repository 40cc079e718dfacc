"""``watan-desk urgent``: help given before any case, and the case it belongs to; ``case do new urgent`` records it."""

import argparse
from typing import Any

from watan_desk.cli.common import DONE, Call
from watan_desk.cli.opening import open_called
from watan_desk.cli.shapes import plain_shape
from watan_desk.common.messages import say
from watan_desk.wiring.urgent import link_help, open_help

_SHORT = 8


def add_urgent(commands: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add the ``urgent`` commands to the program's parser."""
    group = commands.add_parser("urgent", help=say("urgent.help", lang))
    known = group.add_subparsers(required=True, metavar="COMMAND")
    listed = known.add_parser("list", parents=[shared], help=say("urgent.help_list", lang))
    listed.set_defaults(do=list_open)
    linked = known.add_parser("link", parents=[shared], help=say("urgent.help_link", lang))
    linked.add_argument("help_id", metavar="ID")
    linked.add_argument("number", metavar="CASE")
    linked.set_defaults(do=link)


def list_open(call: Call) -> int:
    """Print the urgent help that belongs to no case yet, newest first."""
    with open_called(call) as desk:
        found = open_help(desk)
        office = desk.office
        lines = [
            "\t".join(
                (
                    each.id[:_SHORT],
                    each.given_on.isoformat(),
                    office.choice_label("urgent", "triage", each.triage)[call.lang],
                    str(each.answers.get("service_point", "")),
                )
            )
            for each in found
        ]
        call.show([plain_shape(vars(each)) for each in found], lines, "urgent.none_open")
    return DONE


def link(call: Call) -> int:
    """Let urgent help belong to a case."""
    with open_called(call) as desk:
        linked = link_help(desk, call.options.help_id, call.options.number)
        shape = {"id": linked.id, "number": call.options.number}
        call.show(shape, [say("urgent.linked", call.lang, number=call.options.number)])
    return DONE
