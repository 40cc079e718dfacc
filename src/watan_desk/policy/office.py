"""The office a deed is done in: its pack, who it is, what it has set, and its shelf of forms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any

from watan_desk.common.messages import LANGUAGES
from watan_desk.common.resources import form_definition
from watan_desk.forms import Form, Record, checked, compile_form, version_of
from watan_desk.forms.checks import CHECKS
from watan_desk.forms.convert import converted
from watan_desk.forms.extending import Extension
from watan_desk.forms.placeholders import Words, fill
from watan_desk.policy.conditions import extension_of
from watan_desk.policy.eligibility import Entry
from watan_desk.policy.pack import Coded, Pack, RequestForm
from watan_desk.policy.signed import Settlement

Answers = Mapping[str, Any]
"""A filled form: field name to text, list of texts, or (repeats) list of further answers."""

DEED_FORMS = {
    "open": "reception",
    "consent": "consents",
    "document": "document",
    "check": "completion",
    "clarify": "clarification",
    "answer": "answer",
    "attest": "attestation",
    "raise": "raising",
    "notify": "notification",
    "register": "registration",
    "deliver": "delivery",
    "rate": "satisfaction",
    "urgent": "urgent",
    "link": "link",
    "need": "need",
    "gather": "gathering",
    "examine": "examination",
    "visit": "field_visit",
    "assess": "assessment",
    "explain": "explanation",
}
"""The form of each deed; ``capture`` uses the pack's own request form, and ``decide`` has none: it is imported."""


SETTINGS = {
    "registration_days": "days",
    "registration_items": "text",
    "completion_days": "days",
    "appeal_days": "days",
    "appeal_body": "text",
    "survey_interval_days": "days",
    "next_body": "text",
    "alternatives": "text",
    "head_office_unit": "text",
    "address": "text",
    "email": "text",
    "registration_text": "text",
    "preprinted_paper": "yes_no",
    "large_print": "yes_no",
    "latin_digits": "yes_no",
    "retention": "text",
    "privacy_contact": "text",
    "letter_files": "yes_no",
    "reply_period_days": "days",
    "urgent_field_help": "yes_no",
    "clarify_any_time": "yes_no",
    "employee_attests": "yes_no",
    "publication_url": "text",
    "publication_date": "date",
    "identity_copy_basis": "text",
}
"""What the policies leave to the association, and the kind of each value; letters leave out what is not set."""


_ONLY_WITH = {
    "registration_days": "register",
    "registration_items": "register",
    "employee_attests": "attest",
    "urgent_field_help": "urgent",
}
"""Settings that mean something only where the journey has a deed."""


def settings_of(pack: Pack) -> dict[str, str]:
    """Return the settings that mean something under a pack, with the kinds of their values.

    Left out is what belongs to a step, a period or a choice that its policy does not know.
    """
    exempting = {item.setting for item in pack.exemptions}
    found = {name: kind for name, kind in SETTINGS.items() if pack.rule(_ONLY_WITH.get(name, "open")) is not None}
    if "clarify_any_time" not in exempting:
        found.pop("clarify_any_time", None)
    if pack.wait.max_setting != "reply_period_days":
        found.pop("reply_period_days", None)
    return found


def form_name(pack: Pack, deed: str, request_form: str = "") -> str:
    """Return the name of the definition of a deed's form; ``request_form`` chooses among several of requests."""
    return pack.forms.get(deed) or DEED_FORMS.get(deed, pack.chosen_form(request_form))


def form_words(pack: Pack, deed: str) -> Words:
    """Return what stands for the placeholders of a deed's form: the pack's word for the person in that step (R93)."""
    word = pack.words(pack.part_of(deed))[0]
    return {"ar": {"person": word.m, "to_person": word.to_m}, "en": {"person": word.en, "to_person": word.en}}


