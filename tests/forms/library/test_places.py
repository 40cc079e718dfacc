"""If these failed, forms that measure ground would give no figure, or a wrong one."""

from collections.abc import Callable

import pytest

Result = Callable[..., str]
SQUARE = "'0 0;0 1;1 1;1 0;0 0'"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("round(distance('0 0', '0 1') div 1000, 0)", "111"),
        ("distance('0 0;0 1') = distance('0 0', '0 1')", "true"),
        ("distance('x')", ""),
        (f"area({SQUARE}) > 12000000000", "true"),
        ("area('x')", ""),
        (f"geofence('0.5 0.5', {SQUARE})", "true"),
        (f"geofence('2 2', {SQUARE})", "false"),
        (f"geofence('', {SQUARE})", "false"),
        ("geofence('0.5 0.5', '0 0;0 1;1 1;1 0')", "false"),
    ],
)
def test_place_functions(result: Result, expression: str, expected: str) -> None:
    assert result(expression) == expected
