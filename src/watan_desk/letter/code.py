"""The printed codes: a QR of 30 mm in the head and a small one at the foot of every page.

Each is drawn as one path of merged runs, so that no hairline parts its modules.
"""

import re
from collections.abc import Iterator
from math import isqrt
from typing import Any, Final

import zxingcpp

SIDE: Final = 30 * 72 / 25.4
"""Points of the symbol without its quiet zone: what bad scans still read (measured, 30 mm with correction level M)."""
PAGE_SIDE: Final = 16 * 72 / 25.4
"""Points of a page's code: fewer modules than the head's, so that each is hardly smaller."""
LEVEL, PAGE_LEVEL = "M", "Q"
_BLACK = re.compile(rb"\x00+")
_FEWEST_MODULES = 45
QUIET: Final = 4 * SIDE / _FEWEST_MODULES
"""Points that stay empty round the symbol: four modules (ISO/IEC 18004); ours have 45 a side or more."""


def modules(text: str, level: str = LEVEL) -> list[bytes]:
    """Return the rows of a QR symbol, top first, a byte a module; 0 is black."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    image: Any = made.to_image(scale=1, add_quiet_zones=False)
    pixels = memoryview(image).tobytes()
    side = isqrt(len(pixels))
    return [pixels[start : start + side] for start in range(0, len(pixels), side)]


def draw_code(canvas: Any, text: str, x: float, y: float) -> None:
    """Draw a letter's code with its lower left corner at a place in points."""
    _draw(canvas, modules(text), x, y, SIDE)


def draw_page_code(canvas: Any, text: str, x: float, y: float) -> None:
    """Draw a page's code with its lower left corner at a place in points."""
    _draw(canvas, modules(text, PAGE_LEVEL), x, y, PAGE_SIDE)


def _draw(canvas: Any, rows: list[bytes], x: float, y: float, side: float) -> None:
    """Draw a symbol; one module is one unit of its own grid."""
    scale = side / len(rows)
    path = " ".join([f"{left} {bottom} {width} 1 re" for left, bottom, width in _runs(rows)])
    canvas._code.append(f"q 0 g {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm {path} f Q")  # noqa: SLF001 - no public way


def _runs(rows: list[bytes]) -> Iterator[tuple[int, int, int]]:
    """Yield the black runs of each row: left, bottom and width in modules, from the bottom up."""
    for bottom, row in enumerate(reversed(rows)):
        for run in _BLACK.finditer(row):
            yield run.start(), bottom, run.end() - run.start()
