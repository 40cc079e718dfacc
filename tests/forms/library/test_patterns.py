"""If these failed, one careless pattern in a form from outside could hang the program at the desk."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.forms import Form, FormError
from watan_desk.forms.library.automaton import Automaton, NotUnderstood, read
from watan_desk.forms.library.patterns import matches


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(a*)*b",
        "(a|aa)+$",
        "(a|a)*b$",
        "([a-z]+,?){2,}$",
        "^((a{1,9}){9,})*$",
        r"\[?(a+)+]",
        "a*a*a*a*a*a*a*a*b",
        "(a?){30}a{4990}b",
        "(?=(a+)+b)a",
        r"(a*)*\1b",
        "^(?:(?:(?:a+)+)+)+$",
        "^(a{1,60}){60}$",
        "^(a?a?a?a?a?a?){300}$",
    ],
)
def test_no_pattern_takes_long(pattern: str) -> None:
    start = time.perf_counter()
    assert not matches("a" * 3000 + "!", pattern)
    assert not matches("a" * 24 + "!", pattern)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("0500000001", r"^(05[0-9]{8}|[+]?9665[0-9]{8})$"),
        ("O'Neil", "^[A-Za-z][A-Za-z '.-]{1,79}$"),
        ("a(b)", r"\(b\)"),
        ("WT03A-1448-0001", r"^[A-Z]{2}\d{2}[A-Z](-\d{4}){2}$"),
        ("a]b", "[]]"),
        ("5$", r"^\d\$$"),
        ("$", "[$]"),
        ("aXb", "^(a)(X|Y)b$"),
        ("someone@example.org", r"^[^@\s]+@[^@\s]+\.[a-z]+$"),
        ("سالم بن علي", "^([\u0621-\u064a]+ ?)+$"),
        ("secret1", r"^(?=.*\d).{6,}$"),
        ("a{b", "a{b"),
        ("two words", r"\bwords\b"),
    ],
)
def test_ordinary_patterns_work(text: str, pattern: str) -> None:
    assert matches(text, pattern)


@pytest.mark.parametrize(
    ("text", "pattern"), [("12\n", "^[0-9]+$"), ("١٢", r"^\d+$"), ("a", "[$]"), ("a", r"\$"), ("ab", "^a$|^b$")]
)
def test_what_other_tools_do_not_match_is_not_matched_here(text: str, pattern: str) -> None:
    assert not matches(text, pattern)


_LEAF = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\w", "^", "$", r"\b", "(?:)"])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    times = st.sampled_from(["*", "+", "?", "{2}", "{0,2}", "{1,}", "*?"])
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.tuples(inner, times).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    )


@given(st.recursive(_LEAF, _grown, max_leaves=8), st.text(alphabet="ab ", max_size=8))
def test_the_automaton_agrees_with_python(pattern: str, text: str) -> None:
    expected = re.search(pattern.replace("$", r"\Z"), text, re.ASCII) is not None
    assert Automaton(read(pattern)).found_in(text) is expected


@pytest.mark.parametrize(
    "pattern", ["(", ")", "a)", "*", "a**", "[a", r"(a)\1", "(?=a)", "a{5,2}", "(" * 60 + ")" * 60]
)
def test_what_cannot_be_followed_is_said_so(pattern: str) -> None:
    with pytest.raises(NotUnderstood):
        Automaton(read(pattern))


def test_a_program_that_grows_beyond_bounds_is_refused() -> None:
    with pytest.raises(NotUnderstood):
        Automaton(read("((a{100}){100}){100}"))


@pytest.mark.parametrize("pattern", ["(", "[z-a]", "a" * 2000, "a{2,1}"])
def test_a_form_with_a_broken_pattern_is_refused_when_it_is_loaded(form: Callable[..., Form], pattern: str) -> None:
    with pytest.raises(FormError) as refused:
        form("<a/>", f"""<bind nodeset="/data/a" constraint="regex(., '{pattern}')"/>""")
    assert refused.value.key == "forms.pattern"
    assert refused.value.params["name"] == "a"


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"^[\p{L} ]+$", "منى سالم", True),
        (r"^\p{L}+$", "abc1", False),
        (r"^\P{L}+$", "123", True),
        (r"^\p{Lu}\p{Ll}+$", "Mona", True),
        (r"^[\p{IsArabic}]+$", "منى", True),
        (r"^\p{InArabic}+$", "Mona", False),
        (r"^\p{Punct}+$", ".,]", True),
        (r"^[^\p{Nd}]$", "7", False),
        (r"^\pN+$", "12", True),
        (r"^\p{L}*(\p{L}|\d)+$", "abc12", True),
        (r"\p{Unheard}", "x", False),
    ],
)
def test_letters_of_any_script_can_be_asked_for(pattern: str, text: str, found: bool) -> None:  # noqa: FBT001
    assert matches(text, pattern) is found
