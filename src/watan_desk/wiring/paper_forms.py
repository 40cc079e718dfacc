"""Forms on paper: of a deed of this desk, blank or as a case holds it, under the association's head (R30, R60)."""

from watan_desk.common.errors import Refused, Unusable
from watan_desk.dossier.safe_contact import contact_of
from watan_desk.letter.paper_form import Paper, opened_for_paper, render_form
from watan_desk.letter.values import letterhead_of
from watan_desk.policy.office import DEED_FORMS
from watan_desk.wiring.form_media import pictures_of
from watan_desk.wiring.opened import Desk, office_of

_TYPED = frozenset({"text", "integer", "decimal", "barcode", "geopoint"})
"""Kinds of answers in which a name or a number could stand."""


def blank_form(desk: Desk, name: str, lang: str) -> bytes:
    """Return a deed's form to be filled by hand, in the words of the association.

    ``name`` is the deed's, or the code of one of several request forms (R58).

    Raises:
        Unusable: no deed has a form by this name.
    """
    codes = [item.code for item in desk.office.pack.request_forms]
    if name not in ("capture", *DEED_FORMS, *codes):
        raise Unusable("paper_form.no_such_form", forms=" ".join(("capture", *DEED_FORMS, *codes)))
    office, deed = (desk.office.for_request(name), "capture") if name in codes else (desk.office, name)
    record = opened_for_paper(office.blank(deed, now=desk.clock.now, lang=lang))
    pictures = pictures_of(desk, office, deed, record)
    return render_form(Paper(office.form_of(deed), record, letterhead_of(office), pictures=pictures))


def request_on_paper(desk: Desk, number: str, lang: str, instance: str | None = None) -> bytes:
    """Return the request form of a case with its answers: those of ``instance``, else as they were captured last.

    Where people are hidden the paper holds the alias and what was chosen from lists: nothing typed, nothing sensitive.

    Raises:
        Unusable: there is no such case, or nothing was captured yet.
        Refused: the person takes no paper.
    """
    dossier = desk.dossier(number)
    contact = contact_of(dossier, desk.offices.of_case(dossier.case, desk.granted))
    if contact is not None and contact.no_paper:
        raise Refused("paper_form.no_paper")
    kept = dossier.request
    answers = instance or (kept.instance if kept is not None else None)
    if answers is None:
        raise Unusable("paper_form.nothing_captured")
    office = office_of(desk, number)
    record = office.blank("capture", now=desk.clock.now, lang=lang, kept=answers)
    form = office.form_of("capture")
    if (hidden := office.pack.discreet) is not None:
        telling = [field for field in form.fields() if field.sensitive or (field.type in _TYPED and not field.repeat)]
        record.fill(dict.fromkeys((field.name for field in telling), "") | {hidden.alias: dossier.case.alias})
    return render_form(Paper(form, record, letterhead_of(office), blank=False, reference=number))
