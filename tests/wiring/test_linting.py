"""If these fail, an association learns on paper, before a person, what its pack does wrong."""

from pathlib import Path

import pytest

from watan_desk.common.resources import resource
from watan_desk.policy.pack import shipped_packs
from watan_desk.wiring.linting import lint_pack


@pytest.mark.parametrize("slug", shipped_packs())
def test_shipped_packs_are_without_fault(slug: str) -> None:
    assert lint_pack(resource("packs", slug)).faults == ()


def test_a_character_that_no_letter_can_show_is_a_fault_in_both_languages(tmp_path: Path) -> None:
    text = resource("packs", "watan-tumuh", "pack.toml").read_text(encoding="utf-8")
    (tmp_path / "pack.toml").write_text(text.replace("مسئولية مباشرة", "مسئولية 法 مباشرة"), encoding="utf-8")
    faults = lint_pack(tmp_path).faults
    assert {fault.code for fault in faults} == {"letter"}
    assert "U+6CD5" in faults[0].said["ar"]
    assert faults[0].said["en"] != faults[0].said["ar"]
