"""If these failed, a deed at the desk would have no form, ask the wrong things, or let through what must not pass."""

import json
import time
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from watan_desk.common.errors import Invalid
from watan_desk.common.resources import form_definition
from watan_desk.forms import CHECKS, Form, Record, checked, compile_form, load_form

Now = Callable[[], datetime]
NAMES = sorted(path.stem for path in form_definition("general").parent.glob("*.md"))
GOLDEN = Path(__file__).parent / "golden" / "general.json"

DATA = Path(__file__).parent / "data"
PERSON: dict[str, object] = json.loads((DATA / "person.json").read_text(encoding="utf-8"))
"""A synthetic widow with two children; every number lies in the range reserved for tests."""
STAGES = [
    stage
    for name in ("stages.json", "registers.json")
    for stage in json.loads((DATA / name).read_text(encoding="utf-8"))
]
"""For each form: answers that are right, and one change that is wrong."""


@lru_cache
def _form(name: str) -> Form:
    return load_form(form_definition(name), checks=CHECKS)


def _general(now: Now, **changes: object) -> Record:
    record = _form("general").open(now=now, lang="en")
    record.fill({**{key: value for key, value in PERSON.items() if key != "medical_report_sighted"}, **changes})
    return record


def _problems(record: Record) -> list[tuple[str, str]]:
    return [(problem.name, problem.key) for problem in record.problems()]


def _warned(record: Record) -> list[tuple[str, str]]:
    return [(warning.name, warning.key) for warning in record.warnings()]


@pytest.mark.parametrize("name", NAMES)
def test_every_form_speaks_both_languages(name: str) -> None:
    form = _form(name)
    assert form.id == name
    assert form.version >= "2026112101"
    assert form.languages == ("ar", "en")
    assert form.title("ar")
    for field in form.fields():
        if field.type != "hidden":
            assert all(field.label[lang] for lang in ("ar", "en")), field.name
            assert field.label["ar"] != field.label["en"]


@pytest.mark.parametrize("name", NAMES)
def test_every_choice_has_a_label_and_every_group_a_heading(name: str, now: Now) -> None:
    for lang in ("ar", "en"):
        record = _form(name).open(now=now, lang=lang)
        nodes = [record.tree()]
        while nodes:
            node = nodes.pop()
            nodes += node.children
            assert node.label or node.ref == "/data"
            assert all(label for _, label in node.choices)
            assert bool(node.choices) == node.type.startswith("select")


@pytest.mark.parametrize("name", NAMES)
def test_every_form_compiles_again_from_its_stored_text(name: str) -> None:
    form = _form(name)
    assert compile_form(form.xml, checks=CHECKS).fields() == form.fields()


def test_the_request_form_asks_what_the_field_list_says() -> None:
    fields = _form("general").fields()
    own = [field for field in fields if not field.name.startswith("rep_") and field.type != "hidden"]
    assert len(own) == 77 + 2  # and what could not be read, with its reason
    assert len([field for field in fields if field.name.startswith("rep_")]) == 10 + 1
    assert [field.name for field in fields if field.type == "hidden"] == ["applicant_capacity", "sensitive_allowed"]
    assert {field.name for field in fields if field.sensitive} == {
        "member_health",
        "health_conditions",
        "disability_types",
        "medical_report_sighted",
    }
    assert len([field for field in fields if field.repeat == "family_members"]) == 9


