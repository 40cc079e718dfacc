"""If these failed, a hostile or broken form could hang or crash the desk, or load and then do something else."""

import time
from collections.abc import Callable
from datetime import datetime

import pytest

from watan_desk.forms import CHECKS, Form, FormError, compile_form

Pieces = Callable[..., str]
Make = Callable[..., Form]


def _bomb() -> str:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE h [<!ENTITY a0 "ha">{entities}]><h>&a11;</h>'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not xml",
        "<a/>",
        "<a><b></a>",
        "\x00",
        _bomb(),
        '<!DOCTYPE h [<!ENTITY x SYSTEM "file:///etc/passwd">]><h>&x;</h>',
        '<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head/><h:body/></h:html>',
        "<a>" * 200_000,
        "<a>" * 5_000 + "</a>" * 5_000,
    ],
    ids=["empty", "text", "other", "broken", "null", "bomb", "external", "no-model", "endless", "deep"],
)
def test_what_is_no_form_is_refused_within_time(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(FormError) as refused:
        compile_form(text, checks=CHECKS)
    assert refused.value.key == "forms.not_xform"
    assert refused.value.exit_code == 2
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("bind", "key", "column"),
    [
        ('calculate="1 + "', "forms.expression_syntax", "calculation"),
        ('constraint="explode(.)"', "forms.unknown_function", "constraint"),
        ('relevant="selected(.)"', "forms.wrong_arity", "relevant"),
        ('required="foo:bar()"', "forms.unknown_function", "required"),
        ('readonly="((("', "forms.expression_syntax", "readonly"),
        ('wd:check="no_such"', "forms.unknown_check", "bind::wd:check"),
    ],
)
def test_a_broken_rule_is_refused_with_question_and_column(form: Make, bind: str, key: str, column: str) -> None:
    with pytest.raises(FormError) as refused:
        form("<a/>", f'<bind nodeset="/data/a" {bind}/>', '<input ref="/data/a"/>')
    assert (refused.value.key, refused.value.params["column"], refused.value.params["name"]) == (key, column, "a")
    for lang in ("ar", "en"):
        assert refused.value.sentence(lang)


@pytest.mark.parametrize(
    "binds",
    [
        '<bind nodeset="/data/a" calculate="../b"/><bind nodeset="/data/b" calculate="../a"/>',
        '<bind nodeset="/data/a" relevant="../b = 1"/><bind nodeset="/data/b" relevant="../a = 1"/>',
        '<bind nodeset="/data/a" calculate="count(//b)"/><bind nodeset="/data/b" calculate="../*[1]"/>',
    ],
)
def test_rules_that_wait_for_each_other_are_refused(form: Make, binds: str) -> None:
    with pytest.raises(FormError) as refused:
        form("<a/><b/>", binds)
    assert refused.value.key == "forms.cycle"
    assert refused.value.params["name"] in ("a", "b")


def test_a_broken_output_and_a_broken_list_are_refused(form: Make) -> None:
    with pytest.raises(FormError, match=r"forms\.expression_syntax"):
        form("<a/>", "", '<input ref="/data/a"><label>x <output value="1 +"/></label></input>')
    with pytest.raises(FormError, match=r"forms\.unknown_function"):
        form(
            "<a/>", "", '<select1 ref="/data/a"><itemset nodeset="lists(\'x\')"><value ref="name"/></itemset></select1>'
        )


def test_a_control_for_a_question_that_is_not_there_is_never_shown_and_its_author_is_told(
    form: Make, now: Callable[[], datetime]
) -> None:
    made = form("<a/>", "", '<input ref="/data/b"/><input ref="a"/>')
    assert "/data/b" in made.notices("en")[0]
    assert [view.ref for view in made.open(now=now).tree().children] == ["/data/a"]


def test_a_question_that_hides_itself_is_told_to_its_author(form: Make) -> None:
    made = form("<a/>", '<bind nodeset="/data/a" relevant=". = 1"/>')
    assert "a" in made.notices("en")[0]
    assert made.notices("ar") != made.notices("en")


