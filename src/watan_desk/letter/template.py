"""Letter texts as data: ``resources/letters/<kind>.toml`` and the words that all of them share.

In a text ``{name}`` stands for a value, ``[[m|f]]`` or ``[[m|f|unset]]`` for a word by the person's sex, ``**...**``
for bold words, ``<<...>>`` for a clause that is left out when a value in it is unset; a whole sentence is left out in
the same case. A day ``x`` is named ``{x_day}``, ``{x_h}`` (Hijri) or ``{x_g}`` (Gregorian), a number with its noun
``{x:days}``. Which names exist is what the catalogue explains under ``letter.field.<name>``; any other name is an error
when the text is loaded. An association's own text of a kind, ``packs/<slug>/letters/<kind>.toml``, goes before the
common one. The whole format stands in ``docs/letter-format.md``.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from watan_desk.common.errors import Unusable
from watan_desk.common.messages import has
from watan_desk.common.resources import resource
from watan_desk.policy.pack import Pack

PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)(?::([a-z]+))?\}")
DAY_FORMS = ("_day", "_h", "_g")


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a text file: frozen, and without unknown keys."""


class Column(_Part, frozen=True):
    """A column: its head, the field of the row it shows (``#`` counts the rows), its share of the width.

    An empty cell is dashed, in a ``blank`` column it stays empty, to be filled in by hand.
    """

    head: str
    field: str
    share: float = 1
    copied: bool = False
    blank: bool = False


class Block(_Part, frozen=True):
    """A sentence, or a table; ``opens`` begins a new paragraph.

    A table's rows are the list of the value named ``table``, or ``rows`` as they stand here. The block is left out
    unless the value ``when`` is set, and when the value ``unless`` is.
    """

    text: str = ""
    opens: bool = False
    table: str = ""
    rows: tuple[dict[str, str], ...] = ()
    columns: tuple[Column, ...] = ()
    when: str = ""
    unless: str = ""

    @property
    def tabular(self) -> bool:
        """Tell whether it is a table."""
        return bool(self.columns)


class BoxText(_Part, frozen=True):
    """A place to sign; drawn only where the value ``when`` is set, if it names one."""

    id: str
    shape: Literal["signature", "stamp", "thumb", "notes", "slip"]
    """``notes`` are ruled lines for handwriting, a ``slip`` is cut off along its upper edge; both take a row."""
    title: str
    lines: tuple[str, ...] = ()
    when: str = ""
    opens: bool = False
    """Begin a new row of boxes."""


class Template(_Part, frozen=True):
    """One kind of letter."""

    kind: str
    version: str
    subject: str
    addressee: Literal["person", "body", "none"]
    mandatory: tuple[str, ...]
    body: tuple[Block, ...]
    boxes: tuple[BoxText, ...]
    heading: Literal["subject", "title"] = "subject"
    honorific: bool = True
    greeting: bool = True
    office: bool = True
    """Whether it carries the drafter's initials and the blank box for head office's own outgoing number."""
    to: str = ""
    copies: tuple[str, ...] = ()

    def texts(self) -> Iterator[str]:
        """Yield every text of the template that may hold placeholders."""
        yield from (self.subject, self.to, *self.copies)
        yield from (block.text for block in self.body)
        for box in self.boxes:
            yield from (box.title, *box.lines)
        for block in self.body:
            yield from (column.head for column in block.columns)
            yield from (cell for row in block.rows for cell in row.values())

    def named(self) -> Iterator[str]:
        """Yield the values that the template names outside its texts."""
        yield from self.mandatory
        for block in self.body:
            yield from (name for name in (block.table, block.when, block.unless) if name)
        yield from (box.when for box in self.boxes if box.when)


class Words(_Part, frozen=True):
    """What all letters share: fixed words, names of days, and how single values are set."""

    basmala: str
    greeting: str
    subject: str
    to_person: str
    to_person_plain: str
    to_body: str
    copy_for: str
    number: str
    date: str
    agrees: str
    enclosures: str
    no_enclosures: str
    blank: str
    empty_cell: str
    draft: str
    code: str
    """What the printed code is called where the letter is read aloud."""
    page: str
    letter_number: str
    version: str
    phone: str
    parts: str
    listed: str
    days: tuple[str, ...]
    hijri: str
    gregorian: str
    bold: frozenset[str]
    copied: frozenset[str]
    wording: frozenset[str]
    counted: dict[str, dict[str, str]]
    article: str
    initials: str
    outgoing: tuple[str, ...]
    copy_of_printed: str
    emblem: str
    neutral_name: str
    """What stands for the association's name where people are hidden."""
    defaults: dict[str, str]
    """Wording that stands where the association's pack has none of its own."""


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the shared words."""
    return msgspec.convert(tomllib.loads(resource("letters", "words.toml").read_text(encoding="utf-8")), Words)


def kinds() -> tuple[str, ...]:
    """Return the kinds of letter that exist, ``L01`` and so on."""
    return tuple(sorted(path.stem for path in resource("letters").glob("L*.toml")))


@lru_cache(maxsize=256)
def template(kind: str, association: str = "") -> Template:
    """Return a kind's text: the one that an association's pack brings, or else the common one.

    Raises:
        Unusable: there is no such kind (``letter.no_such_kind``), or its text is wrong.
    """
    return template_in(resource("packs", association, "letters") if association else None, kind)


def pack_template(kind: str, pack: Pack) -> Template:
    """Return a kind's text for a case's version of the policy: its own letter, else as :func:`template`."""
    own = pack.letters.get(kind)
    return _own(own, kind) if own is not None else template(kind, pack.slug)


@lru_cache(maxsize=256)
def _own(toml: str, kind: str) -> Template:
    return read_template(toml, kind)


def template_in(folder: Path | None, kind: str) -> Template:
    """Return a kind's text as a pack's folder of letters has it, or else the common one; raises as ``template``."""
    if kind not in kinds():
        raise Unusable("letter.no_such_kind", kind=kind, kinds=" ".join(kinds()))
    return read_template(template_source(folder, kind), kind)


def template_source(folder: Path | None, kind: str) -> str:
    """Return the file of a kind's text as a pack's folder of letters has it, or else the common one."""
    own = folder / f"{kind}.toml" if folder else None
    path = own if own and own.exists() else resource("letters", f"{kind}.toml")
    return path.read_text(encoding="utf-8")


def read_template(toml: str, kind: str) -> Template:
    """Read a template from TOML text.

    Raises:
        Unusable: it is no TOML or breaks the shape (``letter.template_wrong``), or it names a value that nobody knows
            (``letter.unknown_placeholder``).
    """
    try:
        found = msgspec.convert(tomllib.loads(toml), Template)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as wrong:
        raise Unusable("letter.template_wrong", kind=kind, what=str(wrong)) from wrong
    strangers = unknown_names(*found.texts()) + tuple(name for name in found.named() if not _known(name))
    if strangers:
        raise Unusable("letter.unknown_placeholder", place=kind, names=" ".join(strangers))
    return found


def unknown_names(*texts: str) -> tuple[str, ...]:
    """Return the placeholders of some texts that no value answers to; an association's wording is checked with this."""
    return tuple(f"{{{name}}}" for name in _names(texts) if not _known(name) and not _known(day_of(name)))


def _names(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for found in PLACEHOLDER.finditer(text):
            yield found[1]


def _known(name: str) -> bool:
    return has(f"letter.field.{name}")


def day_of(name: str) -> str:
    """Return the value behind a day's form (``raised_date_h``: ``raised_date``), or the name itself."""
    return next((name.removesuffix(form) for form in DAY_FORMS if name.endswith(form)), name)
