"""If these fail, an association that drew up its own form in Excel is told "error" instead of the cell to mend."""

from pathlib import Path

import pytest
from openpyxl import Workbook

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
        (f"| | select_one ll | a | A | |\n{CHOICES}| | l | x | X |\n", "forms.sheet_no_such_list", 2, "type"),
        ("| | text | a | ${zz} | |\n", "forms.sheet_unknown_name", 2, "label"),
        (
            "| | range | a | A | |\n".replace("range", "select_one_from_file x.doc"),
            "forms.sheet_file_ending",
            2,
            "type",
        ),
        (
            (
                "| | begin_repeat | g | G | |\n| | text | b | B | |\n| | end_repeat | | | |\n"
                "| | begin_group | h | H | |\n| | begin_repeat | g | G | |\n| | text | c | C | |\n"
                "| | end_repeat | | | |\n| | end_group | | | |\n"
            ),
            "forms.sheet_repeat_name",
            6,
            "name",
        ),
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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("txet", "text"),
        ("Integer", "integer"),
        ("select_one", "select_one list_name"),
        ("select_one my list", "select_one my_list"),
        ("select_one_list", "select_one list"),
        ("sleect_one list", "select_one list"),
    ],
)
def test_a_type_that_does_not_exist_is_answered_with_the_nearest(tmp_path: Path, typed: str, meant: str) -> None:
    file = tmp_path / "own.md"
    file.write_text(f"{HEAD}| | {typed} | a | A | |\n{CHOICES}| | list | x | X |\n", encoding="utf-8")
    with pytest.raises(FormError) as refused:
        load_form(file, checks=CHECKS)
    assert refused.value.cure is not None
    assert meant in refused.value.cure[1].values()
    assert meant in refused.value.sentence("ar")


@pytest.mark.parametrize(
    ("sheets", "key", "said"),
    [
        ({"Sheet1": [["type", "name"]], "Sheet2": []}, "forms.sheet_no_survey", "Sheet1"),
        ({"survey": [[], ["type", "name"], ["text", "a"]]}, "forms.sheet_blank_top", ""),
        ({"survey": [["Our form"], ["type", "name"], ["text", "a"]]}, "forms.sheet_no_heading", "type"),
        ({"survey": [["type", "name", "name"], ["text", "a", ""]]}, "forms.sheet_heading_twice", "name"),
        (
            {
                "survey": [["type", "name", "label"], ["select_one l", "a", "A"]],
                "choices": [["list", "name", "label"], ["l", "x", "X"]],
            },
            "forms.sheet_no_list_name",
            "list_name",
        ),
        (
            {"survey": [["type", "name", "calculatoin"], ["calculate", "a", "1 + 1"]]},
            "forms.sheet_no_calculation",
            "calculatoin",
        ),
        ({"survey": [["type", "nmae", "label"], ["text", "a", "A"]]}, "forms.sheet_no_name", "nmae"),
    ],
)
def test_a_workbook_of_another_shape_is_refused_in_both_languages(
    tmp_path: Path, sheets: dict[str, list[list[str]]], key: str, said: str
) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "own.xlsx")
    with pytest.raises(FormError) as refused:
        load_form(tmp_path / "own.xlsx", checks=CHECKS)
    assert refused.value.key == key
    for lang in ("ar", "en"):
        assert said in refused.value.sentence(lang)
        assert "xlsform.org" not in refused.value.sentence(lang)


def test_what_is_not_known_is_quoted(tmp_path: Path) -> None:
    file = tmp_path / "own.md"
    file.write_text("| choices | | |\n| | list_name | name |\n", encoding="utf-8")
    with pytest.raises(FormError) as refused:
        load_form(file, checks=CHECKS)
    assert refused.value.key == "forms.sheet_no_survey"
    assert "own.md" in refused.value.sentence("ar")
