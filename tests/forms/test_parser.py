"""If these failed, a form's rules would be read otherwise than their author wrote them, or a hostile one would hang."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watan_desk.forms.errors import ExpressionError
from watan_desk.forms.lexer import tokens
from watan_desk.forms.parser import DEEPEST, parse
from watan_desk.forms.syntax import Call, Chain, Number, Path, Step, Text


def test_precedence_binds_multiplication_before_addition_before_comparison() -> None:
    assert parse("1 + 2 * 3 = 7") == Chain(
        Chain(Number(1), (("+", Chain(Number(2), (("*", Number(3)),))),)), (("=", Number(7)),)
    )


def test_a_star_after_an_operand_multiplies_and_elsewhere_is_any_name() -> None:
    assert parse("* * 2") == Chain(Path("context", (Step("child", "*"),)), (("*", Number(2)),))


def test_operator_words_are_names_where_an_operand_is_due() -> None:
    assert parse("div div mod") == Chain(
        Path("context", (Step("child", "div"),)), (("div", Path("context", (Step("child", "mod"),))),)
    )


def test_a_path_may_go_on_after_a_call_and_a_filter() -> None:
    found = parse("instance('city')/root/item[region = 'x']")
    assert isinstance(found, Path)
    assert found.source == Call("instance", (Text("city"),), 1)
    assert [step.test for step in found.steps] == ["root", "item"]
    assert len(found.steps[1].predicates) == 1


def test_names_may_hold_dots_hyphens_and_arabic_letters() -> None:
    assert parse("../a.b-c/الاسم") == Path(
        "context", (Step("parent", "node()"), Step("child", "a.b-c"), Step("child", "الاسم"))
    )


@pytest.mark.parametrize(
    ("expression", "at"),
    [
        ("${a}", 1),
        ("/data/a = = (1", 11),
        ("(1", 3),
        ("1 +", 4),
        ("a b", 3),
        ("concat('a' 'b')", 12),
        ("a[", 3),
        ("'open", 1),
        ("foo(1", 6),
        (")", 1),
        ("", 1),
        ("a[1", 4),
        ("1 2", 3),
    ],
)
def test_a_broken_expression_is_refused_with_its_place(expression: str, at: int) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(expression)
    assert refused.value.key == "forms.expression_syntax"
    assert refused.value.params["at"] == at


def test_nesting_beyond_reason_is_refused_and_not_crashed_on() -> None:
    for opening, closing in (("(", ")"), ("not(", ")"), ("a[", "]")):
        whole = opening * (DEEPEST - 1) + "1" + closing * (DEEPEST - 1)
        parse(whole)
        with pytest.raises(ExpressionError, match=r"forms\.expression_too_deep"):
            parse(opening * 5000 + "1" + closing * 5000)


def test_a_long_chain_is_not_deep() -> None:
    found = parse(" + ".join(["1"] * 5000))
    assert isinstance(found, Chain)
    assert len(found.rest) == 4999


def test_an_unknown_axis_is_named() -> None:
    with pytest.raises(ExpressionError) as refused:
        parse("a/sibling::b")
    assert refused.value.params == {"axis": "sibling", "at": 3}


@settings(max_examples=300)
@given(st.text(alphabet="ab1./()[]'\"=<>!+-*, |:@$", max_size=30))
def test_any_text_either_parses_or_is_refused_with_a_place_inside_it(expression: str) -> None:
    assert 0 <= _place(expression) <= len(expression) + 1


def _place(expression: str) -> int:
    """Return where an expression is refused, counted from 1; 0 where it is not."""
    try:
        parse(expression)
    except ExpressionError as refused:
        return int(refused.params["at"])
    return 0


def test_the_lexer_gives_places_counted_from_one() -> None:
    assert [(token.text, token.at) for token in tokens(" a = 'b' ")] == [("a", 2), ("=", 4), ("'b'", 6), ("", 9)]


@pytest.mark.parametrize(
    "expression",
    [
        "/data/a + /data/b.c-d/e",
        "../a * ../../b div 2",
        "/data/a*/data/b",
        "/data/a[/data/b = ../c]/d",
        "/data/a/text()",
        "/data/h:a",
        "/data/a//b",
        "/data/*",
        "/data/child::a",
        "if(/data/a, ../b, ./c)",
        "current()/../a = ../a",
        "-../a",
        "../a | /data/a",
        "/data/الاسم = 'x'",
    ],
)
def test_a_plain_path_is_read_the_same_whole_and_step_by_step(expression: str) -> None:
    assert parse(expression) == parse(expression.replace("/", " / ").replace(" /  / ", " // "))
