"""If these failed, what a stage stores or an attestation seals would not be what the person said."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.common.errors import Invalid
from watan_desk.forms import Form, Record, checked

Make = Callable[..., Form]
Now = Callable[[], datetime]

NODES = "<name/><g><many/><age/></g><m jr:template=''><who/><year/></m><m><who/><year/></m><twice/><note/>"
BINDS = (
    '<bind nodeset="/data/name" required="true()"/><bind nodeset="/data/g/age" type="int"/>'
    '<bind nodeset="/data/m/year" type="int"/><bind nodeset="/data/twice" calculate="/data/g/age * 2"/>'
    '<bind nodeset="/data/note" readonly="true()"/>'
)
BODY = (
    '<input ref="/data/name"/><group ref="/data/g"><select ref="/data/g/many"><item><label>A</label><value>a</value>'
    '</item><item><label>B</label><value>b</value></item></select><input ref="/data/g/age"/></group>'
    '<group ref="/data/m"><repeat nodeset="/data/m"><input ref="/data/m/who"/><input ref="/data/m/year"/>'
    "</repeat></group>"
)


def _new(form: Make, now: Now) -> Record:
    return form(NODES, BINDS, BODY).open(now=now, lang="en")


_WORDS = st.text(alphabet="abcسالم <>&\"'١٢", min_size=1, max_size=12).filter(lambda text: text == text.strip())
_YEARS = st.integers(-5000, 5000).map(str)
_MEMBER = st.fixed_dictionaries({}, optional={"who": _WORDS, "year": _YEARS})
_DATA = st.fixed_dictionaries(
    {"m": st.lists(_MEMBER, max_size=4)},
    optional={"name": _WORDS, "many": st.sampled_from([["a"], ["b"], ["a", "b"], ["b", "a"]]), "age": _YEARS},
)


@given(_DATA)
def test_data_gives_back_what_fill_took(form: Make, now: Now, data: dict[str, Any]) -> None:
    record = _new(form, now)
    record.fill(data)
    given_back = record.data()
    expected = {**data, **({"twice": str(int(str(data["age"])) * 2)} if "age" in data else {})}
    if "many" in data:
        expected["many"] = sorted(data["many"])  # what was ticked stands in the order of its list
    assert given_back == expected
    again = _new(form, now)
    again.fill(given_back)
    assert again.data() == given_back
    assert again.canonical() == record.canonical()


@given(_DATA)
def test_a_draft_keeps_every_answer(form: Make, now: Now, data: dict[str, object]) -> None:
    made = form(NODES, BINDS, BODY)
    record = made.open(now=now)
    record.fill(data)
    assert made.open(now=now, answers=record.xml()).data() == record.data()


def test_numbers_may_come_as_numbers(form: Make, now: Now) -> None:
    record = _new(form, now)
    record.fill({"age": 12, "name": 1.5, "m": [{"year": 1990}], "many": None})
    assert record.data() == {"age": "12", "name": "1.5", "m": [{"year": "1990"}], "twice": "24"}


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({"nam": "x"}, ["nam"]),
        ({"name": "x", "m": [{"who": "x"}, {"whom": "y"}]}, ["m[2]/whom"]),
        ({"m": "x"}, ["m"]),
        ({"name": {"a": 1}}, ["name"]),
        ({"name": True}, ["name"]),
        ({"many": [1]}, ["many"]),
        ({"m": ["x"]}, ["m"]),
        ({"m": [{}] * 1001}, ["m"]),
        ({"a": 1, "b": 2}, ["a", "b"]),
    ],
)
def test_wrong_names_and_shapes_are_named_and_nothing_changes(
    form: Make, now: Now, data: dict[str, object], fields: list[str]
) -> None:
    record = _new(form, now)
    before = record.xml()
    with pytest.raises(Invalid) as refused:
        record.fill({"age": "7", **data})
    assert [problem.field for problem in refused.value.problems] == fields
    assert record.xml() == before
    assert refused.value.sentence("ar")


def test_a_calculation_is_taken_without_effect(form: Make, now: Now) -> None:
    record = _new(form, now)
    record.fill({"age": "3", "twice": "999"})
    assert record.value("twice") == "6"


def test_checked_gives_a_whole_record_or_names_every_problem(form: Make, now: Now) -> None:
    made = form(NODES, BINDS, BODY)
    assert checked(made, {"name": "x", "m": []}, now=now).value("name") == "x"
    with pytest.raises(Invalid) as refused:
        checked(made, {"age": "x", "many": ["z"]}, now=now, lang="en")
    assert [(problem.field, problem.key) for problem in refused.value.problems] == [
        ("name", "forms.required"),
        ("many", "forms.type_choice"),
        ("age", "forms.type_int"),
    ]
    assert "A whole number is expected." in refused.value.sentence("en")


def test_canonical_bytes_do_not_depend_on_how_the_same_was_typed(form: Make, now: Now) -> None:
    one, other = _new(form, now), _new(form, now)
    one.fill({"name": "\u0627\u0653", "age": "٣٠"})
    other.fill({"age": "30", "name": "\u0622"})
    assert one.canonical() == other.canonical()
    other.set("/data/g/age", "31")
    assert one.canonical() != other.canonical()


def test_canonical_bytes_are_these_forever(form: Make, now: Now) -> None:
    record = _new(form, now)
    record.fill({"name": "سالم", "many": ["b", "a"], "age": "٣٠", "m": [{"who": "منى"}, {"year": "1990"}]})
    assert record.canonical().decode() == (
        '{"form":"t","version":"1","answers":[["/data/name","سالم"],["/data/g/many","a b"],["/data/g/age","30"],'
        '["/data/m[1]/who","منى"],["/data/m[2]/year","1990"]]}'
    )


def test_a_list_is_no_answer_to_a_question_that_takes_one(form: Make, now: Now) -> None:
    record = _new(form, now)
    with pytest.raises(Invalid) as refused:
        record.fill({"name": ["a", "b"]})
    assert [(problem.field, problem.key) for problem in refused.value.problems] == [("name", "forms.wrong_shape")]
    assert record.value("name") == ""
