"""Finds the codes of letters in pictures and PDFs: scans at any angle, phone photos, and the drawn codes of a PDF.

First try alone loses up to one scan in six; the later tries smooth, sharpen, enlarge and level what scanners and toner
do (measured by ``bench/scan_back.py``).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from watan_desk.letter.page_code import PAGE_PREFIX
from watan_desk.letter.pictures import MOST_PAGES, TORN, on_white, page_images, pictures
from watan_desk.letter.token import PREFIX

State = Literal["read", "foreign", "blurred", "blank", "no_code"]

_FEWEST_RUNS = 100
_MOST_MODULES = 177
_CORNERS = (4, 5)
"""How many points a rectangle drawn as lines has; the fifth is its first."""
_SCALE = 4
_BORDER = 16
_WHITE = 255
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_GLOBAL = zxingcpp.Binarizer.GlobalHistogram
_LOCAL = zxingcpp.Binarizer.LocalAverage
_QUARTER = 90
_LOOKED_AT = 1200
"""Pixels of the longer side when sharpness and ink are judged."""
_LEAST_SHARPNESS = 0.27
"""Fine detail beside coarse: the worst scans whose codes are read have 0.34, a blur of two pixels leaves 0.25."""
_LEAST_SPREAD = 3.0
"""Standard deviation of the greys below which nothing is on a page."""

_Rect = tuple[float, float, float, float]
"""Left, bottom, width and height."""
Try = tuple[Callable[[Image.Image], Image.Image], zxingcpp.Binarizer]


@dataclass(frozen=True)
class Seen:
    """What was seen on one page: our codes' texts, and how the page stands."""

    codes: tuple[str, ...]
    state: State
    turn: int = 0
    """By how many degrees against the clock the page is turned to stand upright, as its codes lie: quarters only."""


