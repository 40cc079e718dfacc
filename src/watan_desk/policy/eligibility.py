"""How an association verifies that somebody is entitled to a service: sources, mechanisms and criteria, as pack data.

Every list is open: an association adds an entry to its pack, and it is offered and asked for like the others (R80-R89).
"""

from collections.abc import Iterable
from typing import Literal

from watan_desk.policy.parts import Label, Part

ANY = "*"


class Entry(Part, frozen=True):
    """An entry of an open list."""

    code: str
    label: Label
    line: int | None = None


class Source(Entry, frozen=True):
    """Where a datum can come from; ``proves`` tells whether it proves what was stated (R82)."""

    proves: bool = False


class Datum(Entry, frozen=True):
    """Something the assessment rests on, which needs a source; asked only where the answer ``when`` is given."""

    when: str = ""


class Mechanism(Entry, frozen=True):
    """A way to verify, and the deed by which its sheet is filled in."""

    deed: Literal["examine", "visit"] = "examine"


class Criterion(Entry, frozen=True, kw_only=True):
    """A criterion of the assessment, in its group."""

    group: str


class Cell(Part, frozen=True):
    """The mechanisms that a service needs for a category; ``*`` stands for any."""

    service: str
    category: str
    mechanisms: tuple[str, ...]


class Eligibility(Part, frozen=True):
    """The whole verification; ``service`` and ``category`` are fields of the request form."""

    service: str
    category: str
    sources: tuple[Source, ...]
    data: tuple[Datum, ...]
    mechanisms: tuple[Mechanism, ...]
    matrix: tuple[Cell, ...]
    groups: tuple[Entry, ...]
    criteria: tuple[Criterion, ...]

    def required(self, services: Iterable[str], category: str) -> tuple[str, ...]:
        """Return the mechanisms that the services asked for need for a category, in the pack's order (R89)."""
        needed = {code for service in services for code in self._cell(service, category)}
        return tuple(item.code for item in self.mechanisms if item.code in needed)

    def _cell(self, service: str, category: str) -> tuple[str, ...]:
        """Return what the closest entry says: the service and category themselves before any of them."""
        cells = {(cell.service, cell.category): cell.mechanisms for cell in self.matrix}
        places = ((service, category), (service, ANY), (ANY, category), (ANY, ANY))
        return next((cells[place] for place in places if place in cells), ())

    def done_by(self, deed: str) -> tuple[Mechanism, ...]:
        """Return the mechanisms whose sheets a deed fills in."""
        return tuple(item for item in self.mechanisms if item.deed == deed)

    def strangers(self) -> list[str]:
        """Return what the matrix and the criteria name without the lists knowing it."""
        mechanisms, groups = {item.code for item in self.mechanisms}, {item.code for item in self.groups}
        found = [code for cell in self.matrix for code in cell.mechanisms if code not in mechanisms]
        return found + [item.code for item in self.criteria if item.group not in groups]
