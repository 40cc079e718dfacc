"""``watan-desk form check``: a form author's tool, which is also the black-box door of the form engine.

It needs no desk. Without steps it says whether a form loads, what it asks first and what is wrong with it. Steps,
results and batches are plain JSON (``forms/trial.py``); civil days are Saudi days unless ``TZ`` names another zone.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import tzinfo
from pathlib import Path
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from watan_desk.cli.common import DONE, NO, UNUSABLE, Call, shared_options
from watan_desk.cli.form_print import add_form_print
from watan_desk.cli.own_forms import add_own_forms
from watan_desk.common.clock import SAUDI
from watan_desk.common.errors import Unusable
from watan_desk.common.messages import LANGUAGES, say
from watan_desk.forms import CHECKS, Form, FormError, Record, compile_form, load_form
from watan_desk.forms.explaining import explain
from watan_desk.forms.lints import lint
from watan_desk.forms.telling import told
from watan_desk.forms.trial import Shape, Step, Trial
from watan_desk.forms.wordings import language_code
from watan_desk.forms.workbook import write_workbook
from watan_desk.policy.conditions import extension_of
from watan_desk.policy.office import DEED_FORMS, form_name, form_words
from watan_desk.policy.pack import shipped_pack

DEVICE = {"deviceID": "device"}
"""What a form being tried is told of the device, unless a case names more."""
_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a fault of ours would raise: in a batch it is told for its own case and leaves the others alone."""


def add_forms(commands: Any, _: argparse.ArgumentParser, lang: str) -> None:
    """Add ``form check`` to the program's parser; its shared options are its own, for ``--lang`` means more here."""
    group = commands.add_parser("form", help=say("forms.help_form", lang))
    known = group.add_subparsers(required=True, metavar="COMMAND")
    check = known.add_parser(
        "check", parents=[shared_options(lang)], help=say("forms.help_check", lang), conflict_handler="resolve"
    )
    check.add_argument("form", metavar="FORM", nargs="?", type=Path, help=say("forms.help_file", lang))
    check.add_argument("steps", metavar="STEPS.json", nargs="?", type=Path, help=say("forms.help_steps", lang))
    check.add_argument("--lang", metavar="NAME", dest="form_lang", help=say("forms.help_lang", lang))
    check.add_argument("--eval", metavar="EXPR", help=say("forms.help_eval", lang))
    check.add_argument("--at", metavar="REF", help=say("forms.help_at", lang))
    check.add_argument("--explain", metavar="REF", help=say("forms.help_explain", lang))
    check.add_argument("--batch", metavar="FILE", type=Path, help=say("forms.help_batch", lang))
    check.set_defaults(do=check_form)
    add_form_print(known, shared_options(lang), lang)
    add_own_forms(known, shared_options(lang), lang)
    sheet = known.add_parser("xlsx", parents=[shared_options(lang)], help=say("forms.help_xlsx", lang))
    sheet.add_argument("form", metavar="FORM", type=Path, help=say("forms.help_file", lang))
    sheet.add_argument("--out", metavar="FILE.xlsx", type=Path, required=True, help=say("forms.help_out", lang))
    sheet.add_argument("--association", metavar="SLUG", help=say("forms.help_association", lang))
    sheet.set_defaults(do=build_workbook)


def build_workbook(call: Call) -> int:
    """Write a form as a workbook, in the words and with the channels of an association if one is named."""
    options = call.options
    if options.association is None:
        write_workbook(options.form, options.out)
    else:
        pack = shipped_pack(options.association)
        deed = next((deed for deed in DEED_FORMS if form_name(pack, deed) == options.form.stem), "capture")
        channels = [(item.code, {"ar": item.label.ar, "en": item.label.en}) for item in pack.channels]
        words, added = form_words(pack, deed), extension_of(pack, deed)
        write_workbook(options.form, options.out, words=words, lists={"channel": channels}, extension=added)
    call.show({"file": options.out.name}, [options.out.name])
    return DONE


