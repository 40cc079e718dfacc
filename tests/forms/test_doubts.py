"""If these fail, a form that asks nothing, or never, where its author meant it to, is called good."""

from pathlib import Path

import pytest

from watan_desk.forms import CHECKS, load_form
from watan_desk.forms.lints import Finding, lint

HEAD = (
    "| survey | | | | | | | | | |\n"
    "| | Type | Name | label | relevant | Constraint | calculation | choice filter | required | default |\n"
)
ASKED = (
    "| | select_one region | region | R | | | | | | |\n| | select_one city | city | C | | | | region=${region} | | |\n"
    "| | select_multiple need | needs | N | | | | | | |\n| | date | born | B | | | | | | |\n"
    "| | integer | members | M | | | | | | |\n| | begin repeat | member | M | | | | | | |\n"
    "| | decimal | income | I | | | | | | |\n| | end repeat | member | | | | | | | |\n"
)
LISTS = (
    "| choices | | | | |\n| | list name | value | label | region |\n| | region | north | N | |\n"
    "| | region | south | S | |\n"
    "| | city | a | A | north |\n| | city | b | B | south |\n| | need | food | F | |\n| | need | other | O | |\n"
)
SETTINGS = "| settings | | |\n| | form_id | version |\n| | own | 1 |\n"
LAST = 10
"""The row that follows those above."""


def _found(folder: Path, row: str, lists: str = LISTS, asked: str = ASKED) -> list[Finding]:
    file = folder / "own.md"
    file.write_text(HEAD + asked + row + lists + SETTINGS, encoding="utf-8")
    return [each for each in lint(load_form(file, checks=CHECKS), file) if each.key != "forms.lint_message"]


def test_a_form_as_it_should_be_raises_no_doubt(tmp_path: Path) -> None:
    row = "| | calculate | total | | selected(${needs}, 'food') and ${region} != '' | | sum(${income}) | | | |\n"
    assert _found(tmp_path, row) == []


@pytest.mark.parametrize(
    ("row", "key", "column"),
    [
        ("text | t | T | needs = 'other' | | | | |", "forms.lint_question", "relevant"),
        ("text | t | T | ${region} = \u0634\u0645\u0627\u0644 | | | | |", "forms.lint_word", "relevant"),
        ("text | t | T | | | | | \u0646\u0639\u0645 |", "forms.lint_required", "required"),
        ("text | t | T | ${members} > \u0663 | | | | |", "forms.lint_digits", "relevant"),
        ("text | t | T | ${region} = 'nroth' | | | | |", "forms.lint_code", "relevant"),
        ("text | t | T | selected(${needs}, 'fodo') | | | | |", "forms.lint_code", "relevant"),
        ("text | t | T | ${needs} = 'food' | | | | |", "forms.lint_equal", "relevant"),
        ("text | t | T | ${born} < 2020-01-01 | | | | |", "forms.lint_day", "relevant"),
        ("text | t | T | ${born} < '1/2/2020' | | | | |", "forms.lint_slashed", "relevant"),
        ("text | t | T | ${born} < date('1445-01-01') | | | | |", "forms.lint_hijri", "relevant"),
        ("calculate | t | | | | ${t} + 1 | | |", "forms.lint_itself", "calculation"),
        ("calculate | t | | | | ${income} * 2 | | |", "forms.lint_elsewhere", "calculation"),
        ("select_one city | t | T | | | | place=${region} | |", "forms.lint_filter", "choice_filter"),
        ("select_one region | t | T | | | | | | east", "forms.lint_first", "default"),
        ("integer | t | T | | | | | | 5.5", "forms.cut_default", "default"),
        ("date | t | T | | | | | | 31/12/2020", "forms.unfit_default", "default"),
    ],
)
def test_what_is_written_but_not_meant_is_said_with_its_cell(tmp_path: Path, row: str, key: str, column: str) -> None:
    [finding] = _found(tmp_path, f"| | {row} |\n")
    assert (finding.key, finding.sheet, finding.row, finding.column) == (key, "survey", LAST, column)
    assert f"row {LAST}" in finding.sentence("en")
    assert f"\u0627\u0644\u0635\u0641 {LAST}" in finding.sentence("ar")


def test_a_repeat_counted_by_a_bare_word_is_told_at_its_own_row(tmp_path: Path) -> None:
    file = tmp_path / "own.md"
    head = "| survey | | | | |\n| | type | name | label | repeat_count |\n"
    rows = "| | integer | members | M | |\n| | begin_repeat | m | M | members |\n"
    rows += "| | text | a | A | |\n| | end_repeat | | | |\n"
    file.write_text(head + rows + SETTINGS, encoding="utf-8")
    [finding] = lint(load_form(file, checks=CHECKS), file)
    assert (finding.key, finding.row, finding.column) == ("forms.lint_question", 3, "repeat_count")


def test_a_town_under_a_region_that_no_list_has_is_named(tmp_path: Path) -> None:
    [finding] = _found(tmp_path, "", LISTS.replace("| b | B | south |", "| b | B | suoth |"))
    assert (finding.key, finding.params["value"]) == ("forms.lint_unmatched", "suoth")


def test_a_list_whose_file_is_not_there_is_named(tmp_path: Path) -> None:
    row = "| | select_one_from_file towns.csv | t | T | | | | | | |\n"
    [finding] = _found(tmp_path, row)
    assert (finding.key, finding.params["file"]) == ("forms.lint_file", "towns.csv")
    (tmp_path / "towns.csv").write_text("name,label\na,A\n", encoding="utf-8")
    assert _found(tmp_path, row) == []


def test_a_heading_in_capitals_is_the_column_it_means(tmp_path: Path) -> None:
    found = _found(
        tmp_path, "| | end group | | | | | | | | |\n", asked=f"| | begin group | g | G | | | | | | |\n{ASKED}"
    )
    assert found == []
