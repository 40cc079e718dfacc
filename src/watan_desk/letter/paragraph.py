"""A right-to-left paragraph for ReportLab's flow: it wraps, justifies and splits over pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from reportlab.platypus.flowables import Flowable

from watan_desk.letter import fonts
from watan_desk.letter.drawing import draw_line
from watan_desk.letter.lines import Faces, Line, Span, paragraph_lines
from watan_desk.letter.outline import Element, marked
from watan_desk.letter.shaping import CONTROLS

_BLACK = "0 g"
"""The colour every page begins with."""
LARGE = 18 / 14
"""How much larger letters in large print are set: running text in 18 points."""
_LOOSEST_GAP = 0.7
"""A justified space grows by at most this part of the font size; a line that would need more stays ragged."""
_ROUNDING = 0.01  # sums of line heights miss whole multiples by less
_FEWEST_LINES = 2
"""No page begins or ends with a single line of a paragraph."""


@dataclass(frozen=True)
class Style:
    """How a paragraph stands: sizes in points, ``line`` as a multiple of the size."""

    size: float = 14
    line: float = 1.4
    align: Literal["right", "left", "center", "justify"] = "justify"
    before: float = 0
    after: float = 0
    fill: str = _BLACK
    base: int = 1
    """The direction of the paragraph: 1 from right to left, 0 from left to right."""

    @property
    def leading(self) -> float:
        """The distance of baselines in points."""
        return self.size * self.line

    def scaled(self, factor: float) -> "Style":
        """Return the same style in larger or smaller print."""
        return replace(self, size=self.size * factor)

    @property
    def faces(self) -> Faces:
        """The letter font at this size."""
        return Faces(fonts.regular(), fonts.bold(), self.size)


class ArabicParagraph(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """Spans set right to left; ``str`` is one regular span. ``role`` and ``element`` are its place in the outline."""

    def __init__(
        self,
        content: str | Sequence[Span],
        style: Style,
        lines: Sequence[Line] | None = None,
        *,
        role: str = "P",
        element: Element | None = None,
    ) -> None:
        super().__init__()
        self.spans = (Span(content),) if isinstance(content, str) else tuple(content)
        self.style = style
        self.role, self.element = role, element
        self.lines = lines
        self._fixed = lines is not None
        self.width = 0.0
        self.height = 0.0
        self.spaceBefore, self.spaceAfter = style.before, style.after  # ReportLab's names

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Break the lines for a width in points and return the size."""
        if self.lines is None or (available != self.width and not self._fixed):
            self.lines = paragraph_lines(self.spans, self.style.faces, available, self.style.base)
        self.width, self.height = available, len(self.lines) * self.style.leading
        return self.width, self.height

    def split(self, available: float, height: float) -> list[Any]:
        """Return the part that fits ``height`` and the rest, neither of a single line where that can be helped."""
        self.wrap(available, height)
        lines = list(self.lines or ())
        fit = int((height + _ROUNDING) // self.style.leading)
        if fit >= len(lines):
            return [self]
        return self._halves(fit)

    def leaving(self, available: float, height: float) -> list[Any]:
        """Return the part that stays within ``height`` and what goes on, or nothing; both of several lines."""
        self.wrap(available, height)
        return self._halves(int((height + _ROUNDING) // self.style.leading))

    def _halves(self, fit: int) -> list[Any]:
        """Return the first ``fit`` lines, or fewer, and the rest; nothing where one of them would be a single line."""
        lines = list(self.lines or ())
        fit = min(fit, len(lines) - _FEWEST_LINES)
        if fit < min(_FEWEST_LINES, len(lines)):
            return []
        whole = self.element or Element(self.role)
        halves = (lines[:fit], lines[fit:])
        return [ArabicParagraph(self.spans, self.style, half, role=self.role, element=whole) for half in halves]

    def minWidth(self) -> float:  # noqa: N802 - ReportLab's name
        """Return the width below which words are cut."""
        words = [Span(word, span.bold) for span in self.spans for word in span.text.split()]
        return max((paragraph_lines((word,), self.style.faces, 1e6)[0].width for word in words), default=0.0)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803 - ReportLab's names
        """Draw at a place of the page, without a coordinate system of its own: a letter has dozens of paragraphs."""
        left = self._hAlignAdjust(x, _sW)
        if self.style.fill == _BLACK:
            self._draw_at(canvas, left, y)
            return
        canvas._code.append("q")  # noqa: SLF001 - another colour than the page's must not outlive the paragraph
        self._draw_at(canvas, left, y)
        canvas._code.append("Q")  # noqa: SLF001

    def _draw_at(self, canvas: Any, left: float, bottom: float) -> None:
        """Draw the lines from the top."""
        face, style = fonts.regular(), self.style
        rise = (face.ascent + face.descent) * style.size / 1000
        y = bottom + self.height - (style.leading + rise) / 2
        said = CONTROLS.sub("", "".join(span.text for span in self.spans))
        with marked(canvas, self.role, self.element, said=said):
            for line in self.lines or ():
                x, gap = self._place(line)
                draw_line(canvas, line, left + x, y, gap=gap, fill=style.fill)
                y -= style.leading

    def _place(self, line: Line) -> tuple[float, float]:
        """Return the left end of a line and what its spaces grow by."""
        spare = self.width - line.width
        if self.style.align == "justify" and not line.last and line.gaps:
            gap = spare / line.gaps
            if gap <= _LOOSEST_GAP * self.style.size:
                return 0.0, gap
        return {"left": 0.0, "center": spare / 2}.get(self.style.align, spare), 0.0
