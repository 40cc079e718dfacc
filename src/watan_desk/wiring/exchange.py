"""What goes between an open desk and head office: the sealed file out, the reply in, and how the two stand."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from watan_desk.bundle import desk as bundle
from watan_desk.bundle.container import inspect
from watan_desk.bundle.records import (
    Handover,
    ImportReport,
    Quarantined,
    Standing,
    handovers,
    kept_aside,
    standing,
    waiting,
)
from watan_desk.bundle.reply import Known
from watan_desk.common.clock import saudi_day
from watan_desk.letter.desk import require_head
from watan_desk.letter.transmittal import reply_values, sheet_values
from watan_desk.letter.values import letterhead_of
from watan_desk.registers.summary import told, waiting_entries
from watan_desk.wiring.letters import IssuedLetter, issue_sheet
from watan_desk.wiring.opened import Desk


@dataclass(frozen=True)
class Sent:
    """A file for head office: what the desk noted, where the file lies, and its sheet."""

    handover: Handover
    path: Path
    sheet: IssuedLetter
    registers: dict[str, dict[str, int]] = field(default_factory=dict)
    """New entries of the registers whose counts travel, by register and category."""


@dataclass(frozen=True)
class Exchange:
    """How the desk stands towards head office; files newest first."""

    standing: Standing
    handovers: tuple[Handover, ...]
    kept_aside: tuple[Quarantined, ...]


def hand_over(desk: Desk, folder: Path) -> Sent:
    """Write the sealed file for head office, verify it, and issue its sheet.

    Raises:
        Refused: nothing waits for head office, or the sheet's letterhead lacks something; nothing is written.
        Unusable: the folder is not there.
    """
    require_head(letterhead_of(desk.office))
    with desk.work("handover") as work:
        inside, beside = waiting(work.connection), waiting_entries(work.connection)
        sent = bundle.prepare(work, folder)
    period, counts = (inside.first_at, inside.last_at), told(desk.office, beside)
    about = sheet_values(sent.number, sent.sha256, inside.deeds, period, sent.created_at, counts)
    return Sent(sent, folder / sent.file, issue_sheet(desk, about), beside)


def take_reply(desk: Desk, file: Path) -> tuple[ImportReport, IssuedLetter | None]:
    """Take head office's reply in; a file that held anything new gets its sheet, unless the letterhead is unset.

    Raises:
        Unusable: the file cannot be read at all.
    """
    with desk.work("import") as work:
        report = bundle.take_in(work, Known(desk.office, partial(desk.offices.of_case, granted=desk.granted)), file)
    desk.offices.forget()
    if report.status != "accepted" or letterhead_of(desk.office).missing():
        return report, None
    outside = inspect(file)
    made_on = saudi_day(outside.manifest.created_at)
    about = reply_values(outside.manifest.number, outside.sha256, report.items, made_on, desk.clock.now())
    return report, issue_sheet(desk, about)


def exchange_of(desk: Desk) -> Exchange:
    """Return how the desk stands towards head office, and the files made so far."""
    with desk.reading() as connection:
        return Exchange(standing(connection), handovers(connection), kept_aside(connection))
