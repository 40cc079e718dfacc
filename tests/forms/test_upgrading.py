"""If these fail, a new version of a form loses what people have told: an answer vanishes, or lands in another place."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime

from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from watan_desk.common.resources import form_definition
from watan_desk.forms import CHECKS, Form, Record, load_form
from watan_desk.forms.upgrading import AMBIGUOUS, COMPUTED, GONE, NO_ROOM, OVERRULED, Upgrade, upgrade

from .conftest import NOON, _form

Forms = Callable[..., Form]
NAMES = ("a", "b", "c", "d", "e")


def _now() -> datetime:
    return NOON


def _carry(old: Record, form: Form) -> Upgrade:
    return upgrade(old, form, now=_now, lang="en")


def _filled(form: Form, **answers: object) -> Record:
    record = form.open(now=_now, lang="en")
    record.fill(answers)
    return record


def test_the_same_form_keeps_every_answer_where_it_is() -> None:
    form = load_form(form_definition("victim"), checks=CHECKS)
    old = _filled(form, alias="AB-0001", who_is_present=["alone"], safe_times="العصر", sex="other")
    found = _carry(old, form)
    assert found.record.xml() == old.xml()
    assert (found.kept, found.moved, found.aside) == (4, (), ())


def test_an_answer_follows_its_question_into_another_group_and_to_another_name(form: Forms) -> None:
    old = _filled(form("<a/><g><b/></g>"), a="1", b="2")
    new = form("<g><a/></g><x/>", '<bind nodeset="/data/x" wd:was="b"/>')
    found = _carry(old, new)
    assert found.record.data() == {"a": "1", "x": "2"}
    assert [(move.old_ref, move.new_ref) for move in found.moved] == [
        ("/data/a", "/data/g/a"),
        ("/data/g/b", "/data/x"),
    ]


def test_what_finds_no_place_is_set_aside_with_its_reason_and_stays_with_the_record(form: Forms) -> None:
    old = _filled(form("<a/><b/><c/>"), a="1", b="2", c="3")
    new = form("<g><c/></g><h><c/></h><b/>", '<bind nodeset="/data/b" calculate="7"/>')
    found = _carry(old, new)
    assert {(aside.name, aside.value, aside.reason) for aside in found.aside} == {
        ("a", "1", GONE),
        ("b", "2", COMPUTED),
        ("c", "3", AMBIGUOUS),
    }
    again = new.open(now=_now, answers=found.record.xml())
    assert again.aside == found.record.aside == found.aside
    assert "aside" not in again.submission()
    later = _carry(again, form("<b/>"))
    assert {aside.name for aside in later.record.aside} == {"a", "b", "c"}


def test_a_sensitive_answer_set_aside_is_forgotten_with_its_consent(form: Forms) -> None:
    old = _filled(
        form("<a/><b/>", '<bind nodeset="/data/a" wd:sensitive="yes"/>', '<input ref="/data/a"/>'), a="1", b="2"
    )
    record = _carry(old, form("<c/>")).record
    record.forget_sensitive()
    assert [aside.name for aside in record.aside] == ["b"]
    assert [aside.name for aside in form("<c/>").open(now=_now, answers=record.xml()).aside] == ["b"]


def test_instances_of_a_repeat_come_along_and_a_shorter_one_loses_none(form: Forms) -> None:
    repeat = '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/a"/></repeat></group>'
    old = _filled(form("<r><a/></r>", body=repeat), r=[{"a": "1"}, {"a": "2"}, {"a": "3"}])
    wider = _carry(old, form("<r><a/><b/></r>", body=repeat))
    assert wider.record.data() == {"r": [{"a": "1"}, {"a": "2"}, {"a": "3"}]}
    counted = repeat.replace("<repeat ", '<repeat jr:count="2" ')
    shorter = _carry(old, form("<r><a/></r>", body=counted))
    assert shorter.record.data() == {"r": [{"a": "1"}, {"a": "2"}]}
    assert [(aside.ref, aside.value, aside.reason) for aside in shorter.aside] == [("/data/r[3]/a", "3", NO_ROOM)]
    single = _carry(old, form("<a/>"))
    assert single.record.data() == {"a": "1"}
    assert [aside.value for aside in single.aside] == ["2", "3"]


def test_a_blank_is_no_default_and_a_question_that_is_new_has_its_own(form: Forms) -> None:
    found = _carry(_filled(form("<a/>")), form("<a>x</a><b>y</b>"))
    assert found.record.data() == {"b": "y"}


def test_what_the_new_form_sets_by_itself_does_not_swallow_an_answer(form: Forms) -> None:
    new = form("<a/>", model='<setvalue event="odk-instance-load" ref="/data/a" value="\'new\'"/>')
    [aside] = _carry(_filled(form("<a/>"), a="old"), new).aside
    assert (aside.value, aside.reason) == ("old", OVERRULED)


def test_an_answer_that_no_longer_fits_stands_as_typed_and_is_said(form: Forms) -> None:
    found = _carry(_filled(form("<a/>"), a="many"), form("<a/>", '<bind nodeset="/data/a" type="int"/>'))
    assert found.record.get("/data/a") == "many"
    assert [problem.kind for problem in found.record.problems()] == ["type"]


def test_the_record_remains_the_same_record(form: Forms) -> None:
    nodes = "<meta><instanceID/></meta><began/><a/>"
    binds = (
        '<bind nodeset="/data/meta/instanceID" jr:preload="uid"/>'
        '<bind nodeset="/data/began" type="dateTime" jr:preload="timestamp" jr:preloadParams="start"/>'
    )
    old = form(nodes, binds).open(now=_now)
    new = upgrade(old, form(nodes, binds), now=lambda: datetime(2027, 1, 1, tzinfo=NOON.tzinfo)).record
    assert new.get("/data/meta/instanceID") == old.get("/data/meta/instanceID") != ""
    assert new.get("/data/began") == old.get("/data/began") != ""


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Draw a form of a few questions, some in a group, some in a repeat (counted or not), some typed or computed."""
    places = {name: draw(st.sampled_from(["", "", "g", "r", "r", "gone"])) for name in NAMES}
    inside = {place: "".join(f"<{name}/>" for name in NAMES if places[name] == place) for place in ("", "g", "r")}
    nodes = (
        inside[""] + (f"<g>{inside['g']}</g>" if inside["g"] else "") + (f"<r>{inside['r']}</r>" if inside["r"] else "")
    )
    paths = {name: f"/data/{place + '/' if place else ''}{name}" for name, place in places.items() if place != "gone"}
    binds = "".join(
        f'<bind nodeset="{path}" {draw(st.sampled_from(RULES))}/>'.replace("NAME", draw(st.sampled_from(NAMES)))
        for path in paths.values()
    )
    count = draw(st.sampled_from(["", "", 'jr:count="2"']))
    body = f'<group ref="/data/r"><repeat nodeset="/data/r" {count}/></group>' if inside["r"] else ""
    return _form(nodes or "<z/>", binds, body)