QUESTIONS = {
    "pilgrim": (38, set(), {"symptoms", "chronic_known", "first_aid_given"}),
    "victim": (
        35 + 11,
        {"consent_record", "consent_share_legal", "consent_share_psych", "consent_share_authority"},
        {
            *("danger_now", "trusted_person", "guardian_is_safe", "incident_type", "incident_period", "reported"),
            *("police_report_number", "report_authority", "distress_observed"),
        },
    ),
    "water": (35 + 11, set(), {"vulnerable"}),
    "software": (34 + 11, {"consent_remote", "consent_data_view"}, {"accessibility"}),
}
"""For each request form: its questions with those of the representative, its consents, and what is sensitive."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_associations_form_asks_what_its_field_list_says(name: str) -> None:
    count, consents, sensitive = QUESTIONS[name]
    fields = [field for field in _form(name).fields() if field.type != "hidden"]
    assert len(fields) == count
    assert {field.name for field in fields if field.sensitive} == sensitive
    assert {field.name for field in fields if field.name.startswith("consent_")} == consents
    assert _form(name).notices("en") == ()


def test_an_emergency_is_kept_with_six_answers_and_the_rest_follows(now: Now) -> None:
    urgent = next(stage["right"] for stage in STAGES if stage["right"].get("triage") == "red")
    record = _form("pilgrim").open(now=now)
    record.fill(urgent)
    assert record.problems() == ()
    record.fill({"provisional": ""})
    assert {"sex", "nationality", "service_given", "handover_time"} <= {name for name, _ in _problems(record)}
    record.fill({"provisional": "yes", "triage": "green"})
    assert "nationality" in {name for name, _ in _problems(record)}


def test_nothing_of_a_victims_story_has_a_field(now: Now) -> None:
    narrow = {field.name for field in _form("victim").fields() if field.type == "text"}
    assert narrow == {
        *("alias", "safe_mobile", "safe_times", "trusted_person", "id_number", "full_name"),
        *("police_report_number", "report_authority", "next_safe_step"),
        *("rep_name", "rep_id_number", "rep_mobile", "rep_document_number"),
    }


def test_each_section_of_the_request_form_is_a_page(now: Now) -> None:
    tree = _form("general").open(now=now).tree()
    assert [page.name for page in tree.children] == [
        "identity",
        "representative",
        "contact",
        "family",
        "housing",
        "income",
        "health",
        "request",
    ]
    assert all(page.kind == "group" for page in tree.children)


def test_a_complete_request_has_no_problem(now: Now) -> None:
    record = _general(now)
    assert _problems(record) == []
    assert _warned(record) == []
    data = record.data()
    assert (data["income_total"], data["income_per_person"]) == ("4500.5", "1500.17")
    assert (data["national_id"], data["mobile"], data["annual_rent"]) == ("1994580734", "+966500000123", "18000")
    again = _form("general").open(now=now)
    again.fill(data)
    assert again.data() == data


def test_the_sealed_bytes_of_a_request_stay_as_they_are(now: Now) -> None:
    assert _general(now).canonical() == GOLDEN.read_bytes()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"national_id": "1994580735"}, ("national_id", "forms.saudi_id_checksum")),
        ({"national_id": "199458073"}, ("national_id", "forms.constraint")),
        ({"name_father": ""}, ("name_father", "forms.required")),
        ({"birth_date": "2030-01-01"}, ("birth_date", "forms.constraint")),
        ({"birth_date": "1405/13/40"}, ("birth_date", "forms.type_date")),
        ({"birth_date": "2012-01-01"}, ("birth_date", "forms.minor_alone")),
        ({"mobile": "0112345678"}, ("mobile", "forms.constraint")),
        ({"alt_mobile": "+966500000123"}, ("alt_mobile", "forms.constraint")),
        ({"dependents_count": "3"}, ("dependents_count", "forms.constraint")),
        ({"utilities_missing": ["none", "water"]}, ("utilities_missing", "forms.constraint")),
        (
            {"support_types": ["food", "rent", "debt", "medical", "devices", "cash"]},
            ("support_types", "forms.constraint"),
        ),
        ({"urgency": "urgent"}, ("urgency_reason", "forms.required")),
        ({"beneficiary_category": "other"}, ("category_other", "forms.required")),
        ({"sex": "f"}, ("sex", "forms.type_choice")),
        (
            {"support_types": ["cash"], "iban": "SA4899990951454752772041", "iban_holder_match": "yes"},
            ("iban", "forms.sa_iban_checksum"),
        ),
        ({"rooms_count": "two"}, ("rooms_count", "forms.type_int")),
    ],
)
def test_one_wrong_answer_is_one_problem(now: Now, changes: dict[str, object], problem: tuple[str, str]) -> None:
    assert _problems(_general(now, **changes)) == [problem]


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        ({"id_expiry_date": "2026-11-01"}, ("id_expiry_date", "forms.expired")),
        ({"lease_expiry_date": "2026-12-01"}, ("lease_expiry_date", "forms.expires_soon")),
        ({"birth_date_precision": "default_1_7"}, ("birth_date", "forms.birth_estimate")),
        ({"nationality": "YEM", "income_citizen_account": ""}, ("nationality", "forms.nationality_id")),
        ({"income_proof_date": "2026-01-01"}, ("income_proof_date", "forms.too_old")),
        ({"name_first": "منى 2"}, ("name_first", "forms.name_odd")),
    ],
)
def test_a_doubtful_answer_warns_and_never_blocks(
    now: Now, changes: dict[str, object], warning: tuple[str, str]
) -> None:
    record = _general(now, **changes)
    assert _problems(record) == []
    assert warning in _warned(record)


def test_a_representative_is_asked_for_when_somebody_else_applies(now: Now) -> None:
    alone, agent = _general(now), _general(now, applicant_capacity="agent")
    assert not alone.node("/data/representative").relevant
    assert agent.node("/data/representative").relevant
    assert {name for name, _ in _problems(agent)} == {
        "rep_basis",
        "rep_name",
        "rep_id_number",
        "rep_relation",
        "rep_mobile",
        "rep_document_number",
        "rep_document_date",
        "rep_verification",
    }
    agent.fill({"rep_basis": "natural_guardian"})
    assert "rep_document_number" not in {name for name, _ in _problems(agent)}


def test_the_family_is_listed_only_where_somebody_depends(now: Now) -> None:
    record = _general(now, dependents_count="0")
    assert not record.node("/data/family/family_members").relevant
    assert "family_members" not in record.data()
    assert _problems(record) == []


def test_an_answer_is_taken_in_a_few_milliseconds(now: Now) -> None:
    record = _general(now)
    record.tree()
    start = time.perf_counter()
    for round_ in range(20):
        record.set("/data/income/income_salary", str(4000 + round_))
        record.set("/data/identity/name_first", f"منى{round_}")
    assert (time.perf_counter() - start) / 40 < 0.05


def test_reception_takes_any_number_of_inquiries_and_the_packs_channels(now: Now) -> None:
    data: dict[str, object] = {
        "visit_reason": "inquiry",
        "reception_channel": "desk",
        "applicant_capacity": "self",
        "preferred_language": "ar",
        "outcome": "close",
    }
    channels = {"channel": [("desk", {"ar": "مكتب الاستقبال", "en": "Front desk"})]}
    record = checked(_form("reception"), data, now=now, choices=channels)
    assert record.value("reception_date") == "2026-11-21"
    assert record.data()["inquiries"] == []
    inquiry = {"question": "متى يبدأ التقديم؟", "answered": "yes"}
    with pytest.raises(Invalid) as refused:
        checked(_form("reception"), {**data, "inquiries": [inquiry]}, now=now, choices=channels)
    assert [problem.field for problem in refused.value.problems] == ["answer"]
    whole = checked(
        _form("reception"), {**data, "inquiries": [{**inquiry, "answer": "غدًا"}]}, now=now, choices=channels
    )
    assert whole.data()["inquiries"] == [{**inquiry, "answer": "غدًا"}]


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: f"{stage['form']}-{'-'.join(stage['wrong'])}")
def test_each_stage_accepts_a_right_answer_and_refuses_one_wrong_one(stage: dict[str, Any], now: Now) -> None:
    form = _form(stage["form"])
    assert checked(form, stage["right"], now=now).problems() == ()
    with pytest.raises(Invalid) as refused:
        checked(form, {**stage["right"], **stage["wrong"]}, now=now)
    assert len(refused.value.problems) == 1
    assert refused.value.problems[0].sentence("ar")


def test_every_form_of_a_stage_is_tried() -> None:
    assert {stage["form"] for stage in STAGES} | {"general", "water", "software", "reception"} >= set(NAMES)
