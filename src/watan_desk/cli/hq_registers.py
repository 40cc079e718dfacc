"""``watan-hq registers``, ``entry`` and ``files``: what the branches keep beside their cases, and in them as files."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, Call, Deed
from watan_desk.common.errors import Unusable
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.headoffice.files import files_named, files_of
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
    one.add_argument("--out", type=Path, metavar="DIR", help=say("cli.help.case_files_out", lang))
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
    """Show one entry with everything that its desk sent about it; ``--out`` copies its files into a folder."""
    _require_folder(call.options.out)
    with office.reading() as connection:
        found = entry_document(connection, call.options.number)
        files = files_named(connection, str(found))
    found |= {"files": _copied(files, call.options.out)}
    lines = [f"{name}\t{value}" for name, value in found.items() if name not in {"acts", "files"}]
    lines += [f"> {act['kind']}\t{act['at']}\t{act['answers']}" for act in found["acts"]]
    lines += [_file_line(each) for each in found["files"]]
    call.show(found, lines)
    return DONE


def show_files(call: Call, office: HeadOffice) -> int:
    """List the files that are answers of a case; ``--out`` copies those that have come into a folder."""
    _require_folder(call.options.out)
    with office.reading() as connection:
        found = files_of(connection, case_by_number(connection, call.options.case).id)
    shapes = _copied(found, call.options.out)
    call.show(shapes, [_file_line(each) for each in shapes])
    return DONE


def _require_folder(out: Path | None) -> None:
    if out is not None and not out.is_dir():
        raise Unusable("bundle.no_folder")


def _copied(files: tuple[tuple[str, bytes | None], ...], out: Path | None) -> list[dict[str, Any]]:
    """Copy the files that have come into a folder, if one is named, and return name and size of all."""
    for name, data in files:
        if out is not None and data is not None:
            write_durably(out / name, data, private=True)
    return [{"name": name, "size": None if data is None else len(data)} for name, data in files]


def _file_line(each: Mapping[str, Any]) -> str:
    return f"{each['name']}\t{'-' if each['size'] is None else each['size']}"
