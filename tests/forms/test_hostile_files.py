"""If these failed, a file that is not what its name says, or a form that swells when answered, could stop a desk.

Every case is answered within five seconds and in bounded memory, with a message that says what to do.
"""

import io
import os
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.forms.test_hostile import _refused, bounded  # noqa: F401 - a fixture
from watan_desk.forms import CHECKS, FormError, Record, load_form

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
HEAD = "| survey |\n| | type | name | label | calculation | relevant | constraint | repeat_count | choice_filter |\n"
SAME = "count(/data/r[a = current()/../a])"
QUESTIONS = [["type", "name", "label"], ["text", "a", "A"]]


def opened(path: Path) -> Record:
    return load_form(path, checks=CHECKS).open(now=lambda: datetime(2026, 11, 19, 7, tzinfo=UTC))


def workbook(rows: list[list[str]] = QUESTIONS, touch: Callable[[Workbook], None] | None = None) -> bytes:
    book, held = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in rows:
        sheet.append(row)
    if touch:
        touch(book)
    book.save(held)
    return held.getvalue()


def packed(change: Callable[[str, bytes], bytes] = lambda _, data: data, more: tuple[str, bytes] = ("x", b"")) -> bytes:
    """Return a workbook with some of its parts changed, and parts of its own."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        new.writestr(*more)
    return held.getvalue()


def sheet_of(prolog: bytes, cell: bytes) -> bytes:
    """Return a workbook whose sheet declares something and says it in a cell."""
    row = b'<row r="9"><c r="A9" t="inlineStr"><is><t>' + cell + b"</t></is></c></row></sheetData>"

    def change(name: str, data: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return data
        return b'<?xml version="1.0"?>' + prolog + data.split(b"?>", 1)[-1].replace(b"</sheetData>", row)

    return packed(change)


def far_away(book: Workbook) -> None:
    book["survey"]["XFD1048576"] = "x"


def merged(name: str, data: bytes) -> bytes:
    cells = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return data.replace(b"</sheetData>", cells) if name.endswith("sheet1.xml") else data


def lying() -> bytes:
    """Return a workbook whose sheet unpacks to far more than its directory says."""
    blank = b"<row/>" * 8_000_000
    whole = packed(
        lambda name, data: (
            data.replace(b"</sheetData>", blank + b"</sheetData>") if name.endswith("sheet1.xml") else data
        )
    )
    with zipfile.ZipFile(io.BytesIO(whole)) as held:
        size = held.getinfo("xl/worksheets/sheet1.xml").file_size
    return whole.replace(struct.pack("<I", size), struct.pack("<I", 4000))


LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'lol'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9)
)
NO_FORM = {
    "password.xlsx": (OLE + os.urandom(6000), "forms.file_protected"),
    "broken.xls": (OLE + os.urandom(20000), "forms.file_torn"),
    "page.xls": (b"<html><table><tr><td>survey</td></tr></table></html>", "forms.file_no_workbook"),
    "cut.xlsx": (workbook()[:2500], "forms.file_torn"),
    "noise.xlsx": (os.urandom(3000), "forms.file_no_workbook"),
    "empty.xlsx": (b"", "forms.file_empty"),
    "lying.xlsx": (lying(), "forms.file_torn"),
    "laughs.xlsx": (sheet_of(LAUGHS + b"]>", b"&j;"), "forms.part_declares"),
    "reads.xlsx": (sheet_of(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', b"&a;"), "forms.part_declares"),
    "wide.xlsx": (workbook([["type", "name", "label", *(f"c{at}" for at in range(1200))]]), "forms.too_many_columns"),
    "nul.csv": (b'survey,,,\n,type,name,label\n,text,a,"A\0B"\n', "forms.file_unreadable"),
    "nul.md": (b"| survey |\n| | type | name | label |\n| | text | a\0 | A |\n", "forms.file_unreadable"),
    "long.csv": (b"survey,,,\n,type,name,label\n,text,a," + b"x" * 3_000_000, "forms.file_shape"),
    "open.csv": (b'survey,,,\n,type,name,label\n,text,a,"' + b"x\n" * 500_000, "forms.file_shape"),
    "utf16.xml": ("<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16"), "forms.file_unreadable"),
    "deep.xml": (b"<a>" * 50_000 + b"</a>" * 50_000, "forms.not_xform"),
}


@pytest.mark.parametrize("name", NO_FORM)
def test_what_is_no_form_is_named_for_what_it_is(name: str, tmp_path: Path) -> None:
    data, key = NO_FORM[name]
    path = tmp_path / name
    path.write_bytes(data)
    assert _refused(lambda: opened(path)).key == key


HARMLESS = {
    "macros.xlsm": packed(more=("xl/vbaProject.bin", os.urandom(4000))),
    "links.xlsx": packed(more=("xl/externalLinks/externalLink1.xml", b"<externalLink/>")),
    "climbs.xlsx": packed(more=("../../../evil", b"x")),
    "far.xlsx": workbook(touch=far_away),
    "merged.xlsx": packed(merged),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_dangerous_is_read_for_its_form_alone(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(HARMLESS[name])
    record = opened(path)
    record.set("/data/a", "x")
    assert record.value("a") == "x"
    assert [each.name for each in tmp_path.iterdir()] == [name]


def form_of(folder: Path, rows: str) -> Path:
    path = folder / "f.md"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def group(kind: str, times: int, count: str = "") -> str:
    begin = "".join(f"| | begin_{kind} | g{at} | G | | | | {count} |\n" for at in range(times))
    return begin + "| | text | a | A |\n" + f"| | end_{kind} |\n" * times


def repeat(count: str, rows: str) -> str:
    return f"| | begin_repeat | r | R | | | | {count} |\n{rows}| | end_repeat |\n"


SWELLING = {
    "deep groups": (group("group", 3000), "forms.nested_too_deep"),
    "repeats in repeats": (group("repeat", 8, "10"), "forms.too_many_instances"),
    "everybody looks at everybody": (
        repeat("1000", "| | text | a | A |\n| | calculate | k | | count(/data/r[a = current()/../a]) |\n"),
        "forms.too_much_work",
    ),
    "conditions in conditions": (
        repeat(
            "200",
            "| | text | a | A |\n| | calculate | k | | count(/data/r[count(../r[a = current()/../a]) > 0]) |\n",
        ),
        "forms.too_much_work",
    ),
    "everything looks at everything": (
        repeat("500", "| | text | a | A |\n| | calculate | k | | count(//*[count(//*) > 0]) |\n"),
        "forms.too_much_work",
    ),
    "conditions that ask one another": (
        repeat("1", "| | text | a | A | | ${b} != '' |\n") + "| | text | b | B | | ${a} != '' |\n",
        "forms.cycle",
    ),
    "once and once": ("| | calculate | a | | once(${b}) |\n| | calculate | b | | once(${a}) |\n", "forms.cycle"),
}


@pytest.mark.parametrize("name", SWELLING)
def test_a_form_that_swells_is_refused_when_it_is_opened(name: str, tmp_path: Path) -> None:
    rows, key = SWELLING[name]
    assert _refused(lambda: opened(form_of(tmp_path, rows))).key == key


@pytest.mark.parametrize("count", ["2147483648", "-5", "count(${r}) + 1", "1 div 0", "'x'"])
def test_a_strange_number_of_repeats_comes_to_rest(count: str, tmp_path: Path) -> None:
    record = opened(form_of(tmp_path, repeat(count, "| | text | a | A |\n")))
    assert len(record.node("/data/r").children) <= 1000


def test_a_text_that_doubles_itself_forty_times_ends_blank(tmp_path: Path) -> None:
    rows = "| | text | s | S |\n| | calculate | c0 | | ${s} |\n" + "".join(
        f"| | calculate | c{at} | | concat(${{c{at - 1}}}, ${{c{at - 1}}}) |\n" for at in range(1, 41)
    )
    record = opened(form_of(tmp_path, rows))
    record.set("/data/s", "abcdefgh")
    assert record.value("c3") == "abcdefgh" * 8
    assert record.value("c40") == ""
    assert len(record.xml()) < 4_000_000


def test_a_form_that_swells_while_it_is_answered_keeps_the_answer_and_says_so(tmp_path: Path) -> None:
    inner = "| | text | a | A |\n| | calculate | k | | count(/data/r[a = current()/../a]) |\n"
    record = opened(form_of(tmp_path, "| | integer | n | N |\n" + repeat("${n}", inner)))
    record.set("/data/n", "3")
    with pytest.raises(FormError) as refused:
        record.set("/data/n", "1000")
    assert refused.value.key == "forms.too_much_work"
    assert record.get("/data/n") == "1000"
    record.set("/data/n", "2")
    assert len(record.node("/data/r").children) == 2


@pytest.mark.parametrize(("rows", "fits"), [(100_000, True), (1_000_000, False)])
def test_a_list_of_a_million_rows_is_refused_and_a_long_one_answered(rows: int, tmp_path: Path, *, fits: bool) -> None:
    text = "name,label\n" + "".join(f"{at},L{at}\n" for at in range(rows))
    (tmp_path / "big.csv").write_text(text, encoding="utf-8")
    path = form_of(tmp_path, "| | text | k | K |\n| | calculate | p | | pulldata('big', 'label', 'name', ${k}) |\n")
    if fits:
        record = opened(path)
        record.set("/data/k", "77777")
        assert record.value("p") == "L77777"
    else:
        assert _refused(lambda: opened(path)).key == "forms.list_too_long"


def test_lists_that_narrow_one_another_in_a_ring_come_to_rest(tmp_path: Path) -> None:
    choices = "| choices |\n| | list_name | name | label | f |\n| | l | x | X | y |\n| | l | y | Y | x |\n"
    ring = "".join(
        f"| | select_one l | {one} | {one} | | | | | f = ${{{other}}} |\n" for one, other in ("ab", "bc", "ca")
    )
    record = opened(form_of(tmp_path, ring + choices))
    for name in "abcabc":
        record.set(f"/data/{name}", "x")
    assert record.tree()
