"""Places as ODK writes them: ``latitude longitude [altitude [accuracy]]``, and lines of them parted by semicolons.

Distances follow the great circle, areas the formula of Chamberlain and Duquette (JPL 07-3), on a sphere of 6,378,100 m:
the figures that ODK's tools show.
"""

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

RADIUS = 6_378_100.0
LEAST = {"geopoint": 1, "geotrace": 2, "geoshape": 3}
PLACES = frozenset(LEAST)
_MOST_NUMBERS = 4
_MOST_LATITUDE, _MOST_LONGITUDE = 90, 180

Place = tuple[float, float]


def read_place(text: str) -> Place | None:
    """Return the latitude and longitude of a place in degrees, or None where the text is none."""
    parts = text.split()
    if not 2 <= len(parts) <= _MOST_NUMBERS:  # noqa: PLR2004 - latitude and longitude at least
        return None
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return None
    if not all(math.isfinite(number) for number in numbers):
        return None
    latitude, longitude = numbers[:2]
    return (latitude, longitude) if abs(latitude) <= _MOST_LATITUDE and abs(longitude) <= _MOST_LONGITUDE else None


def read_places(text: str) -> list[Place] | None:
    """Return the places of a line or shape, or None where one of them is none."""
    found = [read_place(part) for part in text.split(";") if part.strip()]
    places = [place for place in found if place is not None]
    return places if len(places) == len(found) else None


def is_geometry(kind: str, text: str) -> bool:
    """Tell whether a text is a ``geopoint``, a ``geotrace`` or a ``geoshape`` (which ends where it begins)."""
    if kind == "geopoint":
        return read_place(text) is not None
    places = read_places(text)
    if places is None or len(places) < LEAST[kind]:
        return False
    return kind != "geoshape" or places[0] == places[-1]


def plain_number(number: float) -> str:
    """Return a number with its point and without an exponent, as ODK stores decimals: ``3.0``, ``0.0000001``."""
    text = format(Decimal(repr(number)), "f")
    return text if "." in text else f"{text}.0"


def place_text(text: str) -> str:
    """Return places in the one spelling that ODK stores: ``24.0 46.5 0.0 0.0``."""
    points = [part.split() for part in text.split(";") if part.strip()]
    return ";".join(" ".join(plain_number(float(number)) for number in point) for point in points)


def distance(places: Sequence[Place]) -> float:
    """Return the length of a line in metres, to the centimetre."""
    total = sum(_apart(one, other) for one, other in pairwise(places))
    return _to_centimetres(total)


def _apart(one: Place, other: Place) -> float:
    """The haversine formula."""
    low, high = math.radians(one[0]), math.radians(other[0])
    across = math.radians(other[1] - one[1])
    half = math.sin((high - low) / 2) ** 2 + math.cos(low) * math.cos(high) * math.sin(across / 2) ** 2
    return 2 * RADIUS * math.asin(math.sqrt(min(1.0, half)))


def area(places: Sequence[Place]) -> float:
    """Return the area of a shape in square metres, to two decimals; fewer than three corners have none."""
    if len(places) < 3:  # noqa: PLR2004
        return 0.0
    doubled = sum(
        math.radians(other[1] - one[1]) * (2 + math.sin(math.radians(one[0])) + math.sin(math.radians(other[0])))
        for one, other in zip(places, [*places[1:], places[0]], strict=True)
    )
    return _to_centimetres(abs(doubled) * RADIUS * RADIUS / 2)


def inside(place: Place, shape: Sequence[Place]) -> bool:
    """Tell whether a place lies in a shape, by counting the edges to its east."""
    latitude, longitude = place
    crossings = 0
    for one, other in zip(shape, [*shape[1:], shape[0]], strict=False):
        if (one[0] > latitude) != (other[0] > latitude):
            at = one[1] + (latitude - one[0]) / (other[0] - one[0]) * (other[1] - one[1])
            crossings += longitude < at
    return crossings % 2 == 1


def _to_centimetres(number: float) -> float:
    return math.floor(number * 100 + 0.5) / 100
