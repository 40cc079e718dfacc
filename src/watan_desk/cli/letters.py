"""``watan-desk letter``: issue, register, print, void; and check any letter, for which no passphrase is needed."""

import argparse
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, NO, Call, day_of
from watan_desk.cli.opening import open_called
from watan_desk.cli.samples import Draw, add_samples
from watan_desk.cli.shapes import plain_shape
from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import Refused, Unusable
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.dossier.safe_contact import WAYS
from watan_desk.letter.keyring import read_keyring
from watan_desk.letter.records import AS_FILE
from watan_desk.letter.template import kinds
from watan_desk.letter.verify import Verified, verify
from watan_desk.wiring import KEY_FILE, KEYRING_FILE, Desk, IssuedLetter
from watan_desk.wiring import verify_letter as verify_with_register
from watan_desk.wiring.access import note_export, state_purpose
from watan_desk.wiring.no_paper import handing_of, tell_aloud
from watan_desk.wiring.paper import letters_of_day
from watan_desk.wiring.paper import void_letter as mark_void
from watan_desk.wiring.printers import print_pdf, printers
from watan_desk.wiring.sheets import paper_of


def add_letters(commands: Any, shared: argparse.ArgumentParser, lang: str, draw: Draw | None = None) -> None:
    """Add the ``letter`` commands to the program's parser; ``draw`` makes pictures of letters."""
    group = commands.add_parser("letter", help=say("cli.help.letter", lang))
    known = group.add_subparsers(required=True, metavar="COMMAND")
    listing = known.add_parser("list", parents=[shared], help=say("cli.help.letter_list", lang))
    listing.add_argument("--kind", choices=kinds(), help=" ".join(kinds()))
    listing.add_argument("--day", metavar="DAY", help=say("cli.help.letter_day", lang))
    listing.set_defaults(do=list_letters)
    printing = known.add_parser("print", parents=[shared], help=say("cli.help.letter_print", lang))
    printing.add_argument("number", metavar="CASE|LETTER", help=say("cli.help.letter_number", lang))
    printing.add_argument("kind", metavar="KIND", nargs="?", choices=kinds(), help=" ".join(kinds()))
    printing.add_argument("--out", metavar="FILE.pdf", help=say("cli.help.letter_out", lang))
    printing.add_argument("--paper-reason", default="", metavar="TEXT", help=say("cli.help.paper_reason", lang))
    _add_printer(printing, lang)
    printing.set_defaults(do=print_letter)
    batch = known.add_parser("print-day", parents=[shared], help=say("cli.help.letter_print_day", lang))
    batch.add_argument("day", metavar="DAY", nargs="?", help=say("cli.help.letter_day", lang))
    batch.add_argument("--out", metavar="DIR", help=say("cli.help.letter_out_dir", lang))
    _add_printer(batch, lang)
    batch.set_defaults(do=print_day)
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


def _add_printer(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("--purpose", default="", metavar="CODE", help=say("cli.help.purpose", lang))
    parser.add_argument("--printer", metavar="NAME", help=say("cli.help.letter_printer", lang))
    parser.add_argument("--copies", metavar="N", type=int, default=1, help=say("cli.help.letter_copies", lang))


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


def print_letter(call: Call) -> int:
    """Issue a case's letter of a kind; or, with a letter's number and no kind, write or print the issued one again."""
    options = call.options
    _require_way(call)
    with open_called(call) as desk:
        state_purpose(desk, options.purpose)
        if options.kind:
            note_export(desk, "letter", options.number)
            number, pdf = _of(desk.issue_letter(options.kind, options.number, options.paper_reason))
        else:
            number = options.number
            pdf = _again(desk, number, options, options.paper_reason)
        done: dict[str, Any] = {"number": number}
        if options.out:
            write_durably(Path(options.out), pdf)
            done["file"] = str(options.out)
        if options.printer:
            done["job"] = print_pdf(pdf, options.printer, copies=options.copies, title=number)
        call.show(done, ["\t".join(done.values())])
    return DONE


def tell_letter(call: Call) -> int:
    """Record that a letter's content was told aloud to a person who takes no paper."""
    given = call.options
    with open_called(call) as desk:
        told = tell_aloud(desk, given.kind, given.number, given.way).told[-1]
        shape = {"number": given.number, "kind": told.subject, "way": told.note, "at": plain_shape(told.at)}
        call.show(shape, [f"{given.number}\t{told.subject}\t{say('contact.told_way.' + told.note, call.lang)}"])
    return DONE


def _again(desk: Desk, number: str, options: argparse.Namespace, reason: str = "") -> bytes:
    """Return what goes to the printer, a marked copy where it was printed before; or the very bytes for a file."""
    if options.printer:
        return paper_of(desk, number, options.copies, reason)
    return desk.reprint_letter(number, options.copies, AS_FILE, reason)


def _of(sent: IssuedLetter) -> tuple[str, bytes]:
    return sent.letter.number, sent.pdf


def print_day(call: Call) -> int:
    """Print every letter of a day, or write them into a folder.

    Left out are void ones, and those to people who take no paper: these are printed one by one, with a reason.
    """
    options = call.options
    _require_way(call)
    with open_called(call) as desk:
        state_purpose(desk, options.purpose)
        day = day_of(options.day) or saudi_day(desk.clock.now())
        done, left = [], []
        if options.out:
            Path(options.out).mkdir(parents=True, exist_ok=True)
        for letter in letters_of_day(desk, day):
            if handing_of(desk, letter.number).barred:
                left.append(letter.number)
                continue
            pdf = _again(desk, letter.number, options)
            if options.out:
                write_durably(Path(options.out) / f"{letter.number}.pdf", pdf)
            if options.printer:
                print_pdf(pdf, options.printer, copies=options.copies, title=letter.number)
            done.append(letter.number)
        if left:
            call.tell("letter.left_out", count=len(left))
        elif not done:
            call.tell("cli.none_letters")
        call.show({"day": day.isoformat(), "letters": done, "no_paper": left}, done)
    return DONE


def _require_way(call: Call) -> None:
    """Refuse a print that goes nowhere before any number is taken.

    Raises:
        Unusable: neither file nor printer is named.
        Refused: there is no such printer.
    """
    options = call.options
    if not options.out and not options.printer:
        raise Unusable("paper.no_way")
    if options.printer and options.printer not in (known := printers()):
        raise Refused("paper.no_such_printer", known=" ".join(known))


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
