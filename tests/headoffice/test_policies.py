"""If these fail, a desk works by a policy that head office never sent, or quotes a day that nobody settled."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.headoffice.conftest import BothEnds
from watan_desk.bundle.records import ImportReport
from watan_desk.common.errors import DamagedFile, DeskError, Invalid, Refused
from watan_desk.common.resources import resource
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.policies import Word, publish, settle
from watan_desk.headoffice.replies import reply
from watan_desk.policy.pack import shipped_text
from watan_desk.practice import make_people
from watan_desk.store.tables import policy as policy_table
from watan_desk.store.tables import settlement as settlement_table
from watan_desk.wiring import Desk, take_reply
from watan_desk.wiring.policies import accept, policy_state

SETTLED = Word(date(2025, 6, 30), None, "", "محضر الاجتماع الثاني", "أمين المجلس")
NOTE = 'change_note = { ar = "أضيفت قناة", en = "A channel was added" }\n'


def sent(ends: BothEnds, name: str = "back.wdb") -> ImportReport:
    """Write head office's reply and take it in at the desk as a delegate does."""
    reply(ends.office, "WT03", ends.folder / name)
    return take_reply(ends.desk, ends.folder / name)[0]


def new_version(ends: BothEnds, version: str = "2027.1") -> Path:
    """Write a later version of the association's pack into a folder: one channel is called otherwise."""
    folder = ends.folder / version
    folder.mkdir()
    text = shipped_text("watan-tumuh").decode()
    text = text.replace('version = "2026.1"', f'version = "{version}"\n{NOTE}').replace("المقابلة", "المقابلة المباشرة")
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    return folder


def opened(desk: Desk) -> str:
    """Open a request and return its number."""
    found = desk.do("open", None, make_people(1, seed=5, today=date(2026, 11, 19))[0].reception()).dossier
    assert found is not None
    return found.case.number


def _kept(desk: Desk, table: sa.Table) -> list[sa.Row[tuple[object, ...]]]:
    with desk.reading() as connection:
        return list(connection.execute(sa.select(table)).all())


def test_a_doubt_is_settled_by_a_signed_record_and_the_pack_stays_as_it_is(ends: BothEnds) -> None:
    before = resource("packs", "watan-tumuh", "pack.toml").read_bytes()
    assert ends.desk.office.approved_on is None
    settle(ends.office, SETTLED)
    assert sent(ends).items == 1
    state = policy_state(ends.desk)
    assert state.approved_on == date(2025, 6, 30)
    assert state.settlement is not None
    assert (state.settlement.reason, state.settlement.by) == (SETTLED.reason, SETTLED.by)
    assert state.pack.approval.status() == "inconsistent"
    assert resource("packs", "watan-tumuh", "pack.toml").read_bytes() == before


def test_a_later_word_takes_the_place_of_an_earlier_one_and_both_are_kept(ends: BothEnds) -> None:
    settle(ends.office, SETTLED)
    sent(ends, "first.wdb")
    settle(ends.office, Word(date(2024, 6, 30), None, "", "صورة المحضر الأصل", "أمين المجلس"))
    sent(ends, "second.wdb")
    assert ends.desk.office.approved_on == date(2024, 6, 30)
    assert len(_kept(ends.desk, settlement_table)) == 2


def test_a_word_is_journalled_reaches_head_office_and_does_not_come_again(ends: BothEnds) -> None:
    settle(ends.office, SETTLED)
    sent(ends, "first.wdb")
    _, file = ends.hand_over()
    assert take_in(ends.office, file).quarantined == ()
    assert reply(ends.office, "WT03", ends.folder / "second.wdb").policies == 0


def test_a_word_changed_in_the_desks_own_store_is_refused(ends: BothEnds) -> None:
    settle(ends.office, SETTLED)
    sent(ends)
    with ends.desk.engine.execution_options(write=True).begin() as connection:
        body = str(connection.execute(sa.select(settlement_table.c.body)).scalar_one())
        connection.execute(sa.update(settlement_table).values(body=body.replace("2025-06-30", "2024-06-30")))
    ends.desk.offices.forget()
    with pytest.raises(DamagedFile) as refused:
        policy_state(ends.desk)
    assert refused.value.key == "policy.not_signed"


