"""Without these letters with marks could stand without them, in the wrong place, or in a font that no reader takes."""

from io import BytesIO
from typing import Any

import pytest
import uharfbuzz as hb  # type: ignore[import-untyped]
from fontTools.pens.recordingPen import DecomposingRecordingPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from watan_desk.letter import fonts
from watan_desk.letter.compound import with_compounds
from watan_desk.letter.shaping import Part, Sign


def part_of_amiri(*gids: int) -> tuple[bytes, dict[int, int]]:
    wanted: Any = hb.SubsetInput()
    wanted.glyph_set.update({0, *gids})
    wanted.unicode_set.clear()
    plan: Any = hb.SubsetPlan(fonts.regular().table, wanted)
    return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)


def gid(character: str) -> int:
    found = fonts.regular().font.get_nominal_glyph(ord(character))
    assert found
    return int(found)


def drawn(font: TTFont, glyph: int) -> list[Any]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getGlyphName(glyph)].draw(pen)
    return list(pen.value)


def moved(strokes: list[Any], x: int, y: int) -> list[Any]:
    return [(verb, tuple((a + x, b + y) for a, b in points)) for verb, points in strokes]


def test_a_glyph_put_together_draws_its_parts_in_their_places() -> None:
    data, kept = part_of_amiri(gid("ب"), gid("ُ"))
    signs = [
        Sign((Part(0, 0, 0),), "", 0),
        Sign((Part(gid("ب"), 10, 0), Part(gid("ُ"), 40, -25)), "بُ", 777),
        Sign((Part(gid("ب"), 10, 0), Part(gid("ُ"), 40, -25)), "another text", 777),
        Sign((), "ُ", 111),
    ]
    made, glyphs = with_compounds(data, signs, kept)
    font = TTFont(BytesIO(made), lazy=False)
    _, whole, same, empty = glyphs
    assert whole == same
    base, mark = drawn(font, kept[gid("ب")]), drawn(font, kept[gid("ُ")])
    assert drawn(font, whole) == moved(base, 10, 0) + moved(mark, 40, -25)
    assert font["hmtx"][font.getGlyphName(whole)][0] == 777
    assert font["hmtx"][font.getGlyphName(empty)] == (111, 0)
    assert drawn(font, empty) == []
    glyph = font["glyf"][font.getGlyphName(whole)]
    said = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
    glyph.recalcBounds(font["glyf"])
    assert said == (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)


def test_a_glyph_as_it_is_stays_the_fonts_own() -> None:
    data, kept = part_of_amiri(gid("ب"))
    advance = fonts.regular().font.get_glyph_h_advance(gid("ب"))
    own = Sign((Part(gid("ب"), 0, 0),), "ب", advance)
    made, glyphs = with_compounds(data, [own], kept)
    assert (made, glyphs) == (data, [kept[gid("ب")]])
    kerned, more = with_compounds(data, [own, own._replace(advance=advance - 30)], kept)
    assert more[1] == TTFont(BytesIO(kerned))["maxp"].numGlyphs - 1


@pytest.mark.parametrize("count", [1, 9000])
def test_the_font_is_sound_however_many_glyphs_it_has(count: int) -> None:
    data, kept = part_of_amiri(gid("ب"))
    signs = [Sign((Part(gid("ب"), 0, 0),), "ب", 1000 + step) for step in range(count)]
    made, glyphs = with_compounds(data, signs, kept)
    font = TTFont(BytesIO(made), checkChecksums=2, lazy=False)
    assert [font["hmtx"][font.getGlyphName(glyph)][0] for glyph in glyphs] == [1000 + step for step in range(count)]
    assert font["maxp"].numGlyphs == len(font["glyf"].glyphs)
    out = BytesIO()
    font.save(out)
    assert hb.Face(out.getvalue()).glyph_count == font["maxp"].numGlyphs
