"""Finds the codes of letters in pictures and PDFs: scans at any angle, phone photos, and the drawn code of a PDF.

First try alone loses up to one scan in six; the later tries smooth what scanners and toner do (measured).
"""

import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image, ImageFilter, ImageSequence, UnidentifiedImageError

from watan_desk.common.errors import Unusable
from watan_desk.letter.token import PREFIX

FORMATS = ("PNG", "JPEG", "TIFF")
_MOST_PIXELS = 100_000_000
"""An A4 page at 900 dpi; more is a trap rather than a scan."""
_MOST_PAGES = 100
_FEWEST_RUNS = 100
_MOST_MODULES = 177
_SCALE = 4
_BORDER = 16
_WHITE = 255
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

TORN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    OSError,
    RuntimeError,
    MemoryError,
    zlib.error,
)
"""What parsing a changed file may end in, besides its reader's own errors."""

_TRIES: tuple[Callable[[Image.Image], Image.Image], ...] = (
    lambda page: page,
    lambda page: page.filter(ImageFilter.GaussianBlur(1)),
    lambda page: page.filter(ImageFilter.MedianFilter(3)),
    lambda page: page.resize((page.width * 2, page.height * 2)).filter(ImageFilter.GaussianBlur(1.5)),
)


def codes_in_picture(data: bytes) -> list[str]:
    """Return the texts of our codes in a PNG, JPEG or TIFF file, each of its pages included.

    Raises:
        Unusable: it is no such picture, or larger than any scan.
    """
    found: list[str] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a damaged tag of a camera hides no code
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as picture:
                for page, frame in enumerate(ImageSequence.Iterator(picture)):
                    if page == _MOST_PAGES or frame.width * frame.height > _MOST_PIXELS:
                        raise Unusable("letter.picture_too_large")
                    found += codes_in(frame.copy())
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as wrong:
        raise Unusable("letter.picture_too_large") from wrong
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as wrong:
        raise Unusable("letter.not_readable") from wrong
    return found


def codes_in(picture: Image.Image) -> list[str]:
    """Return the texts of our codes in one picture, at any rotation."""
    grey = _on_white(picture)
    for attempt in _TRIES:
        read = zxingcpp.read_barcodes(attempt(grey), formats=_QR)
        ours = [each.text for each in read if each.text.startswith(PREFIX)]
        if ours:
            return ours
    return []


def codes_in_pdf(data: bytes) -> list[str]:
    """Return the texts of our codes in a PDF, as drawn by us or in scanned pages; none of a file that is not whole.

    What cannot be read of a damaged page is passed over.
    """
    import pikepdf

    found: list[str] = []
    with suppress(pikepdf.PdfError), pikepdf.open(BytesIO(data), attempt_recovery=False) as document:
        for page in list(document.pages)[:_MOST_PAGES]:
            for look in (_drawn, _images):
                with suppress(pikepdf.PdfError, *TORN):
                    found += [text for picture in look(page) for text in codes_in(picture)]
    return found


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        ground = Image.new("RGBA", whole.size, (_WHITE,) * 4)
        picture = Image.alpha_composite(ground, whole)
    return picture.convert("L")


def _drawn(page: Any) -> Iterator[Image.Image]:
    """Yield the shapes of many rectangles that a page fills, the way our codes are drawn."""
    import pikepdf

    path: list[tuple[int, int, int, int]] = []
    for step in pikepdf.parse_content_stream(page, "re f"):
        if str(step.operator) == "re":
            left, bottom, width, height = (round(float(each)) for each in step.operands)
            path.append((left, bottom, width, height))
        elif str(step.operator) == "f":
            if len(path) >= _FEWEST_RUNS:
                yield _raster(path)
            path = []


def _raster(path: list[tuple[int, int, int, int]]) -> Image.Image:
    side = max(max(left + width, bottom + height) for left, bottom, width, height in path)
    side = min(side, _MOST_MODULES)
    picture = Image.new("L", (side * _SCALE + 2 * _BORDER,) * 2, _WHITE)
    for left, bottom, width, height in path:
        top = side - bottom - height
        corner = (left * _SCALE + _BORDER, top * _SCALE + _BORDER)
        far = ((left + width) * _SCALE + _BORDER, (top + height) * _SCALE + _BORDER)
        picture.paste(0, (*corner, *far))
    return picture


def _images(page: Any) -> Iterator[Image.Image]:
    """Yield the pictures that a page shows; one that cannot be read is passed over."""
    import pikepdf

    for held in page.get_images().values():
        with suppress(pikepdf.PdfError, *TORN):
            image = pikepdf.PdfImage(held)
            if 0 < image.width * image.height <= _MOST_PIXELS:
                yield image.as_pil_image()
