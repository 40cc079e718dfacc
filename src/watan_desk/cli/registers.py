"""``watan-desk register``: the registers beside the cases, their entries and acts, and the answer library."""

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from watan_desk.cli.cases import copy_files, fields_help, named_file, read_answers
from watan_desk.cli.common import DONE, Call
from watan_desk.cli.opening import open_called
from watan_desk.cli.shapes import plain_shape
from watan_desk.common.arabic import ascii_digits
from watan_desk.common.errors import Unusable
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.people.safe_contact import WAYS
from watan_desk.policy.office import Shelf, form_words
from watan_desk.policy.pack import shipped_pack, shipped_packs
from watan_desk.registers.definition import shipped_registers
from watan_desk.registers.records import Entry, Wanted
from watan_desk.wiring.entry_letters import issue_entry_letter, tell_entry_aloud
from watan_desk.wiring.no_paper import contact_on
from watan_desk.wiring.registers import (
    EntryView,
    Place,
    act,
    answer_library,
    counted,
    files_of_entry,
    listed,
    open_entry,
    shelves,
    shown,
    with_files,
)
from watan_desk.wiring.registers import Shelf as Kept

COUNTED = ("channel", "category", "state", "department", "beneficiary", "about")
_FILTERS = ("state", "channel", "category", "beneficiary", "department")


