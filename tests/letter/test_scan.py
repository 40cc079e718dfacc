"""If these fail, a letter that comes back on paper, as a scan or as a photo, is not recognised."""

import random
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFilter
from reportlab.pdfgen.canvas import Canvas

from tests.letter.sealing import SEALER, drawn, sealed, token_of
from watan_desk.common.errors import Unusable
from watan_desk.letter.scan import codes_in, codes_in_pdf, codes_in_picture

TEXT = SEALER.code(token_of())


def rendered(pdf: bytes, folder: Path, dpi: int) -> Image.Image:
    (folder / "page.pdf").write_bytes(pdf)
    page = ["pdftoppm", "-r", str(dpi), "-gray", "-singlefile", str(folder / "page.pdf"), str(folder / "page")]
    subprocess.run(page, check=True)
    return Image.open(folder / "page.pgm").convert("L")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """Return the first page of a letter at 300 dpi."""
    return rendered(sealed(), tmp_path_factory.mktemp("paper"), 300)


def file_of(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def scanned(paper: Image.Image, dpi: int, chance: random.Random) -> Image.Image:
    """Return a page as an office scanner gives it: slant, toner, grey paper, noise, JPEG at 50."""
    page = paper.filter(ImageFilter.GaussianBlur(1.1)).rotate(chance.uniform(-4, 4), expand=True, fillcolor=255)
    page = page.resize((page.width * dpi // 300, page.height * dpi // 300), Image.Resampling.BOX)
    grey, black = chance.uniform(0.72, 0.85), chance.uniform(25, 40)
    noise = Image.effect_noise(page.size, 28)
    dim = page.point([round(value * grey + black) for value in range(256)])
    mixed = Image.blend(dim, noise, 0.12)
    return Image.open(BytesIO(file_of(mixed, "JPEG", quality=50))).convert("L")


def test_a_clean_page_at_150_dpi_is_read(tmp_path: Path) -> None:
    assert codes_in(rendered(sealed(), tmp_path, 150)) == [TEXT]


@pytest.mark.parametrize("degrees", [90, 180, 270, 3, 17, 45, 200])
def test_a_page_is_read_at_any_rotation(paper: Image.Image, degrees: int) -> None:
    turned = paper.rotate(degrees, expand=True, fillcolor=255).resize((1400, 1900))
    assert codes_in(turned) == [TEXT]


@pytest.mark.parametrize("dpi", [150, 200])
def test_scans_are_read_again_and_again(paper: Image.Image, dpi: int) -> None:
    chance = random.Random(dpi)  # noqa: S311 - the same scans every time
    read = [codes_in(scanned(paper, dpi, chance)) for _ in range(6)]
    assert read == [[TEXT]] * 6


def test_ink_across_the_code_does_not_hide_it(paper: Image.Image) -> None:
    inked = paper.copy()
    draw = ImageDraw.Draw(inked)
    left, top, side = 295, 236, 354
    draw.line([(left - 40, top + side * 0.75), (left + side * 0.45, top + side * 0.55)], fill=60, width=8)
    draw.ellipse([left + side * 0.6, top + side * 0.6, left + side * 1.5, top + side * 1.5], outline=70, width=6)
    chance = random.Random(5)  # noqa: S311 - the same scan every time
    assert codes_in(scanned(inked, 200, chance)) == [TEXT]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_the_three_kinds_of_pictures_are_read(paper: Image.Image, kind: str) -> None:
    assert codes_in_picture(file_of(paper, kind)) == [TEXT]


def test_every_page_of_a_tiff_is_looked_at(paper: Image.Image) -> None:
    blank = Image.new("L", (500, 700), 255)
    pages = file_of(blank, "TIFF", save_all=True, append_images=[blank, paper.convert("1")])
    assert codes_in_picture(pages) == [TEXT]


def test_a_picture_with_a_transparent_ground_is_read(paper: Image.Image) -> None:
    clear = Image.new("RGBA", paper.size, (0, 0, 0, 0))
    clear.putalpha(paper.point([255 - value for value in range(256)]))
    assert codes_in_picture(file_of(clear, "PNG")) == [TEXT]


def test_codes_of_others_are_passed_over() -> None:
    assert codes_in_picture(file_of(Image.new("L", (900, 900), 255), "PNG")) == []


@pytest.mark.parametrize("raw", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\nxx", b"II*\0\xff\xff\xff\xff", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(Unusable, match="not_readable"):
        codes_in_picture(raw)


def test_a_picture_cut_short_is_refused(paper: Image.Image) -> None:
    with pytest.raises(Unusable, match="not_readable"):
        codes_in_picture(file_of(paper, "PNG")[:9000])


def test_a_picture_made_to_fill_the_memory_is_refused() -> None:
    with pytest.raises(Unusable, match="too_large"):
        codes_in_picture(file_of(Image.new("1", (20_000, 20_000)), "PNG"))


def test_the_code_of_our_own_pdf_is_read_as_drawn() -> None:
    assert codes_in_pdf(sealed()) == [TEXT]
    assert codes_in_pdf(drawn(code="")) == []


def test_a_scan_kept_as_a_pdf_is_read(paper: Image.Image, tmp_path: Path) -> None:
    picture = tmp_path / "scan.jpg"
    paper.resize((1240, 1754)).save(picture, quality=60)
    canvas = Canvas(str(tmp_path / "scan.pdf"), pagesize=(595, 842))
    canvas.drawImage(str(picture), 0, 0, 595, 842)
    canvas.save()
    assert codes_in_pdf((tmp_path / "scan.pdf").read_bytes()) == [TEXT]


def test_a_pdf_that_cannot_be_read_has_no_code() -> None:
    assert codes_in_pdf(b"%PDF-1.7 nothing") == []
    empty = BytesIO()
    pikepdf.new().save(empty)
    assert codes_in_pdf(empty.getvalue()) == []


def test_the_code_of_our_letter_printed_into_another_file_is_read() -> None:
    with pikepdf.open(BytesIO(drawn(code=TEXT))) as ours:
        steps: list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage] = []
        for step in pikepdf.parse_content_stream(ours.pages[0]):
            own = isinstance(step, pikepdf.ContentStreamInstruction) and str(step.operator) == "re"
            steps += _as_lines(step.operands) if own else [step]
        ours.pages[0].Contents = ours.make_stream(pikepdf.unparse_content_stream(steps))
        in_lines = BytesIO()
        ours.save(in_lines)
        two_up = pikepdf.new()
        two_up.add_blank_page(page_size=(842, 595))
        two_up.pages[0].add_overlay(ours.pages[0], pikepdf.Rectangle(0, 0, 421, 595))
        in_a_form = BytesIO()
        two_up.save(in_a_form)
    assert codes_in_pdf(in_lines.getvalue()) == [TEXT]
    assert codes_in_pdf(in_a_form.getvalue()) == [TEXT]


def _as_lines(rectangle: Any) -> list[pikepdf.ContentStreamInstruction]:
    """Return a rectangle as other programs draw it: upside down in units of their own, by its corners."""
    left, bottom, width, height = (3 * float(each) for each in rectangle)
    corners = [(left, -bottom), (left + width, -bottom), (left + width, -bottom - height), (left, -bottom - height)]
    moves = [([*corner], "l" if place else "m") for place, corner in enumerate(corners)]
    return [pikepdf.ContentStreamInstruction(given, pikepdf.Operator(name)) for given, name in [*moves, ([], "h")]]


def test_a_form_that_holds_itself_ends() -> None:
    file = pikepdf.new()
    page = file.add_blank_page()
    form = file.make_stream(b"/Me Do " * 50, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Me=form))
    page.Contents, page.Resources = file.make_stream(b"/Me Do"), form.Resources
    out = BytesIO()
    file.save(out)
    assert codes_in_pdf(out.getvalue()) == []
