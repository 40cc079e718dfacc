"""Named checks (``bind::wd:check``): rules too long for a constraint, written in Python and handed to the engine.

A plain ODK tool ignores them and still has the constraint. Where the name ends in ``_warn``, whatever the check finds
is a warning: the policies ask the delegate to verify, not to turn people away.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, runtime_checkable


@dataclass(frozen=True)
class CheckContext:
    """What a check may look at besides the answer: other answers by name, nearest first, and the present time."""

    value: Callable[[str], str]
    now: Callable[[], datetime]

    @property
    def today(self) -> date:
        """The Saudi day."""
        return self.now().date()


@dataclass(frozen=True)
class CheckOutcome:
    """What a check found: a key of the catalogue with its parameters. ``severity`` is ``error`` or ``warning``."""

    key: str
    severity: str = "error"
    params: Mapping[str, object] = field(default_factory=dict)


Check = Callable[[str, CheckContext], CheckOutcome | None]


@runtime_checkable
class Normalising(Protocol):
    """A check that also knows the one spelling of an answer that expressions, hashes and stages should see."""

    def normalise(self, text: str) -> str:
        """Return the one spelling, or the text itself where it is not recognised."""


def severity(name: str, outcome: CheckOutcome) -> str:
    """Return how an outcome counts: checks named as warnings never block."""
    return "warning" if name.endswith("_warn") else outcome.severity
