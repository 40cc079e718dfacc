"""If these fail, work handed over on a stick could be lost, applied twice, or overwritten at head office."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.headoffice.conftest import BothEnds, enrolled_desk
from watan_desk.bundle import desk as border
from watan_desk.bundle.contents import EntryLine
from watan_desk.bundle.records import handovers, standing
from watan_desk.common.errors import Refused, Unusable
from watan_desk.headoffice import tables
from watan_desk.headoffice.health import findings, last_deeds
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.records import case_by_number, cases
from watan_desk.headoffice.replies import reply
from watan_desk.store import journal
from watan_desk.store import tables as stored
from watan_desk.store.journal import Change, Header, entry_hash
from watan_desk.store.types import write_instant
from watan_desk.wiring.policies import accept


def snapshot(ends: BothEnds) -> str:
    """Return everything head office holds, to compare before and after."""
    with ends.office.reading() as connection:
        held = {
            name: [list(map(str, row)) for row in connection.execute(sa.select(table))]
            for name, table in tables.metadata.tables.items()
        }
    return json.dumps(held, sort_keys=True)


def test_a_hand_over_arrives_whole(ends: BothEnds) -> None:
    number = ends.raised_case()
    made, file = ends.hand_over()
    report = take_in(ends.office, file)
    assert (report.status, report.items, report.quarantined) == ("accepted", 2, ())
    assert made.items == 2
    with ends.office.reading() as connection:
        held = case_by_number(connection, number)
    assert (held.state, held.pending, held.branch, held.device) == ("raised", True, "WT03", "WT03A")
    assert held.raised_on is not None
    assert held.earliest_reply == held.raised_on + timedelta(days=14)
    assert [(last.number, last.last_deed, last.journal) for last in last_deeds(ends.office)] == [(number, "raise", 2)]
    assert findings(ends.office) == ()


def test_the_same_file_twice_changes_nothing(ends: BothEnds) -> None:
    ends.raised_case()
    _, file = ends.hand_over()
    take_in(ends.office, file)
    before = snapshot(ends)
    again = take_in(ends.office, file)
    assert (again.status, again.items) == ("nothing-new", 0)
    assert snapshot(ends) == before


def test_a_second_hand_over_of_the_same_work_is_nothing_new(ends: BothEnds) -> None:
    """Every hand-over holds all that was not acknowledged: a lost stick costs nothing, a found one harms nothing."""
    ends.raised_case()
    _, first = ends.hand_over()
    _, second = ends.hand_over()
    assert first.name == "WT03A-0001.wdb"
    assert second.name == "WT03A-0002.wdb"
    assert take_in(ends.office, second).status == "accepted"
    assert take_in(ends.office, first).status == "nothing-new"


def test_one_changed_byte_is_refused_and_changes_nothing(ends: BothEnds) -> None:
    ends.raised_case()
    _, file = ends.hand_over()
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)
    before = snapshot(ends)
    report = take_in(ends.office, file)
    assert (report.status, report.reason, report.items) == ("refused", "bundle.damaged", 0)
    assert report.exit_code == 1
    assert snapshot(ends) == before


def test_file_names_and_manifests_name_nobody(ends: BothEnds) -> None:
    ends.raised_case()
    _, file = ends.hand_over()
    raw = file.read_bytes()
    for secret in ("1994580734", "ليلى", "أمل السالم", ends.cases[0]):
        assert secret.encode() not in raw
        assert secret not in file.name


def damage(ends: BothEnds, position: int, **columns: object) -> None:
    """Spoil one entry in the desk's own journal, as a faulty disk or program would."""
    with ends.desk.engine.execution_options(write=True).begin() as connection:
        place = stored.journal.c.position == position
        connection.execute(sa.update(stored.journal).where(place).values(columns))


def test_one_bad_entry_is_kept_aside_and_the_rest_comes_in(ends: BothEnds) -> None:
    good = ends.raised_case()
    ends.raised_case()
    third = ends.raised_case()
    damage(ends, 4, stored=b"spoiled")
    _, file = ends.hand_over()
    report = take_in(ends.office, file)
    assert (report.status, report.items) == ("accepted", 6)
    assert [item.reason for item in report.quarantined] == ["headoffice.hash"]
    with ends.office.reading() as connection:
        states = {held.number: held.pending for held in cases(connection)}
    assert states[good]
    assert states[third]
    assert sum(states.values()) == 2
    assert [finding.code for finding in findings(ends.office)] == ["headoffice.kept_aside"]


def test_the_desk_learns_which_entry_was_kept_aside(ends: BothEnds) -> None:
    ends.raised_case()
    damage(ends, 2, stored=b"spoiled")
    _, file = ends.hand_over()
    aside = take_in(ends.office, file).quarantined[0].item
    back = ends.folder / "back.wdb"
    reply(ends.office, "WT03", back)
    assert ends.take_in(back).items == 2
    with ends.desk.reading() as connection:
        counted = standing(connection)
        kept = stored.receipt
        told = connection.execute(sa.select(kept.c.entry, kept.c.reason).where(kept.c.status == "quarantined")).all()
    assert (counted.accepted, counted.quarantined, counted.waiting) == (1, 1, 0)
    assert [tuple(row) for row in told] == [(aside, "headoffice.hash")]


