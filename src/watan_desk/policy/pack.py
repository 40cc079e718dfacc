"""An association's pack: who it is, its words, channels, tools, steps, deeds, wait, documents and doubts, as data.

A pack is one TOML file, decoded into the frozen shapes below; an unknown key, deed or condition is refused at load.
``lines`` are line numbers of the association's own text; the pack holds labels and facts of it, no sentences.
"""

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from watan_desk.common.errors import DamagedFile, Unusable
from watan_desk.common.hijri import HijriError
from watan_desk.common.resources import resource
from watan_desk.policy.approval import Approval
from watan_desk.policy.eligibility import Eligibility
from watan_desk.policy.parts import Aim, FactSheet, Label, Part
from watan_desk.policy.pinned import SHA256

DEEDS = (
    "open",
    "urgent",
    "consent",
    "capture",
    "link",
    "document",
    "need",
    "gather",
    "examine",
    "visit",
    "assess",
    "check",
    "explain",
    "clarify",
    "answer",
    "attest",
    "raise",
    "decide",
    "notify",
    "register",
    "deliver",
    "rate",
)
"""The kinds of deed the program knows; their order and conditions are the pack's."""

CONDITIONS = (
    "answers_complete",
    "documents_sound",
    "no_open_clarification",
    "open_clarification",
    "may_attest",
    "attestation_current",
    "reply_due",
    "accepted",
    "urgent_allowed",
    "sources_known",
    "mechanisms_done",
    "criteria_complete",
)
"""What the program can examine before a deed."""

PLACES = ("branch", "home", "work", "field", "phone")
"""Where a person can be received; each pack names those it knows, in its own words (R32)."""

MET = "met"
"""The answer that a condition of a service is met."""

ACTIVATION = ("setting:", "grant:")
"""What a pack may ask for before requests are opened under it: a setting entered, or something head office grants."""


class Term(Part, frozen=True):
    """A word for a person, with the forms Arabic needs; ``to_`` is the form with the prefixed preposition."""

    m: str
    f: str
    plural: str
    to_m: str
    to_f: str
    en: str

    def text(self, lang: str, sex: str = "male") -> str:
        """Return the word for one person."""
        if lang != "ar":
            return self.en
        return self.f if sex == "female" else self.m


class Terms(Part, frozen=True):
    """The pack's words for people and bodies."""

    person: Term
    visitor: Term
    applicant: Term
    decision_body: Label
    relations_officer: Label
    request_form: Label
    referral_officer: Label | None = None
    more: dict[str, Term] = msgspec.field(default_factory=dict)
    """Further words for the person, where the text uses several; ``sections`` says where."""

    def word(self, name: str) -> Term | None:
        """Return the word of this name: ``person``, ``visitor``, ``applicant``, or one of ``more``."""
        own = {"person": self.person, "visitor": self.visitor, "applicant": self.applicant}
        return own.get(name) or self.more.get(name)


class Identity(Part, frozen=True):
    """Who the association is, as printed; what its text does not give is empty and must be entered."""

    name: str
    short_name: Label
    header_line: str = ""
    registration_kind: Literal["licence", "registered", "none"] = "none"
    registration_text: str = ""
    number: str = ""
    email: str = ""
    handle: str = ""
    website: str = ""
    policy_title: str = ""
    needed: tuple[str, ...] = ()
    """Settings that the association enters before its first issued letter, because its text does not give them."""


class Coded(Part, frozen=True):
    """A choice that the pack gives: its code, and its own label."""

    code: str
    label: Label


class Channel(Coded, frozen=True):
    """A channel of contact; the code is common to all packs."""

    line: int | None = None


class RequestForm(Coded, frozen=True):
    """One of several request forms; ``form`` names its definition. Each asks the fields that ``request`` names."""

    form: str
    hint: Label
    """For which requests it is."""
    when: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Where the policy binds it to how the person came: field of reception -> the answers it is for."""


class Tool(Part, frozen=True):
    """A tool of the relations officer: a document, or the request form (``form`` names its definition)."""

    label: Label
    kind: Literal["document", "form"]
    form: str = ""
    line: int | None = None


class Step(Part, frozen=True):
    """A step of the policy; ``clause`` only where the policy prints a number."""

    position: int
    code: str
    heading: Label
    hint: Label
    summary: Label
    clause: str | None = None
    line: int | None = None


class DeedRule(Part, frozen=True):
    """When a deed may be done: deeds that must stand, conditions, and the deeds after which it is closed."""

    kind: str
    step: int
    after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    optional: bool = False
    letters: tuple[str, ...] = ()
    """Letters that follow the deed."""
    letters_for: tuple[str, ...] = ()
    """Letters that the deed is done with: they are issued once nothing else stands before it."""
    letters_lacking: tuple[str, ...] = ()
    """Letters that tell what the deed still lacks."""


class Exemption(Part, frozen=True):
    """A deed that stands under other conditions while the association has a setting on (R66)."""

    setting: str
    kind: str
    after: tuple[str, ...] = ()
    until: tuple[str, ...] = ()


class Service(Part, frozen=True):
    """A service of the catalogue; ``kind`` is one of the pack's ``service_kinds``."""

    code: str
    kind: str
    label: Label


