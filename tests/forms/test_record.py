"""If these failed, questions would show when they should not, answers would be lost, or a wrong record would pass."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from watan_desk.forms import Form, FormError, Record

Make = Callable[..., Form]
Open = Callable[..., Record]

BODY = (
    '<input ref="/data/kind"><label>Kind</label></input><group ref="/data/g"><label>Group</label>'
    '<input ref="/data/g/age"><label>Age of <output value="/data/kind"/></label><hint>in years</hint></input>'
    '<input ref="/data/g/day"><label>Day</label></input></group>'
)
BINDS = (
    '<bind nodeset="/data/kind" required="true()" jr:requiredMsg="Say which"/>'
    '<bind nodeset="/data/g" relevant="/data/kind != \'\'"/>'
    '<bind nodeset="/data/g/age" type="int" constraint=". &gt;= 1 and . &lt;= 40" jr:constraintMsg="One to forty"/>'
    '<bind nodeset="/data/g/day" type="date" required="/data/g/age &gt; 18"/>'
    '<bind nodeset="/data/double" calculate="/data/g/age * 2"/>'
)
NODES = "<kind/><g><age/><day/></g><double/>"


@pytest.fixture
def record(opened: Open) -> Record:
    return opened(NODES, BINDS, BODY)


def _problems(record: Record) -> list[tuple[str, str, str]]:
    return [(problem.name, problem.kind, problem.message) for problem in record.problems()]


def test_a_required_answer_is_asked_for_in_the_forms_own_words(record: Record) -> None:
    assert _problems(record) == [("kind", "required", "Say which")]


def test_a_group_shows_when_its_rule_says_so(record: Record) -> None:
    assert not record.node("/data/g").relevant
    assert not record.node("/data/g/age").relevant
    record.set("/data/kind", "x")
    assert record.node("/data/g/age").relevant


def test_set_says_what_to_redraw_and_nothing_else(record: Record) -> None:
    record.tree()
    assert record.set("/data/kind", "cat") == {"/data/kind", "/data/g", "/data/g/age", "/data/g/day"}
    assert record.node("/data/g/age").label == "Age of cat"
    assert record.set("/data/kind", "dog") == {"/data/kind", "/data/g/age"}
    assert record.set("/data/g/age", "20") == {"/data/g/age", "/data/g/day"}
    assert record.set("/data/g/age", "20") == frozenset()


def test_what_is_typed_stays_as_it_was_typed_and_is_reported_at_once(record: Record) -> None:
    record.set("/data/kind", "x")
    record.set("/data/g/age", "٤١")
    record.set("/data/g/day", "1447/01/31")
    assert record.get("/data/g/age") == "٤١"
    assert record.get("/data/g/day") == "1447/01/31"
    assert record.node("/data/g/day").value == "1447/01/31"
    assert _problems(record) == [
        ("age", "constraint", "One to forty"),
        ("day", "type", "This date does not exist or is not complete."),
    ]
    assert record.get("/data/double") == "82"


def test_a_condition_may_make_an_answer_required(record: Record) -> None:
    record.fill({"kind": "x", "age": 17})
    assert _problems(record) == []
    record.set("/data/g/age", "19")
    assert record.node("/data/g/day").required
    assert [problem.name for problem in record.problems()] == ["day"]


def test_a_hidden_answer_counts_for_nothing_and_comes_back_with_its_question(record: Record) -> None:
    record.fill({"kind": "x", "age": 99})
    record.set("/data/kind", "")
    assert record.value("age") == ""
    assert record.get("/data/double") == ""
    assert "age" not in record.data()
    assert "<age>99</age>" in record.xml()
    assert '<data id="t" version="1"><kind /><double /><meta>' in record.submission()
    record.set("/data/kind", "x")
    assert record.value("age") == "99"
    assert record.get("/data/double") == "198"


def test_problems_may_be_asked_for_one_page(record: Record) -> None:
    record.fill({"kind": "x", "age": 0})
    assert [problem.name for problem in record.problems("g")] == ["age"]
    assert record.problems("/data/g") == record.problems("g")
    with pytest.raises(FormError):
        record.problems("nowhere")


def test_a_draft_opens_as_it_was_left(form: Make, now: Callable[[], datetime]) -> None:
    made = form(NODES, BINDS, BODY)
    first = made.open(now=now, lang="en")
    first.fill({"kind": "x", "age": "٤١", "day": "1447/01/31"})
    second = made.open(now=now, lang="en", answers=first.xml())
    assert second.xml() == first.xml()
    assert second.problems() == first.problems()
    assert second.canonical() == first.canonical()


@pytest.mark.parametrize(
    "answers", ["<other/>", "<data id='x'/>", "<data id='t'><new/></data>", "<data", "<data><kind><x/></kind></data>"]
)
def test_answers_of_another_form_are_refused(form: Make, now: Callable[[], datetime], answers: str) -> None:
    with pytest.raises(FormError, match=r"forms\.answers_"):
        form(NODES, BINDS, BODY).open(now=now, answers=answers)


@pytest.mark.parametrize("ref", ["/data/none", "/data/kind[2]", "kind", "", "/data/g/age/x", "/data/kind[x]"])
def test_an_unknown_reference_is_refused(record: Record, ref: str) -> None:
    with pytest.raises(FormError, match=r"forms\.unknown_ref"):
        record.set(ref, "x")


def test_a_group_takes_no_answer(record: Record) -> None:
    with pytest.raises(FormError, match=r"forms\.not_a_question"):
        record.set("/data/g", "x")


REPEAT_BODY = (
    '<input ref="/data/n"/><group ref="/data/m"><label>Members</label><repeat nodeset="/data/m">'
    '<input ref="/data/m/name"><label>Name <output value="../place"/></label></input><input ref="/data/m/age"/>'
    "</repeat></group>"
)
REPEAT_BINDS = (
    '<bind nodeset="/data/m/name" required="true()"/><bind nodeset="/data/m/age" type="int"/>'
    '<bind nodeset="/data/m/place" calculate="position(..)"/><bind nodeset="/data/total" calculate="sum(/data/m/age)"/>'
    '<bind nodeset="/data/many" calculate="count(/data/m)"/>'
)
REPEAT_NODES = "<n/><m jr:template=''><name/><age/><place/></m><m><name/><age/><place/></m><total/><many/>"


@pytest.fixture
def family(opened: Open) -> Record:
    return opened(REPEAT_NODES, REPEAT_BINDS, REPEAT_BODY)


def test_instances_are_added_counted_and_removed(family: Record) -> None:
    assert family.add("/data/m") == "/data/m[2]"
    family.set("/data/m[1]/age", "3")
    family.set("/data/m[2]/age", "4")
    family.set("/data/m[2]/name", "second")
    assert (family.get("/data/total"), family.get("/data/many"), family.get("/data/m[2]/place")) == ("7", "2", "2")
    family.remove("/data/m[1]")
    assert (family.get("/data/total"), family.get("/data/many"), family.get("/data/m[1]/place")) == ("4", "1", "1")
    assert family.get("/data/m/name") == "second"
    assert family.node("/data/m[1]/name").label == "Name 1"


def test_a_repeat_is_drawn_with_its_items(family: Record) -> None:
    family.add("/data/m")
    view = family.node("/data/m")
    assert (view.kind, view.label, view.value) == ("repeat", "Members", "2")
    assert [item.ref for item in view.children] == ["/data/m[1]", "/data/m[2]"]
    assert [item.kind for item in view.children] == ["item", "item"]
    assert [question.ref for question in view.children[1].children] == ["/data/m[2]/name", "/data/m[2]/age"]


def test_the_last_instance_may_go_and_come_back(family: Record) -> None:
    family.remove("/data/m[1]")
    assert family.node("/data/m").children == ()
    assert family.get("/data/many") == "0"
    assert family.problems() == ()
    family.add("/data/m")
    assert [problem.ref for problem in family.problems()] == ["/data/m[1]/name"]


def test_what_is_no_repeat_takes_no_instance(family: Record) -> None:
    for ref in ("/data/n", "/data/none", "/data/m/name"):
        with pytest.raises(FormError, match=r"forms\.unknown_ref"):
            family.add(ref)
    with pytest.raises(FormError, match=r"forms\.unknown_ref"):
        family.remove("/data/n")


def test_a_counted_repeat_follows_its_number_and_bounds_a_slip(opened: Open) -> None:
    body = REPEAT_BODY.replace('<repeat nodeset="/data/m">', '<repeat nodeset="/data/m" jr:count="/data/n">')
    record = opened(REPEAT_NODES, REPEAT_BINDS + '<bind nodeset="/data/n" type="int"/>', body)
    for typed, count in (("3", "3"), ("1", "1"), ("", "1"), ("٢", "2"), ("-4", "0"), ("999999999", "1000")):
        record.set("/data/n", typed)
        assert record.get("/data/many") == count


def test_a_repeat_inside_a_repeat_is_counted_for_each_outer_instance(opened: Open) -> None:
    nodes = (
        "<outer jr:template=''><n/><inner jr:template=''><q/></inner></outer><outer><n>1</n><inner><q/></inner></outer>"
        "<all/>"
    )
    body = (
        '<group ref="/data/outer"><repeat nodeset="/data/outer"><input ref="/data/outer/n"/>'
        '<group ref="/data/outer/inner"><repeat nodeset="/data/outer/inner" jr:count=" ../n ">'
        '<input ref="/data/outer/inner/q"/></repeat></group></repeat></group>'
    )
    record = opened(nodes, '<bind nodeset="/data/all" calculate="count(/data/outer/inner)"/>', body)
    record.add("/data/outer")
    assert record.get("/data/all") == "1"
    record.set("/data/outer[2]/n", "3")
    assert record.get("/data/all") == "4"
    record.set("/data/outer[2]/inner[3]/q", "deep")
    assert record.data()["outer"] == [
        {"n": "1", "inner": [{}]},
        {"n": "3", "inner": [{}, {}, {"q": "deep"}]},
    ]
    record.remove("/data/outer[1]")
    assert record.get("/data/outer[1]/inner[3]/q") == "deep"


def test_events_set_values_at_opening_at_a_change_and_in_new_instances(opened: Open) -> None:
    model = (
        '<setvalue event="odk-instance-first-load" ref="/data/n" value="1 + 1"/>'
        '<setvalue event="odk-instance-load" ref="/data/m/age">40</setvalue>'
    )
    body = REPEAT_BODY.replace(
        '<repeat nodeset="/data/m">',
        '<repeat nodeset="/data/m"><setvalue event="odk-new-repeat" ref="/data/m/age" value="40 + 1"/>',
    ).replace(
        '<input ref="/data/m/age"/>',
        '<input ref="/data/m/age"><setvalue event="xforms-value-changed" ref="/data/m/name" value="\'old\'"/></input>',
    )
    record = opened(REPEAT_NODES, REPEAT_BINDS, body, model)
    assert record.get("/data/n") == "2"
    assert record.get("/data/m[1]/age") == "40"
    record.add("/data/m")
    assert record.get("/data/m[2]/age") == "41"
    record.set("/data/m[2]/age", "42")
    assert (record.get("/data/m[1]/name"), record.get("/data/m[2]/name")) == ("", "old")


CHOICES = (
    '<itext><translation lang="Arabic (ar)" default="true()"><text id="c-0"><value>واحد</value></text>'
    '<text id="c-1"><value>اثنان</value></text></translation><translation lang="English (en)">'
    '<text id="c-0"><value>One</value></text><text id="c-1"><value>Two</value></text></translation></itext>'
    '<instance id="c"><root><item><itextId>c-0</itextId><name>1</name><of>a</of></item>'
    "<item><itextId>c-1</itextId><name>2</name><of>b</of></item></root></instance>"
)


def _select(control: str, filtered: str = "") -> str:
    return (
        f'<{control} ref="/data/s"><itemset nodeset="instance(\'c\')/root/item{filtered}"><value ref="name"/>'
        f'<label ref="jr:itext(itextId)"/></itemset></{control}><input ref="/data/f"/>'
    )


def test_choices_are_labelled_in_the_language_of_the_record(opened: Open) -> None:
    record = opened("<s/><f/>", "", _select("select1"), CHOICES)
    assert record.node("/data/s").choices == (("1", "One"), ("2", "Two"))
    record.lang = "ar"
    assert record.node("/data/s").choices == (("1", "واحد"), ("2", "اثنان"))


@pytest.mark.parametrize(
    ("control", "good", "bad"), [("select1", "1", "3"), ("select1", "2", "1 2"), ("select", "1 2", "1 4")]
)
def test_only_what_is_offered_may_be_chosen(opened: Open, control: str, good: str, bad: str) -> None:
    record = opened("<s/><f/>", "", _select(control), CHOICES)
    record.set("/data/s", good)
    assert record.problems() == ()
    record.set("/data/s", bad)
    assert _problems(record) == [("s", "type", "The value is not one of the choices.")]


def test_a_filter_follows_the_answer_it_reads(opened: Open) -> None:
    record = opened("<s/><f/>", "", _select("select1", "[of = /data/f]"), CHOICES)
    record.tree()
    assert record.node("/data/s").choices == ()
    assert record.set("/data/f", "b") == {"/data/f", "/data/s"}
    assert record.node("/data/s").choices == (("2", "Two"),)


def test_an_association_puts_its_own_choices_in_place_of_a_list(form: Make, now: Callable[[], datetime]) -> None:
    own = {"c": [("9", {"ar": "تسعة", "en": "Nine"}), ("1", {"ar": "واحد", "en": "One of ours"})]}
    record = form("<s/><f/>", "", _select("select1"), CHOICES).open(now=now, lang="en", choices=own)
    assert record.node("/data/s").choices == (("9", "Nine"), ("1", "One of ours"))
    record.lang = "ar"
    assert record.node("/data/s").choices == (("9", "تسعة"), ("1", "واحد"))
    record.set("/data/s", "2")
    assert len(record.problems()) == 1
    with pytest.raises(FormError, match=r"forms\.unknown_list"):
        form("<s/><f/>", "", _select("select1"), CHOICES).open(now=now, choices={"d": []})


def test_opening_writes_the_instant_the_day_and_an_identifier(opened: Open) -> None:
    binds = (
        '<bind nodeset="/data/start" jr:preload="timestamp" jr:preloadParams="start"/>'
        '<bind nodeset="/data/day" jr:preload="date" jr:preloadParams="today"/>'
        '<bind nodeset="/data/meta/instanceID" jr:preload="uid"/>'
    )
    record = opened("<start/><day/><meta><instanceID/></meta>", binds)
    assert (record.get("/data/start"), record.get("/data/day")) == ("2026-11-21T12:00:00.000+03:00", "2026-11-21")
    assert record.get("/data/meta/instanceID").startswith("uuid:")
    assert record.canonical() == b'{"form":"t","version":"1","answers":[]}'


def test_the_day_is_a_saudi_day_late_in_the_evening_of_utc(form: Make) -> None:
    made = form("<a/>", '<bind nodeset="/data/a" calculate="today()"/>')
    record = made.open(now=lambda: datetime(2026, 11, 21, 22, tzinfo=UTC))
    assert record.get("/data/a") == "2026-11-22"


def test_fields_tell_what_may_be_answered(form: Make) -> None:
    fields = {field.name: field for field in form(NODES, BINDS, BODY).fields()}
    assert list(fields) == ["kind", "age", "day"]
    assert (fields["kind"].required, fields["kind"].conditional) == (True, False)
    assert (fields["age"].type, fields["age"].conditional) == ("integer", True)
    repeat = form(REPEAT_NODES, REPEAT_BINDS, REPEAT_BODY).fields()
    assert [(field.name, field.repeat) for field in repeat] == [("n", ""), ("name", "m"), ("age", "m")]
    selects = form("<s/><f/>", "", _select("select"), CHOICES).fields()
    assert selects[0].choices == ("1", "2")


def test_a_counted_repeat_is_not_changed_by_hand(opened: Open) -> None:
    body = '<group ref="/data/r"><repeat nodeset="/data/r" jr:count="2"><input ref="/data/r/a"/></repeat></group>'
    record = opened("<r><a/></r>", body=body)
    record.set("/data/r[1]/a", "1")
    with pytest.raises(FormError, match="counted_repeat"):
        record.add("/data/r")
    with pytest.raises(FormError, match="counted_repeat"):
        record.remove("/data/r[1]")
    assert record.data() == {"r": [{"a": "1"}, {}]}
