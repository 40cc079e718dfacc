"""What stands on every page outside the flowing text: head, foot, page numbers, the draft's mark."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from watan_desk.common.arabic import arabic_digits, ltr
from watan_desk.letter import fonts
from watan_desk.letter.code import PAGE_SIDE, QUIET, SIDE, draw_code, draw_page_code
from watan_desk.letter.drawing import draw_line
from watan_desk.letter.lines import Faces, Span, paragraph_lines
from watan_desk.letter.logo import LOGO, draw_logo
from watan_desk.letter.outline import ARTIFACT, Outline, marked
from watan_desk.letter.page_code import write_page_code
from watan_desk.letter.paragraph import ArabicParagraph, Style
from watan_desk.letter.phrases import Filler
from watan_desk.letter.template import words
from watan_desk.letter.text import Letterhead, LetterText
from watan_desk.letter.token import digest_of

_MM = 72 / 25.4
FOOT_GAP = 24
"""Points between the bottom margin and the text, for the foot's two lines."""
_GREY = "0.35 g"
_PALE = "0.9 g"
_HEAD = Style(size=12, line=1.35, align="right")
_NAME = Style(size=15, line=1.35, align="right")
_BASMALA = Style(size=14, line=1.5, align="center")
_FOOT = Style(size=9, line=1.35, align="center", fill=_GREY)
_RULE_GAP = 6.0
_EDGE = 5.5 * _MM
"""Where a page's codes stand: in the left margin, which no binding takes (Arabic paper is bound at the right)."""
_LOW = 12 * _MM
_MARK_SIZE = 130


def page_size() -> tuple[float, float]:
    """Return A4 in points."""
    width, height = A4
    return float(width), float(height)


def margins(letterhead: Letterhead) -> tuple[float, float, float]:
    """Return the top, side and bottom margins in points; paper with a printed head has a high top."""
    return (45 * _MM, 25 * _MM, 25 * _MM) if letterhead.preprinted else (20 * _MM, 25 * _MM, 20 * _MM)