class Wait(Part, frozen=True):
    """The reply's time in days: a floor, a ceiling, or neither; counted from the raising."""

    min_days: int | None = None
    max_days: int | None = None
    max_setting: str = ""
    """The setting that holds the ceiling, where the text asks for one and gives no number (R74)."""
    start: Literal["raised"] = msgspec.field(name="from", default="raised")


class Requirement(Part, frozen=True):
    """A kind of document that a request must show when ``field`` holds or contains ``value``, or ``starts`` so.

    With ``given`` any answer asks for it.
    """

    kind: str
    field: str
    value: str = ""
    starts: str = ""
    given: bool = False


class IdentityField(Part, frozen=True):
    """Where a request form holds an identity number of one kind."""

    kind: str
    field: str
    starts: str = ""
    """How a number of this kind begins, where the field takes several kinds."""
    label: Label | None = None
    """What letters call it; without one, the form's own choice of ``chooser``."""


class RequestFields(Part, frozen=True):
    """Which answers of the association's request form say who the person is and what is asked; unasked ones are empty.

    ``names`` are one to four parts of the name, in order.
    """

    names: tuple[str, ...]
    identity: tuple[IdentityField, ...]
    chooser: str = ""
    """The field that chooses the kind of identity."""
    number_optional: bool = False
    """Whether the person is kept before any identity number is given."""
    sex: str = ""
    birth_date: str = ""
    mobile: str = ""
    kinds: str = ""
    contact: str = ""
    category: str = ""
    """The field that says to which category the person belongs."""
    anew: tuple[str, ...] = ()
    """Fields that speak of this one request; all others are known again when the same person asks once more (R29)."""


class Discretion(Part, frozen=True):
    """How an association hides people whom knowledge of their request could endanger (R92).

    The names are fields of the request form. Papers and lists then say the case's alias and never the name.
    """

    alias: str
    """The field that holds the alias; the program gives each case its own."""
    alias_letters: str
    """The two Latin letters an alias begins with."""
    record_consent: str
    """The field that must say ``yes`` before anything of the answers is written to the disk."""
    guardian_safe: str = ""
    """The field that says whether the guardian may be told anything: only ``yes`` allows it."""
    safe_contact: str = ""
    """The field that says by which way the person may be reached without danger."""
    safe_number: str = ""
    safe_times: str = ""
    may_leave_message: str = ""
    trusted: str = ""
    """Fields of the safe way: its number, its times, whether a message may be left, and through whom."""
    no_paper: str = ""
    """The field that says ``yes`` where no paper may be handed over."""


class Condition(Coded, frozen=True):
    """A condition of one or more services, which the request form asks of whoever asks for one of them (R79)."""

    services: tuple[str, ...]
    categories: tuple[str, ...] = ()
    """For which categories of people only; without any for all."""
    document: str = ""
    """The kind of document that a request must show once the condition is said to be met."""
    sensitive: bool = False

    @property
    def field(self) -> str:
        """The question of the request form that asks it."""
        return f"condition_{self.code}"


class Documents(Part, frozen=True):
    """Which documents a request must show, how old they may be, and which may not be copied."""

    identity: tuple[str, ...] = ()
    no_expiry: tuple[str, ...] = ()
    max_age_days: dict[str, int] = msgspec.field(default_factory=dict)
    required: tuple[Requirement, ...] = ()


class Reason(Part, frozen=True):
    """A reason for which a request may be rejected."""

    code: str
    label: Label


class Lint(Part, frozen=True):
    """A doubt about the association's text: what is printed where, and what it is read as."""

    code: str
    line: int
    printed: str
    other_line: int | None = None
    corrected: str = ""


class Default(Part, frozen=True):
    """Something the product decides because the policy is silent."""

    code: str
    label: Label


