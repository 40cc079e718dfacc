"""The association's own request form at a desk: looked over, imported, put in use."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from watan_desk.capture.forms import (
    Needed,
    OwnForm,
    absent_fields,
    import_form,
    keep_media,
    own_forms,
    require_alone,
    unfit,
    use_form,
    use_shipped,
)
from watan_desk.common.arabic import is_arabic
from watan_desk.forms import CHECKS, Form, Record
from watan_desk.forms.bringing import load_whole, media_beside, unpacked
from watan_desk.forms.lints import Finding, lint
from watan_desk.forms.media import Pictures, media_of
from watan_desk.policy.office import Office
from watan_desk.policy.parts import Label
from watan_desk.wiring.opened import Desk


@dataclass(frozen=True)
class LookedOver:
    """A form that loads, and what its author should know; nothing of it is kept."""

    file: Path
    sha256: str
    form: Form
    findings: tuple[Finding, ...]
    """What works here but not everywhere, or not as meant."""
    pictures: Pictures
    """What it puts beside its labels, and the files of it that came with it."""
    lacking: tuple[Needed, ...]
    """Fields the policy has the desk read from every request, which the form does not ask."""

    @property
    def ready(self) -> bool:
        """Whether the form can be imported."""
        return not self.lacking and bool(self.form.version)


@dataclass(frozen=True)
class ShippedForm:
    """A request form that came with the program; ``in_use`` unless one of the association's own stands in its place."""

    form_id: str
    version: str
    label: Label | None
    """What the pack calls it, where it has several (R58)."""
    in_use: bool

    @property
    def key(self) -> tuple[str, str]:
        """Its id and version."""
        return self.form_id, self.version


@dataclass(frozen=True)
class RequestForms:
    """The forms a desk can take requests in."""

    own: tuple[OwnForm, ...]
    """In the order they came."""
    shipped: tuple[ShippedForm, ...]
    """Those that came with the program, the usual one first."""
    unfit: dict[str, tuple[Needed, ...]] = field(default_factory=dict)
    """What of an own form in use, by form id, does not fit the policy as it stands now."""

    @property
    def in_use(self) -> OwnForm | None:
        """The own form of new requests, if they are taken in one."""
        return next((each for each in self.own if each.since is not None), None)


def look_over(desk: Desk, file: Path) -> LookedOver:
    """Read a form and check it as its author would; nothing is kept.

    Raises:
        FormError: it cannot be used; names sheet, row, column and cure.
    """
    with unpacked(file) as own:
        form = load_whole(own, checks=CHECKS)
        require_alone(form)
        media = media_of(form.xml)
        pictures = Pictures(media, media_beside(own, media.files))
        findings = (*lint(form, own), *_without_arabic(form))
    missing = (Finding("own_form.media_missing", name=name) for name in media.files if name not in pictures.files)
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    return LookedOver(file, sha256, form, (*findings, *missing), pictures, absent_fields(desk.office.pack, form))


def _without_arabic(form: Form) -> tuple[Finding, ...]:
    """Return a warning where a form says nothing in Arabic, or some of its questions say nothing in it.

    Delegate and applicant read it in Arabic; a form of one language without a name is judged by its letters.
    """
    asked = [each for each in form.fields() if each.type != "hidden" and each.label]
    named = "ar" in form.languages

    def said(label: dict[str, str]) -> str:
        return label.get("ar", "") if named else " ".join(label.values())

    silent = [each.name for each in asked if not is_arabic(said(each.label))]
    if asked and len(silent) == len(asked):
        return (Finding("own_form.no_arabic"),)
    return tuple(Finding("own_form.no_arabic_label", name=name) for name in silent) if named else ()


def trial(desk: Desk, looked: LookedOver, lang: str) -> Record:
    """Open a form to be tried; what is answered is kept nowhere."""
    known = looked.form.languages
    return looked.form.open(now=desk.clock.now, lang=lang if lang in known or not known else known[0])


def request_forms(desk: Desk) -> RequestForms:
    """Return the forms a desk can take requests in."""
    offices = desk.office.request_offices()
    using = [each for each in offices if each.form_of("capture") is not each.shipped_form("capture")]
    wrong = {each.form_of("capture").id: unfit(each, each.form_of("capture")) for each in using}
    with desk.reading() as connection:
        return RequestForms(own_forms(connection), tuple(map(_shipped, offices)), wrong)


def keep_own(desk: Desk, looked: LookedOver) -> OwnForm:
    """Keep a form that was looked over; it is used once that is asked for.

    Raises:
        Refused: it names no version, its version is taken by another text, or it lacks a field the desk needs.
    """
    office = desk.office
    with desk.work("form_import") as work:
        kept = import_form(work, office, looked.form, looked.form.title("ar") or looked.form.id, looked.sha256)
        keep_media(work.connection, looked.form, looked.pictures.files)
    desk.offices.forget()
    return kept


def use_own(desk: Desk, form_id: str, version: str) -> OwnForm:
    """Take new requests in an own form; those that were begun keep theirs.

    Raises:
        Refused: it is not here, or is in use already.
    """
    office = desk.office
    with desk.work("form_use") as work:
        used = use_form(work, office, form_id, version)
    desk.offices.forget()
    return used


def use_programs(desk: Desk, form_id: str = "") -> RequestForms:
    """Take new requests in the forms that came with the program again, or in one of several.

    Raises:
        Refused: it is in use already.
    """
    office = desk.office
    with desk.work("form_use") as work:
        use_shipped(work, office, form_id)
    desk.offices.forget()
    return request_forms(desk)


def adopt(desk: Desk, looked: LookedOver) -> OwnForm:
    """Keep a form that was looked over and take new requests in it.

    Raises:
        Refused: as ``keep_own`` and ``use_own``; nothing was kept.
    """
    office, form = desk.office, looked.form
    with desk.work("form_use") as work:
        import_form(work, office, form, form.title("ar") or form.id, looked.sha256)
        keep_media(work.connection, form, looked.pictures.files)
        used = use_form(work, office, form.id, form.version)
    desk.offices.forget()
    return used


def _shipped(office: Office) -> ShippedForm:
    form = office.shipped_form("capture")
    labels = {item.code: item.label for item in office.pack.request_forms}
    return ShippedForm(form.id, form.version, labels.get(office.request_form), office.form_of("capture") is form)