def check_form(call: Call) -> int:
    """Check one form, or every case of a batch."""
    options = call.options
    if language_code(options.form_lang or "") in LANGUAGES:
        options.lang = language_code(options.form_lang)  # our own sentences follow the form's language
    if options.batch is not None:
        results = [_case(call, case) for case in _list_in(options.batch)]
        sys.stdout.write(json.dumps(results, ensure_ascii=False) + "\n")
        return DONE
    if options.form is None:
        raise Unusable("forms.no_form")
    steps = [] if options.steps is None else _list_in(options.steps)
    loaded: list[Form] = []

    def load() -> Form:
        loaded.append(load_form(options.form, checks=CHECKS))
        return loaded[0]

    result = _tried(call, load, steps, None)
    if result["status"] == "ok":
        result |= _linted(call, loaded[0])
    call.show(result, told(result, call.lang))
    if result["status"] != "ok":
        return UNUSABLE
    return DONE if result["valid"] else NO


def _linted(call: Call, form: Form) -> Shape:
    """Return what the form's author should know, as sentences and as data."""
    found = lint(form, call.options.form)
    told_ = [{**asdict(each), "message": each.sentence(call.lang)} for each in found]
    return {"warnings": [each["message"] for each in told_], "findings": told_}


def _list_in(source: Path) -> list[Any]:
    """Return the list in a JSON file, or that of its ``steps``.

    Raises:
        Unusable: the file cannot be read, or holds something else.
    """
    try:
        held = json.loads(source.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as wrong:
        raise Unusable("forms.json_unreadable", file=source.name) from wrong
    if isinstance(held, dict):
        held = held.get("steps")
    if not isinstance(held, list) or not all(isinstance(item, dict) for item in held):
        raise Unusable("forms.json_unreadable", file=source.name)
    return held


def _case(call: Call, case: Mapping[str, Any]) -> Shape:
    """Return the result of one case of a batch, with its ``id``."""
    given = case.get("attachments") or {}

    def load() -> Form:
        if "form" in case:
            return compile_form(str(case["form"]), checks=CHECKS, attachments=given.get)
        return load_form(Path(str(case.get("form_path"))), checks=CHECKS, attachments=given)

    try:
        result = _tried(call, load, case.get("steps") or [], case.get("preload"))
    except _FAULTS as fault:
        result = {"status": "crash", "error": say("cli.unforeseen", call.lang, kind=type(fault).__name__)}
    return {"id": case.get("id"), **result}


def _tried(call: Call, load: Callable[[], Form], steps: Sequence[Step], properties: Mapping[str, str] | None) -> Shape:
    """Return the result of one form and its steps; a form that cannot be used is ``form-error``."""
    started = perf_counter()
    try:
        form = load()
        loaded = perf_counter()
        clock = call.clock(practice=True)
        record = form.open(now=clock.now, lang=_language(call, form), zone=_zone(), properties=properties or DEVICE)
    except FormError as error:
        return {"status": "form-error", "error": error.sentence(call.lang), "warnings": []}
    opened = perf_counter()
    trial = Trial(record, call.lang)
    trial.run(steps)
    done = perf_counter()
    result = trial.result()
    result["warnings"] = list(form.notices(call.lang))
    result |= _evaluated(call, record) | _explained(call, record)
    times = {"load_ms": loaded - started, "create_ms": opened - loaded, "steps_ms": done - opened}
    return {**result, "timing": {name: round(1000 * seconds, 3) for name, seconds in times.items()}}


def _evaluated(call: Call, record: Record) -> Shape:
    expression = call.options.eval
    if expression is None:
        return {}
    try:
        return {"eval": {"expression": expression, "value": record.evaluate(expression, call.options.at)}}
    except FormError as error:
        return {"eval": {"expression": expression, "error": error.sentence(call.lang)}}


def _explained(call: Call, record: Record) -> Shape:
    ref = call.options.explain
    if ref is None:
        return {}
    try:
        return {"explained": list(explain(record, ref, call.lang))}
    except FormError as error:
        return {"explained": [error.sentence(call.lang)]}


def _language(call: Call, form: Form) -> str:
    """Return the code of the form's language that is asked for, else its first; one that names none is English."""
    wanted = call.options.form_lang or ("" if call.options.batch else call.lang)  # a batch begins as other tools do
    code = language_code(wanted)
    return code if code in form.languages else next(iter(form.languages), LANGUAGES[-1])


def _zone() -> tzinfo:
    """Return the zone that ``TZ`` names, else Saudi time."""
    try:
        return ZoneInfo(os.environ["TZ"])
    except (KeyError, ValueError, ZoneInfoNotFoundError):
        return SAUDI
