"""If these fail, a delegate is told in XPath, or not at all, why a question is missing or an answer refused."""

from collections.abc import Callable
from datetime import datetime

import pytest

from watan_desk.common.resources import form_definition
from watan_desk.forms import CHECKS, Record, load_form
from watan_desk.forms.plainly import hidden_in, why_hidden, why_refused

Now = Callable[[], datetime]
FORMS = ("general", "victim", "water", "software", "pilgrim")


@pytest.fixture(scope="module")
def general(now: Now) -> Record:
    return load_form(form_definition("general"), checks=CHECKS).open(now=now)


def test_a_hidden_question_says_when_it_is_asked_and_what_was_answered(general: Record) -> None:
    general.fill({"housing_tenure": "own"})
    told = why_hidden(general, "/data/housing/annual_rent", "ar")
    assert told[0] == "يُسأل عنه إذا: «ملكية السكن»: إيجار."
    assert told[1].startswith("إجابة «ملكية السكن» الآن: ")
    general.fill({"housing_tenure": "rent"})
    assert why_hidden(general, "/data/housing/annual_rent", "ar") == ()


def test_one_of_several_answers_is_said_once(general: Record) -> None:
    [condition, _] = why_hidden(general, "/data/representative/rep_guardians", "ar")
    assert condition.count("«سند النيابة»") == 1
    assert condition.count(" أو ") == 3


def test_a_refused_answer_says_what_would_be_accepted(general: Record) -> None:
    general.fill({"household_size": "4", "dependents_count": "9"})
    told = why_refused(general, "/data/family/dependents_count", "ar")
    assert told[0] == "المقبول هنا: «عدد المُعالين» أقل من «عدد أفراد الأسرة في السكن»."
    assert "4" in told[-1]
    general.fill({"dependents_count": "2"})
    assert why_refused(general, "/data/family/dependents_count", "ar") == ()


CLAUSES = {
    "/data/a > 3 and not(/data/b = 'x')": "“A” is more than 3; and “B” is not x",
    "not(/data/a = 1 or /data/a = 2)": "“A” is not 1; and “A” is not 2",
    "/data/b = ''": "“B” has no answer",
    "5 <= /data/a": "“A” is at least 5",
    "string-length(/data/b) < 4": "the number of letters of “B” is less than 4",
    "/data/a = /data/b": "“A” is “B”",
    "concat(/data/a, 1) = 'z'": "a rule of the form that looks at “A”",
    "false()": "never",
    "selected(/data/b, 'q')": "q is chosen in “B”",
    "not(regex(/data/b, '^z+$'))": "“B” is written in another way",
}


@pytest.mark.parametrize("condition", CLAUSES)
def test_conditions_are_said_in_words(condition: str, opened: Callable[..., Record]) -> None:
    body = "".join(f'<input ref="/data/{name}"><label>{name.upper()}</label></input>' for name in "abc")
    escaped = condition.replace("<", "&lt;")
    bind = f'<bind nodeset="/data/c" relevant="({escaped}) and /data/a = \'-7\'"/>'
    told = why_hidden(opened("<a/><b/><c/>", bind, body), "/data/c", "en")
    assert f"{CLAUSES[condition]}; and “A” is -7" in told[0] or f"({CLAUSES[condition]})" in told[0], told


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_hidden_question_of_a_shipped_form_is_told_in_an_expression(name: str, lang: str, now: Now) -> None:
    record = load_form(form_definition(name), checks=CHECKS).open(now=now, lang=lang)
    hidden = list(hidden_in(record.tree()))
    assert len(hidden) > 3
    for view in hidden:
        told = " ".join(why_hidden(record, view.ref, lang))
        assert told
        assert not set(told.replace("{person}", "")) & set("${}='[]"), told
