"""Reads a pack's file as whoever wrote it: where every part stands, and everything whose shape is wrong, at once.

Decoding stops at the first fault and names it in the decoder's own words; an author wants all of them, each with the
line of the file, the key, and what to write instead.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

import msgspec.inspect as shapes

from watan_desk.common.messages import say
from watan_desk.policy.pack import Pack

Place = tuple[str | int, ...]
"""The way to a part of a pack: keys, and places in lists counted from nought."""

_TABLE = re.compile(r"\[([^\[\]]+)\]\s*(#.*)?\Z")
_LISTED = re.compile(r"\[\[([^\[\]]+)\]\]\s*(#.*)?\Z")
_KEY = re.compile(r"""("[^"]+"|'[^']+'|[A-Za-z0-9_-]+)\s*=""")
_AT = re.compile(r"at line (\d+), column (\d+)")
_NAMES = ("code", "kind", "name", "field")
"""What an item of a list is called by, where it has one of these."""
_LEAVES: Mapping[type, tuple[type, str]] = {
    shapes.StrType: (str, "text"),
    shapes.IntType: (int, "number"),
    shapes.BoolType: (bool, "flag"),
}


@dataclass(frozen=True)
class Fault:
    """Something for which a pack is refused; ``code`` names its sentence with the cure, ``pack.fault_<code>``."""

    code: str
    place: Place
    params: Mapping[str, Any] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    """Its own sentence by language, where it has one."""

    def sentence(self, lang: str) -> str:
        """Return what is wrong and what to do about it, in ``ar`` or ``en``."""
        return self.said.get(lang) or say(f"pack.fault_{self.code}", lang, **self.params)


@dataclass(frozen=True)
class Source:
    """A pack's file: its value, and the line on which each part of it begins."""

    value: Mapping[str, Any]
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int | None:
        """Return the line of a part, or of what it stands in."""
        known = (self.lines[place[:end]] for end in range(len(place), 0, -1) if place[:end] in self.lines)
        return next(known, None)

    def called(self, place: Place) -> str:
        """Return how a person calls a part: ``deeds[raise].needs``, ``steps[3].heading``."""
        said, here = "", self.value
        for part in place:
            here = _inside(here, part)
            said += f"[{_own_name(here, part)}]" if isinstance(part, int) else f"{'.' if said else ''}{part}"
        return said


def read_source(text: bytes) -> tuple[Source | None, tuple[Fault, ...]]:
    """Return a file's parts, or why it is no TOML at all."""
    try:
        written = text.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return None, (Fault("not_utf8", (), {"line": text[: wrong.start].count(b"\n") + 1}),)
    try:
        value = tomllib.loads(written)
    except tomllib.TOMLDecodeError as wrong:
        return None, (_unreadable(str(wrong), written.splitlines()),)
    return Source(value, _lines(written)), ()


def shape_faults(source: Source) -> tuple[Fault, ...]:
    """Return everything that keeps the file from being decoded into a pack."""
    return tuple(_walk(source.value, _shape(), ()))


def nearest(name: str, known: Mapping[str, Any] | list[str] | tuple[str, ...]) -> str:
    """Return the known names for a message: the one most like a wrong name first, at most twelve."""
    names = list(known)
    first = get_close_matches(name, names, 1, 0.5)
    return ", ".join([*first, *(each for each in names if each not in first)][:12])


@lru_cache(maxsize=1)
def _shape() -> shapes.Type:
    return shapes.type_info(Pack)


def _walk(value: Any, shape: shapes.Type, at: Place) -> Iterator[Fault]:
    if isinstance(shape, shapes.UnionType):
        shape = next(each for each in shape.types if not isinstance(each, shapes.NoneType))
    if isinstance(shape, shapes.StructType | shapes.DictType):
        yield from _of_table(value, shape, at) if isinstance(value, dict) else (Fault("wants_table", at),)
    elif isinstance(shape, shapes.VarTupleType):
        items = value if isinstance(value, list) else ()
        yield from () if isinstance(value, list) else (Fault("wants_list", at),)
        for place, each in enumerate(items):
            yield from _walk(each, shape.item_type, (*at, place))
    else:
        yield from _of_leaf(value, shape, at)


