"""The open desk: home folder, key, store, pack, clock; and the deeds done at it.

A page or a command asks the ``Desk`` for a deed; the desk opens the work, gathers the facts, calls the stage, commits.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from watan_desk.attestation.desk import attest
from watan_desk.bundle.container import inspect
from watan_desk.bundle.desk import prepare, take_in
from watan_desk.bundle.enrolment import Answer, new_request, read_answer, write_request
from watan_desk.bundle.keys import PartyKeys
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
from watan_desk.capture.desk import IN_MEMORY, capture, check, consent, document, link, may_keep, need
from watan_desk.capture.forms import keep_form, unfit
from watan_desk.capture.uploads import take_over_files
from watan_desk.common.arabic import clean_number
from watan_desk.common.clock import Clock, SystemClock, is_iso_day, saudi_day
from watan_desk.common.errors import DamagedFile, Refused, Unusable, WrongPassphrase
from watan_desk.common.files import write_durably
from watan_desk.decision.desk import notify, raise_request
from watan_desk.delivery.desk import deliver, help_urgently, rate, register
from watan_desk.doctor import Finding, Report, examine
from watan_desk.dossier.facts import desk_facts, facts_of, state_of
from watan_desk.dossier.records import Dossier, read_dossier
from watan_desk.eligibility import desk as eligibility
from watan_desk.forms import Record
from watan_desk.letter.allowed import require_letter
from watan_desk.letter.authority import certificate_of
from watan_desk.letter.case_letter import case_letter, office_letter
from watan_desk.letter.desk import issue, reprint, require_head
from watan_desk.letter.identity import checked_values, require_check
from watan_desk.letter.keyring import SealKeys, write_keyring
from watan_desk.letter.no_paper import permit_paper
from watan_desk.letter.phrases import Value
from watan_desk.letter.records import ON_PAPER, Letter, kept_pdf, letter_by_number, letters
from watan_desk.letter.render import render
from watan_desk.letter.seal import Sealer
from watan_desk.letter.text import LetterText
from watan_desk.letter.transmittal import reply_values, sheet_values
from watan_desk.letter.values import Sources, handover_values, letterhead_of
from watan_desk.people.access import note
from watan_desk.people.staff import Member, require_intake, require_owner
from watan_desk.policy.desk import require_accepted
from watan_desk.policy.journey import Facts
from watan_desk.policy.office import SETTINGS, Answers, Office
from watan_desk.policy.pack import DEEDS, Pack, shipped_pack
from watan_desk.reception.desk import receive
from watan_desk.referral.desk import answer, clarify, explain
from watan_desk.registers.summary import told, waiting_entries
from watan_desk.store import journal, keys, tables
from watan_desk.store.cases import Case, all_cases, case_by_id, case_by_number
from watan_desk.store.drafts import Draft, drop_draft, read_draft, save_draft
from watan_desk.store.engine import open_engine, reading, writing
from watan_desk.store.migrate import DESK_MIGRATIONS, upgrade
from watan_desk.store.rows import as_record
from watan_desk.store.settings import read_setting, write_setting
from watan_desk.store.types import write_instant
from watan_desk.store.work import Actor, Work, open_work
from watan_desk.wiring.offices import Offices

KEY_FILE, DATABASE, KEYRING_FILE = "keys.json", "desk.db", "keyring.json"
STAFF_KEYS = "staff"
"""The folder of the further members' key slots, each named by its code."""
LEAST_DATABASE = 4096
"""Bytes of the first page: SQLite would silently begin a new database in the place of a file shorter than that."""
PROGRAM_VERSION = "0.1.0"

StageDeed = Callable[[Work, Office, Facts, Case, Any], object]

STAGE_DEEDS: Mapping[str, StageDeed] = {
    "consent": consent,
    "capture": capture,
    "document": document,
    "check": check,
    "clarify": clarify,
    "answer": answer,
    "attest": attest,
    "raise": raise_request,
    "notify": notify,
    "register": register,
    "deliver": deliver,
    "rate": rate,
    "link": link,
    "need": need,
    "gather": eligibility.gather,
    "examine": eligibility.examine,
    "visit": eligibility.visit,
    "assess": eligibility.assess,
    "explain": explain,
    "urgent": help_urgently,
}
"""The deeds a delegate does on a case; ``open`` begins one, and ``decide`` comes only with head office's reply.

``urgent`` needs no case.
"""


@dataclass(frozen=True)
class Done:
    """A deed that is committed: the case as it stands now (none of a visit without one), and its journal position."""

    deed: str
    dossier: Dossier | None
    position: int


