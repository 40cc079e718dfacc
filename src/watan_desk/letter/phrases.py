"""Filling a text with values: gender forms, placeholders, clauses that drop out, digits and isolation. Pure."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from watan_desk.common.arabic import arabic_digits, ltr
from watan_desk.common.errors import Unusable
from watan_desk.common.hijri import to_hijri
from watan_desk.common.messages import plural_form
from watan_desk.letter.lines import Span
from watan_desk.letter.shaping import CONTROLS
from watan_desk.letter.template import PLACEHOLDER, Words, day_of, unknown_names, words
from watan_desk.letter.text import Digits

Row = Mapping[str, str | int | date]
Value = str | int | date | Sequence[str] | Sequence[Row] | None
Values = Mapping[str, Value]
Gender = Literal["male", "female", "unset"]
"""``unset``: the association does not ask the sex, or the letter speaks of a body."""

_GENDER = re.compile(r"\[\[([^\[\]|]*)\|([^\[\]|]*)(?:\|([^\[\]|]*))?\]\]")
_BOLD = "**"
_TURN = "\ue000"
"""Stands for ``**`` of a template while values, which never hold it, are filled in."""
_CLAUSE = re.compile(r"<<(.*?)>>", re.DOTALL)
_LATIN = r"[A-Za-z][A-Za-z0-9._/:@%+?=&#-]*"
_CODE = re.compile(rf"(?P<code>\+?\d[\d-]*{_LATIN}|\+?\d+(?:-\d+)+|\+\d[\d ]*\d|\d{{8,}})|{_LATIN}")
"""What keeps its Latin digits inside typed text: Latin words, and as ``code`` what Arabic text would tear apart unless
it is isolated: hyphened numbers, codes that begin with a digit, phone and identity numbers."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")

_ENDINGS = ("؟", "!", ".")


