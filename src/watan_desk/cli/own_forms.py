"""``watan-desk form import``, ``form list`` and ``form use``: the association's own request form."""

import argparse
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, NO, Call
from watan_desk.cli.opening import open_called
from watan_desk.cli.shapes import plain_shape
from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import Unusable
from watan_desk.common.messages import say
from watan_desk.wiring.own_forms import (
    LookedOver,
    keep_own,
    look_over,
    request_forms,
    use_own,
    use_programs,
)


def add_own_forms(group: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add the three commands to those about forms."""
    imported = group.add_parser("import", parents=[shared], help=say("own_form.help_import", lang))
    imported.add_argument("form", metavar="FORM", type=Path, help=say("forms.help_file", lang))
    imported.set_defaults(do=import_own)
    listed = group.add_parser("list", parents=[shared], help=say("own_form.help_list", lang))
    listed.set_defaults(do=list_own)
    used = group.add_parser("use", parents=[shared], help=say("own_form.help_use", lang))
    used.add_argument("form", metavar="ID", nargs="?")
    used.add_argument("version", metavar="VERSION", nargs="?")
    used.add_argument("--shipped", action="store_true", help=say("own_form.help_shipped", lang))
    used.set_defaults(do=use_kept)


def import_own(call: Call) -> int:
    """Check a form and keep it; exit 1 with nothing kept where the desk could not work with it."""
    with open_called(call) as desk:
        looked = look_over(desk, call.options.form)
        if not looked.ready:
            lines = [*_said(call, looked), *_lacking(call, looked), say("own_form.not_kept", call.lang)]
            call.show(_shape(call, looked, kept=False), lines)
            return NO
        kept = keep_own(desk, looked)
        told = say("own_form.kept", call.lang, form=kept.form_id, version=kept.version)
        call.show(_shape(call, looked, kept=True), [*_said(call, looked), told])
    return DONE


def list_own(call: Call) -> int:
    """Print the request forms of the desk."""
    with open_called(call) as desk:
        found = request_forms(desk)
        shipped = [{"form_id": it.form_id, "version": it.version, "in_use": it.in_use} for it in found.shipped]
        unfit = [
            {"form_id": form, "name": each.name, "message": say(each.key, call.lang, name=each.name)}
            for form, items in found.unfit.items()
            for each in items
        ]
        shape = {
            "shipped": shipped[0],
            "all_shipped": shipped,
            "own": [plain_shape(vars(each)) for each in found.own],
            "unfit": unfit,
        }
        lines = [f"{it.form_id} {it.version}: {say('own_form.shipped', call.lang)}" for it in found.shipped]
        for each in found.own:
            state = "" if each.since is None else say("own_form.in_use", call.lang, day=saudi_day(each.since))
            lines.append("\t".join(part for part in (f"{each.form_id} {each.version}: {each.name}", state) if part))
        lines += [f"! {told['form_id']}: {told['message']}" for told in unfit]
        call.show(shape, lines)
    return DONE


def use_kept(call: Call) -> int:
    """Make a kept form, or the program's, the form of new requests.

    Raises:
        Unusable: neither a form with its version nor ``--shipped`` is named, or both are; ``--shipped`` with a form
            goes back for that one of several only.
    """
    form, version, shipped = call.options.form, call.options.version, call.options.shipped
    if bool(version) == shipped or not (form or shipped):
        raise Unusable("cli.usage")
    with open_called(call) as desk:
        if shipped:
            back = use_programs(desk, form or "").shipped
            form, version = next(((it.form_id, it.version) for it in back if it.form_id == form), back[0].key)
            told = say("own_form.shipped_used", call.lang)
        else:
            use_own(desk, form, version)
            told = say("own_form.used", call.lang, form=form, version=version)
        call.show({"form_id": form, "version": version, "shipped": shipped}, [told])
    return DONE


def _said(call: Call, looked: LookedOver) -> list[str]:
    return [each.sentence(call.lang) for each in looked.findings]


def _lacking(call: Call, looked: LookedOver) -> list[str]:
    said = [say(each.key, call.lang, name=each.name) for each in looked.lacking]
    return said if looked.form.version else [*said, say("own_form.no_version", call.lang)]


def _shape(call: Call, looked: LookedOver, *, kept: bool) -> dict[str, Any]:
    findings = [
        {"key": each.key, "sheet": each.sheet, "row": each.row, "column": each.column, "name": each.name}
        | {"message": each.sentence(call.lang)}
        for each in looked.findings
    ]
    lacking = [{"name": each.name, "message": say(each.key, call.lang, name=each.name)} for each in looked.lacking]
    about = {"form_id": looked.form.id, "version": looked.form.version, "sha256": looked.sha256}
    return about | {"kept": kept, "findings": findings, "lacking": lacking}
