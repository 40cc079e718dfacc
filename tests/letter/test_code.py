"""If these fail, the code on paper is unreadable, or the letter's lines run into it."""

import re
from io import BytesIO
from itertools import pairwise

import pypdf
import zxingcpp
from PIL import Image

from tests.letter.conftest import drawn_pieces
from tests.letter.sealing import SEALER, drawn, token_of
from watan_desk.letter.code import QUIET, SIDE, modules
from watan_desk.letter.template import kinds

TEXT = SEALER.code(token_of())
MM = 72 / 25.4


def test_the_symbol_is_square_and_says_its_text() -> None:
    rows = modules(TEXT)
    assert len(rows) == 49
    assert {len(row) for row in rows} == {49}
    picture = Image.new("L", (57, 57), 255)
    for y, row in enumerate(rows):
        for x, pixel in enumerate(row):
            picture.putpixel((x + 4, y + 4), pixel)
    read = zxingcpp.read_barcodes(picture.resize((228, 228), Image.Resampling.NEAREST))
    assert [each.text for each in read] == [TEXT]
    assert read[0].ec_level == "M"


def test_the_symbol_is_30_mm_and_one_path_of_merged_runs() -> None:
    content = pypdf.PdfReader(BytesIO(drawn())).pages[0].get_contents()
    assert content is not None
    found = re.search(
        rb"q 0 g ([0-9.]+) 0 0 ([0-9.]+) ([0-9.]+) ([0-9.]+) cm ((?:\d+ \d+ \d+ 1 re ?)+)f Q", content.get_data()
    )
    assert found is not None
    across, up = float(found[1]), float(found[2])
    assert across == up
    assert abs(49 * across - 30 * MM) < 0.01
    runs = [tuple(int(each) for each in run.split()[:3]) for run in found[5].decode().split(" 1 re") if run.strip()]
    black = {(left + step, bottom) for left, bottom, width in runs for step in range(width)}
    assert black == {(x, 48 - y) for y, row in enumerate(modules(TEXT)) for x, pixel in enumerate(row) if pixel == 0}
    for (left, bottom, width), (next_left, next_bottom, _) in pairwise(runs):
        assert bottom < next_bottom or left + width < next_left


def test_nothing_is_written_into_the_code_or_its_quiet_zone() -> None:
    left, top = 25 * MM, 841.89 - 20 * MM
    for kind in kinds():
        page = pypdf.PdfReader(BytesIO(drawn(kind))).pages[0]
        for piece in drawn_pieces(page):
            beside = piece.x >= left + SIDE + QUIET - 0.01
            assert beside or piece.y > top or piece.y < top - SIDE - QUIET, (kind, piece)


def test_a_draft_keeps_the_place_and_has_no_code() -> None:
    bare, coded = (pypdf.PdfReader(BytesIO(drawn(code=code))).pages[0] for code in ("", TEXT))
    assert [(piece.x, piece.y) for piece in drawn_pieces(bare)] == [(piece.x, piece.y) for piece in drawn_pieces(coded)]
    content = bare.get_contents()
    assert content is not None
    assert content.get_data().count(b" re ") < 20
