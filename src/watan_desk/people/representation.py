"""Who acts for whom, and whether they may: pure rules over what the request says of the representative.

They are asked at each act, not at intake alone: an instrument may have expired or been revoked meanwhile. What is not
settled keeps nobody from handing in papers; it only keeps others from signing or receiving for somebody (domain study,
section 8; Civil Transactions Law art. 12 for the age).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from watan_desk.common.hijri import HijriError, majority_day

SIGN, RECEIVE = "sign", "receive"
"""The acts, as the scope of an instrument names them."""

OWN = "self"
AGENCY = "wakala"
_NO_INSTRUMENT = frozenset({"", "written_note"})
_ENDS_OF_AGE = frozenset({"natural_guardian", "wilaya", "wisaya", "hadana"})
"""Bases that end when the ward comes of age; a court's order stands for whoever never becomes able."""
_OVER_MINORS = _ENDS_OF_AGE | {"iala", "court_order"}
_UNSEEN = frozenset({"", "none"})
SEEN_HERE = "seen_here"
"""What stands for head office's word where a representative is met first at the act: the instrument itself is there."""
NOTICE = timedelta(days=60)
"""How long before the day of age the branch is reminded."""


@dataclass(frozen=True)
class Representation:
    """What the request says of whoever came for the person."""

    capacity: str
    basis: str
    document_number: str = ""
    dated_on: date | None = None
    expires_on: date | None = None
    scope: tuple[str, ...] = ()
    seen_as: str = ""
    """How the branch saw the instrument; only head office verifies one."""


@dataclass(frozen=True)
class Ward:
    """What is known of the person who is represented, or who came alone."""

    born: date | None = None
    guardians_disagree: bool = False
    guardian_unsafe: bool = False
    """Whether the guardian may be the one who does harm."""


def representation_of(answers: Mapping[str, Any], capacity: str) -> Representation | None:
    """Return what a request says of the representative; nothing where the person acts in their own name."""
    if capacity == OWN:
        return None
    scope = answers.get("rep_scope_covers") or ()
    return Representation(
        capacity=capacity,
        basis=str(answers.get("rep_basis", "")),
        document_number=str(answers.get("rep_document_number", "")),
        dated_on=read_day(answers.get("rep_document_date")),
        expires_on=read_day(answers.get("rep_document_expiry")),
        scope=tuple(scope.split() if isinstance(scope, str) else scope),
        seen_as=str(answers.get("rep_verification", "")),
    )


def ward_from(born: date | None, answers: Mapping[str, Any], safe_field: str) -> Ward:
    """Return what decides who may act for somebody: their age, and what the answers say of their guardians.

    ``safe_field`` says whether the guardian is safe, where the association hides people; blank where it does not.
    """
    safe = str(answers.get(safe_field, "")) if safe_field else ""
    return Ward(born, answers.get("rep_guardians") == "disagree", safe not in {"", "yes"})


def of_age(born: date | None, today: date) -> bool | None:
    """Tell whether somebody has completed 18 Hijri years; ``None`` where no day of birth is known."""
    if born is None:
        return None
    try:
        return today >= majority_day(born)
    except HijriError:
        # outside the table: born before 1343 H is of age, and nobody is born in the future
        return born < today


def comes_of_age(born: date | None, today: date) -> date | None:
    """Return the day of age where it lies within the next sixty days."""
    if born is None or of_age(born, today) is not False:
        return None
    day = majority_day(born)
    return day if day - today <= NOTICE else None


def faults(acting: Representation | None, ward: Ward, act: str, today: date, verified: str = "") -> tuple[str, ...]:
    """Return why this act may not be done by whoever wants to do it; each is the code of a sentence.

    ``verified`` is head office's word on the instrument: ``verified``, ``refused``, or empty while it has said nothing;
    ``SEEN_HERE`` where it could not say anything yet.
    """
    grown = of_age(ward.born, today)
    if acting is None:
        return ("minor_alone",) if grown is False else ()
    found: list[str] = []
    if acting.capacity == "relative" or acting.basis in _NO_INSTRUMENT:
        return ("instrument",)
    if acting.basis in _ENDS_OF_AGE and grown:
        found.append("came_of_age")
    if grown is False and acting.basis not in _OVER_MINORS:
        found.append("guardian_needed")
    if ward.guardians_disagree:
        found.append("guardians_disagree")
    if ward.guardian_unsafe:
        found.append("guardian_unsafe")
    found += _instrument_faults(acting, act, today)
    if verified == "refused":
        found.append("instrument_refused")
    elif act == RECEIVE and not verified:
        found.append("instrument_unverified")
    return tuple(found)


def _instrument_faults(acting: Representation, act: str, today: date) -> list[str]:
    found = []
    if acting.basis == AGENCY and act not in acting.scope:
        found.append("instrument_scope")
    if acting.expires_on is not None and acting.expires_on < today:
        found.append("instrument_expired")
    if acting.seen_as in _UNSEEN:
        found.append("instrument_unseen")
    return found


def read_day(text: object) -> date | None:
    """Return a day of the answers, where it is one."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
