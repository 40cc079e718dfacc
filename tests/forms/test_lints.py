"""If these fail, a form that works here breaks on the phones of the field, and its author was never told."""

from pathlib import Path

import pytest

from watan_desk.common.resources import form_definition
from watan_desk.forms import CHECKS, compile_form, load_form
from watan_desk.forms.lints import Finding, lint

SHIPPED = sorted(form_definition("general").parent.glob("*.md"))
HEAD = (
    "| survey | | | | | | | | | |\n| | type | name | label::Arabic (ar) | label::English (en) | constraint |"
    " constraint_message::Arabic (ar) | constraint_message::English (en) | relevant | calculation | appearance |\n"
)
TAIL = "| settings | | |\n| | form_id | version |\n| | own | 1 |\n"


def _found(folder: Path, rows: str, tail: str = TAIL, head: str = HEAD) -> tuple[Finding, ...]:
    file = folder / "own.md"
    file.write_text(head + rows + tail, encoding="utf-8")
    return lint(load_form(file, checks=CHECKS), file)


@pytest.mark.parametrize("source", SHIPPED, ids=lambda path: path.stem)
def test_no_shipped_form_has_anything_to_mend(source: Path) -> None:
    assert lint(load_form(source, checks=CHECKS), source) == ()


@pytest.mark.parametrize(
    ("rows", "key", "row", "column"),
    [
        ("| | text | الاسم | ا | A | | | | | | |\n", "forms.lint_name", 2, "name"),
        ("| | text | _id | ا | A | | | | | | |\n", "forms.lint_reserved", 2, "name"),
        ("| | text | a | ا | A | | | | | | |\n| | text | A | ا | A | | | | | | |\n", "forms.lint_twice", 3, "name"),
        ("| | text | a | ا | | | | | | | |\n", "forms.lint_translation", 2, "label::English (en)"),
        ("| | text | a | ا | A | . != 'x' | | | | | |\n", "forms.lint_message", 2, "constraint_message"),
        ("| | text | a | ا | A | regex(., '[0-9]+') | م | M | | | |\n", "forms.lint_regex", 2, "constraint"),
        ("| | date | a | ا | A | . > '2018-01-01' | م | M | | | |\n", "forms.lint_date", 2, "constraint"),
        ("| | geotrace | a | ا | A | | | | | | |\n", "forms.lint_type", 2, "type"),
        ("| | text | a | ا | A | | | | | | quick |\n", "forms.lint_appearance", 2, "appearance"),
        ("| | text | a | ا | A | substring(., 2) = 'x' | م | M | | | |\n", "forms.lint_function", 2, "constraint"),
        ("| | text | a | ا | A | count(//a) = 1 | م | M | | | |\n", "forms.lint_function", 2, "constraint"),
        ("| | dateTime | a | ا | A | . <= now() | م | M | | | |\n", "forms.lint_instants", 2, "constraint"),
        (
            "| | calculate | c | | | | | | | 1 > 2 | |\n| | text | a | ا | A | | | | ${c} = 'true' | | |\n",
            "forms.lint_boolean",
            3,
            "relevant",
        ),
    ],
)
def test_what_other_tools_do_otherwise_is_said_with_its_cell_and_cure(
    tmp_path: Path, rows: str, key: str, row: int, column: str
) -> None:
    [finding] = [each for each in _found(tmp_path, rows) if each.key != "forms.lint_converter"]
    assert (finding.key, finding.sheet, finding.row, finding.column) == (key, "survey", row, column)
    assert f"الصف {row}" in finding.sentence("ar")
    assert f"row {row}, column {column}" in finding.sentence("en")


def test_a_misspelled_column_is_named_with_the_one_that_is_meant(tmp_path: Path) -> None:
    head = "| survey | | | | |\n| | type | name | label | requird |\n"
    [finding] = _found(tmp_path, "| | text | a | A | yes |\n", head=head)
    assert finding.params == {"column": "requird", "like": "required"}


def test_choices_that_nobody_offers_and_a_form_without_version_are_said(tmp_path: Path) -> None:
    tail = "| choices | | | |\n| | list_name | name | label::Arabic (ar) | label::English (en) |\n| | k | x | س | X |\n"
    found = _found(tmp_path, "| | text | a | ا | A | | | | | | |\n", tail)
    assert [(finding.key, finding.sheet) for finding in found] == [
        ("forms.lint_list", "choices"),
        ("forms.lint_version", "settings"),
        ("forms.lint_form_id", "settings"),
    ]


def test_what_the_converter_warns_of_is_passed_on_with_its_place(tmp_path: Path) -> None:
    rows = (
        "| | select_one l | a | ا | A | | | | | | |\n| choices | | | |\n| | list_name | name | label::Arabic (ar) |\n"
    )
    found = _found(tmp_path, rows + "| | l | z | |\n")
    [warned] = [finding for finding in found if finding.key == "forms.lint_choice_label"]
    assert (warned.sheet, warned.row) == ("choices", 2)
    assert "label" in warned.sentence("ar")


def test_an_xform_is_judged_by_its_expressions() -> None:
    form = load_form(form_definition("water"), checks=CHECKS)
    text = form.xml.replace("^[A-Z]{4}[0-9]{4}$", "[A-Z]{4}[0-9]{4}")
    [finding] = lint(compile_form(text, checks=CHECKS))
    assert (finding.key, finding.name, finding.sheet) == ("forms.lint_regex", "short_address", "")
    assert finding.sentence("en").startswith("short_address: ")
