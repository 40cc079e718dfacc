"""What a register is: its forms, states, acts and links, as data."""

import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec

from watan_desk.common.errors import Unusable
from watan_desk.common.resources import resource
from watan_desk.policy.pack import Pack
from watan_desk.policy.parts import Label

COLUMNS = frozenset(
    {"title", "channel", "category", "case", "person", "about", "owner", "due", "due_days", "beneficiary", "department"}
)
"""What an answer may fill: ``case`` takes a case's number, ``person`` an identity number, ``about`` an entry's."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a register: frozen, and without unknown keys."""


class State(_Part, frozen=True):
    """A state of an entry; nothing is left to do in one that is ``over``."""

    code: str
    label: Label
    over: bool = False


class Act(_Part, frozen=True):
    """Something done on an entry that stands in one of the states ``start``; it leads to ``to``, or changes none."""

    code: str
    label: Label
    form: str
    start: tuple[str, ...]
    to: str = ""
    extends: int = 0
    """Days by which it moves the due date."""
    once: bool = False
    converts: bool = False
    """Whether its form is that of reception: the entry becomes a visit, and a case where the visit ends in one."""
    only: dict[str, str] = {}
    """Answers that the entry must hold."""
    linked: str = ""
    """A register of which an entry about this one must exist, unless the act's answer ``unless`` says why not."""
    unless: str = ""
    letters_first: tuple[str, ...] = ()
    """Letters that must have been issued."""
    hiding: bool = False
    """Whether only associations that hide people have it (R92)."""


class Total(_Part, frozen=True):
    """A number that the acts of an entry add up."""

    act: str
    field: str
    label: Label


class Following(_Part, frozen=True):
    """A letter that may be issued in some states."""

    kind: str
    states: tuple[str, ...]


class Register(_Part, frozen=True):
    """One register."""

    code: str
    prefix: str
    """The letter before the number of its entries."""
    order: int
    icon: str
    label: Label
    one: Label
    hint: Label
    form: str
    fields: dict[str, str]
    states: tuple[State, ...]
    acts: tuple[Act, ...]
    packs: tuple[str, ...] = ()
    """The associations that have it; all of them where none is named."""
    but: tuple[str, ...] = ()
    """The associations that do not have it."""
    differ: tuple[str, ...] = ()
    """Answers of which the first must name somebody else than the others."""
    due_days: int = 0
    due_from: str = ""
    interval: str = ""
    """The setting with the days after which the next entry is due."""
    summary: bool = False
    """Whether its counts go with every hand-over."""
    directory: bool = False
    """Whether its entries are things that stand, not things to do."""
    total: Total | None = None
    letters: tuple[Following, ...] = ()

    def state(self, code: str) -> State:
        """Return the state with this code, which an entry of this register holds."""
        return next(state for state in self.states if state.code == code)

    def act(self, code: str) -> Act | None:
        """Return the act with this code, if the register has it."""
        return next((act for act in self.acts if act.code == code), None)

    def has(self, pack: Pack) -> bool:
        """Tell whether an association keeps this register."""
        return (not self.packs or pack.slug in self.packs) and pack.slug not in self.but


def load_register(path: Path) -> Register:
    """Read a register from its TOML file.

    Raises:
        Unusable: it is no TOML, breaks the shape, or names a state or column that nobody knows.
    """
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Register)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as wrong:
        raise Unusable("registers.wrong", register=path.stem, what=str(wrong)) from wrong
    known = {state.code for state in found.states}
    named = {act.to for act in found.acts if act.to} | {code for act in found.acts for code in act.start}
    named |= {code for letter in found.letters for code in letter.states}
    strangers = sorted(named - known) + sorted(set(found.fields) - COLUMNS)
    if strangers:
        raise Unusable("registers.wrong", register=path.stem, what=" ".join(strangers))
    return found


@lru_cache(maxsize=1)
def shipped_registers() -> dict[str, Register]:
    """Return every register that comes with the program, by code, in their order."""
    found = [load_register(path) for path in resource("registers").glob("*.toml")]
    return {register.code: register for register in sorted(found, key=lambda each: each.order)}


def registers_of(pack: Pack) -> tuple[Register, ...]:
    """Return the registers that an association keeps, in their order."""
    return tuple(_of(register, pack) for register in shipped_registers().values() if register.has(pack))


def _of(register: Register, pack: Pack) -> Register:
    """Return a register with the acts that an association has."""
    acts = tuple(act for act in register.acts if pack.discreet is not None or not act.hiding)
    return register if acts == register.acts else msgspec.structs.replace(register, acts=acts)


def register_of(pack: Pack, code: str) -> Register:
    """Return a register of an association.

    Raises:
        Unusable: it keeps no such register.
    """
    found = next((register for register in registers_of(pack) if register.code == code), None)
    if found is None:
        raise Unusable("registers.no_such_register", known=" ".join(each.code for each in registers_of(pack)))
    return found
