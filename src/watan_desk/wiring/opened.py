"""The open desk: home folder, key, store, pack, clock; and the deeds done on its cases.

A page or a command asks the ``Desk`` for a deed; the desk opens the work, gathers the facts, calls the stage, commits.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from watan_desk.attestation.desk import attest
from watan_desk.bundle.enrolment import Answer
from watan_desk.bundle.keys import PartyKeys
from watan_desk.capture.desk import IN_MEMORY, capture, check, consent, document, link, may_keep, need
from watan_desk.capture.forms import keep_form, unfit
from watan_desk.capture.uploads import take_over_files
from watan_desk.common.arabic import clean_number
from watan_desk.common.clock import Clock, is_iso_day
from watan_desk.common.errors import Refused, Unusable
from watan_desk.decision.desk import notify, raise_request
from watan_desk.delivery.desk import deliver, help_urgently, rate, register
from watan_desk.doctor import Finding, Report, examine
from watan_desk.dossier.facts import desk_facts, facts_of, state_of
from watan_desk.dossier.records import Dossier, read_dossier
from watan_desk.eligibility import desk as eligibility
from watan_desk.forms import Record
from watan_desk.letter.authority import certificate_of
from watan_desk.letter.keyring import SealKeys
from watan_desk.letter.records import Letter, letters
from watan_desk.letter.seal import Sealer
from watan_desk.people.staff import Member, require_intake, require_owner
from watan_desk.policy.desk import require_accepted
from watan_desk.policy.journey import Facts
from watan_desk.policy.office import SETTINGS, Answers, Office
from watan_desk.policy.pack import DEEDS, Pack
from watan_desk.reception.desk import receive
from watan_desk.referral.desk import answer, clarify, explain
from watan_desk.store import journal
from watan_desk.store.cases import Case, all_cases, case_by_id, case_by_number
from watan_desk.store.drafts import Draft, drop_draft, read_draft, save_draft
from watan_desk.store.engine import reading, writing
from watan_desk.store.settings import write_setting
from watan_desk.store.types import write_instant
from watan_desk.store.work import Actor, Work, open_work
from watan_desk.wiring.offices import Offices

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


def draft_id(deed: str, number: str | None) -> str:
    """Return the id of the draft of a deed's form: one a case, and one for the next visit."""
    return f"{deed}:{number or 'new'}"


def keep_state(work: Work, case_id: str, pack: Pack) -> None:
    """Write the state of a case where the deed changed it."""
    case = case_by_id(work.connection, case_id)
    state = state_of(read_dossier(work.connection, case), pack)
    if state != case.state:
        work.put("case", {"state": state}, id=case.id)
