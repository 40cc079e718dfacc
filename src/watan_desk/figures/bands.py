"""How long replies took, in bands of days that the association's own rule sets. Pure rules.

Where the text has a floor, no band lies on both sides of it; where a ceiling stands, one band holds what came after it;
where the text names neither, the bands are weeks and say nothing of a rule (R73, R74, R78).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from watan_desk.common.messages import say

_WEEKS = (7, 15, 30)
"""The last days of the bands where there is no rule."""
_BEHIND_FLOOR = (8, 17)
"""Days that the bands behind a floor take, as far as they end."""


@dataclass(frozen=True)
class Band:
    """Replies told from ``first`` to ``last`` days after the raising; no ``last`` means any longer."""

    first: int
    last: int | None
    count: int
    early: bool = False
    """Whether it lies before the floor."""
    late: bool = False
    """Whether it lies behind the ceiling."""

    def name(self, lang: str) -> str:
        """Return what the band is called."""
        if self.last is None:
            key = "figures.band_late" if self.late else "figures.band_over"
            return say(key, lang, count=self.first - 1)
        if self.early:
            return say("figures.band_early", lang, count=self.last + 1)
        if self.first == 0:
            return say("figures.band_within", lang, count=self.last)
        return say("figures.band_between", lang, first=self.first, count=self.last)


def reply_bands(days: Iterable[int], floor: int | None, ceiling: int | None) -> tuple[Band, ...]:
    """Return the bands of an association's rule in order, with the replies counted into them."""
    ends = _ends(floor, ceiling)
    taken = sorted(days)
    found, first = [], 0
    for last in (*ends, None):
        count = sum(1 for each in taken if each >= first and (last is None or each <= last))
        early = floor is not None and last is not None and last < floor
        late = ceiling is not None and last is None
        found.append(Band(first, last, count, early, late))
        first = (last or 0) + 1
    return tuple(found)


def _ends(floor: int | None, ceiling: int | None) -> tuple[int, ...]:
    """Return the last day of every band that ends."""
    if ceiling is not None:
        return tuple(dict.fromkeys(day for day in ((floor or 0) - 1, ceiling // 2, ceiling) if day >= 0))
    if floor is not None:
        return tuple(floor - 1 + behind for behind in (0, *_BEHIND_FLOOR))
    return _WEEKS
