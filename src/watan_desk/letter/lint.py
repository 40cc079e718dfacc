"""What is wrong with an association's letters, found when its pack is loaded and not on paper (R97).

Every text that its letters can print is looked at: templates, its own wording, the names of its bodies, documents and
categories. A placeholder nobody knows, a character that the letters' font lacks, a word that no line can hold, and a
letter of the journey for which the pack has no words are errors.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from watan_desk.common.errors import DeskError, Unusable
from watan_desk.common.messages import say
from watan_desk.common.resources import resource
from watan_desk.letter import fonts
from watan_desk.letter.allowed import letter_kinds
from watan_desk.letter.boxes import box_room
from watan_desk.letter.lines import Faces, Span, paragraph_lines
from watan_desk.letter.page import margins, page_size
from watan_desk.letter.paragraph import LARGE
from watan_desk.letter.shaping import CONTROLS
from watan_desk.letter.table import cell_rooms
from watan_desk.letter.template import (
    PLACEHOLDER,
    Template,
    kinds,
    read_template,
    template_source,
    unknown_names,
    words,
)
from watan_desk.letter.text import Box, Letterhead
from watan_desk.letter.text_marks import mark_faults, shape_faults
from watan_desk.letter.values import pack_values
from watan_desk.policy.pack import Pack

_BODY, _NAME = 14, 15
_COUNTED_LINE = re.compile(r"line (\d+)")
_QUOTED = re.compile(r"`([^`$]+)`|'([^']+)'|(\{[a-z0-9_]+\})")
_MARKS = str.maketrans("", "", "[]<>|*")


@dataclass(frozen=True)
class LetterLint:
    """One thing that is wrong: a key under ``letter.lint``, and the kind of letter or part of the pack it stands in."""

    code: str
    place: str
    params: dict[str, Any] = field(default_factory=dict)
    line: int = 0
    """The line of the text's file; 0 of what stands in none."""
    said: DeskError | None = None
    """What reading the text ended in, where it could not be read at all."""

    def sentence(self, lang: str) -> str:
        """Return what is wrong, as a sentence in ``ar`` or ``en``."""
        place = f"{self.place}.toml:{self.line}" if self.line else self.place
        if self.said:
            said = self.said.sentence(lang)
            return say("letter.lint.in_line", lang, place=place, said=said) if self.line else said
        return say(f"letter.lint.{self.code}", lang, place=place, **self.params)


def letter_lints(pack: Pack, folder: Path | None = None) -> tuple[LetterLint, ...]:
    """Return all that is wrong with the letters of a pack; ``folder`` is where it lies, if it is not a shipped one."""
    return tuple(_lints(pack, folder or resource("packs", pack.slug)))


def require_letters(pack: Pack, folder: Path | None = None) -> None:
    """Let a pack be used, or refuse it for its letters.

    Raises:
        Unusable: something is wrong with them; names the first thing and how many there are.
    """
    found = letter_lints(pack, folder)
    if found:
        said = {lang: found[0].sentence(lang) for lang in ("ar", "en")}
        raise UnfitLetters(pack.slug, said, len(found))


class UnfitLetters(Unusable):
    """A pack whose letters cannot all be printed."""

    def __init__(self, slug: str, said: dict[str, str], count: int) -> None:
        super().__init__("letter.pack_unfit", pack=slug, count=count)
        self.said = said

    def sentence(self, lang: str) -> str:
        """Return the refusal with the first thing that is wrong."""
        return say(self.key, lang, what=self.said[lang], **self.params)


def _lints(pack: Pack, folder: Path) -> Iterator[LetterLint]:
    width = page_size()[0] - 2 * margins(Letterhead(""))[1]
    for kind in kinds():
        source = pack.letters.get(kind) or template_source(folder / "letters", kind)
        try:
            text = read_template(source, kind)
        except Unusable as wrong:
            yield LetterLint("template", kind, line=_line_named(source, wrong), said=wrong)
            continue
        yield from _lacking(text, pack)
        for code, piece in (*shape_faults(text, kind), *(each for said in text.texts() for each in mark_faults(said))):
            yield LetterLint(code, kind, {"piece": piece}, _line_of(source, piece))
        yield from _of_texts(kind, text, width, source)
    for place, said in _pack_texts(pack):
        if strangers := unknown_names(said):
            yield LetterLint("placeholder", place, {"names": " ".join(strangers)})
        if place.startswith("wording.") and PLACEHOLDER.search(said) and place[8:] not in words().wording:
            yield LetterLint("unfilled", place)
        for code, piece in mark_faults(said):
            yield LetterLint(code, place, {"piece": piece})
        yield from _of_text(place, said, width, _BODY * LARGE)
    yield from _of_text("identity.name", pack.identity.name, width / 2, _NAME)


