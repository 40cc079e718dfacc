"""What the sheets about the policy say, on the screen and on paper; who draws them is another matter.

No sheet says anything about a person, and what the product decides is never shown as policy (R95).
"""

from dataclasses import dataclass
from datetime import date

from watan_desk.common.arabic import ltr
from watan_desk.common.messages import say
from watan_desk.policy.office import Office
from watan_desk.policy.pack import Pack
from watan_desk.policy.parts import Label
from watan_desk.policy.telling import approval_sentences, settled_sentences

RIGHTS = (
    "respect",
    "time",
    "answer",
    "information",
    "equal",
    "privacy",
    "copy",
    "correct",
    "status",
    "reasons",
    "complain",
    "suggest",
    "rate",
    "help",
)
"""The rights on the card (R24), in the order they are explained; each stands in ``sheet.right.<name>``."""

KINDS = ("rights", "standards", "services", "regulations", "defaults", "public")


@dataclass(frozen=True)
class Section:
    """A part of a sheet: a heading, lines, and a table whose columns stand in reading order."""

    heading: str = ""
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    shares: tuple[float, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A whole sheet; ``version`` is that of the policy it speaks of."""

    kind: str
    title: str
    version: str
    sections: tuple[Section, ...]
    signed: bool = False
    """Whether there is a place to sign: the board's approval of the product's decisions."""


def sheet(kind: str, office: Office, lang: str) -> Sheet:
    """Return a sheet of one of ``KINDS`` in ``ar`` or ``en``."""
    made = {
        "rights": _rights,
        "standards": _standards,
        "services": _services,
        "regulations": _regulations,
        "defaults": _defaults,
        "public": _public,
    }[kind]
    pack = office.pack
    return Sheet(kind, say(f"sheet.{kind}", lang), pack.version, made(office, lang), signed=kind == "defaults")


def _rights(office: Office, lang: str) -> tuple[Section, ...]:
    words, phone = _words(office.pack, lang), office.branch_phone
    lines = [say(f"sheet.right.{name}", lang, **words, phone=phone) for name in RIGHTS]
    about = (_default_line(lang), say("sheet.rights_about", lang, **words))
    return (Section(lines=about), _numbered(say("sheet.rights_list", lang, **words), lines, lang))


def _standards(office: Office, lang: str) -> tuple[Section, ...]:
    """Every declared aim under its clause, in our words, and beside it what this office does about it (R102)."""
    pack = office.pack
    clauses = tuple(dict.fromkeys(aim.clause for aim in pack.aims))
    heads = tuple(say(f"sheet.{name}", lang) for name in ("aim", "standard"))
    sections = [Section(lines=(say("sheet.standards_about", lang, product=_default_line(lang)),))]
    for clause in clauses:
        rows = tuple((aim.text.text(lang), aim.standard.text(lang)) for aim in pack.aims if aim.clause == clause)
        sections.append(Section(pack.headings[clause].text(lang), (), heads, rows, (5, 6)))
    return tuple(sections)


def _services(office: Office, lang: str) -> tuple[Section, ...]:
    """What each service is, for whom, and on which conditions (R38)."""
    found = []
    for fact in office.pack.fact_sheets:
        lines = (
            say("sheet.what", lang, what=fact.what.text(lang)),
            say("sheet.whom", lang, whom=fact.whom.text(lang)),
            say("sheet.conditions", lang),
            *(say("sheet.condition", lang, condition=item.text(lang)) for item in fact.conditions),
        )
        found.append(Section(fact.title.text(lang), lines))
    return (Section(lines=(say("sheet.services_about", lang), _default_line(lang))), *found)


def _regulations(office: Office, lang: str) -> tuple[Section, ...]:
    listed = [item.text(lang) for item in office.pack.regulations]
    about = Section(lines=(say("sheet.regulations_about", lang), _default_line(lang)))
    return (about, _numbered("", listed, lang)) if listed else (about, Section(lines=(say("sheet.none", lang),)))


def _defaults(office: Office, lang: str) -> tuple[Section, ...]:
    """What the product decides because the policy is silent, for the board to approve (R95)."""
    items = office.pack.defaults
    heads = tuple(say(f"sheet.{name}", lang) for name in ("number", "decided", "board"))
    rows = tuple((str(place), item.label.text(lang), "") for place, item in enumerate(items, 1))
    about = (_default_line(lang), say("sheet.defaults_about", lang, count=len(items)))
    return (Section(lines=about), Section("", (), heads, rows, (1, 9, 3)))


def _public(office: Office, lang: str) -> tuple[Section, ...]:
    """The policy for the association's public site (R18): what the policy itself says; nobody is named."""
    pack, identity = office.pack, office.pack.identity
    contacts = [ltr(text) for text in (identity.email, identity.handle, identity.website) if text]
    about = [identity.registration_text] if identity.registration_text else []
    about += [_joined(contacts, lang)] if contacts else []
    approval = approval_sentences(pack.approval, lang)
    approval += settled_sentences(office.settlement, lang, reason=False) if office.settlement else []
    approval += _publication(office, lang)
    sections = [Section(identity.policy_title or identity.name, (identity.name, *about))]
    sections.append(Section(say("sheet.approval", lang), tuple(approval)))
    for clause in dict.fromkeys(aim.clause for aim in pack.aims):
        lines = [aim.text.text(lang) for aim in pack.aims if aim.clause == clause]
        sections.append(_numbered(pack.headings[clause].text(lang), lines, lang))
    for name, items in (("channels", pack.channels), ("tools", pack.tools)):
        sections.append(_numbered(_heading(pack, name, lang), [item.label.text(lang) for item in items], lang))
    steps = [f"{step.heading.text(lang)}: {step.summary.text(lang)}" for step in pack.steps]
    sections.append(_numbered(_heading(pack, "steps", lang), steps, lang))
    return (*sections, Section(lines=(say("sheet.public_about", lang),)))


def _publication(office: Office, lang: str) -> list[str]:
    """Return where and when the policy was published, as the pack or the association says."""
    approval, given = office.pack.approval, office.settings
    place = approval.published_at or given.get("publication_url", "")
    day = approval.published_on or given.get("publication_date", "")
    if place and day:
        return [say("sheet.published", lang, place=place, day=date.fromisoformat(day).strftime("%Y/%m/%d"))]
    return [say("sheet.not_published", lang)] if approval.to_publish else []


def _heading(pack: Pack, name: str, lang: str) -> str:
    found: Label | None = pack.headings.get(name)
    return found.text(lang) if found else say(f"sheet.{name}", lang)


def _numbered(heading: str, lines: list[str], lang: str) -> Section:
    numbered = (say("sheet.line", lang, number=place, text=text) for place, text in enumerate(lines, 1))
    return Section(heading, tuple(numbered))


def _default_line(lang: str) -> str:
    return say("sheet.product", lang)


def _words(pack: Pack, lang: str) -> dict[str, str]:
    term, body = pack.words("rights")[0], pack.terms.decision_body
    return {"person": term.text(lang), "to_person": term.to_m if lang == "ar" else term.en, "body": body.text(lang)}


def _joined(parts: list[str], lang: str) -> str:
    return say("common.list_joint", lang).join(parts)