@pytest.mark.parametrize(
    ("word", "field"),
    [
        (Word(date(2025, 6, 30), None, "", "  ", "أمين المجلس"), "reason"),
        (Word(date(2025, 6, 30), None, "", "محضر", ""), "by"),
        (Word(None, None, "", "محضر", "أمين المجلس"), "day"),
        (Word(date(2026, 11, 20), None, "", "محضر", "أمين المجلس"), "day"),
    ],
)
def test_a_word_without_reason_name_or_day_is_refused(ends: BothEnds, word: Word, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        settle(ends.office, word)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_published_version_closes_the_one_before_and_open_cases_keep_theirs(ends: BothEnds) -> None:
    desk = ends.desk
    accept(desk)
    old = opened(desk)
    publish(ends.office, new_version(ends))
    assert sent(ends).items == 1
    state = policy_state(desk)
    assert (state.pack.version, [pack.version for pack in state.earlier]) == ("2027.1", ["2026.1"])
    assert state.pack.change_note is not None
    assert not state.accepted
    assert desk.office.pack.channels[0].label.ar == "المقابلة المباشرة"
    kept = desk.offices.under(desk.dossier(old).case.pack_version, desk.granted)
    assert kept.pack.channels[0].label.ar == "المقابلة"
    closed = {row.version: (row.active, row.closed_at is not None) for row in _kept(desk, policy_table)}
    assert closed == {"2026.1": (False, True), "2027.1": (True, False)}


def test_a_new_version_blocks_new_intake_until_it_is_accepted_and_old_cases_go_on(ends: BothEnds) -> None:
    desk = ends.desk
    accept(desk)
    old = opened(desk)
    publish(ends.office, new_version(ends))
    sent(ends)
    with pytest.raises(Refused) as refused:
        opened(desk)
    assert refused.value.key == "policy.new_version"
    who = make_people(1, seed=5, today=date(2026, 11, 19))[0]
    assert desk.do("consent", old, who.consents()).position > 0
    accept(desk)
    fresh = opened(desk)
    assert [desk.dossier(number).case.pack_version for number in (old, fresh)] == ["2026.1", "2027.1"]
    with desk.reading() as connection:
        kinds = [row[0] for row in connection.exec_driver_sql("SELECT kind FROM journal ORDER BY position")]
    assert [kind for kind in kinds if kind in {"policy", "read"}] == ["read", "policy", "read"]


def test_nobody_works_before_accepting_the_policy(ends: BothEnds) -> None:
    with pytest.raises(Refused) as refused:
        opened(ends.desk)
    assert refused.value.key == "policy.not_accepted"
    accept(ends.desk)
    assert opened(ends.desk)
    with pytest.raises(Refused):
        accept(ends.desk)


def test_a_pack_changed_after_signing_is_refused_at_load(ends: BothEnds) -> None:
    publish(ends.office, new_version(ends))
    sent(ends)
    with ends.desk.engine.execution_options(write=True).begin() as connection:
        place = policy_table.c.version == "2027.1"
        text = bytes(connection.execute(sa.select(policy_table.c.text).where(place)).scalar_one())
        changed = text.replace(b"min_days = 14", b"min_days = 1 ")
        connection.execute(sa.update(policy_table).where(place).values(text=changed))
    ends.desk.offices.forget()
    with pytest.raises(DamagedFile) as refused:
        policy_state(ends.desk)
    assert refused.value.key == "policy.not_signed"


def test_only_a_new_version_of_this_association_that_says_what_it_changes_is_published(ends: BothEnds) -> None:
    folder = new_version(ends)
    text = (folder / "pack.toml").read_text(encoding="utf-8")
    wrong = {
        "policy.other_association": text.replace('slug = "watan-tumuh"', 'slug = "naba"'),
        "policy.version_known": text.replace("2027.1", "2026.1"),
        "policy.no_change_note": text.replace(NOTE, ""),
        "policy.pack_faulty": text.replace('kind = "rate"', 'kind = "dance"'),
    }
    for key, changed in wrong.items():
        (folder / "pack.toml").write_text(changed, encoding="utf-8")
        with pytest.raises(DeskError) as refused:
            publish(ends.office, folder)
        assert refused.value.key == key
