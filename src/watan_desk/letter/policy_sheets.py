"""Draws a sheet about the policy with the letters' own page: the association's head, no number, no register."""

from watan_desk.common.messages import say
from watan_desk.letter.lines import Span
from watan_desk.letter.phrases import Filler
from watan_desk.letter.render import render
from watan_desk.letter.text import Box, Letterhead, LetterText, Paragraph, TableText
from watan_desk.policy.sheets import Section, Sheet

_KIND = "P-"
"""Sheets are told from letters in the foot: ``P-rights``."""


def sheet_pdf(sheet: Sheet, letterhead: Letterhead) -> bytes:
    """Return the PDF of a sheet in Arabic; the same sheet gives the same bytes.

    Raises:
        MissingGlyph: the font lacks a character of the text.
    """
    said = Filler({}, "male")
    text = LetterText(
        kind=_KIND + sheet.kind,
        version=sheet.version,
        heading="title",
        subject=sheet.title,
        addressee="",
        greeting="",
        body=tuple(part for section in sheet.sections for part in _parts(section, said)),
        boxes=(_signature(),) if sheet.signed else (),
        numbered=False,
    )
    return render(text, letterhead=letterhead, number="", issued_on=None)


def _parts(section: Section, said: Filler) -> list[Paragraph | TableText]:
    parts: list[Paragraph | TableText] = []
    if section.heading:
        parts.append(Paragraph((Span(said.shown(section.heading), bold=True),)))
    parts += [Paragraph((Span(said.shown(line)),)) for line in section.lines]
    if section.rows:
        rows = tuple(tuple(said.shown(cell) for cell in row) for row in section.rows)
        parts.append(TableText(section.heads, section.shares, rows))
    return parts


def _signature() -> Box:
    lines = tuple(say(f"sheet.{name}", "ar") for name in ("signed_name", "signed_day", "signature"))
    return Box("board", "signature", say("sheet.board_signature", "ar"), lines)
