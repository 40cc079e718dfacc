"""What the open desk does with its registers: lists, entries, acts, drafts, and the answer library."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from watan_desk.capture.uploads import refused_uploads
from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import Refused, Unusable
from watan_desk.forms import Record
from watan_desk.people.staff import require_intake
from watan_desk.policy.office import Answers
from watan_desk.reception.desk import receive
from watan_desk.registers import desk as deeds
from watan_desk.registers.definition import Act, Register, register_of, registers_of
from watan_desk.registers.forms import Said, blank, form_called, said
from watan_desk.registers.library import Answer, find_answers
from watan_desk.registers.records import (
    LETTER,
    ActDone,
    Entry,
    Wanted,
    acts_of,
    counts,
    entries,
    entry_called,
    total_of,
)
from watan_desk.registers.rules import allowed
from watan_desk.store.attachments import Blob, attached, names_in, take_over
from watan_desk.store.drafts import Draft, drop_draft, read_draft, save_draft
from watan_desk.store.engine import writing
from watan_desk.store.work import Work
from watan_desk.wiring.attachments import FileShown, blob_of, keep_blob
from watan_desk.wiring.opened import Desk


@dataclass(frozen=True)
class Shelf:
    """A register as a list of registers shows it: how many entries are open, and what of them is past its day."""

    register: Register
    open: int
    overdue: int
    next_due: date | None = None
    """When the next entry is due, by the interval that the association set."""


@dataclass(frozen=True)
class Line:
    """What was done on an entry, as people read it."""

    done: ActDone
    act: Act | None
    """None of a letter."""
    said: tuple[Said, ...]


@dataclass(frozen=True)
class EntryView:
    """An entry with all that is known of it: whose, what was done, what may be done now, and what speaks of it."""

    register: Register
    entry: Entry
    said: tuple[Said, ...]
    lines: tuple[Line, ...]
    allowed: tuple[Act, ...]
    linked: tuple[Entry, ...]
    total: Decimal
    case_number: str
    about: Entry | None
    letters: tuple[str, ...]
    """Kinds of letter that may be issued now."""


@dataclass(frozen=True)
class Place:
    """Whose form is meant: a new entry of a register (no ``handle``), or an act on an entry."""

    register: str
    handle: str = ""
    act: str = ""

    @property
    def draft_id(self) -> str:
        """The id of the draft of this form."""
        return f"register:{self.register}:{self.handle or 'new'}:{self.act}"


def shelves(desk: Desk) -> tuple[Shelf, ...]:
    """Return the registers that the association keeps, each with what is open in it."""
    with desk.reading() as connection:
        held = entries(connection, Wanted(open_only=True))
        newest = {each.register: each for each in sorted(entries(connection, Wanted()), key=lambda each: each.at)}
    today = saudi_day(desk.clock.now())
    found = []
    for register in registers_of(desk.office.pack):
        own = [each for each in held if each.register == register.code]
        overdue = sum(1 for each in own if each.due_on and each.due_on < today)
        found.append(Shelf(register, len(own), overdue, _next_due(desk, register, newest.get(register.code))))
    return tuple(found)


def _next_due(desk: Desk, register: Register, newest: Entry | None) -> date | None:
    days = desk.office.settings.get(register.interval, "") if register.interval else ""
    if not days:
        return None
    return newest.opened_on + timedelta(days=int(days)) if newest else saudi_day(desk.clock.now())


def listed(desk: Desk, wanted: Wanted) -> tuple[Entry, ...]:
    """Return entries of the registers that the association keeps, what is open first, by due date.

    Raises:
        Unusable: the association keeps no such register.
    """
    if wanted.register:
        register_of(desk.office.pack, wanted.register)
    with desk.reading() as connection:
        return entries(connection, wanted)


def counted(desk: Desk, column: str, wanted: Wanted) -> dict[str, dict[str, int]]:
    """Count entries by register and the value of a column (``registers.records.counts``)."""
    with desk.reading() as connection:
        return counts(connection, column, wanted)


def shown(desk: Desk, handle: str, lang: str) -> EntryView:
    """Return everything of an entry.

    Raises:
        Unusable: there is no such entry.
    """
    office = desk.office
    with desk.reading() as connection:
        entry = entry_called(connection, handle)
        register = register_of(office.pack, entry.register)
        acts = acts_of(connection, entry.id)
        linked = entries(connection, Wanted(about_id=entry.id))
        about = entry_called(connection, entry.about_id) if entry.about_id else None
    titles = {about.number: about.title} if about else {}
    form = register.form if not entry.form_version else entry.form_id
    lines = tuple(_line(desk, register, done, lang) for done in acts)
    return EntryView(
        register=register,
        entry=entry,
        said=said(office, register.form if form == "reception" else form, entry.answers, titles, lang),
        lines=lines,
        allowed=allowed(register, entry, acts),
        linked=linked,
        total=total_of(register, acts),
        case_number=desk.dossier_by_id(entry.case_id).case.number if entry.case_id else "",
        about=about,
        letters=tuple(each.kind for each in register.letters if entry.state in each.states),
    )


def _line(desk: Desk, register: Register, done: ActDone, lang: str) -> Line:
    if done.kind == LETTER or not done.answers:
        return Line(done, register.act(done.kind), ())
    return Line(done, register.act(done.kind), said(desk.office, done.form_id, done.answers, {}, lang))


def form_of(desk: Desk, place: Place) -> str:
    """Return the name of the form of a place.

    Raises:
        Unusable: there is no such register or act.
    """
    register = register_of(desk.office.pack, place.register)
    if not place.act:
        return register.form
    found = register.act(place.act)
    if found is None:
        raise Unusable("registers.no_such_act", known=" ".join(each.code for each in register.acts))
    return found.form


def open_form(desk: Desk, place: Place, lang: str) -> tuple[Record, Draft | None]:
    """Open the form of a place as its draft left it, or blank."""
    name = form_of(desk, place)
    form = form_called(desk.office, name)
    with desk.reading() as connection:
        draft = read_draft(connection, place.draft_id)
        if draft is not None and (draft.form_id, draft.form_version) != (form.id, form.version):
            draft = None
        kept = draft.instance if draft else None
        return blank(connection, desk.office, name, now=desk.clock.now, lang=lang, kept=kept), draft


def keep_draft(desk: Desk, place: Place, instance: str) -> Draft:
    """Keep what is being typed; it is on the disk when this returns."""
    form = form_called(desk.office, form_of(desk, place))
    kept = Draft(place.draft_id, form.id, form.version, instance, desk.clock.now())
    with writing(desk.engine) as connection:
        save_draft(connection, kept)
    return kept


def file_refusal(desk: Desk, place: Place, name: str) -> str:
    """Return why no file may be kept as the answer of a question: a key of the catalogue, empty where one may."""
    form = form_called(desk.office, form_of(desk, place))
    return "capture.identity_copy_off" if name in refused_uploads(desk.office, form) else ""


def keep_file(desk: Desk, place: Place, name: str, source: Path) -> str:
    """Keep a file beside the draft of a form as the answer of the question ``name``; return what stands in the answer.

    Raises:
        Refused: it may not be kept: it is a copy of an identity paper.
        Unusable: it cannot be read, is too large, or is not what the question asks for.
    """
    _require_may_keep(desk, place, name)
    asked = form_called(desk.office, form_of(desk, place)).fields()
    kind = next((field.type for field in asked if field.name == name), "file")
    return keep_blob(desk, place.draft_id, blob_of(source, kind))


def keep_drawing(desk: Desk, place: Place, name: str, png: bytes) -> str:
    """Keep what was drawn, as :func:`keep_file` keeps a picture.

    Raises:
        Refused: it may not be kept.
    """
    _require_may_keep(desk, place, name)
    return keep_blob(desk, place.draft_id, Blob(png, "image/png", "png"))


def with_files(desk: Desk, place: Place, given: Answers, files: Mapping[str, Path]) -> dict[str, Any]:
    """Return answers with files as the answers of questions; each is kept beside the form's draft.

    Raises:
        Refused, Unusable: a file may not or cannot be kept.
    """
    return {**given, **{name: keep_file(desk, place, name, source) for name, source in files.items()}}


def files_of_entry(desk: Desk, handle: str) -> tuple[FileShown, ...]:
    """Return the files of an entry and of what was done on it, in the order they were named.

    Raises:
        Unusable: there is no such entry.
    """
    with desk.reading() as connection:
        entry = entry_called(connection, handle)
        told = [entry.answers, *(done.answers for done in acts_of(connection, entry.id))]
        standing = attached(connection, names_in(" ".join(map(str, told))))
    return tuple(FileShown(each.name, each.deed, each.media, each.size, each.hash) for each in standing)


def _require_may_keep(desk: Desk, place: Place, name: str) -> None:
    if reason := file_refusal(desk, place, name):
        raise Refused(reason)


def open_entry(desk: Desk, code: str, data: Answers, *, deed_id: str | None = None) -> Entry:
    """Make an entry of a register; returns after the commit.

    Raises:
        Invalid, Refused: the answer is no; nothing was changed.
        Unusable: there is no such register, case or entry.
    """
    form_called(desk.office, register_of(desk.office.pack, code).form)
    with desk.work("entry", deed_id) as work:
        made = deeds.open_entry(work, desk.office, code, data)
        take_over(work, made.case_id, str(made.answers), Place(code).draft_id)
        drop_draft(work.connection, Place(code).draft_id)
    return made


def act(desk: Desk, handle: str, code: str, data: Answers, *, deed_id: str | None = None) -> Entry:
    """Do an act on an entry; one that converts records a visit too, in the same transaction.

    Raises:
        Invalid, Refused: the answer is no; nothing was changed.
        Unusable: there is no such entry or act.
    """
    with desk.reading() as connection:
        entry = entry_called(connection, handle)
    place = Place(entry.register, entry.handle, code)
    form_called(desk.office, form_of(desk, place))
    chosen = register_of(desk.office.pack, entry.register).act(code)
    with desk.work("act", deed_id) as work:
        if chosen is not None and chosen.converts:
            made = _convert(work, desk, handle, code, data)
        else:
            made = deeds.act(work, desk.office, handle, code, data)
        take_over(work, made.case_id, str(data), place.draft_id)
        drop_draft(work.connection, place.draft_id)
    return made


def _convert(work: Work, desk: Desk, handle: str, code: str, data: Answers) -> Entry:
    """Let an entry become a visit, and a case where the visit ends in a request (R27); no volunteer does it (R43)."""
    if desk.member is not None:
        require_intake(desk.member.role, allowed="volunteer_intake" in desk.office.granted)
    deeds.require_act(work, desk.office, handle, code)
    case = receive(work, desk.office, data)
    return deeds.act(work, desk.office, handle, code, {}, case=case)


def answer_library(desk: Desk, text: str = "") -> tuple[Answer, ...]:
    """Return the library's answers in which every word of a text occurs, in the association's own words (R31)."""
    return find_answers(desk.office.pack, text)
