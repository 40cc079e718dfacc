"""If these failed, ages, expiries and printed days would be wrong by a day or not shown at all."""

from collections.abc import Callable

import pytest

from watan_desk.forms import Record

Result = Callable[..., str]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("today()", "2026-11-21"),
        ("now()", "2026-11-21T12:00:00.000+03:00"),
        ("date('2026-02-30')", ""),
        ("date(today() + 10)", "2026-12-01"),
        ("date('2026-02-28' + 1)", "2026-03-01"),
        ("date(0)", "1970-01-01T03:00:00.000+03:00"),
        ("decimal-time('06:00:60')", ""),
        ("decimal-time('06:00+03:00')", "0.25"),
        ("date('2026-02-28')", "2026-02-28"),
        ("date-time('2026-01-01T10:00:00')", "2026-01-01T10:00:00.000+03:00"),
        ("int((today() - date('1990-01-01')) div 365.25)", "36"),
        ("decimal-time('12:00:00')", "0.5"),
        ("decimal-time('x')", ""),
        ("decimal-time('06:00:00.000-07:00') * 24", "16"),
        ("decimal-time('01:00:00Z') * 24", "4"),
        ("decimal-time('22:00:00+00:00') * 24", "1"),
        ("date(true())", ""),
        ("round(decimal-date-time('1970-01-02T00:00:00Z'), 3)", "1"),
        ("decimal-date-time('x')", ""),
        ("format-date('2026-03-05', '%Y/%m/%d %e %n %y %%')", "2026/03/05 5 3 26 %"),
        ("format-date('x', '%Y')", ""),
        ("format-date('2026-03-05', '%a %b')", "Thu Mar"),
        ("format-date-time('2026-03-05T07:08:09.123', '%H:%M:%S.%3 %h')", "07:08:09.123 7"),
        ("format-date('2026-01-01', '%W')", "01"),
        ("'2026-11-20' &lt; today()".replace("&lt;", "<"), "true"),
    ],
)
def test_date_functions(result: Result, expression: str, expected: str) -> None:
    assert result(expression) == expected


def test_names_of_months_and_days_are_arabic_in_arabic(
    form: Callable[..., object], opened: Callable[..., Record]
) -> None:
    record = opened("<a/><out/>", """<bind nodeset="/data/out" calculate="format-date(/data/a, '%a %b')"/>""")
    record.lang = "ar"
    record.set("/data/a", "2026-03-05")
    assert record.get("/data/out") == "الخميس مارس"
