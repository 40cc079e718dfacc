"""If these fail, a complaint or an obstacle of a branch never reaches head office, or travels readable."""

import pytest

from tests.headoffice.conftest import BothEnds
from tests.registers.given import done, made
from watan_desk.common.errors import Unusable
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.registers import Sought, counted, entry_document, held_entries
from watan_desk.registers.summary import told, waiting_entries
from watan_desk.wiring import hand_over


def _arrive(ends: BothEnds) -> None:
    _, file = ends.hand_over()
    assert take_in(ends.office, file).status == "accepted"


def test_entries_and_acts_arrive_whole(ends: BothEnds) -> None:
    complaint = made(ends.desk, "complaint")
    done(ends.desk, complaint, "hear", "act_statement")
    need = made(ends.desk, "need")
    _arrive(ends)
    with ends.office.reading() as connection:
        held = held_entries(connection, Sought())
        whole = entry_document(connection, complaint.number)
    assert [(each.number, each.state, each.branch) for each in held] == [
        (need.number, "open", "WT03"),
        (complaint.number, "heard", "WT03"),
    ]
    assert whole["answers"] == complaint.answers
    assert [act["answers"]["second_statement"] for act in whole["acts"]] == ["تعطلت المركبة"]


def test_what_is_done_later_follows_and_nothing_comes_twice(ends: BothEnds) -> None:
    need = made(ends.desk, "need")
    _arrive(ends)
    done(ends.desk, need, "meet", "act_close")
    _arrive(ends)
    with ends.office.reading() as connection:
        [held] = held_entries(connection, Sought(register="need"))
        assert held_entries(connection, Sought(open_only=True)) == ()
        assert len(entry_document(connection, need.number)["acts"]) == 1
    assert (held.state, held.over) == ("met", True)


def test_obstacles_stand_in_the_summary_of_the_handover_until_they_have_arrived(ends: BothEnds) -> None:
    for category in ("distance", "distance", "documents"):
        made(ends.desk, "obstacle", category=category)
    made(ends.desk, "need")
    with ends.desk.reading() as connection:
        found = waiting_entries(connection)
    assert found == {"obstacle": {"distance": 2, "documents": 1}}
    assert told(ends.desk.office, found)[0] == ("العوائق: بُعد المكان أو التنقل", 2)
    sent = hand_over(ends.desk, ends.folder)
    assert sent.registers == found
    assert "بُعد المكان أو التنقل" in sent.sheet.letter.text
    assert take_in(ends.office, sent.path).status == "accepted"
    with ends.office.reading() as connection:
        assert counted(connection, "category", Sought(register="obstacle")) == found


def test_the_file_on_its_way_holds_no_word_of_an_entry(ends: BothEnds) -> None:
    made(ends.desk, "complaint", subject="تأخر تسليم السلة")
    _, file = ends.hand_over()
    raw = file.read_bytes()
    for secret in ("تأخر", "complaint", "منى سالم", "C0001"):
        assert secret.encode() not in raw


def test_an_entry_that_never_came_is_said_to_be_missing(ends: BothEnds) -> None:
    with ends.office.reading() as connection, pytest.raises(Unusable):
        entry_document(connection, "WT03A-1448-C0001")
