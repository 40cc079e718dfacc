"""If these fail, a paper in a drawer or a call at the wrong hour tells somebody at home that help was asked for."""

from typing import Any

import pytest

from tests.desks import answers, journey_of, person, step, take_to
from tests.letter.conftest import drawn_lines
from tests.registers.given import right
from watan_desk.common.errors import Invalid, NotYet, Refused
from watan_desk.dossier.safe_contact import contact_of
from watan_desk.letter.allowed import goes_to_person
from watan_desk.letter.template import kinds
from watan_desk.people.access import ON_PAPER_ANYWAY, TOLD
from watan_desk.people.safe_contact import SafeContact
from watan_desk.policy.pack import shipped_pack
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk, issue_letter, reprint_letter
from watan_desk.wiring.access import log_of
from watan_desk.wiring.entry_letters import issue_entry_letter
from watan_desk.wiring.no_paper import contact_on, handing, handing_of, tell_aloud
from watan_desk.wiring.paper_forms import request_on_paper
from watan_desk.wiring.registers import open_entry

WHO = person(form="victim")
NO_PAPER = {"no_paper_home": "yes"}
RULING = {
    "decided_by": "هيفاء الناصر",
    "category": "direct",
    "support": "إرشاد نظامي",
    "start": "2026-12-15",
    "duration": "سنة",
    "review": "2027-06-01",
}


def captured(desk: Desk, who: MadeUpPerson = WHO, /, **changes: str) -> str:
    """Return the number of a case whose request is captured with some answers changed."""
    number = take_to(desk, who, "consent")
    desk.do("capture", number, who.request() | changes)
    return number


def said(desk: Desk, number: str) -> SafeContact:
    """Return how the person of a case is reached."""
    found = contact_on(desk, number)
    assert found is not None
    return found


def test_the_safe_way_is_said_with_its_number_and_time(awn: Desk) -> None:
    contact = said(awn, captured(awn))
    assert contact.way == "call"
    given = WHO.request()
    for lang in ("ar", "en"):
        assert given["safe_mobile"] in contact.sentence(lang)
        assert given["safe_times"] in contact.sentence(lang)
        assert given["safe_mobile"] not in contact.short(lang), "a list shows no number"
        assert given["safe_times"] in contact.short(lang)


def test_before_anybody_asked_no_way_is_safe(awn: Desk) -> None:
    contact = said(awn, take_to(awn, WHO, "consent"))
    assert contact == SafeContact()
    assert contact.spoken_ways == ("in_person",)


def test_other_associations_ask_for_no_safe_way(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "capture")
    assert contact_of(desk.dossier(number), desk.office) is None
    assert not handing(desk, "L16", number).barred


def test_no_letter_to_the_person_is_issued_and_no_number_is_taken(awn: Desk) -> None:
    number, before = captured(awn, **NO_PAPER), awn.letters()[-1].seq
    for kind in ("L01", "L16"):  # the second is about no deed
        assert handing(awn, kind, number).barred
        with pytest.raises(Refused) as refused:
            issue_letter(awn, kind, number)
        assert refused.value.key == "letter.no_paper"
    assert awn.letters(number) == ()
    first = issue_letter(awn, "L16", captured(awn, person(1, form="victim")), checked="id_seen").letter
    assert first.seq == before + 1, "the refused ones left no gap"


def test_which_letters_go_to_the_person_is_read_from_their_texts() -> None:
    meant = {kind for kind in kinds() if goes_to_person(kind, shipped_pack("awn"))}
    assert meant >= {"L01", "L02", "L06", "L07", "L08", "L10", "L11", "L13", "L14", "L16", "L19"}
    assert not meant & {"L03", "L04", "L05", "L09", "L12", "L18", "L20"}


def test_a_reason_puts_the_letter_on_paper_and_stands_in_the_log(awn: Desk) -> None:
    number = captured(awn, **NO_PAPER)
    issued = issue_letter(awn, "L16", number, "طلبه الآن لمحاميه", "id_seen").letter
    assert [(each.subject, each.note) for each in log_of(awn) if each.what == ON_PAPER_ANYWAY] == [
        (issued.number, "طلبه الآن لمحاميه")
    ]
    with pytest.raises(Refused):
        reprint_letter(awn, issued.number)
    assert awn.letters(number)[0].printed == issued.printed, "a refused print is not counted"
    assert reprint_letter(awn, issued.number, reason="نسخة ثانية للمحامي")


def test_a_wish_that_comes_later_bars_the_letters_issued_before(awn: Desk) -> None:
    number = captured(awn)
    issued = issue_letter(awn, "L16", number, checked="call_back").letter
    assert not handing_of(awn, issued.number).barred
    awn.do("capture", number, WHO.request() | NO_PAPER)
    assert handing_of(awn, issued.number).barred
    with pytest.raises(Refused):
        reprint_letter(awn, issued.number)


