"""``report`` of both programs: figures as tables on the screen, as JSON, or as an Excel file."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, Call
from watan_desk.cli.opening import open_called
from watan_desk.common.arabic import ascii_digits
from watan_desk.common.errors import FieldProblem, Invalid
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.figures.records import Report
from watan_desk.figures.sheets import Sheet, document, workbook
from watan_desk.wiring.access import note_export, state_purpose
from watan_desk.wiring.figures import report, report_sheets

Period = tuple[date | None, date | None]


def add_report(commands: Any, shared: argparse.ArgumentParser, lang: str) -> None:
    """Add ``report`` to the desk's parser."""
    made = commands.add_parser("report", parents=[shared], help=say("cli.help.report", lang))
    report_options(made, lang)
    made.add_argument("--purpose", default="", metavar="CODE", help=say("cli.help.purpose", lang))
    made.set_defaults(do=show_report)


def report_options(made: argparse.ArgumentParser, lang: str) -> None:
    """Add what both programs' reports take."""
    made.add_argument("--from", dest="first", default="", metavar="D", help=say("cli.help.report_from", lang))
    made.add_argument("--to", dest="last", default="", metavar="D", help=say("cli.help.report_to", lang))
    made.add_argument("--out", type=Path, metavar="FILE.xlsx", help=say("cli.help.report_out", lang))


def show_report(call: Call) -> int:
    """Print a desk's figures, or write them."""
    with open_called(call) as desk:
        first, last = period(call)
        if call.options.out:
            state_purpose(desk, call.options.purpose)
            note_export(desk, "report")
        return show_figures(
            call, report(desk, first=first, last=last), lambda found: report_sheets(desk, found, call.lang)
        )


def period(call: Call) -> Period:
    """Return the days a report covers.

    Raises:
        Invalid: not a date, or the end lies before the beginning.
    """
    first, last = _day(call.options.first, "from"), _day(call.options.last, "to")
    if first and last and last < first:
        raise Invalid((FieldProblem("to", "cli.period_turned"),))
    return first, last


def _day(text: str, name: str) -> date | None:
    try:
        return date.fromisoformat(ascii_digits(text)) if text else None
    except ValueError as wrong:
        raise Invalid((FieldProblem(name, "headoffice.bad_date"),)) from wrong


def show_figures(call: Call, found: Report, tables_of: Callable[[Report], tuple[Sheet, ...]]) -> int:
    """Write a report's tables to the file of ``--out``, or show them."""
    tables = tables_of(found)
    if call.options.out:
        write_durably(call.options.out, workbook(tables, call.lang))
        call.show({"file": str(call.options.out), "cases": found.cases}, [str(call.options.out)])
        return DONE
    lines = [line for table in tables for line in _lines(table)]
    call.show({"cases": found.cases, "tables": document(tables)}, [*lines, say("figures.hidden", call.lang)])
    return DONE


def _lines(table: Sheet) -> list[str]:
    rows = ["\t".join(str(cell) for cell in row) for row in table.rows]
    return [table.title, "\t".join(table.heads), *rows, ""]
