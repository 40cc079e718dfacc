"""Opens what scanners and phones make - PNG, JPEG, TIFF, PDF - as pictures of pages, and writes them to be kept.

A kept page is written anew: nothing of a camera's notes (place, time, device) stays beside the picture.
"""

import warnings
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from watan_desk.common.errors import Unusable

FORMATS = ("PNG", "JPEG", "TIFF")
MOST_PIXELS: Final = 100_000_000
"""An A4 page at 900 dpi; more is a trap rather than a scan."""
MOST_PAGES: Final = 100
"""Of one file."""
_KEPT_HEIGHT = 2339
"""A4 at 200 dpi: signatures stay sharp, and a page takes a few hundred kilobytes."""
_QUALITY = 75
_WHITE = 255
_CLEAR = {"RGBA", "LA", "PA"}

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


def is_pdf(data: bytes) -> bool:
    """Tell whether a file begins as PDFs do."""
    return b"%PDF-" in data[:1024]


def pictures(data: bytes) -> Iterator[Image.Image]:
    """Yield the pages of a PNG, JPEG or TIFF file.

    Raises:
        Unusable: it is no such picture, or larger than any scan.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a damaged tag of a camera hides no code
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as picture:
                for page, frame in enumerate(ImageSequence.Iterator(picture)):
                    if page == MOST_PAGES or frame.width * frame.height > MOST_PIXELS:
                        raise Unusable("letter.picture_too_large")
                    yield ImageOps.exif_transpose(frame)  # as the phone was held
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as wrong:
        raise Unusable("letter.picture_too_large") from wrong
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as wrong:
        raise Unusable("letter.not_readable") from wrong


def scanned_pages(data: bytes) -> Iterator[Image.Image | None]:
    """Yield the largest picture of every page of a PDF; ``None`` of a page that holds none that can be read.

    Raises:
        Unusable: it is no whole PDF, or has more pages than any scan.
    """
    import pikepdf

    try:
        document = pikepdf.open(BytesIO(data))
    except (pikepdf.PdfError, *TORN) as wrong:
        raise Unusable("letter.not_readable") from wrong
    with document:
        if len(document.pages) > MOST_PAGES:
            raise Unusable("letter.picture_too_large")
        for page in document.pages:
            picture = max(page_images(page), key=lambda image: image.width * image.height, default=None)
            turned = _turned(page)
            yield picture.rotate(-turned, expand=True) if picture and turned else picture


def _turned(page: Any) -> int:
    """Return by how many degrees, clockwise, a PDF's page is shown turned."""
    turned = page.get("/Rotate", 0)
    return turned % 360 if isinstance(turned, int) and turned % 90 == 0 else 0


def page_images(page: Any) -> Iterator[Image.Image]:
    """Yield the pictures that a page of a PDF shows; one that cannot be read is passed over."""
    import pikepdf

    held = {}
    with suppress(pikepdf.PdfError, *TORN):
        held = dict(page.get_images())
    for each in held.values():
        with suppress(pikepdf.PdfError, *TORN):
            image = pikepdf.PdfImage(each)
            if 0 < image.width * image.height <= MOST_PIXELS:
                yield image.as_pil_image()


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def on_white(picture: Image.Image) -> Image.Image:
    """Return a picture in greys, what is transparent laid on white."""
    if picture.mode in _CLEAR or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        ground = Image.new("RGBA", whole.size, (_WHITE,) * 4)
        picture = Image.alpha_composite(ground, whole)
    return picture.convert("L")


def kept_form(picture: Image.Image) -> tuple[bytes, str]:
    """Return a page as it is kept, and its kind: PNG of a page in black and white, JPEG of every other."""
    held = BytesIO()
    if picture.mode == "1":
        picture.save(held, "PNG", optimize=True)
        return held.getvalue(), "image/png"
    plain = picture.convert("L" if picture.mode in {"L", "I", "I;16", "F"} else "RGB")
    longest = max(plain.size)
    if longest > _KEPT_HEIGHT:
        size = (round(plain.width * _KEPT_HEIGHT / longest), round(plain.height * _KEPT_HEIGHT / longest))
        plain = plain.resize(size, Image.Resampling.LANCZOS)
    plain.save(held, "JPEG", quality=_QUALITY)
    return held.getvalue(), "image/jpeg"
