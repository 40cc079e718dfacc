"""If these fail, a reply is told too early at one end or the other, or held back where nobody asked for a wait."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.desks import MORNING, PASSPHRASE, clock_of, make_desk, person, set_clock, step, take_to
from watan_desk.common.clock import FixedClock
from watan_desk.common.errors import NotYet
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.office import HeadOffice, open_office
from watan_desk.headoffice.policies import publish
from watan_desk.headoffice.records import HeldCase, case_by_number, cases, overdue
from watan_desk.headoffice.replies import reply
from watan_desk.headoffice.sitting import Ruling, decide
from watan_desk.policy.pack import shipped_pack, shipped_text
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk, hand_over, issue_letter, open_desk, take_reply
from watan_desk.wiring.policies import accept

EARLIEST = date(2026, 12, 3)
DAY_BEFORE = datetime(2026, 12, 2, 9, tzinfo=UTC)
ON_THE_DAY = datetime(2026, 12, 3, 9, tzinfo=UTC)
DECIDED = datetime(2026, 11, 25, 9, tzinfo=UTC)
WAITING = ("watan-tumuh", "naba", "barmajiat")


@dataclass
class Both:
    """A desk with a raised case, and the office it belongs to."""

    desk: Desk
    office: HeadOffice
    who: MadeUpPerson
    number: str
    folder: Path

    def at(self, instant: datetime) -> None:
        """Set the clocks of both ends."""
        set_clock(self.desk, instant)
        self.office = self.office.at(FixedClock(instant))

    def decide(self, **changes: Any) -> None:
        """Let head office decide, and bring its reply to the desk."""
        details = {"category": self.who.plan.category, "support": "دعم", "start": "2026-12-10", "duration": "شهر"}
        details["review"] = "2027-11-01"
        ruling = Ruling("accept", "7", DECIDED.date(), details=details, decided_by="هيفاء الناصر", **changes)
        decide(self.office, self.number, ruling)
        back = self.folder / f"reply-{len(list(self.folder.glob('reply-*')))}.wdb"
        reply(self.office, "WT03", back)
        take_reply(self.desk, back)


@pytest.fixture(params=["watan-tumuh", "naba", "barmajiat", "huda", "awn"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Both:
    """Return both ends of an association, with a case raised on 19 November and known at head office."""
    return _raised(request.param, tmp_path)


def test_telling_and_issuing_wait_for_their_day_at_both_ends_and_only_where_the_policy_says_so(both: Both) -> None:
    slug = both.desk.association
    both.at(DECIDED)
    both.decide()
    assert both.desk.dossier(both.number).case.state == "decided"
    both.at(DAY_BEFORE)
    with both.office.reading() as connection:
        held = case_by_number(connection, both.number)
    assert held.earliest_reply == (EARLIEST if slug in WAITING else None)
    assert held.held(DAY_BEFORE.date()) == (slug in WAITING)
    if slug in WAITING:
        for refuse in (_tell, _letter):
            with pytest.raises(NotYet) as refused:
                refuse(both)
            [item] = [each for each in refused.value.missing if each.code == "reply_not_due"]
            assert item.params == {"day": EARLIEST.isoformat()}
        set_clock(both.desk, MORNING - timedelta(days=40))
        with pytest.raises(NotYet):
            _letter(both)
        both.at(ON_THE_DAY)
        assert not held.held(ON_THE_DAY.date())
    _letter(both)
    step(both.desk, both.who, both.number, "notify")
    assert both.desk.dossier(both.number).notification is not None


def _tell(both: Both) -> None:
    step(both.desk, both.who, both.number, "notify")


def _letter(both: Both) -> None:
    if both.desk.association == "awn":  # a person to be kept safe chooses whether paper is handed over at all
        return
    both.desk.set("registration_items", "الهوية")
    issue_letter(both.desk, "L07", both.number)


def test_an_override_with_its_reason_releases_a_held_decision_and_is_kept(both: Both) -> None:
    if both.desk.association not in WAITING:
        assert both.desk.office.pack.wait.min_days is None
        return
    both.at(DECIDED)
    both.decide()
    with pytest.raises(NotYet):
        step(both.desk, both.who, both.number, "notify")
    both.decide(override_wait="حالة عاجلة")
    step(both.desk, both.who, both.number, "notify")
    decided = [entry for entry in both.desk.history(both.number) if entry["deed"] == "decide"]
    fields = [change["fields"] for entry in decided for change in entry["changes"] if change["entity"] == "decision"]
    assert fields[-1]["override_reason"] == {"new": "حالة عاجلة", "base": ""}
    with both.office.reading() as connection:
        assert case_by_number(connection, both.number).document(DECIDED.date())["decisions"][0]["override"] is True


def test_a_case_raised_again_gets_a_day_of_its_own(both: Both) -> None:
    desk, number = both.desk, both.number
    clock_of(desk).advance(timedelta(days=15))
    first = desk.dossier(number).raisings[0]
    moment = desk.clock.now()
    both.at(moment)
    ruling = Ruling("more", "7", moment.date(), text="يلزم إيضاح", decided_by="هيفاء الناصر")
    decide(both.office, number, ruling)
    reply(both.office, "WT03", both.folder / "more.wdb")
    take_reply(desk, both.folder / "more.wdb")
    step(desk, both.who, number, "notify")
    desk.do("capture", number, both.who.change())
    for deed in ("check", "attest", "raise"):
        if desk.office.pack.rule(deed):
            step(desk, both.who, number, deed)
    again = desk.dossier(number).raising
    assert again is not None
    assert again.id != first.id
    assert again.raised_on == first.raised_on + timedelta(days=15)
    for name in ("earliest_reply", "latest_reply"):
        before, after = getattr(first, name), getattr(again, name)
        assert after == (None if before is None else before + timedelta(days=15))


@pytest.mark.parametrize("days", [3, 30])
def test_a_new_version_with_another_wait_leaves_open_cases_theirs_at_both_ends(days: int, tmp_path: Path) -> None:
    """R14, R73: shorter or longer, the new wait is for requests opened under it; old ones keep what they were told."""
    both = _raised("watan-tumuh", tmp_path)
    both.at(DECIDED)
    _publish(both, f"min_days = {days}")
    both.decide()
    both.at(DAY_BEFORE)
    assert both.desk.office.pack.version == "2027.1"
    assert (_held(both).earliest_reply, _held(both).held(DAY_BEFORE.date())) == (EARLIEST, True)
    for refuse in (_tell, _letter):
        with pytest.raises(NotYet) as refused:
            refuse(both)
        assert [item.params for item in refused.value.missing] == [{"day": EARLIEST.isoformat()}]
    both.at(ON_THE_DAY)
    assert not _held(both).held(ON_THE_DAY.date())
    _letter(both)
    _tell(both)
    accept(both.desk)
    both.number = take_to(both.desk, person(1), "raise")
    take_in(both.office, hand_over(both.desk, both.folder).path)
    raised = both.desk.dossier(both.number).raising
    assert raised is not None
    assert raised.earliest_reply == _held(both).earliest_reply == ON_THE_DAY.date() + timedelta(days=days)
    with both.office.reading() as connection:
        versions = {held.pack_version: held.earliest_reply for held in cases(connection)}
    assert versions == {"2026.1": EARLIEST, "2027.1": ON_THE_DAY.date() + timedelta(days=days)}


def test_head_office_lists_what_is_late_by_the_limit_the_branch_promised_and_nothing_else(tmp_path: Path) -> None:
    """R74: 001 has an upper limit, entered as twenty days; 000 has none, and nothing of it is ever late."""
    both, other = _raised("huda", tmp_path / "huda"), _raised("watan-tumuh", tmp_path / "tumuh")
    last = MORNING.date() + timedelta(days=20)
    for ends, days, late in ((both, 20, ()), (both, 21, (last,)), (other, 400, ())):
        with ends.office.reading() as connection:
            assert tuple(overdue(connection, MORNING.date() + timedelta(days=days)).values()) == late
    both.at(MORNING + timedelta(days=21))
    both.decide()
    _tell(both)
    take_in(both.office, hand_over(both.desk, both.folder).path)
    with both.office.reading() as connection:
        assert overdue(connection, last + timedelta(days=9)) == {}


def test_head_office_takes_reasons_and_categories_from_the_version_of_the_case(tmp_path: Path) -> None:
    both = _raised("watan-tumuh", tmp_path)
    both.at(DECIDED)
    _publish(both, "min_days = 14", without="income_above_limit")
    decide(both.office, both.number, Ruling("reject", "7", DECIDED.date(), reason="income_above_limit"))
    decided = _held(both).decision
    assert decided is not None
    assert decided.details["reason_code"] == "income_above_limit"


def _raised(slug: str, folder: Path) -> Both:
    folder.mkdir(exist_ok=True)
    desk = open_desk(make_desk(folder, slug), PASSPHRASE, FixedClock(MORNING))
    office = open_office(folder / "office", PASSPHRASE).at(FixedClock(MORNING))
    who = person(form=shipped_pack(slug).request_form)
    number = take_to(desk, who, "raise")
    take_in(office, hand_over(desk, folder).path)
    return Both(desk, office, who, number, folder)


def _held(both: Both) -> HeldCase:
    with both.office.reading() as connection:
        return case_by_number(connection, both.number)


def _publish(both: Both, wait: str, without: str = "") -> None:
    """Let head office publish a version with another wait, and bring it to the desk."""
    text = shipped_text(both.desk.association).decode()
    note = 'change_note = { ar = "تغيرت المدة", en = "Another wait" }'
    text = text.replace('version = "2026.1"', f'version = "2027.1"\n{note}').replace("min_days = 14", wait)
    if without:
        text = text.replace(f'code = "{without}"', f'code = "{without}_gone"')
    folder = both.folder / "new"
    folder.mkdir()
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    publish(both.office, folder)
    reply(both.office, "WT03", both.folder / "policy.wdb")
    take_reply(both.desk, both.folder / "policy.wdb")
