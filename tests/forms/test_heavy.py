"""If these failed, a form whose rules look at everything from everywhere could stop a desk while a person waits.

A thousand instances that each look at all others are answered where that takes a moment, and refused in the words of
the catalogue where it would take minutes; what cannot be waited for while a form is drawn is blank and blocks saving.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.forms.test_hostile import _refused, bounded  # noqa: F401 - a fixture
from tests.forms.test_hostile_files import form_of, opened, repeat
from watan_desk.forms import Form, Record

Make = Callable[..., Form]
ANSWERED = {
    "join(',', /data/r/a)": "1,,",
    "sum(/data/r[position() = 1]/a)": "1",
    "/data/r[1]/a": "1",
    "/data/r[position() = position(current()/..) + 1]/a": "",
    "string-length(string(/data))": None,
    "once(join(',', /data/r/k))": None,
}
REFUSED = (
    "count(/data/r[count(../r[a = current()/../a]) > 0])",
    "indexed-repeat(/data/r/a, /data/r, position(..) - 1)",
    "/data/r/a = /data/r/k0",
    "sum(/data/r[a != '']/a)",
    "count(/data/r[position() < position(current()/..)])",
    "randomize(/data/r/a)",
    "count(ancestor::*/descendant::*)",
)


def thousand(folder: Path, rule: str) -> Path:
    rows = "| | integer | a | A |\n| | calculate | k0 | | 1 |\n" + f"| | calculate | k | | {rule} |\n"
    return form_of(folder, repeat("1000", rows))


@pytest.mark.parametrize("rule", ANSWERED)
def test_a_thousand_that_look_at_all_others_are_answered(rule: str, tmp_path: Path) -> None:
    record = opened(thousand(tmp_path, rule))
    record.set("/data/r[1]/a", "1")
    expected = ANSWERED[rule]
    assert expected is None or record.get("/data/r[1]/k").startswith(expected)
    assert record.problems() == ()


@pytest.mark.parametrize("rule", REFUSED)
def test_or_refused_where_that_would_take_minutes(rule: str, tmp_path: Path) -> None:
    assert _refused(lambda: opened(thousand(tmp_path, rule))).key == "forms.too_much_work"


NESTED = "count(../../r[count(../r[a = current()/../a]) > 0]) < 2"


def _judged(record: Record) -> list[str]:
    return [problem.key for problem in record.problems()]


@pytest.mark.parametrize("place", ["constraint", "required", "readonly", "label"])
def test_what_cannot_be_waited_for_while_a_form_is_drawn_is_blank_and_blocks_saving(
    place: str, form: Make, now: Callable[[], datetime]
) -> None:
    label = f'<label>A <output value="{NESTED.replace("<", "&lt;")}"/></label>' if place == "label" else ""
    rule = "" if place == "label" else f'{place}="{NESTED.replace("<", "&lt;")}"'
    made = form(
        "<r><a/></r>",
        f'<bind nodeset="/data/r/a" {rule}/>',
        f'<repeat nodeset="/data/r" jr:count="200"><input ref="/data/r/a">{label}</input></repeat>',
    )
    record = made.open(now=now)
    for at in range(1, 31):
        record.set(f"/data/r[{at}]/a", "x")
    assert len(record.node("/data/r").children) == 200
    if place == "required":
        assert _judged(record)[0] == "forms.too_much_work"
    elif place == "constraint":
        assert set(_judged(record)) == {"forms.too_much_work", "forms.constraint"}


def test_what_is_left_blank_once_is_not_blank_for_ever(form: Make, now: Callable[[], datetime]) -> None:
    made = form(
        "<n/><c/><r><a/></r>",
        f'<bind nodeset="/data/r/a" readonly="{NESTED.replace("<", "&lt;")}"/>',
        '<repeat nodeset="/data/r" jr:count="/data/n"><input ref="/data/r/a"/></repeat>'
        '<select1 ref="/data/c"><itemset nodeset="instance(\'l\')/root/item"><value ref="name"/><label ref="label"/>'
        "</itemset></select1>",
        '<instance id="l"><root><item><name>x</name><label>X</label></item></root></instance>',
    )
    record = made.open(now=now)
    record.set("/data/n", "200")
    assert len(record.tree().children) == 2
    record.set("/data/n", "1")
    assert record.node("/data/c").choices == (("x", "X"),)
    assert record.problems() == ()


def test_a_text_that_holds_the_whole_form_does_not_grow_without_end(tmp_path: Path) -> None:
    record = opened(thousand(tmp_path, "string(/data)"))
    assert len(record.xml()) < 20_000_000
