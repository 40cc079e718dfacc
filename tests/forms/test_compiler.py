"""If these failed, paths and operators would read the wrong answers, or a change would not reach what depends on it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.forms.compiler import compile_expression
from watan_desk.forms.errors import ExpressionError
from watan_desk.forms.functions import FUNCTIONS
from watan_desk.forms.schema import Spec

Result = Callable[..., str]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 mod 3", "1"),
        ("-7 mod 3", "-1"),
        ("1 div 4", "0.25"),
        ("1 div 0", "Infinity"),
        ("-1 div 0", "-Infinity"),
        ("0 div 0", ""),
        ("5 mod 0", ""),
        ("10 - 2 - 3", "5"),
        ("--3", "3"),
        ("- 3", "-3"),
        ("2 > 1", "true"),
        ("1 >= 1", "true"),
        ("'' > 1", "false"),
        ("'a' < 'b'", "false"),
        ("'12' = 12", "true"),
        ("1 = 1 = 1", "true"),
        ("3 > 2 > 1", "false"),
        ("'a' != 'b'", "true"),
        ("true() or 1 div 0", "true"),
        ("false() and true()", "false"),
        ("'x' = true()", "true"),
        ("date('2026-01-02') - date('2026-01-01')", "1"),
        ("'2026-01-01' < today()", "true"),
        ("10 + '2012-07-24' = '2012-08-03'", "true"),
        ("today() = date('2026-11-21')", "true"),
    ],
)
def test_operators(result: Result, expression: str, expected: str) -> None:
    assert result(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("/data/a", "5"),
        ("../a", "5"),
        ("../*[2]", "7"),
        ("../b | ../a", "5"),
        ("count(../*)", "5"),
        ("//b", "7"),
        ("count(/data/*[. > 5])", "1"),
        ("../a[. = 5] + 1", "6"),
        ("../a/following-sibling::b", "7"),
        ("count(/data/a/following::*)", "5"),
        ("../c/preceding::*[1]", "7"),
        ("count(/data/following::* | /data/preceding::*)", "0"),
        ("count(../a/namespace::* | ../comment() | ../processing-instruction('x') | ../a/text())", "0"),
        ("../b/preceding-sibling::*", "5"),
        ("count(ancestor::*)", "1"),
        ("name(..)", "data"),
        ("../missing", ""),
        ("/data/@id", "t"),
        ("../*[position() = last() - 2]", "x y"),
        ("self::node()", ""),
        ("../c[selected(., 'y')]", "x y"),
    ],
)
def test_paths(result: Result, expression: str, expected: str) -> None:
    assert result(expression, {"a": "5", "b": "7", "c": "x y"}) == expected


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_arithmetic_agrees_with_python(result: Result, left: int, right: int) -> None:
    assert result(f"({left}) + ({right}) * 2 - ({left})") == str(left + right * 2 - left)


def _tree() -> dict[str, Spec]:
    root = Spec("")
    data = Spec("data", root)
    root.adopt(data)
    member = Spec("member", data, repeats=True)
    total = Spec("total", data)
    data.adopt(member)
    data.adopt(total)
    age, name = Spec("age", member), Spec("name", member)
    member.adopt(age)
    member.adopt(name)
    return {spec.path: spec for spec in (root, data, member, total, age, name)}


@pytest.mark.parametrize(
    ("expression", "at", "reads"),
    [
        ("sum(/data/member/age)", "/data/total", {"/data/member/age"}),
        ("count(/data/member[age > 3])", "/data/total", {"/data/member", "/data/member/age"}),
        ("../age", "/data/member/name", {"/data/member/age"}),
        ("position(..)", "/data/member/name", {"/data/member"}),
        ("/data/*/age", "/data/total", {"/data/member/age"}),
        ("//age + current()/../total", "/data/member/name", {"/data/member/age"}),
        ("instance('x')/root/item[k = /data/total]", "/data/member/name", {"/data/total"}),
        ("indexed-repeat(/data/member/age, /data/member, 1)", "/data/total", {"/data/member/age", "/data/member"}),
        ("today() > '2026-01-01'", "/data/total", set()),
    ],
)
def test_an_expression_says_what_it_reads(expression: str, at: str, reads: set[str]) -> None:
    tree = _tree()
    assert {spec.path for spec in compile_expression(expression, tree[at], tree[""]).reads} == reads


@pytest.mark.parametrize("name", ["explode", "lower-case", "pulldatas", "jr:unknown"])
def test_an_unknown_function_is_refused_by_name(name: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        compile_expression(f"1 + {name}('x')", None, None)
    assert refused.value.params == {"function": name, "at": 5}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_refuses_too_few_and_too_many_arguments(name: str) -> None:
    function = FUNCTIONS[name]
    for count in {function.least - 1, function.most + 1} - {-1, 10_001}:
        arguments = ", ".join(["'1'"] * count)
        with pytest.raises(ExpressionError, match=r"forms\.wrong_arity"):
            compile_expression(f"{name}({arguments})", None, None)
