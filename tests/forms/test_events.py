"""If these failed, a form would set other values than in the tools it was made for, or go on setting them for ever."""

from collections.abc import Callable
from datetime import datetime

import pytest

from watan_desk.forms import Form, Record

Make = Callable[..., Form]
Now = Callable[[], datetime]
Open = Callable[..., Record]


def sets(ref: str, value: str) -> str:
    return f'<setvalue ref="/data/{ref}" event="xforms-value-changed" value="{value}"/>'


def asks(ref: str, *inner: str) -> str:
    return f'<input ref="/data/{ref}">{"".join(inner)}</input>'


def test_what_is_set_sets_what_follows_from_it(opened: Open) -> None:
    record = opened("<a/><b/><c/>", body=asks("a", sets("b", "/data/a + 1")) + asks("b", sets("c", "/data/b + 1")))
    record.set("/data/a", "1")
    assert (record.get("/data/b"), record.get("/data/c")) == ("2", "3")


def test_a_calculation_triggers_too_but_not_while_the_record_is_opened(opened: Open) -> None:
    record = opened(
        "<a>2</a><b/><c/>",
        '<bind nodeset="/data/b" calculate="/data/a * 2"/>',
        asks("a") + asks("b", sets("c", "/data/b")),
    )
    assert (record.get("/data/b"), record.get("/data/c")) == ("4", "")
    record.set("/data/a", "3")
    assert record.get("/data/c") == "6"


@pytest.mark.parametrize("rings", [1, 2])
def test_values_that_set_each_other_are_given_up(opened: Open, rings: int) -> None:
    there, back = sets("b", "concat(/data/a, 'x')") * rings, sets("a", "concat(/data/b, 'y')") * rings
    record = opened("<a/><b/>", body=asks("a", there) + asks("b", back))
    record.set("/data/a", "1")
    assert 50 < len(record.get("/data/a")) < 250


def test_nothing_is_set_where_several_nodes_are_meant(opened: Open) -> None:
    body = asks("a", sets("r/b", "1")) + f'<repeat nodeset="/data/r">{asks("r/b")}</repeat>'
    record = opened("<a/><r><b/></r><r><b/></r>", body=body)
    record.set("/data/a", "x")
    assert (record.get("/data/r[1]/b"), record.get("/data/r[2]/b")) == ("", "")
    record.remove("/data/r[2]")
    record.set("/data/a", "y")
    assert record.get("/data/r[1]/b") == "1"


def test_a_first_value_goes_where_its_target_says(opened: Open) -> None:
    setting = '<setvalue event="odk-instance-first-load" ref="/data/r[position() = 2]/b" value="\'q\'"/>'
    body = f'<repeat nodeset="/data/r">{asks("r/b")}</repeat>'
    record = opened("<r><b/></r><r><b/></r>", "", body, setting)
    assert (record.get("/data/r[1]/b"), record.get("/data/r[2]/b")) == ("", "q")


def test_without_a_template_an_instance_keeps_its_values_to_itself(opened: Open) -> None:
    record = opened("<r><b>7</b></r>", body=f'<repeat nodeset="/data/r">{asks("r/b")}</repeat>')
    record.add("/data/r")
    assert (record.get("/data/r[1]/b"), record.get("/data/r[2]/b")) == ("7", "")


def test_a_default_of_several_choices_keeps_its_authors_order(opened: Open) -> None:
    items = "".join(f"<item><label>{value}</label><value>{value}</value></item>" for value in "abc")
    record = opened("<s>c a</s>", body=f'<select ref="/data/s">{items}</select>')
    assert record.stored("/data/s") == "c a"
    record.set("/data/s", "c b")
    assert record.stored("/data/s") == "b c"


def test_a_result_that_does_not_fit_its_type_is_blank_and_judged_as_blank(opened: Open) -> None:
    bind = '<bind nodeset="/data/d" type="date" calculate="\'none\'" constraint="false()" required="true()"/>'
    record = opened("<d/>", bind, asks("d"))
    assert record.stored("/data/d") == ""
    assert [problem.kind for problem in record.problems()] == ["required"]


def test_a_count_that_is_blanked_for_a_moment_costs_no_answer(form: Make, opened: Open, now: Now) -> None:
    bind = '<bind nodeset="/data/n" type="int"/>'
    body = asks("n") + f'<repeat nodeset="/data/r" jr:count="/data/n">{asks("r/b")}</repeat>'
    record = opened("<n/><r><b/></r>", bind, body)
    assert record.node("/data/r").children == ()
    record.set("/data/n", "2")
    record.set("/data/r[2]/b", "kept")
    record.set("/data/n", "")
    again = form("<n/><r><b/></r>", bind, body).open(now=now, answers=record.xml())
    for reopened in (record, again):
        reopened.set("/data/n", "3")
        assert [item.children[0].value for item in reopened.node("/data/r").children] == ["", "kept", ""]
    record.set("/data/n", "0")
    assert record.node("/data/r").children == ()
