"""If these fail, a form calls the person by another association's word, or shows braces to a delegate."""

from watan_desk.common.resources import form_definition
from watan_desk.forms import CHECKS, compile_form
from watan_desk.forms.convert import converted
from watan_desk.forms.placeholders import fill

WORDS = {"ar": {"person": "الضيف", "to_person": "للضيف"}, "en": {"person": "guest & host", "to_person": "guest"}}


def test_each_language_gets_its_own_word_and_the_title_the_first() -> None:
    form = compile_form(fill(converted(form_definition("registration")), WORDS), checks=CHECKS)
    assert form.title("ar") == "تسجيل الضيف"
    answer = compile_form(fill(converted(form_definition("answer")), WORDS), checks=CHECKS)
    label = {field.name: field.label for field in answer.fields()}["explained_to_person"]
    assert label == {"ar": "بُيِّن الرد للضيف", "en": "The answer was explained to the guest & host"}


def test_references_patterns_and_unknown_words_stay() -> None:
    text = "<a>${person} [0-9]{9} {2,} {stranger}</a>"
    assert fill(text, WORDS) == text
    assert fill("{person}", {}) == "{person}"