class PageDrawer:
    """Draws the fixed parts of one letter's pages."""

    def __init__(
        self,
        text: LetterText,
        letterhead: Letterhead,
        number: str,
        issued_on: date | None,
        *,
        code: str = "",
        draft: bool = False,
    ) -> None:
        self.text, self.letterhead, self.number = text, letterhead, number
        self.issued_on, self.code, self.draft = issued_on, code, draft
        self._filler = Filler({}, "male", text.digits)
        self._top, self._side, self._bottom = margins(letterhead)
        self._basmala = [ArabicParagraph(words().basmala, _BASMALA)]
        self._right = [] if letterhead.preprinted else self._association()
        self._left = self._references() if text.numbered else []
        self._logo = b"" if letterhead.preprinted or letterhead.neutral else letterhead.logo
        self._digest = digest_of(text.plain) if code else b""

    @property
    def head_height(self) -> float:
        """The height of the first page's head in points, below the top margin."""
        inner = page_size()[0] - 2 * self._side
        right, left = self._columns(inner)
        columns = max(_height(self._right, right), _height(self._left, left), LOGO if self._logo else 0)
        return max(_height(self._basmala, inner) + columns, SIDE + QUIET) + 3 * _RULE_GAP

    def draw(self, canvas: Any, document: Any) -> None:
        """Draw what a page has before its text is known to end; the foot waits for the number of pages."""
        if self.draft:
            self._mark(canvas)
        if document.page == 1:
            self._head(canvas)

    def _association(self) -> list[ArabicParagraph]:
        head = self.letterhead
        if head.neutral:
            return [ArabicParagraph((Span(head.branch, bold=True),), _NAME)]
        parts = [head.header_line, head.registration, head.branch]
        name = ArabicParagraph((Span(head.association, bold=True),), _NAME)
        before = [ArabicParagraph(parts[0], _HEAD)] if parts[0] else []
        return [*before, name, *(ArabicParagraph(part, _HEAD) for part in parts[1:] if part)]

    def _references(self) -> list[ArabicParagraph]:
        said, shared = self._filler, words()
        day = self.issued_on
        values = {
            shared.number: ltr(self.number) if self.number else shared.blank,
            shared.date: said.hijri(day) if day else shared.blank,
            shared.agrees: said.gregorian(day) if day else shared.blank,
            shared.enclosures: self.text.enclosures,
        }
        return [ArabicParagraph((Span(label, bold=True), Span(value)), _HEAD) for label, value in values.items()]

    def _columns(self, inner: float) -> tuple[float, float]:
        """Return the widths of the head's right column (who writes) and of its left one, beside the code."""
        beside = inner / 2
        return inner - beside - (LOGO + 2 * QUIET if self._logo else 0), beside - SIDE - QUIET

    def _head(self, canvas: Any) -> None:
        width, height = page_size()
        inner = width - 2 * self._side
        wide, narrow = self._columns(inner)
        y = height - self._top
        y = _stack(canvas, self._basmala, self._side, y, inner)
        right = _stack(canvas, self._right, self._side + inner - wide, y, wide)
        left = _stack(canvas, self._left, self._side + SIDE + QUIET, y, narrow)
        corner = height - self._top - SIDE
        if self._logo:
            with marked(canvas, "Figure", alt=words().emblem):
                draw_logo(canvas, self._logo, self._side + inner / 2 + QUIET, y - LOGO)
            left = min(left, y - LOGO)
        if self.code:
            with marked(canvas, "Figure", alt=words().code):
                draw_code(canvas, self.code, self._side, corner)
        rule = min(left, right, corner - QUIET) - _RULE_GAP
        with marked(canvas, ARTIFACT):
            canvas.setLineWidth(0.8)
            canvas.line(self._side, rule, width - self._side, rule)

    def _mark(self, canvas: Any) -> None:
        """Write the word for a draft large and pale across the page."""
        faces = Faces(fonts.regular(), fonts.bold(), _MARK_SIZE)
        line = paragraph_lines((Span(words().draft, bold=True),), faces, 1e6)[0]
        width, height = page_size()
        canvas.saveState()
        canvas.translate(width / 2, height / 2)
        canvas.rotate(40)
        with marked(canvas, ARTIFACT):
            draw_line(canvas, line, -line.width / 2, -_MARK_SIZE / 3, fill=_PALE)
        canvas.restoreState()

    def foot(self, canvas: Any, page: int, pages: int) -> None:
        """Draw the foot of one page: contacts, then number, template and page."""
        width, _ = page_size()
        inner, shared = width - 2 * self._side, words()
        rule = self._bottom + FOOT_GAP - _RULE_GAP
        with marked(canvas, ARTIFACT):
            canvas.setLineWidth(0.4)
            canvas.line(self._side, rule, width - self._side, rule)
        said = [
            shared.letter_number.format(number=ltr(self.number)) if self.number else "",
            shared.version.format(kind=ltr(self.text.kind), version=ltr(self.text.version)),
            self._digits(shared.page.format(page=page, pages=pages)),
        ]
        contacts = [] if self.letterhead.preprinted else self._contacts()
        texts = [shared.parts.join(part for part in row if part) for row in (contacts, said)]
        lines = [ArabicParagraph(text, _FOOT, role=ARTIFACT) for text in texts]
        _stack(canvas, lines[not contacts :], self._side, rule - 2, inner)
        if self.code:
            with marked(canvas, ARTIFACT):
                self._page_codes(canvas, page, pages)

    def _page_codes(self, canvas: Any, page: int, pages: int) -> None:
        """Draw a page's code low in the margin, and high where the page has no head: one of two is always legible."""
        text = write_page_code(self.number, self._digest, page, pages)
        draw_page_code(canvas, text, _EDGE, _LOW)
        if page > 1:
            draw_page_code(canvas, text, _EDGE, page_size()[1] - _LOW - PAGE_SIDE)

    def _contacts(self) -> list[str]:
        head = self.letterhead
        phone = words().phone.format(phone=ltr(head.phone)) if head.phone else ""
        if head.neutral:
            return [phone]
        return [head.address, phone, *(ltr(code) for code in (head.email, head.handle, head.website) if code)]

    def _digits(self, text: str) -> str:
        return arabic_digits(text) if self.text.digits == "arabic" else text


def _height(parts: Sequence[ArabicParagraph], width: float) -> float:
    """Return the height of paragraphs in a column."""
    return sum(part.wrap(width, 0)[1] for part in parts)


def _stack(canvas: Any, parts: Sequence[ArabicParagraph], x: float, y: float, width: float) -> float:
    """Draw paragraphs downwards from ``y``; return the new height."""
    for part in parts:
        _, height = part.wrap(width, y)
        y -= height
        part.drawOn(canvas, x, y)
    return y


class Footed(Protocol):
    """What draws the foot of a page once the number of pages is known."""

    def foot(self, canvas: Any, page: int, pages: int) -> None:
        """Draw the foot of one page."""


def counting_canvas(drawer: Footed, outline: Outline | None = None) -> Any:
    """Return a canvas maker that draws every page's foot once it knows how many pages there are."""

    class CountingCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no type information
        """Keeps pages back until the last one is set."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._kept: list[dict[str, Any]] = []
            self.outline = outline

        def showPage(self) -> None:  # noqa: N802 - ReportLab's name
            """Keep the page and begin the next."""
            self._kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            """Write the kept pages, each with its foot."""
            for page, state in enumerate(self._kept, 1):
                self.__dict__.update(state)
                drawer.foot(self, page, len(self._kept))
                super().showPage()
            super().save()

    return CountingCanvas
