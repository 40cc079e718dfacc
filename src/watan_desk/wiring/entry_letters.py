"""Letters about entries of registers: composed from what an entry and its acts say, issued into the one register."""

from watan_desk.common.clock import saudi_day
from watan_desk.dossier.records import Dossier, read_dossier
from watan_desk.letter.case_letter import hidden, large_print, office_letter
from watan_desk.letter.data_copy import copied
from watan_desk.letter.desk import issue
from watan_desk.letter.entries import Spoken, entry_values, goes_to_person
from watan_desk.letter.no_paper import permit_paper
from watan_desk.letter.phrases import Value
from watan_desk.letter.records import kept_pdf
from watan_desk.letter.render import render
from watan_desk.letter.text import LetterText
from watan_desk.letter.values import gender_of, letterhead_of
from watan_desk.policy.office import Office
from watan_desk.registers.definition import register_of
from watan_desk.registers.desk import note_letter
from watan_desk.registers.records import Entry, acts_of, all_answers, entry_called
from watan_desk.registers.rules import NotNow
from watan_desk.store.cases import all_cases, case_by_id
from watan_desk.store.work import Work
from watan_desk.wiring.letters import IssuedLetter
from watan_desk.wiring.opened import Desk

_COPY = "L19"
_TO_PERSON = frozenset({"L10", "L14", _COPY})
"""Letters to the person whose cases these are; in a complaint either side may be somebody else."""


def issue_entry_letter(desk: Desk, handle: str, kind: str, reason: str = "") -> IssuedLetter:
    """Issue a letter about an entry: number, register, PDF and the note at the entry in one transaction.

    Raises:
        NotNow, MissingValue: the entry's state does not allow it, or it lacks something; no number is taken.
        Refused: it goes to a person who takes no paper and no ``reason`` is given; no number is taken.
        Unusable: there is no such entry.
    """
    with desk.work("entry_letter") as work:
        entry, text, whose = _composed(desk, work, handle, kind)
        head = letterhead_of(desk.office, kind)
        issued = issue(work, case_id=entry.case_id, text=text, letterhead=head, sealer=desk.sealer)
        permit_paper(work, desk.office, whose, kind, issued.number, reason)
        note_letter(work, desk.office, entry, kind, issued.number)
        return IssuedLetter(issued, kept_pdf(work.connection, issued) or b"")


def draft_entry_letter(desk: Desk, handle: str, kind: str) -> bytes:
    """Return a letter about an entry as it would be issued now, marked as a draft; takes no number."""
    with desk.work("entry_letter") as work:
        _, text, _ = _composed(desk, work, handle, kind)
    today = saudi_day(desk.clock.now())
    return render(text, letterhead=letterhead_of(desk.office, kind), number="", issued_on=today, draft=True)


def _composed(desk: Desk, work: Work, handle: str, kind: str) -> tuple[Entry, LetterText, Dossier | None]:
    """Return the entry, the letter's text, and the case of whom it is about, as far as the desk knows them."""
    connection, office = work.connection, desk.office
    entry = entry_called(connection, handle)
    register = register_of(office.pack, entry.register)
    if not any(each.kind == kind and entry.state in each.states for each in register.letters):
        raise NotNow("registers.letter_not_now", kind=kind, state=register.state(entry.state).label)
    acts = acts_of(connection, entry.id)
    dossier = read_dossier(connection, case_by_id(connection, entry.case_id)) if entry.case_id else None
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
    person_id = entry.person_id or (dossier.person.id if dossier and dossier.person else None)
    about_person = _cases_of(work, person_id) if kind in _TO_PERSON and person_id else ()
    if kind == _COPY and about_person:
        values |= _copy(about_person, office) | {"date": work.today()}
        values["privacy_contact"] = values["privacy_contact"] or office.settings.get("privacy_contact")
    whose = dossier or (about_person[0] if about_person else None)
    if whose is None:
        return entry, office_letter(kind, office, values), None
    own = goes_to_person(kind, spoken)
    gender = gender_of(whose) if own else "unset"
    values = hidden(values, whose, office, kind, own=own)
    return entry, office_letter(kind, office, values, gender=gender, large=large_print(whose)), whose


def _cases_of(work: Work, person_id: str) -> tuple[Dossier, ...]:
    """Return everything of a person's cases, the oldest first."""
    own = [case for case in all_cases(work.connection) if case.person_id == person_id]
    return tuple(read_dossier(work.connection, case) for case in sorted(own, key=lambda case: case.opened_at))


def _copy(dossiers: tuple[Dossier, ...], office: Office) -> dict[str, Value]:
    person = dossiers[0].person
    return copied(person, dossiers, office) if person else {}
