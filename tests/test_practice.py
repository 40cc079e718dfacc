"""If these fail, a practice office meets real people's numbers, or made-up people whom the desk cannot serve."""

from datetime import date

import pytest

from tests.desks import person, take_to
from watan_desk.common.identifiers import check
from watan_desk.practice import make_people, with_check_digit, words
from watan_desk.wiring import Desk

DAY = date(2026, 11, 19)


def test_the_same_seed_makes_the_same_people_and_another_seed_others() -> None:
    assert make_people(5, seed=3, today=DAY) == make_people(5, seed=3, today=DAY)
    assert make_people(5, seed=3, today=DAY) != make_people(5, seed=4, today=DAY)


def test_no_two_people_share_a_number_and_all_numbers_are_sound_and_unissued() -> None:
    people = make_people(2000, seed=1, today=DAY)
    assert len({one.national_id for one in people}) == 2000
    for one in people:
        verdict = check("saudi_id", one.national_id)
        assert (verdict.ok, one.national_id[:2]) == (True, "19")
        assert (check("sa_mobile", one.mobile).ok, one.mobile[:7]) == (True, "0500000")
    assert {one.sex for one in people} == {"male", "female"}


def test_a_first_name_fits_the_sex() -> None:
    say = words()
    assert all(one.names[0] in say[one.sex] for one in make_people(200, seed=1, today=DAY))


def test_nobody_is_a_crowd_too() -> None:
    assert make_people(0, seed=1, today=DAY) == []


def test_the_check_digit_makes_a_number_sound() -> None:
    assert with_check_digit("199458073") == "1994580734"


@pytest.mark.parametrize("place", [0, 3, 6])
def test_anybody_can_be_taken_from_the_door_to_the_survey(desk: Desk, place: int) -> None:
    assert desk.dossier(take_to(desk, person(place), "rate")).case.state == "closed"
