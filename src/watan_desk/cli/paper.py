"""``watan-desk scan`` and ``watan-desk incoming``: signed papers taken back in, and the register of what came in."""

import argparse
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, NO, Call, day_of
from watan_desk.cli.opening import open_called
from watan_desk.cli.shapes import plain_shape
from watan_desk.cli.stopping import stoppable
from watan_desk.common.messages import say
from watan_desk.letter.filing import FILED, KNOWN
from watan_desk.letter.incoming import CHANNELS, COPY_BASES, PAPER_KINDS, SENDER_KINDS, Arrival
from watan_desk.letter.records import Incoming
from watan_desk.wiring.paper import Outcome, enter_incoming, registers, take_papers, void_arrival

_DONE = frozenset({FILED, KNOWN, "blank"})


def add_paper(commands: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add ``scan`` and the ``incoming`` commands to the program's parser."""
    scanning = commands.add_parser("scan", parents=[shared], help=say("cli.help.scan", lang))
    scanning.add_argument("files", metavar="FILE", nargs="+", help=say("cli.help.scan_files", lang))
    scanning.add_argument("--signed-by-hand", action="store_true", help=say("cli.help.scan_signed", lang))
    scanning.add_argument("--replace", action="store_true", help=say("cli.help.scan_replace", lang))
    scanning.set_defaults(do=scan)
    group = commands.add_parser("incoming", help=say("cli.help.incoming", lang))
    known = group.add_subparsers(required=True, metavar="COMMAND")
    listing = known.add_parser("list", parents=[shared], help=say("cli.help.incoming_list", lang))
    listing.set_defaults(do=list_incoming)
    _add_enter(known, shared, lang)
    voiding = known.add_parser("void", parents=[shared], help=say("cli.help.incoming_void", lang))
    voiding.add_argument("number", metavar="NUMBER")
    voiding.add_argument("--reason", metavar="TEXT", required=True)
    voiding.set_defaults(do=void_incoming)


def _add_enter(known: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    entering = known.add_parser("enter", parents=[shared], help=say("cli.help.incoming_enter", lang))
    entering.add_argument("--sender", metavar="TEXT", required=True)
    entering.add_argument("--subject", metavar="TEXT", required=True)
    entering.add_argument("--sender-kind", choices=SENDER_KINDS, default=SENDER_KINDS[0])
    entering.add_argument("--sender-ref", metavar="TEXT", default="", help=say("cli.help.incoming_ref", lang))
    entering.add_argument("--received", metavar="DAY", help=say("cli.help.incoming_received", lang))
    entering.add_argument("--channel", choices=CHANNELS, default=CHANNELS[0])
    entering.add_argument("--answers", metavar="LETTER", default="", help=say("cli.help.incoming_answers", lang))
    entering.add_argument("--case", metavar="CASE", default="")
    entering.add_argument("--paper", choices=PAPER_KINDS, default=PAPER_KINDS[0], help=say("paper.identity_note", lang))
    entering.add_argument("--copy-basis", choices=COPY_BASES, default="", help=say("cli.help.incoming_basis", lang))
    entering.add_argument("--filed-at", metavar="TEXT", default="")
    entering.add_argument("--file", metavar="FILE", action="append", default=[])
    entering.set_defaults(do=enter)


def scan(call: Call) -> int:
    """File scanned pages to their letters; exit 1 when a page was not filed."""
    options = call.options
    files = [Path(each) for each in options.files]

    def tell(outcome: Outcome) -> None:
        if not call.json:
            call.show(None, [_line(outcome, call.lang)])

    with open_called(call) as desk, stoppable() as stopped:
        report = take_papers(
            desk,
            files,
            signed_by_hand=options.signed_by_hand,
            replace=options.replace,
            told=tell,
            stopped=lambda: bool(stopped),
        )
    for each in report.missing:
        call.tell("paper.missing", number=each.number, pages=_list(each.pages, call.lang), count=len(each.pages))
    if call.json:
        pages = [vars(each) | {"message": _message(each, call.lang), "again": each.again} for each in report.outcomes]
        missing = [{"number": each.number, "pages": list(each.pages)} for each in report.missing]
        call.show({"pages": pages, "missing": missing, "stopped": bool(stopped)})
    return DONE if not stopped and all(each.status in _DONE for each in report.outcomes) else NO


def _line(outcome: Outcome, lang: str) -> str:
    place = f"{outcome.page}/{outcome.pages}" if outcome.pages else "-"
    return "\t".join(
        (outcome.file, str(outcome.sheet), outcome.status, outcome.number or "-", place, _message(outcome, lang))
    )


def _message(outcome: Outcome, lang: str) -> str:
    return say(f"paper.status.{outcome.status}", lang)


def _list(pages: tuple[int, ...], lang: str) -> str:
    return say("letter.list_joint", lang).join(str(page) for page in pages)


def list_incoming(call: Call) -> int:
    """Print the register of what came in."""
    with open_called(call) as desk:
        found = registers(desk).incoming
    lines = [f"{each.number}\t{each.received_on.isoformat()}\t{each.sender}\t{each.subject}" for each in found]
    call.show([_shape(each) for each in found], lines)
    return DONE


def enter(call: Call) -> int:
    """Enter a letter that came in."""
    given = call.options
    arrival = Arrival(
        sender=given.sender,
        subject=given.subject,
        sender_kind=given.sender_kind,
        received_on=day_of(given.received),
        channel=given.channel,
        sender_ref=given.sender_ref,
        answers=given.answers,
        case=given.case,
        paper_kind=given.paper,
        copy_basis=given.copy_basis,
        filed_at=given.filed_at,
    )
    with open_called(call) as desk:
        entered = enter_incoming(desk, arrival, [Path(each) for each in given.file])
    if given.file and entered.paper_kind == PAPER_KINDS[1] and not entered.copy_basis:
        call.tell("paper.no_copy")
    call.show(_shape(entered), [entered.number])
    return DONE


def void_incoming(call: Call) -> int:
    """Mark an incoming entry as made in error."""
    with open_called(call) as desk:
        found = void_arrival(desk, call.options.number, call.options.reason)
    call.show(_shape(found), [found.number])
    return DONE


def _shape(found: Incoming) -> Any:
    hidden = {"case_id", "letter_id", "by"}
    return plain_shape({name: value for name, value in vars(found).items() if name not in hidden})
