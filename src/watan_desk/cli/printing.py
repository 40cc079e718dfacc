"""``watan-desk letter print`` and ``print-day``: letters into files and onto printers, every print in the register.

A file gets the very bytes that were issued; a printer gets them once, and after that a copy that is marked as one.
"""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, NO, Call, day_of
from watan_desk.cli.opening import open_called
from watan_desk.cli.stopping import stoppable
from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import Refused, Unusable
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.letter.records import AS_FILE
from watan_desk.letter.template import kinds
from watan_desk.wiring import Desk, issue_letter, reprint_letter
from watan_desk.wiring.access import note_export, state_purpose
from watan_desk.wiring.no_paper import handing_of
from watan_desk.wiring.paper import letters_of_day
from watan_desk.wiring.printers import print_pdf, printers
from watan_desk.wiring.sheets import paper_of


def add_printing(known: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add the commands."""
    printing = known.add_parser("print", parents=[shared], help=say("cli.help.letter_print", lang))
    printing.add_argument("number", metavar="CASE|LETTER", help=say("cli.help.letter_number", lang))
    printing.add_argument("kind", metavar="KIND", nargs="?", choices=kinds(), help=" ".join(kinds()))
    printing.add_argument("--out", metavar="FILE.pdf", help=say("cli.help.letter_out", lang))
    printing.add_argument("--paper-reason", default="", metavar="TEXT", help=say("cli.help.paper_reason", lang))
    printing.add_argument("--identity-check", default="", metavar="CODE", help=say("cli.help.identity_check", lang))
    _add_printer(printing, lang)
    printing.set_defaults(do=print_letter)
    batch = known.add_parser("print-day", parents=[shared], help=say("cli.help.letter_print_day", lang))
    batch.add_argument("day", metavar="DAY", nargs="?", help=say("cli.help.letter_day", lang))
    batch.add_argument("--out", metavar="DIR", help=say("cli.help.letter_out_dir", lang))
    _add_printer(batch, lang)
    batch.set_defaults(do=print_day)


def _add_printer(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("--purpose", default="", metavar="CODE", help=say("cli.help.purpose", lang))
    parser.add_argument("--printer", metavar="NAME", help=say("cli.help.letter_printer", lang))
    parser.add_argument("--copies", metavar="N", type=int, default=1, help=say("cli.help.letter_copies", lang))


def print_letter(call: Call) -> int:
    """Issue a case's letter of a kind; or, with a letter's number and no kind, write or print the issued one again."""
    options = call.options
    _require_way(options, _may_be_written)
    with open_called(call) as desk:
        state_purpose(desk, options.purpose)
        number, pdf = str(options.number), b""
        if options.kind:
            note_export(desk, "letter", number)
            made = issue_letter(desk, options.kind, number, options.paper_reason, options.identity_check)
            number, pdf = made.letter.number, made.pdf
        done = {"number": number} | _handed(desk, number, options, options.out, options.paper_reason, pdf)
        call.show(done, ["\t".join(done.values())])
    return DONE


def _handed(
    desk: Desk, number: str, options: argparse.Namespace, out: str | Path | None, reason: str = "", pdf: bytes = b""
) -> dict[str, str]:
    """Write and print an issued letter as the options say; ``pdf`` has its bytes where it was issued just now.

    Raises:
        Unusable: the letter stands in the register, but it could not be written or printed.
    """
    done = {}
    if out:
        pdf = pdf or reprint_letter(desk, number, way=AS_FILE, reason=reason)
        try:
            write_durably(Path(out), pdf)
        except OSError as wrong:
            raise Unusable("paper.kept_not_written", number=number) from wrong
        done["file"] = str(out)
    if options.printer:
        paper = paper_of(desk, number, options.copies, reason)
        try:
            done["job"] = print_pdf(paper, options.printer, copies=options.copies, title=number)
        except Unusable as wrong:
            raise Unusable("paper.kept_not_printed", number=number) from wrong
    return done


def print_day(call: Call) -> int:
    """Print every letter of a day, or write them into a folder; Ctrl+C ends it after the letter under way.

    Left out are void ones, and those to people who take no paper: these are printed one by one, with a reason.
    """
    options = call.options
    _require_way(options, _may_hold_files)
    with open_called(call) as desk, stoppable() as stopped:
        state_purpose(desk, options.purpose)
        day = day_of(options.day) or saudi_day(desk.clock.now())
        wanted = letters_of_day(desk, day)
        left = [each.number for each in wanted if handing_of(desk, each.number).barred]
        numbers = [each.number for each in wanted if each.number not in left]
        done: list[str] = []
        for number in numbers:
            if stopped:
                break
            _handed(desk, number, options, Path(options.out) / f"{number}.pdf" if options.out else None)
            done.append(number)
            call.tell("paper.printed_so_far", number=number, done=len(done), all=len(numbers))
        if left:
            call.tell("letter.left_out", count=len(left))
        elif not done:
            call.tell("cli.none_letters")
        shape = {"day": day.isoformat(), "letters": done, "no_paper": left, "not_printed": numbers[len(done) :]}
        call.show(shape, done)
    return NO if stopped else DONE


def _require_way(options: argparse.Namespace, fit: Callable[[Path], bool]) -> None:
    """Refuse a print that goes nowhere before any number is taken.

    Raises:
        Unusable: neither file nor printer is named, or nothing can be written there.
        Refused: there is no such printer.
    """
    if not options.out and not options.printer:
        raise Unusable("paper.no_way")
    if options.printer and options.printer not in (known := printers()):
        raise Refused("paper.no_such_printer", known=" ".join(known))
    if options.out and not fit(Path(options.out)):
        raise Unusable("paper.out_unwritable")


def _may_be_written(file: Path) -> bool:
    try:
        place = file if file.exists() else file.parent
        return not file.is_dir() and file.parent.is_dir() and os.access(place, os.W_OK)
    except OSError:  # a name that no file can have
        return False


def _may_hold_files(folder: Path) -> bool:
    """Make the folder where it is not there yet."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
