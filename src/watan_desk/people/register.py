"""Keeping the record of a person in step with what their request says."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from watan_desk.common.identifiers import sa_mobile
from watan_desk.people.records import person_by_number, search_text
from watan_desk.store.work import Work

ID_FIELDS = {
    "national_id": "national_id",
    "iqama": "iqama_number",
    "border_number": "border_number",
    "gcc_id": "gcc_id",
    "passport": "passport_number",
}
"""Kind of identity -> the request form's field that holds its number."""


def identity_of(answers: Mapping[str, Any]) -> tuple[str, str]:
    """Return kind and number of the identity a request gives; empty texts where it gives none yet."""
    kind = str(answers.get("id_type", ""))
    return kind, str(answers.get(ID_FIELDS.get(kind, ""), ""))


def keep_person(work: Work, answers: Mapping[str, Any], known: str | None) -> str | None:
    """Write the person of a request and return their id; ``known`` is the person the case had so far.

    Nothing is written before the request gives an identity number and a first name.
    """
    kind, number = identity_of(answers)
    if not number or not answers.get("name_first"):
        return known
    found = person_by_number(work.connection, kind, number)
    names = {name: str(answers.get(name, "")) for name in NAME_PARTS}
    mobile = str(answers.get("mobile", ""))
    mobile = sa_mobile(mobile).normalised or mobile
    values = {
        "id_type": kind,
        "id_number": number,
        **names,
        "sex": str(answers.get("sex", "")),
        "birth_date": _day(answers.get("birth_date")),
        "mobile": mobile,
        "search": search_text(*names.values(), number, mobile, mobile.replace("+966", "0")),
    }
    return work.put("person", values, id=found.id if found else known)


NAME_PARTS = ("name_first", "name_father", "name_grandfather", "name_family")


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
