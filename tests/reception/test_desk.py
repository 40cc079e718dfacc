"""If these fail, a visitor's question is lost, or a request begins without a number of its own."""

import pytest
import sqlalchemy as sa

from tests.desks import DAY, take_to
from watan_desk.common.errors import Invalid
from watan_desk.practice import MadeUpPerson
from watan_desk.store import tables
from watan_desk.wiring import Desk
from watan_desk.wiring.reach import cases_for


def test_a_visit_that_ends_in_a_request_opens_a_case_with_a_number(desk: Desk, who: MadeUpPerson) -> None:
    done = desk.do("open", None, who.reception())
    assert done.dossier is not None
    case = done.dossier.case
    assert (case.number, case.state, case.owner, done.position) == ("WT03A-1448-0001", "open", "WT03A", 2)
    assert (case.pack, case.pack_version) == (desk.office.pack.slug, desk.office.pack.version)
    [visit] = done.dossier.visits
    assert (visit.day, visit.channel, visit.capacity, visit.outcome) == (DAY, "delegate", "self", "start_request")
    [inquiry] = done.dossier.inquiries
    assert (inquiry.question, inquiry.answered) == (who.say["inquiry"], True)
    assert desk.dossier(take_to(desk, who, "open")).case.number == "WT03A-1448-0002"


def test_where_a_person_was_received_is_kept_and_the_usual_place_needs_no_word(desk: Desk, who: MadeUpPerson) -> None:
    usual = desk.do("open", None, who.reception()).dossier
    home = desk.do("open", None, who.reception() | {"reception_place": "home"}).dossier
    assert [opened and opened.place for opened in (usual, home)] == ["branch", "home"]
    with pytest.raises(Invalid) as refused:
        desk.do("open", None, who.reception() | {"reception_place": "moon"})
    assert [problem.field for problem in refused.value.problems] == ["reception_place"]


def test_a_visit_without_a_request_is_kept_and_opens_nothing(desk: Desk, who: MadeUpPerson) -> None:
    asked = [{"question": who.say["question"], "answered": "no"}, {"question": who.say["inquiry"], "answered": "no"}]
    visit = who.reception() | {"visit_reason": "inquiry", "outcome": "close", "inquiries": asked}
    done = desk.do("open", None, visit)
    assert (done.dossier, done.position, desk.cases()) == (None, 2, ())
    with desk.reading() as connection:
        kept = connection.execute(sa.select(tables.inquiry.c.question, tables.inquiry.c.answered)).all()
        assert connection.execute(sa.select(tables.visit.c.case_id)).scalars().all() == [None]
    assert [tuple(row) for row in kept] == [(item["question"], False) for item in asked]


def test_several_inquiries_keep_their_order(desk: Desk, who: MadeUpPerson) -> None:
    asked = [{"question": f"{who.say['question']} {place}", "answered": "no"} for place in range(4)]
    done = desk.do("open", None, who.reception() | {"inquiries": asked})
    assert done.dossier is not None
    assert [inquiry.question for inquiry in done.dossier.inquiries] == [item["question"] for item in asked]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reception_channel", "pigeon"),
        ("reception_date", "2026-11-20"),
        ("outcome", ""),
        ("shoe_size", "42"),
        ("inquiries", [{"question": "", "answered": "no"}]),
        ("inquiries", [{"question": "كم مدة الدراسة", "answered": "yes"}]),
    ],
)
def test_a_broken_rule_of_the_form_is_named_and_takes_no_number(
    desk: Desk, who: MadeUpPerson, field: str, value: object
) -> None:
    with pytest.raises(Invalid) as refused:
        desk.do("open", None, who.reception() | {field: value})
    assert refused.value.problems
    assert desk.cases() == ()
    assert desk.dossier(take_to(desk, who, "open")).case.number.endswith("0001")


@pytest.mark.parametrize("kind", ["supporter", "volunteer", "other"])
def test_only_a_beneficiary_makes_a_request(desk: Desk, who: MadeUpPerson, kind: str) -> None:
    with pytest.raises(Invalid) as refused:
        desk.do("open", None, who.reception() | {"party_type": kind})
    assert [problem.field for problem in refused.value.problems] == ["outcome"]
    assert desk.cases() == ()
    assert desk.do("open", None, who.reception() | {"party_type": kind, "outcome": "close"}).dossier is None


def test_requests_are_filtered_by_internal_or_external_and_by_department(desk: Desk, who: MadeUpPerson) -> None:
    inside = {"beneficiary_kind": "internal", "department": "المحاسبة"}
    own = desk.do("open", None, who.reception() | inside).dossier
    other = desk.do("open", None, who.reception()).dossier
    assert own is not None
    assert other is not None
    assert [case.number for case in cases_for(desk, "internal", "")] == [own.case.number]
    assert [case.number for case in cases_for(desk, "external", "")] == [other.case.number]
    assert [case.number for case in cases_for(desk, "", "المُحاسبه")] == [own.case.number]
    assert len(cases_for(desk, "", "")) == 2
