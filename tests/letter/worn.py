"""What printers, people, scanners and phones do to a page, from seeds: the same page every time.

Every wear takes a clean page at ``BASE`` dpi and returns a picture of 150 to 200 dpi, as a file would hold it.
"""

import math
import random
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from watan_desk.letter.code import modules

BASE = 300
_WHITE = 255
_MM = BASE / 25.4

Wear = Callable[[Image.Image, random.Random], Image.Image]
Place = tuple[float, float, float]
"""Left, top and side of a code on the clean page, in points of its raster."""


def codes_of(page: Image.Image) -> tuple[Place, Place, Place]:
    """Return where codes stand on clean pages: the head's of the first, the margin's of later ones, every foot's."""
    head = (25 * _MM, 20 * _MM, 30 * _MM)
    high = (5.5 * _MM, 12 * _MM, 16 * _MM)
    low = (5.5 * _MM, page.height - 28 * _MM, 16 * _MM)
    return head, high, low


def foreign_page() -> Image.Image:
    """Return a page at 150 dpi with the code of another body on it."""
    rows = modules("https://example.org/invoice/1")
    code = Image.new("L", (len(rows) + 8,) * 2, _WHITE)
    for y, row in enumerate(rows):
        for x, pixel in enumerate(row):
            code.putpixel((x + 4, y + 4), pixel)
    page = Image.new("L", (1240, 1754), _WHITE)
    page.paste(code.resize((240, 240), Image.Resampling.NEAREST), (100, 100))
    return page


def office(page: Image.Image, chance: random.Random) -> Image.Image:
    """A worn office scanner: a little slant, spread toner, grey paper, shading, noise, dust, JPEG at 50."""
    return _scanned(page, chance, slant=4)


def one_bit(page: Image.Image, chance: random.Random) -> Image.Image:
    """The same in black and white only, as fax-minded scanners give it."""
    grey = _scanned(page, chance, slant=3, kept=False)
    level = chance.randint(112, 148)
    return grey.point([0 if value < level else _WHITE for value in range(256)]).convert("1")


def inked(page: Image.Image, chance: random.Random) -> Image.Image:
    """A signature that runs through a code or past it."""
    marked = page.copy()
    draw = ImageDraw.Draw(marked)
    left, top, side = chance.choice(codes_of(page))
    for _ in range(chance.randint(1, 2)):
        points = [
            (left + side * chance.uniform(-0.4, 1.4), top + side * chance.uniform(-0.1, 1.1))
            for _ in range(chance.randint(3, 4))
        ]
        draw.line(points, fill=chance.randint(30, 80), width=chance.randint(5, 8), joint="curve")
    return _scanned(marked, chance, slant=3)


def stamped(page: Image.Image, chance: random.Random) -> Image.Image:
    """A round stamp with its lines over a code."""
    marked = page.copy()
    ink = Image.new("L", page.size, _WHITE)
    draw = ImageDraw.Draw(ink)
    left, top, side = chance.choice(codes_of(page))
    radius = 20 * _MM
    x, y = left + side * chance.uniform(0, 1), top + side * chance.uniform(0, 1)
    tone = chance.randint(70, 150)
    for inner in (0, 9):
        box = [x - radius + inner, y - radius + inner, x + radius - inner, y + radius - inner]
        draw.ellipse(box, outline=tone, width=5)
    for line in range(-2, 3):
        half = radius * 0.6
        dashes = [x - half + step for step in range(0, round(2 * half), 34)]
        for start, end in pairwise(dashes):
            draw.line([(start, y + line * 42), (end - 10, y + line * 42)], fill=tone, width=7)
    turned = ink.rotate(chance.uniform(-30, 30), center=(x, y), fillcolor=_WHITE)
    return _scanned(ImageChops.multiply(marked, turned), chance, slant=3)


