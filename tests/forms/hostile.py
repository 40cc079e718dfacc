"""Makes files that are no forms, or forms that mean harm: small to write, large or broken to read.

``python -m tests.forms.hostile FOLDER`` writes them all; the tests take them one by one. The same bytes every time.
"""

import io
import re
import sys
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from random import Random

from openpyxl import Workbook

Make = Callable[[], bytes]
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SURVEY = [["type", "name", "label"], ["text", "a", "A"]]
ARABIC = "survey,,,\n,type,name,label\n,text,a,الاسم الرباعي كما في الهوية\n"
_LETTERS = 200_000
_SHEETS = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def noise(count: int, seed: int = 1) -> bytes:
    """Return bytes without any order."""
    return Random(seed).randbytes(count)  # noqa: S311 - the same each time


def workbook(rows: list[list[str]] | None = None, sheet: str = "survey") -> bytes:
    """Return a workbook of one sheet, its texts in a part of their own, as Excel writes them."""
    book, held = Workbook(), io.BytesIO()
    page = book.active
    if page is None:
        raise RuntimeError("a new workbook has a sheet")
    page.title = sheet
    for row in SURVEY if rows is None else rows:
        page.append(row)
    book.save(held)
    parts, texts = parts_of(held.getvalue()), []

    def shared(match: re.Match[bytes]) -> bytes:
        texts.append(match[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    place = "xl/worksheets/sheet1.xml"
    parts[place] = re.sub(rb't="inlineStr"><is><t>(.*?)</t></is>', shared, parts[place])
    items = b"".join(b"<si><t>" + text + b"</t></si>" for text in texts)
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="' + _SHEETS + b'">' + items + b"</sst>"
    kind = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + _KIND + b'"/>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", kind + b"</Types>")
    return packed(parts)


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a workbook of parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return held.getvalue()


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook of which one part is another."""
    parts = parts_of(workbook())
    name = next(name for name in parts if name.endswith(part))
    return packed({**parts, name: change(parts[name])})


def without(part: str) -> bytes:
    """Return a workbook that lacks a part."""
    return packed({name: data for name, data in parts_of(workbook()).items() if not name.endswith(part)})


def with_rows(rows: bytes) -> bytes:
    """Return a workbook with more rows in its sheet, as XML."""
    return changed("sheet1.xml", lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>"))


def laughing(data: bytes) -> bytes:
    """Return a part that declares a billion laughs and says them once."""
    laughs = b"<!DOCTYPE x [<!ENTITY a 'lol'>" + b"".join(
        b"<!ENTITY %c '%s'>" % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9)
    )
    head, _, rest = data.rpartition(b"</")
    body = head.split(b"?>", 1)[-1] if head.lstrip().startswith(b"<?xml") else head
    return laughs + b"]>" + body + b"&j;</" + rest


def lying(data: bytes, part: str) -> bytes:
    """Return a workbook whose directory says that a part is small, and which unpacks to a hundred megabytes."""
    blank = b"<row/>" * 16_000_000
    parts = parts_of(data)
    name = next(name for name in parts if name.endswith(part))
    whole = packed({**parts, name: parts[name].replace(b"</sheetData>", blank + b"</sheetData>")})
    with zipfile.ZipFile(io.BytesIO(whole)) as held:
        size = held.getinfo(name).file_size
    return whole.replace(size.to_bytes(4, "little"), (4_000).to_bytes(4, "little"))


def overlapping() -> bytes:
    """Return a ZIP of which ten thousand names stand for the same large part."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b" " * 20_000_000)
        info = made.infolist()[0]
        for at in range(10_000):
            copy = zipfile.ZipInfo(f"xl/w{at}.xml")
            copy.header_offset, copy.CRC = info.header_offset, info.CRC
            copy.compress_size, copy.file_size = info.compress_size, info.file_size
            copy.compress_type = info.compress_type
            made.filelist.append(copy)
    return held.getvalue()


def strings(count: int) -> bytes:
    """Return a workbook with so many shared strings."""
    items = b"<si><t>" + b"</t></si><si><t>".join(b"s%d" % at for at in range(count)) + b"</t></si>"
    return changed("sharedStrings.xml", lambda data: data.replace(b"</sst>", items + b"</sst>"))


def markdown(rows: str, columns: str = "calculation") -> bytes:
    """Return a form of Markdown rows."""
    return f"| survey |\n| | type | name | label | {columns} |\n{rows}".encode()


def calculations(count: int, each: int) -> bytes:
    """Return a form of calculations that each refer to so many before them."""
    chance = Random(1)  # noqa: S311 - as above
    rows = ["| | integer | q | Q | |"]
    for at in range(count):
        others = (f"${{c{other}}}" for other in chance.sample(range(at), min(at, each)))
        rows.append(f"| | calculate | c{at} | | {' + '.join(['${q}', *others])} |")
    return markdown("\n".join(rows) + "\n")


def translated(languages: int, questions: int) -> bytes:
    """Return a form with labels in very many languages."""
    head = "| survey |\n| | type | name |" + "".join(f" label::L{at} (l{at}) |" for at in range(languages)) + "\n"
    return (head + "".join(f"| | text | a{at} |" + " x |" * languages + "\n" for at in range(questions))).encode()


def choices(count: int) -> bytes:
    """Return a form with a list of so many choices."""
    rows = "".join(f"| | l | x{at} | X |\n" for at in range(count))
    return markdown("| | select_one l | a | A | |\n| choices |\n| | list_name | name | label |\n" + rows)


def ods() -> bytes:
    """Return an OpenDocument spreadsheet."""
    return packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"})


PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"
DEEP_XML = b"<a>" * 200_000 + b"</a>" * 200_000
REFERENCES = "".join(f"| | text | a{at} | A ${{z}}{'${z}' * 60} | |\n" for at in range(3_000))
GAPS = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
TEXT_ROW = b'<row><c t="inlineStr"><is><t>text</t></is></c><c t="inlineStr"><is><t>a</t></is></c></row>'

NO_FORM: Mapping[str, tuple[Make, str]] = {
    "empty.xlsx": (lambda: b"", "forms.file_empty"),
    "empty.xls": (lambda: b"", "forms.file_empty"),
    "empty.csv": (lambda: b"", "forms.file_empty"),
    "noise.xlsx": (partial(noise, 3_000), "forms.file_no_workbook"),
    "pdf.xlsx": (lambda: PDF, "forms.file_no_workbook"),
    "pdf.xls": (lambda: PDF, "forms.file_no_workbook"),
    "ods.xlsx": (ods, "forms.file_no_workbook"),
    "zip-in-zip.xlsx": (lambda: packed({"inner.xlsx": workbook()}), "forms.file_no_workbook"),
    "password.xlsx": (lambda: OLE + noise(6_000), "forms.file_protected"),
    "cut.xlsx": (lambda: workbook()[:2_500], "forms.file_torn"),
    "no-types.xlsx": (partial(without, "[Content_Types].xml"), "forms.part_missing"),
    "no-sheet.xlsx": (partial(without, "sheet1.xml"), "forms.sheet_no_survey"),
    "no-relations.xlsx": (partial(without, "workbook.xml.rels"), "forms.part_missing"),
    "bad-sheet.xlsx": (partial(changed, "sheet1.xml", lambda data: data[:200]), "forms.part_damaged"),
    "bad-strings.xlsx": (partial(changed, "sharedStrings.xml", lambda _: b"<sst><si>"), "forms.part_damaged"),
    "bad-book.xlsx": (partial(changed, "workbook.xml", lambda _: b"<workbook/>"), "forms.sheet_no_survey"),
    "bad-styles.xlsx": (partial(changed, "styles.xml", lambda _: b"<a>" + noise(99)), "forms.part_damaged"),
    "laughs-sheet.xlsx": (partial(changed, "sheet1.xml", laughing), "forms.part_declares"),
    "laughs-strings.xlsx": (partial(changed, "sharedStrings.xml", laughing), "forms.part_declares"),
    "laughs-types.xlsx": (partial(changed, "[Content_Types].xml", laughing), "forms.part_declares"),
    "laughs-book.xlsx": (partial(changed, "workbook.xml", laughing), "forms.part_declares"),
    "laughs-utf16.xlsx": (
        partial(changed, "sheet1.xml", lambda data: laughing(data).decode().encode("utf-16")),
        "forms.part_declares",
    ),
    "lying.xlsx": (partial(lying, workbook(), "sheet1.xml"), "forms.file_torn"),
    "overlapping.xlsx": (overlapping, "forms.file_too_large"),
    "strings.xlsx": (partial(strings, 1_000_000), "forms.too_many_cells"),
    "cells.xlsx": (lambda: with_rows(TEXT_ROW * 400_000), "forms.too_many_cells"),
    "deep.xlsx": (partial(changed, "sheet1.xml", lambda _: DEEP_XML), "forms.part_damaged"),
    "broken.xls": (lambda: OLE + noise(20_000), "forms.file_torn"),
    "cut.xls": (lambda: OLE + bytes(200), "forms.file_torn"),
    "huge.xls": (lambda: OLE + bytes(19_000_000), "forms.file_torn"),
    "nul.csv": (lambda: b'survey,,,\n,type,name,label\n,text,a,"A\0B"\n', "forms.file_unreadable"),
    "utf16.csv": (lambda: ARABIC.encode("utf-16"), "forms.file_unreadable"),
    "windows.csv": (lambda: ARABIC.encode("cp1256"), "forms.file_unreadable"),
    "windows.md": (lambda: ARABIC.encode("cp1256"), "forms.file_unreadable"),
    "latin.xml": (lambda: "<?xml version='1.0'?><a>é</a>".encode("latin-1"), "forms.file_unreadable"),
    "long.csv": (lambda: b"survey,,,\n,type,name,label\n,text,a," + b"x" * _LETTERS, "forms.file_shape"),
    "open.csv": (lambda: b'survey,,,\n,type,name,label\n,text,a,"' + b"x\n" * _LETTERS, "forms.file_shape"),
    "long.md": (lambda: markdown("| | text | a | " + "x" * _LETTERS + " | |\n"), "forms.cell_too_long"),
    "hashes.md": (
        lambda: markdown("".join(f"| | text | a{at} | {'#' * 1_999} | |\n" for at in range(300))),
        "forms.too_many_hashes",
    ),
    "deep.xml": (lambda: DEEP_XML, "forms.not_xform"),
    "calculations.md": (partial(calculations, 5_000, 100), "forms.too_many_references"),
    "references.md": (lambda: markdown(REFERENCES), "forms.too_many_references"),
    "languages.md": (partial(translated, 200, 500), "forms.too_many_languages"),
    "questions.md": (
        lambda: markdown("".join(f"| | text | a{at} | A | |\n" for at in range(20_000))),
        "forms.too_many_rows",
    ),
    "choices.md": (partial(choices, 100_000), "forms.too_many_rows"),
}
"""Name -> what makes it, and the key of the refusal."""

READ: Mapping[str, Make] = {
    "calculations.md": partial(calculations, 2_000, 40),
    "gaps.xlsx": lambda: with_rows(GAPS),
    "dimension.xlsx": partial(
        changed,
        "sheet1.xml",
        lambda data: data.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'),
    ),
    "formulas.xlsx": lambda: with_rows(b'<row><c r="A3"><f>1+1</f></c><c r="B3"><f>A1</f></c></row>'),
    "few-strings.xlsx": partial(strings, 1_000),
}
"""What only looks like harm."""


def main(folder: Path) -> None:
    """Write all files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (make, _) in NO_FORM.items():
        (folder / name).write_bytes(make())
    for name, fine in READ.items():
        (folder / f"fine-{name}").write_bytes(fine())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