class Unset(Exception):
    """A placeholder without a value, which leaves its sentence out; ``name`` is the value that is missing."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class Filler:
    """Fills texts from one mapping of values, for one person and one kind of digits."""

    values: Values
    gender: Gender
    digits: Digits = "arabic"
    words: Words = field(default_factory=words)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the filled text with its bold values.

        Raises:
            Unset: a value outside ``<<...>>`` is unset.
            Unusable: an association's wording names a value that nobody knows (``letter.unknown_placeholder``).
        """
        return _joined(_turned(self._fill(text.replace(_BOLD, _TURN), ())))

    def text(self, text: str) -> str:
        """Return the filled text without weights; raises as ``spans`` does."""
        return "".join(span.text for span in self.spans(text))

    def unset(self, name: str) -> str:
        """Return the name of what is missing for a value: empty if nothing is, else itself or a value it stands on."""
        value = self.values.get(name)
        if not _is_set(value):
            return name
        try:
            if name in self.words.wording:
                self._value(name, "", ())
        except Unset as missing:
            return missing.name
        return ""

    def _fill(self, text: str, within: tuple[str, ...]) -> list[Span]:
        text = _GENDER.sub(self._form, text)
        spans: list[Span] = []
        place = 0
        for clause in _CLAUSE.finditer(text):
            spans += self._sentence(text[place : clause.start()], within)
            with suppress(Unset):
                spans += self._sentence(clause[1], within)
            place = clause.end()
        return spans + self._sentence(text[place:], within)

    def _form(self, found: re.Match[str]) -> str:
        if self.gender == "unset":
            return found[1] if found[3] is None else found[3]
        return found[2] if self.gender == "female" else found[1]

    def _sentence(self, text: str, within: tuple[str, ...]) -> list[Span]:
        spans: list[Span] = []
        place = 0
        for found in PLACEHOLDER.finditer(text):
            name, noun = found[1], found[2] or ""
            spans.append(Span(text[place : found.start()]))
            bold = name in self.words.bold
            spans += [Span(span.text, bold or span.bold) for span in self._value(name, noun, within)]
            place = found.end()
        return [*spans, Span(text[place:])]

    def _value(self, name: str, noun: str, within: tuple[str, ...]) -> list[Span]:
        day = day_of(name)
        value = self.values.get(name)
        if value is None and day != name:
            return [Span(self._day(day, name.removeprefix(day)))]
        if not _is_set(value):
            raise Unset(name)
        if name in self.words.wording:
            return self._wording(name, value, within)
        if noun and isinstance(value, int):
            return [Span(self._counted(value, noun))]
        return [Span(self.shown(value, copied=name in self.words.copied))]

    def _wording(self, name: str, value: Value, within: tuple[str, ...]) -> list[Span]:
        """Fill a text of the association's pack, which may itself name values."""
        said = value if isinstance(value, str) else self.shown(value)
        strangers = unknown_names(said)
        if name in within or strangers:
            raise Unusable("letter.unknown_placeholder", place=name, names=" ".join(strangers or (name,)))
        return self._fill(said, (*within, name))

    def _counted(self, number: int, noun: str) -> str:
        forms = self.words.counted[noun]
        return self._in_digits(forms[plural_form(number, "ar")].format(n=number))

    def _day(self, name: str, form: str) -> str:
        value = self.values.get(name)
        if value is None:
            raise Unset(name)
        if not isinstance(value, date):
            raise TypeError(f"{name} is no date")
        return {"_day": day_name, "_h": self.hijri, "_g": self.gregorian}[form](value)

    def shown(self, value: object, *, copied: bool = False) -> str:
        """Return a value as it is printed; ``copied`` keeps its digits Latin and isolates it."""
        if isinstance(value, date):
            return self.hijri(value)
        if isinstance(value, Sequence) and not isinstance(value, str):
            return self.words.listed.join(self.shown(item) for item in value)
        said = clean(str(value))
        return ltr(said) if copied else self._in_digits(said)

    def _in_digits(self, text: str) -> str:
        parts, place = [], 0
        for found in _CODE.finditer(text):
            parts += [self._numerals(text[place : found.start()]), ltr(found[0]) if found["code"] else found[0]]
            place = found.end()
        return "".join([*parts, self._numerals(text[place:])])

    def _numerals(self, text: str) -> str:
        return _arabic(text) if self.digits == "arabic" else text

    def hijri(self, day: date) -> str:
        """Return ``١٤٤٨/٠٦/١٠هـ`` (Umm al-Qura)."""
        found = to_hijri(day)
        return self._written(self.words.hijri, found.year, found.month, found.day)

    def gregorian(self, day: date) -> str:
        """Return ``٢٠٢٦/١١/٢٠م``."""
        return self._written(self.words.gregorian, day.year, day.month, day.day)

    def _written(self, pattern: str, year: int, month: int, day: int) -> str:
        said = pattern.format(year=year, month=f"{month:02d}", day=f"{day:02d}")
        return self._numerals(said)


def day_name(day: date) -> str:
    """Return the Arabic name of a day of the week."""
    return words().days[day.weekday()]


def _arabic(text: str) -> str:
    """Return the text with Arabic-Indic digits and their own sign between thousands."""
    return arabic_digits(_THOUSANDS.sub("٬", text))


def clean(text: str) -> str:
    """Return a value in one line and without controls that could turn the text around it."""
    return " ".join(CONTROLS.sub("", text).replace(_TURN, "").split())


def _is_set(value: Value) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    return bool(value) if isinstance(value, Sequence) else value is not None


def _turned(spans: Sequence[Span]) -> list[Span]:
    """Turn the weight at every mark of the template."""
    found, bold = [], False
    for span in spans:
        for place, part in enumerate(span.text.split(_TURN)):
            bold = bold != (place > 0)
            found.append(Span(part, span.bold or bold))
    return found


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Join neighbours of one weight, drop empty ones, and the full stop after a value that ends with its own mark."""
    found: list[Span] = []
    for span in spans:
        ended = bool(found) and found[-1].text.endswith(_ENDINGS)
        text = span.text.removeprefix(".") if ended else span.text
        if found and found[-1].bold == span.bold:
            found[-1] = Span(found[-1].text + text, span.bold)
        elif text:
            found.append(Span(text, span.bold))
    return tuple(found)