@dataclass(frozen=True)
class IssuedLetter:
    """A letter in the register and the bytes that are printed."""

    letter: Letter
    pdf: bytes


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


@dataclass
class Desk:
    """An open desk."""

    home: Path
    engine: sa.Engine
    clock: Clock
    own_keys: PartyKeys
    seal_keys: SealKeys
    answer: Answer | None
    association: str
    settings: dict[str, str]
    offices: Offices
    purpose: str = ""
    """For what the next print or export is, by the pack's codes, where its policy has that asked (R46)."""
    member: Member | None = None
    """Who unlocked the desk, if not the delegate whom head office enrolled."""

    @property
    def office(self) -> Office:
        """The office as head office enrolled it, under the active version of the policy.

        Raises:
            Refused: the desk waits for head office's answer.
        """
        return self.offices.active(self.granted)

    @property
    def practice(self) -> bool:
        """Whether head office marked this desk as practice."""
        return self.answer is not None and self.answer.practice

    @property
    def actor(self) -> Actor:
        """Who works at this desk now."""
        return Actor(self.member.code if self.member else self.office.device, self.office.delegate_name)

    @property
    def granted(self) -> Answer:
        """What head office granted.

        Raises:
            Refused: the desk waits for head office's answer.
        """
        if self.answer is None:
            raise Refused("desk.not_enrolled")
        return self.answer

    @property
    def sealer(self) -> Sealer:
        """What this desk seals its letters with."""
        return Sealer(self.seal_keys, certificate_of(self.granted.certificate))

    @contextmanager
    def work(self, deed: str, deed_id: str | None = None) -> Iterator[Work]:
        """Open the transaction of one deed; leaving the block commits it."""
        opened = open_work(
            self.engine, clock=self.clock, actor=self.actor, device=self.office.device, deed=deed, deed_id=deed_id
        )
        with opened as work:
            yield work

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Open one state of the database for reading."""
        with reading(self.engine) as connection:
            yield connection

    def do(self, deed: str, number: str | None, data: Answers | Record, *, deed_id: str | None = None) -> Done:
        """Do one deed: ``open`` with no number, every other one on a case; returns after the commit.

        Raises:
            NotYet, Invalid, Refused: the answer is no; nothing was changed.
            Unusable: there is no such deed or case.
        """
        if deed not in DEEDS:
            raise Unusable("desk.no_such_deed")
        self.office.prepare(deed)
        answers = data.data() if isinstance(data, Record) else data
        if self.member is not None:
            require_intake(self.member.role, allowed="volunteer_intake" in self.office.granted)
        with self.work(deed, deed_id) as work:
            require_accepted(work, self.office)
            if deed == "open":
                opened = receive(work, self.office, answers)
                case_id = opened.id if opened else None
            elif deed == "urgent" and number is None:
                help_urgently(work, self.office, desk_facts(self.office), None, answers)
                case_id = None
            elif deed not in STAGE_DEEDS:
                raise Refused("desk.decided_at_head_office")
            else:
                # the request is captured as typed, wrong answers included: only the open form still has those
                given = data if deed == "capture" else answers
                case_id = _do_on_case(self, work, STAGE_DEEDS[deed], number, given)
            take_over_files(work, case_id, deed, answers, draft_id(deed, number))
            if deed != "capture":
                drop_draft(work.connection, draft_id(deed, number))
        return Done(deed, self.dossier_by_id(case_id) if case_id else None, work.position)

    def cases(self) -> tuple[Case, ...]:
        """Return every case of this desk, newest first."""
        with self.reading() as connection:
            return all_cases(connection)

    def dossier(self, number: str) -> Dossier:
        """Return everything of the case with this number."""
        with self.reading() as connection:
            return read_dossier(connection, case_by_number(connection, number))

    def dossier_by_id(self, case_id: str) -> Dossier:
        """Return everything of the case with this id."""
        with self.reading() as connection:
            return read_dossier(connection, case_by_id(connection, case_id))

    def history(self, number: str) -> list[dict[str, Any]]:
        """Return the journal of a case, oldest first: position, deed, instant, who, and what each change says."""
        with self.reading() as connection:
            case = case_by_number(connection, number)
            key = journal.key_of(connection, case.id)
            found = journal.entries(connection, case_id=case.id)
        return [
            {
                "journal": position,
                "deed": entry.header.kind,
                "at": write_instant(entry.header.at),
                "by": entry.header.actor,
                "hash": entry.hash,
                "changes": [asdict(change) for change in journal.unseal(entry.stored, key)],
            }
            for position, entry in found
        ]

    def facts(self, dossier: Dossier) -> Facts:
        """Return the journey's facts of a case now."""
        return facts_of(dossier, self.offices.of_case(dossier.case, self.granted), self.clock.now())

    def keep_draft(self, deed: str, number: str | None, record: Record) -> Draft:
        """Keep what is being typed; it is on the disk when this returns.

        Raises:
            Refused: the person has not agreed that anything is kept; what was kept before that is gone too.
        """
        office = office_of(self, number)
        form, version = office.form_of(deed), record.definition.version
        kept = Draft(draft_id(deed, number), record.definition.id, version, record.xml(), self.clock.now())
        if deed == "capture" and not may_keep(office, record):
            with writing(self.engine) as connection:
                drop_draft(connection, kept.id)
            raise Refused(IN_MEMORY)
        with writing(self.engine) as connection:
            save_draft(connection, kept)
            if deed == "capture" and version == form.version:
                keep_form(connection, form)
        return kept

    def draft(self, deed: str, number: str | None) -> Draft | None:
        """Return what was typed into a deed's form and not done yet."""
        with self.reading() as connection:
            return read_draft(connection, draft_id(deed, number))

    def letters(self, number: str | None = None) -> tuple[Letter, ...]:
        """Return the letters of a case, or the whole outgoing register, in the order of their numbers."""
        with self.reading() as connection:
            return letters(connection, case_by_number(connection, number).id if number else None)

    def letter_draft(self, kind: str, number: str, checked: str = "") -> bytes:
        """Return a letter as it would be issued now, marked as a draft; takes no number and enters nothing.

        Raises:
            NotYet, Refused: the letter may not be issued; names what is missing.
        """
        with self.reading() as connection:
            _, text = _letter_text(self, connection, kind, number, checked)
        head, today = letterhead_of(self.office, kind), saudi_day(self.clock.now())
        return render(text, letterhead=head, number="", issued_on=today, draft=True)

    def issue_letter(self, kind: str, number: str, reason: str = "", checked: str = "") -> IssuedLetter:
        """Issue a letter of a case: number, register and PDF in one transaction.

        ``reason`` says why a person who takes no paper is given this one, ``checked`` how it was seen who takes it.

        Raises:
            NotYet, Refused: the letter may not be issued; names what is missing. No number is taken.
        """
        with self.work("letter") as work:
            dossier, text = _letter_text(self, work.connection, kind, number, checked)
            head = letterhead_of(self.office, kind)
            attach = self.settings.get("letter_files") == "yes"
            issued = issue(work, case_id=dossier.case.id, text=text, letterhead=head, sealer=self.sealer, attach=attach)
            permit_paper(work, self.office, dossier, kind, issued.number, reason)
            require_check(kind, checked)
            return IssuedLetter(issued, kept_pdf(work.connection, issued) or b"")

    def reprint_letter(self, letter_number: str, copies: int = 1, way: str = ON_PAPER, reason: str = "") -> bytes:
        """Return the very bytes that were issued, and enter the print in the register; ``reason`` as for an issue."""
        with self.work("reprint") as work:
            found = letter_by_number(work.connection, letter_number)
            case = case_by_id(work.connection, found.case_id) if found.case_id else None
            whose = read_dossier(work.connection, case) if case else None
            permit_paper(work, self.office, whose, found.kind, found.number, reason)
            note(work, self.office.pack, "letter", letter_number, self.purpose)
            return reprint(work, letter_number, copies, way)

    def hand_over(self, folder: Path) -> Sent:
        """Write the sealed file for head office, verify it, and issue its sheet.

        Raises:
            Refused: nothing waits for head office, or the sheet's letterhead lacks something; nothing is written.
            Unusable: the folder is not there.
        """
        require_head(letterhead_of(self.office))
        with self.work("handover") as work:
            inside, beside = waiting(work.connection), waiting_entries(work.connection)
            sent = prepare(work, folder)
        period, counts = (inside.first_at, inside.last_at), told(self.office, beside)
        about = sheet_values(sent.number, sent.sha256, inside.deeds, period, sent.created_at, counts)
        return Sent(sent, folder / sent.file, _issue_sheet(self, about), beside)

    def take_in(self, file: Path) -> tuple[ImportReport, IssuedLetter | None]:
        """Take head office's reply in; a file that held anything new gets its sheet, unless the letterhead is unset.

        Raises:
            Unusable: the file cannot be read at all.
        """
        with self.work("import") as work:
            report = take_in(work, Known(self.office, partial(self.offices.of_case, granted=self.granted)), file)
        self.offices.forget()
        if report.status != "accepted" or letterhead_of(self.office).missing():
            return report, None
        outside = inspect(file)
        made_on = saudi_day(outside.manifest.created_at)
        about = reply_values(outside.manifest.number, outside.sha256, report.items, made_on, self.clock.now())
        return report, _issue_sheet(self, about)

    def exchange(self) -> Exchange:
        """Return how the desk stands towards head office, and the files made so far."""
        with self.reading() as connection:
            return Exchange(standing(connection), handovers(connection), kept_aside(connection))

    def set(self, name: str, value: str) -> None:
        """Set what the policy leaves to the association (``policy.office.SETTINGS``); an empty value unsets it.

        Raises:
            Refused: there is no such setting, or the value is not of its kind.
        """
        kind = SETTINGS.get(name)
        number = clean_number(value)
        if kind is None:
            raise Refused("desk.no_such_setting", known=" ".join(SETTINGS))
        if value and not _is_of_kind(kind, value):
            raise Refused("desk.setting_" + kind)
        kept = {**self.settings, name: number if kind == "days" else value.strip()}
        with writing(self.engine) as connection:
            write_setting(connection, "association_settings", {key: text for key, text in kept.items() if text})
        self.settings.clear()
        self.settings.update({key: text for key, text in kept.items() if text})

    def examine(self) -> Report:
        """Examine database, journal, register, disk and clock, and forms of the association's own; changes nothing."""
        found = examine(self.engine, self.home, self.clock)
        if self.answer is None or not found.sound:
            return found
        return replace(found, findings=(*found.findings, *unfit_forms(self.office)))

    def close(self) -> None:
        """Close the database; nothing is pending, every deed was committed."""
        self.engine.dispose()


