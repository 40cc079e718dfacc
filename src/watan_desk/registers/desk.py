"""What a delegate does with the registers: make an entry, act on it, note the letter that followed."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from watan_desk.common.errors import Unusable
from watan_desk.people.records import person_by_number
from watan_desk.people.records import search_text as folded
from watan_desk.policy.office import Answers, Office
from watan_desk.registers import rules
from watan_desk.registers.definition import Act, Register, register_of
from watan_desk.registers.forms import stamped
from watan_desk.registers.records import (
    INQUIRY,
    LETTER,
    ActDone,
    Entry,
    Wanted,
    acts_of,
    all_answers,
    entries,
    entry_called,
)
from watan_desk.registers.rules import NotNow
from watan_desk.store import tables
from watan_desk.store.cases import Case, case_by_number
from watan_desk.store.work import Work

_DIGITS = 4


def open_entry(work: Work, office: Office, code: str, data: Answers) -> Entry:
    """Make an entry of a register and give it a number.

    Raises:
        Unusable: the association keeps no such register, or a case or entry that it names is not there.
        Invalid: the form's rules are broken, or the handler is one of the parties (R22).
    """
    register = register_of(office.pack, code)
    stamp = stamped(work.connection, office, register.form, data, now=work.now())
    answers = stamp["answers"]
    rules.require_others(register, answers)
    values = _columns(work, register, answers) | {
        "register": register.code,
        "state": register.states[0].code,
        "over": False,
        "opened_on": work.today(),
        "due_on": rules.due_day(register, answers, work.today()),
    }
    return _put_new(work, register, values | stamp | work.by())


def act(work: Work, office: Office, handle: str, code: str, data: Answers, *, case: Case | None = None) -> Entry:
    """Do an act on an entry; ``case`` is the one that a converted entry became.

    A visit's question that is acted on gets its number then, and what is answered stands at the visit too.

    Raises:
        Unusable: there is no such entry or act.
        NotNow, Invalid: the entry's state does not allow it, or the form's rules are broken.
    """
    register, chosen, entry, done = require_act(work, office, handle, code)
    if chosen.converts:
        stamp: dict[str, Any] = {"form_id": chosen.form, "form_version": "", "answers": {}}
    else:
        stamp = stamped(work.connection, office, chosen.form, data, now=work.now())
    answers = stamp["answers"]
    _require_linked(work.connection, chosen, entry, answers)
    rules.require_others(register, all_answers(entry, done, register) | _renamed(register, answers))
    if not entry.number:
        entry = _adopt(work, register, entry)
    case_id = case.id if case else entry.case_id
    state = chosen.to or entry.state
    changed: dict[str, Any] = {"state": state, "over": register.state(state).over, "case_id": case_id}
    changed |= _moved(chosen, entry, answers)
    if case and case.person_id:
        changed["person_id"] = case.person_id
    work.put("register_entry", changed, id=entry.id)
    _note(work, entry, chosen.code, chosen.to, stamp, case_id)
    if entry.register == INQUIRY and chosen.to == "answered":
        _answer_at_visit(work, entry, answers)
    return entry_called(work.connection, entry.id)


def require_act(work: Work, office: Office, handle: str, code: str) -> tuple[Register, Act, Entry, tuple[ActDone, ...]]:
    """Let an act on an entry pass, and return its register, the act, the entry and what was done on it.

    Raises:
        Unusable: there is no such entry or act.
        NotNow: the entry's state does not allow it.
    """
    entry = entry_called(work.connection, handle)
    register = register_of(office.pack, entry.register)
    chosen = register.act(code)
    if chosen is None:
        raise Unusable("registers.no_such_act", known=" ".join(each.code for each in register.acts))
    done = acts_of(work.connection, entry.id)
    rules.require(register, chosen, entry, done)
    return register, chosen, entry, done


def note_letter(work: Work, office: Office, entry: Entry, kind: str, number: str) -> None:
    """Note on an entry that a letter about it was issued."""
    stamp = {"form_id": LETTER, "form_version": office.pack.version, "answers": {"kind": kind, "letter": number}}
    _note(work, entry, LETTER, "", stamp, entry.case_id)


def note_told(work: Work, office: Office, entry: Entry, kind: str, way: str) -> None:
    """Note on an entry that a letter about it was told aloud in the paper's place."""
    stamp = {"form_id": LETTER, "form_version": office.pack.version, "answers": {"kind": kind, "told": way}}
    _note(work, entry, LETTER, "", stamp, entry.case_id)


