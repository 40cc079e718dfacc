"""``watan-hq approval`` and ``publish``: head office's hand on the policy."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, Call
from watan_desk.common.arabic import ltr
from watan_desk.common.errors import FieldProblem, Invalid
from watan_desk.common.messages import say
from watan_desk.headoffice.forms import missing_media, publish_form
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.permissions import retired_permissions
from watan_desk.headoffice.policies import Word, publish, settle, settlements
from watan_desk.headoffice.versions import known_versions
from watan_desk.policy.signed import Settlement
from watan_desk.policy.telling import approval_sentences, settled_sentences
from watan_desk.store.types import plain

Opener = Callable[[Call], HeadOffice]


def add_policies(commands: Any, shared: argparse.ArgumentParser, lang: str, opened: Opener) -> None:
    """Add the commands to head office's parser; ``opened`` opens the office that a call is about."""
    group = commands.add_parser("approval", help=say("hq.help.approval", lang))
    known = group.add_subparsers(required=True, metavar="COMMAND")
    listing = known.add_parser("show", parents=[shared], help=say("hq.help.approval_show", lang))
    listing.set_defaults(do=lambda call: _show(call, opened(call)))
    made = known.add_parser("settle", parents=[shared], help=say("hq.help.approval_settle", lang))
    made.add_argument("--day", default="", metavar="D", help=say("hq.help.approval_day", lang))
    made.add_argument("--in-force-from", default="", metavar="D", help=say("hq.help.in_force_from", lang))
    made.add_argument("--meeting", default="", metavar="NO", help=say("hq.help.meeting", lang))
    made.add_argument("--reason", required=True, metavar="TEXT", help=say("hq.help.settle_reason", lang))
    made.add_argument("--by", required=True, metavar="NAME", help=say("hq.help.settled_by", lang))
    made.add_argument("--version", default="", metavar="VERSION", help=say("hq.help.pack_version", lang))
    made.set_defaults(do=lambda call: _settle(call, opened(call)))
    out = commands.add_parser("publish", parents=[shared], help=say("hq.help.publish", lang))
    what = out.add_mutually_exclusive_group(required=True)
    what.add_argument("--pack", type=Path, metavar="DIR", help=say("hq.help.publish_pack", lang))
    what.add_argument("--form", type=Path, metavar="FORM", help=say("hq.help.publish_form", lang))
    out.set_defaults(do=lambda call: _publish(call, opened(call)))


def _settle(call: Call, office: HeadOffice) -> int:
    options = call.options
    word = Word(
        approved_on=_day(options.day, "day"),
        in_force_from=_day(options.in_force_from, "in-force-from"),
        meeting=options.meeting,
        reason=options.reason,
        by=options.by,
        version=options.version,
    )
    made = settle(office, word)
    call.tell("hq.settled")
    call.show(_shape(made), settled_sentences(made, call.lang))
    return DONE


def _show(call: Call, office: HeadOffice) -> int:
    with office.reading() as connection:
        versions, words = known_versions(connection, office.association), settlements(office, connection)
        old = retired_permissions(connection)
    confirmed = {word.version for word in words if word.in_force_from}
    shapes, lines = [], []
    for each in versions:
        pack = each.pack
        about = [word for word in words if word.version == pack.version]
        shapes.append(
            {
                "slug": pack.slug,
                "version": pack.version,
                "published_at": plain(each.published_at),
                "status": pack.approval.status(),
                "settlements": [_shape(word) for word in about],
            }
        )
        lines += [
            f"{pack.slug} {pack.version}",
            *approval_sentences(pack.approval, call.lang, confirmed=pack.version in confirmed),
        ]
        lines += [sentence for word in about for sentence in settled_sentences(word, call.lang)]
    if old and versions[-1].pack.version not in confirmed:
        branches = (f"{branch} ({line.granted_at:%Y-%m-%d}: {line.reason})" for branch, line in old)
        call.tell("hq.old_permissions", branches=say("common.list_joint", call.lang).join(branches))
    call.show(shapes, lines)
    return DONE


def _publish(call: Call, office: HeadOffice) -> int:
    if call.options.form:
        return _publish_form(call, office)
    pack = publish(office, call.options.pack)
    note = pack.change_note.text(call.lang) if pack.change_note else ""
    call.tell("hq.published", version=pack.version)
    call.show({"slug": pack.slug, "version": pack.version, "change_note": note}, [f"{pack.slug}\t{pack.version}"])
    return DONE


def _publish_form(call: Call, office: HeadOffice) -> int:
    made = publish_form(office, call.options.form)
    call.tell("hq.form_published", form=made.form_id, version=made.version)
    missing = missing_media(made)
    if missing:
        call.tell("hq.form_without", files=ltr(" ".join(missing)))
    shape: dict[str, Any] = {"form_id": made.form_id, "version": made.version, "name": made.name, "sha256": made.sha256}
    shape |= {"files": sorted(made.media), "missing": [*missing]}
    call.show(shape, [f"{made.form_id}\t{made.version}"])
    return DONE


def _shape(word: Settlement) -> dict[str, Any]:
    names = ("id", "pack", "version", "approved_on", "meeting", "in_force_from", "reason", "by", "settled_at")
    return {name: plain(getattr(word, name)) for name in names}


def _day(text: str, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise Invalid((FieldProblem(name, "headoffice.bad_date"),)) from wrong
