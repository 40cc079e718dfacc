"""If these fail, one person becomes two, two become one, or nobody is found by name, number or telephone."""

from typing import Any

import pytest
import sqlalchemy as sa

from tests.desks import person, take_to
from watan_desk.common.arabic import arabic_digits
from watan_desk.people.records import Person, people_like, person_by_number
from watan_desk.people.register import identity_of
from watan_desk.practice import MadeUpPerson
from watan_desk.store import tables
from watan_desk.wiring import Desk


def _captured(desk: Desk, who: MadeUpPerson, **changes: Any) -> Person:
    number = take_to(desk, who, "consent")
    done = desk.do("capture", number, who.request() | changes)
    assert done.dossier is not None
    assert done.dossier.person is not None
    return done.dossier.person


def _count(desk: Desk) -> int:
    with desk.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(tables.person)).scalar_one())


def _found(desk: Desk, text: str) -> list[str]:
    with desk.reading() as connection:
        return [person.id_number for person in people_like(connection, text)]


def test_a_request_makes_its_person_known(desk: Desk, who: MadeUpPerson) -> None:
    kept = _captured(desk, who)
    assert (kept.id_type, kept.id_number, kept.sex) == ("national_id", who.national_id, who.sex)
    assert kept.full_name == " ".join(who.names)
    assert kept.mobile == "+966" + who.mobile[1:]
    assert kept.birth_date is not None


def test_the_same_identity_number_is_the_same_person(desk: Desk, who: MadeUpPerson) -> None:
    first = _captured(desk, who)
    again = _captured(desk, who, national_id=arabic_digits(who.national_id), mobile="0500000999")
    assert again.id == first.id
    assert again.mobile == "+966500000999"
    assert _count(desk) == 1


def test_another_number_is_another_person_even_with_the_same_name(desk: Desk, who: MadeUpPerson) -> None:
    other = person(1)
    first, second = _captured(desk, who), _captured(desk, who, national_id=other.national_id)
    assert first.id != second.id
    assert _count(desk) == 2


def test_nobody_is_written_before_there_is_a_number_and_a_name(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "consent")
    for answers in ({"id_type": "national_id"}, {"name_first": who.names[0]}, {"mobile": who.mobile}):
        desk.do("capture", number, answers)
        assert _count(desk) == 0
    done = desk.do("capture", number, {"national_id": who.national_id})
    assert done.dossier is not None
    assert done.dossier.case.person_id is not None
    assert _count(desk) == 1


def test_a_person_is_found_by_any_words_of_name_number_or_telephone(desk: Desk, who: MadeUpPerson) -> None:
    other = person(1)
    _captured(desk, who)
    _captured(desk, other)
    for text in (
        who.national_id,
        who.national_id[-4:],
        arabic_digits(who.national_id),
        who.mobile,
        f"{who.names[3]} {who.names[0]}",
        " ".join(who.names),
    ):
        assert who.national_id in _found(desk, text), "a way of searching finds nobody"
    assert _found(desk, f"{who.national_id} {other.national_id}") == []


@pytest.mark.parametrize(
    ("kept", "typed"), [("مسؤول", "مسئول"), ("عائشة", "عايشه"), ("إسراء", "اسراء"), ("هدى", "هدي")]
)
def test_a_name_is_found_however_it_is_spelled(desk: Desk, who: MadeUpPerson, kept: str, typed: str) -> None:
    _captured(desk, who, name_first=kept)
    assert _found(desk, typed) == [who.national_id]


@pytest.mark.parametrize("text", ["%", "_", "\\", "%%%", "' OR 1=1 --"])
def test_signs_of_the_database_are_letters_like_others(desk: Desk, who: MadeUpPerson, text: str) -> None:
    _captured(desk, who)
    assert _found(desk, text) == []


def test_the_number_counts_with_its_kind(desk: Desk, who: MadeUpPerson) -> None:
    _captured(desk, who)
    with desk.reading() as connection:
        assert person_by_number(connection, "national_id", who.national_id) is not None
        assert person_by_number(connection, "iqama", who.national_id) is None
    request = desk.office.pack.request
    assert identity_of(request, {"id_type": "iqama", "iqama_number": "2997220039"}) == ("iqama", "2997220039")
    assert identity_of(request, {}) == ("", "")
