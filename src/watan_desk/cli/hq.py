"""``watan-hq``: head office's command line. Each command opens the office, calls one function and shows its record."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from watan_desk.bundle.enrolment import Answer
from watan_desk.bundle.records import ImportReport
from watan_desk.cli.common import DONE, NO, Call, Deed, language, parser_in, run, shared_options
from watan_desk.cli.figures import period, report_options, show_figures
from watan_desk.cli.hq_policies import add_policies
from watan_desk.cli.hq_registers import add_registers
from watan_desk.common.arabic import ascii_digits
from watan_desk.common.errors import FieldProblem, Invalid, Unusable
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.headoffice.contacts import contacts
from watan_desk.headoffice.enrolling import Post, enrol, write_ring
from watan_desk.headoffice.figures import report, report_sheets
from watan_desk.headoffice.health import findings, last_deeds
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.minutes import minutes
from watan_desk.headoffice.office import HeadOffice, found, open_office
from watan_desk.headoffice.permissions import permit
from watan_desk.headoffice.records import cases, devices, overdue
from watan_desk.headoffice.replies import reply
from watan_desk.headoffice.sitting import INSTRUMENT_WORDS, OUTCOMES, Ruling, decide
from watan_desk.policy.activation import GRANTS
from watan_desk.store.types import plain, write_instant

PROGRAM = "watan-hq"
_DEFAULT_DATABASE = "default"
_DATES = ("start", "review")


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``watan-hq``; return its exit code."""
    words = sys.argv[1:] if argv is None else list(argv)
    return run(parser(language(words)), words)


def parser(lang: str) -> argparse.ArgumentParser:
    """Return the parser with its help in ``ar`` or ``en``."""
    shared = shared_options(lang)
    whole = parser_in(lang)(prog=PROGRAM, description=say("hq.help", lang), parents=[shared])
    commands = whole.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, do: Deed) -> argparse.ArgumentParser:
        told = say(f"hq.help.{name}", lang)
        made = commands.add_parser(name, help=told, description=told, parents=[shared])
        made.set_defaults(do=do)
        return made

    _init_options(command("init", _init), lang)
    _enrol_options(command("enrol", _enrol), lang)
    command("devices", _devices)
    command("import", _import).add_argument("files", nargs="+", type=Path, metavar="FILE")
    listing = command("cases", _cases)
    listing.add_argument("--pending", action="store_true", help=say("hq.help.pending", lang))
    listing.add_argument("--overdue", action="store_true", help=say("cli.help.overdue", lang))
    listing.add_argument("--branch", metavar="CODE", help=say("hq.help.branch", lang))
    _decide_options(command("decide", _decide), lang)
    permitting = command("permit", _permit)
    permitting.add_argument("permission", metavar="|".join(GRANTS), help=say("hq.help.permission", lang))
    permitting.add_argument("--branch", required=True, metavar="CODE", help=say("hq.help.branch", lang))
    permitting.add_argument("--reason", required=True, metavar="TEXT", help=say("hq.help.reason", lang))
    answering = command("reply", _reply)
    answering.add_argument("--branch", required=True, metavar="CODE", help=say("hq.help.branch", lang))
    answering.add_argument("--out", required=True, type=Path, metavar="FILE", help=say("hq.help.out", lang))
    sheet = command("minutes", _minutes)
    sheet.add_argument("--session", required=True, metavar="NO", help=say("hq.help.session", lang))
    sheet.add_argument("--date", required=True, metavar="D", help=say("hq.help.date", lang))
    sheet.add_argument("--out", required=True, type=Path, metavar="FILE", help=say("hq.help.out", lang))
    ring = command("keyring", _keyring)
    ring.add_argument("--out", required=True, type=Path, metavar="FILE", help=say("hq.help.out", lang))
    add_registers(command, _office, lang)
    report_options(command("report", _report), lang)
    add_policies(commands, shared, lang, _office)
    command("doctor", _doctor)
    return whole


def _init_options(made: argparse.ArgumentParser, lang: str) -> None:
    made.add_argument("--association", required=True, metavar="SLUG", help=say("hq.help.association", lang))
    made.add_argument("--db", default=_DEFAULT_DATABASE, metavar="URL", help=say("hq.help.db", lang))
    made.add_argument("--practice", action="store_true", help=say("hq.help.practice", lang))


