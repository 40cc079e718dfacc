"""What a page shows of one case, read off the GUI thread in one go, and which page a deed has."""

from collections.abc import Mapping
from dataclasses import dataclass

from watan_desk.common.errors import Missing
from watan_desk.dossier.records import Dossier
from watan_desk.letter.allowed import require_letter
from watan_desk.letter.case_letter import case_letter
from watan_desk.letter.records import Letter
from watan_desk.letter.values import Sources
from watan_desk.policy.journey import Facts, StepView, lacking, stepper
from watan_desk.policy.office import Office
from watan_desk.policy.pack import Pack
from watan_desk.wiring import Desk

SHEET = "L03"
"""The letter that is the attestation's sheet."""
DATA_DEEDS = frozenset({"capture", "document"})
"""The deeds of the page that holds request form and documents."""
_MENDED_BY: Mapping[str, str] = {
    "answer": "capture",
    "wrong_answer": "capture",
    "document": "capture",
    "source": "gather",
    "mechanism": "examine",
    "criterion": "assess",
    "open_clarification": "answer",
    "attestation": "attest",
    "attestation_refused": "attest",
    "attestation_stale": "attest",
    "came_of_age": "attest",
    "consent_anew": "consent",
    "no_decision": "decide",
}
"""Of what a deed may lack, the deed that brings it; faults of documents count as ``document``."""


@dataclass(frozen=True)
class CaseView:
    """A case as it stood when it was read."""

    dossier: Dossier
    facts: Facts
    steps: tuple[StepView, ...]
    letters: tuple[Letter, ...]
    office: Office
    """Under the version of the policy that the case was opened with (R14), and with its own request form (R58)."""

    @property
    def pack(self) -> Pack:
        """That version."""
        return self.office.pack

    @property
    def number(self) -> str:
        """The case's number."""
        return self.dossier.case.number

    def letter(self, kind: str) -> Letter | None:
        """Return the newest valid letter of a kind."""
        found = [each for each in self.letters if each.kind == kind and each.status == "issued"]
        return found[-1] if found else None


def read_case(desk: Desk, number: str) -> CaseView:
    """Read a case; runs off the GUI thread.

    Raises:
        Unusable: this desk has no such case.
    """
    dossier = desk.dossier(number)
    facts = desk.facts(dossier)
    office = desk.offices.of_case(dossier.case, desk.granted)
    return CaseView(dossier, facts, stepper(office.pack, facts), tuple(desk.letters(number)), office)


def attestation_text(desk: Desk, case: CaseView) -> str:
    """Return the running text of the attestation's sheet as it would be printed now; runs off the GUI thread.

    Raises:
        NotYet, Refused: there is nothing to attest yet; names what is missing.
    """
    require_letter(SHEET, case.pack, case.dossier, case.facts)
    sources = Sources(case.dossier, case.office, case.letters, desk.clock.now())
    text = case_letter(SHEET, sources)
    return "\n".join(paragraph.text for paragraph in text.paragraphs)


def next_deed(pack: Pack, facts: Facts) -> str:
    """Return the deed a case waits for: an open question's answer, else the first obligatory one not done.

    A case that came to its end waits for nothing more; its last deed is returned: a refusal told, or the survey.
    """
    if not facts.missing.get("open_clarification") and "clarify" in facts.done:
        return "answer"
    if "notify" in facts.done and facts.missing.get("accepted"):
        return "notify"
    waiting = [rule.kind for rule in pack.deeds if not rule.optional and rule.kind not in facts.done]
    return waiting[0] if waiting else pack.deeds[-1].kind


def after_data(pack: Pack) -> str:
    """Return the deed that closes the data of a request: the first obligatory one behind them in the pack."""
    kinds = [rule.kind for rule in pack.deeds if not rule.optional]
    behind = kinds[kinds.index("capture") + 1 :]
    return next(kind for kind in behind if kind not in DATA_DEEDS)


def deed_of_step(pack: Pack, facts: Facts, position: int) -> str:
    """Return the deed that a step opens with: the first that may be done now, else the first open, else its last.

    What a step only offers comes after what it asks for.
    """
    rules = sorted((rule for rule in pack.deeds if rule.step == position), key=lambda rule: rule.optional)
    asked = [rule.kind for rule in rules if not rule.optional] or [rule.kind for rule in rules]
    allowed = [kind for kind in asked if kind not in facts.done and not lacking(pack, kind, facts)]
    still = [kind for kind in asked if kind not in facts.done]
    return (allowed or still or asked[-1:])[0]


def offered_deeds(pack: Pack, facts: Facts, position: int) -> tuple[str, ...]:
    """Return the deeds that a step, or the one before it, offers beyond what it asks for and that may be done now.

    Documents have a list of their own, and a referral its own button.
    """
    own, here = {*DATA_DEEDS, "clarify", "answer"}, {position - 1, position}
    rules = [rule for rule in pack.deeds if rule.step in here and rule.optional and rule.kind not in own]
    return tuple(rule.kind for rule in rules if not lacking(pack, rule.kind, facts))


def comes_first(pack: Pack, missing: tuple[Missing, ...]) -> str:
    """Return the deed that brings the first thing a barred deed waits for; empty where only time or others bring it."""
    for item in missing:
        kind = "document" if item.code.startswith("document") else item.code
        deed = str(item.params.get("deed_kind") or item.params.get("deed") or _MENDED_BY.get(kind, ""))
        if deed and pack.rule(deed) is not None:
            return deed
    return ""


def page_of(deed: str) -> str:
    """Return the name of the page on which a deed is done."""
    if deed in DATA_DEEDS:
        return "case"
    return "attestation" if deed == "attest" else "deed"