class _FormsHelp(argparse.Action):
    """The help of ``register open`` and ``act``: every register with its forms' fields, read from the forms."""

    def __init__(self, *args: Any, lang: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._lang = lang

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the help and leave."""
        parser.print_help()
        sys.stdout.write("\n" + forms_help(self._lang))
        parser.exit()


def add_registers(commands: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add the ``register`` commands to the program's parser."""
    words = say("cli.help.register_words", lang, registers=" ".join(shipped_registers()))
    group = commands.add_parser("register", help=say("cli.help.register", lang), description=words)
    known = group.add_subparsers(required=True, metavar="COMMAND")
    kinds = known.add_parser("kinds", parents=[shared], help=say("cli.help.register_kinds", lang))
    kinds.set_defaults(do=list_kinds)
    listing = known.add_parser("list", parents=[shared], help=say("cli.help.register_list", lang))
    _add_filters(listing, lang)
    listing.set_defaults(do=list_entries)
    showing = known.add_parser("show", parents=[shared], help=say("cli.help.register_show", lang))
    showing.add_argument("number", metavar="NUMBER")
    showing.set_defaults(do=show_entry)
    files = known.add_parser("files", parents=[shared], help=say("cli.help.register_files", lang))
    files.add_argument("number", metavar="NUMBER")
    files.add_argument("--out", type=Path, metavar="DIR", help=say("cli.help.case_files_out", lang))
    files.set_defaults(do=entry_files)
    counting = known.add_parser("count", parents=[shared], help=say("cli.help.register_count", lang))
    counting.add_argument("--by", choices=COUNTED, default="channel", help=say("cli.help.register_by", lang))
    _add_filters(counting, lang)
    counting.set_defaults(do=count_entries)
    opening = _doing(known, shared, "open", lang)
    opening.add_argument("register", metavar="REGISTER", choices=tuple(shipped_registers()))
    opening.set_defaults(do=open_one)
    acting = _doing(known, shared, "act", lang)
    acting.add_argument("number", metavar="NUMBER")
    acting.add_argument("act", metavar="ACT")
    acting.set_defaults(do=act_on)
    writing = known.add_parser("letter", parents=[shared], help=say("cli.help.register_letter", lang))
    writing.add_argument("number", metavar="NUMBER")
    writing.add_argument("kind", metavar="KIND")
    writing.add_argument("--out", required=True, metavar="FILE.pdf", help=say("cli.help.register_letter_out", lang))
    writing.add_argument("--paper-reason", default="", metavar="TEXT", help=say("cli.help.paper_reason", lang))
    writing.set_defaults(do=issue_letter)
    telling = known.add_parser("tell", parents=[shared], help=say("cli.help.register_tell", lang))
    telling.add_argument("number", metavar="NUMBER")
    telling.add_argument("kind", metavar="KIND")
    telling.add_argument("--way", required=True, choices=WAYS, help=" ".join(WAYS))
    telling.set_defaults(do=tell_letter)
    library = known.add_parser("answers", parents=[shared], help=say("cli.help.register_answers", lang))
    library.add_argument("words", nargs="*", metavar="WORD")
    library.set_defaults(do=find_answers)


def _doing(known: Any, shared: argparse.ArgumentParser, name: str, lang: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = known.add_parser(
        name, parents=[shared], help=say(f"cli.help.register_{name}", lang), add_help=False
    )
    made.add_argument("-h", "--help", action=_FormsHelp, nargs=0, lang=lang, help=say("cli.help.deed_help", lang))
    made.add_argument("--data", metavar="FILE.json", help=say("cli.help.case_data", lang))
    made.add_argument(
        "--file", action="append", default=[], metavar="QUESTION=FILE", help=say("cli.help.case_file", lang)
    )
    made.add_argument("--id", metavar="UUID", help=say("cli.help.deed_id", lang))
    return made


def _add_filters(made: argparse.ArgumentParser, lang: str) -> None:
    made.add_argument("--register", choices=tuple(shipped_registers()), help=say("cli.help.register_one", lang))
    made.add_argument("--open", action="store_true", help=say("cli.help.register_only_open", lang))
    made.add_argument("--due-by", metavar="D", help=say("cli.help.register_due_by", lang))
    made.add_argument("--search", metavar="TEXT", help=say("cli.help.register_search", lang))
    for name in _FILTERS:
        made.add_argument(f"--{name}", metavar="CODE", help=say("cli.help.register_filter", lang))


def wanted(options: argparse.Namespace) -> Wanted:
    """Return the entries that a call asks for.

    Raises:
        Unusable: a day that is none.
    """
    try:
        due_by = date.fromisoformat(ascii_digits(options.due_by)) if options.due_by else None
    except ValueError as wrong:
        raise Unusable("cli.bad_day") from wrong
    given = {name: getattr(options, name) or "" for name in _FILTERS}
    return Wanted(
        register=options.register or "", open_only=options.open, due_by=due_by, text=options.search or "", **given
    )


def forms_help(lang: str) -> str:
    """Return every register with the fields of its forms, each form once."""
    pack, shelf, lines = shipped_pack(shipped_packs()[0]), Shelf(), [say("cli.help.deed_fields", lang)]
    forms = {"reception"}
    for register in shipped_registers().values():
        lines.append(f"\n{register.code}: {register.label.text(lang)}")
        lines += fields_help(shelf.form(register.form, form_words(pack, "open")), lang)
        for each in register.acts:
            lines.append(f"  > {each.code}: {each.label.text(lang)} [{each.form}]")
            if each.form not in forms:
                lines += ["  " + line for line in fields_help(shelf.form(each.form, form_words(pack, "open")), lang)]
            forms.add(each.form)
    return "\n".join(lines) + "\n"


def _told(shelf: Kept, lang: str) -> tuple[str, ...]:
    """Return a register's line: its code, how many entries are open, its name, and what is written in it."""
    register = shelf.register
    return register.code, str(shelf.open), register.label.text(lang), register.hint.text(lang)


def list_kinds(call: Call) -> int:
    """Print the registers that the association keeps, with what is open in each."""
    with open_called(call) as desk:
        found = shelves(desk)
        shapes = [
            {
                "register": shelf.register.code,
                "label": shelf.register.label.ar,
                "label_en": shelf.register.label.en,
                "about": shelf.register.hint.text(call.lang),
                "open": shelf.open,
                "overdue": shelf.overdue,
                "next_due": plain_shape(shelf.next_due),
                "states": [state.code for state in shelf.register.states],
                "acts": [each.code for each in shelf.register.acts],
            }
            for shelf in found
        ]
        call.show(shapes, ["\t".join(_told(each, call.lang)) for each in found])
    return DONE


def list_entries(call: Call) -> int:
    """Print entries: what is open first, by due date."""
    with open_called(call) as desk:
        found = listed(desk, wanted(call.options))
        call.show([plain_shape(vars(entry)) for entry in found], [_line(entry, call.lang) for entry in found])
    return DONE


def _line(entry: Entry, lang: str) -> str:
    state = shipped_registers()[entry.register].state(entry.state).label.text(lang)
    first = entry.title.splitlines()[0] if entry.title else ""
    return f"{entry.handle}\t{plain_shape(entry.due_on) or '-'}\t{state}\t{first}"


def count_entries(call: Call) -> int:
    """Print how many entries there are by register and channel, category, state, department or body."""
    with open_called(call) as desk:
        found = counted(desk, call.options.by, wanted(call.options))
        lines = [f"{code}\t{value or '-'}\t{count}" for code, held in found.items() for value, count in held.items()]
        call.show(found, lines)
    return DONE


def show_entry(call: Call) -> int:
    """Print an entry: its answers, what was done on it, and what may be done now."""
    with open_called(call) as desk:
        view = shown(desk, call.options.number, call.lang)
        lines, shape = entry_lines(view, call.lang), entry_shape(view)
        contact = contact_on(desk, view.case_number) if view.case_number else None
        if contact is not None:
            lines.insert(1, contact.sentence(call.lang))
            shape["contact"] = contact.document(call.lang)
        call.show(shape, lines)
    return DONE


def entry_shape(view: EntryView) -> dict[str, Any]:
    """Return an entry as ``register show --json`` prints it."""
    shape: dict[str, Any] = plain_shape(vars(view.entry))
    return shape | {
        "case": view.case_number or None,
        "about": view.about.number if view.about else None,
        "acts": [plain_shape(vars(line.done)) for line in view.lines],
        "allowed": [each.code for each in view.allowed],
        "letters": list(view.letters),
        "linked": [each.number for each in view.linked],
        "total": str(view.total) if view.register.total else None,
    }


def entry_lines(view: EntryView, lang: str) -> list[str]:
    """Return an entry as people read it."""
    register, entry = view.register, view.entry
    lines = [f"{entry.handle}\t{register.one.text(lang)}\t{register.state(entry.state).label.text(lang)}"]
    lines += [f"{each.label}: {each.text}" for each in view.said]
    for line in view.lines:
        name = line.act.label.text(lang) if line.act else say("deed.entry_letter", lang)
        lines.append(f"> {name}\t{plain_shape(line.done.at)}\t{line.done.by}")
        lines += [f"  {each.label}: {each.text}" for each in line.said]
        lines += [] if line.act else [f"  {line.done.answers['kind']} {_letter_done(line.done.answers, lang)}"]
    if register.total:
        lines.append(f"{register.total.label.text(lang)}: {view.total}")
    return lines


def _letter_done(noted: Mapping[str, Any], lang: str) -> str:
    """Return the number of a letter that was issued about an entry, or how it was told aloud."""
    return str(noted["letter"]) if "letter" in noted else say(f"contact.told_way.{noted['told']}", lang)


def open_one(call: Call) -> int:
    """Make an entry of a register with the answers of a JSON file."""
    data = read_answers(call.options.data)
    files = dict(named_file(given) for given in call.options.file)
    with open_called(call) as desk:
        data = with_files(desk, Place(call.options.register), data, files)
        entry = open_entry(desk, call.options.register, data, deed_id=call.options.id)
        call.show(plain_shape(vars(entry)), [entry.number])
    return DONE


def act_on(call: Call) -> int:
    """Do an act on an entry with the answers of a JSON file."""
    data = read_answers(call.options.data)
    files = dict(named_file(given) for given in call.options.file)
    with open_called(call) as desk:
        if files:
            entry = shown(desk, call.options.number, call.lang).entry
            data = with_files(desk, Place(entry.register, entry.handle, call.options.act), data, files)
        entry = act(desk, call.options.number, call.options.act, data, deed_id=call.options.id)
        call.show(plain_shape(vars(entry)), [_line(entry, call.lang)])
    return DONE


def entry_files(call: Call) -> int:
    """Print the files of an entry; ``--out`` copies them out, which the log of exports notes."""
    number, out = call.options.number, call.options.out
    with open_called(call) as desk:
        found = files_of_entry(desk, number)
        if out is not None and found:
            copy_files(desk, number, found, out)
        call.show([vars(each) for each in found], [f"{each.name}\t{each.media}\t{each.size}" for each in found])
    return DONE


def issue_letter(call: Call) -> int:
    """Issue a letter about an entry and save its file."""
    with open_called(call) as desk:
        given = call.options
        issued = issue_entry_letter(desk, given.number, given.kind.upper(), given.paper_reason)
        write_durably(Path(call.options.out), issued.pdf)
        shape = {"kind": issued.letter.kind, "number": issued.letter.number, "file": call.options.out}
        call.show(shape, [issued.letter.number])
    return DONE


def tell_letter(call: Call) -> int:
    """Record that a letter about an entry was told aloud to a person who takes no paper."""
    given = call.options
    with open_called(call) as desk:
        told = tell_entry_aloud(desk, given.number, given.kind.upper(), given.way).told[-1]
        shape = {"number": given.number, "kind": told.subject, "way": told.note, "at": plain_shape(told.at)}
        call.show(shape, [f"{given.number}\t{told.subject}\t{say('contact.told_way.' + told.note, call.lang)}"])
    return DONE


def find_answers(call: Call) -> int:
    """Print the answers of the library that hold every word."""
    with open_called(call) as desk:
        found = answer_library(desk, " ".join(call.options.words))
        shapes = [
            {
                "code": each.code,
                "question": each.question.ar,
                "question_en": each.question.en,
                "answer": each.answer.ar,
                "answer_en": each.answer.en,
            }
            for each in found
        ]
        call.show(shapes, [f"{each.question.text(call.lang)}\n  {each.answer.text(call.lang)}" for each in found])
    return DONE
