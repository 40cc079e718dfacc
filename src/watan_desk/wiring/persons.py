"""What a desk does for persons beside their cases: who is known, what they take back, who may be somebody else."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from watan_desk.capture.desk import known_answers, own_answers, withdraw
from watan_desk.capture.records import Consent
from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import Refused
from watan_desk.dossier.records import Dossier
from watan_desk.people.duplicates import Flag, flags_of
from watan_desk.people.records import Person, people_like, person_by_id
from watan_desk.people.representation import comes_of_age
from watan_desk.store import keys, tables
from watan_desk.store.cases import Case, case_by_number, cases_of_person
from watan_desk.wiring.opened import Desk, keep_state
from watan_desk.wiring.opening import KEY_FILE

AT_MOST = 8
_OVER = frozenset({"closed", "rejected"})


@dataclass(frozen=True)
class Known:
    """A person this desk knows, and their newest case."""

    person: Person
    newest: Case | None
    running: tuple[str, ...]
    """Numbers of their requests that still run."""


@dataclass(frozen=True)
class Reminder:
    """A person who comes of age soon: they are asked themselves from that day on."""

    number: str
    day: date


def known_people(desk: Desk, text: str, limit: int = AT_MOST) -> tuple[Known, ...]:
    """Return the people in whose name, identity or mobile every word of a text occurs, whatever its spelling."""
    if not text.strip():
        return ()
    with desk.reading() as connection:
        return tuple(_known(connection, person) for person in people_like(connection, text, limit))


def found_again(desk: Desk, person_id: str) -> Known:
    """Return what is known of a person by an id that a case or a search gave."""
    with desk.reading() as connection:
        return _known(connection, person_by_id(connection, person_id))


def _known(connection: sa.Connection, person: Person) -> Known:
    cases = cases_of_person(connection, person.id)
    running = tuple(case.number for case in cases if case.state not in _OVER)
    return Known(person, cases[0] if cases else None, running)


def known_person(desk: Desk, person_id: str) -> Person:
    """Return a person by an id that a case or a search gave."""
    with desk.reading() as connection:
        return person_by_id(connection, person_id)


def prefilled(desk: Desk, dossier: Dossier) -> dict[str, Any]:
    """Return the answers that a request form opens with: the program's own, and what the person told before (R29)."""
    office = desk.offices.of_case(dossier.case, desk.granted)
    own = own_answers(office, dossier.case, dossier.visits[-1], dossier.consents) if dossier.visits else {}
    if dossier.request is not None:
        return dict(own)
    with desk.reading() as connection:
        return known_answers(connection, office, dossier.case) | own


def prove_passphrase(desk: Desk, passphrase: str) -> None:
    """Let whoever knows the desk's passphrase pass; the desk itself stays as it is.

    Raises:
        WrongPassphrase: it is another one.
    """
    keys.unlock(desk.home / KEY_FILE, passphrase)


def withdraw_consent(desk: Desk, number: str, purpose: str) -> tuple[Consent, ...]:
    """Take a consent of a case back; it is possible at any time and needs no reason.

    Raises:
        Refused: no such consent stands.
    """
    desk.office.prepare("capture")
    with desk.work("withdraw") as work:
        case = case_by_number(work.connection, number)
        office = desk.offices.of_case(case, desk.granted)
        left = withdraw(work, office, case, purpose)
        keep_state(work, case.id, office.pack)
    return left


def settle_flag(desk: Desk, number: str, kind: str, other: str, reason: str) -> tuple[Flag, ...]:
    """Settle a doubt of a case with the case ``other`` (its number); the reason enters the journal (R91).

    Raises:
        Refused: there is no such doubt, or no reason is given.
    """
    if not reason.strip():
        raise Refused("people.flag_reason")
    with desk.work("settle") as work:
        case = case_by_number(work.connection, number)
        person = person_by_id(work.connection, case.person_id) if case.person_id else None
        found = [flag for flag in flags_of(work.connection, case, person) if (flag.kind, flag.number) == (kind, other)]
        if not found:
            raise Refused("people.no_such_flag")
        values = {"case_id": case.id, "kind": kind, "other": found[0].other, "reason": reason.strip()}
        work.put("duplicate_ruling", values | work.by())
        return flags_of(work.connection, case, person)


def reminders(desk: Desk) -> tuple[Reminder, ...]:
    """Return the people of running cases who come of age within sixty days, the nearest first."""
    today, case, person = saudi_day(desk.clock.now()), tables.case, tables.person
    born = sa.select(case.c.number, person.c.birth_date).join(person, person.c.id == case.c.person_id)
    running = born.where(case.c.state.not_in(_OVER), person.c.birth_date.is_not(None))
    with desk.reading() as connection:
        found = [
            Reminder(number, day)
            for number, birth in connection.execute(running)
            if (day := comes_of_age(birth, today)) is not None
        ]
    return tuple(sorted(found, key=lambda each: (each.day, each.number)))
