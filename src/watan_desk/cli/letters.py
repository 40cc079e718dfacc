"""``watan-desk letter``: issue, register, reprint; and check any letter, for which no passphrase is needed."""

import argparse
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, NO, Call, Parser
from watan_desk.cli.opening import open_called
from watan_desk.cli.samples import Draw, add_samples
from watan_desk.cli.shapes import plain_shape
from watan_desk.common.errors import Unusable
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.letter.keyring import read_keyring
from watan_desk.letter.template import kinds
from watan_desk.letter.verify import Verified, verify
from watan_desk.wiring import KEYRING_FILE, Desk
from watan_desk.wiring import verify_letter as verify_with_register


def add_letters(commands: Any, shared: argparse.ArgumentParser, lang: str, draw: Draw | None = None) -> None:
    """Add the ``letter`` commands to the program's parser; ``draw`` makes pictures of letters."""
    group = commands.add_parser("letter", help=say("cli.help.letter", lang))
    known = group.add_subparsers(required=True, metavar="COMMAND", parser_class=Parser)
    listing = known.add_parser("list", parents=[shared], help=say("cli.help.letter_list", lang))
    listing.set_defaults(do=list_letters)
    printing = known.add_parser("print", parents=[shared], help=say("cli.help.letter_print", lang))
    printing.add_argument("number", metavar="CASE|LETTER", help=say("cli.help.letter_number", lang))
    printing.add_argument("kind", metavar="KIND", nargs="?", choices=kinds(), help=" ".join(kinds()))
    printing.add_argument("--out", metavar="FILE.pdf", required=True)
    printing.set_defaults(do=print_letter)
    checking = known.add_parser("verify", parents=[shared], help=say("cli.help.letter_verify", lang))
    checking.add_argument("file", metavar="FILE")
    checking.add_argument("--keyring", metavar="FILE", help=say("cli.help.letter_keyring", lang))
    checking.set_defaults(do=verify_letter)
    add_samples(known, shared, lang, draw)


def list_letters(call: Call) -> int:
    """Print the outgoing register."""
    with open_called(call) as desk:
        found = desk.letters()
        hidden = {"text", "case_id"}
        shapes = [plain_shape({key: value for key, value in vars(each).items() if key not in hidden}) for each in found]
        call.show(shapes, [f"{each.number}\t{each.kind}\t{each.day.isoformat()}" for each in found])
    return DONE


def print_letter(call: Call) -> int:
    """Issue a case's letter of a kind; or, with a letter's number and no kind, write the issued one again."""
    with open_called(call) as desk:
        number, pdf = _issued(desk, call)
        target = Path(call.options.out)
        write_durably(target, pdf)
        call.show({"number": number, "file": str(target)}, [f"{number}\t{target}"])
    return DONE


def _issued(desk: Desk, call: Call) -> tuple[str, bytes]:
    if call.options.kind is None:
        return call.options.number, desk.reprint_letter(call.options.number)
    sent = desk.issue_letter(call.options.kind, call.options.number)
    return sent.letter.number, sent.pdf


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
    with open_called(call) as desk:
        return verify_with_register(desk, data)


def _bytes_of(file: str | Path) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as wrong:
        raise Unusable("cli.file_unreadable") from wrong