def folded(page: Image.Image, chance: random.Random) -> Image.Image:
    """Folded in three, or across: shadowed creases, and the parts do not quite meet."""
    creased = page.copy()
    for place in (chance.uniform(0.08, 0.16), chance.uniform(0.3, 0.36), chance.uniform(0.63, 0.7)):
        y = round(page.height * place)
        part = creased.crop((0, y, page.width, page.height))
        creased.paste(part, (chance.randint(-3, 3), y + chance.randint(0, 2)))
        _crease(creased, (0, y, page.width, y + chance.randint(-30, 30)), chance)
    x = round(page.width * chance.uniform(0.1, 0.9))
    _crease(creased, (x, 0, x + chance.randint(-30, 30), page.height), chance)
    return _scanned(creased, chance, slant=3)


def faint(page: Image.Image, chance: random.Random) -> Image.Image:
    """Toner at its end, on grey paper: little contrast, and pale streaks along the way of the paper."""
    pale = page.copy()
    draw = ImageDraw.Draw(pale)
    for _ in range(chance.randint(2, 6)):
        x = chance.uniform(0, page.width)
        draw.line([(x, 0), (x, page.height)], fill=_WHITE, width=chance.randint(1, 3))
    return _scanned(pale, chance, slant=3, contrast=chance.uniform(0.28, 0.5))


def turned(page: Image.Image, chance: random.Random) -> Image.Image:
    """Laid on the glass any way round."""
    quarter = chance.choice((90, 180, 270))
    free = chance.random() < 0.5
    angle = chance.uniform(0, 360) if free else quarter + chance.uniform(-6, 6)
    return _scanned(page, chance, angle=angle)


def skewed(page: Image.Image, chance: random.Random) -> Image.Image:
    """Drawn in crookedly by a feeder: sheared, and stretched along its way."""
    shear, stretch = chance.uniform(-0.06, 0.06), chance.uniform(0.96, 1.04)
    size = (round(page.width * 1.12), round(page.height * stretch))
    matrix = (1, shear, -0.04 * page.width - shear * page.height / 2, 0, 1 / stretch, 0)
    sheared = page.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC, fillcolor=_WHITE)
    return _scanned(sheared, chance, slant=5)


def blurred(page: Image.Image, chance: random.Random) -> Image.Image:
    """Not flat on the glass."""
    return _scanned(page, chance, slant=2, blur=chance.uniform(2.0, 2.9))


def noisy(page: Image.Image, chance: random.Random) -> Image.Image:
    """A poor sensor: strong noise, much dust, JPEG at 30."""
    return _scanned(page, chance, slant=2, noise=chance.uniform(0.2, 0.3), dust=0.006, quality=30)


def photo(page: Image.Image, chance: random.Random) -> Image.Image:
    """By a phone, from above a table: perspective, uneven light, a soft edge, JPEG at 60."""
    wide, high = page.size
    ground = Image.new("L", (round(wide * 1.2), round(high * 1.2)), chance.randint(40, 120))
    ground.paste(page, (round(wide * 0.1), round(high * 0.1)))
    big, tall = ground.size
    corners: list[tuple[float, float]] = [(0, 0), (big, 0), (big, tall), (0, tall)]
    moved = [(x + chance.uniform(-0.07, 0.07) * big, y + chance.uniform(-0.06, 0.06) * tall) for x, y in corners]
    seen = ground.transform(
        ground.size,
        Image.Transform.PERSPECTIVE,
        _perspective(corners, moved),
        Image.Resampling.BICUBIC,
        fillcolor=_WHITE // 3,
    )
    seen = seen.rotate(chance.choice((0, 0, 90, 180, 270)) + chance.uniform(-4, 4), expand=True, fillcolor=60)
    light = _gradient(seen.size, chance, chance.randint(120, 190), _WHITE)
    return _scanned(ImageChops.multiply(seen, light), chance, slant=0, noise=0.06, quality=60)


def all_at_once(page: Image.Image, chance: random.Random) -> Image.Image:
    """Signed across, folded, faint, any way round."""
    marked = page.copy()
    left, top, side = chance.choice(codes_of(page))
    draw = ImageDraw.Draw(marked)
    draw.line(
        [(left - 40, top + side * 0.75), (left + side * 0.45, top + side * 0.5), (left + side, top + side * 0.9)],
        fill=50,
        width=6,
    )
    y = round(page.height * chance.uniform(0.3, 0.36))
    _crease(marked, (0, y, page.width, y + 10), chance)
    return _scanned(marked, chance, angle=chance.choice((0, 90, 180, 270)) + chance.uniform(-4, 4), contrast=0.5)


