"""The engines. ``make(content, path)`` writes one letter; the modules and programs an engine needs are named."""

import html
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import fontpkg

from bench.letter_peers.content import Content, code_svg, spans

PAGE = (595.28, 841.89)
SIDE, TOP = 70.87, 56.7
CODE = 98.3
"""Points of the printed code with its quiet zone: 30 mm and four modules on each side."""
REGULAR, BOLD = str(fontpkg.path("Amiri")), str(fontpkg.path("Amiri", 700))


class Engine:
    """A maker of PDF, set up once for many letters."""

    modules: tuple[str, ...] = ()
    program = ""

    @classmethod
    def installed(cls) -> bool:
        """Tell whether the engine can take part on this machine."""
        return all(find_spec(name) for name in cls.modules) and (not cls.program or bool(shutil.which(cls.program)))

    def make(self, letter: Content, path: Path) -> None:
        """Write one letter."""
        raise NotImplementedError


class Typst(Engine):
    """Typst through its Python package."""

    modules = ("typst",)
    SOURCE = """#let d = json(bytes(sys.inputs.d))
#set document(title: d.number)
#set page(paper: "a4", margin: (x: 25mm, y: 20mm), footer: align(center, text(9pt, d.foot.join([ \\ ]))))
#set text(font: "Amiri", size: 14pt, lang: "ar", dir: rtl)
#set par(justify: true, leading: 9pt, spacing: 11pt)
#let rich(s) = { for (i, x) in s.split("*").enumerate() { if calc.odd(i) { strong(x) } else { x } } }
#align(center, text(14pt)[بسم الله الرحمن الرحيم])
#grid(columns: (1fr, auto, auto), text(12pt, for (i, x) in d.head.enumerate() {
    if i == 1 { text(15pt, strong(x)) } else { x }; linebreak() }),
  text(12pt, for m in d.references [*#m.at(0):* #m.at(1) \\ ]),
  image(bytes(d.code), format: "svg", width: 98.3pt))
#line(length: 100%, stroke: 0.8pt)
*#d.addressee*

#d.greeting

#align(center, strong[الموضوع: #d.subject])
#for p in d.paragraphs [#par(rich(p))]
#text(12pt, table(columns: (7fr, 30fr, 27fr, 20fr, 16fr), align: right + horizon, stroke: 0.5pt + gray,
  fill: (x, y) => if y == 0 { rgb("#edf2f0") },
  ..for (i, r) in d.table.enumerate() { for c in r { (if i == 0 { strong(c) } else { c },) } }))
#for p in d.closing [#par(rich(p))]
#grid(columns: (1fr, 113pt), ..for b in d.boxes { (box(width: 100%, height: 113pt, stroke: 0.5pt, strong(b)),) })
#place(bottom + left, image(bytes(d.page_code), format: "svg", width: 45pt))
"""

    def __init__(self) -> None:
        import typst

        self._folder = tempfile.TemporaryDirectory()
        source = Path(self._folder.name, "letter.typ")  # a source given as bytes is forgotten after one letter
        source.write_text(self.SOURCE, encoding="utf-8")
        self._compiler: Any = typst.Compiler(source, font_paths=[str(Path(REGULAR).parent)], ignore_system_fonts=True)

    def make(self, letter: Content, path: Path) -> None:
        said = {**vars(letter), "code": code_svg(letter.code), "page_code": code_svg(letter.page_code)}
        self._compiler.compile(output=path, format="pdf", sys_inputs={"d": json.dumps(said)})


STYLE = """@page { size: A4; margin: 20mm 25mm; @bottom-center { content: element(foot) } }
body { font: 14pt/1.4 Amiri; direction: rtl; margin: 0 } p { margin: 0 0 4pt; text-align: justify }
.foot { position: running(foot); font-size: 9pt; text-align: center } .c { text-align: center } .s { font-size: 12pt }
table { width: 100%; border-collapse: collapse; font-size: 12pt } .t td, .t th { border: 0.5pt solid gray }
.t th { background: #edf2f0 } .b td { height: 113pt; border: 0.5pt solid black; vertical-align: top }
hr { margin: 4pt 0 }"""


