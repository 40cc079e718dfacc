"""If these fail, an association that drew up its own form in Excel is told "error" instead of the cell to mend."""

from pathlib import Path

import pytest

from watan_desk.forms import CHECKS, FormError, load_form

HEAD = "| survey | | | | | |\n| | type | name | label | relevant | calculation |\n"
ONE = "| | select_one l | a | A | |\n"
CHOICES = "| choices | | | |\n| | list_name | name | label |\n"


@pytest.mark.parametrize(
    ("rows", "key", "row", "column"),
    [
        ("| | text | a | A | |\n| | txt | b | B | |\n", "forms.sheet_type", 3, "type"),
        ("| | | a | A | |\n", "forms.sheet_no_type", 2, "type"),
        ("| | text | | A | |\n", "forms.sheet_no_name", 2, "name"),
        ("| | text | a | A | |\n| | text | a | B | |\n", "forms.sheet_twice", 3, "name"),
        ("| | text | a | A | ${zz} = 1 |\n", "forms.sheet_unknown_name", 2, "relevant"),
        ("| | text | a | A | ${a = 1 |\n", "forms.sheet_reference", 2, "relevant"),
        ("| | begin_group | g | G | |\n| | text | a | A | |\n", "forms.sheet_unmatched", 2, "type"),
        ("| | text | a b | A | |\n", "forms.sheet_bad_name", 2, "name"),
        ("| | calculate | a | | | |\n", "forms.sheet_no_calculation", 2, "calculation"),
        ("| | text | a | | | |\n", "forms.sheet_no_label", 2, "label"),
        ("| | select_one zz | a | A | |\n", "forms.sheet_no_choices", 0, ""),
        (
            f"| | select_one l | a | A | |\n{CHOICES}| | l | x | X |\n| | l | x | Y |\n",
            "forms.sheet_choice_twice",
            3,
            "name",
        ),
        (f"| | select_one l | a | A | |\n{CHOICES}| | l | | X |\n", "forms.sheet_choice_nameless", 2, "name"),
        (f"| | select_multiple l | a | A | |\n{CHOICES}| | l | x y | X |\n", "forms.sheet_choice_space", 2, "name"),
    ],
)
def test_a_sheet_that_cannot_be_converted_is_refused_with_its_cell(
    tmp_path: Path, rows: str, key: str, row: int, column: str
) -> None:
    file = tmp_path / "own.md"
    file.write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(FormError) as refused:
        load_form(file, checks=CHECKS)
    assert (refused.value.key, refused.value.params["row"], refused.value.params["column"]) == (key, row, column)
    for lang in ("ar", "en"):
        sentence = refused.value.sentence(lang)
        assert "{" not in sentence.replace("${", "").replace("{الاسم", "").replace("{name", "")
        assert not row or str(row) in sentence


def test_what_is_not_known_is_quoted(tmp_path: Path) -> None:
    file = tmp_path / "own.md"
    file.write_text("| choices | | |\n| | list_name | name |\n", encoding="utf-8")
    with pytest.raises(FormError) as refused:
        load_form(file, checks=CHECKS)
    assert refused.value.key == "forms.sheet_no_survey"
    assert "own.md" in refused.value.sentence("ar")