def missing_identity(pack: Pack, settings: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the settings about the association itself that its text does not give and nobody has entered (R3)."""
    given = settings or {}
    return tuple(name for name in pack.identity.needed if not given.get(name))


def reply_limits(office: "Office") -> tuple[int | None, int | None]:
    """Return the least and the most days a reply takes, by the policy or what the association entered (R73, R74)."""
    wait = office.pack.wait
    entered = office.settings.get(wait.max_setting, "") if wait.max_setting else ""
    return wait.min_days, int(entered) if entered else wait.max_days


@dataclass(frozen=True)
class OwnForms:
    """The XForm texts of the association's own request forms; ``in_use`` by form id, none where shipped ones are."""

    in_use: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def instead_of(self, form: str, pack: Pack) -> str:
        """Return the text that is used instead of a shipped request form, blank where none is.

        It is the one of the same id; one of an id of its own is used instead of the usual form.
        """
        shipped = {pack.request_form, *(item.form for item in pack.request_forms)}
        strange = [text for form_id, text in self.in_use.items() if form_id not in shipped]
        return self.in_use.get(form) or (strange[0] if strange and form == pack.request_form else "")


_SHIPPED_ONLY = OwnForms()
_MOST_COMPILED = 64
"""Twice what one desk uses."""


@cache
def _shipped_text(name: str, extension: Extension | None) -> str:
    """Return the XForm text of a shipped form, converted once for every office of this process."""
    return converted(form_definition(name), extension)


@lru_cache(maxsize=_MOST_COMPILED)
def _compiled(text: str) -> Form:
    """Return the form of an XForm text, which all offices of this process share: it is never changed."""
    return compile_form(text, checks=CHECKS)


class Shelf:
    """The forms of an office, loaded once each; ``kept`` finds the text of an earlier version, blank where none is."""

    def __init__(
        self, kept: Callable[[str, str], str] = lambda _form, _version: "", own: OwnForms = _SHIPPED_ONLY
    ) -> None:
        self._shipped: dict[str, Form] = {}
        self._kept = kept
        self.own = own
        self._older: dict[tuple[str, str], Form] = {}

    def form(self, name: str, words: Words, extension: Extension | None = None) -> Form:
        """Return a shipped form by the name of its definition, in the words and with the questions of the pack."""
        if name not in self._shipped:
            self._shipped[name] = _compiled(fill(_shipped_text(name, extension), words))
        return self._shipped[name]

    def own_form(self, text: str) -> Form:
        """Return a form of the association's own by its text."""
        return _compiled(text)

    def version(self, form: Form, form_id: str, version: str) -> Form:
        """Return the version of a form that a record was captured in; the form itself where its text was not kept."""
        for known in (form, *self._shipped.values()):
            if (form_id, version) == (known.id, known.version):
                return known
        if (form_id, version) not in self._older:
            text = self._kept(form_id, version)
            if not text:
                return form
            self._older[form_id, version] = _compiled(text)
        return self._older[form_id, version]


@dataclass(frozen=True)
class Office:
    """A desk's office: what stages, letters and pages need to know of it."""

    pack: Pack
    device: str
    branch_name: str
    branch_phone: str
    delegate_name: str
    settings: Mapping[str, str]
    """What the policy leaves to the association (``appeal_days``, ``registration_days``...); an unset one is absent."""
    practice: bool = False
    granted: frozenset[str] = frozenset()
    """What head office has granted this desk beyond its place: ``policy.activation.GRANTS``."""
    settlement: Settlement | None = None
    """Head office's word on a doubt about the pack's approval."""
    request_form: str = ""
    """Which of several request forms a case was opened with; blank stands for the usual one (R58)."""
    shelf: Shelf = field(default_factory=Shelf, compare=False, repr=False)
    _labels: dict[str, dict[str, dict[tuple[str, str], str]]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def approved_on(self) -> date | None:
        """The day of the approval that a letter may quote: head office's word, or a text without a doubt (R11)."""
        return self.settlement.approved_on if self.settlement else self.pack.approval.day()

    @property
    def in_force(self) -> bool:
        """Whether new requests may be opened: a text that counts from an unknown day waits for head office (R13)."""
        approval = self.pack.approval
        known = approval.day() is not None or self.in_force_from is not None
        return known or not approval.in_force_on_approval

    @property
    def in_force_from(self) -> date | None:
        """The first day of the policy, as head office confirmed it."""
        return self.settlement.in_force_from if self.settlement else None

    def form_of(self, deed: str) -> Form:
        """Return the form of a deed; requests are taken in the association's own, where one is in use."""
        own = self.shelf.own.instead_of(form_name(self.pack, deed, self.request_form), self.pack)
        if deed == "capture" and own:
            return self.shelf.own_form(own)
        return self.shipped_form(deed)

    def shipped_form(self, deed: str) -> Form:
        """Return the form of a deed that came with the program."""
        name = form_name(self.pack, deed, self.request_form)
        return self.shelf.form(name, form_words(self.pack, deed), extension_of(self.pack, deed))

    def for_request(self, code: str) -> "Office":
        """Return the office as it works on a case that was opened with one of several request forms (R58)."""
        return self if code == self.request_form else replace(self, request_form=code)

    def request_label(self, lang: str) -> str:
        """Return what the request form of this office is called: its own label where there are several."""
        chosen = (item.label for item in self.pack.request_forms if item.code == self.request_form)
        return next(chosen, self.pack.terms.request_form).text(lang)

    def place_label(self, place: str, lang: str) -> str:
        """Return what the pack calls a place of reception, blank where it was not recorded (R32)."""
        return next((item.label.text(lang) for item in self.pack.places if item.code == place), place)

    def request_offices(self) -> tuple["Office", ...]:
        """Return the office once for each request form that it offers, the usual one first."""
        return tuple(self.for_request(item.code) for item in self.pack.request_forms) or (self,)

    def prepare(self, deed: str) -> None:
        """Load what a deed will need before its transaction begins: others may be waiting to write."""
        self.form_of(deed)
        for each in self.request_offices():
            each.form_of("capture")
        self.choice_label("document", "doc_type", "")

    def choices(self, deed: str) -> Mapping[str, tuple[tuple[str, Mapping[str, str]], ...]]:
        """Return the choice lists that the pack gives to a deed's form, in its own order and words."""
        given: dict[str, dict[str, tuple[Coded | Entry, ...]]] = {
            "open": {
                "channel": self.pack.channels,
                "place": self.pack.places,
                "request_form": self.pack.request_forms,
            },
            "register": {"category": self.pack.categories},
        }
        if rules := self.pack.eligibility:
            given["gather"] = {"datum": rules.data, "source": rules.sources}
            given["examine"] = {"mechanism": rules.done_by("examine")}
            given["assess"] = {"criterion": rules.criteria}
        return {
            name: tuple((item.code, {lang: _said(item, lang) for lang in LANGUAGES}) for item in items)
            for name, items in given.get(deed, {}).items()
        }

    def blank(self, deed: str, *, now: Callable[[], datetime], lang: str = "ar", kept: str | None = None) -> Record:
        """Open a deed's form: blank, or as a kept instance left it, in the version that it was captured in."""
        form = self.form_of(deed)
        if kept is not None:
            form = self.shelf.version(form, *version_of(kept))
        return form.open(now=now, lang=lang, answers=kept, choices=self.choices(deed))

    def checked(self, deed: str, answers: Answers, *, now: datetime) -> Record:
        """Return a deed's form filled with answers that break no rule of it.

        Raises:
            Invalid: an answer is missing, wrong or unknown; names the fields.
        """
        return checked(self.form_of(deed), answers, now=lambda: now, choices=self.choices(deed))

    def stamp(self, deed: str, record: Record) -> dict[str, Any]:
        """Return the columns that every stage record keeps of its form: id, version and answers."""
        form = self.form_of(deed)
        return {"form_id": form.id, "form_version": form.version, "answers": record.data()}

    def purpose_label(self, purpose: str) -> dict[str, str]:
        """Return what the forms call a purpose that consent is asked for, in both languages."""
        for deed in ("consent", "capture"):
            found = next((field.label for field in self.form_of(deed).fields() if field.name == purpose), None)
            if found:
                return {lang: found.get(lang, purpose) for lang in LANGUAGES}
        return dict.fromkeys(LANGUAGES, purpose)

    def choice_label(self, deed: str, field_name: str, value: str) -> dict[str, str]:
        """Return the label of a choice in both languages; the value itself where it is no choice of the field."""
        if deed not in self._labels:
            self._labels[deed] = {lang: self._labels_of(deed, lang) for lang in LANGUAGES}
        return {lang: labels.get((field_name, value), value) for lang, labels in self._labels[deed].items()}

    def _labels_of(self, deed: str, lang: str) -> dict[tuple[str, str], str]:
        """Return the labels of a deed's choices; of requests also those of the forms that older ones stand in."""
        forms = [self.form_of(deed)]
        if deed == "capture":
            own = [self.shelf.own_form(text) for text in self.shelf.own.others]
            offices = self.request_offices()
            forms = [*own, *(each.shipped_form(deed) for each in offices), *(each.form_of(deed) for each in offices)]
        found: dict[tuple[str, str], str] = {}
        for form in forms:
            found |= _choice_labels(form.open(now=_any_time, lang=lang, choices=self.choices(deed)))
        return found


def _said(item: Coded | Entry, lang: str) -> str:
    """Return how a choice of the pack is offered; of request forms also for which requests each is."""
    hint = f": {item.hint.text(lang)}" if isinstance(item, RequestForm) else ""
    return item.label.text(lang) + hint


def _any_time() -> datetime:
    """Return an instant for forms that are opened for their labels only."""
    return datetime(2026, 1, 1, tzinfo=UTC)


def _choice_labels(record: Record) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    nodes = [record.tree()]
    while nodes:
        node = nodes.pop()
        nodes += node.children
        found |= {(node.name, value): label for value, label in node.choices}
    return found
