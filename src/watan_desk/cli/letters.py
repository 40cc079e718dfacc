"""``watan-desk letter``: register, tell, void; and check any letter, for which no passphrase is needed."""

import argparse
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, NO, Call, day_of
from watan_desk.cli.opening import open_called
from watan_desk.cli.printing import add_printing
from watan_desk.cli.samples import Draw, add_samples
from watan_desk.cli.shapes import plain_shape
from watan_desk.common.errors import Unusable
from watan_desk.common.messages import say
from watan_desk.letter.keyring import read_keyring
from watan_desk.letter.template import kinds
from watan_desk.letter.verify import Verified, verify
from watan_desk.people.safe_contact import WAYS
from watan_desk.wiring import KEY_FILE, KEYRING_FILE
from watan_desk.wiring import verify_letter as verify_with_register
from watan_desk.wiring.no_paper import tell_aloud
from watan_desk.wiring.paper import void_letter as mark_void


def add_letters(commands: Any, shared: argparse.ArgumentParser, lang: str, draw: Draw | None = None) -> None:
    """Add the ``letter`` commands to the program's parser; ``draw`` makes pictures of letters."""
    group = commands.add_parser("letter", help=say("cli.help.letter", lang))
    known = group.add_subparsers(required=True, metavar="COMMAND")
    listing = known.add_parser("list", parents=[shared], help=say("cli.help.letter_list", lang))
    listing.add_argument("--kind", choices=kinds(), help=" ".join(kinds()))
    listing.add_argument("--day", metavar="DAY", help=say("cli.help.letter_day", lang))
    listing.set_defaults(do=list_letters)
    add_printing(known, shared, lang)
    telling = known.add_parser("tell", parents=[shared], help=say("cli.help.letter_tell", lang))
    telling.add_argument("number", metavar="CASE")
    telling.add_argument("kind", metavar="KIND", choices=kinds(), help=" ".join(kinds()))
    telling.add_argument("--way", required=True, choices=WAYS, help=" ".join(WAYS))
    telling.set_defaults(do=tell_letter)
    voiding = known.add_parser("void", parents=[shared], help=say("cli.help.letter_void", lang))
    voiding.add_argument("number", metavar="LETTER")
    voiding.add_argument("--reason", metavar="TEXT", required=True, help=say("cli.help.letter_reason", lang))
    voiding.set_defaults(do=void_letter)
    checking = known.add_parser("verify", parents=[shared], help=say("cli.help.letter_verify", lang))
    checking.add_argument("file", metavar="FILE")
    checking.add_argument("--keyring", metavar="FILE", help=say("cli.help.letter_keyring", lang))
    checking.set_defaults(do=verify_letter)
    add_samples(known, shared, lang, draw)


def list_letters(call: Call) -> int:
    """Print the outgoing register, or the part of it of one kind or day."""
    kind, day = call.options.kind, day_of(call.options.day)
    with open_called(call) as desk:
        found = [each for each in desk.letters() if kind in {None, each.kind} and day in {None, each.day}]
        hidden = {"text", "case_id"}
        shapes = [plain_shape({key: value for key, value in vars(each).items() if key not in hidden}) for each in found]
        lines = [f"{each.number}\t{each.kind}\t{each.day.isoformat()}" for each in found]
        call.show(shapes, lines, "cli.none_letters")
    return DONE


def tell_letter(call: Call) -> int:
    """Record that a letter's content was told aloud to a person who takes no paper."""
    given = call.options
    with open_called(call) as desk:
        told = tell_aloud(desk, given.kind, given.number, given.way).told[-1]
        shape = {"number": given.number, "kind": told.subject, "way": told.note, "at": plain_shape(told.at)}
        call.show(shape, [f"{given.number}\t{told.subject}\t{say('contact.told_way.' + told.note, call.lang)}"])
    return DONE


def void_letter(call: Call) -> int:
    """Mark a letter as not valid; number and text stay in the register."""
    with open_called(call) as desk:
        found = mark_void(desk, call.options.number, call.options.reason)
    call.show({"number": found.number, "status": found.status, "reason": found.reason}, [found.number])
    return DONE


def verify_letter(call: Call) -> int:
    """Check the seal and the code of a letter's PDF or picture; exit 1 when something there is not valid."""
    found = _verified(call, _bytes_of(call.options.file))
    shape = {
        "kind": found.kind,
        "number": found.number,
        "seal": found.seal,
        "qr": found.code,
        "issuer": found.issuer,
        "issued_at": found.issued_at,
        "text": found.text,
        "void": found.withdrawn,
        "message": say(f"letter.verified.{found.outcome}", call.lang),
    }
    call.tell(f"letter.verified.{found.outcome}")
    call.show(shape, [f"{name}\t{value}" for name, value in shape.items() if value and name != "message"])
    return DONE if found.holds else NO


def _verified(call: Call, data: bytes) -> Verified:
    """Check with the ring that is named, else with the desk unlocked, else with the ring that lies open in its home."""
    public = Path(call.options.keyring) if call.options.keyring else call.home() / KEYRING_FILE
    if call.options.keyring or (public.exists() and not call.names_passphrase()):
        return verify(data, read_keyring(_bytes_of(public)), lambda number: None)  # noqa: ARG005 - no register to ask
    if not (call.home() / KEY_FILE).exists():
        raise Unusable("cli.no_keyring")
    with open_called(call) as desk:
        return verify_with_register(desk, data)


def _bytes_of(file: str | Path) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as wrong:
        raise Unusable("cli.file_unreadable") from wrong