def unfit_forms(office: Office) -> tuple[Finding, ...]:
    """Return a warning for each own form in use that does not fit the policy as it stands now."""
    using = [each for each in office.request_offices() if each.form_of("capture") is not each.shipped_form("capture")]
    forms = {each.form_of("capture").id: unfit(each, each.form_of("capture")) for each in using}
    return tuple(
        Finding("own_form_unfit", "warning", {"form": name, "items": " · ".join(each.name for each in items)})
        for name, items in forms.items()
        if items
    )


def _is_of_kind(kind: str, value: str) -> bool:
    """Tell whether a setting's value is of its kind."""
    if kind == "date":
        return is_iso_day(value.strip())
    return kind == "text" or (clean_number(value).isdecimal() if kind == "days" else value in {"yes", "no"})


def office_of(desk: Desk, number: str | None) -> Office:
    """Return the office that a case goes on under, by the version it was opened with (R14); the active one without."""
    if number is None:
        return desk.office
    with desk.reading() as connection:
        return desk.offices.of_case(case_by_number(connection, number), desk.granted)


def _do_on_case(desk: Desk, work: Work, deed: StageDeed, number: str | None, data: Answers | Record) -> str:
    case = case_by_number(work.connection, number or "")
    require_owner(case, work.actor.code)
    office = desk.offices.of_case(case, desk.granted)
    deed(work, office, facts_of(read_dossier(work.connection, case), office, work.now()), case, data)
    keep_state(work, case.id, office.pack)
    return case.id


