"""If these fail, an author is told that an expression is broken, and not which sign to write instead."""

from pathlib import Path

import pytest

from watan_desk.forms import CHECKS, FormError, load_form
from watan_desk.forms.slips import in_cell, slip

HEAD = "| survey | | | | |\n| | type | name | label | relevant |\n| | text | needs | N | |\n"


@pytest.mark.parametrize(
    ("cell", "at", "key", "right"),
    [
        ("${needs} == 'x'", 11, "forms.cure_sign", "="),
        ("${needs} <> 'x'", 11, "forms.cure_sign", "!="),
        ("${needs} => 1", 11, "forms.cure_sign", ">="),
        ("${needs} = 1 && 2", 14, "forms.cure_sign", "and"),
        ("${needs} = 1 AND 2", 14, "forms.cure_sign", "and"),
        ("${needs} = \u00abx\u00bb", 12, "forms.cure_sign", "'"),
        ("selected(${needs}\u060c 'x')", 18, "forms.cure_sign", ","),
        ("selected(${needs}; 'x')", 18, "forms.cure_sign", ","),
        ("${needs} \u00d7 2", 10, "forms.cure_sign", "*"),
        ("${needs} / 2", 12, "forms.cure_sign", "div"),
        ("${needs} > 1,5", 13, "forms.cure_decimal", ""),
        ("!selected(${needs}, 'x')", 1, "forms.cure_not", ""),
        ("selected($(needs), 'x')", 10, "forms.cure_reference", ""),
        ("selected(${needs}, 'x'", 23, "forms.cure_open", ""),
        ("selected(${needs}, 'x'))", 24, "forms.cure_close", ""),
        ("selected(${needs}, 'x)", 20, "forms.cure_quote", ""),
        ("${needs} = ", 11, "forms.cure_end", ""),
        ("${needs} = 1 \u0648 2", 14, "forms.cure_words", ""),
        ("${needs} 5", 10, "forms.cure_between", ""),
    ],
)
def test_a_slip_is_told_in_the_authors_own_cell_with_its_cure(
    tmp_path: Path, cell: str, at: int, key: str, right: str
) -> None:
    file = tmp_path / "own.md"
    file.write_text(f"{HEAD}| | text | t | T | {cell} |\n", encoding="utf-8")
    with pytest.raises(FormError) as refused:
        load_form(file, checks=CHECKS)
    error = refused.value
    assert (error.params["row"], error.params["at"], error.params["expression"]) == (3, at, cell.strip())
    assert error.cure is not None
    assert (error.cure[0], error.cure[1].get("right", "")) == (key, right)
    for lang in ("ar", "en"):
        assert "/data/" not in error.sentence(lang)
        assert error.sentence(lang).endswith(".")


@pytest.mark.parametrize(("typed", "meant"), [("IF(1, 2, 3)", "if"), ("select(${needs}, 'x')", "selected")])
def test_a_function_that_does_not_exist_is_answered_with_the_nearest(tmp_path: Path, typed: str, meant: str) -> None:
    file = tmp_path / "own.md"
    file.write_text(f"{HEAD}| | text | t | T | {typed} |\n", encoding="utf-8")
    with pytest.raises(FormError) as refused:
        load_form(file, checks=CHECKS)
    assert refused.value.cure == ("forms.cure_like", {"like": meant})


def test_a_formula_of_excel_is_known_by_its_first_sign() -> None:
    assert slip("=SUM(A1)", 1)[0] == "forms.cure_formula"


def test_a_place_that_cannot_be_told_stays_with_the_converted_text() -> None:
    assert in_cell("${a} + 1", " /data/a  + 1", 11) == len("${a} +")
    assert in_cell("x", "something else", 3) == 0
