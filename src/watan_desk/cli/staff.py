"""``watan-desk staff``: who works at a desk; ``watan-desk access``: who printed or exported what, and for what."""

import argparse
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, Call
from watan_desk.cli.opening import open_called
from watan_desk.cli.shapes import plain_shape
from watan_desk.common.errors import Unusable
from watan_desk.common.messages import say
from watan_desk.people.staff import ROLES
from watan_desk.wiring.access import log_of
from watan_desk.wiring.staff import add_member, dismiss_member, members


def add_staff(commands: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add the ``staff`` and ``access`` commands to the program's parser."""
    group = commands.add_parser("staff", help=say("cli.help.staff", lang))
    known = group.add_subparsers(required=True, metavar="COMMAND")
    listing = known.add_parser("list", parents=[shared], help=say("cli.help.staff_list", lang))
    listing.set_defaults(do=list_staff)
    adding = known.add_parser("add", parents=[shared], help=say("cli.help.staff_add", lang))
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("--role", required=True, choices=ROLES)
    adding.add_argument("--member-passphrase-file", required=True, type=Path, metavar="FILE")
    adding.set_defaults(do=add_to_staff)
    ending = known.add_parser("dismiss", parents=[shared], help=say("cli.help.staff_dismiss", lang))
    ending.add_argument("code", metavar="CODE")
    ending.set_defaults(do=dismiss_from_staff)
    log = commands.add_parser("access", parents=[shared], help=say("cli.help.access", lang))
    log.set_defaults(do=show_access)


def list_staff(call: Call) -> int:
    """Print everybody of the desk."""
    with open_called(call) as desk:
        found = members(desk)
        lines = [f"{each.code}\t{each.role}\t{each.name}" for each in found if each.active]
        call.show([plain_shape(vars(each)) for each in found], lines)
    return DONE


def add_to_staff(call: Call) -> int:
    """Take a member in, with a passphrase of their own."""
    options = call.options
    try:
        passphrase = options.member_passphrase_file.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as wrong:
        raise Unusable("cli.empty_passphrase") from wrong
    with open_called(call) as desk:
        made = add_member(desk, call.passphrase(), options.name, options.role, passphrase)
        call.show(plain_shape(vars(made)), [made.code])
    return DONE


def dismiss_from_staff(call: Call) -> int:
    """End a member's work at the desk."""
    with open_called(call) as desk:
        dismiss_member(desk, call.options.code)
        call.show({"code": call.options.code}, [call.options.code])
    return DONE


def show_access(call: Call) -> int:
    """Print the log of prints and exports, newest first."""
    with open_called(call) as desk:
        found = log_of(desk)
        lines = [f"{each.what}\t{each.subject}\t{each.purpose}\t{each.by}" for each in found]
        call.show([plain_shape(vars(each)) for each in found], lines)
    return DONE
