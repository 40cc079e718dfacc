"""If these failed, incomes, shares and conditions that forms compute would be wrong."""

from collections.abc import Callable

import pytest

Result = Callable[..., str]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("number('12.50')", "12.5"),
        ("number('x')", ""),
        ("int(-3.7)", "-3"),
        ("int('x')", ""),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-2"),
        ("round(2.675, 2)", "2.68"),
        ("round(1234.5, -2)", "1200"),
        ("round(10 div 3, 2)", "3.33"),
        ("floor(-1.1)", "-2"),
        ("ceiling(1.1)", "2"),
        ("abs(-4)", "4"),
        ("min(3, 1, 2)", "1"),
        ("max(3, '', 2)", ""),
        ("pow(2, 10)", "1024"),
        ("sqrt(16)", "4"),
        ("sqrt(-1)", ""),
        ("log10(1000)", "3"),
        ("log(0)", "-Infinity"),
        ("number('2026-01-02')", "20455"),
        ("number(today())", "20778"),
        ("pow('x', 0)", ""),
        ("exp(1000)", "Infinity"),
        ("int(1 div 0)", "Infinity"),
        ("min()", ""),
        ("exp(0)", "1"),
        ("exp10(2)", "100"),
        ("round(pi(), 4)", "3.1416"),
        ("sin(0)", "0"),
        ("round(atan2(1, 1), 3)", "0.785"),
        ("true()", "true"),
        ("not(1 = 2)", "true"),
        ("boolean('false')", "true"),
        ("boolean-from-string('0')", "false"),
        ("if(1 > 2, 'a', 'b')", "b"),
        ("if(true(), 1, 1 div 0)", "1"),
        ("coalesce('', 'b')", "b"),
        ("coalesce('', 0)", "0"),
        ("coalesce('', '')", ""),
        ("checklist(1, 2, true(), false(), true())", "true"),
        ("checklist(3, 3, true(), false())", "false"),
        ("weighted-checklist(3, 9, true(), 2, false(), 5, true(), 1)", "true"),
        ("random() < 1", "true"),
        ("sum(/data/*[name() != 'out' and name() != 'meta'])", "6"),
        ("min(/data/a, /data/b)", "2"),
    ],
)
def test_number_functions(result: Result, expression: str, expected: str) -> None:
    assert result(expression, {"a": "2", "b": "4"}) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("checklist(1, 1, /data/given, /data/blank)", "true"),
        ("checklist(2, 2, /data/*[. = 'yes'])", "true"),
        ("weighted-checklist(5, 5, /data/given, 5, /data/blank, 9)", "true"),
    ],
)
def test_an_item_of_a_checklist_counts_when_it_is_answered(result: Result, expression: str, expected: str) -> None:
    assert result(expression, {"given": "yes", "other": "yes", "blank": ""}) == expected
