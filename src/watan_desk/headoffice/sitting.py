"""What the deciding body decided, recorded at head office. Recording may be early; telling waits for its day (R73)."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from watan_desk.common.errors import FieldProblem, Invalid, Refused
from watan_desk.decision.rules import same_person
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.records import Decision, HeldCase, case_by_number
from watan_desk.headoffice.tables import decision, device
from watan_desk.headoffice.versions import versions
from watan_desk.letter.fonts import lacking
from watan_desk.letter.shaping import CONTROLS
from watan_desk.policy.pack import Pack

OUTCOMES = ("accept", "reject", "more")
INSTRUMENT_WORDS = ("verified", "refused")
"""What head office may say of the instrument of whoever acts for the person; a branch cannot verify one."""
_FOR_ACCEPTANCE = ("category", "support", "start", "duration", "review")
"""What the letter of acceptance (L07) cannot be issued without."""
_IN_WORDS = "other"
"""The reason code that says nothing without words."""


@dataclass(frozen=True)
class Ruling:
    """A decision as it is put in. Dates inside ``details`` are ISO text; ``reason`` is a code of the pack."""

    outcome: str
    session_no: str
    decided_on: date
    reason: str = ""
    text: str = ""
    details: dict[str, str] = field(default_factory=dict)
    """``category``, ``support``, ``start``, ``duration``, ``review``, ``instrument``; an unset one is absent."""
    override_wait: str = ""
    decided_by: str = ""
    """Who decided; asked where the policy verifies entitlement, because it is not to be who received the request."""


def decide(office: HeadOffice, number: str, ruling: Ruling) -> HeldCase:
    """Record a decision on a raised case, or release the wait of the same decision afterwards.

    Raises:
        Unusable: no such case.
        Refused: the case is not raised, or decided otherwise already.
        Invalid: something the decision's letter needs is missing, or a day is impossible; names the fields.
    """
    with office.writing() as connection:
        held = case_by_number(connection, number)
        if held.raising_id is None:
            raise Refused("headoffice.not_raised")
        pack = versions(connection)(held.pack, held.pack_version)
        values = _values(ruling, pack)
        problems = _problems(ruling, held, pack, office.today(connection))
        if pack.eligibility is not None:
            problems += _decider(connection, ruling, held)
        if problems:
            raise Invalid(problems)
        if held.decision is None:
            values |= {"id": str(uuid.uuid4()), "revision": 1, "case_id": held.id, "raising_id": held.raising_id}
            connection.execute(sa.insert(decision).values(values | {"recorded_at": office.now(connection)}))
        else:
            _release(connection, held.decision, values)
        return case_by_number(connection, number)


def _release(connection: sa.Connection, present: Decision, values: dict[str, Any]) -> None:
    """Let a decision that stands be told before its day; anything else about it stays as it is."""
    same = all(getattr(present, name) == value for name, value in values.items() if name != "override_reason")
    released = {"override_reason": values["override_reason"], "revision": present.revision + 1}
    if not same or present.override_reason or not released["override_reason"]:
        raise Refused("headoffice.decided_already")
    connection.execute(sa.update(decision).where(decision.c.id == present.id).values(released))


def _values(ruling: Ruling, pack: Pack) -> dict[str, Any]:
    """Return the decision's columns; the reason is what the letter prints: own words, else the pack's for its code."""
    labels = {reason.code: reason.label.ar for reason in pack.reasons}
    if ruling.reason and ruling.reason not in labels:
        raise Invalid((FieldProblem("reason", "headoffice.unknown_reason", params={"known": ", ".join(labels)}),))
    categories, category = [item.code for item in pack.categories], ruling.details.get("category", "")
    if category and categories and category not in categories:
        known = {"known": ", ".join(categories)}
        raise Invalid((FieldProblem("category", "headoffice.unknown_category", params=known),))
    details = {name: value for name, value in ruling.details.items() if value}
    if ruling.text:
        details["text"] = ruling.text
    if ruling.reason:
        details["reason_code"] = ruling.reason
    if ruling.decided_by.strip():
        details["decided_by"] = ruling.decided_by.strip()
    return {
        "outcome": ruling.outcome,
        "session_no": ruling.session_no,
        "decided_on": ruling.decided_on,
        "reason": (ruling.text or labels.get(ruling.reason, "")) if ruling.outcome == "reject" else "",
        "details": details,
        "override_reason": ruling.override_wait.strip(),
    }


def _problems(ruling: Ruling, held: HeldCase, pack: Pack, today: date) -> tuple[FieldProblem, ...]:
    found: list[FieldProblem] = []
    if ruling.outcome not in OUTCOMES:
        found.append(FieldProblem("outcome", "headoffice.outcome"))
    if not ruling.session_no.strip():
        found.append(FieldProblem("session", "headoffice.needed"))
    if held.raised_on and ruling.decided_on < held.raised_on:
        found.append(FieldProblem("date", "headoffice.before_raising"))
    if ruling.decided_on > today:
        found.append(FieldProblem("date", "headoffice.after_today"))
    if ruling.outcome == "accept":
        found += [FieldProblem(name, "headoffice.needed") for name in _FOR_ACCEPTANCE if not ruling.details.get(name)]
    if ruling.outcome == "reject" and (not ruling.reason or (ruling.reason == _IN_WORDS and not ruling.text.strip())):
        known = ", ".join(reason.code for reason in pack.reasons)
        found.append(FieldProblem("reason", "headoffice.reason_needed", params={"known": known}))
    if ruling.outcome == "more" and not ruling.text.strip():
        found.append(FieldProblem("text", "headoffice.needed"))
    words = {"session": ruling.session_no, "text": ruling.text, "by": ruling.decided_by, **ruling.details}
    for name, text in words.items():
        for sign in lacking(CONTROLS.sub("", text))[:1]:
            found.append(FieldProblem(name, "headoffice.unprintable", params={"code": f"U+{ord(sign):04X}"}))
    return tuple(found)


def _decider(connection: sa.Connection, ruling: Ruling, held: HeldCase) -> tuple[FieldProblem, ...]:
    """Return what is wrong with who decides: nobody is named, or the delegate who received the request (R90)."""
    if not ruling.decided_by.strip():
        return (FieldProblem("by", "headoffice.needed"),)
    receiver = connection.execute(sa.select(device.c.delegate).where(device.c.code == held.device)).scalar_one()
    return (FieldProblem("by", "headoffice.same_person"),) if same_person(ruling.decided_by, receiver) else ()
