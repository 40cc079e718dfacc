"""``watan-desk form print``: a form on paper, blank or filled, from the same definition as on the screen (R30, R60).

It needs no desk for a form in a file; where a desk is named with its passphrase the association's head stands above it,
and a deed's name (``capture``) prints this desk's own form.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, Call
from watan_desk.cli.opening import open_called
from watan_desk.common.errors import Unusable
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.forms import CHECKS, Form, Record, load_form
from watan_desk.letter.paper_form import Paper, opened_for_paper, render_form
from watan_desk.letter.text import Letterhead
from watan_desk.letter.values import letterhead_of
from watan_desk.wiring.paper_forms import blank_form


def add_form_print(group: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add ``form print`` to the commands about forms."""
    printing = group.add_parser("print", parents=[shared], help=say("paper_form.help_print", lang))
    printing.add_argument("form", metavar="FORM", help=say("paper_form.help_form", lang))
    printing.add_argument("--answers", metavar="FILE", type=Path, help=say("paper_form.help_answers", lang))
    printing.add_argument("--out", metavar="FILE.pdf", type=Path, required=True)
    printing.set_defaults(do=print_form)


def print_form(call: Call) -> int:
    """Write the form as a PDF; its language is that of the call, where the form has it."""
    options = call.options
    source = Path(options.form)
    if source.exists():
        pdf = _of_file(call, load_form(source, checks=CHECKS))
    else:
        with open_called(call) as desk:
            pdf = blank_form(desk, options.form, call.lang)
    write_durably(options.out, pdf)
    call.show({"status": "ok", "bytes": len(pdf)}, [say("paper_form.printed", call.lang)])
    return DONE


def _of_file(call: Call, form: Form) -> bytes:
    record, answers = _opened(call, form), call.options.answers
    return render_form(Paper(form, record, _head(call), blank=answers is None))


def _opened(call: Call, form: Form) -> Record:
    """Return the form's record: blank, or with the answers of a file, JSON by field name or an instance's XML."""
    lang = call.lang if call.lang in form.languages else next(iter(form.languages), call.lang)
    now = call.clock(practice=True).now
    source = call.options.answers
    if source is None:
        return opened_for_paper(form.open(now=now, lang=lang))
    try:
        text = source.read_text(encoding="utf-8-sig")
        if text.lstrip().startswith("<"):
            return form.open(now=now, lang=lang, answers=text)
        given = json.loads(text)
    except (OSError, ValueError, RecursionError) as wrong:
        raise Unusable("paper_form.answers_unreadable", file=source.name) from wrong
    if not isinstance(given, dict):
        raise Unusable("paper_form.answers_unreadable", file=source.name)
    record = form.open(now=now, lang=lang)
    record.fill(given)
    return record


def _head(call: Call) -> Letterhead | None:
    """Return the head of the association whose desk the call names; none without a passphrase file."""
    if not call.names_passphrase():
        return None
    with open_called(call) as desk:
        return letterhead_of(desk.office)
