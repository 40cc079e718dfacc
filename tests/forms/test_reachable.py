"""If these failed, a form could call what does not exist, or lose choices to a wrong short cut."""

from collections.abc import Callable

import pytest

from watan_desk.forms import FormError
from watan_desk.forms.parser import parse
from watan_desk.forms.reachable import settled, stands_alone, wanted_row
from watan_desk.forms.syntax import Path, Step

Result = Callable[..., str]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("false() and nothing()", "false"),
        ("true() or nothing()", "true"),
        ("if(0 and nothing(), nothing(), 'b')", "b"),
        ("if('x', 'a', nothing(nothing()))", "a"),
    ],
)
def test_what_can_never_run_is_not_looked_at(result: Result, expression: str, expected: str) -> None:
    assert result(expression) == expected


@pytest.mark.parametrize("expression", ["/data/a and nothing()", "true() and nothing()", "if(/data/a, 1, nothing())"])
def test_what_might_run_is_refused(result: Result, expression: str) -> None:
    with pytest.raises(FormError, match=r"forms\.unknown_function"):
        result(expression, {"a": "1"})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [("1", True), ("0 or ''", False), ("true() and 'x'", True), ("today()", None), ("/data/a or true()", None)],
)
def test_what_is_settled(expression: str, expected: bool | None) -> None:  # noqa: FBT001 - a table
    assert settled(parse(expression)) is expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("/data/a", True),
        ("concat('x', -/data/a, current()/../b)", True),
        ("../a", False),
        ("string()", False),
        ("position()", False),
        ("random()", False),
    ],
)
def test_what_is_the_same_for_every_row(expression: str, expected: bool) -> None:  # noqa: FBT001 - a table
    assert stands_alone(parse(expression)) is expected


def _step(path: str) -> Step:
    tree = parse(path)
    assert isinstance(tree, Path)
    return tree.steps[-1]


@pytest.mark.parametrize(
    ("path", "column"),
    [
        ("root/item[of = /data/a]", "of"),
        ("root/item[/data/a = of and name != 'x']", "of"),
        ("root/item[@k = 'x']", "@k"),
        ("root/item[of = ../a]", None),
        ("root/item[of = /data/a or name = 'x']", None),
        ("root/item[of = /data/a and position() = 1]", None),
        ("root/item[of = /data/a][1]", None),
        ("root/*[of = /data/a]", None),
        ("root/item[of != /data/a]", None),
    ],
)
def test_which_rows_can_be_looked_up(path: str, column: str | None) -> None:
    wanted = wanted_row(_step(path))
    assert (None if wanted is None else wanted.column) == column
