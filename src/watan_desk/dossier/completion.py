"""How far a request is complete: its data and its documents counted apart, each with what is still left (R65)."""

from dataclasses import dataclass
from datetime import datetime

from watan_desk.capture.validity import open_documents, required_kinds
from watan_desk.dossier.records import Dossier
from watan_desk.policy.office import Office


@dataclass(frozen=True)
class Figure:
    """How many of how many are as they should be."""

    fine: int
    of: int

    @property
    def left(self) -> int:
        """How many are missing or wrong."""
        return self.of - self.fine


@dataclass(frozen=True)
class Completion:
    """The two figures of a request."""

    data: Figure
    """Answers that must be given, or were given wrongly."""
    documents: Figure
    """Kinds of document that must be shown, or were shown."""


def completion(dossier: Dossier, office: Office, now: datetime) -> Completion:
    """Return the figures of a case's request as it stands at an instant."""
    kept = dossier.request.instance if dossier.request else None
    record = office.blank("capture", now=lambda: now, kept=kept)
    asked = [view for view in record.questions() if view.relevant and (view.required or view.problem)]
    answers, rules = dossier.request.answers if dossier.request else {}, office.pack.papers
    kinds = {*required_kinds(answers, rules), *(check.kind for check in dossier.standing_documents)}
    wrong = {item.kind for item in open_documents(answers, dossier.documents, rules)}
    return Completion(
        data=Figure(sum(view.problem is None for view in asked), len(asked)),
        documents=Figure(len(kinds - wrong), len(kinds)),
    )
