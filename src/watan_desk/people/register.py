"""Keeping the record of a person in step with what their request says."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from watan_desk.common.arabic import normalise
from watan_desk.common.identifiers import sa_mobile
from watan_desk.people.records import Person, name_key, person_by_id, person_by_number, search_text
from watan_desk.people.representation import Representation, read_day
from watan_desk.policy.pack import RequestFields
from watan_desk.store import tables
from watan_desk.store.work import Work

NAME_PARTS = ("name_first", "name_father", "name_grandfather", "name_family")
UNREADABLE = "id_unreadable"
"""The field that says ``yes`` where the identity number could not be read (R81)."""


def identity_of(request: RequestFields, answers: Mapping[str, Any]) -> tuple[str, str]:
    """Return kind and number of the identity a request gives; the number is empty where it gives none yet."""
    chosen = str(answers.get(request.chooser, "")) if request.chooser else ""
    for item in request.identity:
        number = str(answers.get(item.field, ""))
        if (not request.chooser or chosen == item.kind) and number and number.startswith(item.starts):
            return item.kind, number
    return chosen, ""


def keep_person(
    work: Work,
    request: RequestFields,
    answers: Mapping[str, Any],
    known: str | None,
    needs: Mapping[str, Any] | None = None,
) -> str | None:
    """Write the person of a request and return their id; ``known`` is the person the case had so far.

    Nothing is written before the request gives a first name and, unless the form leaves it open or the number could not
    be read, an identity number. A number that another person carries under another name makes nobody one with them:
    which of the two is wrong is for the delegate to say. ``needs`` are language and help, as reception noted them.
    """
    kind, number = identity_of(request, answers)
    unread = answers.get(UNREADABLE) == "yes"
    if not answers.get(request.names[0]) or not (number or request.number_optional or unread):
        return known
    found = person_by_number(work.connection, kind, number) if number else None
    if found and found.id != known and not _one_name(found, [str(answers.get(name, "")) for name in request.names]):
        found = None
    given = [str(answers.get(name, "")) for name in request.names]
    names = dict(zip(NAME_PARTS, [*given, "", "", ""], strict=False))
    mobile = str(answers.get(request.mobile, ""))
    mobile = sa_mobile(mobile).normalised or mobile
    values = {
        "id_type": kind,
        "id_number": number,
        **names,
        "sex": str(answers.get(request.sex, "")),
        "birth_date": read_day(answers.get(request.birth_date)),
        "mobile": mobile,
        "search": search_text(*names.values(), number, mobile, mobile.replace("+966", "0")),
        "name_key": name_key(*names.values()),
        **(needs or {}),
    }
    return work.put("person", values, id=found.id if found else _own(work, known, kind, number))


def note_act(work: Work, case_id: str, acting: Representation | None, act: str, verified: str) -> None:
    """Keep that the representative's instrument was looked at for this act, today; nothing where the person acts."""
    if acting is None:
        return
    values = {
        "case_id": case_id,
        "act": act,
        "on": work.today(),
        "basis": acting.basis,
        "document_number": acting.document_number,
        "expires_on": acting.expires_on,
        "scope": list(acting.scope),
        "verification": verified or "not_verified",
    }
    work.put("representative_check", values | work.by())


def _own(work: Work, known: str | None, kind: str, number: str) -> str | None:
    """Return the record to write into; one that carries another number stays as it is, and a new one is made."""
    if known is None:
        return None
    before = person_by_id(work.connection, known)
    shared = _cases_of(work, known) > 1
    other = bool(number and before.id_number) and (kind, number) != (before.id_type, before.id_number)
    return None if shared and other else known


def _cases_of(work: Work, person_id: str) -> int:
    table = tables.case
    count = sa.select(sa.func.count()).select_from(table).where(table.c.person_id == person_id)
    return int(work.connection.execute(count).scalar_one())


def _one_name(found: Person, given: list[str]) -> bool:
    """Tell whether first and family name agree, as far as both are known."""
    before = [found.name_first, found.name_father, found.name_grandfather, found.name_family]
    if len(given) < len(NAME_PARTS):
        return normalise(found.full_name).split()[:1] == normalise(" ".join(given)).split()[:1]
    pairs = [(normalise(before[place]), normalise(given[place])) for place in (0, 3)]
    return all(old == new or not old or not new for old, new in pairs)
