"""If these failed, one careless pattern in a form from outside could hang the program at the desk."""

import time
from collections.abc import Callable

import pytest

from watan_desk.forms import Form, FormError
from watan_desk.forms.library.patterns import matches


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a*)*b", "(a|aa)+$", "([a-z]+,?){2,}", "((x{1,9}){9,})*", "(", "[z-a]", "a" * 2000]
)
def test_a_pattern_that_could_hang_or_is_none_matches_nothing_at_once(pattern: str) -> None:
    start = time.perf_counter()
    assert not matches("a" * 5000 + "!", pattern)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("0500000001", r"^(05[0-9]{8}|[+]?9665[0-9]{8})$"),
        ("O'Neil", "^[A-Za-z][A-Za-z '.-]{1,79}$"),
        ("a(b)", r"\(b\)"),
        ("WT03A-1448-0001", r"^[A-Z]{2}\d{2}[A-Z](-\d{4}){2}$"),
        ("a]b", "[]]"),
        ("aXb", "^(a)(X|Y)b$"),
    ],
)
def test_ordinary_patterns_work(text: str, pattern: str) -> None:
    assert matches(text, pattern)


def test_a_form_with_a_dangerous_pattern_is_refused_when_it_is_loaded(form: Callable[..., Form]) -> None:
    with pytest.raises(FormError) as refused:
        form("<a/>", """<bind nodeset="/data/a" constraint="regex(., '(a+)+$')"/>""")
    assert refused.value.key == "forms.pattern"
    assert refused.value.params["name"] == "a"
