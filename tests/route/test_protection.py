"""If these fail, somebody signs or receives for a person who was not protected on the way through the desk."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.desks import answers, clock_of, decide, go_on, person, set_clock, step, take_to, today
from watan_desk.common.errors import Invalid, NotYet, Unusable
from watan_desk.common.hijri import majority_day
from watan_desk.dossier.protection import provisional
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk
from watan_desk.wiring.persons import known_people, reminders

AGENT = {
    "rep_basis": "wakala",
    "rep_name": "سالم الوكيل",
    "rep_id_number": "1902157369",
    "rep_relation": "none",
    "rep_mobile": "0500000777",
    "rep_document_number": "4412345",
    "rep_document_date": "2026-01-01",
    "rep_document_expiry": "2026-12-31",
    "rep_scope_covers": ["apply", "sign", "receive"],
    "rep_verification": "original",
}
FATHER = {name: AGENT[name] for name in ("rep_name", "rep_id_number", "rep_mobile", "rep_verification")} | {
    "rep_basis": "natural_guardian",
    "rep_relation": "father",
    "rep_guardians": "none",
}
THUMB = {
    "reads_self": "no",
    "text_read_aloud": "yes",
    "reader_name": "هند القارئة",
    "reading_language": "ar",
    "attest_method": "thumbprint",
    "unable_reason": "لا يقرأ ولا يكتب",
    "thumb": "right",
    "witnesses_outside": "yes",
    "witness1_name": "شاهد أول",
    "witness1_id": "1981930363",
    "witness2_name": "شاهد ثان",
    "witness2_id": "1902157369",
}


def _opened(desk: Desk, who: MadeUpPerson, **visit: Any) -> str:
    done = desk.do("open", None, who.reception() | visit)
    assert done.dossier is not None
    desk.do("consent", done.dossier.case.number, who.consents())
    return done.dossier.case.number


def _for_another(desk: Desk, who: MadeUpPerson, capacity: str, acting: dict[str, Any], **changes: Any) -> str:
    number = _opened(desk, who, applicant_capacity=capacity)
    desk.do("capture", number, who.request() | acting | changes)
    go_on(desk, who, number, "capture", "check")
    return number


def _missing(refused: pytest.ExceptionInfo[NotYet]) -> set[str]:
    return {item.code for item in refused.value.missing}


def test_an_agents_instrument_is_looked_at_at_each_act_and_papers_are_always_taken(
    desk: Desk, who: MadeUpPerson
) -> None:
    number = _for_another(desk, who, "agent", AGENT)
    step(desk, who, number, "attest")
    [looked] = desk.dossier(number).representative_checks
    assert (looked.act, looked.basis, looked.document_number, looked.verification) == (
        "sign",
        "wakala",
        "4412345",
        "not_verified",
    )
    assert provisional(desk.dossier(number), desk.office) == ("instrument",)
    clock_of(desk).advance(timedelta(days=60))
    desk.do("document", number, who.documents()[0])
    step(desk, who, number, "check")
    with pytest.raises(NotYet) as refused:
        step(desk, who, number, "attest")
    assert "instrument_expired" in _missing(refused)


def test_nothing_is_received_on_an_instrument_before_head_office_verified_it(desk: Desk, who: MadeUpPerson) -> None:
    verified: dict[str, Any] = {"category": "low_income", "support": "إيجار سنة", "instrument": "verified"}
    outcomes: tuple[tuple[dict[str, Any], bool], ...] = (({}, False), ({"details": verified}, True))
    for told, allowed in outcomes:
        someone = person(int(allowed))
        number = _for_another(desk, someone, "agent", AGENT | {"rep_document_expiry": "2027-12-31"})
        step(desk, someone, number, "attest")
        go_on(desk, someone, number, "attest", "raise")
        clock_of(desk).advance(timedelta(days=15))
        decide(desk, number, **told)
        go_on(desk, someone, number, "decide", "register")
        given = answers(desk, someone, "deliver") | {"receiver_capacity": "agent"}
        if allowed:
            desk.do("deliver", number, given)
            assert desk.dossier(number).representative_checks[-1].act == "receive"
        else:
            with pytest.raises(NotYet) as refused:
                desk.do("deliver", number, given)
            assert _missing(refused) == {"instrument_unverified"}
            step(desk, someone, number, "deliver")


def test_a_stranger_with_no_instrument_receives_nothing(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "register")
    given = answers(desk, who, "deliver") | {"receiver_capacity": "agent"}
    with pytest.raises(Invalid) as unasked:
        desk.do("deliver", number, given)
    assert {problem.field for problem in unasked.value.problems} >= {"rep_basis", "rep_verification"}
    note = {"rep_basis": "written_note", "rep_relation": "other", "rep_document_date": "2026-11-01"}
    with pytest.raises(NotYet) as refused:
        desk.do("deliver", number, given | note | {"rep_verification": "original"})
    assert _missing(refused) == {"instrument"}
    assert desk.dossier(number).deliveries == ()


def _met_here(desk: Desk, who: MadeUpPerson) -> dict[str, Any]:
    """Return a delivery to an agent nobody heard of before, whose instrument lies on the desk."""
    names = ("rep_basis", "rep_relation", "rep_document_number", "rep_document_date", "rep_document_expiry")
    instrument = {name: AGENT[name] for name in names} | {"rep_document_expiry": "2027-12-31"}
    met = {"receiver_capacity": "agent", "receiver_name": AGENT["rep_name"], "receiver_id": AGENT["rep_id_number"]}
    seen = {"rep_scope_covers": ["receive"], "rep_verification": "original"}
    return answers(desk, who, "deliver") | met | instrument | seen


def test_an_agent_met_first_at_delivery_is_recorded_there_and_what_is_handed_over_stands_provisionally(
    desk: Desk, who: MadeUpPerson
) -> None:
    number = take_to(desk, who, "register")
    desk.do("deliver", number, _met_here(desk, who))
    dossier = desk.dossier(number)
    [given] = dossier.deliveries
    assert (given.answers["receiver_id"], given.answers["rep_document_number"]) == (AGENT["rep_id_number"], "4412345")
    looked = dossier.representative_checks[-1]
    assert (looked.act, looked.basis, looked.scope, looked.verification) == (
        "receive",
        "wakala",
        ["receive"],
        "not_verified",
    )
    entries = {change["entity"] for change in desk.history(number)[-1]["changes"]}
    assert entries >= {"delivery", "representative_check"}, "both travel to head office"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rep_scope_covers": ["other"]}, "instrument_scope"),
        ({"rep_scope_covers": ["unclear"]}, "instrument_scope"),
        ({"rep_document_expiry": "2026-11-30"}, "instrument_expired"),
        ({"rep_verification": "none"}, "instrument_unseen"),
        ({"receiver_capacity": "guardian", "rep_basis": "wisaya", "rep_guardians": "disagree"}, "guardians_disagree"),
    ],
)
def test_whoever_is_met_first_at_delivery_receives_nothing_on_an_instrument_that_does_not_hold(
    desk: Desk, who: MadeUpPerson, change: dict[str, Any], code: str
) -> None:
    number = take_to(desk, who, "register")
    with pytest.raises(NotYet) as refused:
        desk.do("deliver", number, _met_here(desk, who) | change)
    assert code in _missing(refused)
    assert desk.dossier(number).deliveries == ()


def test_an_agent_whom_head_office_has_not_verified_is_not_new_by_another_capacity(
    desk: Desk, who: MadeUpPerson
) -> None:
    number = _for_another(desk, who, "agent", AGENT | {"rep_document_expiry": "2027-12-31"})
    go_on(desk, who, number, "check", "register")
    again = _met_here(desk, who) | {"receiver_capacity": "custodian", "rep_basis": "iala"}
    with pytest.raises(NotYet) as refused:
        desk.do("deliver", number, again)
    assert _missing(refused) == {"instrument_unverified"}


def test_guardians_who_disagree_are_referred_and_nobody_chooses(desk: Desk, who: MadeUpPerson) -> None:
    number = _for_another(desk, who, "guardian", FATHER | {"rep_guardians": "disagree"}, birth_date="2015-06-30")
    with pytest.raises(NotYet) as refused:
        step(desk, who, number, "attest")
    assert _missing(refused) == {"guardians_disagree"}


def test_a_ward_who_comes_of_age_is_reminded_of_then_consents_and_signs_anew(desk: Desk, who: MadeUpPerson) -> None:
    born = date(2009, 7, 1)
    grown = majority_day(born)
    set_clock(desk, datetime(grown.year, grown.month, grown.day, 7, tzinfo=UTC) - timedelta(days=20))
    who = MadeUpPerson(**{**vars(who), "today": today(desk)})
    number = _for_another(desk, who, "guardian", FATHER, birth_date=born.isoformat())
    step(desk, who, number, "attest")
    assert [(each.number, each.day) for each in reminders(desk)] == [(number, grown)]
    clock_of(desk).advance(timedelta(days=20))
    assert reminders(desk) == ()
    with pytest.raises(NotYet) as refused:
        step(desk, who, number, "raise")
    assert _missing(refused) == {"came_of_age", "consent_anew"}
    desk.do("consent", number, who.consents() | {"applicant_capacity": "self"})
    desk.do("capture", number, {})
    go_on(desk, who, number, "document", "raise")
    [before, now] = desk.dossier(number).attestations
    assert (before.capacity, now.capacity) == ("guardian", "self")


def test_a_thumbprint_stands_before_two_witnesses_from_outside(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "check")
    thumb = THUMB | {"attest_date": today(desk).isoformat(), "filed_at": "خزانة 1"}
    inside = (
        {"witness1_name": desk.actor.name},
        {"witness2_name": THUMB["reader_name"]},
        {"witness1_id": who.national_id},
        {"witness2_id": THUMB["witness1_id"]},
        {"witnesses_outside": "no"},
        {"witness2_name": ""},
    )
    for change in inside:
        with pytest.raises(Invalid):
            desk.do("attest", number, thumb | change)
    desk.do("attest", number, thumb)
    assert desk.dossier(number).case.state == "attested"


@pytest.mark.parametrize("method", ["initials", "signature"])
def test_initials_by_old_habit_are_a_signature(desk: Desk, who: MadeUpPerson, method: str) -> None:
    number = take_to(desk, who, "check")
    desk.do("attest", number, answers(desk, who, "attest") | {"attest_method": method})
    assert desk.dossier(number).case.state == "attested"


def test_without_identity_the_case_is_provisional_until_it_is_proven(desk: Desk, who: MadeUpPerson) -> None:
    number = _opened(desk, who, identity_shown="no")
    desk.do("capture", number, who.request())
    facts = desk.facts(desk.dossier(number)).missing
    assert [item.code for item in facts["identity_proven"]] == ["identity_unproven"]
    assert provisional(desk.dossier(number), desk.office) == ("identity",)
    go_on(desk, who, number, "capture", "raise")
    assert provisional(desk.dossier(number), desk.office) == ()


def test_a_number_that_could_not_be_read_is_saved_with_its_reason_and_stops_the_raising(
    desk: Desk, who: MadeUpPerson
) -> None:
    number = _opened(desk, who)
    unread = {"national_id": "", "id_unreadable": "yes", "id_unreadable_reason": "بطاقة مبللة"}
    done = desk.do("capture", number, who.request() | unread)
    assert done.dossier is not None
    assert done.dossier.request is not None
    assert done.dossier.request.complete
    assert done.dossier.person is not None
    assert done.dossier.request.answers["id_unreadable_reason"] == "بطاقة مبللة"
    facts = desk.facts(done.dossier)
    assert [item.code for item in facts.missing["identity_proven"]] == ["identity_unread"]
    desk.do("capture", number, {"id_unreadable": "no", "national_id": who.national_id})
    assert not desk.facts(desk.dossier(number)).missing["identity_proven"]


def test_known_answers_are_never_typed_twice_by_command_either(desk: Desk, who: MadeUpPerson) -> None:
    first = take_to(desk, who, "capture")
    [known] = known_people(desk, who.names[0] + " " + who.national_id[-4:])
    assert known.running == (first,)
    number = _opened(desk, who, known_person=known.person.id)
    anew = {name: who.request()[name] for name in ("support_types", "need_description", "requested_amount", "urgency")}
    healthy = {"health_conditions": who.request()["health_conditions"]}
    done = desk.do("capture", number, anew | healthy)
    assert done.dossier is not None
    assert done.dossier.request is not None
    assert done.dossier.request.complete
    assert done.dossier.case.person_id == known.person.id
    before = desk.dossier(first).request
    assert before is not None
    assert done.dossier.request.answers == before.answers


def test_a_visit_of_somebody_nobody_knows_is_refused(desk: Desk, who: MadeUpPerson) -> None:
    with pytest.raises(Unusable):
        _opened(desk, who, known_person="0b0e7d6e-0000-4000-8000-000000000000")
    assert desk.cases() == ()


def test_weak_sight_noted_at_reception_asks_for_large_print(desk: Desk, who: MadeUpPerson) -> None:
    number = _opened(desk, who, assistance_needed=["vision", "reading"])
    desk.do("capture", number, who.request())
    kept = desk.dossier(number).person
    assert kept is not None
    assert (kept.large_print, kept.language) == (True, "ar")
