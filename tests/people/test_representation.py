"""If these fail, a stranger signs or receives for somebody, or a person is kept from acting in their own name."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.common.hijri import month_length, to_hijri
from watan_desk.people.representation import (
    RECEIVE,
    SIGN,
    Representation,
    Ward,
    comes_of_age,
    faults,
    of_age,
    representation_of,
)

TODAY = date(2026, 11, 19)
CHILD = Ward(born=date(2015, 6, 30))
ADULT = Ward(born=date(1990, 1, 1))
AGENT = Representation("agent", "wakala", "123456", date(2026, 1, 1), TODAY, ("apply", "sign", "receive"), "original")
FATHER = Representation("guardian", "natural_guardian", seen_as="original")
DEED = Representation("guardian", "wisaya", "55555", seen_as="original")

DAYS = st.dates(date(1930, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("acting", "ward", "act", "why"),
    [
        (None, ADULT, SIGN, ()),
        (None, Ward(), SIGN, ()),
        (None, CHILD, SIGN, ("minor_alone",)),
        (AGENT, ADULT, SIGN, ()),
        (replace(AGENT, expires_on=TODAY - timedelta(days=1)), ADULT, SIGN, ("instrument_expired",)),
        (replace(AGENT, expires_on=None), ADULT, SIGN, ()),
        (replace(AGENT, scope=("apply", "receive")), ADULT, SIGN, ("instrument_scope",)),
        (replace(AGENT, scope=("unclear",)), ADULT, SIGN, ("instrument_scope",)),
        (replace(AGENT, seen_as="none"), ADULT, SIGN, ("instrument_unseen",)),
        (replace(AGENT, seen_as="head_office"), ADULT, SIGN, ()),
        (AGENT, CHILD, SIGN, ("guardian_needed",)),
        (replace(AGENT, basis="written_note"), ADULT, SIGN, ("instrument",)),
        (replace(AGENT, basis=""), ADULT, SIGN, ("instrument",)),
        (replace(AGENT, capacity="relative"), ADULT, SIGN, ("instrument",)),
        (FATHER, CHILD, SIGN, ()),
        (FATHER, ADULT, SIGN, ("came_of_age",)),
        (DEED, ADULT, SIGN, ("came_of_age",)),
        (replace(DEED, basis="court_order"), ADULT, SIGN, ()),
        (FATHER, replace(CHILD, guardians_disagree=True), SIGN, ("guardians_disagree",)),
        (FATHER, replace(CHILD, guardian_unsafe=True), SIGN, ("guardian_unsafe",)),
        (AGENT, ADULT, RECEIVE, ("instrument_unverified",)),
    ],
)
def test_who_may_act_for_whom(acting: Representation | None, ward: Ward, act: str, why: tuple[str, ...]) -> None:
    assert faults(acting, ward, act, TODAY) == why


def test_only_head_office_verifies_and_its_refusal_ends_every_act() -> None:
    assert faults(AGENT, ADULT, RECEIVE, TODAY, "verified") == ()
    for act in (SIGN, RECEIVE):
        assert faults(AGENT, ADULT, act, TODAY, "refused") == ("instrument_refused",)


def test_an_instrument_good_at_intake_is_looked_at_again_at_the_act() -> None:
    assert faults(AGENT, ADULT, SIGN, TODAY) == ()
    assert faults(AGENT, ADULT, SIGN, TODAY + timedelta(days=1)) == ("instrument_expired",)


@pytest.mark.parametrize("relation", ["spouse", "father", "brother", ""])
def test_an_adult_applies_in_her_own_name_whatever_her_family_says(relation: str) -> None:
    """Nothing asks for a husband's or guardian's consent to a woman's own request."""
    assert representation_of({"marital_status": "married", "rep_relation": relation}, "self") is None
    assert faults(None, ADULT, SIGN, TODAY) == ()


def test_the_answers_of_a_request_say_who_acts() -> None:
    answers = {
        "rep_basis": "wakala",
        "rep_document_number": "123456",
        "rep_document_date": "2026-01-01",
        "rep_document_expiry": "2026-11-19",
        "rep_scope_covers": ["apply", "sign", "receive"],
        "rep_verification": "original",
    }
    assert representation_of(answers, "agent") == AGENT


def test_born_on_the_first_of_december_2008_is_of_age_on_the_twentieth_of_may_2026() -> None:
    born = date(2008, 12, 1)
    assert of_age(born, date(2026, 5, 19)) is False
    assert of_age(born, date(2026, 5, 20)) is True


@given(DAYS)
def test_everybody_comes_of_age_once_after_eighteen_hijri_years(born: date) -> None:
    birth = to_hijri(born)
    day = born + timedelta(days=6374)
    while not of_age(born, day):
        day += timedelta(days=1)
    grown = to_hijri(day)
    assert of_age(born, day - timedelta(days=1)) is False
    assert of_age(born, day + timedelta(days=400)) is True
    if birth.day <= month_length(birth.year + 18, birth.month):
        assert (grown.year, grown.month, grown.day) == (birth.year + 18, birth.month, birth.day)
    else:
        assert grown.day == 1
        assert (grown.year - birth.year - 18) * 12 + grown.month - birth.month == 1


@given(DAYS, st.integers(0, 200))
def test_the_branch_is_reminded_in_the_last_sixty_days_and_in_no_others(born: date, before: int) -> None:
    day = born + timedelta(days=6374)
    while not of_age(born, day):
        day += timedelta(days=1)
    told = comes_of_age(born, day - timedelta(days=before))
    assert told == (day if 0 < before <= 60 else None)


def test_a_day_of_birth_beyond_the_calendar_is_an_old_persons() -> None:
    assert of_age(date(1900, 1, 1), TODAY) is True
    assert of_age(None, TODAY) is None
