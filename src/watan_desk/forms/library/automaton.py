"""Matches regular expressions without backtracking: all ways through a pattern are followed at once.

The time is at most the length of the text times the size of the pattern, whatever both are. Look-around and
back-references cannot be followed this way and are not understood here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

LARGEST_PROGRAM = 4_000
DEEPEST_GROUP = 40
MOST_TIMES = 1_000
MOST_WORK = 2_000_000
"""Steps of a program times characters of a text: about a second."""

_CLASS = r"\[\^?\]?(?:\\.|[^\]\\])*\]"
_UNIT = re.compile(rf"\\x[0-9a-fA-F]{{2}}|\\u[0-9a-fA-F]{{4}}|\\.|{_CLASS}|[^\\\[]", re.DOTALL)
_TIMES = re.compile(r"\{(\d{1,4})(?:(,)(\d{1,4})?)?\}")
_PLAIN_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
_POINTS = {"^": "start", "$": "end", r"\A": "start", r"\Z": "end", r"\b": "edge", r"\B": "inside"}
_REFERENCE = re.compile(r"\\[1-9kg]")


class NotUnderstood(Exception):
    """The pattern is none, or holds something that cannot be followed without backtracking, or is too large."""


@dataclass(frozen=True)
class Sign:
    """One character out of those that ``accepts`` takes."""

    accepts: Callable[[str], bool]


@dataclass(frozen=True)
class Point:
    """A place in the text: its start or end, the edge of a word or not."""

    kind: str


@dataclass(frozen=True)
class Sequence:
    """Parts one after the other."""

    parts: tuple["Part", ...]


@dataclass(frozen=True)
class Either:
    """One of several parts."""

    parts: tuple["Part", ...]


@dataclass(frozen=True)
class Times:
    """A part so often; ``most`` is None where nothing bounds it."""

    part: "Part"
    least: int
    most: int | None


Part = Sign | Point | Sequence | Either | Times


def read(pattern: str) -> Part:
    """Return the parts of a pattern.

    Raises:
        NotUnderstood: see there.
    """
    reader = _Reader(pattern)
    part = reader.either(0)
    if not reader.done:
        raise NotUnderstood(pattern)
    return part


class _Reader:
    """A recursive descent over one pattern."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._place = 0

    @property
    def done(self) -> bool:
        return self._place == len(self._pattern)

    def _next_is(self, sign: str) -> bool:
        return self._pattern.startswith(sign, self._place)

    def _took(self, sign: str) -> bool:
        if self._next_is(sign):
            self._place += 1
            return True
        return False

    def either(self, depth: int) -> Part:
        if depth > DEEPEST_GROUP:
            raise NotUnderstood(self._pattern)
        parts = [self._sequence(depth)]
        while self._took("|"):
            parts.append(self._sequence(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _sequence(self, depth: int) -> Part:
        parts: list[Part] = []
        while not self.done and not self._next_is("|") and not self._next_is(")"):
            parts.append(self._repeated(self._atom(depth)))
        return Sequence(tuple(parts))

    def _atom(self, depth: int) -> Part:
        group = _PLAIN_GROUP.match(self._pattern, self._place)
        if group is not None:
            self._place = group.end()
            part = self.either(depth + 1)
            if not self._took(")"):
                raise NotUnderstood(self._pattern)
            return part
        unit = _UNIT.match(self._pattern, self._place)
        if unit is None or unit[0] in ("(", "*", "+", "?") or _REFERENCE.match(unit[0]):
            raise NotUnderstood(self._pattern)
        self._place = unit.end()
        return Point(_POINTS[unit[0]]) if unit[0] in _POINTS else Sign(_accepting(unit[0]))

    def _repeated(self, part: Part) -> Part:
        if self._took("*"):
            least, most = 0, None
        elif self._took("+"):
            least, most = 1, None
        elif self._took("?"):
            least, most = 0, 1
        elif times := _TIMES.match(self._pattern, self._place):
            self._place = times.end()
            least = int(times[1])
            most = int(times[3]) if times[3] else None if times[2] else least
        else:
            return part
        self._took("?")
        if max(least, most or 0) > MOST_TIMES or (most is not None and most < least) or self._next_is("+"):
            raise NotUnderstood(self._pattern)
        return Times(part, least, most)


@cache
def _accepting(unit: str) -> Callable[[str], bool]:
    """Return what accepts the characters of a unit: a letter, an escape, a class or the dot."""
    try:
        compiled = re.compile("[{]" if unit == "{" else unit, re.ASCII)
    except re.error as error:
        raise NotUnderstood(unit) from error
    return lambda sign: compiled.match(sign) is not None


@dataclass(frozen=True)
class Step:
    """A step of a program: take a sign or pass a point (``part``), or else go on at all of ``to``."""

    part: Sign | Point | None
    to: tuple[int, ...]


class Automaton:
    """A pattern as a program of steps; step 0 is the last, a match."""

    def __init__(self, part: Part) -> None:
        self._steps: list[Step] = [Step(None, ())]
        self._first = self._emit(part, 0)

    def _add(self, step: Step) -> int:
        if len(self._steps) >= LARGEST_PROGRAM:
            raise NotUnderstood
        self._steps.append(step)
        return len(self._steps) - 1

    def _emit(self, part: Part, after: int) -> int:
        """Add the steps of a part that goes on at ``after``, and return its first."""
        match part:
            case Sign() | Point():
                return self._add(Step(part, (after,)))
            case Sequence(parts):
                for inner in reversed(parts):
                    after = self._emit(inner, after)
                return after
            case Either(parts):
                return self._add(Step(None, tuple(self._emit(inner, after) for inner in parts)))
            case Times():
                return self._times(part, after)

    def _times(self, times: Times, after: int) -> int:
        if times.most is None:
            loop = self._add(Step(None, ()))
            self._steps[loop] = Step(None, (self._emit(times.part, loop), after))
            after = loop
        else:
            out = after
            for _ in range(times.most - times.least):
                after = self._add(Step(None, (self._emit(times.part, after), out)))
        for _ in range(times.least):
            after = self._emit(times.part, after)
        return after

    def found_in(self, text: str) -> bool:
        """Tell whether the pattern matches anywhere in the text; beyond ``MOST_WORK`` it is given up as not found."""
        if len(text) * len(self._steps) > MOST_WORK:
            return False
        ways: set[int] = set()
        for place in range(len(text) + 1):
            ways = self._reached({*ways, self._first}, text, place)
            if 0 in ways:
                return True
            sign = text[place : place + 1]
            ways = {
                self._steps[way].to[0]
                for way in ways
                if sign and isinstance(part := self._steps[way].part, Sign) and part.accepts(sign)
            }
        return False

    def _reached(self, ways: set[int], text: str, place: int) -> set[int]:
        """Return all steps that can be reached without taking a sign."""
        waiting, reached = list(ways), set(ways)
        while waiting:
            step = self._steps[waiting.pop()]
            if isinstance(step.part, Sign) or (isinstance(step.part, Point) and not _passes(step.part, text, place)):
                continue
            fresh = [way for way in step.to if way not in reached]
            reached.update(fresh)
            waiting += fresh
        return reached


def _passes(point: Point, text: str, place: int) -> bool:
    if point.kind == "start":
        return place == 0
    if point.kind == "end":
        return place == len(text)
    before, after = _in_word(text[place - 1 : place]), _in_word(text[place : place + 1])
    return (before != after) is (point.kind == "edge")


def _in_word(sign: str) -> bool:
    return sign == "_" or (sign.isascii() and sign.isalnum())
