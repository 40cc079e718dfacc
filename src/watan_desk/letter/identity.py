"""How it was seen who somebody is before a paper was handed to them: an outcome that the status slip (L16) states."""

from typing import Final

from watan_desk.common.errors import Refused
from watan_desk.letter.phrases import Value
from watan_desk.policy.office import Office
from watan_desk.registers.forms import choice_labels

CHECKED: Final = frozenset({"L16"})
"""Letters that say how it was seen who takes them."""
_FORM, _QUESTION = "act_identity", "identity_check"


def identity_checks(office: Office, lang: str = "ar") -> dict[str, str]:
    """Return the ways of seeing who somebody is, by their codes: those of the register of data requests."""
    return choice_labels(office, _FORM, _QUESTION, lang)


def checked_values(office: Office, kind: str, way: str) -> dict[str, Value]:
    """Return what a letter says of the check; nothing where it says nothing of it, or no ``way`` is known yet.

    Raises:
        Refused: there is no such way.
    """
    if kind not in CHECKED or not way:
        return {}
    known = identity_checks(office)
    if way not in known:
        raise Refused("letter.identity_unknown", known=" ".join(known))
    return {"identity_check": known[way]}


def require_check(kind: str, way: str) -> None:
    """Let a letter be issued, or refuse.

    Raises:
        Refused: it says how it was seen who takes it, and nobody said how.
    """
    if kind in CHECKED and not way:
        raise Refused("letter.identity_needed")