def _lacking(text: Template, pack: Pack) -> Iterator[LetterLint]:
    """Yield the words that a letter of the journey needs and the pack does not have."""
    if text.kind not in letter_kinds(pack):
        return
    given = words().defaults | pack_values(pack)
    lacking = [name for name in text.mandatory if name in words().wording and not given.get(name)]
    if lacking:
        yield LetterLint("words_lacking", text.kind, {"names": " ".join(lacking)})


def _line_of(source: str, piece: str) -> int:
    """Return the first line of a file that holds a piece of text; 0 where none does."""
    return next((place for place, line in enumerate(source.splitlines(), 1) if piece in line), 0)


def _line_named(source: str, wrong: Unusable) -> int:
    """Return the line that a refusal is about: the one it counts, or the first with a name that it quotes."""
    told = " ".join(map(str, wrong.params.values()))
    counted = _COUNTED_LINE.search(told)
    if counted:
        return int(counted[1])
    quoted = ["".join(found) for found in _QUOTED.findall(told)]
    quoted += [f'"{name}"' for name in str(wrong.params.get("names", "")).split()]
    return next((line for name in quoted if (line := _line_of(source, name))), 0)


def _of_texts(kind: str, text: Template, width: float, source: str) -> Iterator[LetterLint]:
    """Yield what is wrong with a template's texts, each in the room it will have."""
    for lint in _unfit(kind, text, width):
        piece = lint.params.get("word") or chr(int(str(lint.params["codes"]).split()[0].removeprefix("U+"), 16))
        yield replace(lint, line=_line_of(source, str(piece)))


def _unfit(kind: str, text: Template, width: float) -> Iterator[LetterLint]:
    size = _BODY * LARGE
    for said in (text.subject, text.to, *text.copies, *(block.text for block in text.body)):
        yield from _of_text(kind, said, width, size)
    for block in text.body:
        for column, (room, cell) in zip(block.columns, cell_rooms(block.columns, width), strict=True):
            for said in (column.head, *(row.get(column.field, "") for row in block.rows)):
                yield from _of_text(kind, said, room, cell * LARGE)
    for box in text.boxes:
        room, cell = box_room(Box(box.id, box.shape, box.title), width)
        for said in (box.title, *box.lines):
            yield from _of_text(kind, said, room, cell * LARGE)


def _of_text(place: str, said: str, room: float, size: float) -> Iterator[LetterLint]:
    """Yield the characters that the font lacks and the words that are wider than their room, in points."""
    plain = CONTROLS.sub("", PLACEHOLDER.sub("", said)).translate(_MARKS)
    missing = fonts.lacking(plain)
    if missing:
        codes = " ".join(f"U+{ord(character):04X}" for character in missing)
        yield LetterLint("glyph", place, {"codes": codes})
        return
    for word in plain.split():
        if _ems(word) * size > room:
            yield LetterLint("too_wide", place, {"word": word})


@lru_cache(maxsize=10_000)
def _ems(word: str) -> float:
    """Return the width of a bold word of size 1."""
    return paragraph_lines((Span(word),), Faces(fonts.bold(), fonts.bold(), 1), 1e6)[0].width


def _pack_texts(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield every text of a pack that its letters can print."""
    identity, terms = pack.identity, pack.terms
    for name, said in pack.wording.items():
        yield f"wording.{name}", said
    for name in ("name", "header_line", "registration_text"):
        yield f"identity.{name}", getattr(identity, name)
    yield "terms.decision_body", terms.decision_body.ar
    if terms.referral_officer:
        yield "terms.referral_officer", terms.referral_officer.ar
    for tool in pack.tools:
        yield "tools", tool.label.ar
    for part, items in (("categories", pack.categories), ("reasons", pack.reasons)):
        for item in items:
            yield f"{part}.{item.code}", item.label.ar
