"""If these failed, a form from outside could hang the desk or eat its memory; each is answered within five seconds."""

import io
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from watan_desk.common.errors import DeskError
from watan_desk.forms import CHECKS, Form, FormError, compile_form, load_form

Pieces = Callable[..., str]
Make = Callable[..., Form]
SECONDS = 5.0
MEGABYTES = 400
SURVEY = "| survey | | | |\n| | type | name | label |\n| | text | a | A |\n"


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """Fail a test that works longer than a person waits, or takes more memory than a small laptop has to spare."""
    started, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.process_time() - started < SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEGABYTES


def _refused(act: Callable[[], object]) -> FormError:
    with pytest.raises(FormError) as refused:
        act()
    for lang in ("ar", "en"):
        assert 10 < len(refused.value.sentence(lang)) < 40_000
    return refused.value


@pytest.mark.parametrize("pattern", ["(a+)+$" * 200_000, "(" * 1_000_000, "[a-z]" * 200_000, "a{1000}{1000}"])
def test_a_pattern_of_a_million_characters_is_refused(form: Make, pattern: str) -> None:
    _refused(lambda: form("<a/>", f'<bind nodeset="/data/a" constraint="regex(., \'{pattern}\')"/>'))


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|aa)+$", "^(.*)*x$", "(a*)*b"])
def test_a_pattern_that_hangs_others_is_answered(form: Make, now: Callable[[], datetime], pattern: str) -> None:
    made = form("<a/>", f'<bind nodeset="/data/a" constraint="regex(., \'{pattern}\')"/>', '<input ref="/data/a"/>')
    record = made.open(now=now)
    record.set("/data/a", "a" * 4_000 + "!")
    assert len(record.problems()) == 1


@pytest.mark.parametrize(
    "expression", ["(" * 5_000 + "1" + ")" * 5_000, "-" * 30_000 + "1x", "a[" * 3_000, "1 +" * 11_000]
)
def test_an_expression_without_end_is_refused(form: Make, expression: str) -> None:
    _refused(lambda: form("<a/>", f'<bind nodeset="/data/a" calculate="{expression}"/>'))


def test_a_ring_of_a_thousand_calculations_is_refused(form: Make) -> None:
    count = 1_000
    nodes = "".join(f"<n{n}/>" for n in range(count))
    binds = "".join(f'<bind nodeset="/data/n{n}" calculate="/data/n{(n + 1) % count} + 1"/>' for n in range(count))
    assert _refused(lambda: form(nodes, binds)).key == "forms.cycle"


def test_a_repeat_whose_number_feeds_itself_comes_to_rest(form: Make, now: Callable[[], datetime]) -> None:
    body = '<repeat nodeset="/data/r" jr:count="count(/data/r) + 1"><input ref="/data/r/x"/></repeat>'
    record = form("<r><x/></r>", "", body).open(now=now)
    assert int(record.node("/data/r").value) < 100
    _refused(lambda: record.add("/data/r"))


def test_repeats_within_repeats_are_bounded(form: Make, now: Callable[[], datetime]) -> None:
    nodes = "<n>100000</n><r><s><t><x/></t></s></r>"
    body = (
        '<repeat nodeset="/data/r" jr:count="/data/n"><repeat nodeset="/data/r/s" jr:count="/data/n">'
        '<repeat nodeset="/data/r/s/t" jr:count="/data/n"><input ref="/data/r/s/t/x"/></repeat></repeat></repeat>'
    )
    made = form(nodes, "", body)
    _refused(lambda: made.open(now=now))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1256", "utf-32"])
def test_another_encoding_is_named_as_the_fault(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "f.md"
    file.write_bytes(SURVEY.replace("| A |", "| الاسم |").encode(encoding))
    assert _refused(lambda: load_form(file, checks=CHECKS)).key in ("forms.file_unreadable", "forms.conversion")


@pytest.mark.parametrize("suffix", [".md", ".csv"])
def test_a_byte_order_mark_is_no_fault(tmp_path: Path, suffix: str) -> None:
    text = SURVEY if suffix == ".md" else "survey,,,\n,type,name,label\n,text,a,A\n"
    file = tmp_path / f"f{suffix}"
    file.write_bytes(text.encode("utf-8-sig"))
    assert [field.name for field in load_form(file, checks=CHECKS).fields()] == ["a"]


def _sheet(file: Path, *, merged: str = "", rows: int = 1) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    sheet.append(["type", "name", "label"])
    for row in range(rows):
        sheet.append(["text", f"a{row}", "A"])
    if merged:
        sheet.merge_cells(merged)
    book.save(file)
    return file


def test_merged_cells_are_read_or_refused_by_name(tmp_path: Path) -> None:
    made = load_form(_sheet(tmp_path / "label.xlsx", merged="C2:D3"), checks=CHECKS)
    assert [field.name for field in made.fields()] == ["a0"]
    _refused(lambda: load_form(_sheet(tmp_path / "type.xlsx", merged="A2:B2"), checks=CHECKS))


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "f.xlsx"
    with file.open("wb") as out:
        out.truncate(100_000_000)
    assert _refused(lambda: load_form(file, checks=CHECKS)).key == "forms.file_too_large"


def test_a_workbook_that_swells_on_opening_is_refused(tmp_path: Path) -> None:
    source = io.BytesIO(_sheet(tmp_path / "small.xlsx").read_bytes())
    file = tmp_path / "f.xlsx"
    with zipfile.ZipFile(source) as small, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as big:
        for name in small.namelist():
            with big.open(name, "w") as part:
                part.write(small.read(name))
                for _ in range(300 if name.endswith("sheet1.xml") else 0):
                    part.write(b" " * 1_000_000)
    assert file.stat().st_size < 1_000_000
    assert _refused(lambda: load_form(file, checks=CHECKS)).key == "forms.file_too_large"


def test_a_thousand_broken_binds_give_one_clear_message(xform: Pieces) -> None:
    binds = "".join(f'<bind nodeset="/data/a" relevant="foo{n}("/>' for n in range(1_000))
    assert isinstance(_refused(lambda: compile_form(xform("<a/>", binds), checks=CHECKS)), DeskError)
