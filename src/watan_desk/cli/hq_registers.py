"""``watan-hq registers``, ``entry`` and ``files``: what the branches keep beside their cases, and in them as files."""

import argparse
from collections.abc import Callable
from pathlib import Path

from watan_desk.cli.common import DONE, Call, Deed
from watan_desk.common.errors import Unusable
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.headoffice.files import files_of
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.records import case_by_number
from watan_desk.headoffice.registers import Sought, counted, entry_document, held_entries
from watan_desk.registers.definition import shipped_registers

Opened = Callable[[Call], HeadOffice]


def add_registers(command: Callable[[str, Deed], argparse.ArgumentParser], opened: Opened, lang: str) -> None:
    """Add the commands about registers to head office's parser."""
    listing = command("registers", lambda call: list_entries(call, opened(call)))
    listing.add_argument("--register", choices=tuple(shipped_registers()), help=say("cli.help.register_one", lang))
    listing.add_argument("--open", action="store_true", help=say("cli.help.register_only_open", lang))
    listing.add_argument("--branch", metavar="CODE", help=say("hq.help.branch", lang))
    listing.add_argument(
        "--by", choices=("category", "channel", "state", "branch"), help=say("cli.help.register_by", lang)
    )
    one = command("entry", lambda call: show_entry(call, opened(call)))
    one.add_argument("number", metavar="NUMBER")
    held = command("files", lambda call: show_files(call, opened(call)))
    held.add_argument("case", metavar="CASE", help=say("hq.help.case", lang))
    held.add_argument("--out", type=Path, metavar="DIR", help=say("cli.help.case_files_out", lang))


def list_entries(call: Call, office: HeadOffice) -> int:
    """List the entries of the branches, or count them with ``--by``."""
    options = call.options
    sought = Sought(options.register or "", options.branch or "", options.open)
    with office.reading() as connection:
        today = office.today(connection)
        found = held_entries(connection, sought)
        counts = counted(connection, options.by, sought) if options.by else None
    if counts is not None:
        lines = [f"{code}\t{value or '-'}\t{count}" for code, held in counts.items() for value, count in held.items()]
        call.show(counts, lines)
        return DONE
    registers = shipped_registers()
    lines = [
        f"{each.number}\t{each.due_on or '-'}\t{registers[each.register].one.text(call.lang)}\t{each.state}"
        for each in found
    ]
    call.show([each.document(today) for each in found], lines)
    return DONE


def show_entry(call: Call, office: HeadOffice) -> int:
    """Show one entry with everything that its desk sent about it."""
    with office.reading() as connection:
        found = entry_document(connection, call.options.number)
    lines = [f"{name}\t{value}" for name, value in found.items() if name != "acts"]
    lines += [f"> {act['kind']}\t{act['at']}\t{act['answers']}" for act in found["acts"]]
    call.show(found, lines)
    return DONE


def show_files(call: Call, office: HeadOffice) -> int:
    """List the files that are answers of a case; ``--out`` copies those that have come into a folder."""
    out = call.options.out
    if out is not None and not out.is_dir():
        raise Unusable("bundle.no_folder")
    with office.reading() as connection:
        found = files_of(connection, case_by_number(connection, call.options.case).id)
    for name, data in found:
        if out is not None and data is not None:
            write_durably(out / name, data, private=True)
    shapes = [{"name": name, "size": None if data is None else len(data)} for name, data in found]
    call.show(shapes, [f"{each['name']}\t{'-' if each['size'] is None else each['size']}" for each in shapes])
    return DONE
