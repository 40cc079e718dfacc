"""What the pages about letters read from the desk, off the GUI thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from watan_desk.gui.look import Look
from watan_desk.letter.records import Letter, kept_pdf, letter_by_number
from watan_desk.wiring import Desk, IssuedLetter, issue_letter, letter_draft
from watan_desk.wiring.letters import Due, letters_due
from watan_desk.wiring.no_paper import Handing, handing, tell_aloud
from watan_desk.wiring.sheets import draft_reconciliation, issue_reconciliation

ICONS = {
    "L01": "inbox",
    "L02": "file-alert",
    "L03": "signature",
    "L04": "lifebuoy",
    "L06": "gavel",
    "L07": "circle-check",
    "L08": "circle-x",
    "L09": "package",
    "L05": "send",
    "L10": "calendar",
    "L11": "star",
    "L12": "usb",
    "L13": "shield-check",
    "L14": "shield-check",
    "L15": "users",
    "L16": "info-circle",
    "L17": "gavel",
    "L18": "users",
    "L19": "file-export",
    "L20": "usb",
    "L21": "gavel",
}


class Prepared(NamedTuple):
    """A letter that is looked at before it is issued: an argument of ``go("letter", ...)``."""

    kind: str
    about: str
    """The number of what it is about."""
    draft: Callable[[str], bytes]
    """Draws it; takes how it was seen who takes it."""
    issue: Callable[[str, str], IssuedLetter]
    """Issues it; takes why a person who takes no paper is given it, and how it was seen who takes it."""
    handing: Callable[[], Handing]
    back: tuple[str, object]
    """The page that it was prepared on: an argument of ``go``."""
    tell: Callable[[str], Handing] | None = None
    """Records that it was told aloud instead, by which way; none of a letter for nobody's own hands."""


def of_case(desk: Desk, number: str, kind: str) -> Prepared:
    """Return a letter of a case, to be looked at and issued."""
    return Prepared(
        kind,
        number,
        draft=lambda checked: letter_draft(desk, kind, number, checked),
        issue=lambda why, checked: issue_letter(desk, kind, number, why, checked),
        handing=lambda: handing(desk, kind, number),
        tell=lambda way: tell_aloud(desk, kind, number, way),
        back=("case", number),
    )


def reconciliation(desk: Desk) -> Prepared:
    """Return the slip about what was handed over and taken in, to be looked at and issued."""
    return Prepared(
        "L20",
        "",
        draft=lambda _checked: draft_reconciliation(desk),
        issue=lambda _why, _checked: issue_reconciliation(desk),
        handing=Handing,
        back=("handover", None),
    )


@dataclass(frozen=True)
class CaseLetters:
    """What may be issued for a case now, and what was; empty for letters about no single case."""

    case: str = ""
    due: tuple[Due, ...] = ()
    """Letters that may be issued now, and those that still wait for something."""
    issued: tuple[Letter, ...] = ()

    @property
    def offered(self) -> tuple[str, ...]:
        """The kinds that may be issued now."""
        return tuple(each.kind for each in self.due if each.waits is None)


def letters_of_case(desk: Desk, number: str) -> CaseLetters:
    """Read what the letters' column of a case shows."""
    if not number:
        return CaseLetters()
    return CaseLetters(number, letters_due(desk, number), desk.letters(number))


def kept_letter(desk: Desk, number: str) -> IssuedLetter:
    """Return an issued letter with its kept bytes, only to be looked at: no print is counted.

    Raises:
        Unusable: the register has no such letter.
    """
    with desk.reading() as connection:
        found = letter_by_number(connection, number)
        return IssuedLetter(found, kept_pdf(connection, found) or b"")


def look_kind(look: Look, kind: str) -> str:
    """Return the name of a kind of letter."""
    return look.say(f"gui.letter.{kind}")
