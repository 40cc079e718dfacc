"""``watan-desk handover``, ``import`` and ``bundle inspect``: sealed files to and from head office."""

import argparse
import sys
from pathlib import Path
from typing import Any

from watan_desk.bundle.container import inspect
from watan_desk.cli.common import DONE, Call
from watan_desk.cli.opening import open_called
from watan_desk.cli.shapes import plain_shape
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.wiring import hand_over, take_reply
from watan_desk.wiring.sheets import issue_reconciliation


def add_exchange(commands: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add the hand-over's commands to the program's parser."""
    out = commands.add_parser("handover", parents=[shared], help=say("cli.help.handover", lang))
    out.add_argument("--to", metavar="DIR", required=True, help=say("cli.help.handover_to", lang))
    out.set_defaults(do=write_handover)
    back = commands.add_parser("import", parents=[shared], help=say("cli.help.import", lang))
    back.add_argument("file", metavar="FILE")
    back.set_defaults(do=import_reply)
    group = commands.add_parser("bundle", help=say("cli.help.bundle", lang))
    known = group.add_subparsers(required=True, metavar="COMMAND")
    slip = known.add_parser("slip", parents=[shared], help=say("cli.help.bundle_slip", lang))
    slip.add_argument("--out", metavar="FILE.pdf", required=True)
    slip.set_defaults(do=issue_slip)
    look = known.add_parser("inspect", parents=[shared], help=say("cli.help.bundle_inspect", lang))
    look.add_argument("file", metavar="FILE")
    look.set_defaults(do=inspect_bundle)


def write_handover(call: Call) -> int:
    """Write, read back and verify the sealed file, and its sheet (L12) beside it."""
    with open_called(call) as desk:
        folder = Path(call.options.to)
        sent = hand_over(desk, folder)
        sheet = folder / f"{sent.path.stem}-{sent.sheet.letter.number}.pdf"
        write_durably(sheet, sent.sheet.pdf)
        shape = {
            "file": str(sent.path),
            "number": sent.handover.number,
            "items": sent.handover.items,
            "sha256": sent.handover.sha256,
            "sheet": str(sheet),
            "registers": sent.registers,
        }
        call.tell("cli.handed_over", count=sent.handover.items)
        call.show(shape, [f"{sent.path}\t{sent.handover.sha256}", str(sheet)])
    return DONE


def import_reply(call: Call) -> int:
    """Take head office's reply in; exit 1 when it is refused, 2 when the file is none."""
    with open_called(call) as desk:
        report, _ = take_reply(desk, Path(call.options.file))
        document = report.document(call.lang)
        sentence = str(document["message"])
        if report.exit_code:
            sys.stderr.write(sentence + "\n")
        call.show(document, [] if report.exit_code else [sentence])
        return report.exit_code


def issue_slip(call: Call) -> int:
    """Issue the reconciliation slip and write it to a file."""
    with open_called(call) as desk:
        made = issue_reconciliation(desk)
        target = Path(call.options.out)
        write_durably(target, made.pdf)
        call.show({"number": made.letter.number, "file": str(target)}, [f"{made.letter.number}\t{target}"])
    return DONE


def inspect_bundle(call: Call) -> int:
    """Print the public part of a bundle: nothing about persons."""
    outside = inspect(Path(call.options.file))
    manifest = outside.manifest
    shape = plain_shape(
        {
            "from": manifest.sender,
            "to": manifest.to,
            "number": manifest.number,
            "items": manifest.items,
            "bytes": outside.size,
            "sha256": outside.sha256,
            "created_at": manifest.created_at,
        }
    )
    call.show(shape, [f"{name}\t{value}" for name, value in shape.items()])
    return DONE
