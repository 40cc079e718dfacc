"""Is a document valid on the day it is shown, and does it fit? Pure rules; lists and ages are the pack's.

The last day printed is still valid. Ages count from the day of issue (R64; ages are product defaults).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from watan_desk.capture.records import DocumentCheck
from watan_desk.policy.pack import Documents, Requirement

SOON = timedelta(days=30)
GOOD = frozenset({"valid", "expiring", "no_expiry"})
MATCHING = frozenset({"match", "minor"})


@dataclass(frozen=True)
class OpenDocument:
    """A document that keeps a request from being complete: its kind and why."""

    kind: str
    why: str
    """``missing``, ``expired``, ``too_old``, ``unknown``, ``mismatch`` or ``not_legible``."""


def judge(kind: str, issued_on: date | None, expires_on: date | None, shown_on: date, rules: Documents) -> str:
    """Return the validity of a document on the day it is shown; ``unknown`` when the dates do not tell."""
    if expires_on is not None:
        if shown_on > expires_on:
            return "expired"
        return "expiring" if expires_on - shown_on <= SOON else "valid"
    limit = rules.max_age_days.get(kind)
    if limit is not None:
        if issued_on is None:
            return "unknown"
        return "too_old" if shown_on - issued_on > timedelta(days=limit) else "valid"
    return "no_expiry" if kind in rules.no_expiry else "unknown"


def settled(judged: str, given: str) -> str:
    """Return the validity to record: what the dates say, or the delegate's own word where they are silent."""
    return given if judged == "unknown" and given else judged


def required_kinds(answers: Mapping[str, Any], rules: Documents) -> tuple[str, ...]:
    """Return the kinds of document a request must show by its own answers, each once."""
    kinds = [rule.kind for rule in rules.required if _holds(answers.get(rule.field), rule)]
    return tuple(dict.fromkeys(kinds))


def open_documents(
    answers: Mapping[str, Any], documents: Iterable[DocumentCheck], rules: Documents
) -> tuple[OpenDocument, ...]:
    """Return what still keeps the documents of a request from being complete, required ones first."""
    standing = {check.kind: check for check in documents if not check.superseded}
    required = required_kinds(answers, rules)
    missing = [OpenDocument(kind, "missing") for kind in required if kind not in standing]
    return tuple(missing + [OpenDocument(check.kind, why) for check in standing.values() if (why := fault(check))])


def fault(check: DocumentCheck) -> str:
    """Return why a document does not count, or an empty text."""
    if check.match not in MATCHING:
        return check.match
    return "" if check.validity in GOOD else check.validity


def _holds(answer: Any, rule: Requirement) -> bool:
    if rule.given:
        return bool(answer)
    if rule.starts:
        return str(answer or "").startswith(rule.starts)
    return rule.value in answer if isinstance(answer, list) else rule.value == answer
