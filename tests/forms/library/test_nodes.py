"""If these failed, forms could not count a family, look a choice up, or keep a number they gave once."""

from collections.abc import Callable

import pytest

from watan_desk.forms import Record

Result = Callable[..., str]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("selected(/data/many, 'food')", "true"),
        ("selected(/data/many, 'foo')", "false"),
        ("selected('', '')", "true"),
        ("count-selected(/data/many)", "2"),
        ("selected-at(/data/many, 1)", "food"),
        ("selected-at(/data/many, 7)", ""),
        ("count-selected(/data/none)", "0"),
        ("count-non-empty(/data/*)", "2"),
        ("count(/data/*)", "4"),
        ("local-name(/data/many)", "many"),
        ("version()", "1"),
        ("position(/data/many)", "1"),
        ("once('x')", "x"),
        ("name(current())", "out"),
    ],
)
def test_node_functions(result: Result, expression: str, expected: str) -> None:
    assert result(expression, {"many": "cash food", "none": ""}) == expected


FAMILY = "<m><name>a</name><age>3</age></m><m><name>b</name><age>5</age></m><out/>"
REPEAT = '<group ref="/data/m"><repeat nodeset="/data/m"><input ref="/data/m/name"/></repeat></group>'


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("indexed-repeat(/data/m/name, /data/m, 2)", "b"),
        ("indexed-repeat(/data/m/name, /data/m, 9)", ""),
        ("sum(/data/m/age)", "8"),
        ("count(/data/m[age &gt; 4])", "1"),
        ("join('-', /data/m/name)", "a-b"),
        ("max(/data/m/age)", "5"),
        ("/data/m[2]/name", "b"),
        ("/data/m[position() = 1]/age", "3"),
        ("count(randomize(/data/m))", "2"),
    ],
)
def test_functions_over_a_repeat(opened: Callable[..., Record], expression: str, expected: str) -> None:
    record = opened(FAMILY, f'<bind nodeset="/data/out" calculate="{expression}"/>', REPEAT)
    assert record.get("/data/out") == expected


def test_once_keeps_its_first_value(opened: Callable[..., Record]) -> None:
    record = opened("<a/><out/>", '<bind nodeset="/data/out" calculate="once(concat(/data/a, uuid()))"/>')
    first = record.get("/data/out")
    record.set("/data/a", "x")
    assert first
    assert record.get("/data/out") == first


def test_an_instance_is_looked_up_and_a_choice_named(opened: Callable[..., Record]) -> None:
    model = (
        '<instance id="city"><root><item><name>r</name><label>Riyadh</label><line>400</line></item>'
        "<item><name>j</name><label>Jeddah</label><line>350</line></item></root></instance>"
    )
    body = (
        '<select1 ref="/data/city"><itemset nodeset="instance(\'city\')/root/item"><value ref="name"/>'
        '<label ref="label"/></itemset></select1>'
    )
    binds = (
        '<bind nodeset="/data/line" calculate="instance(\'city\')/root/item[name = /data/city]/line"/>'
        '<bind nodeset="/data/label" calculate="jr:choice-name(/data/city, \' /data/city \')"/>'
    )
    record = opened("<city/><line/><label/>", binds, body, model)
    record.set("/data/city", "j")
    assert (record.get("/data/line"), record.get("/data/label")) == ("350", "Jeddah")
