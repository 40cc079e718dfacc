"""A desk's own figures, as a report and as tables in the words of its association."""

from datetime import date

from watan_desk.figures.counting import count
from watan_desk.figures.reading import desk_figures
from watan_desk.figures.records import Report
from watan_desk.figures.sheets import Sheet, labels_of, sheets
from watan_desk.wiring.opened import Desk


def report(desk: Desk, *, first: date | None = None, last: date | None = None) -> Report:
    """Return the figures of the cases opened in a stretch of days, both inclusive."""
    with desk.reading() as connection:
        cases = desk_figures(connection, desk.office.pack, desk.office.branch_name)
    return count(cases, desk.office.pack, first=first, last=last)


def report_sheets(desk: Desk, found: Report, lang: str) -> tuple[Sheet, ...]:
    """Return a report's tables in the association's own words."""
    return sheets(found, labels_of(desk.office, found, lang), lang)
