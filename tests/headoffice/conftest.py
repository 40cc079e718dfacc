"""Both ends for real: a practice head office and a desk that it enrolled, each with its own encrypted database."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.desks import MORNING, PASSPHRASE, QUICK, make_desk
from watan_desk.bundle.desk import prepare, take_in
from watan_desk.bundle.records import Handover, ImportReport
from watan_desk.bundle.reply import Known
from watan_desk.common.clock import FixedClock
from watan_desk.headoffice.enrolling import Post, enrol
from watan_desk.headoffice.intake import take_in as take_in_at_office
from watan_desk.headoffice.office import HeadOffice, open_office
from watan_desk.headoffice.replies import Reply, reply
from watan_desk.headoffice.sitting import Ruling
from watan_desk.wiring import Desk, enrol_desk, init_desk, open_desk

ACCEPTED = Ruling(
    "accept",
    "12",
    date(2026, 11, 19),
    details={
        "category": "low_income",
        "support": "إيجار سنة",
        "start": "2026-12-15",
        "duration": "سنة",
        "review": "2027-11-01",
    },
)


@dataclass
class BothEnds:
    """A head office and a desk under one clock."""

    folder: Path
    clock: FixedClock
    office: HeadOffice
    desk: Desk
    cases: list[str] = field(default_factory=list)

    def raised_case(self) -> str:
        """Open a case on the desk and put it before the deciding body: two journalled deeds; return its number."""
        desk = self.desk
        with desk.work("open") as work:
            number = work.next_number("case", 4)[0]
            person = work.put(
                "person", {"id_type": "national_id", "id_number": "1994580734", "name_first": "ليلى", "sex": "female"}
            )
            case = {"number": number, "person_id": person, "pack": "watan-tumuh", "pack_version": "2026.1"}
            case_id = work.put("case", case | {"state": "open", "owner": work.actor.code, "opened_at": work.now()})
        self.cases.append(case_id)
        self.raise_again(case_id)
        return number

    def raise_again(self, case_id: str) -> None:
        """Put a case before the deciding body."""
        form = {"form_id": "raising", "form_version": "1", "answers": {"explained": "yes"}}
        with self.desk.work("raise") as work:
            day = work.today()
            raised = {
                "case_id": case_id,
                "raised_on": day,
                "earliest_reply": day + timedelta(days=14),
                "body": "لجنة البحث",
            }
            work.put("raising", raised | form | work.by())
            work.put("case", {"state": "raised"}, id=case_id)

    def hand_over(self) -> tuple[Handover, Path]:
        """Write the desk's hand-over into the shared folder."""
        with self.desk.work("handover") as work:
            made = prepare(work, self.folder)
        return made, self.folder / made.file

    def take_in(self, file: Path) -> ImportReport:
        """Take head office's reply in at the desk."""
        with self.desk.work("import") as work:
            return take_in(work, Known(self.desk.office, lambda _case: self.desk.office), file)

    def counts(self) -> dict[str, int]:
        """Return how many rows each table of the desk holds."""
        with self.desk.reading() as connection:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
            return {name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one() for name in names}  # noqa: S608


def enrolled_desk(folder: Path, office: HeadOffice, clock: FixedClock, branch: str) -> Desk:
    """Make a desk and enrol it through the two files."""
    home = folder / f"desk-{branch}-{uuid.uuid4().hex[:4]}"
    request, answer = home.with_suffix(".request"), home.with_suffix(".answer")
    request.write_bytes(init_desk(home, PASSPHRASE, "watan-tumuh", clock, QUICK))
    enrol(office, request, Post(branch, "فرع الوادي", "0500000300", "مندوب تجريبي"), answer)
    desk = open_desk(home, PASSPHRASE, clock)
    enrol_desk(desk, answer.read_bytes())
    return desk


@pytest.fixture
def ends(tmp_path: Path) -> Iterator[BothEnds]:
    """Return both ends, as new."""
    clock, home = FixedClock(MORNING), make_desk(tmp_path, active=False, accepted=False)
    office = open_office(tmp_path / "office", PASSPHRASE).at(clock)
    made = BothEnds(tmp_path, clock, office, open_desk(home, PASSPHRASE, clock))
    yield made
    made.desk.close()
    office.engine.dispose()


def arrived(ends: BothEnds) -> str:
    """Raise a case and bring it to head office."""
    number = ends.raised_case()
    _, file = ends.hand_over()
    assert take_in_at_office(ends.office, file).status == "accepted"
    return number


def sent_back(ends: BothEnds, name: str = "back.wdb") -> tuple[Reply, ImportReport]:
    """Write the reply and take it in at the desk."""
    path = ends.folder / name
    written = reply(ends.office, "WT03", path)
    return written, ends.take_in(path)