def _of_leaf(value: Any, shape: shapes.Type, at: Place) -> Iterator[Fault]:
    if isinstance(shape, shapes.LiteralType):
        if value not in shape.values:
            known = [str(each) for each in shape.values]
            yield Fault("not_of", at, {"what": value, "known": nearest(str(value), known)})
        return
    kind, name = _LEAVES[type(shape)]
    if type(value) is not kind:
        yield Fault(f"wants_{name}", at, {"what": value})


def _of_table(value: Mapping[str, Any], shape: shapes.StructType | shapes.DictType, at: Place) -> Iterator[Fault]:
    if isinstance(shape, shapes.DictType):
        for name, each in value.items():
            yield from _walk(each, shape.value_type, (*at, name))
        return
    fields = {known.encode_name: known for known in shape.fields}
    for name in value:
        if name not in fields:
            yield Fault("unknown_key", (*at, name), {"what": name, "known": nearest(name, fields)})
    for name, known in fields.items():
        if name in value:
            yield from _walk(value[name], known.type, (*at, name))
        elif known.required:
            yield Fault("missing_key", at, {"what": name})


def _unreadable(said: str, lines: list[str]) -> Fault:
    """Return where a file stops being TOML, with the line itself."""
    found = _AT.search(said)
    line, column = (int(found[1]), int(found[2])) if found else (len(lines), 1)
    shown = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return Fault(
        "not_toml", (), {"line": line, "column": column, "what": shown, "said": said.split(" (at", maxsplit=1)[0]}
    )


def _lines(text: str) -> dict[Place, int]:
    """Return the line on which each table, item and key begins."""
    finder, quoted = _Finder(), False
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        turns = (said.count("'''") + said.count('"""')) % 2 == 1
        if not quoted:
            finder.take(number, said)
        quoted = quoted != turns
    return finder.found


class _Finder:
    """Notes where each part of a file begins, line by line."""

    def __init__(self) -> None:
        self.found: dict[Place, int] = {}
        self._counted: dict[Place, int] = {}
        self._inside: Place = ()
        self._listed: tuple[Place, int] | None = None

    def take(self, number: int, said: str) -> None:
        """Take the next line that stands in no long text."""
        if self._listed is not None:
            self._item(number, said)
        elif table := _LISTED.match(said):
            names = _resolved(_split(table[1]), self._counted)
            self._counted[names] = self._counted.get(names, -1) + 1
            self._inside = (*names, self._counted[names])
            self.found.setdefault(names, number)
            self.found[self._inside] = number
        elif table := _TABLE.match(said):
            self._inside = _resolved(_split(table[1]), self._counted)
            self.found.setdefault(self._inside, number)
        elif key := _KEY.match(said):
            place = (*self._inside, key[1].strip("\"'"))
            self.found.setdefault(place, number)
            self._listed = (place, 0) if said.endswith("[") else None

    def _item(self, number: int, said: str) -> None:
        """Take a line of a list that stands over several."""
        place, item = self._listed or ((), 0)
        if said.startswith("]"):
            self._listed = None
        elif not said.startswith("#"):
            self.found[(*place, item)] = number
            self._listed = (place, item + 1)


def _split(name: str) -> Place:
    return tuple(part.strip().strip("\"'") for part in name.split("."))


def _resolved(names: Place, counted: Mapping[Place, int]) -> Place:
    """Return the way to a table whose parents may be lists: in their newest item."""
    at: Place = ()
    for place, name in enumerate(names):
        at = (*at, name)
        if at in counted and place < len(names) - 1:
            at = (*at, counted[at])
    return at


def _inside(value: Any, part: str | int) -> Any:
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return value.get(part) if isinstance(value, dict) else None


def _own_name(item: Any, place: int) -> str:
    """Return what an item of a list is called by; its place, counted from one, where it has no name."""
    names = (item.get(name) for name in _NAMES) if isinstance(item, dict) else ()
    return next((name for name in names if isinstance(name, str) and name), str(place + 1))
