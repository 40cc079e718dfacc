"""If these failed, a form that takes its lists from files would show no choices, or another country's."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from watan_desk.forms import CHECKS, FormError, Record, compile_form, load_form
from watan_desk.forms.attachments import beside, no_attachments, read_list

Pieces = Callable[..., str]
Now = Callable[[], datetime]
OUTLINE = [[0, 0], [0, 1], [1, 1], [0, 0]]
GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {"id": "k1", "geometry": {"type": "Point", "coordinates": [46.7, 24.6]}, "properties": {"title": "One"}},
        {"geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "properties": {"id": "k2", "n": None}},
        {
            "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]},
            "properties": {"id": "k3"},
        },
        {"geometry": None, "properties": {"id": "k4"}},
    ],
}


def _texts(url: str, text: str) -> list[list[tuple[str, str]]]:
    top = read_list(url, {url: text}.get).children[0]
    return [[(cell.name, cell.value) for cell in row.children] for row in top.children]


def test_csv_rows_become_items_with_a_child_for_every_column() -> None:
    rows = _texts("jr://file-csv/l.csv", '\ufeffname,label\r\n1,"a, ""b"""\r\n\r\n2\r\n3,x,beyond\r\n')
    assert rows == [
        [("name", "1"), ("label", 'a, "b"')],
        [("name", "2"), ("label", "")],
        [("name", "3"), ("label", "x")],
    ]


def test_csv_of_other_separators_is_read() -> None:
    assert _texts("jr://file-csv/l.csv", "name;label\n1;a,b\n") == [[("name", "1"), ("label", "a,b")]]


def test_geojson_features_become_items_with_odk_geometries() -> None:
    rows = [dict(row) for row in _texts("jr://file/l.geojson", json.dumps(GEOJSON))]
    assert rows[0] == {"geometry": "24.6 46.7 0 0", "title": "One", "id": "k1"}
    assert rows[1] == {"geometry": "2 1 0 0; 4 3 0 0", "id": "k2", "n": ""}
    assert [row["geometry"] for row in rows[2:]] == ["0 0 0 0; 1 0 0 0; 1 1 0 0; 0 0 0 0", ""]


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("jr://file/l.xml", "<root><item></root>"),
        ("jr://file/l.xml", '<!DOCTYPE r [<!ENTITY x "y">]><r>&x;</r>'),
        ("jr://file-csv/l.csv", ""),
        ("jr://file-csv/l.csv", 'name\n"open'),
        ("jr://file/l.geojson", "[" * 100_000),
        ("jr://file/l.geojson", '{"type": "Feature"}'),
        ("jr://file/l.geojson", '{"type": "FeatureCollection", "features": [{"geometry": {"type": "Point"}}]}'),
        (
            "jr://file/l.geojson",
            '{"type": "FeatureCollection", "features": [{"geometry": {"type": "LineString", "coordinates": 3}}]}',
        ),
        ("jr://file/l.geojson", '{"type": "FeatureCollection", "features": [{"geometry": {"type": "MultiPoint"}}]}'),
    ],
)
def test_a_list_that_is_not_what_its_name_says_is_refused_by_its_name(url: str, text: str) -> None:
    with pytest.raises(FormError, match=r"forms\.list_unreadable") as refused:
        read_list(url, {url: text}.get)
    assert "l." in refused.value.sentence("ar")


def test_a_missing_list_has_no_rows() -> None:
    assert read_list("jr://file/none.xml", no_attachments).children == []


def test_files_are_looked_for_beside_the_form_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "secret.csv").write_text("name\n1\n", encoding="utf-8")
    (tmp_path / "inner" / "l.csv").write_text("name\n1\n", encoding="utf-8")
    (tmp_path / "inner" / "odd.csv").write_bytes(b"\xff\xfe\x00")
    find = beside(tmp_path / "inner" / "form.md", {"jr://file-csv/given.csv": "name\n2\n"})
    assert find("jr://file-csv/l.csv") == "name\n1\n"
    assert find("jr://file-csv/given.csv") == "name\n2\n"
    assert find("jr://file-csv/../secret.csv") is None
    assert find("jr://file-csv/..") is None
    with pytest.raises(FormError) as refused:  # it is there, and its author is told so
        find("jr://file-csv/odd.csv")
    assert refused.value.key == "forms.list_encoding"


def test_a_form_reads_its_lists_and_looks_columns_up(tmp_path: Path, now: Now) -> None:
    (tmp_path / "f.md").write_text(
        "| survey | | | | |\n"
        "| | type | name | label | calculation |\n"
        "| | select_one_from_file towns.csv | town | Town | |\n"
        "| | calculate | label_of | | pulldata('towns', 'label', 'name', ${town}) |\n",
        encoding="utf-8",
    )
    (tmp_path / "towns.csv").write_text("name,label\nr,Riyadh\nj,Jeddah\n", encoding="utf-8")
    record = load_form(tmp_path / "f.md", checks=CHECKS).open(now=now)
    assert record.node("/data/town").choices == (("r", "Riyadh"), ("j", "Jeddah"))
    record.set("/data/town", "j")
    assert record.get("/data/label_of") == "Jeddah"
    record.set("/data/town", "elsewhere")
    assert record.get("/data/label_of") == ""


def _cascade(xform: Pieces, now: Now, rows: int) -> Record:
    items = "".join(f"<item><name>n{n}</name><label>L{n}</label><of>{n % 100}</of></item>" for n in range(rows))
    body = (
        '<input ref="/data/of"/><select1 ref="/data/s"><itemset nodeset="instance(\'c\')/root/item[of = /data/of '
        'and name != \'n0\']"><value ref="name"/><label ref="label"/></itemset></select1>'
    )
    model = f'<instance id="c"><root>{items}</root></instance>'
    return compile_form(xform("<of/><s/>", "", body, model), checks=CHECKS).open(now=now)


def test_choices_of_a_long_list_are_looked_up_and_not_walked(xform: Pieces, now: Now) -> None:
    record = _cascade(xform, now, 5_000)
    record.set("/data/of", "7")
    assert [value for value, _ in record.node("/data/s").choices][:2] == ["n7", "n107"]
    record.set("/data/of", "0")
    assert record.node("/data/s").choices[0] == ("n100", "L100")
    record.set("/data/of", "")
    assert record.node("/data/s").choices == ()


def test_a_choice_that_other_answers_take_away_is_kept_as_typed_and_not_seen(xform: Pieces, now: Now) -> None:
    record = _cascade(xform, now, 500)
    record.set("/data/of", "7")
    record.set("/data/s", "n107")
    assert record.value("s") == "n107"
    record.set("/data/of", "8")
    assert (record.value("s"), record.get("/data/s")) == ("", "n107")
    assert [problem.kind for problem in record.problems()] == ["type"]
    record.set("/data/of", "7")
    assert (record.value("s"), record.problems()) == ("n107", ())