def _letter_text(desk: Desk, connection: sa.Connection, kind: str, number: str, way: str) -> tuple[Dossier, LetterText]:
    dossier = read_dossier(connection, case_by_number(connection, number))
    office = desk.offices.of_case(dossier.case, desk.granted)
    require_letter(kind, office.pack, dossier, desk.facts(dossier))
    sources = Sources(dossier, office, letters(connection, dossier.case.id), desk.clock.now())
    return dossier, case_letter(kind, sources, checked_values(office, kind, way))


def _issue_sheet(desk: Desk, about: dict[str, Value]) -> IssuedLetter:
    with desk.work("letter") as work:
        text = office_letter("L12", desk.office, handover_values(desk.office) | about)
        head = letterhead_of(desk.office, "L12")
        issued = issue(work, case_id=None, text=text, letterhead=head, sealer=desk.sealer)
        return IssuedLetter(issued, kept_pdf(work.connection, issued) or b"")


def draft_id(deed: str, number: str | None) -> str:
    """Return the id of the draft of a deed's form: one a case, and one for the next visit."""
    return f"{deed}:{number or 'new'}"


def keep_state(work: Work, case_id: str, pack: Pack) -> None:
    """Write the state of a case where the deed changed it."""
    case = case_by_id(work.connection, case_id)
    state = state_of(read_dossier(work.connection, case), pack)
    if state != case.state:
        work.put("case", {"state": state}, id=case.id)


