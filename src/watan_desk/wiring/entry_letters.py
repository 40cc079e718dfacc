"""Letters about entries of registers: composed from what an entry and its acts say, issued into the one register."""

from typing import NamedTuple

import sqlalchemy as sa

from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import Refused
from watan_desk.dossier.records import Dossier, read_dossier
from watan_desk.dossier.safe_contact import contact_of
from watan_desk.letter.case_letter import hidden, large_print, office_letter
from watan_desk.letter.data_copy import copied
from watan_desk.letter.desk import issue
from watan_desk.letter.entries import Spoken, entry_values, goes_to_person
from watan_desk.letter.no_paper import on_no_paper, permit_paper, tell
from watan_desk.letter.phrases import Value
from watan_desk.letter.records import kept_pdf
from watan_desk.letter.render import render
from watan_desk.letter.text import LetterText
from watan_desk.letter.values import gender_of, letterhead_of
from watan_desk.people.access import told_aloud
from watan_desk.policy.office import Office
from watan_desk.registers.definition import register_of
from watan_desk.registers.desk import note_letter, note_told
from watan_desk.registers.records import Entry, acts_of, all_answers, entry_called
from watan_desk.registers.rules import NotNow
from watan_desk.store.cases import all_cases, case_by_id
from watan_desk.store.work import Work
from watan_desk.wiring.letters import IssuedLetter
from watan_desk.wiring.no_paper import Handing
from watan_desk.wiring.opened import Desk

_COPY = "L19"
_WHOLE = "whole"
"""What the act about a copy's shape says of one with name and numbers (``forms/act_copy_shape.md``)."""
_TO_PERSON = frozenset({"L10", "L14", _COPY})
"""Letters to the person whose cases these are; in a complaint either side may be somebody else."""


class _Composed(NamedTuple):
    """A letter about an entry, and the case of whom it is about, as far as the desk knows one."""

    entry: Entry
    text: LetterText
    whose: Dossier | None


def issue_entry_letter(desk: Desk, handle: str, kind: str, reason: str = "") -> IssuedLetter:
    """Issue a letter about an entry: number, register, PDF and the note at the entry in one transaction.

    Raises:
        NotNow, MissingValue: the entry's state does not allow it, or it lacks something; no number is taken.
        Refused: it goes to a person who takes no paper and no ``reason`` is given; no number is taken.
        Unusable: there is no such entry.
    """
    with desk.work("entry_letter") as work:
        entry, text, whose = _composed(desk, work, handle, kind)
        head, case_id = letterhead_of(desk.office, kind), whose.case.id if whose else entry.case_id
        issued = issue(work, case_id=case_id, text=text, letterhead=head, sealer=desk.sealer)
        permit_paper(work, desk.office, whose, kind, issued.number, reason)
        note_letter(work, desk.office, entry, kind, issued.number)
        return IssuedLetter(issued, kept_pdf(work.connection, issued) or b"")


def draft_entry_letter(desk: Desk, handle: str, kind: str) -> bytes:
    """Return a letter about an entry as it would be issued now, marked as a draft; takes no number."""
    with desk.work("entry_letter") as work:
        text = _composed(desk, work, handle, kind).text
    today = saudi_day(desk.clock.now())
    return render(text, letterhead=letterhead_of(desk.office, kind), number="", issued_on=today, draft=True)


def entry_handing(desk: Desk, handle: str, kind: str) -> Handing:
    """Return what stands about handing a letter about an entry to whom it is about; nothing where nobody is known.

    Raises:
        Unusable: there is no such entry.
    """
    with desk.reading() as connection:
        entry = entry_called(connection, handle)
        whose = _whose(_of_case(connection, entry), _about_person(connection, entry, kind))
        told = told_aloud(connection, whose.case.id) if whose else ()
    if whose is None:
        return Handing()
    office = desk.offices.of_case(whose.case, desk.granted)
    of_kind = tuple(each for each in told if each.subject == kind)
    return Handing(contact_of(whose, office), on_no_paper(whose, office, kind), of_kind)


def tell_entry_aloud(desk: Desk, handle: str, kind: str, way: str) -> Handing:
    """Record that a letter about an entry was told aloud instead of handed over, at the person and at the entry.

    Raises:
        NotNow, MissingValue: the letter could not be issued now either.
        Refused: it is about nobody whom the desk knows, the person takes paper, or the way is unsafe.
    """
    with desk.work("told") as work:
        entry, _, whose = _composed(desk, work, handle, kind)
        if whose is None:
            raise Refused("letter.paper_allowed")
        tell(work, desk.offices.of_case(whose.case, desk.granted), whose, kind, way)
        note_told(work, desk.office, entry, kind, way)
    return entry_handing(desk, handle, kind)


def _composed(desk: Desk, work: Work, handle: str, kind: str) -> _Composed:
    connection, office = work.connection, desk.office
    entry = entry_called(connection, handle)
    register = register_of(office.pack, entry.register)
    if not any(each.kind == kind and entry.state in each.states for each in register.letters):
        raise NotNow("registers.letter_not_now", kind=kind, state=register.state(entry.state).label)
    acts = acts_of(connection, entry.id)
    dossier = _of_case(connection, entry)
    if dossier is not None:
        office = desk.offices.of_case(dossier.case, desk.granted)
    spoken = Spoken(
        register=register,
        entry=entry,
        answers=all_answers(entry, acts, register),
        office=office,
        today=work.today(),
        about=entry_called(connection, entry.about_id) if entry.about_id else None,
        dossier=dossier,
        forms=(register.form, *dict.fromkeys(act.form for act in register.acts if not act.converts)),
    )
    values = dict(entry_values(kind, spoken))
    about_person = _about_person(connection, entry, kind)
    if kind == _COPY and about_person:
        values |= _copy(about_person, office) | {"date": work.today()}
        values["privacy_contact"] = values["privacy_contact"] or office.settings.get("privacy_contact")
    whose = _whose(dossier, about_person)
    if whose is None:
        return _Composed(entry, office_letter(kind, office, values), None)
    own = goes_to_person(kind, spoken)
    gender = gender_of(whose) if own else "unset"
    whole = kind == _COPY and spoken.text("copy_shape") == _WHOLE
    values = hidden(values, whose, office, kind, own=own, whole=whole)
    return _Composed(entry, office_letter(kind, office, values, gender=gender, large=large_print(whose)), whose)


def _of_case(connection: sa.Connection, entry: Entry) -> Dossier | None:
    """Return everything of the case that an entry names, if it names one."""
    return read_dossier(connection, case_by_id(connection, entry.case_id)) if entry.case_id else None


def _whose(dossier: Dossier | None, about_person: tuple[Dossier, ...]) -> Dossier | None:
    """Return the case that says how its person wants to be treated: the one named, else the person's newest."""
    return dossier or (about_person[-1] if about_person else None)


def _about_person(connection: sa.Connection, entry: Entry, kind: str) -> tuple[Dossier, ...]:
    """Return everything of the person's cases, the oldest first, for a letter to whom an entry is about."""
    named = case_by_id(connection, entry.case_id) if entry.case_id else None
    person_id = entry.person_id or (named.person_id if named else None)
    if kind not in _TO_PERSON or not person_id:
        return ()
    own = [case for case in all_cases(connection) if case.person_id == person_id]
    return tuple(read_dossier(connection, case) for case in sorted(own, key=lambda case: case.opened_at))


def _copy(dossiers: tuple[Dossier, ...], office: Office) -> dict[str, Value]:
    person = dossiers[0].person
    return copied(person, dossiers, office) if person else {}
