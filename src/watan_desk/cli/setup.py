"""``watan-desk init`` and ``enrol``: from an empty folder to a working desk; ``doctor``: is everything whole."""

import argparse
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, NO, Call
from watan_desk.cli.opening import open_called
from watan_desk.common.clock import SystemClock
from watan_desk.common.errors import Unusable
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.policy.office import SETTINGS, settings_of
from watan_desk.policy.pack import shipped_packs
from watan_desk.wiring import enrol_desk, init_desk

REQUEST_FILE = "enrolment-request.json"


def add_setup(commands: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add ``init``, ``enrol`` and ``doctor`` to the program's parser."""
    begin = commands.add_parser("init", parents=[shared], help=say("cli.help.init", lang))
    begin.add_argument("--association", metavar="SLUG", required=True, choices=shipped_packs())
    begin.add_argument("--out", metavar="FILE", help=say("cli.help.init_out", lang))
    begin.set_defaults(do=init)
    enter = commands.add_parser("enrol", parents=[shared], help=say("cli.help.enrol", lang))
    enter.add_argument("file", metavar="FILE")
    enter.set_defaults(do=enrol)
    group = commands.add_parser("setting", help=say("cli.help.setting", lang))
    known = group.add_subparsers(required=True, metavar="COMMAND")
    listing = known.add_parser("list", parents=[shared], help=say("cli.help.setting_list", lang))
    listing.set_defaults(do=list_settings)
    change = known.add_parser("set", parents=[shared], help=say("cli.help.setting_set", lang))
    change.add_argument("name", choices=SETTINGS)
    change.add_argument("value", metavar="VALUE")
    change.set_defaults(do=set_setting)
    look = commands.add_parser("doctor", parents=[shared], help=say("cli.help.doctor", lang))
    look.set_defaults(do=doctor)


def init(call: Call) -> int:
    """Make the laptop's keys and database, and write the request file for head office."""
    home = call.home()
    asked = init_desk(home, call.passphrase(), call.options.association, SystemClock())
    target = Path(call.options.out) if call.options.out else home / REQUEST_FILE
    write_durably(target, asked)
    call.tell("cli.request_written")
    call.show({"request": str(target)}, [str(target)])
    return DONE


def enrol(call: Call) -> int:
    """Take in head office's answer and print the six digits to compare aloud."""
    try:
        raw = Path(call.options.file).read_bytes()
    except OSError as wrong:
        raise Unusable("cli.file_unreadable") from wrong
    with open_called(call) as desk:
        granted = enrol_desk(desk, raw)
        shape = {
            "device": granted.device,
            "branch": granted.branch,
            "practice": granted.practice,
            "fingerprint": granted.fingerprint,
        }
        call.tell("cli.compare_fingerprint", digits=granted.fingerprint)
        call.show(shape, [f"{granted.device}\t{granted.fingerprint}"])
    return DONE


def list_settings(call: Call) -> int:
    """Print what the policy leaves to the association, and what it has set."""
    with open_called(call) as desk:
        asked = settings_of(desk.office.pack)
        shapes = [{"name": name, "kind": kind, "value": desk.settings.get(name)} for name, kind in asked.items()]
        call.show(shapes, [f"{item['name']}\t{item['value'] or '-'}" for item in shapes])
    return DONE


def set_setting(call: Call) -> int:
    """Set one of them; an empty value unsets it."""
    with open_called(call) as desk:
        desk.set(call.options.name, call.options.value)
        name, value = call.options.name, desk.settings.get(call.options.name)
        call.show({"name": name, "value": value}, [f"{name}\t{value or '-'}"])
    return DONE


def doctor(call: Call) -> int:
    """Check database, journal chain, fonts, disk and clock; exit 1 when something is wrong."""
    with open_called(call) as desk:
        report = desk.examine()
        shape = {
            "ok": report.sound,
            "findings": [
                {"code": item.code, "severity": item.severity, "message": item.sentence(call.lang)}
                for item in report.findings
            ],
            "cases": [vars(row) for row in report.cases],
            "attachments": report.attachments,
        }
        lines = [item.sentence(call.lang) for item in report.findings] or [say("doctor.sound", call.lang)]
        lines += [say("doctor.files", call.lang, count=report.attachments)] if report.attachments else []
        call.show(shape, lines)
    return DONE if report.sound else NO
