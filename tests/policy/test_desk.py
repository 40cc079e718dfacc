"""If these fail, requests are taken in under a policy that its own text does not put into force."""

from dataclasses import replace
from datetime import UTC, date, datetime

import msgspec
import pytest

from watan_desk.common.errors import Refused
from watan_desk.policy.approval import Approval
from watan_desk.policy.desk import require_in_force
from watan_desk.policy.office import Office
from watan_desk.policy.signed import Settlement
from watan_desk.wiring import Desk

BLANK = Approval(raw="()(//)", in_force_on_approval=True)


def _office(desk: Desk, starts: date | None = None) -> Office:
    """Return the desk's office under a text that counts from an approval it does not date."""
    pack = msgspec.structs.replace(desk.office.pack, approval=BLANK)
    at = datetime(2026, 11, 19, 7, tzinfo=UTC)
    word = Settlement("0" * 36, pack.slug, pack.version, "", None, "", starts, "محضر", "أمين المجلس", at)
    return replace(desk.office, pack=pack, settlement=word if starts else None)


def _refusal(desk: Desk, office: Office) -> str:
    with desk.work("open") as work, pytest.raises(Refused) as refused:
        require_in_force(work, office)
    return refused.value.key


def test_a_policy_that_counts_from_an_unknown_day_takes_nothing_in_until_head_office_confirms(desk: Desk) -> None:
    assert _refusal(desk, _office(desk)) == "policy.not_in_force"
    with desk.work("open") as work:
        require_in_force(work, _office(desk, date(2026, 11, 19)))


def test_a_confirmed_policy_begins_on_its_day(desk: Desk) -> None:
    assert _refusal(desk, _office(desk, date(2026, 11, 20))) == "policy.not_in_force_before"