def _level(page: Image.Image) -> Image.Image:
    """Take uneven light and faint print away: what is darker than its surroundings, stretched to the full range."""
    ground = page.filter(ImageFilter.BoxBlur(max(page.size) // 40))
    return ImageOps.autocontrast(ImageChops.invert(ImageChops.subtract(ground, page)), cutoff=1)


def _larger(page: Image.Image) -> Image.Image:
    return page.resize((page.width * 2, page.height * 2), Image.Resampling.BICUBIC)


_TRIES: tuple[Try, ...] = (
    (lambda page: page, _LOCAL),
    (lambda page: page.filter(ImageFilter.GaussianBlur(1)), _LOCAL),
    (lambda page: page.filter(ImageFilter.MedianFilter(3)), _LOCAL),
    (lambda page: _larger(page).filter(ImageFilter.GaussianBlur(1.5)), _LOCAL),
    (_level, _GLOBAL),
    (lambda page: _larger(page).filter(ImageFilter.UnsharpMask(4, 250, 0)), _LOCAL),
    (lambda page: _larger(_level(page)).filter(ImageFilter.GaussianBlur(2.5)), _LOCAL),
)


def codes_in_picture(data: bytes) -> list[str]:
    """Return the texts of our letters' codes in a PNG, JPEG or TIFF file, each of its pages included.

    Raises:
        Unusable: it is no such picture, or larger than any scan.
    """
    return [text for page in pictures(data) for text in codes_in(page)]


def codes_in(picture: Image.Image) -> list[str]:
    """Return the texts of our letters' codes in one picture, at any rotation."""
    return [each.text for each in _found(on_white(picture), (PREFIX,))[0]]


def see(picture: Image.Image) -> Seen:
    """Look at a page that is to be filed: the codes of head and foot, or why there is none."""
    grey = on_white(picture)
    ours, others = _found(grey, (PREFIX, PAGE_PREFIX))
    if ours:
        turn = round(ours[0].orientation / _QUARTER) * _QUARTER % 360
        return Seen(tuple(each.text for each in ours), "read", turn)
    return Seen((), "foreign" if others else _unread(grey))


def _found(grey: Image.Image, prefixes: tuple[str, ...]) -> tuple[tuple[zxingcpp.Barcode, ...], bool]:
    """Return our codes, and whether a code of somebody else was seen."""
    others = False
    for change, binarizer in _TRIES:
        read = zxingcpp.read_barcodes(change(grey), formats=_QR, binarizer=binarizer)
        ours = tuple(each for each in read if each.text.startswith(prefixes))
        others = others or len(read) > len(ours)
        if ours:
            return ours, others
    return (), others


def _unread(grey: Image.Image) -> State:
    """Say why a page gave no code: nothing on it, out of focus, or no code there."""
    grey = grey.copy()
    grey.thumbnail((_LOOKED_AT, _LOOKED_AT))
    inside = ImageOps.crop(grey.filter(ImageFilter.BoxBlur(2)), min(grey.size) // 12)
    if ImageStat.Stat(inside).stddev[0] < _LEAST_SPREAD:
        return "blank"
    if _sharpness(grey) < _LEAST_SHARPNESS:
        return "blurred"
    seen = zxingcpp.read_barcodes(grey, formats=_QR, return_errors=True)
    return "blurred" if seen else "no_code"


def _sharpness(grey: Image.Image) -> float:
    """Return how much of a page's contrast lies in its finest detail."""
    even = ImageOps.autocontrast(grey, cutoff=0.5)
    fine, coarse = (
        _strongest(ImageChops.difference(even, even.filter(ImageFilter.BoxBlur(radius))).histogram())
        for radius in (1, 6)
    )
    return fine / max(coarse, 1.0)


def _strongest(histogram: Sequence[int]) -> float:
    """Return the mean of the strongest hundredth of a histogram's values."""
    left = wanted = max(1, sum(histogram) // 100)
    total = 0
    for value in range(_WHITE, -1, -1):
        taken = min(left, histogram[value])
        total += value * taken
        left -= taken
    return total / wanted


def codes_in_pdf(data: bytes) -> list[str]:
    """Return the texts of our letters' codes in a PDF, as drawn by us or in scanned pages; none of a file not whole.

    What cannot be read of a damaged page is passed over.
    """
    import pikepdf

    found: list[str] = []
    with suppress(pikepdf.PdfError), pikepdf.open(BytesIO(data), attempt_recovery=False) as document:
        for page in list(document.pages)[:MOST_PAGES]:
            for look in (_drawn, page_images):
                with suppress(pikepdf.PdfError, *TORN):
                    found += [text for picture in look(page) for text in codes_in(picture)]
    return found


def _drawn(page: Any, seen: set[object] | None = None) -> Iterator[Image.Image]:
    """Yield the shapes of many rectangles that a page fills, the way our codes are drawn.

    Programs that print a letter into a new file draw a rectangle as four lines, or put the page into a form.
    """
    import pikepdf

    seen = set() if seen is None else seen
    path: list[_Rect] = []
    points: list[tuple[float, float]] = []
    forms = page.get("/Resources", {}).get("/XObject", {})
    for step in pikepdf.parse_content_stream(page, "re m l h f f* n S Do"):
        name, given = str(step.operator), step.operands
        if name == "Do":
            form = forms.get(str(given[0]))
            if form is not None and form.get("/Subtype") == "/Form" and form.objgen not in seen:
                seen.add(form.objgen)
                yield from _drawn(form, seen)
        elif name == "re":
            left, bottom, width, height = (float(each) for each in given)
            path.append((left, bottom, width, height))
        elif name in {"m", "l"}:
            points = [*(points if name == "l" else ()), (float(given[0]), float(given[1]))]
        else:
            path += _rectangle(points)
            points = []
            if name in {"f", "f*"} and len(path) >= _FEWEST_RUNS:
                yield _raster(path)
            path = path if name == "h" else []


def _rectangle(points: Sequence[tuple[float, float]]) -> list[_Rect]:
    """Return the upright rectangle whose corners these are, if they are such."""
    across, up = ({round(point[axis], 2) for point in points} for axis in (0, 1))
    if len(points) not in _CORNERS or (len(across), len(up)) != (2, 2):
        return []
    return [(min(across), min(up), max(across) - min(across), max(up) - min(up))]


def _raster(path: Sequence[_Rect]) -> Image.Image:
    """Return a code from its runs, each of them one module high."""
    module = min(abs(height) for _, _, _, height in path) or 1.0
    west, south = min(left for left, _, _, _ in path), min(bottom for _, bottom, _, _ in path)
    runs = [
        [round(each / module) for each in (left - west, bottom - south, width, height)]
        for left, bottom, width, height in path
    ]
    side = max(max(left + width, bottom + height) for left, bottom, width, height in runs)
    side = min(side, _MOST_MODULES)
    picture = Image.new("L", (side * _SCALE + 2 * _BORDER,) * 2, _WHITE)
    for left, bottom, width, height in runs:
        top = side - bottom - height
        corner = (left * _SCALE + _BORDER, top * _SCALE + _BORDER)
        far = ((left + width) * _SCALE + _BORDER, (top + height) * _SCALE + _BORDER)
        picture.paste(0, (*corner, *far))
    return picture
