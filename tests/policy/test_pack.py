"""If these fail, a desk shows channels, steps or a wait that the association's policy does not have."""

from datetime import date
from pathlib import Path

import pytest

from watan_desk.common.errors import Unusable
from watan_desk.common.resources import form_definition, resource
from watan_desk.letter.template import kinds
from watan_desk.policy.pack import CONDITIONS, DEEDS, Pack, load_pack, shipped_pack, shipped_packs

TOOLS = ["اللائحة الأساسية للجمعية", "دليل خدمات البحث الاجتماعي", "دليل سياسة الدعم للمستفيدين", "طلب دعم مستفيد"]


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Return the pack of Watan Tumuh."""
    return shipped_pack("watan-tumuh")


def test_the_four_tools_stand_as_printed_and_the_form_is_the_fourth(pack: Pack) -> None:
    assert [tool.label.ar for tool in pack.tools] == TOOLS
    assert [tool.kind for tool in pack.tools] == ["document", "document", "document", "form"]
    assert form_definition(pack.request_form).is_file()


def test_the_seven_steps_are_in_order(pack: Pack) -> None:
    assert [step.position for step in pack.steps] == [1, 2, 3, 4, 5, 6, 7]
    assert [step.code for step in pack.steps] == [
        "reception",
        "verification",
        "clarification",
        "attestation",
        "raising",
        "registration",
        "service",
    ]
    assert [rule.step for rule in pack.deeds] == sorted(rule.step for rule in pack.deeds)


def test_the_reply_waits_two_weeks_from_the_raising_without_a_ceiling(pack: Pack) -> None:
    assert (pack.wait.min_days, pack.wait.max_days, pack.wait.start) == (14, None, "raised")


def test_the_two_printed_days_of_approval_contradict_each_other(pack: Pack) -> None:
    assert pack.approval.status() == "inconsistent"
    assert pack.approval.candidates() == (date(2025, 6, 30), date(2024, 6, 30))


def test_doubts_about_the_text_name_their_line_and_what_is_printed(pack: Pack) -> None:
    found = {(lint.code, lint.line, lint.corrected) for lint in pack.lints}
    assert {("misspelling", 86, "مناديب"), ("misspelling", 38, "صيغة"), ("duplicate_word", 36, "")} <= found
    assert all(lint.printed for lint in pack.lints)


def test_every_deed_but_its_letters_are_known(pack: Pack) -> None:
    every = [shipped_pack(slug) for slug in shipped_packs()]
    assert {rule.kind for each in every for rule in each.deeds} == set(DEEDS)
    named = {kind for rule in pack.deeds for kind in (*rule.letters, *rule.letters_for, *rule.letters_lacking)}
    assert named <= set(kinds())
    assert {"L01", "L02", "L03", "L04", "L06", "L07", "L08", "L09"} <= named
    assert {need for each in every for rule in each.deeds for need in rule.needs} == set(CONDITIONS)


def test_every_shipped_pack_loads() -> None:
    assert "watan-tumuh" in shipped_packs()
    assert [shipped_pack(slug).slug for slug in shipped_packs()] == list(shipped_packs())
    with pytest.raises(Unusable) as refused:
        shipped_pack("../watan-tumuh")
    assert refused.value.key == "policy.no_such_pack"


def _changed(folder: Path, old: str, new: str) -> Path:
    text = resource("packs", "watan-tumuh", "pack.toml").read_text(encoding="utf-8")
    assert old in text
    path = folder / "pack.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "rate"', 'kind = "dance"'),
        ('after = ["deliver"]', 'after = ["dance"]'),
        ('until = ["rate"]', 'until = ["dance"]'),
        ('"attestation_current"', '"moon_is_full"'),
        ("[wait]\nmin_days", "[wait]\nleast_days"),
        ("format = 1", "format = 2"),
        ("step = 7", "step = 8"),
        ("position = 7", "position = 9"),
        ('from = "raised"', 'from = "opened"'),
        ('hijri = "1447-01-05"', 'hijri = "1447-01-31"'),
        ('gregorian = "2024-06-30"', 'gregorian = "2024-06-31"'),
        ("min_days = 14", 'min_days = "two weeks"'),
        ('slug = "watan-tumuh"', ""),
    ],
)
def test_a_pack_that_says_what_nobody_knows_is_refused(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(Unusable) as refused:
        load_pack(_changed(tmp_path, old, new))
    assert refused.value.key == "policy.pack_wrong"


@pytest.mark.parametrize("raw", [b"", b"= =", b"\xff\xfe", None])
def test_what_is_no_pack_is_refused(tmp_path: Path, raw: bytes | None) -> None:
    path = tmp_path / "pack.toml"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(Unusable):
        load_pack(path)


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ('gregorian = "2024-06-30"', 'gregorian = "2025-06-30"', "ok"),
        ('hijri = "1447-01-05"\ngregorian = "2024-06-30"', "", "blank"),
    ],
)
def test_an_approval_counts_only_where_its_days_agree(tmp_path: Path, old: str, new: str, status: str) -> None:
    assert load_pack(_changed(tmp_path, old, new)).approval.status() == status
