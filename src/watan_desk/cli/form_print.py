"""``watan-desk form print``: a form on paper, blank or filled, from the same definition as on the screen (R30, R60).

It needs no desk for a form in a file, nor for one of the program's own by its name (``general``) or a deed's
(``capture``), in the words of an association. Where a desk is named with its passphrase the association's head stands
above it, and a deed's name prints that desk's own form.
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
from watan_desk.forms import CHECKS, ChoiceOverrides, Form, Record, load_form
from watan_desk.forms.bringing import media_beside
from watan_desk.forms.media import Pictures, media_of
from watan_desk.letter.paper_form import Paper, opened_for_paper, render_form
from watan_desk.letter.text import Letterhead
from watan_desk.letter.values import letterhead_of
from watan_desk.policy.office import DEED_FORMS, Office, form_name
from watan_desk.policy.pack import shipped_pack, shipped_packs
from watan_desk.wiring.paper_forms import blank_form


def add_form_print(group: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add ``form print`` to the commands about forms."""
    printing = group.add_parser("print", parents=[shared], help=say("paper_form.help_print", lang))
    printing.add_argument("form", metavar="FORM", help=say("paper_form.help_form", lang))
    printing.add_argument("--answers", metavar="FILE", type=Path, help=say("paper_form.help_answers", lang))
    printing.add_argument("--out", metavar="FILE.pdf", type=Path, required=True)
    printing.add_argument("--association", metavar="SLUG", help=say("paper_form.help_association", lang))
    printing.set_defaults(do=print_form)


def print_form(call: Call) -> int:
    """Write the form as a PDF; its language is that of the call, where the form has it."""
    options = call.options
    source = Path(options.form)
    if source.is_file():
        form = load_form(source, checks=CHECKS)
        media = media_of(form.xml)
        pictures = Pictures(media, media_beside(source, media.files))
        record = _opened(call, form)
        pdf = render_form(Paper(form, record, _head(call), blank=options.answers is None, pictures=pictures))
    elif call.names_passphrase() and options.association is None:
        with open_called(call) as desk:
            pdf = blank_form(desk, options.form, call.lang)
    else:
        pdf = _of_program(call)
    write_durably(options.out, pdf)
    call.show({"status": "ok", "bytes": len(pdf)}, [say("paper_form.printed", call.lang)])
    return DONE


def _of_program(call: Call) -> bytes:
    """Return one of the program's own forms, in the words and with the lists of an association.

    Raises:
        Unusable: there is no such form or association, or the association has no such form.
    """
    options = call.options
    packs = [shipped_pack(slug) for slug in ([options.association] if options.association else shipped_packs())]
    deeds = ("capture", *DEED_FORMS)
    for pack in packs:
        for deed in deeds:
            if options.form in {deed, form_name(pack, deed)}:
                office = Office(pack, "", "", "", "", {})
                form = office.form_of(deed)
                return render_form(
                    Paper(form, _opened(call, form, office.choices(deed)), blank=options.answers is None)
                )
    known = dict.fromkeys(form_name(pack, deed) for pack in packs for deed in deeds)
    raise Unusable("paper_form.no_such_form", forms=" ".join((*deeds, *known)))


def _opened(call: Call, form: Form, choices: ChoiceOverrides | None = None) -> Record:
    """Return the form's record: blank, or with the answers of a file, JSON by field name or an instance's XML."""
    lang = call.lang if call.lang in form.languages else next(iter(form.languages), call.lang)
    now = call.clock(practice=True).now
    source = call.options.answers
    if source is None:
        return opened_for_paper(form.open(now=now, lang=lang, choices=choices))
    try:
        text = source.read_text(encoding="utf-8-sig")
        if text.lstrip().startswith("<"):
            return form.open(now=now, lang=lang, answers=text, choices=choices)
        given = json.loads(text)
    except (OSError, ValueError, RecursionError) as wrong:
        raise Unusable("paper_form.answers_unreadable", file=source.name) from wrong
    if not isinstance(given, dict):
        raise Unusable("paper_form.answers_unreadable", file=source.name)
    record = form.open(now=now, lang=lang, choices=choices)
    record.fill(given)
    return record


def _head(call: Call) -> Letterhead | None:
    """Return the head of the association whose desk the call names; none without a passphrase file."""
    if not call.names_passphrase():
        return None
    with open_called(call) as desk:
        return letterhead_of(desk.office)
