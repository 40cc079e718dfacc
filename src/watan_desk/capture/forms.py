"""The association's own request forms: kept, put in use for new requests, taken out of use again.

A request that was begun goes on in the form it was begun in: the text of every form that was ever in use is kept.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from watan_desk.common.errors import ForeignFile, Refused
from watan_desk.forms import CHECKS, Form, FormError, compile_form
from watan_desk.forms.bringing import fitting_media
from watan_desk.forms.media import media_of
from watan_desk.policy.office import Office, OwnForms
from watan_desk.policy.pack import Pack
from watan_desk.policy.signed import Signed, read_form
from watan_desk.store import tables
from watan_desk.store.policies import id_of
from watan_desk.store.rows import as_record
from watan_desk.store.work import Work

_FILES = re.compile(r"jr://file(?:-csv)?/([^\"'<>\s]+)")
"""Lists that a form takes from files; those that lay beside it stand in its text."""


@dataclass(frozen=True)
class OwnForm:
    """A form of the association's own as it was imported; ``since`` says when it came into use, if it is."""

    id: str
    form_id: str
    version: str
    name: str
    sha256: str
    """Of the file it came from."""
    since: datetime | None
    by: str
    at: datetime


@dataclass(frozen=True)
class Needed:
    """A field that the desk reads from every request, and what for: the key of a sentence."""

    name: str
    key: str


def own_forms(connection: sa.Connection) -> tuple[OwnForm, ...]:
    """Return the association's own forms, in the order they came."""
    query = sa.select(tables.own_form).order_by(sa.literal_column("rowid"))
    return tuple(as_record(OwnForm, row) for row in connection.execute(query).mappings())


def own_texts(connection: sa.Connection) -> OwnForms:
    """Return the texts of the own forms that are in use, by form id, and of those that are not."""
    table = tables.own_form
    query = sa.select(table.c.form_id, table.c.xform, table.c.since).order_by(sa.literal_column("rowid"))
    rows = connection.execute(query).all()
    in_use = {str(form_id): str(xform) for form_id, xform, since in rows if since is not None}
    return OwnForms(in_use, tuple(str(xform) for _, xform, since in rows if since is None))


def needed_fields(pack: Pack) -> tuple[Needed, ...]:
    """Return the fields that the pack has the desk read from every request, each once."""
    return tuple({each.name: each for each in reversed([*_needed(pack)]) if each.name}.values())[::-1]


def absent_fields(pack: Pack, form: Form) -> tuple[Needed, ...]:
    """Return the needed fields that a form does not ask, or asks in a repeat only."""
    asked = {field.name for field in form.fields() if not field.repeat}
    return tuple(each for each in needed_fields(pack) if each.name not in asked)


def unfit(office: Office, form: Form) -> tuple[Needed, ...]:
    """Return what of a form does not fit the policy (any more): fields it must ask, and choices of fields it reads.

    The program's own request form has them as the policy stands now: a choice that it has and this one lacks could
    never be made, and one that only this one has means nothing to the policy.
    """
    found = [*absent_fields(office.pack, form)]
    read = {each.name for each in needed_fields(office.pack)}
    shipped = {field.name: field.choices for field in office.shipped_form("capture").fields() if field.name in read}
    for field in form.fields():
        known, own = dict.fromkeys(shipped.get(field.name, ())), dict.fromkeys(field.choices)
        if known and (lost := " ".join(code for code in known if code not in own)):
            found.append(Needed(f"{field.name}: {lost}", "own_form.unfit_lacks"))
        if known and (strange := " ".join(code for code in own if code not in known)):
            found.append(Needed(f"{field.name}: {strange}", "own_form.unfit_strange"))
    return tuple(found)


def require_fields(pack: Pack, form: Form) -> None:
    """Let a form be kept that names its version and asks what the desk reads from every request, or refuse it.

    Raises:
        Refused: it does not.
    """
    if not form.version:
        raise Refused("own_form.no_version")
    lacking = absent_fields(pack, form)
    if lacking:
        raise Refused("own_form.lacks", fields=" ".join(each.name for each in lacking))


def require_alone(form: Form) -> None:
    """Let a form be kept that has its lists in its own text, or refuse it.

    Raises:
        FormError: it takes lists from files that were not with it.
    """
    beside = sorted({name.rpartition("/")[2] for name in _FILES.findall(form.xml)})
    if beside:
        raise FormError("own_form.needs_files", files=" ".join(beside))


def own_form_id(form_id: str, version: str) -> str:
    """Return the id of a version of an own form, the same at head office and at every desk."""
    return id_of("own_form", form_id, version)


def take_form(work: Work, office: Office, signed: Signed, key: Ed25519PublicKey) -> None:
    """Keep a form that head office published; it is offered, and used once somebody at the desk chooses it.

    Raises:
        DamagedFile: head office did not sign it.
        ForeignFile: it is another association's.
        FormError, Refused: the desk cannot work with it.
    """
    sent = read_form(signed, key)
    if sent.association != office.pack.slug:
        raise ForeignFile("policy.other_association")
    form = compile_form(sent.xform, checks=CHECKS)
    import_form(work, office, form, sent.name, sent.sha256)
    keep_media(work.connection, form, fitting_media(sent.media, media_of(form.xml).files))


