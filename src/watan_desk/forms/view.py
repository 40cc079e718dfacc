"""What a screen, a command line or a stage sees of a record: frozen views and problems."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Problem(NamedTuple):
    """Something about one answer. ``kind`` is ``required``, ``constraint``, ``type`` or ``check``.

    ``message`` is in the record's language; ``key`` is the catalogue's, or the check's, for those who count kinds.
    ``own_words``: the form itself says the message, not our catalogue.
    """

    ref: str
    name: str
    kind: str
    message: str
    label: str
    key: str = ""
    own_words: bool = False


@dataclass(frozen=True)
class Aside:
    """An answer of an older version of the form that found no place in a newer one; it stays with the record.

    ``told`` is the answer in words, ``reason`` why it was set aside (a key of the catalogue).
    """

    name: str
    ref: str
    label: str
    value: str
    told: str
    reason: str
    version: str
    sensitive: str = ""
    """``yes`` where it is gone with the consent to keep sensitive answers."""


@dataclass(frozen=True)
class NodeView:
    """A group, a repeat, one item of a repeat, or a question, as it stands now.

    ``value`` is the answer exactly as typed. ``type`` is the XLSForm type; ``choices`` are (value, label) pairs.
    ``closed``: the form itself makes it read-only; ``readonly`` also says so of a repeat whose number is counted.
    ``limits`` are the start, end and step of a range. ``guidance`` is what helps at length.
    ``sensitive`` answers stay out of lists and letters.
    """

    ref: str
    name: str
    kind: str
    type: str
    label: str = ""
    hint: str = ""
    value: str = ""
    relevant: bool = True
    required: bool = False
    readonly: bool = False
    appearance: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    problem: Problem | None = None
    warning: Problem | None = None
    children: tuple["NodeView", ...] = ()
    sensitive: bool = False
    limits: tuple[tuple[str, str], ...] = ()
    closed: bool = False
    guidance: str = ""


@dataclass(frozen=True)
class FieldInfo:
    """A field of a form, for help texts and for ``fill``: ``label`` by language code, ``choices`` (value, labels).

    ``repeat`` is the name of the repeat it lies in. ``required`` tells whether it is asked for whenever it is shown;
    ``conditional`` whether something else decides if it is shown.
    """

    name: str
    path: str
    type: str
    required: bool
    label: dict[str, str] = field(default_factory=dict)
    repeat: str = ""
    conditional: bool = False
    sensitive: bool = False
    choices: tuple[str, ...] = ()
    flag: str = ""
    """What the field means to the program (``wd:flag``): ``consent``, ``program``, ..."""
