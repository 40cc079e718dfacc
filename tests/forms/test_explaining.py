"""If these fail, nobody can say why a question is missing from the screen or an answer is refused."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.common.resources import form_definition
from watan_desk.forms import CHECKS, FormError, Record, load_form
from watan_desk.forms.explaining import explain
from watan_desk.forms.parser import parse
from watan_desk.forms.writing import written

Now = Callable[[], datetime]


@pytest.fixture(scope="module")
def water(now: Now) -> Record:
    record = load_form(form_definition("water"), checks=CHECKS).open(now=now)
    record.fill({"site_type": "well", "hose_length_m": "500"})
    return record


def test_a_hidden_question_names_the_condition_and_the_answer_that_decides(water: Record) -> None:
    condition, part, value = explain(water, "/data/mosque/mosque_name", "ar")
    assert "«المسجد»" in condition
    assert part.endswith("${site_type} = 'mosque'")
    assert value.endswith("بئر")


def test_only_what_decides_is_told(water: Record) -> None:
    told = explain(water, "/data/household/tank_capacity_m3", "en")
    assert any(line == "Does not hold: ${site_type} != 'well'" for line in told)
    assert not any("tank_type" in line for line in told[1:])


def test_a_refused_answer_names_the_broken_part_of_its_constraint(water: Record) -> None:
    told = explain(water, "/data/location/hose_length_m", "en")
    assert told[1:] == ("Does not hold: . <= 200",)


def test_an_answer_in_order_and_a_computed_one_are_said_so(opened: Callable[..., Record]) -> None:
    body = '<input ref="/data/a"><label>A</label></input><input ref="/data/c"><label>C</label></input>'
    record = opened("<a>1</a><c/>", '<bind nodeset="/data/c" calculate="/data/a + 1"/>', body)
    assert "nothing stands against" in explain(record, "/data/a", "en")[0]
    assert explain(record, "/data/c", "en") == ("“C” is computed from: ${a} + 1",)
    with pytest.raises(FormError):
        explain(record, "/data/x", "en")


def test_a_conditional_requirement_says_what_requires_it(opened: Callable[..., Record]) -> None:
    body = '<input ref="/data/a"><label>A</label></input><input ref="/data/b"><label>B</label></input>'
    binds = '<bind nodeset="/data/b" required="/data/a = 1 or /data/a = 2"/>'
    assert explain(opened("<a>2</a><b/>", binds, body), "/data/b", "en")[1:] == ("Holds: ${a} = 2", "“A” now says: 2")


_PLACE = re.compile(r", at=\d+")
"""Where a call stands in the text changes with the brackets; nothing else may."""
_NAMES = st.sampled_from(["/data/a", "../b", ".", "a[1]/b", "instance('x')/root/item[k = /data/a]", "@id", "//c"])
_LEAVES = st.one_of(_NAMES, st.integers(0, 99).map(str), st.sampled_from(["'x'", '"it\'s"', "today()"]))


def _joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["+", "-", "*", "div", "=", "!=", "<", "and", "or", "|"])
    joined = st.tuples(parts, operators, parts).map(lambda three: f"({three[0]}) {three[1]} ({three[2]})")
    return st.one_of(joined, parts.map(lambda part: f"-({part})"), parts.map(lambda part: f"concat({part}, 'y')"))


@given(st.recursive(_LEAVES, _joined, max_leaves=6))
def test_an_expression_written_back_reads_the_same(expression: str) -> None:
    tree = parse(expression)
    again = parse(written(tree))
    assert _PLACE.sub("", repr(again)) == _PLACE.sub("", repr(tree))
