"""The one tree of errors. Each carries a key of the catalogue: what happened, what stayed safe, what to do.

    DeskError                 exit 2
    ├── Refused               exit 1: the answer is "no"
    │   ├── NotYet            a deed comes too early; names what is missing
    │   └── Invalid           answers that break their form's rules; names the fields
    └── Unusable              exit 2: the call or the file cannot be used
        ├── WrongPassphrase
        ├── DamagedFile       a bundle, key file or database that is not whole
        └── ForeignFile       whole, but not for this office, or from a stranger

Parameters of an error are never personal data: they reach terminals and logs.
"""

import dataclasses
from dataclasses import dataclass
from typing import Any, ClassVar

from watan_desk.common.arabic import ltr
from watan_desk.common.messages import has, say


class DeskError(Exception):
    """An error that the delegate can be told about, by a key of the catalogue and its parameters."""

    exit_code: ClassVar[int] = 2

    def __init__(self, key: str, /, **params: Any) -> None:
        super().__init__(key)
        self.key = key
        self.params = params

    def sentence(self, lang: str) -> str:
        """Return the sentence for the delegate in ``ar`` or ``en``."""
        return say(self.key, lang, **self.params)


class Refused(DeskError):
    """The call was understood and the answer is no."""

    exit_code: ClassVar[int] = 1


@dataclass(frozen=True)
class Missing:
    """One thing a deed still waits for; its sentence is ``missing.<code>``."""

    code: str
    params: dict[str, Any] = dataclasses.field(default_factory=dict)

    def sentence(self, lang: str) -> str:
        """Return what is missing, in ``ar`` or ``en``; a parameter with both languages says itself in the right one."""
        params = {name: value[lang] if isinstance(value, dict) else value for name, value in self.params.items()}
        if "deed" in params:
            params["deed_name"] = say(f"deed.{params['deed']}", lang)
        if "day" in params:  # an ISO day would be turned round inside an Arabic sentence
            params["day"] = ltr(str(params["day"]).replace("-", "/"))
        return say(f"missing.{self.code}", lang, **params)


class NotYet(Refused):
    """A deed that comes too early."""

    def __init__(self, deed: str, missing: tuple[Missing, ...]) -> None:
        super().__init__("common.not_yet")
        self.deed = deed
        self.missing = missing

    def sentence(self, lang: str) -> str:
        """Return the refusal followed by everything that is missing."""
        listed = say("common.list_joint", lang).join(item.sentence(lang) for item in self.missing)
        return say(self.key, lang, deed=say(f"deed.{self.deed}", lang), missing=listed)


@dataclass(frozen=True)
class FieldProblem:
    """One answer that breaks a rule of its form. ``message`` is the form's own sentence, else the catalogue's."""

    field: str
    key: str
    message: str = ""
    params: dict[str, Any] = dataclasses.field(default_factory=dict)

    def sentence(self, lang: str) -> str:
        """Return the problem as a sentence; the answer itself is never part of it."""
        return self.message or (say(self.key, lang, **self.params) if has(self.key) else self.key)


class Invalid(Refused):
    """Answers that break the rules of their form; nothing was changed."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__("common.invalid", count=len(problems))
        self.problems = problems

    def sentence(self, lang: str) -> str:
        """Return how many answers are wrong, each with its field's name and rule."""
        lines = [f"{problem.field}: {problem.sentence(lang)}" for problem in self.problems]
        return "\n".join([super().sentence(lang), *lines])


class Unusable(DeskError):
    """The call or the file cannot be used."""


class WrongPassphrase(Unusable):
    """The passphrase opens none of the key slots."""


class DamagedFile(Unusable):
    """A file that is not whole: cut short, changed, or not of the kind expected."""


class ForeignFile(Unusable):
    """A whole file that is not meant for this office, or that a stranger wrote."""