WEARS: dict[str, Wear] = {
    wear.__name__: wear
    for wear in (
        office,
        one_bit,
        inked,
        stamped,
        folded,
        faint,
        turned,
        skewed,
        blurred,
        noisy,
        photo,
        all_at_once,
    )
}


def worn(page: Image.Image, wear: str, seed: int) -> Image.Image:
    """Return a page after one kind of wear; a seed gives the same picture every time."""
    return WEARS[wear](page, random.Random(f"{wear} {seed}"))  # noqa: S311 - the same wear every time


def _scanned(  # noqa: PLR0913 - each is one thing that goes wrong
    page: Image.Image,
    chance: random.Random,
    *,
    slant: float = 0,
    angle: float | None = None,
    contrast: float | None = None,
    blur: float | None = None,
    noise: float = 0.12,
    dust: float = 0.002,
    quality: int = 50,
    kept: bool = True,
) -> Image.Image:
    """Blur, turn, sample at 150 to 200 dpi, dim, shade, add noise and dust, and compress."""
    dpi = chance.choice((150, 200))
    soft = page.filter(ImageFilter.GaussianBlur(chance.uniform(0.9, 1.3) if blur is None else blur))
    by = chance.uniform(-slant, slant) if angle is None else angle
    soft = soft.rotate(by, Image.Resampling.BICUBIC, expand=True, fillcolor=_WHITE)
    size = (round(soft.width * dpi / BASE), round(soft.height * dpi / BASE))
    sampled = soft.resize(size, Image.Resampling.BOX)
    range_ = chance.uniform(0.72, 0.85) if contrast is None else contrast
    black = chance.uniform(25, 40) if contrast is None else chance.uniform(60, 110)
    dim = sampled.point([min(_WHITE, round(value * range_ + black)) for value in range(256)])
    shaded = ImageChops.multiply(dim, _gradient(size, chance, chance.randint(225, 250), _WHITE))
    rough = _speckled(_noisy(shaded, chance, noise), chance, dust)
    if not kept:
        return rough
    held = BytesIO()
    rough.save(held, "JPEG", quality=quality)
    return Image.open(held).convert("L")


def _noisy(page: Image.Image, chance: random.Random, share: float) -> Image.Image:
    first, second = (Image.frombytes("L", page.size, chance.randbytes(page.width * page.height)) for _ in range(2))
    return Image.blend(page, Image.blend(first, second, 0.5), share)


def _speckled(page: Image.Image, chance: random.Random, share: float) -> Image.Image:
    points = page.load()
    assert points is not None
    for _ in range(round(page.width * page.height * share / 2)):
        points[chance.randrange(page.width), chance.randrange(page.height)] = chance.choice((0, _WHITE))
    return page


def _gradient(size: tuple[int, int], chance: random.Random, low: int, high: int) -> Image.Image:
    """Return a light that falls off towards one side."""
    ramp = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270)))
    spread = ramp.point([round(low + (high - low) * value / _WHITE) for value in range(256)])
    return spread.resize(size, Image.Resampling.BILINEAR)


def _crease(page: Image.Image, line: tuple[int, int, int, int], chance: random.Random) -> None:
    draw = ImageDraw.Draw(page)
    draw.line(line, fill=chance.choice((90, 130, 240)), width=chance.randint(2, 6))


def _perspective(wanted: list[tuple[float, float]], given: list[tuple[float, float]]) -> list[float]:
    """Return Pillow's eight figures that take each wanted corner from a given one (Gauss, with pivots)."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(wanted, given, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for place in range(8):
        best = max(range(place, 8), key=lambda row: abs(rows[row][place]))
        rows[place], rows[best] = rows[best], rows[place]
        pivot = rows[place][place]
        assert not math.isclose(pivot, 0)
        rows[place] = [value / pivot for value in rows[place]]
        for other in range(8):
            if other != place:
                factor = rows[other][place]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[place], strict=True)]
    return [row[8] for row in rows]
