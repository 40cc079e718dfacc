"""A letter as composed: frozen text and tables, before any page is drawn and before it has a number."""

from dataclasses import dataclass
from typing import Literal

from watan_desk.letter.lines import Span
from watan_desk.letter.shaping import CONTROLS
from watan_desk.letter.template import words

Digits = Literal["arabic", "latin"]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body."""

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The paragraph without weights; isolating controls stay."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class TableText:
    """A table of the body; columns in reading order, the first one stands at the right."""

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    """How the width is shared among the columns."""
    rows: tuple[tuple[str, ...], ...]
    written: bool = False
    """Whether cells are filled in by hand: their rows are higher."""

    @property
    def text(self) -> str:
        """Heads and rows, one line each, cells parted by a bar."""
        return "\n".join(" | ".join(row) for row in (self.heads, *self.rows))


@dataclass(frozen=True)
class Box:
    """A place to sign, stamp or press a thumb. ``shape`` is what is drawn there; ``lines`` stand in it."""

    id: str
    shape: str
    title: str
    lines: tuple[str, ...] = ()
    opens: bool = False
    """Begin a new row of boxes."""

    @property
    def text(self) -> str:
        """Title and lines, one line each."""
        return "\n".join([self.title, *self.lines])


@dataclass(frozen=True)
class LetterText:
    """Everything a letter says, in its order on the page."""

    kind: str
    version: str
    """The version of the template it was composed from; printed in the footer."""
    heading: str
    """``subject``: a subject line; ``title``: the subject stands over the text as its title."""
    subject: str
    addressee: str
    greeting: str
    body: tuple[Paragraph | TableText, ...]
    boxes: tuple[Box, ...]
    copies: tuple[str, ...] = ()
    """Whole lines below the signatures: for whom a copy is."""
    enclosures: str = ""
    digits: Digits = "arabic"
    large: bool = False
    """Set in 18 points instead of 14."""
    initials: str = ""
    """The drafter's, as a whole line; empty on sheets that carry none."""
    outgoing: bool = False
    """Whether head office has a blank box for its own outgoing number."""
    numbered: bool = True
    """Whether it has a number and a date of the register; a sheet about the policy has none."""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The running text."""
        return tuple(block for block in self.body if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[TableText, ...]:
        """The tables."""
        return tuple(block for block in self.body if isinstance(block, TableText))

    @property
    def plain(self) -> str:
        """The whole text as it is kept in the register: one line a paragraph, without bidi controls."""
        parts = [self.subject, self.addressee, self.greeting]
        parts += [block.text for block in self.body]
        parts += [box.text for box in self.boxes]
        parts += [*self.copies, words().enclosures + self.enclosures]
        return CONTROLS.sub("", "\n".join(part for part in parts if part))


@dataclass(frozen=True)
class Letterhead:
    """Who writes: printed at the head and foot of every letter. Empty parts are left out.

    ``preprinted`` is for paper that carries its own head: a wide top margin and no drawn head or foot.
    """

    association: str
    header_line: str = ""
    registration: str = ""
    branch: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    handle: str = ""
    website: str = ""
    preprinted: bool = False
    logo: bytes = b""
    """The association's emblem, a picture as ``logo.read_logo`` gives it."""
    neutral: bool = False
    """Whether nothing on it may say whose letter it is: the branch and its phone alone are printed."""
    unset: tuple[str, ...] = ()
    """What the association still has to enter about itself, by the names of ``letter.field.*``."""

    def missing(self) -> tuple[str, ...]:
        """Return what an issued letter cannot be without and is not set, by the names of ``letter.field.*``."""
        needed = {
            "association_name": self.association,
            "registration_text": self.registration,
            "branch_name": self.branch,
            "branch_phone": self.phone,
        }
        empty = [name for name, value in needed.items() if not value]
        return tuple(dict.fromkeys([*empty, *self.unset]))
