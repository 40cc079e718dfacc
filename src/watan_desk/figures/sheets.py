"""A report as tables: for the screen's tables, for scripts, and as an Excel workbook (openpyxl)."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from typing import Any

from watan_desk.common.messages import say
from watan_desk.figures.records import Report, Scale
from watan_desk.policy.office import Office

HIDDEN = "—"
"""Stands for a figure of fewer than five persons."""
_WIDTH = 26
Cell = str | int | float
Labels = Callable[[str, str], str]
"""Name of a list and a code -> what the association calls it."""


@dataclass(frozen=True)
class Sheet:
    """A table with its title; the first column names the row."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def labels_of(office: Office, report: Report, lang: str) -> Labels:
    """Return what an association calls its channels, places, categories, reasons, steps, services and questions."""
    pack = office.pack
    known = {("channels", item.code): item.label.text(lang) for item in pack.channels}
    known |= {("places", item.code): item.label.text(lang) for item in pack.places}
    known |= {("request_forms", item.code): item.label.text(lang) for item in pack.request_forms}
    known |= {("outcomes", item.code): item.label.text(lang) for item in pack.categories}
    known |= {("reasons", item.code): item.label.text(lang) for item in pack.reasons}
    known |= {("steps", item.code): item.heading.text(lang) for item in pack.steps}
    questions = office.form_of("rate").fields()
    known |= {("questions", info.name): info.label.get(lang, info.name) for info in questions}
    if pack.request.kinds:
        codes = [code for code, _ in report.services]
        labels = {code: office.choice_label("capture", pack.request.kinds, code)[lang] for code in codes}
        known |= {("services", code): text for code, text in labels.items()}
    return lambda name, code: known.get((name, code), code) or say("figures.no_code", lang)


def sheets(report: Report, label: Labels, lang: str) -> tuple[Sheet, ...]:
    """Return the tables of a report in their order."""

    def sheet(name: str, heads: tuple[str, ...], rows: Any) -> Sheet:
        named = tuple(say(f"figures.{head}", lang) for head in heads)
        return Sheet(name, say(f"figures.{name}", lang), named, tuple(tuple(row) for row in rows))

    found, asked = report.satisfaction, report.satisfaction.questions
    middle = median(report.reply_days) if report.reply_days else HIDDEN
    return (
        sheet(
            "summary",
            ("figure", "value"),
            (
                (say("figures.cases", lang), report.cases),
                (say("figures.told", lang), len(report.reply_days)),
                (say("figures.reply_median", lang), middle),
                (say("figures.offered", lang), found.offered),
                (say("figures.answered", lang), found.accepted),
                (say("figures.declined", lang), found.refused),
            ),
        ),
        sheet("months", ("month", "cases"), report.months),
        sheet("channels", ("channel", "cases"), ((label("channels", code), n) for code, n in report.channels)),
        sheet("places", ("place", "cases"), ((label("places", code), n) for code, n in report.places)),
        sheet(
            "request_forms",
            ("request_form", "cases"),
            ((label("request_forms", code), n) for code, n in report.request_forms),
        ),
        sheet(
            "steps",
            ("step", "cases", "median_hours", "longest_hours"),
            ((label("steps", it.code), it.count, _hours(it.median), _hours(it.longest)) for it in report.steps),
        ),
        sheet(
            "outcomes",
            ("category", "cases", "accepted", "rejected", "more", "waiting", "delivered"),
            (
                (label("outcomes", it.code), it.cases, it.accepted, it.rejected, it.more, it.waiting, it.delivered)
                for it in report.outcomes
            ),
        ),
        sheet("reasons", ("reason", "cases"), ((label("reasons", code), n) for code, n in report.reasons)),
        sheet("services", ("service", "cases"), ((label("services", code), n) for code, n in report.services)),
        sheet(
            "satisfaction",
            ("question", "persons", "mean"),
            [
                *((label("questions", it.code), it.count, _mean(it)) for it in asked),
                (say("figures.service_scale", lang), found.service.count, _mean(found.service)),
                (say("figures.provider_scale", lang), found.provider.count, _mean(found.provider)),
            ],
        ),
        sheet("trust", ("month", "persons", "mean"), ((it.code, it.count, _mean(it)) for it in found.trust)),
        sheet(
            "satisfaction_categories",
            ("category", "persons", "mean"),
            ((label("outcomes", it.code), it.count, _mean(it)) for it in found.categories),
        ),
        sheet("branches", ("branch", "cases"), report.branches),
    )


def _mean(scale: Scale) -> Cell:
    return HIDDEN if scale.mean is None else round(scale.mean, 2)


def _hours(value: float | None) -> Cell:
    return HIDDEN if value is None else round(value, 1)


def workbook(tables: tuple[Sheet, ...], lang: str) -> bytes:
    """Return the tables as an Excel workbook, a sheet each, from right to left in Arabic."""
    from openpyxl import Workbook  # noqa: PLC0415 - an eighth of a command's start, and seldom needed
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above

    book = Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(table.title[:31])
        sheet.sheet_view.rightToLeft = lang == "ar"
        sheet.append(table.heads)
        for row in table.rows:
            sheet.append(row)
        for head in sheet[1]:
            head.font = Font(bold=True)
            head.alignment = Alignment(wrap_text=True)
            sheet.column_dimensions[head.column_letter].width = _WIDTH
        sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def document(tables: tuple[Sheet, ...]) -> dict[str, Any]:
    """Return the tables as a JSON document: by name, a list of rows with the heads as keys."""
    return {
        table.name: {"title": table.title, "rows": [dict(zip(table.heads, row, strict=True)) for row in table.rows]}
        for table in tables
    }