def _enrol_options(made: argparse.ArgumentParser, lang: str) -> None:
    made.add_argument("request", type=Path, metavar="REQUEST", help=say("hq.help.request", lang))
    made.add_argument("--branch", required=True, metavar="CODE", help=say("hq.help.branch", lang))
    made.add_argument("--branch-name", default="", metavar="NAME", help=say("hq.help.branch_name", lang))
    made.add_argument("--phone", required=True, metavar="N", help=say("hq.help.phone", lang))
    made.add_argument("--delegate", required=True, metavar="NAME", help=say("hq.help.delegate", lang))
    made.add_argument("--out", required=True, type=Path, metavar="FILE", help=say("hq.help.out", lang))


def _decide_options(made: argparse.ArgumentParser, lang: str) -> None:
    made.add_argument("case", metavar="CASE", help=say("hq.help.case", lang))
    made.add_argument("outcome", choices=OUTCOMES, help=say("hq.help.outcome", lang))
    made.add_argument("--session", required=True, metavar="NO", help=say("hq.help.session", lang))
    made.add_argument("--date", required=True, metavar="D", help=say("hq.help.date", lang))
    for name in (
        "reason",
        "category",
        "support",
        "start",
        "duration",
        "review",
        "text",
        "override-wait",
        "by",
        "citation",
        "clause",
    ):
        made.add_argument(
            f"--{name}", default="", metavar="D" if name in _DATES else "TEXT", help=say(f"hq.help.{name}", lang)
        )
    made.add_argument("--instrument", default="", choices=INSTRUMENT_WORDS, help=say("hq.help.instrument", lang))


def _office(call: Call) -> HeadOffice:
    office = open_office(call.home(), call.passphrase())
    return office.at(call.clock(practice=office.practice))


def _init(call: Call) -> int:
    options = call.options
    if options.db != _DEFAULT_DATABASE:
        raise Unusable("headoffice.database")
    clock = call.clock(practice=options.practice)
    office = found(call.home(), call.passphrase(), options.association, practice=options.practice, clock=clock)
    call.tell("hq.made")
    call.show({"association": office.association, "practice": office.practice, "home": str(call.home())})
    return DONE


def _enrol(call: Call) -> int:
    options = call.options
    post = Post(options.branch, options.branch_name or options.branch, options.phone, options.delegate)
    answer = enrol(_office(call), options.request, post, options.out)
    digits = answer.fingerprint
    call.tell("hq.enrolled", device=answer.device)
    call.tell("hq.compare", digits=digits)
    call.show(_granted(answer, digits), [answer.device, digits])
    return DONE


def _granted(answer: Answer, digits: str) -> dict[str, Any]:
    return {
        "device": answer.device,
        "branch": answer.branch,
        "fingerprint": digits,
        "practice": answer.practice,
        "ranges": {"cases": answer.ranges.cases, "letters": answer.ranges.letters},
    }


def _minutes(call: Call) -> int:
    options = call.options
    pdf = minutes(_office(call), options.session.strip(), _day(options, "date"))
    write_durably(options.out, pdf)
    call.show({"session": options.session, "file": str(options.out)}, [str(options.out)])
    return DONE


def _keyring(call: Call) -> int:
    keyring = write_ring(_office(call), call.options.out)
    desks = [each.device for each in keyring.codes]
    call.show({"association": keyring.association, "devices": desks}, desks)
    return DONE


def _devices(call: Call) -> int:
    with _office(call).reading() as connection:
        listed = devices(connection)
    told = [
        {
            "device": each.code,
            "branch": each.branch,
            "branch_name": each.branch_name,
            "active": each.active,
            "confirmed_reply": each.have,
            "enrolled_at": write_instant(each.enrolled_at),
        }
        for each in listed
    ]
    call.show(told, [f"{each.code}\t{each.branch_name}" for each in listed])
    return DONE


def _import(call: Call) -> int:
    """Take each file in on its own; with ``--json`` one file gives one report, several give a list."""
    office = _office(call)
    taken = [(file, take_in(office, file)) for file in call.options.files]
    for file, outcome in taken:
        _tell_report(call, file, outcome)
    told = [outcome.document(call.lang) | {"file": file.name} for file, outcome in taken]
    call.show(told[0] if len(told) == 1 else told)
    return max(outcome.exit_code for _, outcome in taken)


def _tell_report(call: Call, file: Path, outcome: ImportReport) -> None:
    call.tell("hq.imported", file=file.name, outcome=outcome.sentence(call.lang))
    for item in outcome.quarantined:
        call.tell("hq.kept_aside", item=item.item[:12], reason=say(item.reason, call.lang))


