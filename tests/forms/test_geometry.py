"""If these failed, a place typed wrongly would be kept as one, and distances would be somebody else's."""

import pytest

from watan_desk.forms.geometry import area, distance, inside, is_geometry, read_places

SQUARE = "0 0;0 1;1 1;1 0;0 0"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("geopoint", "24.7 46.6", True),
        ("geopoint", "24.7 46.6 600.5 5", True),
        ("geopoint", "-90 180 0 0", True),
        ("geopoint", "90.1 0", False),
        ("geopoint", "0 180.1", False),
        ("geopoint", "24.7", False),
        ("geopoint", "1 2 3 4 5", False),
        ("geopoint", "north east", False),
        ("geopoint", "nan nan", False),
        ("geotrace", "0 0;0 1", True),
        ("geotrace", "0 0", False),
        ("geotrace", "0 0;x", False),
        ("geoshape", SQUARE, True),
        ("geoshape", "0 0;0 1;1 1;1 0", False),
    ],
)
def test_what_is_a_place(kind: str, text: str, expected: bool) -> None:  # noqa: FBT001 - a table
    assert is_geometry(kind, text) is expected


def test_distances_and_areas_are_those_of_the_sphere() -> None:
    degree = distance([(0.0, 0.0), (0.0, 1.0)])
    assert degree == pytest.approx(111_318.8, abs=1)
    assert distance([(0.0, 0.0), (0.0, 1.0), (0.0, 0.0)]) == pytest.approx(2 * degree, abs=0.02)
    assert distance([]) == area([]) == 0
    assert area(read_places(SQUARE) or []) == pytest.approx(degree * degree, rel=1e-4)


def test_a_fence_holds_what_is_inside_it() -> None:
    shape = read_places(SQUARE) or []
    assert inside((0.5, 0.5), shape)
    assert not inside((0.5, 1.5), shape)
    assert not inside((1.5, 0.5), shape)
