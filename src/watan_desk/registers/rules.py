"""When an act may be done on an entry. Pure rules over the register's data."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from watan_desk.common.arabic import normalise
from watan_desk.common.errors import FieldProblem, Invalid, Refused
from watan_desk.policy.parts import Label
from watan_desk.registers.definition import Act, Register
from watan_desk.registers.records import ActDone, Entry


class NotNow(Refused):
    """An act that an entry does not allow now; labels among the parameters are said in the reader's language."""

    def sentence(self, lang: str) -> str:
        """Return the refusal with its labels in ``ar`` or ``en``."""
        said = {name: value.text(lang) if isinstance(value, Label) else value for name, value in self.params.items()}
        return Refused(self.key, **said).sentence(lang)


def allowed(register: Register, entry: Entry, acts: tuple[ActDone, ...]) -> tuple[Act, ...]:
    """Return the acts that an entry's state allows now, in the register's order."""
    done = {act.kind for act in acts}
    return tuple(
        act
        for act in register.acts
        if entry.state in act.start
        and not (act.once and act.code in done)
        and all(entry.answers.get(name) == value for name, value in act.only.items())
    )


def require(register: Register, act: Act, entry: Entry, acts: tuple[ActDone, ...]) -> None:
    """Let an act pass, or refuse it.

    Raises:
        NotNow: the entry's state does not allow it, it was done before, or the entry is of another kind.
    """
    for name, value in act.only.items():
        if entry.answers.get(name) != value:
            raise NotNow("registers.other_kind", act=act.label)
    if act.once and any(done.kind == act.code for done in acts):
        raise NotNow("registers.done_before", act=act.label)
    if entry.state not in act.start:
        raise NotNow("registers.not_in_state", act=act.label, state=register.state(entry.state).label)
    issued = {done.answers.get("kind") for done in acts}
    missing = [kind for kind in act.letters_first if kind not in issued]
    if missing:
        raise NotNow("registers.letters_first", act=act.label, kinds=" ".join(missing))


def require_others(register: Register, answers: Mapping[str, Any]) -> None:
    """Let answers pass in which the first name of ``differ`` is none of the others (R22).

    Raises:
        Invalid: the handler is one of the parties.
    """
    first, *others = [normalise(str(answers.get(name) or "")) for name in register.differ] or [""]
    if first and first in others:
        raise Invalid((FieldProblem(register.differ[0], "registers.is_a_party"),))


def due_day(register: Register, answers: Mapping[str, Any], opened_on: date) -> date | None:
    """Return the day by which an entry is due: as answered, or counted from the day that the register names."""
    fields = register.fields
    if given := day_of(answers.get(fields.get("due", ""))):
        return given
    days = str(answers.get(fields.get("due_days", ""), "") or register.due_days or "")
    if not days.isdecimal():
        return None
    return (day_of(answers.get(register.due_from)) or opened_on) + timedelta(days=int(days))


def day_of(text: object) -> date | None:
    """Return a day that an answer gives, if it gives one."""
    return date.fromisoformat(str(text)) if text else None
