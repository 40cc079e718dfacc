"""Without these a misspelled placeholder would print an empty place on a person's letter (SORMAS #3544 and its kin)."""

import pytest

from watan_desk.common.errors import Unusable
from watan_desk.common.messages import has
from watan_desk.letter.template import day_of, kinds, read_template, template, unknown_names, words

MINIMAL = """
kind = "L99"
version = "1"
subject = "موضوع"
addressee = "none"
mandatory = {mandatory}
body = [{{ text = "{text}" }}]
boxes = []
"""


def minimal(text: str, mandatory: str = "[]") -> str:
    return MINIMAL.format(text=text, mandatory=mandatory)


def test_every_letter_of_the_domain_exists() -> None:
    assert kinds() == tuple(f"L{number:02d}" for number in range(1, 22))


@pytest.mark.parametrize("kind", kinds())
def test_every_shipped_text_loads_under_its_own_name(kind: str) -> None:
    found = template(kind)
    assert found.kind == kind
    assert found.mandatory
    assert all(has(f"letter.field.{name}") for name in found.mandatory)


def test_an_unknown_placeholder_is_refused_at_load_and_named() -> None:
    with pytest.raises(Unusable) as refused:
        read_template(minimal("رقم {case_nmu} ويوم {raised_date_x}"), "L99")
    assert refused.value.key == "letter.unknown_placeholder"
    assert refused.value.params["names"] == "{case_nmu} {raised_date_x}"


def test_an_unknown_mandatory_value_is_refused_at_load() -> None:
    with pytest.raises(Unusable, match=r"letter\.unknown_placeholder"):
        read_template(minimal("نص", '["case_nmu"]'), "L99")


@pytest.mark.parametrize("wrong", ["kind = ", minimal("نص") + 'colour = "red"', 'kind = "L99"'])
def test_a_broken_text_is_refused(wrong: str) -> None:
    with pytest.raises(Unusable, match=r"letter\.template_wrong"):
        read_template(wrong, "L99")


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Unusable) as refused:
        template("L77")
    assert "L01" in refused.value.sentence("ar")


def test_a_day_is_known_by_its_three_forms() -> None:
    assert unknown_names("{raised_date_day} {raised_date_h} {raised_date_g} {registration_days:days}") == ()
    assert day_of("raised_date_h") == "raised_date"


def test_shared_words_have_seven_days_and_six_plural_forms() -> None:
    assert len(set(words().days)) == 7
    assert set(words().counted["days"]) == {"zero", "one", "two", "few", "many", "other"}
    assert all(has(f"letter.field.{name}") for name in words().bold | words().copied | words().wording)
