"""An association's emblem, as its letters' head shows it: small, opaque, and without anything but the picture."""

import warnings
from io import BytesIO
from typing import Any, Final

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from watan_desk.common.errors import Unusable

MOST_BYTES: Final = 2 << 20
"""Of the file that is given."""
_MOST_PIXELS = 25_000_000
_SIDE = 600
"""Pixels of the longer side: 22 mm at almost 700 dots an inch."""
_FEWEST = 32
LOGO: Final = 22 * 72 / 25.4
"""Points of the side of the square it stands in."""


def read_logo(data: bytes) -> bytes:
    """Return a PNG or JPEG file as a small opaque PNG without the file's own notes.

    Raises:
        Unusable: it is no such picture, too large a file, or too small to be printed.
    """
    if len(data) > MOST_BYTES:
        raise Unusable("letter.logo_too_large", most=MOST_BYTES >> 20)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as found:
                if found.width * found.height > _MOST_PIXELS or min(found.size) < _FEWEST:
                    raise Unusable("letter.logo_unreadable")
                picture = found.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombWarning) as wrong:
        raise Unusable("letter.logo_unreadable") from wrong
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    paper.thumbnail((_SIDE, _SIDE))
    out = BytesIO()
    paper.save(out, "PNG", optimize=True)
    return out.getvalue()


def draw_logo(canvas: Any, logo: bytes, x: float, y: float) -> None:
    """Draw an emblem in the middle of its square, whose lower left corner is at a place in points."""
    picture = ImageReader(BytesIO(logo))
    width, height = picture.getSize()
    scale = LOGO / max(width, height)
    wide, high = width * scale, height * scale
    canvas.drawImage(picture, x + (LOGO - wide) / 2, y + (LOGO - high) / 2, wide, high)
