"""Makes ``resources/fonts/signs.ttf``: signs that the letters' font lacks, drawn as paths, in a font of their own.

One sign so far: U+20C1 SAUDI RIYAL SIGN, from the outline that the Saudi Central Bank published for public use. Run it
from the top of the tree, with fontTools installed; the file it writes is kept in the tree.
"""

import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.transform import Transform
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.svgLib.path import parse_path

RIYAL = 0x20C1
EM = 1000
HEIGHT, BASE = 700, -90
"""Of the sign over the baseline, which it reaches below like the digits beside it."""
DRAWN = (1124.14, 1256.39)
OUTLINE = (
    "M699.62,1113.02c-20.06,44.48-33.32,92.75-38.4,143.37l424.51-90.24c20.06-44.47,33.31-92.75,38.4-143.37Z"
    "M1085.73,895.8c20.06-44.47,33.32-92.75,38.4-143.37l-330.68,70.33v-135.2l292.27-62.11"
    "c20.06-44.47,33.32-92.75,38.4-143.37l-330.68,70.27V66.13c-50.67,28.45-95.67,66.32-132.25,110.99v403.35"
    "l-132.25,28.11V0c-50.67,28.44-95.67,66.32-132.25,110.99v525.69l-295.91,62.88"
    "c-20.06,44.47-33.33,92.75-38.42,143.37l334.33-71.05v170.26l-358.3,76.14c-20.06,44.47-33.32,92.75-38.4,143.37"
    "l375.04-79.7c30.53-6.35,56.77-24.4,73.83-49.24l68.78-101.97c7.14-10.57,11.3-23.29,11.3-36.99v-149.98"
    "l132.25-28.11v270.4Z"
)


def main(target: Path) -> None:
    """Write the font."""
    scale = HEIGHT / DRAWN[1]
    bearing = 60
    pen = TTGlyphPen(None)
    place = Transform(scale, 0, 0, -scale, bearing, BASE + HEIGHT)
    parse_path(OUTLINE, TransformPen(Cu2QuPen(pen, 1.0, reverse_direction=False), place))
    advance = round(DRAWN[0] * scale + 2 * bearing)
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "riyal"])
    builder.setupCharacterMap({RIYAL: "riyal"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "riyal": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (EM // 2, 0), "riyal": (advance, bearing)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Watan Signs", "styleName": "Regular", "psName": "WatanSigns-Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.setupHead(unitsPerEm=EM, created=0, modified=0)
    builder.font.recalcTimestamp = False
    builder.save(target)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "resources/fonts/signs.ttf"))
