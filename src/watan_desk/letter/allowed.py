"""Which letters a case may be sent now. Which deed a letter belongs to is the pack's; pure rules."""

from collections.abc import Callable, Mapping

from watan_desk.common.errors import NotYet, Refused
from watan_desk.dossier.records import Dossier
from watan_desk.letter.person_values import newest_choices, witnessed
from watan_desk.letter.template import pack_template
from watan_desk.policy.journey import Facts, lacking
from watan_desk.policy.pack import DeedRule, Pack

_OUTCOMES = {"L07": "accept", "L08": "reject"}
"""The decision that a letter tells."""


_AT_ANY_TIME: Mapping[str, Callable[[Dossier], bool]] = {
    "L11": lambda dossier: bool(dossier.deliveries),
    "L13": lambda dossier: bool(newest_choices(dossier.consents)),
    "L15": lambda dossier: witnessed(dossier) is not None,
    "L16": lambda dossier: dossier.request is not None,
}
"""Letters that belong to no deed: which record of the case each of them speaks of."""


_HANDED = frozenset({"L11", "L13", "L16"})
"""Sheets that greet nobody and are handed to the person all the same."""


def goes_to_person(kind: str, pack: Pack) -> bool:
    """Tell whether a letter is meant for the person's own hands."""
    return kind in _HANDED or pack_template(kind, pack).addressee == "person"


def letter_kinds(pack: Pack) -> tuple[str, ...]:
    """Return the kinds of letter that the pack's journey uses, in order."""
    return tuple(sorted({kind for rule in pack.deeds for kind in _kinds(rule)}))


def require_letter(kind: str, pack: Pack, dossier: Dossier, facts: Facts) -> None:
    """Let a letter be issued, or refuse it. Letters of no deed may be issued once the case holds what they speak of.

    A letter of acceptance or rejection waits for the day on which the reply may be told (R73).

    Raises:
        NotYet: the letter's deed is not done, or still lacks something.
        Refused: the pack's journey has no such letter, nothing is missing (L02), or the decision was another one.
    """
    rule = next((rule for rule in pack.deeds if kind in _kinds(rule)), None)
    if kind in _AT_ANY_TIME:
        if not _AT_ANY_TIME[kind](dossier):
            raise Refused("letter.no_record", kind=kind)
        return
    if rule is None:
        raise Refused("letter.not_in_journey", kind=kind)
    missing = lacking(pack, rule.kind, facts)
    if kind in rule.letters_lacking:
        if not missing or any(item.code == "closed" for item in missing):
            raise Refused("letter.nothing_missing")
    elif rule.kind not in facts.done and (kind in rule.letters or missing):
        raise NotYet(rule.kind, missing)
    wanted = _OUTCOMES.get(kind)
    if wanted and (dossier.decision is None or dossier.decision.outcome != wanted):
        raise Refused("letter.other_decision")


def kinds_of_case(pack: Pack) -> tuple[str, ...]:
    """Return the kinds of letter that a case may ever be sent, in order."""
    return tuple(sorted({*letter_kinds(pack), *_AT_ANY_TIME}))


def _kinds(rule: DeedRule) -> tuple[str, ...]:
    return rule.letters + rule.letters_for + rule.letters_lacking
