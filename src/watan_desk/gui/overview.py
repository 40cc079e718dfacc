"""What the lists show of many cases: read off the GUI thread, in one go, from the desk."""

from dataclasses import dataclass
from datetime import date, datetime

from watan_desk.delivery.records import UrgentHelp
from watan_desk.dossier.records import Dossier, read_dossier
from watan_desk.dossier.safe_contact import contact_of
from watan_desk.people.records import Person, people_like, person_by_id
from watan_desk.people.safe_contact import SafeContact
from watan_desk.policy.journey import current_step, lacking
from watan_desk.policy.pack import Pack
from watan_desk.store.cases import Case, all_cases, case_by_number
from watan_desk.wiring import Desk
from watan_desk.wiring.persons import reminders
from watan_desk.wiring.urgent import known_here, open_help

AT_MOST = 60
"""How many cases a list shows; the search finds the others."""
_OVER = frozenset({"closed", "rejected"})


@dataclass(frozen=True)
class CaseLine:
    """A case in a list: whose, and how far it is. Of the identity only its end is shown."""

    number: str
    name: str
    identity_end: str
    state: str
    opened_at: datetime


@dataclass(frozen=True)
class Task:
    """What the desk has to do next on a case, or what it waits for."""

    line: CaseLine
    deed: str
    step: str
    left: int
    """How many things the deed still lacks."""
    waits: bool
    """Whether it waits for head office or for a day."""
    earliest: date | None
    """The first day on which the reply may be told, while that lies ahead."""
    latest: date | None = None
    """The last day of the reply, where the association has set one and it was not told yet (R74)."""
    contact: SafeContact | None = None
    """How the person is reached without danger, where the association hides people."""


def case_lines(desk: Desk, text: str = "") -> tuple[CaseLine, ...]:
    """Return the newest cases; with a text those whose number, name, identity or mobile holds every word of it."""
    with desk.reading() as connection:
        found = all_cases(connection)
        if text.strip():
            people = {person.id for person in people_like(connection, text, limit=AT_MOST)}
            wanted = text.strip().upper()
            found = tuple(
                case for case in found if case.person_id in people or wanted in case.number or wanted in case.alias
            )
        return tuple(
            _line(case, person_by_id(connection, case.person_id) if case.person_id else None)
            for case in found[:AT_MOST]
        )


def tasks(desk: Desk) -> tuple[Task, ...]:
    """Return the next deed of every case that is not over, newest case first."""
    with desk.reading() as connection:
        running = [case for case in all_cases(connection) if case.state not in _OVER][:AT_MOST]
        dossiers = [read_dossier(connection, case) for case in running]
    return tuple(task for dossier in dossiers if (task := _task(desk, dossier)))


@dataclass(frozen=True)
class Coming:
    """Somebody who comes of age within sixty days, and their case."""

    line: CaseLine
    day: date


@dataclass(frozen=True)
class Day:
    """What the page of today shows."""

    tasks: tuple[Task, ...]
    coming: tuple[Coming, ...]
    """The nearest first."""
    urgent: tuple[UrgentHelp, ...]
    """Help that belongs to no request yet, newest first."""


def day_of(desk: Desk) -> Day:
    """Return what is to be done, who comes of age soon, and which urgent help has no request."""
    due = {each.number: each.day for each in reminders(desk)}
    with desk.reading() as connection:
        cases = [case_by_number(connection, number) for number in due]
        lines = [_line(case, person_by_id(connection, case.person_id) if case.person_id else None) for case in cases]
    coming = tuple(Coming(line, due[line.number]) for line in lines)
    return Day(tasks(desk), coming, open_help(desk) if known_here(desk) else ())


def masked(person: Person | None) -> str:
    """Return the last four characters of an identity number."""
    return person.id_number[-4:] if person else ""


def _line(case: Case, person: Person | None) -> CaseLine:
    # a case of an association that hides people is known in lists by its alias, and by nothing of the person (R92)
    name, end = (case.alias, "") if case.alias else (person.full_name if person else "", masked(person))
    return CaseLine(case.number, name, end, case.state, case.opened_at)


def _task(desk: Desk, dossier: Dossier) -> Task | None:
    pack: Pack = desk.offices.of_case(dossier.case, desk.granted).pack
    facts = desk.facts(dossier)
    rule = next((rule for rule in pack.deeds if not rule.optional and rule.kind not in facts.done), None)
    if rule is None:
        return None
    deed = "answer" if dossier.open_referral else rule.kind
    missing = lacking(pack, deed, facts)
    ahead = any(item.code == "reply_not_due" for item in missing)
    raised = dossier.raising
    waits = deed == "decide" or ahead
    earliest = raised.earliest_reply if raised and waits else None
    step = current_step(pack, facts).code
    latest = raised.latest_reply if raised and dossier.notification is None else None
    contact = contact_of(dossier, desk.offices.of_case(dossier.case, desk.granted))
    return Task(_line(dossier.case, dossier.person), deed, step, len(missing), waits, earliest, latest, contact)
