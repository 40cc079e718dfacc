"""What a verification of entitlement still lacks. Pure rules; every list is the pack's."""

from collections.abc import Iterable, Mapping
from typing import Any

from watan_desk.eligibility.records import Assessment, Examination, Gathering, results_in, sources_in
from watan_desk.policy.eligibility import Criterion, Datum, Eligibility, Mechanism


def asked_data(rules: Eligibility, answers: Mapping[str, Any]) -> tuple[Datum, ...]:
    """Return the data that the assessment of a request rests on."""
    return tuple(item for item in rules.data if not item.when or answers.get(item.when))


def without_source(
    rules: Eligibility, answers: Mapping[str, Any], gatherings: Iterable[Gathering]
) -> tuple[Datum, ...]:
    """Return the data whose source nobody has written down."""
    known = sources_in(gatherings)
    return tuple(item for item in asked_data(rules, answers) if item.code not in known)


def unproven(rules: Eligibility, gatherings: Iterable[Gathering]) -> tuple[Datum, ...]:
    """Return the data that are stated and not proven (R82)."""
    known = sources_in(gatherings)
    return tuple(item for item in rules.data if item.code in known and not known[item.code].proven)


def required_mechanisms(rules: Eligibility, answers: Mapping[str, Any]) -> tuple[Mechanism, ...]:
    """Return the mechanisms that the matrix asks for: by the services asked for, and the person's category (R89)."""
    asked = answers.get(rules.service) or []
    services = asked if isinstance(asked, list) else str(asked).split()
    codes = rules.required([str(code) for code in services], str(answers.get(rules.category, "")))
    return tuple(item for item in rules.mechanisms if item.code in codes)


def open_mechanisms(
    rules: Eligibility, answers: Mapping[str, Any], examinations: Iterable[Examination]
) -> tuple[Mechanism, ...]:
    """Return the mechanisms that are asked for and have no sheet."""
    done = {sheet.mechanism for sheet in examinations}
    return tuple(item for item in required_mechanisms(rules, answers) if item.code not in done)


def open_criteria(rules: Eligibility, assessments: Iterable[Assessment]) -> tuple[Criterion, ...]:
    """Return the criteria without a result (R84)."""
    known = results_in(assessments)
    return tuple(item for item in rules.criteria if item.code not in known)
