"""Deeds in any order, for all five associations. If this fails, somebody's request skips a step of its own policy."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from tests.desks import answers, clock_of, copied_desk, decide, journey_of, make_desk, person, step, today, verify
from watan_desk import practice
from watan_desk.common.errors import Refused
from watan_desk.policy.pack import shipped_pack, shipped_packs
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk

STEPS = {
    "watan-tumuh": (
        "open",
        "consent",
        "capture",
        "check",
        "attest",
        "raise",
        "decide",
        "notify",
        "register",
        "deliver",
    ),
    "awn": ("open", "consent", "capture", "gather", "assess", "raise", "decide", "notify"),
}
STEPS["naba"] = STEPS["barmajiat"] = STEPS["watan-tumuh"]
STEPS["huda"] = (*STEPS["watan-tumuh"][:4], "explain", *STEPS["watan-tumuh"][4:])
"""The order of what each policy asks for, written down once more, apart from the packs."""
LOOSE = {"clarify_any_time": {"clarify", "answer"}, "urgent_field_help": {"urgent"}}
"""The two settings, and the deeds whose place they free."""


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the home of a desk of each association."""
    return {slug: make_desk(tmp_path_factory.mktemp(slug), slug) for slug in shipped_packs()}


def _try(desk: Desk, who: MadeUpPerson, number: str, deed: str) -> bool:
    """Try a deed with answers that are right for it; tell whether it was done."""
    rules = desk.office.pack.eligibility
    try:
        if deed == "decide":
            decide(desk, number, details={"decided_by": "هيفاء الناصر"})
        elif deed == "assess" and rules:
            verify(desk, number)
            desk.do(deed, number, practice.assessed(rules))
        elif deed == "urgent":
            desk.do(deed, number, person(form="pilgrim").urgent_help(on=today(desk)))
        elif deed == "clarify":
            hoped = (today(desk) + timedelta(days=5)).isoformat()
            desk.do(deed, number, who.clarification() | {"answer_by": hoped})
        elif deed == "document":
            step(desk, who, number, deed)
        else:
            desk.do(deed, number, answers(desk, who, deed))
    except Refused:
        return False
    return True


@pytest.mark.parametrize(
    ("slug", "settings"),
    [*((slug, ()) for slug in shipped_packs()), ("naba", ("clarify_any_time",)), ("huda", ("urgent_field_help",))],
)
def test_no_path_skips_a_step_and_two_settings_are_the_only_exceptions(
    homes: dict[str, Path], slug: str, settings: tuple[str, ...], tmp_path: Path
) -> None:
    desk = copied_desk(homes[slug], tmp_path / "desk")
    for name in settings:
        desk.set(name, "yes")
    who = person(form=shipped_pack(slug).request_form)
    order, pack = STEPS[slug], shipped_pack(slug)
    freed = set().union(*(LOOSE[name] for name in settings))
    chance = random.Random(f"{slug}{settings}")  # noqa: S311 - the same path on every machine
    opened = desk.do("open", None, who.reception()).dossier
    assert opened is not None
    number, done = opened.case.number, ["open"]
    extra = {"clarify": ("check", "attest"), "answer": ("clarify", "raise")}
    for turn in range(45):
        onward = next((deed for deed in journey_of(desk) if deed not in done), "rate")
        deed = onward if turn % 3 == 0 else chance.choice([*order[1:], "document", "clarify", "answer", "urgent"])
        if onward == "notify" and turn % 3 == 0:
            clock_of(desk).advance(timedelta(days=5))
        if not _try(desk, who, number, deed):
            continue
        if deed in order:
            missing = set(order[: order.index(deed)]) - set(done)
            assert missing == set(), (deed, done)
        elif deed in extra and deed not in freed:
            assert extra[deed][0] in done, (deed, done)
            assert extra[deed][1] not in done, (deed, done)
        elif deed == "urgent":
            assert slug == "huda"
            assert "urgent_field_help" in settings
        done.append(deed)
    assert set(order) <= set(done), set(order) - set(done)
    assert {rule.kind for rule in pack.deeds} >= set(order)
    desk.close()
