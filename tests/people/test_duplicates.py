"""If these fail, the same person is helped twice under two names, or an honest one is held up without a way on."""

from typing import Any

import pytest

from tests.desks import go_on, person, step, take_to
from watan_desk.common.errors import NotYet, Refused
from watan_desk.people.duplicates import open_flags
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk
from watan_desk.wiring.persons import settle_flag


def _flags(desk: Desk, number: str) -> list[tuple[str, str]]:
    return [(flag.kind, flag.number) for flag in open_flags(desk.dossier(number).flags)]


def _captured(desk: Desk, who: MadeUpPerson, **changes: Any) -> str:
    number = take_to(desk, who, "consent")
    desk.do("capture", number, who.request() | changes)
    return number


def test_one_number_under_two_names_is_flagged_and_nobody_is_overwritten(desk: Desk, who: MadeUpPerson) -> None:
    first = _captured(desk, who)
    second = _captured(desk, person(1), national_id=who.national_id)
    assert _flags(desk, second) == [("identity", first)]
    assert _flags(desk, first) == []
    kept = desk.dossier(first).person
    assert kept is not None
    assert kept.full_name == " ".join(who.names)


def test_one_name_and_day_of_birth_under_two_numbers_is_flagged_however_it_is_spelled(
    desk: Desk, who: MadeUpPerson
) -> None:
    first = _captured(desk, who, name_family="القحطانى")
    second = _captured(desk, who, name_family="القحطاني", national_id=person(1).national_id)
    assert _flags(desk, second) == [("person", first)]


def test_a_namesake_born_on_another_day_is_another_person(desk: Desk, who: MadeUpPerson) -> None:
    _captured(desk, who)
    second = _captured(desk, who, national_id=person(1).national_id, birth_date="1970-02-03")
    assert _flags(desk, second) == []


def test_a_second_request_is_flagged_while_the_first_runs_and_not_after(desk: Desk, who: MadeUpPerson) -> None:
    first = _captured(desk, who)
    assert _flags(desk, _captured(desk, who)) == [("request", first)]
    go_on(desk, who, first, "capture", "rate")
    assert desk.dossier(first).case.state == "closed"
    assert _flags(desk, _captured(desk, who))[:1] != [("request", first)]


def test_a_document_shown_again_is_known_with_no_copy_kept(desk: Desk, who: MadeUpPerson) -> None:
    other = person(1)
    deed = {"doc_type": "title_deed", "doc_number": "7788-٩٩", "doc_issuer": "وزارة العدل", "doc_form": "original"}
    shown = deed | {"doc_match": "match", "doc_validity": "no_expiry"}
    first, second = _captured(desk, who), _captured(desk, other)
    desk.do("document", first, shown)
    assert _flags(desk, second) == []
    desk.do("document", second, shown | {"doc_number": " 7788-99", "doc_issuer": "وزارة العدل "})
    assert _flags(desk, second) == [("document", first)]
    [check] = desk.dossier(second).documents
    assert (check.answers["doc_copy_kept"], len(check.fingerprint)) == ("no", 64)
    said = str(desk.history(second)[-1])
    assert check.fingerprint not in said


def test_a_doubt_stops_the_raising_until_a_reason_settles_it_and_the_journal_keeps_it(
    desk: Desk, who: MadeUpPerson
) -> None:
    first = _captured(desk, who)
    second = take_to(desk, who, "attest")
    with pytest.raises(NotYet) as refused:
        step(desk, who, second, "raise")
    assert {item.code for item in refused.value.missing} == {"duplicate_request"}
    for kind, other, reason in (("request", first, " "), ("identity", first, "سبب"), ("request", "X", "سبب")):
        with pytest.raises(Refused):
            settle_flag(desk, second, kind, other, reason)
    [flag] = settle_flag(desk, second, "request", first, "الطلب الأول لأثاث والثاني لإيجار")
    assert flag.reason
    entry = desk.history(second)[-1]
    assert (entry["deed"], entry["by"]) == ("settle", "WT03A")
    assert "الطلب الأول" in str(entry["changes"])
    step(desk, who, second, "raise")
