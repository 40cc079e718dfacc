"""If these failed, a list beside a form could hang a desk, eat its memory, or be taken for one that is not there."""

import json
from pathlib import Path

import pytest

from tests.forms import hostile
from tests.forms.test_hostile import _refused, bounded  # noqa: F401 - a fixture
from tests.forms.test_hostile_files import form_of
from watan_desk.forms import CHECKS, load_form
from watan_desk.forms.bringing import load_whole, unpacked, with_lists

LAUGHS = '<!DOCTYPE x [<!ENTITY a "lol">]><root><item><name>&a;</name></item></root>'
FEATURE = '{"type":"FeatureCollection","features":[%s]}'
LISTS = {
    "windows.csv": ("name,label\n1,الرياض\n".encode("cp1256"), "forms.list_encoding"),
    "utf16.csv": ("name,label\n1,الرياض\n".encode("utf-16"), "forms.list_encoding"),
    "empty.csv": (b"", "forms.list_unreadable"),
    "open.csv": (b'name,label\n1,"' + b"x\n" * 200_000, "forms.list_unreadable"),
    "long.csv": (b"name,label\n1," + b"x" * 200_000, "forms.list_unreadable"),
    "large.csv": (b"name,label\n" + b"1,2\n" * 5_100_000, "forms.list_too_large"),
    "wide.csv": (b"a," * 2_000 + b"a\n1\n", "forms.list_too_wide"),
    "padded.csv": (b"a," * 900 + b"a\n" + b"1\n" * 90_000, "forms.list_too_wide"),
    "laughs.xml": (LAUGHS.encode(), "forms.list_unreadable"),
    "deep.xml": (b"<a>" * 50_000 + b"</a>" * 50_000, "forms.list_unreadable"),
    "tags.xml": (b"<root>" + b"<a/>" * 3_100_000 + b"</root>", "forms.list_unreadable"),
    "cells.xml": (b"<root><item>" + b"<a/>" * 1_100_000 + b"</item></root>", "forms.list_too_wide"),
    "cut.xml": (b"<root><item><name>1</name>", "forms.list_unreadable"),
    "deep.geojson": (b"[" * 200_000, "forms.list_unreadable"),
    "number.geojson": (FEATURE.replace("%s", "9" * 10_000).encode(), "forms.list_unreadable"),
    "array.geojson": ((FEATURE % '{"type":"Feature","properties":[1]}').encode(), "forms.list_unreadable"),
    "place.geojson": (
        (FEATURE % json.dumps({"geometry": {"type": "Point", "coordinates": 7}})).encode(),
        "forms.list_unreadable",
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    data, key = LISTS[name]
    (tmp_path / name).write_bytes(data)
    path = form_of(tmp_path, f"| | select_one_from_file {name} | a | A |\n")
    for refused in (
        _refused(lambda: load_form(path, checks=CHECKS)),
        _refused(lambda: load_whole(path, checks=CHECKS)),
    ):
        assert refused.key == key
        assert name in refused.sentence("ar")


def test_a_form_that_names_lists_without_end_is_refused_at_once() -> None:
    text = '<instance src="jr://file/x.csv">' * 100_000
    assert _refused(lambda: with_lists(text, lambda _: "a\n1\n")).key == "forms.not_xform"


def test_a_zip_spoiled_inside_is_named(tmp_path: Path) -> None:
    whole = bytearray(hostile.packed({"form.md": hostile.markdown("| | text | a | A | |\n" * 400)}))
    for at in range(45, 60):
        whole[at] ^= 0x55
    path = tmp_path / "own.zip"
    path.write_bytes(whole)

    def taken() -> None:
        with unpacked(path):
            pass

    assert _refused(taken).key == "forms.file_torn"