def import_form(work: Work, office: Office, form: Form, name: str, sha256: str) -> OwnForm:
    """Keep a form of the association's own; one that is kept already stays as it is.

    Raises:
        Refused: it names no version, its version is taken by another text, or it lacks a field the desk needs.
    """
    require_fields(office.pack, form)
    kept = _kept(work.connection, form.id, form.version)
    if kept is not None and _text(work.connection, kept) == form.xml:
        return kept
    if kept is not None or _is_taken(work.connection, office, form):
        raise Refused("own_form.version_taken", version=form.version)
    values = {"form_id": form.id, "version": form.version, "name": name, "sha256": sha256, "xform": form.xml}
    made = work.put("own_form", values | {"since": None} | work.by(), id=own_form_id(form.id, form.version))
    return next(each for each in own_forms(work.connection) if each.id == made)


def use_form(work: Work, office: Office, form_id: str, version: str) -> OwnForm:
    """Make an own form the form of new requests; requests that were begun keep theirs.

    Raises:
        Refused: it is not here, or is in use already.
    """
    kept = _kept(work.connection, form_id, version)
    if kept is None:
        raise Refused("own_form.not_here", form=form_id, version=version)
    if kept.since is not None:
        raise Refused("own_form.in_use_already")
    _take_out_of_use(work, office, instead=kept.form_id)
    text = {"form_id": kept.form_id, "version": kept.version, "xform": _text(work.connection, kept)}
    _keep_text(work.connection, text)
    work.put("own_form", {"since": work.now()}, id=kept.id)
    return next(each for each in own_forms(work.connection) if each.id == kept.id)


def use_shipped(work: Work, office: Office, form_id: str = "") -> None:
    """Make the forms that came with the program, or one of several, the forms of new requests again.

    Raises:
        Refused: it is in use already.
    """
    if not _take_out_of_use(work, office, instead=form_id):
        raise Refused("own_form.in_use_already")


def keep_media(connection: sa.Connection, form: Form, files: Mapping[str, bytes]) -> None:
    """Keep the pictures, sounds and films of a version of a form; of those there are the new ones stay."""
    table = tables.form_media
    for name, data in files.items():
        own = (table.c.form_id == form.id) & (table.c.version == form.version) & (table.c.name == name)
        connection.execute(sa.delete(table).where(own))
        values = {"form_id": form.id, "version": form.version, "name": name, "data": data}
        connection.execute(sa.insert(table).values(values))


def keep_form(connection: sa.Connection, form: Form) -> None:
    """Keep the form's own text beside its records, once a version."""
    _keep_text(connection, {"form_id": form.id, "version": form.version, "xform": form.xml})


def _needed(pack: Pack) -> Iterator[Needed]:
    request, hidden = pack.request, pack.discreet
    yield from (Needed(name, "own_form.for_name") for name in request.names)
    yield from (Needed(item.field, "own_form.for_identity") for item in request.identity)
    yield Needed(request.chooser, "own_form.for_identity")
    yield from (Needed(rule.field, "own_form.for_documents") for rule in pack.documents.required)
    if hidden is not None:
        yield Needed(hidden.record_consent, "own_form.for_hiding")
        yield Needed(hidden.alias, "own_form.for_hiding")
    person = (request.sex, request.birth_date, request.mobile, request.contact)
    yield from (Needed(name, "own_form.for_person") for name in person)
    yield from (Needed(name, "own_form.for_kind") for name in (request.kinds, request.category))


def _take_out_of_use(work: Work, office: Office, instead: str = "") -> bool:
    """Keep the texts of the forms in use for the requests begun in them; tell whether an own one was among them.

    With ``instead`` only what stands in the place of that form is taken out: of several request forms the others stay.
    """
    for offered in office.request_offices():
        keep_form(work.connection, offered.form_of("capture"))
    usual = office.pack.request_form
    shipped = {usual, *(item.form for item in office.pack.request_forms)}

    def place(form_id: str) -> str:
        return form_id if form_id in shipped else usual

    using = [each for each in own_forms(work.connection) if each.since is not None]
    using = [each for each in using if not instead or place(each.form_id) == place(instead)]
    for each in using:
        work.put("own_form", {"since": None}, id=each.id)
    return bool(using)


def _kept(connection: sa.Connection, form_id: str, version: str) -> OwnForm | None:
    found = (each for each in own_forms(connection) if (each.form_id, each.version) == (form_id, version))
    return next(found, None)


def _text(connection: sa.Connection, kept: OwnForm) -> str:
    table = tables.own_form
    return str(connection.execute(sa.select(table.c.xform).where(table.c.id == kept.id)).scalar_one())


def _is_taken(connection: sa.Connection, office: Office, form: Form) -> bool:
    """Tell whether requests are kept, or shipped forms are, under the id and version of another text."""
    table = tables.form_text
    where = (table.c.form_id == form.id) & (table.c.version == form.version)
    text = connection.execute(sa.select(table.c.xform).where(where)).scalar()
    shipped = [each.shipped_form("capture") for each in office.request_offices()]
    return text not in (None, form.xml) or (form.id, form.version) in [(each.id, each.version) for each in shipped]


def _keep_text(connection: sa.Connection, values: dict[str, str]) -> None:
    table = tables.form_text
    where = (table.c.form_id == values["form_id"]) & (table.c.version == values["version"])
    if connection.execute(sa.select(table.c.version).where(where)).first() is None:
        connection.execute(sa.insert(table).values(values))