def init_desk(home: Path, passphrase: str, association: str, clock: Clock, cost: keys.Cost = keys.Cost()) -> bytes:
    """Make a desk's keys and database in an empty folder; return the request file for head office (public keys only).

    Raises:
        Unusable: the folder holds a desk, or there is no such pack.
        Refused: the passphrase is too short.
    """
    pack = shipped_pack(association)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    data_key = keys.create(home / KEY_FILE, passphrase, cost)
    engine = open_engine(home / DATABASE, data_key)
    try:
        upgrade(engine, DESK_MIGRATIONS)
        own, seals = PartyKeys.new(), SealKeys.new()
        versions = (pack.version, PROGRAM_VERSION)
        asked = write_request(new_request(own, seals.public, association, versions, clock.now()), own)
        with writing(engine) as connection:
            write_setting(connection, "own_keys", own.text())
            write_setting(connection, "seal_keys", seals.text())
            write_setting(connection, "association", association)
            write_setting(connection, "request", asked.decode())
    finally:
        engine.dispose()
    return asked


def open_desk(home: Path, passphrase: str, clock: Clock | None = None) -> Desk:
    """Unlock and open a desk, bringing its database to the newest schema after a copy was made.

    Raises:
        WrongPassphrase, DamagedFile: it cannot be opened; nothing was changed.
    """
    present = clock or SystemClock()
    data_key, code = _unlocked(home, passphrase)
    if not (home / DATABASE).is_file() or (home / DATABASE).stat().st_size < LEAST_DATABASE:
        raise DamagedFile("store.damaged_database")
    engine = open_engine(home / DATABASE, data_key)
    upgrade(engine, DESK_MIGRATIONS, database=home / DATABASE, now=present.now())
    with reading(engine) as connection:
        own = PartyKeys.from_text(read_setting(connection, "own_keys"))
        granted = read_setting(connection, "answer")
        asked = str(read_setting(connection, "request"))
        association = str(read_setting(connection, "association"))
        settings = dict(read_setting(connection, "association_settings", {}))
        member = _member(connection, code)
        return Desk(
            home=home,
            engine=engine,
            clock=present,
            own_keys=own,
            seal_keys=SealKeys.from_text(read_setting(connection, "seal_keys")),
            answer=read_answer(granted.encode(), asked.encode()) if granted else None,
            association=association,
            settings=settings,
            member=member,
            offices=Offices(engine, association, settings, member),
        )


def _unlocked(home: Path, passphrase: str) -> tuple[bytes, str]:
    """Return the data key and the code of the member whose slot it was; none of the delegate's."""
    try:
        return keys.unlock(home / KEY_FILE, passphrase), ""
    except WrongPassphrase:
        for slot in sorted((home / STAFF_KEYS).glob("*.json")):
            with suppress(WrongPassphrase):
                return keys.unlock(slot, passphrase), slot.stem
        raise


def _member(connection: sa.Connection, code: str) -> Member | None:
    """Return the member of a code.

    Raises:
        WrongPassphrase: they do not work here any more.
    """
    if not code:
        return None
    found = connection.execute(sa.select(tables.staff).where(tables.staff.c.code == code)).mappings().first()
    if found is None or not found["active"]:
        raise WrongPassphrase("store.wrong_passphrase")
    return as_record(Member, found)


def enrol_desk(desk: Desk, answer_file: bytes) -> Answer:
    """Take in head office's answer; from now on the desk works.

    Raises:
        DamagedFile, ForeignFile: not the answer to this desk's request; nothing was changed.
        Refused: the desk is enrolled already.
    """
    if desk.answer is not None:
        raise Refused("desk.enrolled_already")
    with writing(desk.engine) as connection:
        granted = read_answer(answer_file, str(read_setting(connection, "request")).encode())
        write_durably(desk.home / KEYRING_FILE, write_keyring(granted.keyring))
        write_setting(connection, "answer", answer_file.decode())
    desk.answer = granted
    return granted


def active_association(home: Path, passphrase: str) -> str:
    """Return the slug of the association of the desk in a folder.

    Raises:
        WrongPassphrase, DamagedFile: it cannot be opened.
    """
    desk = open_desk(home, passphrase)
    desk.close()
    return desk.association
