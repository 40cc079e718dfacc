"""If these failed, an author's form would not load, or its mistakes would not be shown where they stand."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from watan_desk.common.resources import form_definition
from watan_desk.forms import CHECKS, FormError, load_form

GOOD = """
| survey | | | | |
| | type | name | label::Arabic (ar) | constraint |
| | text | full_name | الاسم | regex(., '^[^0-9]{2,80}$') |
| | integer | age | العمر | . >= 0 |
"""


def _write(folder: Path, text: str, name: str = "sample.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_markdown_sheet_loads(tmp_path: Path) -> None:
    form = load_form(_write(tmp_path, GOOD), checks=CHECKS)
    assert [(field.name, field.type) for field in form.fields()] == [("full_name", "text"), ("age", "integer")]
    assert form.languages == ("ar",)


def test_the_xform_of_a_form_loads_again_as_the_same_form(tmp_path: Path) -> None:
    form = load_form(form_definition("delivery"), checks=CHECKS)
    again = load_form(_write(tmp_path, form.xml, "delivery.xml"), checks=CHECKS)
    assert again.fields() == form.fields()
    assert (again.id, again.version, again.title("ar")) == (form.id, form.version, form.title("ar"))


def test_a_csv_with_the_mark_spreadsheets_write_loads(tmp_path: Path) -> None:
    text = '\ufeff"survey",,,\n,"type","name","label"\n,"text","a","Name"\n'
    assert [field.name for field in load_form(_write(tmp_path, text, "x.csv"), checks=CHECKS).fields()] == ["a"]


def _workbook(path: Path, constraint: str) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in (
        ["type", "name", "label", "constraint"],
        ["text", "a", "First", ""],
        ["text", "b", "Second", constraint],
    ):
        sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_loads_and_its_errors_have_rows(tmp_path: Path) -> None:
    assert len(load_form(_workbook(tmp_path / "x.xlsx", ". != 'x'"), checks=CHECKS).fields()) == 2
    with pytest.raises(FormError) as refused:
        load_form(_workbook(tmp_path / "y.xlsx", "explode(.)"), checks=CHECKS)
    assert (refused.value.params["row"], refused.value.params["column"]) == (3, "constraint")


@pytest.mark.parametrize(
    ("constraint", "key", "at"),
    [
        (". > = 3", "forms.expression_syntax", 5),
        ("explode(.)", "forms.unknown_function", 1),
        ("not(1, 2)", "forms.wrong_arity", 1),
    ],
)
def test_a_mistake_is_shown_by_sheet_row_column_and_place(tmp_path: Path, constraint: str, key: str, at: int) -> None:
    with pytest.raises(FormError) as refused:
        load_form(_write(tmp_path, GOOD.replace(". >= 0", constraint)), checks=CHECKS)
    params = refused.value.params
    assert refused.value.key == key
    assert (params["sheet"], params["row"], params["column"], params["name"], params["at"]) == (
        "survey",
        3,
        "constraint",
        "age",
        at,
    )
    assert "age" in refused.value.sentence("ar")


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        (GOOD.replace("integer", "hologram"), "x.md", "forms.sheet_type"),
        (GOOD.replace("end", "x") + "| | end_group | | | |\n", "x.md", "forms.sheet_unmatched"),
        ("nothing here", "x.md", "forms.conversion"),
        ("", "x.md", "forms.file_empty"),
        (" \n", "x.csv", "forms.file_empty"),
        ("type,name,label\ntext,a,A\n", "x.csv", "forms.csv_alone"),
        ("PK\x03\x04broken", "x.xlsx", "forms.file_torn"),
        ("broken", "x.xlsm", "forms.file_no_workbook"),
        ("broken", "x.xls", "forms.file_no_workbook"),
        ("| survey |\n| | type | name |\n| | text | a | more | and more |\n", "x.md", "forms.file_shape"),
        ("x", "x.docx", "forms.file_kind"),
        ("x", "x.xml", "forms.not_xform"),
    ],
)
def test_what_cannot_be_converted_is_refused(tmp_path: Path, text: str, name: str, key: str) -> None:
    with pytest.raises(FormError) as refused:
        load_form(_write(tmp_path, text, name), checks=CHECKS)
    assert refused.value.key == key
    assert refused.value.sentence("ar")


def test_a_missing_file_and_one_in_another_encoding_are_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes("| é |".encode("latin-1"))
    for name, key in (("none.md", "missing"), ("latin.md", "unreadable")):
        with pytest.raises(FormError, match=rf"forms\.file_{key}"):
            load_form(tmp_path / name, checks=CHECKS)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_csv_is_read_with_the_sign_its_country_puts_between_cells(tmp_path: Path, sign: str) -> None:
    rows = [["survey", "", ""], ["", "type", "name", "label"], ["", "text", "a", 'A, "b"; c']]
    lines = [sign.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    file = tmp_path / "own.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    [field] = load_form(file, checks=CHECKS).fields()
    assert (field.name, field.label.get("en", "")) == ("a", "")
