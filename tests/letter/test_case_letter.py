"""Without these a slip could tell what may not be told, a minute name a wrong witness, or a paper a hidden person."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from tests.desks import person, step, take_to
from tests.letter.conftest import Route
from watan_desk.common.errors import Refused
from watan_desk.letter.allowed import require_letter
from watan_desk.letter.case_letter import case_letter, hidden
from watan_desk.letter.compose import MissingValue
from watan_desk.letter.render import render
from watan_desk.letter.shaping import CONTROLS
from watan_desk.letter.template import kinds
from watan_desk.letter.values import Sources, letterhead_of
from watan_desk.policy.pack import Discretion
from watan_desk.wiring import Desk, issue_letter
from watan_desk.wiring.letters import letters_due

THUMB = {
    "reads_self": "no",
    "text_read_aloud": "yes",
    "reader_name": "سارة العامر",
    "reading_language": "ar",
    "attest_method": "thumbprint",
    "unable_reason": "عدم معرفة الكتابة",
    "thumb": "right",
    "witnesses_outside": "yes",
    "witness1_name": "شاهد أول",
    "witness1_id": "1902157369",
    "witness2_name": "شاهد ثان",
    "witness2_id": "1981930363",
}


def may_be_issued(route: Route) -> set[str]:
    return {each.kind for each in letters_due(route.desk, route.number) if each.waits is None}


def test_letters_of_no_deed_wait_for_what_they_speak_of(route: Route) -> None:
    assert "L16" in may_be_issued(route)
    assert not {"L11", "L13", "L15"} & may_be_issued(route)
    sources = route.sources()
    with pytest.raises(Refused, match=r"letter\.no_record"):
        require_letter("L15", sources.office.pack, sources.dossier, route.desk.facts(sources.dossier))
    assert not {"L05", "L10", "L14", "L17", "L18", "L19", "L20"} & may_be_issued(route)


def test_a_letter_is_offered_only_when_it_can_be_issued_and_says_until_then_what_it_waits_for(route: Route) -> None:
    route.check()
    due = {each.kind: each.waits for each in letters_due(route.desk, route.number)}
    assert (due["L01"], due["L06"] and due["L06"].key, "L08" in due) == (None, "common.not_yet", True)
    route.attest()
    route.raise_it()
    waits = {each.kind: each.waits for each in letters_due(route.desk, route.number)}["L06"]
    assert isinstance(waits, MissingValue)
    assert waits.sentence("en").endswith("It still needs: the number of the receipt.")
    issue_letter(route.desk, "L01", route.number)
    assert "L06" in may_be_issued(route)


def test_the_consent_sheet_shows_each_choice_once_the_association_has_set_what_it_promises(route: Route) -> None:
    with pytest.raises(MissingValue) as refused:
        route.text("L13")
    assert refused.value.fields == ("retention", "privacy_contact")
    route.desk.set("retention", "خمس سنوات من إغلاق الملف")
    route.desk.set("privacy_contact", "مسئول البيانات")
    assert "L13" in may_be_issued(route)
    said = route.text("L13")
    assert "أنا الموقعة أدناه" in said.plain
    assert "مدة خمس سنوات من إغلاق الملف" in said.plain
    assert [row[2] for row in said.tables[0].rows] == ["نعم", "نعم", "نعم"]
    assert "الحساسة" in said.tables[0].rows[0][1]


def test_the_thumb_minute_says_who_read_which_thumb_and_who_saw_it(route: Route) -> None:
    route.check()
    route.attest(**THUMB)
    said = route.text("L15").plain
    assert "كاملًا على مسمعها بصوت سارة العامر بلغة تفهمها وهي العربية" in said
    assert "بصمة إبهام اليد اليمنى" in said
    assert "الأول: شاهد أول، هوية رقم 1902157369" in said
    assert "وأفادت بما يلي: عدم معرفة الكتابة" in said


def test_the_status_slip_reads_the_same_with_a_decision_that_waits_for_its_day(route: Route) -> None:
    assert "قيد استكمال بياناته" in route.text("L16").plain
    assert "إحضار ما بقي من المستندات" in route.text("L16").plain
    route.check()
    assert "لا شيء الآن" in route.text("L16").plain
    route.attest()
    assert "قبل يوم" not in route.text("L16").plain
    route.raise_it()
    before = route.text("L16").plain
    assert "ولا يُعطى الرد بالقبول أو الرفض قبل يوم الخميس ١٤٤٨/٠٦/٢٣هـ" in before
    assert "دراسة الطلب وإبلاغكم بالقرار، ويتولى ذلك لجنة البحث" in before
    route.decide("reject", {}, "خارج النطاق")
    after = route.text("L16").plain
    assert "خارج النطاق" not in after
    assert [line for line in after.splitlines() if "يوم" not in line] == [
        line for line in before.splitlines() if "يوم" not in line
    ]


def test_large_print_is_asked_for_by_the_person_or_set_by_the_association(route: Route) -> None:
    sources = route.sources()
    visit = sources.dossier.visits[-1]
    helped = replace(visit, answers=visit.answers | {"assistance_needed": ["vision"]})
    asked = replace(sources, dossier=replace(sources.dossier, visits=(helped,)))
    assert not case_letter("L16", sources).large
    assert case_letter("L16", asked).large
    route.desk.set("large_print", "yes")
    route.desk.set("latin_digits", "yes")
    said = route.text("L16")
    assert said.large
    assert "1448/06/" in said.plain


def hiding(route: Route) -> Sources:
    """Return the case as an association that hides people would have it."""
    sources = route.sources()
    discreet = Discretion(alias="alias", alias_letters="AB", record_consent="consent")
    pack = msgspec.structs.replace(sources.office.pack, discreet=discreet)
    case = replace(sources.dossier.case, alias="AB-4711")
    return replace(sources, office=replace(sources.office, pack=pack), dossier=replace(sources.dossier, case=case))


def test_no_letter_of_an_association_that_hides_people_names_the_person(route: Route) -> None:
    route.check()
    route.attest()
    route.raise_it()
    for name, value in (("retention", "سنة"), ("privacy_contact", "الفرع"), ("registration_items", "لا شيء")):
        route.desk.set(name, value)
    sources, made = hiding(route), 0
    person = sources.dossier.person
    assert person is not None
    for kind in kinds():
        try:
            said = case_letter(kind, sources).plain
        except MissingValue:
            continue
        made += 1
        assert person.full_name not in said
        assert person.id_number not in said
        assert person.id_number[-4:] not in said
        assert "AB-4711" in said or kind == "L11"
        assert sources.office.pack.identity.name not in said
    assert made >= 4


def test_the_head_of_what_a_hidden_person_takes_home_names_the_branch_only(route: Route, lines: Any) -> None:
    route.check()
    sources = hiding(route)
    head = letterhead_of(sources.office, "L01")
    assert not head.missing()
    pdf = render(case_letter("L01", sources), letterhead=head, number="WT03A-1448-00001", issued_on=sources.today)
    page = "\n".join(lines(pdf)[0])
    assert "5473" not in page
    assert "watumuh" not in page
    assert sources.office.pack.identity.name[::-1] not in page
    assert "ةحاولا عرف" in page
    assert letterhead_of(sources.office, "L05").neutral is False


def test_a_letter_to_somebody_else_says_their_name_and_the_alias(route: Route) -> None:
    route.check()
    sources = hiding(route)
    person = sources.dossier.person
    assert person is not None
    values = {"full_name": "فهد ناصر", "finding": f"ثبت ما ذكره {person.full_name}", "id_row": person.id_number}
    other = hidden(values, sources.dossier, sources.office, "L21", own=False)
    assert (other["full_name"], other["finding"]) == ("فهد ناصر", "ثبت ما ذكره AB-4711")
    own = hidden(values, sources.dossier, sources.office, "L17")
    assert (own["full_name"], set(str(own["id_row"]))) == ("AB-4711", {"*"})


@pytest.mark.parametrize(
    ("basis", "said"), [("oral", "وكان البيان شفهيًا، ولغته التركية"), ("written", "وكان البيان خطيًا، ولغته التركية")]
)
def test_a_consent_given_in_the_field_is_told_in_words(huda: Desk, basis: str, said: str) -> None:
    who = person(form="pilgrim")
    number = take_to(huda, who, "open")
    huda.do("consent", number, {"consent_basis": basis, "consent_language": "tr"})
    step(huda, who, number, "capture")
    huda.set("retention", "خمس سنوات")
    huda.set("privacy_contact", "مسئول البيانات")
    assert said in CONTROLS.sub("", issue_letter(huda, "L13", number).letter.text)


def test_where_nobody_could_be_asked_no_consent_is_printed(huda: Desk) -> None:
    number = take_to(huda, person(form="pilgrim"), "open")
    huda.do("consent", number, {"consent_basis": "actual_interest"})
    huda.set("retention", "خمس سنوات")
    huda.set("privacy_contact", "مسئول البيانات")
    with pytest.raises(MissingValue) as refused:
        issue_letter(huda, "L13", number)
    assert "method" in refused.value.fields