def test_a_case_whose_opening_is_bad_is_kept_aside_whole(ends: BothEnds) -> None:
    """Later deeds of a case that never arrived wait with it; nothing is half applied."""
    ends.raised_case()
    other = ends.raised_case()
    damage(ends, 1, stored=b"spoiled")
    _, file = ends.hand_over()
    report = take_in(ends.office, file)
    assert [item.reason for item in report.quarantined] == ["headoffice.hash", "headoffice.unknown_case"]
    with ends.office.reading() as connection:
        assert [held.number for held in cases(connection)] == [other]


def test_a_gap_holds_the_file_and_the_next_one_closes_it(ends: BothEnds) -> None:
    ends.raised_case()
    _, whole = ends.hand_over()
    with ends.desk.engine.execution_options(write=True).begin() as connection:
        first = connection.execute(sa.select(stored.journal.c.hash).where(stored.journal.c.position == 1)).scalar_one()
        acknowledged = {"entry": first, "status": "accepted", "reason": "", "bundle_id": "x"}
        connection.execute(sa.insert(stored.receipt).values(acknowledged))
    _, late = ends.hand_over()
    before = snapshot(ends)
    held = take_in(ends.office, late)
    assert (held.status, held.reason, held.exit_code) == ("held", "headoffice.gap", 1)
    assert snapshot(ends) == before
    assert take_in(ends.office, whole).status == "accepted"
    assert take_in(ends.office, late).status == "nothing-new"


Lie = Callable[[Header, tuple[Change, ...]], tuple[Header, tuple[Change, ...]]]


def forged(ends: BothEnds, parent: str, key: bytes, changes: tuple[Change, ...], **told: object) -> EntryLine:
    """Return an entry as a faulty program of the desk could write it: rightly sealed and chained, wrong inside."""
    fields = {
        "device": "WT03A",
        "seq": 3,
        "deed_id": "d",
        "kind": "capture",
        "case_id": ends.cases[0],
        "actor": "WT03A",
    }
    stored = journal.seal(Header(**(fields | {"at": ends.clock.now()} | told)), changes, key)  # type: ignore[arg-type]
    return EntryLine(entry_hash(parent, stored), parent, stored, key)


def changed(entity: str, row: str, **fields: object) -> tuple[Change, ...]:
    return (Change(entity, row, {name: {"new": value, "base": None} for name, value in fields.items()}),)


WRONG: dict[str, tuple[str, Callable[[BothEnds], tuple[tuple[Change, ...], dict[str, object]]]]] = {
    "entity": ("headoffice.unknown_entity", lambda _: (changed("spell", "x", word="y"), {})),
    "field": ("headoffice.unknown_entity", lambda _: (changed("person", "x", shoe_size="44"), {})),
    "local field": ("headoffice.unknown_entity", lambda _: (changed("person", "x", search="y"), {})),
    "bookkeeping": ("headoffice.unknown_entity", lambda _: (changed("setting", "x", value="y"), {})),
    "base": ("headoffice.other_base", lambda ends: (changed("case", ends.cases[0], state="closed"), {})),
    "device": ("headoffice.not_its_own", lambda _: ((), {"device": "WT09Z"})),
    "case": ("headoffice.unknown_case", lambda _: ((), {"case_id": "no-such-case"})),
    "case in a row": (
        "headoffice.unknown_case",
        lambda _: (changed("raising", "x", case_id="no-such-case", raised_on="2026-11-19"), {"case_id": None}),
    ),
    "number": (
        "headoffice.strange_number",
        lambda _: (changed("case", "x", number="WT99Z-1448-0001", pack="p", pack_version="1", state="open"), {}),
    ),
    "day": (
        "headoffice.malformed",
        lambda ends: (changed("raising", "x", case_id=ends.cases[0], raised_on="tomorrow"), {}),
    ),
    "shape": ("headoffice.malformed", lambda _: ((Change("person", "x", {"sex": {"new": "m"}}),), {})),
}