class Pack(Part, frozen=True):
    """A whole pack."""

    format: Literal[1]
    slug: str
    version: str
    source_sha256: str
    identity: Identity
    terms: Terms
    channels: tuple[Channel, ...]
    tools: tuple[Tool, ...]
    steps: tuple[Step, ...]
    deeds: tuple[DeedRule, ...]
    wait: Wait
    wording: dict[str, str]
    approval: Approval
    documents: Documents
    request: RequestFields
    sections: dict[str, tuple[str, ...]]
    """Names of the words for the person per part of the text (``title``, ``tools``, a step's code...), in its order."""
    headings: dict[str, Label] = msgspec.field(default_factory=dict)
    """Headings of the text: ``channels``, ``tools``, ``steps``."""
    discreet: Discretion | None = None
    """Set where people are hidden: aliases on papers and in lists, nothing on the disk before consent."""
    forms: dict[str, str] = msgspec.field(default_factory=dict)
    """Deeds that have a form of the association's own: deed -> name of its definition."""
    categories: tuple[Coded, ...] = ()
    """Categories in which an accepted person is registered."""
    reasons: tuple[Reason, ...] = ()
    purposes: tuple[Coded, ...] = ()
    """For what personal data may be printed or exported; the first is the usual one."""
    purpose_asked: bool = False
    """Whether the policy has the purpose asked for each time (R46)."""
    lints: tuple[Lint, ...] = ()
    defaults: tuple[Default, ...] = ()
    activation: tuple[str, ...] = ()
    """What must stand before a request is opened under the pack: ``setting:NAME`` or ``grant:NAME``."""
    exemptions: tuple[Exemption, ...] = ()
    eligibility: Eligibility | None = None
    """Set where entitlement is verified by a mechanism of its own (R78)."""
    service_kinds: tuple[Coded, ...] = ()
    conditions: tuple[Condition, ...] = ()
    """The conditions of the services; the request form asks those of the services chosen (R79)."""
    request_forms: tuple[RequestForm, ...] = ()
    """The forms a request can be taken in, where there are several; the first is the usual one (R58)."""
    places: tuple[Coded, ...] = ()
    """Where a person can be received; the codes are common to all packs, the first is the usual one (R32)."""
    services: tuple[Service, ...] = ()
    """The catalogue of services, each of one kind (R42)."""
    change_note: Label | None = None
    """What this version changes, for whoever worked with the one before (R23)."""
    aims: tuple[Aim, ...] = ()
    fact_sheets: tuple[FactSheet, ...] = ()
    """The services, each with what it is, for whom, and on which conditions (R38)."""
    letters: dict[str, str] = msgspec.field(default_factory=dict)
    """Letters of the association's own, their TOML by kind; publishing puts those of the pack's folder in here."""
    regulations: tuple[Label, ...] = ()
    """The regulations that bind the service (R101); a list of the product where the text names none."""

    def rule(self, deed: str) -> DeedRule | None:
        """Return the rule of a deed; ``None`` where the policy knows no such deed."""
        return next((rule for rule in self.deeds if rule.kind == deed), None)

    def step(self, position: int) -> Step:
        """Return the step at a position, counted from 1."""
        return next(step for step in self.steps if step.position == position)

    def findings(self) -> tuple[Lint, ...]:
        """Return the doubts written in the pack, and those that the program itself computes."""
        approval = self.approval
        wrong = approval.weekday_agrees() is False
        return self.lints + ((Lint("weekday_mismatch", approval.line or 0, approval.raw),) if wrong else ())

    def words(self, section: str) -> tuple[Term, ...]:
        """Return the words for the person in a part of the text, in its order; the pack's first word elsewhere."""
        names = self.sections.get(section, ())
        return tuple(word for name in names if (word := self.terms.word(name))) or (self.terms.person,)

    def part_of(self, deed: str) -> str:
        """Return the part of the text that a deed's words follow: the request form, or the code of the deed's step."""
        rule = self.rule(deed)
        return "request_form" if deed == "capture" or rule is None else self.step(rule.step).code

    @property
    def request_form(self) -> str:
        """The name of the definition of the association's request form; of several, the usual one."""
        return next(tool.form for tool in self.tools if tool.kind == "form")

    @property
    def papers(self) -> Documents:
        """The documents with those that prove the conditions of services."""
        proving = [Requirement(it.document, it.field, MET) for it in self.conditions if it.document]
        return msgspec.structs.replace(self.documents, required=(*self.documents.required, *proving))

    def chosen_form(self, code: str) -> str:
        """Return the name of the definition of a request form by its code; the usual one's where there is no such."""
        return next((item.form for item in self.request_forms if item.code == code), self.request_form)