RULES = ("", "", "", 'type="int"', "calculate=\"'c'\"", 'relevant="false()"', 'wd:was="NAME"')


def _typed(record: Record) -> Iterator[str]:
    return (element.text for element in fromstring(record.xml()).iter() if len(element) == 0 and element.text)


@settings(max_examples=60, deadline=None)
@given(forms(), forms(), st.data())
def test_no_answer_is_ever_dropped(first: Form, second: Form, data: st.DataObject) -> None:
    old = first.open(now=_now)
    for spec in first.definition.templates:
        if first.definition.controls[spec].count is None and data.draw(st.booleans()):
            old.add(spec.path)
    asked = {field.name for field in first.fields()}
    for place, view in enumerate(old.questions()):
        if view.name in asked and data.draw(st.booleans()):
            old.set(view.ref, f"v{place}")
    answers = Counter(text for text in _typed(old) if text.startswith("v"))
    found = _carry(old, second)
    carried = Counter(text for text in _typed(found.record) if text.startswith("v"))
    aside = Counter(aside.value for aside in found.record.aside)
    assert answers - (carried + aside) == Counter()
    assert found.kept + len(found.aside) == sum(answers.values())
    back = _carry(found.record, first)
    assert answers - (Counter(_typed(back.record)) + Counter(kept.value for kept in back.record.aside)) == Counter()
