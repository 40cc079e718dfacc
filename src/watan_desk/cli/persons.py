"""``watan-desk people`` and ``consent``: who is known, who comes of age, which doubt is settled, what is taken back."""

import argparse
from typing import Any

from watan_desk.cli.common import DONE, Call, at_least_one
from watan_desk.cli.opening import open_called
from watan_desk.cli.shapes import plain_shape
from watan_desk.common.messages import say
from watan_desk.people.duplicates import KINDS, Flag
from watan_desk.wiring.no_paper import contact_on
from watan_desk.wiring.persons import known_people, reminders, settle_flag, withdraw_consent


def add_persons(commands: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add the ``people`` and ``consent`` commands to the program's parser."""
    group = commands.add_parser("people", help=say("cli.help.people", lang))
    known = group.add_subparsers(required=True, metavar="COMMAND")
    found = known.add_parser("search", parents=[shared], help=say("cli.help.people_search", lang))
    found.add_argument("text", metavar="TEXT")
    found.add_argument("--limit", type=at_least_one, default=20, metavar="N")
    found.set_defaults(do=search)
    ahead = known.add_parser("reminders", parents=[shared], help=say("cli.help.people_reminders", lang))
    ahead.set_defaults(do=list_reminders)
    doubt = known.add_parser("settle", parents=[shared], help=say("cli.help.people_settle", lang))
    doubt.add_argument("number", metavar="CASE")
    doubt.add_argument("kind", choices=KINDS)
    doubt.add_argument("other", metavar="OTHER-CASE")
    doubt.add_argument("--reason", required=True, metavar="TEXT")
    doubt.set_defaults(do=settle)
    consents = commands.add_parser("consent", help=say("cli.help.consent", lang))
    taken = consents.add_subparsers(required=True, metavar="COMMAND")
    back = taken.add_parser("withdraw", parents=[shared], help=say("cli.help.consent_withdraw", lang))
    back.add_argument("number", metavar="CASE")
    back.add_argument("purpose", metavar="PURPOSE")
    back.set_defaults(do=withdraw)


def search(call: Call) -> int:
    """Print the people in whose name, identity or mobile every word occurs; of an identity only its end."""
    with open_called(call) as desk:
        found = known_people(desk, call.options.text, call.options.limit)
        hidden = desk.office.pack.discreet is not None
        shapes = [
            {
                "id": each.person.id,
                "name": "" if hidden else each.person.full_name,
                "identity_end": "" if hidden else each.person.id_number[-4:],
                "newest": each.newest.number if each.newest else None,
                "alias": each.newest.alias if each.newest else "",
                "running": list(each.running),
            }
            for each in found
        ]
        call.show(
            shapes,
            [f"{item['id']}\t{item['name'] or item['alias']}\t{item['newest'] or '-'}" for item in shapes],
            "cli.none_people",
        )
    return DONE


def list_reminders(call: Call) -> int:
    """Print who comes of age within sixty days, and on which day."""
    with open_called(call) as desk:
        shapes, lines = [], []
        for each in reminders(desk):
            contact = contact_on(desk, each.number)
            shapes.append(plain_shape(vars(each)) | ({"contact": contact.document(call.lang)} if contact else {}))
            lines.append(f"{each.number}\t{each.day}" + (f"\t{contact.sentence(call.lang)}" if contact else ""))
        call.show(shapes, lines)
    return DONE


def settle(call: Call) -> int:
    """Settle a doubt about a duplicate with a reason."""
    given = call.options
    with open_called(call) as desk:
        left = settle_flag(desk, given.number, given.kind, given.other, given.reason)
        lines = [_line(flag, call.lang) for flag in left]
        call.show([plain_shape(vars(flag)) for flag in left], lines, "cli.none_doubts")
    return DONE


def withdraw(call: Call) -> int:
    """Take a consent back, and print what stands now."""
    with open_called(call) as desk:
        left = withdraw_consent(desk, call.options.number, call.options.purpose)
        shapes = [{"purpose": item.purpose, "choice": item.choice, "stands": item.stands} for item in left]
        lines = [f"{item['purpose']}\t{item['choice']}\t{item['stands']}" for item in shapes]
        call.show(shapes, lines)
    return DONE


def _line(flag: Flag, lang: str) -> str:
    return f"{say('people.kind.' + flag.kind, lang)}\t{flag.number}\t{flag.reason or '-'}"