@pytest.mark.parametrize(
    ("model", "body"),
    [
        ('<submission method="carrier-pigeon"/>', ""),
        ("", '<upload ref="/data/a" mediatype=".jpg"/>'),
        ('<setvalue event="full-moon" ref="/data/a">x</setvalue>', ""),
        ('<setvalue event="odk-new-repeat" ref="/data/a">x</setvalue>', ""),
        ('<bind nodeset="/data/a" calculate="jr:choice-name(1, \' /data/nowhere \')"/>', ""),
    ],
)
def test_what_no_tool_would_understand_is_refused(form: Make, model: str, body: str) -> None:
    with pytest.raises(FormError) as refused:
        form("<a/>", "", body, model)
    assert all(refused.value.sentence(lang) for lang in ("ar", "en"))


def test_a_type_that_nobody_knows_is_asked_as_text_and_said(form: Make, now: Callable[[], datetime]) -> None:
    made = form("<a/>", '<bind nodeset="/data/a" type="hologram"/>', '<input ref="/data/a"/>')
    record = made.open(now=now)
    record.set("/data/a", "7.0 x")
    assert (record.node("/data/a").type, record.stored("/data/a")) == ("text", "7.0 x")
    assert "hologram" in made.notices("en")[0]
    with pytest.raises(FormError, match="unknown_type"):
        form("<a/>", '<bind nodeset="/data/a" type="hologram"/>', '<range ref="/data/a"/>')


def test_a_label_may_be_what_an_expression_gives(form: Make, now: Callable[[], datetime]) -> None:
    made = form("<a/><b>now</b>", "", '<input ref="/data/a"><label ref="concat(/data/b, 1)"/></input>')
    assert made.open(now=now).node("/data/a").label == "now1"


def test_a_repeat_that_takes_no_more_stays_as_it_is(form: Make, now: Callable[[], datetime]) -> None:
    body = '<repeat nodeset="/data/r" jr:noAddRemove="true()"><input ref="/data/r/a"/></repeat>'
    record = form("<r><a/></r><r><a/></r>", "", body).open(now=now)
    for deed in (lambda: record.add("/data/r"), lambda: record.remove("/data/r[1]")):
        with pytest.raises(FormError, match="counted_repeat"):
            deed()
    assert len(record.node("/data/r").children) == 2
    assert record.node("/data/r").readonly


def test_defaults_are_cast_to_their_type_and_left_out_where_they_cannot_be(
    form: Make, now: Callable[[], datetime]
) -> None:
    made = form(
        "<n>2.5</n><d>2026-01-01T10:00:00</d><m>many</m>",
        "".join(
            f'<bind nodeset="/data/{name}" type="{kind}"/>'
            for name, kind in (("n", "int"), ("d", "date"), ("m", "int"))
        ),
    )
    record = made.open(now=now)
    assert [record.get(f"/data/{name}") for name in "ndm"] == ["2", "2026-01-01", ""]
    assert "2.5" in made.notices("en")[0]
    assert "many" in made.notices("en")[1]


def test_a_form_without_an_identifier_of_its_records_is_given_one(form: Make, now: Callable[[], datetime]) -> None:
    for nodes in ("<a/>", "<a/><meta><other/></meta>"):
        record = form(nodes).open(now=now)
        assert record.get("/data/meta/instanceID").startswith("uuid:")
        assert "meta" not in record.data()


def test_the_order_of_recalculation_is_not_the_order_of_writing(form: Make, now: Callable[[], datetime]) -> None:
    binds = "".join(f'<bind nodeset="/data/n{n}" calculate="/data/n{n + 1} + 1"/>' for n in range(200))
    nodes = "".join(f"<n{n}/>" for n in range(200)) + "<n200>0</n200>"
    record = form(nodes, binds).open(now=now)
    assert record.get("/data/n0") == "200"
    record.set("/data/n200", "5")
    assert record.get("/data/n0") == "205"
