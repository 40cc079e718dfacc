"""The conditions of services as questions of the request form: each is asked while a service that has it is chosen.

What a condition is and which services have it is the pack's; the form only has the group in which they stand (R79).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from watan_desk.forms.extending import Extension
from watan_desk.policy.pack import Condition, Pack

GROUP = "conditions"
"""The group of a request form that holds them."""
ANSWER = "condition_answer"
"""The list of the form that they are answered from."""


def extension_of(pack: Pack, deed: str) -> Extension | None:
    """Return the questions that a pack's conditions add to the form of a deed: only requests have any."""
    if deed != "capture" or not pack.conditions:
        return None
    asked_when = _any(_chosen(pack, each) for each in pack.conditions)
    return Extension(GROUP, asked_when, tuple(tuple(_row(pack, each).items()) for each in pack.conditions))


def asked(pack: Pack, answers: Mapping[str, Any]) -> tuple[Condition, ...]:
    """Return the conditions that the answers of a request hold a word on, in the pack's order."""
    return tuple(each for each in pack.conditions if answers.get(each.field))


def _row(pack: Pack, condition: Condition) -> dict[str, str]:
    return {
        "type": f"select_one {ANSWER}",
        "name": condition.field,
        "label::Arabic (ar)": condition.label.ar,
        "label::English (en)": condition.label.en,
        "required": "yes",
        "relevant": _chosen(pack, condition),
        "bind::wd:sensitive": "yes" if condition.sensitive else "",
    }


def _chosen(pack: Pack, condition: Condition) -> str:
    """Return when a condition is asked: one of its services is chosen, by one of its categories of people."""
    services = _any(_holds(pack.request.kinds, code) for code in condition.services)
    if not condition.categories:
        return services
    return f"({services}) and ({_any(_holds(pack.request.category, code) for code in condition.categories)})"


def _holds(field: str, code: str) -> str:
    return f"selected(${{{field}}}, '{code}')"


def _any(terms: Iterable[str]) -> str:
    return " or ".join(dict.fromkeys(terms))