def test_the_content_is_told_aloud_instead_and_that_is_recorded(awn: Desk) -> None:
    number = captured(awn, **NO_PAPER)
    told = tell_aloud(awn, "L16", number, "call").told
    assert [(each.what, each.subject, each.note) for each in told] == [(TOLD, "L16", "call")]
    assert awn.history(number)[-1]["deed"] == "told"
    assert awn.letters(number) == ()


@pytest.mark.parametrize(
    ("way", "safe"), [("message", ()), ("person_returns", ()), ("trusted", ("trusted",)), ("lawyer", ("lawyer",))]
)
def test_only_a_safe_way_of_telling_counts(awn: Desk, way: str, safe: tuple[str, ...]) -> None:
    number = captured(awn, **NO_PAPER, safe_contact=way, trusted_person="أم خالد")
    assert said(awn, number).spoken_ways == ("in_person", *safe)
    with pytest.raises(Refused) as refused:
        tell_aloud(awn, "L16", number, "call")
    assert refused.value.key == "letter.way_unsafe"
    assert tell_aloud(awn, "L16", number, "in_person").told


def test_nothing_is_told_that_could_not_be_issued_either(awn: Desk) -> None:
    number = captured(awn, **NO_PAPER)
    with pytest.raises(NotYet):
        tell_aloud(awn, "L07", number, "in_person")
    with pytest.raises(Refused) as refused:
        tell_aloud(awn, "L16", captured(awn, person(1, form="victim")), "in_person")
    assert refused.value.key == "letter.paper_allowed"


def test_a_whole_journey_runs_without_a_paper_to_the_person(awn: Desk) -> None:
    who = MadeUpPerson(**vars(WHO))
    number = take_to(awn, who, "consent")
    awn.do("capture", number, who.request() | NO_PAPER)
    tell_aloud(awn, "L01", number, "call")
    from_there(awn, number, "raise")
    assert tell_aloud(awn, "L06", number, "call").told, "no receipt was printed, and none is named"
    from_there(awn, number, "decide")
    assert tell_aloud(awn, "L07", number, "call").told
    from_there(awn, number, "notify")
    assert awn.letters(number) == ()
    assert awn.dossier(number).case.state == "closed"


@pytest.mark.parametrize(
    ("given", "how", "done"),
    [
        ({}, "call", True),
        ({}, "trusted", False),
        ({}, "letter", True),
        (NO_PAPER, "letter", False),
        (NO_PAPER, "in_person", True),
        ({"safe_contact": "message"}, "call", False),
    ],
)
def test_a_decision_is_told_by_a_safe_way_only(awn: Desk, given: dict[str, str], how: str, *, done: bool) -> None:
    number = captured(awn, **given)
    from_there(awn, number, "decide")
    told = answers(awn, WHO, "notify") | {"told_how": how}
    if done:
        awn.do("notify", number, told)
        assert awn.dossier(number).case.state == "closed"
        return
    with pytest.raises(Invalid) as refused:
        awn.do("notify", number, told)
    assert [problem.field for problem in refused.value.problems] == ["told_how"]
    assert awn.dossier(number).notification is None


def from_there(desk: Desk, number: str, deed: str) -> None:
    """Do the deeds that are left up to ``deed``; the data stays as it is."""
    journey = journey_of(desk)
    done = desk.facts(desk.dossier(number)).done
    for each in journey[: journey.index(deed) + 1]:
        if each not in done and each != "capture":
            step(desk, WHO, number, each, details=RULING)


def test_a_letter_about_an_appointment_waits_for_a_reason_too(awn: Desk) -> None:
    number = captured(awn, **NO_PAPER)
    entry = open_entry(awn, "appointment", appointment(number))
    with pytest.raises(Refused) as refused:
        issue_entry_letter(awn, entry.number, "L10")
    assert refused.value.key == "letter.no_paper"
    assert issue_entry_letter(awn, entry.number, "L10", "طلب ورقة الموعد لجهة عمله").letter.kind == "L10"


def appointment(number: str) -> dict[str, Any]:
    """Return an appointment about a case."""
    return right("register_appointment", case_no=number)


def test_the_form_on_paper_says_the_alias_and_nothing_that_was_typed(awn: Desk) -> None:
    number = captured(awn)
    pdf = request_on_paper(awn, number, "ar")
    drawn = "\n".join(line for page in drawn_lines(pdf) for line in page)
    given = WHO.request()
    case = awn.dossier(number).case
    for secret in (given["full_name"], given["id_number"], given["safe_mobile"], *WHO.names):
        assert secret not in drawn
        assert secret[::-1] not in drawn
    assert case.alias in drawn
    with pytest.raises(Refused):
        request_on_paper(awn, captured(awn, person(1, form="victim"), **NO_PAPER), "ar")
