"""From a letter's text to its pages: A4, Amiri, head and foot, deterministic bytes. ``seal`` comes after."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.platypus import BaseDocTemplate, Frame, KeepTogether, PageTemplate

from watan_desk.letter.boxes import flow_boxes
from watan_desk.letter.lines import Span
from watan_desk.letter.office_marks import OfficeMarks
from watan_desk.letter.outline import Outline
from watan_desk.letter.page import FOOT_GAP, PageDrawer, counting_canvas, margins, page_size
from watan_desk.letter.paragraph import LARGE, ArabicParagraph, Style
from watan_desk.letter.pdffont import NO_FONT
from watan_desk.letter.table import flow_table
from watan_desk.letter.template import words
from watan_desk.letter.text import Letterhead, LetterText, Paragraph

rl_config.useA85 = 0  # binary streams: a fifth smaller, and faster

_BODY = Style(after=4)
_TITLE = Style(size=16, align="center", before=2, after=8)
_SUBJECT = Style(align="center", before=2, after=6)
_LINE = Style(align="right", after=2)
_SMALL = Style(size=11, align="right", before=4)


def render(
    text: LetterText,
    *,
    letterhead: Letterhead,
    number: str,
    issued_on: date | None,
    code: str = "",
    draft: bool = False,
    outline: Outline | None = None,
) -> bytes:
    """Return the PDF of a letter, unsealed; the same input gives the same bytes.

    ``number`` may be empty and ``issued_on`` unset for a draft: their places are dotted. A draft says so
    across every page. ``code`` is the signed text of the code at the first page's head; its place is kept without one.
    ``outline`` is filled with what is to be read aloud.

    Raises:
        MissingGlyph: the font lacks a character of the text.
    """
    drawer = PageDrawer(text, letterhead, number, issued_on, code=code, draft=draft)
    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=page_size(),
        pageTemplates=_pages(drawer, letterhead),
        initialFontName=NO_FONT,
        invariant=1,
        lang="ar",
        title=" ".join(part for part in (text.kind, number) if part),
        author="" if letterhead.neutral else letterhead.association,
    )
    _, side, _ = margins(letterhead)
    story = list(_story(text, page_size()[0] - 2 * side))
    document.build(story, canvasmaker=counting_canvas(drawer, outline))
    return out.getvalue()


def _pages(drawer: PageDrawer, letterhead: Letterhead) -> list[PageTemplate]:
    """Return the first page, which leaves room for the head, and the later ones."""
    top, side, bottom = margins(letterhead)
    width, height = page_size()
    unpadded = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    foot = bottom + FOOT_GAP

    def page(name: str, head: float) -> PageTemplate:
        frame = Frame(side, foot, width - 2 * side, height - top - head - foot, **unpadded)
        return PageTemplate(name, [frame], onPage=drawer.draw, autoNextPageTemplate="later")

    return [page("first", drawer.head_height), page("later", 0)]


def _story(text: LetterText, width: float) -> Iterator[Any]:
    """Yield what flows through the pages, from the subject to the copies and the drafter's initials."""
    scale = LARGE if text.large else 1
    body, line, small = (style.scaled(scale) for style in (_BODY, _LINE, _SMALL))
    subject = (Span(text.subject, bold=True),)
    if text.heading == "title":
        yield ArabicParagraph(subject, _TITLE.scaled(scale), role="H1")
    if text.heading == "subject":  # never between the greeting and the words that answer it
        said = words().subject.format(subject=text.subject)
        yield ArabicParagraph((Span(said, bold=True),), _SUBJECT.scaled(scale), role="H1")
    if text.addressee:
        yield ArabicParagraph((Span(text.addressee, bold=True),), line)
    if text.greeting:
        yield ArabicParagraph(text.greeting, line)
    flow = [
        ArabicParagraph(block.spans, body) if isinstance(block, Paragraph) else flow_table(block, width, scale)
        for block in text.body
    ]
    signed = [[row] for row in flow_boxes(text.boxes, width, scale)] or [[]]
    if text.body and isinstance(text.body[-1], Paragraph):
        signed[0].insert(0, flow.pop())  # nobody signs a page without words
    signed[-1] += [ArabicParagraph(copy, small) for copy in text.copies]
    if text.initials or text.outgoing:
        signed[-1].append(OfficeMarks(text.initials, outgoing=text.outgoing))
    yield from flow
    yield from (_Signed(together) for together in signed)


class _Signed(KeepTogether):  # type: ignore[misc]  # ReportLab has no type information
    """What stands on one page: places to sign, and of the words before them the last lines at least.

    Without the split the whole last paragraph would leave its page, and a large part of that page empty.
    """

    def split(self, width: float, height: float) -> list[Any]:
        """Leave the first lines of the paragraph on this page, if not all fits, enough of them do and enough go on."""
        self.wrap(width, height)
        words, *rest = self._content
        if height < self._H and rest and isinstance(words, ArabicParagraph):
            halves = words.leaving(width, height)
            if halves:
                return [halves[0], KeepTogether([halves[1], *rest])]
        return super().split(width, height)  # type: ignore[no-any-return]
