"""The letter of a case, from its records to its text: the pack's own text, the person's sex, print size, and hiding.

Where the pack hides people (R92), no letter says who they are: the alias stands for the name, identity numbers are
struck out wherever they stand, and what the person takes home does not name the association.
"""

from collections.abc import Mapping
from typing import Any

from watan_desk.dossier.records import Dossier
from watan_desk.letter import person_values
from watan_desk.letter.compose import compose
from watan_desk.letter.phrases import Value
from watan_desk.letter.template import pack_template, words
from watan_desk.letter.text import Digits, LetterText
from watan_desk.letter.values import OFFICIAL, Sources, gender_of, values_for
from watan_desk.policy.office import Office

_LARGE = frozenset({"vision"})
"""Answers of the reception about help that ask for large print."""
_STRUCK = "**********"


def case_letter(kind: str, sources: Sources, given: Mapping[str, Value] | None = None) -> LetterText:
    """Return the text of a case's letter as it would be issued now; ``given`` goes before what the case says.

    Raises:
        MissingValue: the letter lacks something it may not go out without.
    """
    office, gatherer = sources.office, person_values.GATHERERS.get(kind)
    values = values_for(kind, sources) | (gatherer(sources) if gatherer else {}) | dict(given or {})
    return office_letter(
        kind,
        office,
        hidden(values, sources.dossier, office, kind),
        gender=gender_of(sources.dossier, kind),
        large=large_print(sources.dossier),
    )


def office_letter(
    kind: str, office: Office, values: Mapping[str, Value], *, gender: Any = "unset", large: bool = False
) -> LetterText:
    """Return a letter in the pack's own text and the association's digits; ``large`` is asked for by the person.

    Raises:
        MissingValue: the letter lacks something it may not go out without.
    """
    given = office.settings
    digits: Digits = "latin" if given.get("latin_digits") == "yes" else "arabic"
    large = large or given.get("large_print") == "yes"
    return compose(pack_template(kind, office.pack), values, gender=gender, digits=digits, large=large)


def large_print(dossier: Dossier) -> bool:
    """Tell whether the person, or the newest visit, asked for large print: then letters are in 18 points."""
    if dossier.person and dossier.person.large_print:
        return True
    helped = dossier.visits[-1].answers.get("assistance_needed") if dossier.visits else None
    asked = helped if isinstance(helped, list) else str(helped or "").split()
    return bool(_LARGE & set(asked))


def hidden(
    values: Mapping[str, Value], dossier: Dossier, office: Office, kind: str, *, own: bool = True, whole: bool = False
) -> dict[str, Value]:
    """Return the values without who the person is, where the association hides people; else as they are.

    ``own`` is false of a letter that goes to somebody else, whose name it says; ``whole`` is true of a copy of their
    data that the person wished for with everything in it: then it only keeps silent about whose letter it is.
    """
    if office.pack.discreet is None:
        return dict(values)
    if whole:
        return {**values, "association_name": words().neutral_name}
    alias, person = dossier.case.alias or dossier.case.number, dossier.person
    known = (person.full_name, person.id_number) if person else ("", "")
    found = struck(values, *known, alias, office, kind)
    if person and isinstance(rows := found.get("data_rows"), list):
        found["data_rows"] = [_struck(row, {person.mobile: _STRUCK}) for row in rows]
    return found if own else found | {"full_name": _struck(values.get("full_name"), {known[0]: alias})}


def struck(
    values: Mapping[str, Value], name: str, id_number: str, alias: str, office: Office, kind: str
) -> dict[str, Value]:
    """Return the values of a letter in which an alias stands for a person's name, and nothing for the number."""
    stands = {name: alias, id_number: _STRUCK}
    found = {each: _struck(value, stands) for each, value in values.items()}
    found |= {"full_name": alias, "receiver_name": alias, "id_number": _STRUCK, "receiver_id_masked": _STRUCK}
    found["alias_shown"] = alias
    if kind not in OFFICIAL:
        found["association_name"] = words().neutral_name
    documents = found.get("documents")
    if isinstance(documents, list):
        own = office.pack.documents.identity
        labels = {office.choice_label("document", "doc_type", code)["ar"] for code in own}
        found["documents"] = [
            row | {"number": ""} if isinstance(row, dict) and row.get("label") in labels else row for row in documents
        ]
    return found


def _struck(value: Any, stands: Mapping[str, str]) -> Any:
    """Return a value in which other words stand for some."""
    if isinstance(value, str):
        for said, instead in stands.items():
            value = value.replace(said, instead) if said else value
        return value
    if isinstance(value, list):
        return [_struck(each, stands) for each in value]
    if isinstance(value, dict):
        return {key: _struck(each, stands) for key, each in value.items()}
    return value
