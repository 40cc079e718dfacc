"""``watan-desk pack`` and ``value``: what needs no desk."""

import argparse
import sys
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, NO, Call
from watan_desk.cli.shapes import lint_shape, pack_shape
from watan_desk.common.arabic import apart
from watan_desk.common.identifiers import CHECKS, Verdict, check
from watan_desk.common.messages import has, say
from watan_desk.headoffice.linting import lint_pack
from watan_desk.policy.office import missing_identity
from watan_desk.policy.pack import shipped_pack, shipped_packs
from watan_desk.policy.telling import approval_sentences, doubt_sentence
from watan_desk.wiring import KEY_FILE, active_association


def add_packs(commands: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add ``pack`` and ``value`` to the program's parser."""
    group = commands.add_parser("pack", help=say("cli.help.pack", lang))
    known = group.add_subparsers(required=True, metavar="COMMAND")
    listing = known.add_parser("list", parents=[shared], help=say("cli.help.pack_list", lang))
    listing.set_defaults(do=list_packs)
    showing = known.add_parser("show", parents=[shared], help=say("cli.help.pack_show", lang))
    showing.add_argument("slug", metavar="SLUG")
    showing.set_defaults(do=show_pack)
    linting = known.add_parser("lint", parents=[shared], help=say("cli.help.pack_lint", lang))
    linting.add_argument("path", metavar="PATH", type=Path)
    linting.set_defaults(do=lint)
    value = commands.add_parser("value", help=say("cli.help.value", lang))
    checks = value.add_subparsers(required=True, metavar="COMMAND")
    one = checks.add_parser("check", parents=[shared], help=say("cli.help.value_check", lang))
    one.add_argument("kind", choices=sorted(CHECKS))
    one.add_argument("value", metavar="VALUE")
    one.set_defaults(do=check_value)


def list_packs(call: Call) -> int:
    """Print the packs that come with the program, and which one the desk in the home folder uses."""
    active = None
    if call.names_passphrase() and (call.home() / KEY_FILE).exists():
        active = active_association(call.home(), call.passphrase())
    shapes = [
        {"slug": pack.slug, "name": pack.identity.name, "version": pack.version, "active": pack.slug == active}
        for pack in map(shipped_pack, shipped_packs())
    ]
    call.show(shapes, [f"{item['slug']}\t{item['version']}\t{item['name']}" for item in shapes])
    return DONE


def show_pack(call: Call) -> int:
    """Print one pack whole."""
    pack = shipped_pack(call.options.slug)
    shape = pack_shape(pack)
    lines = [f"{shape['slug']} {shape['version']}: {apart(pack.identity.name)}"]
    lines += [f"{step['position']}. {step['heading']}" for step in shape["steps"]]
    lines += approval_sentences(pack.approval, call.lang)
    if missing := missing_identity(pack):
        labels = say("letter.list_joint", call.lang).join(say(f"letter.field.{name}", call.lang) for name in missing)
        lines.append(say("pack.missing", call.lang, fields=labels))
    lines += [doubt_sentence(item, call.lang) for item in pack.findings()]
    call.show(shape, lines)
    return DONE


def lint(call: Call) -> int:
    """Examine a pack; exit 1 when the program would refuse it."""
    found = lint_pack(call.options.path)
    faults = [
        {"code": item.code, "place": found.where(item), "message": item.sentence(call.lang)} for item in found.faults
    ]
    shapes = [
        lint_shape(item) | {"printed": item.printed, "message": say(f"pack.lint_{item.code}", call.lang)}
        for item in found.doubts
        if has(f"pack.lint_{item.code}")
    ]
    lines = [f"{item['place']}: {item['message']}" for item in faults]
    lines += [doubt_sentence(item, call.lang) for item in found.doubts if has(f"pack.lint_{item.code}")]
    call.tell("pack.refused") if faults else call.tell("pack.linted", count=len(shapes))
    pack = found.pack
    if pack and pack.change_note is None and (pack.slug, pack.version) not in _released():
        call.tell("pack.note_needed")
    about = {"slug": pack.slug, "version": pack.version} if pack else {"slug": None, "version": None}
    call.show(about | {"ok": not faults, "faults": faults, "lints": shapes}, lines)
    return NO if faults else DONE


def _released() -> set[tuple[str, str]]:
    """Return the versions that come with the program: only these need not say what they change."""
    return {(pack.slug, pack.version) for pack in map(shipped_pack, shipped_packs())}


def check_value(call: Call) -> int:
    """Check one value, or with ``-`` one a line; exit 1 when any is refused."""
    given = call.options.value
    values = sys.stdin.read().splitlines() if given == "-" else [given]
    verdicts = [check(call.options.kind, value) for value in values]
    shapes = [_verdict_shape(value, verdict, call) for value, verdict in zip(values, verdicts, strict=True)]
    call.show(shapes, [_verdict_line(verdict) for verdict in verdicts])
    return DONE if all(verdict.ok for verdict in verdicts) else NO


def _verdict_line(verdict: Verdict) -> str:
    if not verdict.ok:
        return verdict.code
    return "\t".join(["ok", verdict.normalised, *([verdict.warning] if verdict.warning else [])])


def _verdict_shape(value: str, verdict: Verdict, call: Call) -> dict[str, Any]:
    key = f"value.{verdict.code or verdict.warning}"
    return {
        "value": value,
        "ok": verdict.ok,
        "code": verdict.code,
        "normalised": verdict.normalised,
        "warning": verdict.warning,
        "message": say(key, call.lang) if has(key) else "",
    }