def load_pack(path: Path) -> Pack:
    """Read a pack from its TOML file.

    Raises:
        Unusable: the file is missing, no TOML, breaks the shape, or speaks of deeds or conditions nobody knows.
    """
    try:
        return read_pack(path.read_bytes(), path.parent.name)
    except OSError as wrong:
        raise Unusable("policy.pack_unreadable", pack=path.parent.name) from wrong


def read_pack(text: bytes, name: str) -> Pack:
    """Read a pack from the bytes of its file; ``name`` is what messages call it.

    Raises:
        Unusable: no TOML, breaks the shape, or speaks of deeds or conditions nobody knows.
    """
    pack = decode_pack(text, name)
    for what in strangers(pack):
        raise Unusable("policy.pack_wrong", pack=pack.slug, what=what)
    return pack


def decode_pack(text: bytes, name: str) -> Pack:
    """Read the shape of a pack without asking whether its rules name what the program knows.

    Raises:
        Unusable: no TOML, breaks the shape, or a date in it is none.
    """
    try:
        pack = msgspec.convert(tomllib.loads(text.decode("utf-8")), Pack)
        pack.approval.readings()
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise Unusable("policy.pack_unreadable", pack=name) from wrong
    except (msgspec.ValidationError, HijriError, ValueError) as wrong:
        raise Unusable("policy.pack_wrong", pack=name, what=str(wrong)) from wrong
    return pack


def strangers(pack: Pack) -> list[str]:
    """Return what the rules of a pack name without anybody knowing it."""
    positions = {step.position for step in pack.steps}
    found: list[str] = []
    for rule in pack.deeds:
        names = {rule.kind, *rule.after, *rule.until}
        found += sorted(names - set(DEEDS)) + sorted(set(rule.needs) - set(CONDITIONS))
        above = {other.kind for other in pack.deeds[: pack.deeds.index(rule)]}
        found += [f"{rule.kind}: {other}" for other in rule.after if other not in above]
        if rule.step not in positions:
            found.append(f"{rule.kind}: {rule.step}")
    if sorted(positions) != list(range(1, len(pack.steps) + 1)):
        found.append("steps")
    found += pack.approval.strangers()
    found += [name for name in pack.activation if not name.startswith(ACTIVATION)]
    found += [item.kind for item in pack.exemptions if pack.rule(item.kind) is None]
    found += pack.eligibility.strangers() if pack.eligibility else []
    found += [item.kind for item in pack.services if item.kind not in {kind.code for kind in pack.service_kinds}]
    if pack.request_forms and pack.request_forms[0].form != pack.request_form:
        found.append(f"request_forms: {pack.request_forms[0].form}")
    for name, codes in (
        ("request_forms", pack.request_forms),
        ("places", pack.places),
        ("conditions", pack.conditions),
    ):
        found += [f"{name}: {code}" for code in _twice(item.code for item in codes)]
    found += [f"places: {item.code}" for item in pack.places if item.code not in PLACES]
    found += [f"{aim.code}: {aim.clause}" for aim in pack.aims if aim.clause not in pack.headings]
    found += [name for names in pack.sections.values() for name in names if pack.terms.word(name) is None]
    return found + sorted(set(pack.forms) - set(DEEDS))


def _twice(codes: Iterable[str]) -> list[str]:
    """Return the codes that are there more than once."""
    return sorted(code for code, times in Counter(codes).items() if times > 1)


def shipped_packs() -> tuple[str, ...]:
    """Return the slugs of the packs that come with the program."""
    return tuple(sorted(path.parent.name for path in resource("packs").glob("*/pack.toml")))


def shipped_pack(slug: str) -> Pack:
    """Return a pack that comes with the program.

    Raises:
        Unusable: there is no such pack.
        DamagedFile: its file is not the one that was released (R20).
    """
    text = shipped_text(slug)
    if hashlib.sha256(text).hexdigest() != SHA256.get(slug):
        raise DamagedFile("policy.pack_edited", pack=slug)
    return read_pack(text, slug)


def shipped_text(slug: str) -> bytes:
    """Return the file of a pack that comes with the program, line ends as they were released.

    Raises:
        Unusable: there is no such pack.
    """
    if slug not in shipped_packs():
        raise Unusable("policy.no_such_pack", pack=slug)
    return resource("packs", slug, "pack.toml").read_bytes().replace(b"\r\n", b"\n")
