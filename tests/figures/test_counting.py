"""If these fail, a report misleads: wrong medians, a category left out, or a few persons' answers laid open."""

from datetime import UTC, date, datetime, timedelta

from watan_desk.figures.counting import count
from watan_desk.figures.records import CaseFigures
from watan_desk.policy.pack import shipped_pack

PACK = shipped_pack("watan-tumuh")
OPENED = datetime(2026, 11, 19, 6, tzinfo=UTC)


def case(n: int = 0, **more: object) -> CaseFigures:
    values: dict[str, object] = {"opened_at": OPENED + timedelta(days=n), "channel": "interview"}
    return CaseFigures(**(values | more))  # type: ignore[arg-type]


def rated(score: int, category: str = "widow", **more: object) -> CaseFigures:
    scores = {"courtesy": score, "provider": 5, "trust": score}
    asked = {"offered": True, "accepted": True, "scores": scores, "rated_at": OPENED + timedelta(days=30)}
    return case(0, **asked, category=category, **more)


def test_each_step_is_measured_from_the_end_of_the_one_before() -> None:
    def deeds(hours: int) -> dict[str, datetime]:
        done = {"open": 0, "consent": hours, "capture": hours, "document": hours, "check": hours, "attest": 3 * hours}
        return {kind: OPENED + timedelta(hours=at) for kind, at in done.items()}

    steps = {it.code: it for it in count([case(deeds=deeds(hours)) for hours in (1, 2, 6)], PACK).steps}
    assert (steps["verification"].count, steps["verification"].median, steps["verification"].longest) == (3, 2.0, 6.0)
    assert steps["attestation"].median == 4.0
    assert (steps["raising"].count, steps["raising"].median) == (0, None)


def test_every_category_and_channel_of_the_pack_is_there_with_zero_too() -> None:
    found = count([case(category="widow", outcome="reject", reason="other"), case(category="orphan")], PACK)
    assert [it.code for it in found.outcomes] == [item.code for item in PACK.categories]
    widow = next(it for it in found.outcomes if it.code == "widow")
    assert (widow.cases, widow.rejected, widow.waiting) == (1, 1, 0)
    assert sum(it.cases for it in found.outcomes) == 2
    assert [code for code, _ in found.channels] == [item.code for item in PACK.channels]
    assert dict(found.reasons)["other"] == 1


def test_service_and_provider_are_told_apart() -> None:
    found = count([rated(score) for score in (1, 2, 3, 4, 5)], PACK).satisfaction
    assert (found.service.mean, found.provider.mean) == (3.0, 5.0)
    assert found.service.shares == dict.fromkeys(range(5, 0, -1), 0.2)
    assert [(it.code, it.mean) for it in found.trust] == [("1448-07", 3.0)]


def test_a_group_under_five_is_hidden() -> None:
    found = count([*(rated(4) for _ in range(5)), *(rated(1, "orphan") for _ in range(4))], PACK).satisfaction
    shown = {it.code: it for it in found.categories}
    assert (shown["widow"].mean, shown["orphan"].count, shown["orphan"].mean) == (4.0, 4, None)
    assert shown["orphan"].shares is None


def test_who_declined_is_counted_and_nothing_else_is_known_of_them() -> None:
    found = count([case(offered=True), *(rated(5) for _ in range(2))], PACK).satisfaction
    assert (found.offered, found.accepted, found.refused) == (3, 2, 1)


def test_days_of_the_period_are_saudi_days_both_inclusive() -> None:
    late = CaseFigures(opened_at=datetime(2026, 11, 20, 22, tzinfo=UTC))
    assert count([case(0), case(1), late], PACK, first=date(2026, 11, 20), last=date(2026, 11, 20)).cases == 1
    assert count([late], PACK, first=date(2026, 11, 21)).cases == 1


def test_the_reply_time_is_counted_in_days_of_those_who_were_told() -> None:
    told = case(raised_on=date(2026, 11, 19), told_on=date(2026, 12, 3))
    assert count([told, case(raised_on=date(2026, 11, 19))], PACK).reply_days == (14,)
