"""What a pack gets wrong though its shape is right: names nobody knows, order that cannot be, dates that are none.

Each is found with its place and told with its cure, before the pack is published and not when a delegate works by it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from watan_desk.common.clock import is_iso_day
from watan_desk.common.hijri import HijriError, parse_hijri, to_gregorian
from watan_desk.policy.activation import GRANTS, RETIRED
from watan_desk.policy.approval import WEEKDAYS, Approval
from watan_desk.policy.eligibility import Eligibility
from watan_desk.policy.office import SETTINGS
from watan_desk.policy.pack import ACTIVATION, CONDITIONS, DEEDS, PLACES, DeedRule, Pack
from watan_desk.policy.parts import Label
from watan_desk.policy.shape import Fault, Place, nearest

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_ALIAS = re.compile(r"[A-Z]{2}\Z")
_NEEDED = ("open", "capture", "decide", "notify")
"""The deeds without which no journey goes from the door to an answer."""


def rule_faults(pack: Pack) -> tuple[Fault, ...]:
    """Return everything in a pack that its shape allows and the program cannot work by."""
    return (
        *_about(pack),
        *_labels(pack),
        *_codes(pack),
        *_steps(pack),
        *_deeds(pack),
        *_asked(pack),
        *_wait(pack),
        *_words(pack),
        *_lists(pack),
        *_verification(pack.eligibility),
        *_approval(pack.approval),
    )


def _about(pack: Pack) -> Iterator[Fault]:
    if not _SLUG.match(pack.slug):
        yield Fault("bad_slug", ("slug",), {"what": pack.slug})
    if not pack.version.strip() or pack.version != pack.version.strip():
        yield Fault("bad_version", ("version",), {"what": pack.version})
    if not _SHA256.match(pack.source_sha256):
        yield Fault("bad_sha256", ("source_sha256",))
    if pack.identity.registration_kind != "none" and not pack.identity.registration_text.strip():
        yield Fault("no_registration_text", ("identity",), {"what": pack.identity.registration_kind})
    if pack.discreet and not _ALIAS.match(pack.discreet.alias_letters):
        yield Fault("bad_alias_letters", ("discreet", "alias_letters"), {"what": pack.discreet.alias_letters})


def _labels(pack: Pack) -> Iterator[Fault]:
    """Yield every text in both languages of which one is blank."""
    for place, label in _found_labels(pack, ()):
        for lang in ("ar", "en"):
            if not label.text(lang).strip():
                yield Fault("blank_text", (*place, lang), {"what": lang})


def _found_labels(part: object, at: Place) -> Iterator[tuple[Place, Label]]:
    if isinstance(part, Label):
        yield at, part
    elif isinstance(part, tuple):
        for place, each in enumerate(part):
            yield from _found_labels(each, (*at, place))
    elif isinstance(part, dict):
        for name, each in part.items():
            yield from _found_labels(each, (*at, name))
    else:
        for name in getattr(part, "__struct_fields__", ()):
            yield from _found_labels(getattr(part, name), (*at, name))


def _codes(pack: Pack) -> Iterator[Fault]:
    """Yield the codes that stand twice in a list: a choice could not be told from another."""
    rules = pack.eligibility
    lists: dict[Place, Iterable[str]] = {
        ("channels",): (item.code for item in pack.channels),
        ("categories",): (item.code for item in pack.categories),
        ("reasons",): (item.code for item in pack.reasons),
        ("purposes",): (item.code for item in pack.purposes),
        ("service_kinds",): (item.code for item in pack.service_kinds),
        ("services",): (item.code for item in pack.services),
        ("aims",): (item.code for item in pack.aims),
        ("fact_sheets",): (item.code for item in pack.fact_sheets),
        ("defaults",): (item.code for item in pack.defaults),
        ("request_forms",): (item.code for item in pack.request_forms),
        ("places",): (item.code for item in pack.places),
        ("conditions",): (item.code for item in pack.conditions),
        ("deeds",): (rule.kind for rule in pack.deeds),
        ("steps",): (step.code for step in pack.steps),
    }
    if rules:
        named = (("sources", rules.sources), ("data", rules.data), ("mechanisms", rules.mechanisms))
        lists |= {("eligibility", name): (item.code for item in items) for name, items in named}
        lists[("eligibility", "criteria")] = (item.code for item in rules.criteria)
    for place, codes in lists.items():
        for code in (code for code, times in Counter(codes).items() if times > 1):
            yield Fault("twice", place, {"what": code})
    for name in ("channels", "steps", "deeds"):
        if not getattr(pack, name):
            yield Fault("empty_list", (name,))


def _steps(pack: Pack) -> Iterator[Fault]:
    positions = [step.position for step in pack.steps]
    if sorted(positions) != list(range(1, len(positions) + 1)):
        yield Fault("positions", ("steps",), {"what": ", ".join(map(str, positions)), "count": len(positions)})


def _deeds(pack: Pack) -> Iterator[Fault]:
    positions = {step.position for step in pack.steps}
    kinds = [rule.kind for rule in pack.deeds]
    for name in (name for name in _NEEDED if name not in kinds):
        yield Fault("no_deed", ("deeds",), {"what": name})
    for place, rule in enumerate(pack.deeds):
        at: Place = ("deeds", place)
        if rule.kind not in DEEDS:
            yield Fault("unknown_deed", (*at, "kind"), {"what": rule.kind, "known": nearest(rule.kind, DEEDS)})
        if rule.step not in positions:
            known = ", ".join(map(str, sorted(positions)))
            yield Fault("no_such_step", (*at, "step"), {"what": rule.step, "known": known})
        yield from _order(rule, kinds, place)
        for need in (need for need in rule.needs if need not in CONDITIONS):
            yield Fault("unknown_condition", (*at, "needs"), {"what": need, "known": nearest(need, CONDITIONS)})
    for place, item in enumerate(pack.exemptions):
        if item.kind not in kinds:
            yield Fault("unknown_deed", ("exemptions", place), {"what": item.kind, "known": nearest(item.kind, kinds)})
        yield from _settings((item.setting,), ("exemptions", place, "setting"))
    for deed in (deed for deed in pack.forms if deed not in DEEDS):
        yield Fault("unknown_deed", ("forms", deed), {"what": deed, "known": nearest(deed, DEEDS)})


def _order(rule: DeedRule, kinds: list[str], place: int) -> Iterator[Fault]:
    """Yield the deeds that a rule waits for or is closed by and that the journey does not have, or not above it."""
    for name, others in (("after", rule.after), ("until", rule.until)):
        for other in others:
            params = {"what": other, "known": nearest(other, kinds)}
            if other not in kinds:
                yield Fault("unknown_deed", ("deeds", place, name), params)
            elif name == "after" and other not in kinds[:place]:
                yield Fault("deed_below", ("deeds", place, name), {"what": other, "deed": rule.kind})


def _asked(pack: Pack) -> Iterator[Fault]:
    """Yield the settings and grants that the pack asks for and nobody could enter or give."""
    for place, asked in enumerate(pack.activation):
        kind, _, name = asked.partition(":")
        at: Place = ("activation", place)
        if f"{kind}:" not in ACTIVATION:
            yield Fault("bad_activation", at, {"what": asked})
        elif kind == "setting":
            yield from _settings((name,), at)
        elif name == RETIRED:
            yield Fault("retired_grant", at, {"what": name})
        elif name not in GRANTS:
            yield Fault("unknown_grant", at, {"what": name, "known": nearest(name, GRANTS)})
    yield from _settings(pack.identity.needed, ("identity", "needed"))


def _settings(names: Iterable[str], at: Place) -> Iterator[Fault]:
    for name in names:
        if name not in SETTINGS:
            yield Fault("unknown_setting", at, {"what": name, "known": nearest(name, SETTINGS)})


def _wait(pack: Pack) -> Iterator[Fault]:
    wait = pack.wait
    for name, days in (("min_days", wait.min_days), ("max_days", wait.max_days)):
        if days is not None and days < 0:
            yield Fault("negative_days", ("wait", name), {"what": days})
    if wait.min_days is not None and wait.max_days is not None and wait.min_days > wait.max_days:
        yield Fault("wait_crossed", ("wait",), {"least": wait.min_days, "most": wait.max_days})
    if wait.max_setting and SETTINGS.get(wait.max_setting) != "days":
        known = [name for name, kind in SETTINGS.items() if kind == "days"]
        params = {"what": wait.max_setting, "known": nearest(wait.max_setting, known)}
        yield Fault("unknown_setting", ("wait", "max_setting"), params)
    for kind, days in pack.documents.max_age_days.items():
        if days <= 0:
            yield Fault("negative_days", ("documents", "max_age_days", kind), {"what": days})


def _words(pack: Pack) -> Iterator[Fault]:
    known = ["person", "visitor", "applicant", *pack.terms.more]
    for part, names in pack.sections.items():
        for name in (name for name in names if name not in known):
            yield Fault("unknown_word", ("sections", part), {"what": name, "known": nearest(name, known)})
    for place, aim in enumerate(pack.aims):
        if aim.clause not in pack.headings:
            params = {"what": aim.clause, "known": nearest(aim.clause, pack.headings)}
            yield Fault("unknown_heading", ("aims", place, "clause"), params)


def _lists(pack: Pack) -> Iterator[Fault]:
    """Yield what one list names and the list it belongs to does not have."""
    kinds = [kind.code for kind in pack.service_kinds]
    for place, service in enumerate(pack.services):
        if service.kind not in kinds:
            params = {"what": service.kind, "known": nearest(service.kind, kinds)}
            yield Fault("unknown_service_kind", ("services", place, "kind"), params)
    for place, item in enumerate(pack.places):
        if item.code not in PLACES:
            yield Fault("unknown_place", ("places", place), {"what": item.code, "known": nearest(item.code, PLACES)})
    if not any(tool.kind == "form" for tool in pack.tools):
        yield Fault("no_request_form", ("tools",))
    elif pack.request_forms and pack.request_forms[0].form != pack.request_form:
        yield Fault("request_form_order", ("request_forms", 0, "form"), {"what": pack.request_form})


def _verification(rules: Eligibility | None) -> Iterator[Fault]:
    """Yield the mechanisms and groups that the matrix and the criteria name without their lists knowing them."""
    if rules is None:
        return
    ways, groups = [way.code for way in rules.mechanisms], [group.code for group in rules.groups]
    for place, cell in enumerate(rules.matrix):
        for code in (code for code in cell.mechanisms if code not in ways):
            params = {"what": code, "known": nearest(code, ways)}
            yield Fault("unknown_mechanism", ("eligibility", "matrix", place), params)
    for place, criterion in enumerate(rules.criteria):
        if criterion.group not in groups:
            params = {"what": criterion.group, "known": nearest(criterion.group, groups)}
            yield Fault("unknown_group", ("eligibility", "criteria", place), params)


def _approval(approval: Approval) -> Iterator[Fault]:
    days = ("gregorian", "in_force_from", "published_on")
    for name in (name for name in days if getattr(approval, name) and not is_iso_day(getattr(approval, name))):
        yield Fault("bad_day", ("approval", name), {"what": getattr(approval, name)})
    if approval.hijri and not _is_hijri(approval.hijri):
        yield Fault("bad_hijri", ("approval", "hijri"), {"what": approval.hijri})
    if approval.weekday not in {"", *WEEKDAYS}:
        known = nearest(approval.weekday, WEEKDAYS)
        yield Fault("bad_weekday", ("approval", "weekday"), {"what": approval.weekday, "known": known})
    if approval.numerals and Approval(numerals=approval.numerals).strangers():
        yield Fault("bad_numerals", ("approval", "numerals"), {"what": approval.numerals})
    if not approval.raw.strip() and (approval.hijri or approval.gregorian or approval.numerals):
        yield Fault("no_raw", ("approval",))


def _is_hijri(text: str) -> bool:
    try:
        to_gregorian(parse_hijri(text))
    except HijriError:
        return False
    return True