def page_of(letter: Content, code: str, page_code: str, style: str = STYLE) -> str:
    """Return the letter as a page of HTML; ``code`` and ``page_code`` are the addresses of the codes' pictures."""
    esc = html.escape

    def rich(text: str) -> str:
        return "".join(f"<b>{esc(part)}</b>" if bold else esc(part) for part, bold in spans(text))

    def row(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{esc(cell)}</{tag}>" for cell in cells) + "</tr>"

    head = "<br>".join(f"<b>{esc(x)}</b>" if i == 1 else esc(x) for i, x in enumerate(letter.head))
    refs = "<br>".join(f"<b>{esc(k)}:</b> {esc(v)}" for k, v in letter.references)
    rows = row(letter.table[0], "th") + "".join(row(cells, "td") for cells in letter.table[1:])
    boxes = "".join(f"<td><b>{esc(box)}</b></td>" for box in letter.boxes)
    return (
        f'<html lang="ar" dir="rtl"><head><title>{letter.number}</title><style>{style}</style></head><body dir="rtl">'
        f'<div class="foot">{"<br>".join(map(esc, letter.foot))}</div><p class="c">بسم الله الرحمن الرحيم</p>'
        f'<table class="s" dir="rtl"><tr><td>{head}</td><td>{refs}</td>'
        f'<td width="132"><img src="{code}" width="131" height="131"></td></tr></table><hr>'
        f'<p><b>{esc(letter.addressee)}</b></p><p>{esc(letter.greeting)}</p><p class="c"><b>الموضوع: '
        f"{esc(letter.subject)}</b></p>{''.join(f'<p>{rich(p)}</p>' for p in letter.paragraphs)}"
        f'<table class="t" dir="rtl">{rows}</table>{"".join(f"<p>{rich(p)}</p>" for p in letter.closing)}'
        f'<table class="b" dir="rtl"><tr>{boxes}</tr></table>'
        f'<img src="{page_code}" width="60" height="60"></body></html>'
    )


class WeasyPrint(Engine):
    """HTML through WeasyPrint."""

    modules = ("weasyprint",)

    def __init__(self) -> None:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        self._html: Any = weasyprint.HTML
        self._fonts = FontConfiguration()
        faces = "".join(
            f'@font-face {{ font-family: Amiri; font-weight: {weight}; src: url("file://{path}") }}'
            for weight, path in ((400, REGULAR), (700, BOLD))
        )
        self._faces: Any = weasyprint.CSS(string=faces, font_config=self._fonts)

    def make(self, letter: Content, path: Path) -> None:
        from urllib.parse import quote

        codes = ["data:image/svg+xml," + quote(code_svg(text)) for text in (letter.code, letter.page_code)]
        page = page_of(letter, *codes)
        self._html(string=page).write_pdf(path, stylesheets=[self._faces], font_config=self._fonts)


class Qt(Engine):
    """Qt's rich text through QPdfWriter."""

    modules = ("PySide6",)

    def __init__(self) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from PySide6 import QtCore, QtGui

        self._core, self._gui = QtCore, QtGui
        self._application = QtGui.QGuiApplication.instance() or QtGui.QGuiApplication([])
        for face in (REGULAR, BOLD):
            QtGui.QFontDatabase.addApplicationFont(face)

    def make(self, letter: Content, path: Path) -> None:
        gui, core = self._gui, self._core
        writer = gui.QPdfWriter(str(path))
        writer.setPageSize(gui.QPageSize(gui.QPageSize.PageSizeId.A4))
        writer.setPageMargins(core.QMarginsF(25, 20, 25, 20), gui.QPageLayout.Unit.Millimeter)
        writer.setResolution(1200)
        document = gui.QTextDocument()
        document.setDefaultFont(gui.QFont("Amiri", 14))
        for name, text in (("code", letter.code), ("page", letter.page_code)):
            drawn = gui.QImage.fromData(_code_png(text))
            document.addResource(gui.QTextDocument.ResourceType.ImageResource.value, core.QUrl(name), drawn)
        document.documentLayout().setPaintDevice(writer)
        document.setPageSize(core.QSizeF(writer.width(), writer.height()))
        document.setHtml(
            page_of(letter, "code", "page", re.sub("@page.*", "", STYLE.replace("/1.4 Amiri", "/0.9 Amiri")))
        )
        document.setDocumentMargin(0)
        painter = gui.QPainter(writer)
        document.drawContents(painter)
        painter.end()


def _code_png(text: str) -> bytes:
    import io

    import zxingcpp
    from PIL import Image

    made: Any = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    grid = memoryview(made.to_image(scale=4, add_quiet_zones=True))
    image = Image.frombytes("L", (grid.shape[1], grid.shape[0]), grid.tobytes())
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


class Fpdf2(Engine):
    """fpdf2 with its HarfBuzz shaping."""

    modules = ("fpdf", "uharfbuzz")

    def make(self, letter: Content, path: Path) -> None:
        import io

        import fpdf

        pdf: Any = fpdf.FPDF(unit="pt", format="A4")
        pdf.set_margins(SIDE, TOP)
        pdf.set_auto_page_break(auto=False)
        pdf.add_font("Amiri", "", REGULAR)
        pdf.add_font("Amiri", "B", BOLD)
        pdf.add_page()
        pdf.set_title(letter.number)
        pdf.set_text_shaping(use_shaping_engine=True, direction="rtl", script="arab", language="ara")
        width = PAGE[0] - 2 * SIDE

        def say(text: str, *, size: int = 14, line: float = 19.6, align: str = "R", bold: bool = False) -> None:
            pdf.set_font("Amiri", "B" if bold else "", size)
            marked = text.replace("*", "**")
            pdf.multi_cell(width, line, marked, align=align, markdown=True, new_x="LMARGIN", new_y="NEXT")

        say("بسم الله الرحمن الرحيم", align="C")
        top = pdf.y
        for i, part in enumerate(letter.head):
            say(part, size=15 if i == 1 else 12, line=17, bold=i == 1)
        pdf.y = top
        for key, value in letter.references:
            pdf.x = SIDE + CODE
            pdf.set_font("Amiri", "", 12)
            pdf.multi_cell(150, 16, f"**{key}:** {value}", align="R", markdown=True, new_x="LMARGIN", new_y="NEXT")
        pdf.image(io.BytesIO(code_svg(letter.code).encode()), SIDE, top, CODE)
        pdf.y = top + CODE + 6
        pdf.line(SIDE, pdf.y, PAGE[0] - SIDE, pdf.y)
        say(letter.addressee, bold=True)
        say(letter.greeting)
        say(f"الموضوع: {letter.subject}", align="C", bold=True)
        for paragraph in letter.paragraphs:
            say(paragraph)
        pdf.set_font("Amiri", "", 12)
        with pdf.table(text_align="RIGHT", line_height=16, col_widths=(16, 20, 27, 30, 7)) as table:
            for row in letter.table:
                table.row(list(reversed(row)))
        for paragraph in letter.closing:
            say(paragraph)
        for box in letter.boxes:
            pdf.rect(SIDE, pdf.y, 113, 20)
            say(box, bold=True)
        pdf.image(io.BytesIO(code_svg(letter.page_code).encode()), 20, PAGE[1] - 70, 45)
        pdf.set_y(PAGE[1] - 50)
        for line in letter.foot:
            say(line, size=9, line=12, align="C")
        pdf.output(str(path))


class LibreOffice(Engine):
    """LibreOffice without a screen, from HTML; many letters in one call. It needs Amiri among the system's fonts."""

    program = "soffice"

    def source(self, letter: Content, path: Path) -> None:
        """Write a letter as LibreOffice reads it."""
        import base64

        codes = [
            "data:image/png;base64," + base64.b64encode(_code_png(text)).decode()
            for text in (letter.code, letter.page_code)
        ]
        plain = STYLE.replace(" position: running(foot);", "").replace("14pt/1.4 Amiri", "12pt/1 Amiri")
        style = re.sub("@page.*", "@page { size: 21cm 29.7cm; margin: 2cm 2.5cm }", plain)
        path.write_text(page_of(letter, *codes, style), encoding="utf-8")

    def convert(self, sources: Sequence[Path], folder: Path) -> None:
        """Turn many letters into PDF in one call."""
        command = [self.program, "--headless", "--norestore", "--writer", "--convert-to", "pdf:writer_pdf_Export"]
        subprocess.run(
            [*command, "--outdir", str(folder), *map(str, sources)],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def make(self, letter: Content, path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "letter.html")
            self.source(letter, source)
            self.convert([source], Path(folder))
            shutil.move(Path(folder, "letter.pdf"), path)


PEERS: Mapping[str, type[Engine]] = {
    "typst": Typst,
    "weasyprint": WeasyPrint,
    "fpdf2": Fpdf2,
    "qt": Qt,
    "libreoffice": LibreOffice,
}
