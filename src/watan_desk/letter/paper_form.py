"""A form on paper from the same definition as on the screen: blank to be filled by hand, or with a record's answers.

Groups become sections, choices boxes, repeats tables, and what is asked by typing lines to write on (R30, R60). Arabic
runs from right to left, any other language of the form from left to right.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Spacer

from watan_desk.common.arabic import ltr
from watan_desk.common.errors import DeskError, Unusable
from watan_desk.common.hijri import to_hijri
from watan_desk.common.messages import say
from watan_desk.forms import FieldInfo, Form, NodeView, Record
from watan_desk.forms.media import IMAGE, NO_PICTURES, Pictures
from watan_desk.letter.lines import Span, paragraph_lines
from watan_desk.letter.outline import ARTIFACT, marked
from watan_desk.letter.page import counting_canvas, page_size
from watan_desk.letter.paragraph import ArabicParagraph, Style
from watan_desk.letter.pdffont import NO_FONT
from watan_desk.letter.pictures import pictures
from watan_desk.letter.table import Ruled
from watan_desk.letter.text import Letterhead

_SIDE, _TOP, _BOTTOM = 48.0, 42.0, 58.0
_GREY, _INK, _SHADE = "0.35 g", (0.45, 0.45, 0.45), (0.91, 0.94, 0.92)
_TITLE = Style(size=17, line=1.35, align="center", after=4)
_NAME = Style(size=14, line=1.3, align="right")
_HEAD = Style(size=10.5, line=1.3, align="right", fill=_GREY)
_SECTION = Style(size=13, line=1.3, align="right")
_LABEL = Style(size=11.5, line=1.3, align="right")
_HINT = Style(size=9.5, line=1.25, align="right", fill=_GREY)
_ANSWER = Style(size=12, line=1.35, align="right")
_FOOT = Style(size=9, line=1.3, align="center", fill=_GREY)
_BOX, _BOX_GAP = 9.0, 5.0
_LINE_TALL, _CELL_TALL, _PAD = 21.0, 24.0, 5.0
_PICTURE_TALL, _CHOICE_TALL = 130.0, 64.0
_MOST_BOXES = 14
"""A longer list of choices is no list of boxes: its answer is written on a line."""
_MOST_COLUMNS, _MOST_BOX_COLUMNS = 6, 4
_LONG = 60
"""A text longer than this many letters takes the page's whole width."""
_BLANK_ROWS, _BLANK_BLOCKS, _TEXT_LINES = 5, 2, 3
_FILES = frozenset({"image", "audio", "video", "file"})
_ONE_LINE = frozenset({"text", "integer", "decimal", "time", "barcode", "date", "dateTime", "geopoint", "range"})


@dataclass(frozen=True)
class Paper:
    """What is printed: a form, its record, whose head stands above it, and what the foot says it belongs to."""

    form: Form
    record: Record
    letterhead: Letterhead | None = None
    blank: bool = True
    reference: str = ""
    pictures: Pictures = NO_PICTURES
    """What the form puts beside its labels and choices."""


