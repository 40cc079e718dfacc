"""What the program itself knows of a deed's form before anybody types: hidden answers, and lines to be filled in."""

from typing import Any

from watan_desk.dossier.records import Dossier
from watan_desk.eligibility.records import results_in, sources_in
from watan_desk.eligibility.rules import asked_data
from watan_desk.forms import Record
from watan_desk.policy.office import Office


def tell_known(office: Office, deed: str, dossier: Dossier, record: Record) -> None:
    """Write the hidden answers that a deed's form has a place for and the case answers."""
    answers = dossier.request.answers if dossier.request else {}
    known = {
        "need_category": str(answers.get(office.pack.request.category, "")),
        "statement_confirmed": "signed",
        "applicant_capacity": dossier.capacity,
    }
    hidden = {info.name for info in office.form_of(deed).fields() if info.type == "hidden"}
    record.fill({name: value for name, value in known.items() if name in hidden})


def proposed(office: Office, deed: str, dossier: Dossier) -> dict[str, Any]:
    """Return the lines that a blank form begins with: a line for each datum or criterion that has none yet."""
    rules = office.pack.eligibility
    if rules is None:
        return {}
    answers = dossier.request.answers if dossier.request else {}
    if deed == "gather":
        known = sources_in(dossier.gatherings)
        return _lines("sources", "datum", [item.code for item in asked_data(rules, answers) if item.code not in known])
    if deed == "assess":
        judged = results_in(dossier.assessments)
        return _lines("criteria", "criterion", [item.code for item in rules.criteria if item.code not in judged])
    return {}


def _lines(repeat: str, field: str, codes: list[str]) -> dict[str, Any]:
    return {repeat: [{field: code} for code in codes]} if codes else {}
