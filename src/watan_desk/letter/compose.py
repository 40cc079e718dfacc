"""From a template and values to the text of one letter. Pure: no case, no clock, no number, no page."""

from collections.abc import Iterator, Mapping, Sequence

from watan_desk.common.errors import Refused
from watan_desk.common.messages import say
from watan_desk.letter.lines import Span
from watan_desk.letter.phrases import Filler, Gender, Row, Unset, Values
from watan_desk.letter.template import Block, BoxText, Template, words
from watan_desk.letter.text import Box, Digits, LetterText, Paragraph, TableText


class MissingValue(Refused):
    """A letter without something it may not go out without; ``fields`` are the names of the values."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__("letter.missing_value")
        self.fields = fields

    def sentence(self, lang: str) -> str:
        """Return the refusal with the labels of what is missing."""
        labels = (say(f"letter.field.{name}", lang) for name in self.fields)
        return say(self.key, lang, fields=say("letter.list_joint", lang).join(labels))


def missing_values(template: Template, values: Values) -> tuple[str, ...]:
    """Return the names of the mandatory values that are unset, in the template's order, each once."""
    filler = Filler(values, "male")
    return tuple(dict.fromkeys(found for name in template.mandatory if (found := filler.unset(name))))


def compose(
    template: Template, values: Values, *, gender: Gender, digits: Digits = "arabic", large: bool = False
) -> LetterText:
    """Return the letter's text; ``gender`` is the person's, ``large`` asks for 18 points.

    A value is text, a number, a day (a ``date``), a list of texts, or for a table a list of rows. Wording that the
    association's pack does not give is the common one.

    Raises:
        MissingValue: mandatory values are unset.
        Unusable: wording of the association's pack names a value that nobody knows.
    """
    values = words().defaults | dict(values)
    missing = missing_values(template, values)
    if missing:
        raise MissingValue(missing)
    filler = Filler(values, gender, digits)
    return LetterText(
        kind=template.kind,
        version=template.version,
        heading=template.heading,
        subject=filler.text(template.subject),
        addressee=_addressee(template, filler),
        greeting=words().greeting if template.greeting else "",
        body=tuple(_body(template, filler)),
        boxes=tuple(_box(box, filler) for box in template.boxes if not box.when or values.get(box.when)),
        copies=tuple(_copy(said) for copy in template.copies if (said := _or_nothing(filler, copy))),
        enclosures=_or_nothing(filler, "{enclosures}") or words().no_enclosures,
        digits=digits,
        large=large,
        initials=_initials(str(values.get("delegate_name") or "")) if template.office else "",
        outgoing=template.office,
    )


def _initials(name: str) -> str:
    """Return the line with the drafter's initials: the first letters of the first and the last name."""
    parts = [part.removeprefix(words().article) or part for part in name.split()]
    letters = [part[0] for part in (parts[:1] + parts[-1:])[: len(parts)]]
    return words().initials.format(initials=".".join(letters)) if letters else ""


def _addressee(template: Template, filler: Filler) -> str:
    if template.addressee == "none":
        return ""
    if template.addressee == "body":
        return words().to_body.replace("{addressee}", filler.text(template.to))
    return filler.text(words().to_person if template.honorific else words().to_person_plain)


def _copy(said: str) -> str:
    return words().copy_for.format(copy=said)


def _or_nothing(filler: Filler, text: str) -> str:
    try:
        return filler.text(text)
    except Unset:
        return ""


def _body(template: Template, filler: Filler) -> Iterator[Paragraph | TableText]:
    """Yield paragraphs and tables; a sentence with an unset value, or a table without rows, is left out."""
    spans: list[Span] = []
    for block in template.body:
        if (block.when and filler.unset(block.when)) or (block.unless and not filler.unset(block.unless)):
            continue
        if spans and (block.opens or block.tabular):
            yield Paragraph(tuple(spans))
            spans = []
        if block.tabular:
            rows = block.rows or filler.values.get(block.table)
            if rows:
                yield _table(block, rows, filler)  # type: ignore[arg-type]  # lists of rows stand under tables' names
            continue
        try:
            said = filler.spans(block.text)
        except Unset:
            continue
        spans += [Span(" "), *said] if spans else said
    if spans:
        yield Paragraph(tuple(spans))


def _table(block: Block, rows: Sequence[Row], filler: Filler) -> TableText:
    return TableText(
        heads=tuple(filler.text(column.head) for column in block.columns),
        shares=tuple(column.share for column in block.columns),
        rows=tuple(_cells(block, count, row, filler) for count, row in enumerate(rows, 1)),
        written=any(column.blank for column in block.columns),
    )


def _cells(block: Block, count: int, row: Mapping[str, object], filler: Filler) -> tuple[str, ...]:
    cells = []
    for column in block.columns:
        value = count if column.field == "#" else row.get(column.field)
        if value is None or value == "":
            cells.append("" if column.blank else words().empty_cell)
        elif block.rows and isinstance(value, str):
            cells.append(filler.text(value))
        else:
            cells.append(filler.shown(value, copied=column.copied))
    return tuple(cells)


def _box(box: BoxText, filler: Filler) -> Box:
    return Box(
        box.id, box.shape, filler.text(box.title), tuple(_or_nothing(filler, line) for line in box.lines), box.opens
    )
