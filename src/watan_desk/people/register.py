"""Keeping the record of a person in step with what their request says."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from watan_desk.common.identifiers import sa_mobile
from watan_desk.people.records import person_by_number, search_text
from watan_desk.policy.pack import RequestFields
from watan_desk.store.work import Work

NAME_PARTS = ("name_first", "name_father", "name_grandfather", "name_family")


def identity_of(request: RequestFields, answers: Mapping[str, Any]) -> tuple[str, str]:
    """Return kind and number of the identity a request gives; the number is empty where it gives none yet."""
    chosen = str(answers.get(request.chooser, "")) if request.chooser else ""
    for item in request.identity:
        number = str(answers.get(item.field, ""))
        if (not request.chooser or chosen == item.kind) and number and number.startswith(item.starts):
            return item.kind, number
    return chosen, ""


def keep_person(work: Work, request: RequestFields, answers: Mapping[str, Any], known: str | None) -> str | None:
    """Write the person of a request and return their id; ``known`` is the person the case had so far.

    Nothing is written before the request gives a first name and, unless the form leaves it open, an identity number.
    """
    kind, number = identity_of(request, answers)
    if not answers.get(request.names[0]) or not (number or request.number_optional):
        return known
    found = person_by_number(work.connection, kind, number) if number else None
    given = [str(answers.get(name, "")) for name in request.names]
    names = dict(zip(NAME_PARTS, [*given, "", "", ""], strict=False))
    mobile = str(answers.get(request.mobile, ""))
    mobile = sa_mobile(mobile).normalised or mobile
    values = {
        "id_type": kind,
        "id_number": number,
        **names,
        "sex": str(answers.get(request.sex, "")),
        "birth_date": _day(answers.get(request.birth_date)),
        "mobile": mobile,
        "search": search_text(*names.values(), number, mobile, mobile.replace("+966", "0")),
    }
    return work.put("person", values, id=found.id if found else known)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
