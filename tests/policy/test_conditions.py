"""If these fail, people are asked for conditions of services they did not ask for, or not for those of theirs (R79)."""

from pathlib import Path

import msgspec
import pytest

from tests.desks import MORNING, person
from watan_desk.capture.validity import required_kinds
from watan_desk.forms import Record
from watan_desk.headoffice.linting import lint_pack
from watan_desk.policy.conditions import asked, extension_of
from watan_desk.policy.office import Shelf, form_words
from watan_desk.policy.pack import Pack, shipped_pack

AWN = shipped_pack("awn")


def _open(pack: Pack) -> Record:
    form = Shelf().form(pack.request_form, form_words(pack, "capture"), extension_of(pack, "capture"))
    return form.open(now=lambda: MORNING)


def _asked(record: Record) -> list[str]:
    shown = [view.name for view in record.questions() if view.relevant]
    return [name.removeprefix("condition_") for name in shown if name.startswith("condition_")]


def test_the_conditions_asked_follow_the_services_chosen_and_the_category() -> None:
    record = _open(AWN)
    assert _asked(record) == []
    record.fill({"relation_to_case": "direct", "support_types": ["legal"]})
    assert _asked(record) == ["before_body", "no_lawyer"]
    record.fill({"support_types": ["financial", "legal"]})
    assert _asked(record) == ["before_body", "no_lawyer", "loss", "not_covered"]
    record.fill({"relation_to_case": "witness"})
    assert _asked(record) == ["before_body", "no_lawyer", "witness_cost", "not_covered"]
    record.fill({"support_types": ["information"]})
    assert _asked(record) == []


def test_each_condition_asked_needs_an_answer_and_one_of_another_service_none() -> None:
    record = _open(AWN)
    record.fill({"support_types": ["legal"]})
    assert {"condition_before_body", "condition_no_lawyer"} <= {problem.name for problem in record.problems()}
    record.fill({"condition_before_body": "met", "condition_no_lawyer": "unknown"})
    assert not any(problem.name.startswith("condition_") for problem in record.problems())
    assert [item.code for item in asked(AWN, record.data())] == ["before_body", "no_lawyer"]
    record.fill({"support_types": ["medical"]})
    assert [item.code for item in asked(AWN, record.data())] == []
    record.fill({"support_types": ["legal"]})
    assert record.data()["condition_no_lawyer"] == "unknown", "what was answered comes back with its service"


def test_a_condition_that_is_said_to_be_met_asks_for_its_document() -> None:
    said = person(form="victim").request() | {"support_types": ["medical"]}
    assert required_kinds(said | {"condition_injury": "met"}, AWN.papers) == ("medical_report",)
    assert required_kinds(said | {"condition_injury": "unknown"}, AWN.papers) == ()
    assert AWN.documents.required == ()


def test_another_list_of_conditions_is_another_version_of_the_form() -> None:
    fewer = msgspec.structs.replace(AWN, conditions=AWN.conditions[:2])
    none = msgspec.structs.replace(AWN, conditions=())
    versions = {_open(pack).definition.version for pack in (AWN, fewer, none)}
    assert len(versions) == 3
    assert all(extension_of(shipped_pack(slug), "capture") is None for slug in ("watan-tumuh", "huda", "naba"))


@pytest.mark.parametrize(
    ("was", "now", "place"),
    [
        ('services = ["escort"]', 'services = ["escrow"]', "conditions[appointment].services"),
        ('categories = ["witness"]', 'categories = ["nobody"]', "conditions[witness_cost].categories"),
        ('code = "no_safe_home"', 'code = "injury"', "conditions"),
    ],
)
def test_a_condition_that_nobody_could_be_asked_is_a_fault_of_the_pack(
    tmp_path: Path, was: str, now: str, place: str
) -> None:
    text = Path(__file__).parents[2].joinpath("resources", "packs", "awn", "pack.toml").read_text(encoding="utf-8")
    assert was in text
    (tmp_path / "pack.toml").write_text(text.replace(was, now), encoding="utf-8")
    found = lint_pack(tmp_path)
    assert any(place in found.where(fault) for fault in found.faults)