def render_form(paper: Paper) -> bytes:
    """Return the PDF of a form; the same input gives the same bytes.

    Raises:
        MissingGlyph: the letters' font lacks a character of the form or of an answer.
    """
    setter = _Setter(paper)
    out = BytesIO()
    width, height = page_size()
    frame = Frame(
        _SIDE, _BOTTOM, width - 2 * _SIDE, height - _TOP - _BOTTOM,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    document = BaseDocTemplate(
        out,
        pagesize=page_size(),
        pageTemplates=[PageTemplate("page", [frame])],
        initialFontName=NO_FONT,
        invariant=1,
        lang=paper.record.lang,
        title=paper.form.title(paper.record.lang),
    )
    document.build(list(setter.story()), canvasmaker=counting_canvas(setter))
    return out.getvalue()


class _Ticked(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """A box and what it stands for; a chosen one holds a cross that is text too, so that it can be copied."""

    def __init__(self, text: ArabicParagraph, cross: ArabicParagraph | None, *, rtl: bool) -> None:
        super().__init__()
        self._text, self._cross, self._rtl = text, cross, rtl
        self.width = self.height = 0.0

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Return the size at a width in points."""
        _, tall = self._text.wrap(available - _BOX - _BOX_GAP, height)
        self.width, self.height = available, tall
        return available, tall

    def draw(self) -> None:
        """Draw the box at the start side and the words beside it."""
        leading = self._text.style.leading
        left = self.width - _BOX if self._rtl else 0.0
        bottom = self.height - leading / 2 - _BOX / 2
        with marked(self.canv, ARTIFACT):
            self.canv.setLineWidth(0.7)
            self.canv.rect(left, bottom, _BOX, _BOX)
        if self._cross is not None:
            _, tall = self._cross.wrap(_BOX, leading)
            self._cross.drawOn(self.canv, left, bottom + (_BOX - tall) / 2)
        self._text.drawOn(self.canv, 0 if self._rtl else _BOX + _BOX_GAP, 0)


class _Picture(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """A picture of the form's own, as large as it is or as there is room; the words beside it say what it shows."""

    def __init__(self, picture: Image.Image, wide: float, high: float, *, rtl: bool) -> None:
        super().__init__()
        self._picture, self._rtl, self._room = picture, rtl, wide
        scale = min(1.0, wide / picture.width, high / picture.height)
        self.width, self.height = picture.width * scale, picture.height * scale

    def wrap(self, available: float, height: float) -> tuple[float, float]:  # noqa: ARG002 - ReportLab's own
        """Return the size."""
        self._room = available
        return available, self.height + 3

    def draw(self) -> None:
        """Draw it at the start side."""
        left = self._room - self.width if self._rtl else 0.0
        with marked(self.canv, ARTIFACT):
            self.canv.drawImage(ImageReader(self._picture), left, 3, self.width, self.height)


class _Rules(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """Lines to write on."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count, self.width, self.height = count, 0.0, count * _LINE_TALL

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width = available
        return available, self.height

    def draw(self) -> None:
        """Draw them dotted."""
        with marked(self.canv, ARTIFACT):
            self.canv.saveState()
            self.canv.setLineWidth(0.6)
            self.canv.setDash(1, 2)
            for place in range(self._count):
                self.canv.line(0, 3 + place * _LINE_TALL, self.width, 3 + place * _LINE_TALL)
            self.canv.restoreState()


class _Setter:
    """Sets one form; it is its pages' drawer too."""

    def __init__(self, paper: Paper) -> None:
        self._paper, self._record = paper, paper.record
        self._rtl = paper.record.lang == "ar"
        self._inner = page_size()[0] - 2 * _SIDE
        self._fields: dict[str, list[FieldInfo]] = {}
        for field in paper.form.fields():
            self._fields.setdefault(field.repeat, []).append(field)

    def story(self) -> Iterator[Any]:
        """Yield what flows through the pages."""
        yield from self._head()
        yield from self._group(self._record.tree().children, self._inner)

    def foot(self, canvas: Any, page: int, pages: int) -> None:
        """Draw the foot of a page: which form, which version, what it belongs to, which page."""
        form = self._paper.form
        said = [
            self._say("paper_form.form", form=ltr(form.id), version=ltr(form.version)),
            self._paper.reference and ltr(self._paper.reference),
            self._say("paper_form.page", page=page, pages=pages),
        ]
        line = self._words(" · ".join(part for part in said if part), _FOOT)
        _, tall = line.wrap(self._inner, _BOTTOM)
        with marked(canvas, ARTIFACT):
            canvas.setLineWidth(0.4)
            canvas.line(_SIDE, _BOTTOM - 14, page_size()[0] - _SIDE, _BOTTOM - 14)
        line.drawOn(canvas, _SIDE, _BOTTOM - 18 - tall)

    def _say(self, key: str, **values: object) -> str:
        return say(key, self._record.speech, **values)

    def _words(self, text: str | Sequence[Span], style: Style, *, role: str = "P") -> ArabicParagraph:
        """Return a paragraph in the direction of the form's language."""
        if not self._rtl:
            style = replace(style, base=0, align="left" if style.align == "right" else style.align)
        return ArabicParagraph(text, style, role=role)

    def _head(self) -> Iterator[Any]:
        head, title = self._paper.letterhead, self._paper.form.title(self._record.lang)
        if head is not None:
            yield self._words((Span(head.association, bold=True),), _NAME)
            for part in (head.registration, head.branch):
                if part:
                    yield self._words(part, _HEAD)
        yield self._words((Span(title, bold=True),), _TITLE, role="H1")
        yield self._words(self._say("paper_form.legend"), _HINT)
        yield Spacer(1, 4)

    def _group(self, views: Iterable[NodeView], width: float) -> Iterator[Any]:
        """Yield questions two by two where they are short, sections and repeats between them."""
        waiting: list[list[Any]] = []
        for view in views:
            if not self._paper.blank and not view.relevant:
                continue
            if view.kind == "question" and self._is_short(view):
                waiting.append(self._question(view, width / 2 - 2 * _PAD))
                continue
            yield from self._pairs(waiting, width)
            waiting = []
            yield from self._wide(view, width)
        yield from self._pairs(waiting, width)

    def _wide(self, view: NodeView, width: float) -> Iterator[Any]:
        if view.kind == "question":
            parts = self._question(view, width)
            yield from [KeepTogether(parts)] if self._paper.blank else parts
            yield Spacer(1, 5)
            return
        if view.label:
            yield self._section(view.label, width)
        if view.hint:
            yield self._words(view.hint, _HINT)
        if view.kind == "repeat":
            yield from self._repeat(view, width)
        else:
            yield from self._group(view.children, width)

    def _section(self, text: str, width: float) -> Any:
        cell = [[self._words((Span(text, bold=True),), _SECTION, role="H2")]]
        style = [("BACKGROUND", (0, 0), (-1, -1), _SHADE), ("TOPPADDING", (0, 0), (-1, -1), 1)]
        made = self._table(cell, [width], [*style, ("BOTTOMPADDING", (0, 0), (-1, -1), 2)])
        made.spaceBefore, made.spaceAfter, made.keepWithNext = 7, 4, True
        return made

    def _pairs(self, cells: list[list[Any]], width: float) -> Iterator[Any]:
        for place in range(0, len(cells), 2):
            pair = cells[place : place + 2]
            row = [*pair, *[[] for _ in range(2 - len(pair))]]
            yield self._table([self._ordered(row)], [width / 2] * 2, [("VALIGN", (0, 0), (-1, -1), "TOP")])

    def _ordered(self, row: Sequence[Any]) -> list[Any]:
        """Return cells from left to right."""
        return [*reversed(row)] if self._rtl else [*row]

    @staticmethod
    def _table(rows: list[list[Any]], widths: Sequence[float], style: Sequence[tuple[Any, ...]], heads: int = 0) -> Any:
        whole: list[tuple[Any, ...]] = [
            ("FONTNAME", (0, 0), (-1, -1), NO_FONT),
            ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
            ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            *style,
        ]
        return Ruled(rows, colWidths=list(widths), style=whole, repeatRows=heads)

    def _is_short(self, view: NodeView) -> bool:
        """Tell whether a question needs half of the width only."""
        if len(view.label) > _LONG or len(view.hint) > _LONG or "multiline" in view.appearance.split():
            return False
        if view.type in {"select_one", "select_multiple"}:
            letters = sum(len(label) + 3 for _, label in view.choices)
            return not self._has_boxes(view) or letters <= _LONG
        return view.type in _ONE_LINE and len(view.value) <= _LONG

    @staticmethod
    def _has_boxes(view: NodeView) -> bool:
        return 0 < len(view.choices) <= _MOST_BOXES

    def _question(self, view: NodeView, width: float) -> list[Any]:
        """Return the label, the hint and the place of the answer; heads of a table on the screen have no place here."""
        if "label" in view.appearance.split() and view.type in {"select_one", "select_multiple"}:
            return []
        star = " *" if view.required else ""
        made: list[Any] = [self._words((Span(view.label + star, bold=view.type != "note"),), _LABEL)]
        made += self._beside(view, width)
        if view.hint:
            made.append(self._words(view.hint, _HINT))
        return made if view.type == "note" else [*made, *self._answer(view, width)]

    def _beside(self, view: NodeView, width: float) -> Iterator[Any]:
        """Yield the pictures beside a label and those of its choices; one that is not there is named."""
        given, lang = self._paper.pictures, self._record.lang
        own = [name for kind, name in given.media.of_label(view.ref, lang) if kind == IMAGE]
        for said, name in [*(("", name) for name in own), *given.media.of_choices(view, lang)]:
            found = next(_opened(given.files.get(name, b"")), None)
            if found is None:
                yield self._words(self._say("paper_form.no_picture", name=ltr(name)), _HINT)
                continue
            yield _Picture(found, width, _CHOICE_TALL if said else _PICTURE_TALL, rtl=self._rtl)
            if said:
                yield self._words(said, _HINT)

    def _answer(self, view: NodeView, width: float) -> list[Any]:
        if view.type in {"select_one", "select_multiple"} and self._has_boxes(view):
            return [self._boxes(view.choices, set(view.value.split()), width)]
        if view.type == "acknowledge":
            return [self._boxes((("OK", self._say("paper_form.acknowledged")),), {view.value}, width)]
        if not self._paper.blank:
            return [self._words(self._said(view) or self._say("paper_form.unanswered"), _ANSWER)]
        return [self._room(view, width)]

    def _room(self, view: NodeView, width: float) -> Any:
        """Return the place to write an answer in by hand."""
        if view.type == "rank":
            return self._boxes(view.choices, set(), width)
        if view.type in {"date", "dateTime"}:
            return self._words(self._say("paper_form.date_blank"), _ANSWER)
        if view.type in _FILES:
            return self._words(self._say("paper_form.attach"), _HINT)
        return _Rules(_TEXT_LINES if "multiline" in view.appearance.split() else 1)

    def _boxes(self, choices: Sequence[tuple[str, str]], chosen: set[str], width: float) -> Any:
        texts = [self._words(label, _ANSWER) for _, label in choices]
        widest = max(paragraph_lines(text.spans, text.style.faces, 1e6)[0].width for text in texts)
        needed = widest + _BOX + _BOX_GAP + 2 * _PAD
        columns = max(1, min(_MOST_BOX_COLUMNS, len(choices), int(width // needed)))
        cells: list[Any] = []
        for (value, _), text in zip(choices, texts, strict=True):
            cross = self._words("×", replace(_ANSWER, align="center")) if value in chosen else None
            cells.append(_Ticked(text, cross, rtl=self._rtl))
        rows = [cells[place : place + columns] for place in range(0, len(cells), columns)]
        filled = [self._ordered([*row, *[[] for _ in range(columns - len(row))]]) for row in rows]
        return self._table(filled, [width / columns] * columns, [("VALIGN", (0, 0), (-1, -1), "TOP")])

    def _said(self, view: NodeView) -> str:
        """Return an answer in words: what was chosen by its label, a day in both calendars, anything else as typed."""
        labels = dict(view.choices)
        if view.type == "rank":
            return " · ".join(f"{place}. {labels.get(each, each)}" for place, each in enumerate(view.value.split(), 1))
        if labels:
            return " · ".join(labels.get(each, each) for each in view.value.split())
        if view.type in _FILES:
            kind = view.value.rpartition(".")[2].upper()
            return say("letter.data.file", self._record.speech, kind=kind) if view.value else ""
        if view.type == "date":
            return _both_days(view.value, self._say)
        return view.value if view.type in {"text", "note"} or not view.value else ltr(view.value)

    def _repeat(self, view: NodeView, width: float) -> Iterator[Any]:
        items = view.children
        nested = any(child.kind != "question" for item in items for child in item.children)
        fields = [field for field in self._fields.get(view.name, []) if field.type != "hidden"]
        if not nested and len(fields) <= _MOST_COLUMNS:
            yield self._items_table(items, fields, width)
            return
        shown = items if not self._paper.blank else items[:1] * _BLANK_BLOCKS
        for place, item in enumerate(shown, 1):
            yield self._words((Span(self._say("paper_form.item", number=place), bold=True),), _LABEL)
            yield from self._group(item.children, width)

    def _items_table(self, items: Sequence[NodeView], fields: Sequence[FieldInfo], width: float) -> Any:
        """Return the items of a repeat as lines of a table; blank ones are lines to write in."""
        lang = self._record.lang
        head = replace(_HINT, align="center")
        named = [field.label.get(lang, field.name) for field in fields]
        rows: list[list[Any]] = [[self._words((Span(text, bold=True),), head, role="TH") for text in ("#", *named)]]
        written = max(_BLANK_ROWS, len(items)) if self._paper.blank else 0
        empty = [Spacer(1, _CELL_TALL) for _ in fields]
        rows += [[self._words(str(place), _HINT), *empty] for place in range(1, written + 1)]
        for place, item in enumerate([] if self._paper.blank else items, 1):
            views = {child.name: child for child in item.children}
            said = [self._said(views[field.name]) if field.name in views else "" for field in fields]
            rows.append([self._words(str(place), _HINT), *[self._words(text, _ANSWER, role="TD") for text in said]])
        first = 24.0
        widths = [first, *[(width - first) / max(1, len(fields))] * len(fields)]
        style = [("GRID", (0, 0), (-1, -1), 0.5, _INK), ("BACKGROUND", (0, 0), (-1, 0), _SHADE)]
        made = self._table([self._ordered(row) for row in rows], self._ordered(widths), style, heads=1)
        made.spaceAfter = 6
        return made


def _opened(data: bytes) -> Iterator[Image.Image]:
    """Yield a picture in colours, unless the bytes are none."""
    with suppress(Unusable):
        for page in pictures(data):
            whole = page.convert("RGBA")
            yield Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("RGB")


def _both_days(value: str, speak: Callable[..., str]) -> str:
    """Return a day in both calendars; a text that is no day is shown as typed."""
    try:
        day = date.fromisoformat(value)
        return speak("paper_form.both_days", hijri=ltr(to_hijri(day).iso.replace("-", "/")), day=ltr(f"{day:%Y/%m/%d}"))
    except (ValueError, DeskError):
        return value


def opened_for_paper(record: Record) -> Record:
    """Return a blank record with an item in every repeat that has none: its questions are printed all the same."""
    waiting = [record.tree()]
    while waiting:
        view = waiting.pop()
        if view.kind == "repeat" and not view.children and not view.readonly:
            record.add(view.ref)
            view = record.node(view.ref)
        waiting += view.children
    return record
