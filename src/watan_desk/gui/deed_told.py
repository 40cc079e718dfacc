"""What a page tells beside a deed's form, and what it shows of a deed that is recorded. It says what the case holds."""

from collections.abc import Callable, Mapping
from typing import Any

from watan_desk.dossier.records import Dossier
from watan_desk.eligibility.rules import required_mechanisms, unproven
from watan_desk.gui.case_view import CaseView
from watan_desk.gui.keeping import capital
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.about import Told
from watan_desk.policy.conditions import asked as asked_conditions
from watan_desk.policy.office import Office, reply_limits

Fact = tuple[str, str]
Facts = list[Fact]

_RECORDS: Mapping[str, str] = {
    "open": "visits",
    "check": "data_checks",
    "clarify": "referrals",
    "attest": "attestations",
    "raise": "raisings",
    "notify": "notifications",
    "register": "registrations",
    "deliver": "deliveries",
    "rate": "surveys",
    "explain": "explanations",
    "need": "needs",
    "link": "links",
    "gather": "gatherings",
    "assess": "assessments",
    "urgent": "urgent_help",
}


def recorded(case: CaseView, deed: str) -> Mapping[str, Any]:
    """Return the answers of the newest record of a deed; nothing where it has none."""
    dossier = case.dossier
    if deed == "consent":
        return _consents(dossier)
    if deed == "answer":
        replies = [each.reply_answers for each in dossier.referrals if each.reply_answers]
        return replies[-1] if replies else {}
    if deed in {"examine", "visit"}:
        sheets = [each.answers for each in dossier.examinations if ("place_kind" in each.answers) == (deed == "visit")]
        return sheets[-1] if sheets else {}
    kept = getattr(dossier, _RECORDS[deed]) if deed in _RECORDS else ()
    answers: Mapping[str, Any] = kept[-1].answers if kept else {}
    return answers


def told_about(office: Office, case: CaseView, deed: str, look: Look) -> Told:
    """Return what to tell about a deed of a case."""
    sentence = look.say(f"gui_case.about.{_manner(office, deed)}", **_words(office, look))
    facts = _FACTS[deed](office, case, look) if deed in _FACTS else []
    return Told(capital(look.say(f"deed.{deed}")), (sentence,), tuple(facts))


def _manner(office: Office, deed: str) -> str:
    """Return which sentence a deed is told by: an association without a period of the reply hears nothing of one."""
    if deed == "raise" and reply_limits(office) == (None, None) and not office.pack.wait.max_setting:
        return "raise_plain"
    return "notify_plain" if deed == "notify" and office.pack.wait.min_days is None else deed


def _words(office: Office, look: Look) -> dict[str, str]:
    terms, lang = office.pack.terms, look.lang
    officer = terms.referral_officer or terms.relations_officer
    return {
        "body": terms.decision_body.text(lang),
        "officer": officer.text(lang),
        "association": office.pack.identity.short_name.text(lang),
    }


def _consents(dossier: Dossier) -> Mapping[str, str]:
    found = {each.purpose: each.choice for each in dossier.consents}
    methods = [each.method for each in dossier.consents if each.purpose == "privacy_notice"]
    who = {"applicant_capacity": dossier.consents[-1].capacity} if dossier.consents else {}
    return {**found, **who, "privacy_notice": methods[-1]} if methods else {}


def _question(office: Office, case: CaseView, look: Look) -> Facts:  # noqa: ARG001 - the shape of all of them
    asked = case.dossier.open_referral
    return [(look.say("gui_case.fact.question"), asked.question)] if asked else []


def _raised(office: Office, case: CaseView, look: Look) -> Facts:
    raised = case.dossier.raising
    if raised is None:
        return _rule_of_reply(office, look)
    facts = [(look.say("gui_case.fact.raised_on"), look.both_days(raised.raised_on))]
    if raised.earliest_reply is not None:
        facts.append((look.say("gui_case.fact.earliest"), look.both_days(raised.earliest_reply)))
    if raised.latest_reply is not None:
        facts.append((look.say("gui_case.fact.latest"), look.both_days(raised.latest_reply)))
    return facts


def _rule_of_reply(office: Office, look: Look) -> Facts:
    """Return how long the reply takes at least or at most, where policy or association say so."""
    limits = zip(("gui_case.fact.floor", "gui_case.fact.ceiling"), reply_limits(office), strict=True)
    return [(look.say(key), look.say("gui_case.days", count=days)) for key, days in limits if days is not None]


def _assessed(office: Office, case: CaseView, look: Look) -> Facts:
    """Return what is still asked for: sources, ways of verifying, criteria; and what is stated without proof."""
    rules = office.pack.eligibility
    if rules is None:
        return []
    unproved = [item.label.text(look.lang) for item in unproven(rules, case.dossier.gatherings)]
    answers = case.dossier.request.answers if case.dossier.request else {}
    asked = [item.label.text(look.lang) for item in required_mechanisms(rules, answers)]
    joint = look.say("common.list_joint")
    facts = [(look.say("gui_case.fact.mechanisms"), joint.join(asked))] if asked else []
    for item in asked_conditions(office.pack, answers):
        said = office.choice_label("capture", item.field, str(answers[item.field]))[look.lang]
        facts.append((item.label.text(look.lang), said))
    return facts + ([(look.say("gui_case.fact.unproven"), joint.join(unproved))] if unproved else [])


def _decided(office: Office, case: CaseView, look: Look) -> Facts:
    decided = case.dossier.decision
    if decided is None:
        return _raised(office, case, look)
    facts = [
        (look.say("gui_case.fact.outcome"), look.say(f"gui_case.outcome.{decided.outcome}")),
        (look.say("gui_case.fact.decided_on"), look.both_days(decided.decided_on)),
    ]
    if decided.session_no:
        by_session = "session_no" in office.pack.wording.get("session_phrase", "")
        named = "gui_case.fact.session" if by_session else "gui_case.fact.decision_no"
        facts.append((look.say(named), decided.session_no))
    if decided.reason:
        reasons = {each.code: each.label.text(look.lang) for each in office.pack.reasons}
        facts.append((look.say("gui_case.fact.reason"), reasons.get(decided.reason, decided.reason)))
    if decided.override_reason:
        facts.append((look.say("gui_case.fact.override"), decided.override_reason))
    if case.dossier.notification is None:
        facts += _raised(office, case, look)[1:]
    return facts


def _delivered(office: Office, case: CaseView, look: Look) -> Facts:
    days = [look.both_days(each.delivered_on) for each in case.dossier.deliveries]
    bound = [item.text(look.lang) for item in office.pack.regulations]
    facts = [(look.say("gui_case.fact.delivered_on"), day) for day in days]
    return facts + [(look.say("gui_case.fact.regulation"), title) for title in bound]


_FACTS: Mapping[str, Callable[[Office, CaseView, Look], Facts]] = {
    "answer": _question,
    "raise": _raised,
    "decide": _decided,
    "notify": _decided,
    "register": _decided,
    "deliver": _delivered,
    "rate": _delivered,
    "gather": _assessed,
    "examine": _assessed,
    "visit": _assessed,
    "assess": _assessed,
}
