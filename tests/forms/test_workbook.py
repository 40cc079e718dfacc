"""If these fail, an association cannot take a shipped form into Excel, or what it takes there is another form."""

from pathlib import Path

import pytest

from watan_desk.common.resources import form_definition
from watan_desk.forms import CHECKS, Form, FormError, compile_form, load_form
from watan_desk.forms.lints import lint
from watan_desk.forms.workbook import write_workbook

REQUESTS = ("general", "pilgrim", "victim", "water", "software")


def _same(one: Form, other: Form) -> bool:
    return (one.id, one.version, one.fields()) == (other.id, other.version, other.fields()) and sorted(
        one.xml.split()
    ) == sorted(other.xml.split())


@pytest.mark.parametrize("name", REQUESTS)
def test_a_workbook_loads_to_the_same_definition(name: str, tmp_path: Path) -> None:
    book = tmp_path / f"{name}.xlsx"
    write_workbook(form_definition(name), book)
    built, shipped = load_form(book, checks=CHECKS), load_form(form_definition(name), checks=CHECKS)
    assert _same(built, shipped)
    assert lint(built, book) == lint(shipped, form_definition(name))


def test_a_workbook_speaks_the_words_and_the_channels_of_an_association(tmp_path: Path) -> None:
    words = {"ar": {"person": "المستخدم"}, "en": {"person": "user"}}
    channels = {"channel": [("desk", {"ar": "مكتب الاستقبال", "en": "Front desk"})]}
    write_workbook(form_definition("reception"), tmp_path / "r.xlsx", words=words, lists=channels)
    fields = {field.name: field for field in load_form(tmp_path / "r.xlsx", checks=CHECKS).fields()}
    assert fields["reception_channel"].choices == ("desk",)
    text = load_form(tmp_path / "r.xlsx", checks=CHECKS).xml
    assert "المستخدم نفسه" in text
    assert "The user" in text
    assert "{person}" not in text


def test_an_xform_has_no_sheets_to_write(tmp_path: Path) -> None:
    file = tmp_path / "f.xml"
    file.write_text(load_form(form_definition("water"), checks=CHECKS).xml, encoding="utf-8")
    with pytest.raises(FormError, match="no_sheets"):
        write_workbook(file, tmp_path / "f.xlsx")
    assert compile_form(file.read_text(encoding="utf-8"), checks=CHECKS).id == "water"
