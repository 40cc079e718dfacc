"""``watan-desk case``: the whole record, what is still missing, the journal, and any deed."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, Call
from watan_desk.cli.opening import open_called
from watan_desk.cli.shapes import completion_shape, dossier_shape, plain_shape
from watan_desk.common.errors import Unusable
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.dossier.completion import completion
from watan_desk.dossier.safe_contact import contact_of
from watan_desk.forms import Form
from watan_desk.policy.conditions import extension_of
from watan_desk.policy.journey import Facts
from watan_desk.policy.office import Shelf, form_name, form_words
from watan_desk.policy.pack import DEEDS, Pack, shipped_pack, shipped_packs
from watan_desk.store.cases import STATES
from watan_desk.wiring import STAGE_DEEDS, Desk
from watan_desk.wiring.access import note_export
from watan_desk.wiring.attachments import FileShown, blob_called, files_of, with_files
from watan_desk.wiring.reach import cases_for
from watan_desk.wiring.staff import reassign
from watan_desk.wiring.waiting import overdue_cases


class _DeedHelp(argparse.Action):
    """The help of ``case do``: it lists every deed with its form's fields, read from the forms themselves."""

    def __init__(self, *args: Any, lang: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._lang = lang

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the help and leave."""
        parser.print_help()
        sys.stdout.write("\n" + deeds_help(self._lang))
        parser.exit()


def add_case(commands: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add the ``case`` commands to the program's parser."""
    words = say("cli.help.case_words", lang, states=" ".join(STATES), deeds=" ".join(DEEDS))
    group = commands.add_parser("case", help=say("cli.help.case", lang), description=words)
    known = group.add_subparsers(required=True, metavar="COMMAND")
    listing = known.add_parser("list", parents=[shared], help=say("cli.help.case_list", lang))
    listing.add_argument("--overdue", action="store_true", help=say("cli.help.overdue", lang))
    listing.add_argument(
        "--beneficiary", choices=("internal", "external"), default="", help=say("cli.help.case_beneficiary", lang)
    )
    listing.add_argument("--department", default="", metavar="NAME", help=say("cli.help.case_department", lang))
    listing.set_defaults(do=list_cases)
    showing = known.add_parser("show", parents=[shared], help=say("cli.help.case_show", lang))
    showing.add_argument("number", metavar="NUMBER")
    showing.set_defaults(do=show_case)
    files = known.add_parser("files", parents=[shared], help=say("cli.help.case_files", lang))
    files.add_argument("number", metavar="NUMBER")
    files.add_argument("--out", type=Path, metavar="DIR", help=say("cli.help.case_files_out", lang))
    files.set_defaults(do=case_files)
    past = known.add_parser("history", parents=[shared], help=say("cli.help.case_history", lang))
    past.add_argument("number", metavar="NUMBER")
    past.set_defaults(do=case_history)
    passing = known.add_parser("reassign", parents=[shared], help=say("cli.help.case_reassign", lang))
    passing.add_argument("number", metavar="NUMBER")
    passing.add_argument("--to", required=True, metavar="CODE")
    passing.add_argument("--reason", required=True, metavar="TEXT")
    passing.set_defaults(do=reassign_case)
    deed = known.add_parser("do", parents=[shared], help=say("cli.help.case_do", lang), add_help=False)
    deed.add_argument("-h", "--help", action=_DeedHelp, nargs=0, lang=lang, help=say("cli.help.deed_help", lang))
    deed.add_argument("number", metavar="NUMBER|new")
    deed.add_argument("deed", metavar="DEED", choices=DEEDS)
    deed.add_argument("--data", metavar="FILE.json", help=say("cli.help.case_data", lang))
    deed.add_argument(
        "--file", action="append", default=[], metavar="QUESTION=FILE", help=say("cli.help.case_file", lang)
    )
    deed.add_argument("--form", metavar="CODE", default="", help=say("cli.help.case_form", lang))
    deed.set_defaults(do=do_deed)


def deeds_help(lang: str) -> str:
    """Return every deed with the fields of its form: ``*`` is always required, ``?`` asked only in some cases."""
    packs, lines = [shipped_pack(slug) for slug in shipped_packs()], [say("cli.help.deed_fields", lang)]
    for deed in ("open", *STAGE_DEEDS):
        lines.append(f"\n{deed}: {say('deed.' + deed, lang)}")
        known = {name: pack for pack in reversed(packs) for name in _form_names(pack, deed)}
        for name, pack in sorted(known.items()):
            lines += [f"  [{name}]"] if len(known) > 1 else []
            lines += fields_help(Shelf().form(name, form_words(pack, deed), extension_of(pack, deed)), lang)
    return "\n".join(lines) + "\n"


def _form_names(pack: Pack, deed: str) -> set[str]:
    """Return the names of the definitions that a deed's form can be of: one, or each of several request forms."""
    chosen = [item.code for item in pack.request_forms] if deed == "capture" else []
    return {form_name(pack, deed, code) for code in chosen or [""]}


def fields_help(form: Form, lang: str) -> list[str]:
    """Return the fields of a form, a line each."""
    lines = []
    for info in form.fields():
        mark = "?" if info.conditional else "*" if info.required else " "
        inside = f"{info.repeat}[]." if info.repeat else ""
        codes = f" [{'|'.join(info.choices)}]" if info.choices else ""
        lines.append(f"  {mark} {inside}{info.name} ({info.type}) {info.label.get(lang, '')}{codes}".rstrip())
    return lines


def reassign_case(call: Call) -> int:
    """Pass a case on to another member of the desk."""
    with open_called(call) as desk:
        owner = reassign(desk, call.options.number, call.options.to, call.options.reason)
        call.show({"number": call.options.number, "owner": owner.code}, [f"{call.options.number}\t{owner.code}"])
    return DONE


def list_cases(call: Call) -> int:
    """Print every case, newest first; with ``--overdue`` those whose period for the result has passed."""
    with open_called(call) as desk:
        if call.options.overdue:
            late = overdue_cases(desk)
            told = [plain_shape(vars(row.case) | {"latest_reply": row.latest_reply, "days": row.days}) for row in late]
            call.show(told, [f"{row.case.number}\t{row.latest_reply}\t{row.days}" for row in late], "cli.none_overdue")
            return DONE
        cases = cases_for(desk, call.options.beneficiary, call.options.department)
        shapes = [plain_shape(vars(case)) for case in cases]
        narrowed = call.options.beneficiary or call.options.department
        lines = [f"{case.number}\t{say('state.' + case.state, call.lang)}" for case in cases]
        call.show(shapes, lines, "cli.none" if narrowed else "cli.none_cases")
    return DONE


def show_case(call: Call) -> int:
    """Print the whole record of a case and what is still missing."""
    with open_called(call) as desk:
        dossier = desk.dossier(call.options.number)
        facts = desk.facts(dossier)
        office = desk.offices.of_case(dossier.case, desk.granted)
        whole = completion(dossier, office, desk.clock.now())
        shape = dossier_shape(dossier, office.pack, facts, call.lang) | {"complete": completion_shape(whole)}
        lines = [f"{dossier.case.number}\t{say('state.' + dossier.case.state, call.lang)}"]
        contact = contact_of(dossier, office)
        if contact is not None:
            lines.append(contact.sentence(call.lang))
            shape["contact"] = contact.document(call.lang)
        about = {"request_form": office.request_label(call.lang), "place": office.place_label(dossier.place, call.lang)}
        lines += [f"{say(f'figures.{name}', call.lang)}: {said}" for name, said in about.items() if said]
        for name, figure in (("data", whole.data), ("documents", whole.documents)):
            lines.append(say(f"cli.complete_{name}", call.lang, fine=figure.fine, count=figure.of, left=figure.left))
        for step in shape["steps"]:
            lines.append(f"{step['position']}. {step['heading']}: {say('step.' + step['state'], call.lang)}")
            lines += [f"   - {item['message']}" for item in step["left"]]
        call.show(shape, lines)
    return DONE


def case_history(call: Call) -> int:
    """Print the journal of a case: what was done, when, by whom, and which fields it changed."""
    with open_called(call) as desk:
        history = desk.history(call.options.number)
        lines = [f"{item['journal']}\t{item['at']}\t{say('deed.' + item['deed'], call.lang)}" for item in history]
        call.show(history, lines)
    return DONE


def case_files(call: Call) -> int:
    """Print the files that are answers of a case; ``--out`` copies them out, which the log of exports notes."""
    number, out = call.options.number, call.options.out
    with open_called(call) as desk:
        found = files_of(desk, number)
        if out is not None and found:
            copy_files(desk, number, found, out)
        call.show([vars(each) for each in found], [f"{each.name}\t{each.media}\t{each.size}" for each in found])
    return DONE


def copy_files(desk: Desk, number: str, files: tuple[FileShown, ...], out: Path) -> None:
    """Copy files of a case or an entry into a folder, and note it in the log of exports.

    Raises:
        Unusable: there is no such folder.
    """
    if not out.is_dir():
        raise Unusable("bundle.no_folder")
    note_export(desk, "file", number)
    for each in files:
        write_durably(out / each.name, blob_called(desk, each.name).data, private=True)


def do_deed(call: Call) -> int:
    """Do one deed on a case (``new`` for reception) with the answers of a JSON file and files named beside it."""
    data = read_answers(call.options.data)
    if call.options.form:
        data |= {"request_form": call.options.form}
    number = None if call.options.number == "new" else call.options.number
    files = dict(named_file(given) for given in call.options.file)
    with open_called(call) as desk:
        if files:
            data = with_files(desk, call.options.deed, number, data, files)
        done = desk.do(call.options.deed, number, data)
        case = done.dossier.case if done.dossier else None
        shape = {
            "deed": done.deed,
            "journal": done.position,
            "number": case.number if case else None,
            "state": case.state if case else None,
        }
        call.show(shape, [f"{case.number if case else '-'}\t{done.position}"])
        if done.deed == "capture" and done.dossier:
            _tell_open_answers(call, desk.facts(done.dossier))
    return DONE


def _tell_open_answers(call: Call, facts: Facts) -> None:
    """Say which answers of a request were kept though they are wrong or missing; later deeds wait for them."""
    left = [item.sentence(call.lang) for item in facts.missing["answers_complete"]]
    if left:
        call.tell("cli.answers_left", left=say("common.list_joint", call.lang).join(left))


def named_file(given: str) -> tuple[str, Path]:
    """Return question and file of ``QUESTION=FILE``.

    Raises:
        Unusable: it is not of that form.
    """
    name, told, path = given.partition("=")
    if not (name and told and path):
        raise Unusable("cli.named_file")
    return name, Path(path)


def read_answers(name: str | None) -> dict[str, Any]:
    """Return the answers of a JSON file (``-`` reads standard input); none where no file is named.

    Raises:
        Unusable: the file cannot be read or holds no JSON object.
    """
    if name is None:
        return {}
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        data = json.loads(text)
    except (OSError, ValueError, RecursionError) as wrong:
        raise Unusable("cli.data_file") from wrong
    if not isinstance(data, dict):
        raise Unusable("cli.data_file")
    return data