@pytest.mark.parametrize("what", WRONG)
def test_an_entry_that_lies_is_kept_aside(what: str, ends: BothEnds, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry is sealed, chained and signed as it should be; what it says cannot be."""
    reason, make = WRONG[what]
    ends.raised_case()
    real = border._waiting

    def with_forged(connection: sa.Connection) -> tuple[list[EntryLine], int]:
        lines, last = real(connection)
        changes, told = make(ends)
        key = journal.key_of(connection, told.get("case_id", ends.cases[0]))  # type: ignore[arg-type]
        return [*lines, forged(ends, lines[-1].hash, key, changes, **told)], last

    monkeypatch.setattr(border, "_waiting", with_forged)
    _, file = ends.hand_over()
    report = take_in(ends.office, file)
    assert (report.status, report.items) == ("accepted", 3)
    assert [item.reason for item in report.quarantined] == [reason]


def test_the_wrong_key_and_a_second_key_are_kept_aside(ends: BothEnds, monkeypatch: pytest.MonkeyPatch) -> None:
    ends.raised_case()
    real = border._waiting

    def with_forged(connection: sa.Connection) -> tuple[list[EntryLine], int]:
        lines, last = real(connection)
        other = forged(ends, lines[-1].hash, b"k" * 32, ())
        closed = forged(ends, other.hash, journal.key_of(connection, None), (), case_id=None)
        unreadable = EntryLine(closed.hash, closed.parent, closed.stored, b"z" * 32)
        return [*lines, other, unreadable], last

    monkeypatch.setattr(border, "_waiting", with_forged)
    _, file = ends.hand_over()
    reasons = [item.reason for item in take_in(ends.office, file).quarantined]
    assert reasons == ["headoffice.other_key", "store.damaged_entry"]


def test_a_restored_laptop_is_noticed(ends: BothEnds) -> None:
    """Two different entries that follow the same one: the laptop went back to an older state and worked on."""
    ends.raised_case()
    _, file = ends.hand_over()
    take_in(ends.office, file)
    with ends.desk.engine.execution_options(write=True).begin() as connection:
        for table in (stored.journal, stored.bundle_out):
            connection.execute(sa.delete(table))
        for name in ("raising", "case", "person", "series"):
            connection.exec_driver_sql(f'DELETE FROM "{name}"')  # noqa: S608
    ends.clock.advance(timedelta(minutes=5))
    ends.raised_case()
    made, again = ends.hand_over()
    assert made.file == "WT03A-0002.wdb"
    report = take_in(ends.office, again)
    assert "headoffice.fork" in {item.reason for item in report.quarantined}


def test_another_desks_case_cannot_be_touched(ends: BothEnds, monkeypatch: pytest.MonkeyPatch) -> None:
    ends.raised_case()
    _, file = ends.hand_over()
    take_in(ends.office, file)
    other = BothEnds(ends.folder, ends.clock, ends.office, enrolled_desk(ends.folder, ends.office, ends.clock, "WT03"))
    assert other.desk.office.device == "WT03B"
    other.raised_case()
    victim, real = ends.cases[0], border._waiting

    def with_forged(connection: sa.Connection) -> tuple[list[EntryLine], int]:
        lines, last = real(connection)
        changes = changed("raising", "x", case_id=victim, raised_on="2026-11-19")
        key = journal.key_of(connection, None)
        return [*lines, forged(other, lines[-1].hash, key, changes, device="WT03B", case_id=None)], last

    monkeypatch.setattr(border, "_waiting", with_forged)
    _, attack = other.hand_over()
    other.desk.close()
    assert [item.reason for item in take_in(ends.office, attack).quarantined] == ["headoffice.not_its_own"]
    with ends.office.reading() as connection:
        assert {held.raising_id for held in cases(connection) if held.id == victim} != {"x"}


def test_two_branches_accept_the_same_policy_and_neither_is_kept_aside(ends: BothEnds) -> None:
    other = BothEnds(ends.folder, ends.clock, ends.office, enrolled_desk(ends.folder, ends.office, ends.clock, "WT04"))
    for end in (ends, other):
        accept(end.desk)
        end.raised_case()
        _, file = end.hand_over()
        report = take_in(ends.office, file)
        assert (report.status, report.quarantined) == ("accepted", ())
    other.desk.close()


def test_a_revoked_laptop_is_a_stranger(ends: BothEnds) -> None:
    ends.raised_case()
    _, file = ends.hand_over()
    with ends.office.writing() as connection:
        connection.execute(sa.update(tables.device).values(active=False))
    assert take_in(ends.office, file).reason == "bundle.stranger"


def test_what_is_kept_is_what_was_sent_byte_for_byte(ends: BothEnds) -> None:
    ends.raised_case()
    _, file = ends.hand_over()
    take_in(ends.office, file)
    with ends.desk.reading() as connection:
        sent = {entry.hash: (entry.parent, entry.stored) for _, entry in journal.entries(connection)}
    with ends.office.reading() as connection:
        kept = {row.hash: (row.parent, bytes(row.stored)) for row in connection.execute(sa.select(tables.entry))}
        instants = connection.execute(sa.select(tables.entry.c.at)).scalars().all()
    assert kept == sent
    assert {write_instant(at) for at in instants} == {"2026-11-19T07:00:00Z"}


def test_nothing_waits_after_the_receipts(ends: BothEnds) -> None:
    ends.raised_case()
    _, file = ends.hand_over()
    take_in(ends.office, file)
    back = ends.folder / "back.wdb"
    reply(ends.office, "WT03", back)
    ends.take_in(back)
    with pytest.raises(Refused) as caught:
        ends.hand_over()
    assert caught.value.key == "bundle.nothing_waits"
    with ends.desk.reading() as connection:
        assert [made.acknowledged_at is not None for made in handovers(connection)] == [True]


def test_a_missing_folder_leaves_no_trace(ends: BothEnds, tmp_path: Path) -> None:
    ends.raised_case()
    with pytest.raises(Unusable), ends.desk.work("handover") as work:
        border.prepare(work, tmp_path / "no-such-stick")
    with ends.desk.reading() as connection:
        assert handovers(connection) == ()
