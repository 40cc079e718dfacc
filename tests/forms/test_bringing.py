"""If these fail, a form that takes its lists from files loses them as soon as it leaves the folder it came from."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.forms import every_type
from watan_desk.forms import CHECKS, FormError, Record, compile_form, load_form
from watan_desk.forms.bringing import load_whole, unpacked, with_lists

NOW = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)


def filled(record: Record) -> Record:
    for name, value in (("f_region", "west"), ("f_town", "jeddah"), ("f_clinics", "olaya malaz"), ("f_well", "w2")):
        record.set(f"/data/g_find/{name}", value)
    return record


def test_the_text_of_a_form_holds_its_lists_and_answers_as_it_did_beside_them() -> None:
    beside = filled(load_form(every_type.FORM, checks=CHECKS).open(now=lambda: NOW))
    whole = load_whole(every_type.FORM, checks=CHECKS)
    assert "jr://file" not in whole.xml
    alone = filled(compile_form(whole.xml, checks=CHECKS).open(now=lambda: NOW))
    for name in ("f_region", "f_town", "f_clinics", "f_well"):
        choices = alone.node(f"/data/g_find/{name}").choices
        assert choices
        assert choices == beside.node(f"/data/g_find/{name}").choices, name
    assert alone.value("f_people") == beside.value("f_people") == "3751000"
    assert alone.value("f_at") == beside.value("f_at") == "24.7 46.8 0 0"
    assert not [problem for problem in alone.problems() if problem.ref.startswith("/data/g_find/")]


def test_letters_that_xml_knows_otherwise_and_columns_without_a_name_come_through_a_list() -> None:
    text = 'name,label,وصف,a b\nx,"5 < 6 & ""so"" on",منزل,1\n'
    made = with_lists('<m><instance id="t" src="jr://file-csv/t.csv"/></m>', {"jr://file-csv/t.csv": text}.get)
    assert made == (
        '<m><instance id="t"><root><item><name>x</name>'
        '<label>5 &lt; 6 &amp; "so" on</label></item></root></instance></m>'
    )


def test_what_a_list_says_in_attributes_stays() -> None:
    listed = '<root><item code="a &quot;b&quot;"><name>x</name></item></root>'
    made = with_lists('<instance id="t" src="jr://file/t.xml"/>', {"jr://file/t.xml": listed}.get)
    assert made == """<instance id="t"><root><item code='a "b"'><name>x</name></item></root></instance>"""


def test_a_list_that_is_not_there_stays_named_and_one_that_is_torn_is_refused() -> None:
    text = '<instance id="t" src="jr://file/t.xml"/>'
    assert with_lists(text, lambda _: None) == text
    with pytest.raises(FormError):
        with_lists(text, lambda _: "<root><item>")


def test_one_archive_brings_a_form_with_lists_that_are_xml_too(tmp_path: Path) -> None:
    path = tmp_path / "form.zip"
    with zipfile.ZipFile(path, "w") as made:
        for file in (every_type.FORM, *every_type.LISTS):
            made.write(file, f"folder/{file.name}")
    with unpacked(path) as form:
        assert form.name == every_type.FORM.name
        assert "jr://file" not in load_whole(form, checks=CHECKS).xml
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("form.xml", load_form(every_type.FORM, checks=CHECKS).xml)
        for file in every_type.LISTS:
            made.write(file, file.name)
    with unpacked(path) as form:
        assert form.name == "form.xml"
        assert "jr://file" not in load_whole(form, checks=CHECKS).xml


def test_every_type_and_appearance_of_the_form_stands_in_the_page_for_authors() -> None:
    told = Path(__file__).parents[2].joinpath("docs", "question-types.md").read_text(encoding="utf-8")
    lines = [line.split(" | ") for line in every_type.FORM.read_text(encoding="utf-8").splitlines()]
    heads = next(cells for cells in lines if "label::Arabic (ar)" in cells)
    survey = lines[2 : next(place for place, cells in enumerate(lines) if cells[0].startswith("| choices"))]
    types = {cells[1].strip().split(" ")[0] for cells in survey if not cells[1].startswith("end_")}
    looks = {word for cells in survey for word in cells[heads.index("appearance")].split()} - {"hologram"}
    named = {word.split(":")[0] + (":" if ":" in word else "") for word in looks}
    assert sorted(word for word in types | named if f"`{word}`" not in told) == []
