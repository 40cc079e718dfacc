"""If these fail, the board, the public or a beneficiary is handed a sheet that does not say what it must."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from watan_desk.letter.policy_sheets import sheet_pdf
from watan_desk.letter.values import letterhead_of
from watan_desk.policy.office import Office
from watan_desk.policy.pack import shipped_pack, shipped_packs
from watan_desk.policy.sheets import KINDS, RIGHTS, Sheet, sheet
from watan_desk.policy.signed import Settlement

SILENT = {
    "max_reply",
    "appeal",
    "complaint_steps",
    "retention",
    "consent_text",
    "guardian",
    "data_correction",
    "document_list",
    "priorities",
    "channel_always",
    "delegate_role",
    "trust_question",
    "standards_sheet",
    "bundle",
    "letters",
}
OWN = {
    "watan-tumuh": {"wait_start", "blocking", "locking", "signers", "strict_order", "beneficiaries_only", "one_owner"},
    "huda": {"survey_interval", "volunteer_role", "urgent_service", "pilgrim_identity", "joint_work", "signers"},
    "awn": {"delegate_permission", "criteria", "closing", "other_decider", "discreet", "override_reason"},
    "naba": {"wait_start", "policy_title", "clarify_any_time", "screen_stroke", "need_first", "small_groups"},
    "barmajiat": {"wait_start", "strict_order", "registration_items", "more_information", "dispute_procedure"},
}
every_pack = pytest.mark.parametrize("slug", sorted(OWN))


def _office(slug: str) -> Office:
    return Office(shipped_pack(slug), "WT03A", "فرع الواحة", "0500000300", "أمل السالم", {})


def _said(made: Sheet) -> str:
    cells = [cell for section in made.sections for row in section.rows for cell in row]
    return "\n".join([*(line for section in made.sections for line in (section.heading, *section.lines)), *cells])


@every_pack
def test_every_default_of_the_product_is_listed_for_the_board(slug: str) -> None:
    office = _office(slug)
    codes = {item.code for item in office.pack.defaults}
    assert SILENT | OWN[slug] <= codes
    said = _said(sheet("defaults", office, "ar"))
    assert "إعداد المنتج — غير وارد في السياسة" in said
    assert all(item.label.ar in said for item in office.pack.defaults)


@every_pack
def test_every_aim_stands_under_its_clause(slug: str) -> None:
    pack, made = shipped_pack(slug), sheet("standards", _office(slug), "ar")
    wanted = {"lasting_relation", "best_practice", "professional"}
    if slug != "huda":
        wanted = {"priority", "whole_service", "best_practice", "quality_culture", "innovation"}
    assert wanted <= {aim.code for aim in pack.aims}
    for aim in pack.aims:
        section = next(each for each in made.sections if each.heading == pack.headings[aim.clause].ar)
        assert (aim.text.ar, aim.standard.ar) in section.rows


@every_pack
def test_every_service_says_what_it_is_for_whom_and_on_which_conditions(slug: str) -> None:
    office = _office(slug)
    assert len(office.pack.fact_sheets) >= 3
    said = _said(sheet("services", office, "ar"))
    for fact in office.pack.fact_sheets:
        assert fact.conditions
        for part in (fact.title, fact.what, fact.whom, *fact.conditions):
            assert part.ar in said


@every_pack
def test_the_regulations_are_listed(slug: str) -> None:
    office = _office(slug)
    assert office.pack.regulations
    assert all(item.ar in _said(sheet("regulations", office, "ar")) for item in office.pack.regulations)


def test_the_public_copy_names_nobody_and_says_that_the_policy_is_in_force() -> None:
    office = _office("barmajiat")
    at = datetime(2026, 11, 19, 7, tzinfo=UTC)
    word = Settlement("0" * 36, "barmajiat", "2026.1", "", date(2023, 3, 9), "2", None, "محضر", "أمين المجلس", at)
    said = _said(sheet("public", replace(office, settlement=word), "ar"))
    assert "السياسة معمول بها بنص اعتمادها" in said
    for private in (office.delegate_name, office.branch_phone, office.branch_name, word.by, word.reason):
        assert private not in said


def test_the_rights_card_speaks_the_packs_word_for_the_person() -> None:
    said = sheet("rights", _office("naba"), "ar")
    assert len(said.sections[1].lines) == len(RIGHTS)
    assert "المستفيد" in _said(said)
    assert "0500000300" in _said(said)


@pytest.mark.parametrize("kind", KINDS)
def test_every_sheet_is_drawn_for_every_association(kind: str) -> None:
    for slug in shipped_packs():
        office = _office(slug)
        assert sheet_pdf(sheet(kind, office, "ar"), letterhead_of(office)).startswith(b"%PDF")
        assert _said(sheet(kind, office, "en"))
