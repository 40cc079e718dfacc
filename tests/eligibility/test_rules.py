"""If these fail, a service is decided on without the checks that its association asks for, or with too many."""

import pytest
from msgspec.structs import replace

from watan_desk.eligibility.records import Gathering, sources_in
from watan_desk.eligibility.rules import (
    asked_data,
    open_criteria,
    required_mechanisms,
    unproven,
    without_source,
)
from watan_desk.policy.eligibility import Cell, Eligibility, Mechanism, Source
from watan_desk.policy.pack import shipped_pack
from watan_desk.policy.parts import Label
from watan_desk.store.types import read_instant

AT = read_instant("2026-11-19T07:00:00Z")


@pytest.fixture(scope="module")
def rules() -> Eligibility:
    """Return the rules of the association that verifies entitlement."""
    found = shipped_pack("awn").eligibility
    assert found is not None
    return found


def _asked(services: list[str], category: str = "direct") -> dict[str, object]:
    return {"support_types": services, "relation_to_case": category}


def _gathered(*sources: dict[str, str]) -> tuple[Gathering, ...]:
    return (Gathering("1", "1", {"sources": list(sources)}, "WT03A", AT),)


def _codes(found: tuple[Mechanism, ...]) -> list[str]:
    return [item.code for item in found]


@pytest.mark.parametrize(
    ("services", "category", "expected"),
    [
        (["social"], "direct", ["desk_check"]),
        (["information"], "direct", []),
        (["legal"], "direct", ["desk_check", "interview"]),
        (["financial"], "direct", ["desk_check", "field_visit"]),
        (["financial"], "witness", ["desk_check", "interview"]),
        (["psychological", "financial"], "family", ["desk_check", "interview", "field_visit"]),
    ],
)
def test_the_matrix_of_service_and_category_says_which_sheets_are_needed(
    rules: Eligibility, services: list[str], category: str, expected: list[str]
) -> None:
    assert _codes(required_mechanisms(rules, _asked(services, category))) == expected


def test_a_changed_cell_changes_the_sheets(rules: Eligibility) -> None:
    changed = replace(rules, matrix=(*rules.matrix, Cell("social", "family", ("field_visit",))))
    assert _codes(required_mechanisms(rules, _asked(["social"], "family"))) == ["desk_check"]
    assert _codes(required_mechanisms(changed, _asked(["social"], "family"))) == ["field_visit"]
    assert _codes(required_mechanisms(changed, _asked(["social"], "direct"))) == ["desk_check"]


def test_a_datum_needs_a_source_and_only_where_it_is_asked(rules: Eligibility) -> None:
    assert [item.code for item in asked_data(rules, {})] == ["relation", "incident", "need"]
    named = {"id_number": "1994580734", "police_report_number": "77"}
    assert [item.code for item in asked_data(rules, named)] == ["identity", "relation", "incident", "report", "need"]
    given = _gathered({"datum": "need", "source": "form", "proven": "no"})
    assert [item.code for item in without_source(rules, {}, given)] == ["relation", "incident"]


def test_what_is_stated_stands_apart_from_what_is_proven(rules: Eligibility) -> None:
    given = _gathered(
        {"datum": "need", "source": "form", "proven": "no"},
        {"datum": "incident", "source": "document", "proven": "yes", "evidence": "محضر"},
    )
    assert [item.code for item in unproven(rules, given)] == ["need"]
    later = (*given, *_gathered({"datum": "need", "source": "visit", "proven": "yes", "evidence": "زيارة"}))
    assert unproven(rules, later) == ()
    assert sources_in(later)["need"].source == "visit"


def test_criteria_stand_in_two_groups_and_an_empty_one_is_open(rules: Eligibility) -> None:
    assert {item.group for item in rules.criteria} == {"regulations", "professional"}
    assert [item.code for item in open_criteria(rules, ())] == [item.code for item in rules.criteria]


def test_the_lists_are_open_and_a_stranger_in_them_is_found(rules: Eligibility) -> None:
    more = Mechanism("expert", Label("رأي خبير", "Expert opinion"))
    added = replace(rules, mechanisms=(*rules.mechanisms, more), sources=(*rules.sources, Source("court", more.label)))
    assert [item.code for item in added.done_by("examine")] == ["desk_check", "interview", "expert"]
    assert added.strangers() == []
    assert replace(rules, matrix=(Cell("*", "*", ("dance",)),)).strangers() == ["dance"]