def _cases(call: Call) -> int:
    office = _office(call)
    with office.reading() as connection:
        today = office.today(connection)
        listed = [
            held for held in cases(connection, branch=call.options.branch) if held.pending or not call.options.pending
        ]
        late = overdue(connection, today)
        listed = [held for held in listed if held.id in late or not call.options.overdue]
        reached = contacts(connection, office.association)
    lines, told = [], []
    for held in listed:
        waits = say("hq.waits", call.lang, day=held.earliest_reply) if held.held(today) else ""
        passed = say("hq.overdue", call.lang, day=late[held.id]) if held.id in late else ""
        contact = reached.get(held.id)
        parts = [
            held.number,
            say(f"state.{held.state}", call.lang),
            say(f"letter.outcome.{held.decision.outcome}", call.lang) if held.decision else "",
            waits + passed,
            contact.sentence(call.lang) if contact else "",
        ]
        lines.append("\t".join(parts).rstrip())
        told.append(
            held.document(today)
            | {"overdue_since": plain(late.get(held.id))}
            | ({"contact": contact.document(call.lang)} if contact else {})
        )
    call.show(told, lines)
    return DONE


def _decide(call: Call) -> int:
    options = call.options
    named = ("category", "support", "duration", "instrument", "citation", "clause")
    details = {name: getattr(options, name).strip() for name in named}
    details |= {name: _day(options, name).isoformat() for name in ("start", "review") if getattr(options, name)}
    ruling = Ruling(
        outcome=options.outcome,
        session_no=options.session,
        decided_on=_day(options, "date"),
        reason=options.reason,
        text=options.text,
        details={name: value for name, value in details.items() if value},
        override_wait=options.override_wait,
        decided_by=options.by,
    )
    office = _office(call)
    held = decide(office, options.case, ruling)
    with office.reading() as connection:
        today = office.today(connection)
    call.tell("hq.decided")
    if held.held(today):
        call.tell("hq.not_before", day=held.earliest_reply)
    call.show(held.document(today), [held.number])
    return DONE


def _day(options: argparse.Namespace, name: str) -> date:
    try:
        return date.fromisoformat(ascii_digits(getattr(options, name)))
    except ValueError as wrong:
        raise Invalid((FieldProblem(name, "headoffice.bad_date"),)) from wrong


def _permit(call: Call) -> int:
    options = call.options
    granted = permit(_office(call), options.branch, options.permission, options.reason)
    call.tell("hq.permitted")
    shown = {"id": granted.id, "permission": granted.name, "branch": options.branch, "reason": granted.reason}
    call.show(shown | {"granted_at": write_instant(granted.granted_at)}, [granted.id])
    return DONE


def _reply(call: Call) -> int:
    out = call.options.out
    written = reply(_office(call), call.options.branch, out)
    call.tell(
        "hq.replied", file=out.name, receipts=written.receipts, decisions=written.decisions, policies=written.policies
    )
    if written.held:
        call.tell("hq.held", count=written.held)
    told = {
        "file": str(out),
        "number": written.number,
        "branch": written.branch,
        "devices": written.devices,
        "items": written.receipts + written.decisions + written.policies,
        "receipts": written.receipts,
        "decisions": written.decisions,
        "policies": written.policies,
        "held": written.held,
        "sha256": written.sha256,
    }
    call.show(told, [written.sha256])
    return DONE


def _report(call: Call) -> int:
    office = _office(call)
    first, last = period(call)
    return show_figures(
        call, report(office, first=first, last=last), lambda found: report_sheets(office, found, call.lang)
    )


def _doctor(call: Call) -> int:
    office = _office(call)
    seen = findings(office)
    told = [
        {"code": each.code, "severity": each.severity, "message": say(each.code, call.lang, **each.params)}
        for each in seen
    ]
    sound = not any(each.severity == "error" for each in seen)
    readable = () if any(each.code == "headoffice.broken_database" for each in seen) else last_deeds(office)
    deeds = [{"number": last.number, "last_deed": last.last_deed, "journal": last.journal} for last in readable]
    lines = [each["message"] for each in told] or [say("hq.sound", call.lang)]
    call.show({"ok": sound, "findings": told, "cases": deeds}, lines)
    return DONE if sound else NO


if __name__ == "__main__":
    sys.exit(main())
