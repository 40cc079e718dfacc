"""What the verification of entitlement hands on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from watan_desk.store import tables
from watan_desk.store.rows import of_case


@dataclass(frozen=True)
class Gathering:
    """Data with their sources as they were written down together; a newer word on a datum counts."""

    id: str
    case_id: str
    answers: dict[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True)
class Examination:
    """The sheet of one mechanism: a desk check, an interview, a field visit, or one the pack adds."""

    id: str
    case_id: str
    mechanism: str
    held_on: date
    answers: dict[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True)
class Assessment:
    """Criteria with result and evidence, and the branch's advisory opinion; a newer result of a criterion counts."""

    id: str
    case_id: str
    opinion: str
    answers: dict[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True)
class SourceOf:
    """Where a datum comes from, and whether that proves it or it is only stated (R80, R82)."""

    datum: str
    source: str
    proven: bool
    evidence: str


@dataclass(frozen=True)
class ResultOf:
    """What an assessment says of a criterion."""

    criterion: str
    result: str
    evidence: str


def sources_in(gatherings: Iterable[Gathering]) -> dict[str, SourceOf]:
    """Return the newest source of each datum."""
    return {
        str(item["datum"]): SourceOf(
            str(item["datum"]), str(item["source"]), item.get("proven") == "yes", str(item.get("evidence", ""))
        )
        for gathering in gatherings
        for item in gathering.answers.get("sources", [])
    }


def results_in(assessments: Iterable[Assessment]) -> dict[str, ResultOf]:
    """Return the newest result of each criterion."""
    return {
        str(item["criterion"]): ResultOf(str(item["criterion"]), str(item["result"]), str(item["evidence"]))
        for assessment in assessments
        for item in assessment.answers.get("criteria", [])
    }


def gatherings_of(connection: sa.Connection, case_id: str) -> tuple[Gathering, ...]:
    """Return what was gathered in a case, oldest first."""
    return of_case(connection, tables.gathering, Gathering, case_id)


def examinations_of(connection: sa.Connection, case_id: str) -> tuple[Examination, ...]:
    """Return the sheets of a case, oldest first."""
    return of_case(connection, tables.examination, Examination, case_id)


def assessments_of(connection: sa.Connection, case_id: str) -> tuple[Assessment, ...]:
    """Return the assessments of a case, oldest first."""
    return of_case(connection, tables.assessment, Assessment, case_id)