def _note(work: Work, entry: Entry, kind: str, led_to: str, stamp: Answers, case_id: str | None) -> None:
    values = {"case_id": case_id, "entry_id": entry.id, "kind": kind, "led_to": led_to, **stamp, **work.by()}
    work.put("register_act", values)


def _columns(work: Work, register: Register, answers: Answers) -> dict[str, Any]:
    """Return what the answers fill of an entry's columns, with the case, person and entry that they name."""

    def given(column: str) -> str:
        value = answers.get(register.fields.get(column, ""), "")
        return " ".join(str(part) for part in value) if isinstance(value, list) else str(value or "")

    case = case_by_number(work.connection, given("case")) if given("case") else None
    person = _person(work.connection, given("person"))
    about = entry_called(work.connection, given("about")) if given("about") else None
    return {
        "title": given("title"),
        "channel": given("channel"),
        "category": given("category"),
        "owner": given("owner"),
        "beneficiary": given("beneficiary"),
        "department": given("department"),
        "case_id": case.id if case else None,
        "person_id": person or (case.person_id if case else None),
        "about_id": about.id if about else None,
    }


def _person(connection: sa.Connection, number: str) -> str | None:
    found = [person_by_number(connection, kind, number) for kind in ("national_id", "iqama")] if number else []
    return next((person.id for person in found if person), None)


def _put_new(work: Work, register: Register, values: dict[str, Any], entry_id: str | None = None) -> Entry:
    _, year, seq = work.next_number(f"register-{register.prefix}", _DIGITS)
    number = f"{work.device}-{year}-{register.prefix}{seq:0{_DIGITS}d}"
    words = [str(value) for value in values["answers"].values() if isinstance(value, str)]
    kept = {"number": number, "search": folded(number, values["title"], values["owner"], *words)}
    return entry_called(work.connection, work.put("register_entry", values | kept, id=entry_id))


def _adopt(work: Work, register: Register, entry: Entry) -> Entry:
    """Give a visit's question its number; it keeps its id."""
    names = ("state", "over", "title", "channel", "category", "owner", "opened_on", "case_id", "beneficiary")
    values = {name: getattr(entry, name) for name in (*names, "department", "form_id", "form_version", "answers")}
    values |= {"register": register.code, "by": entry.by, "at": entry.at}
    return _put_new(work, register, values, entry.id)


def _moved(chosen: Act, entry: Entry, answers: Answers) -> dict[str, Any]:
    """Return the owner and the due date that an act changes."""
    found: dict[str, Any] = {}
    if owner := answers.get("owner"):
        found["owner"] = owner
    if chosen.extends and entry.due_on:
        found["due_on"] = entry.due_on + timedelta(days=chosen.extends)
    given = answers.get("due_on") or answers.get("answer_by")
    if given:
        found["due_on"] = rules.day_of(given)
    return found


def _renamed(register: Register, answers: Answers) -> dict[str, Any]:
    """Return an act's answers with a new owner under the name that the register's own form gives it."""
    own = register.fields.get("owner", "owner")
    return {own if name == "owner" else name: value for name, value in answers.items()}


def _require_linked(connection: sa.Connection, chosen: Act, entry: Entry, answers: Answers) -> None:
    """Let an act pass whose entry others must speak of, or that says why none does (R34)."""
    if not chosen.linked or answers.get(chosen.unless):
        return
    if not entries(connection, Wanted(register=chosen.linked, about_id=entry.id)):
        raise NotNow("registers.nothing_linked", act=chosen.label)


def _answer_at_visit(work: Work, entry: Entry, answers: Answers) -> None:
    table = tables.inquiry
    row = work.connection.execute(sa.select(table.c.case_id).where(table.c.id == entry.id)).first()
    if row is None:
        return
    told = {"answer": answers.get("answer_text", ""), "reference": answers.get("reference", ""), "answered": True}
    work.put("inquiry", told | {"case_id": row.case_id}, id=entry.id)
