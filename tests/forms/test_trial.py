"""If these failed, a form's author would be told of another form than the one that runs."""

from collections.abc import Callable
from datetime import datetime

from watan_desk.forms import Form
from watan_desk.forms.trial import Trial

Make = Callable[..., Form]
Now = Callable[[], datetime]
BINDS = (
    '<bind nodeset="/data/n" type="int" required="true()" constraint=". &lt; 10"/>'
    '<bind nodeset="/data/d" type="decimal"/><bind nodeset="/data/hid" relevant="/data/n = 3"/>'
)
BODY = (
    '<input ref="/data/n"><label>How many</label><hint>up to ten</hint></input><input ref="/data/d"/>'
    '<trigger ref="/data/ok"/><input ref="/data/hid"/>'
    '<repeat nodeset="/data/r"><input ref="/data/r/x"/></repeat>'
    '<select1 ref="/data/s"><item><label>One</label><value>1</value></item></select1>'
)


def _trial(form: Make, now: Now) -> Trial:
    return Trial(form("<n/><d/><ok/><hid/><r><x/></r><s/>", BINDS, BODY).open(now=now, lang="en"), "ar")


def test_what_is_shown_is_what_a_submission_holds(form: Make, now: Now) -> None:
    trial = _trial(form, now)
    trial.run(
        [
            {"show": "/data/n"},
            {"set": "/data/n", "value": "٣"},
            {"set": "/data/d", "value": "3"},
            {"set": "/data/ok", "value": "true"},
            {"show": "/data/n"},
            {"show": "/data/d"},
            {"show": "/data/ok"},
            {"set": "/data/ok", "value": "false"},
            {"show": "/data/ok"},
            {"show": "/data/s"},
            {"show": "/data/nowhere"},
        ]
    )
    first, n, d, ok, not_ok, s, nowhere = trial.shown
    assert (first["label"], first["hint"], first["problem"]) == (
        "How many",
        "up to ten",
        {"kind": "required", "message": None},
    )
    assert [shown["value"] for shown in (n, d, ok, not_ok)] == ["3", "3.0", "OK", ""]
    assert s["choices"] == [["1", "One"]]
    assert nowhere == {"ref": "/data/nowhere", "missing": True}


def test_an_answer_that_does_not_fit_is_no_answer_yet(form: Make, now: Now) -> None:
    trial = _trial(form, now)
    trial.run([{"set": "/data/n", "value": "12.7"}, {"show": "/data/n"}, {"problems": True}])
    shown, problems = trial.shown
    assert (shown["value"], shown["problem"]) == ("", {"kind": "required", "message": None})
    assert shown["unfit"]
    assert [problem["kind"] for problem in problems["problems"]] == ["type"]
    assert not trial.result()["valid"]


def test_repeats_are_counted_added_and_removed(form: Make, now: Now) -> None:
    trial = _trial(form, now)
    trial.run([{"add": "/data/r"}, {"add": "/data/r"}, {"remove": "/data/r[2]"}, {"show": "/data/r"}])
    assert trial.shown[0]["count"] == 2
    assert "<hid" not in trial.result()["instance"]


def test_a_bad_step_is_noted_and_the_rest_goes_on(form: Make, now: Now) -> None:
    trial = _trial(form, now)
    trial.run(
        [
            {"set": "/data/nowhere", "value": "1"},
            {"dance": True},
            {"language": "Klingon"},
            {"remove": "/data/n"},
            {"set": "/data/n", "value": 4},
        ]
    )
    assert [wrong["step"] for wrong in trial.step_errors] == [0, 1, 2, 3]
    assert trial.record.value("n") == "4"


def test_what_the_form_makes_read_only_takes_no_answer(form: Make, now: Now) -> None:
    binds = '<bind nodeset="/data/g" readonly="true()"/>'
    body = '<group ref="/data/g"><input ref="/data/g/a"/></group><input ref="/data/b"/>'
    trial = Trial(form("<g><a>1</a></g><b/>", binds, body).open(now=now, lang="en"), "en")
    trial.run([{"set": "/data/g/a", "value": "2"}, {"set": "/data/b", "value": "3"}])
    assert [error["step"] for error in trial.step_errors] == [0]
    assert (trial.record.get("/data/g/a"), trial.record.get("/data/b")) == ("1", "3")
