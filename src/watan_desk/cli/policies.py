"""``watan-desk policy``: the desk's own policy, who accepted it, and the association's papers."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, Call, Deed
from watan_desk.cli.opening import open_called
from watan_desk.cli.shapes import missing_shape, plain_shape
from watan_desk.common.arabic import apart
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.policy.sheets import KINDS
from watan_desk.policy.telling import approval_sentences, not_active, settled_sentences
from watan_desk.store.types import plain
from watan_desk.wiring.opened import unfit_forms
from watan_desk.wiring.policies import (
    PolicyState,
    accept,
    attach,
    paper,
    places,
    policy_state,
    sheet_bytes,
    sheet_of,
    tell_rights,
)


def add_policy(commands: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add ``policy`` to the program's parser."""
    group = commands.add_parser("policy", help=say("cli.help.policy", lang))
    known = group.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, do: Deed) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = known.add_parser(
            name, parents=[shared], help=say(f"cli.help.policy_{name}", lang)
        )
        made.set_defaults(do=do)
        return made

    command("show", show_policy)
    command("accept", accept_version)
    sheets = command("sheet", write_sheet)
    sheets.add_argument("kind", choices=KINDS)
    sheets.add_argument("--out", metavar="FILE.pdf", type=Path, help=say("cli.help.policy_out", lang))
    kept = command("attach", attach_own)
    kept.add_argument("place", metavar="policy|tool:N", help=say("cli.help.policy_place", lang))
    kept.add_argument("file", metavar="FILE.pdf", type=Path)
    opened = command("open", open_own)
    opened.add_argument("place", metavar="policy|tool:N", help=say("cli.help.policy_place", lang))
    opened.add_argument("--out", metavar="FILE.pdf", required=True, type=Path, help=say("cli.help.policy_out", lang))
    rights = command("rights", record_rights)
    rights.add_argument("number", metavar="CASE")
    rights.add_argument("--language", required=True, metavar="TEXT", help=say("cli.help.policy_language", lang))


def show_policy(call: Call) -> int:
    """Print how the desk stands towards its policy."""
    with open_called(call) as desk:
        _show(call, policy_state(desk))
    return DONE


def accept_version(call: Call) -> int:
    """Record that who works here has read the active version and accepts it."""
    with open_called(call) as desk:
        state = accept(desk, call.lang)
        call.tell("cli.policy_accepted", version=state.pack.version)
        for each in unfit_forms(desk.office):
            call.tell("doctor.own_form_unfit", **each.params)
        _show(call, state)
    return DONE


def write_sheet(call: Call) -> int:
    """Print a sheet about the policy, and write it as PDF where a file is named."""
    with open_called(call) as desk:
        found = sheet_of(desk, call.options.kind, call.lang)
        if call.options.out:
            write_durably(call.options.out, sheet_bytes(desk, call.options.kind))
        lines = [found.title]
        for section in found.sections:
            lines += [part for part in (section.heading, *section.lines) if part]
            lines += ["\t".join(row) for row in section.rows]
        call.show(asdict(found) | {"file": str(call.options.out) if call.options.out else None}, lines)
    return DONE


def attach_own(call: Call) -> int:
    """Keep a PDF of the association's own."""
    with open_called(call) as desk:
        _show(call, attach(desk, call.options.place, call.options.file))
    return DONE


def open_own(call: Call) -> int:
    """Write an attached paper to a file; exit 1 when it was not supplied."""
    with open_called(call) as desk:
        write_durably(call.options.out, paper(desk, call.options.place))
        call.show({"place": call.options.place, "file": str(call.options.out)}, [str(call.options.out)])
    return DONE


def record_rights(call: Call) -> int:
    """Record in a case that the rights card was explained, and in which language."""
    with open_called(call) as desk:
        told = tell_rights(desk, call.options.number, call.options.language).rights
        call.show([plain_shape(vars(each)) for each in told], [f"{each.at:%Y-%m-%d}\t{each.language}" for each in told])
    return DONE


def _show(call: Call, state: PolicyState) -> None:
    pack = state.pack
    shape = {
        "slug": pack.slug,
        "version": pack.version,
        "change_note": pack.change_note.text(call.lang) if pack.change_note else None,
        "accepted": state.accepted,
        "in_force": state.in_force,
        "approved_on": plain(state.approved_on),
        "settlement": _settled(state),
        "readings": [plain_shape(vars(each)) for each in state.readings],
        "papers": [plain_shape(vars(each)) for each in state.papers],
        "not_supplied": [place for place in places(pack) if place not in {each.place for each in state.papers}],
        "earlier": [each.version for each in state.earlier],
        "missing": missing_shape(state.unmet, call.lang),
    }
    lines = [f"{pack.slug} {pack.version}: {apart(pack.identity.policy_title)}"]
    lines += settled_sentences(state.settlement, call.lang) if state.settlement else []
    lines += approval_sentences(pack.approval, call.lang, confirmed=state.in_force, settled=state.settled)
    if pack.change_note:
        lines.append(say("gui.policy.changed", call.lang, note=pack.change_note.text(call.lang)))
    lines += [not_active(state.unmet, call.lang)] if state.unmet else []
    lines.append(say("pack.accepted" if state.accepted else "pack.not_accepted", call.lang))
    call.show(shape, lines)


def _settled(state: PolicyState) -> dict[str, Any] | None:
    word = state.settlement
    if word is None:
        return None
    return {name: plain(getattr(word, name)) for name in ("approved_on", "in_force_from", "meeting", "reason", "by")}
