"""The office's own marks at the bottom of a letter's last page: the drafter's initials, head office's blank box."""

from typing import Any

from reportlab.platypus.flowables import Flowable

from watan_desk.letter.lines import Span
from watan_desk.letter.outline import ARTIFACT, marked
from watan_desk.letter.page import page_size
from watan_desk.letter.paragraph import ArabicParagraph, Style
from watan_desk.letter.template import words

_STYLE = Style(size=9, line=1.35, align="right", fill="0.35 g")
_BOX_WIDTH = 170.0
_PAD = 4.0
_BEFORE = 6.0
_INK = 0.6


class OfficeMarks(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """Initials at the right, at the left a box that head office fills in by hand; stands on the bottom of its page."""

    def __init__(self, initials: str, *, outgoing: bool) -> None:
        super().__init__()
        self.initials = ArabicParagraph(initials, _STYLE) if initials else None
        self.box = self._box() if outgoing else []
        self.width = self.height = 0.0

    def _box(self) -> list[ArabicParagraph]:
        shared = words()
        title, *blanks = shared.outgoing
        lines = [ArabicParagraph((Span(title, bold=True),), _STYLE)]
        return [*lines, *(ArabicParagraph(f"{label} {shared.blank}", _STYLE) for label in blanks)]

    @property
    def _needed(self) -> float:
        return max(len(self.box), 1) * _STYLE.leading + 2 * _PAD + _BEFORE

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Take what is left of the page, so that the marks stand at its bottom; of no page the least."""
        left = height if height < page_size()[1] else 0.0
        self.width, self.height = available, max(self._needed, left)
        return self.width, self.height

    def draw(self) -> None:
        """Draw both at the bottom."""
        canvas: Any = self.canv
        tall = self._needed - _BEFORE
        if self.initials:
            self.initials.wrap(self.width / 2, tall)
            self.initials.drawOn(canvas, self.width / 2, 0)
        if not self.box:
            return
        with marked(canvas, ARTIFACT):
            canvas.saveState()
            canvas.setLineWidth(0.4)
            canvas.setStrokeGray(_INK)
            canvas.rect(0, 0, _BOX_WIDTH, tall)
            canvas.restoreState()
        y = tall - _PAD
        for line in self.box:
            _, high = line.wrap(_BOX_WIDTH - 2 * _PAD, tall)
            y -= high
            line.drawOn(canvas, _PAD, y)
