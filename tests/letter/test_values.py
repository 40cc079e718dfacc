"""Without these a letter could say of a case what its records do not say, or leave out what they do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.letter.conftest import Route
from tests.letter.test_case_letter import THUMB
from watan_desk.letter.case_letter import case_letter
from watan_desk.letter.compose import MissingValue, compose
from watan_desk.letter.phrases import Row, Value
from watan_desk.letter.template import kinds, template
from watan_desk.letter.values import handover_values, letterhead_of, masked, values_for
from watan_desk.policy.signed import Settlement
from watan_desk.wiring import issue_letter

QUESTION = {
    "question_text": "هل يلزم عقد الإيجار الموثق؟",
    "contact_preference": "call",
    "confidentiality": "normal",
    "answer_by": "2026-11-25",
}
ACCEPTED = {
    "category": "low_income",
    "support": "إيجار سنة",
    "start": "2026-12-15",
    "duration": "سنة",
    "review": "2027-11-01",
}


def missing(make: Callable[[], object]) -> tuple[str, ...]:
    with pytest.raises(MissingValue) as refused:
        make()
    return refused.value.fields


def test_the_receipt_lists_the_documents_seen_and_masks_identity_numbers(route: Route) -> None:
    assert missing(lambda: route.text("L01")) == ("documents",)
    route.check()
    said = route.text("L01").plain
    assert route.number in said
    assert "ونوعه سداد إيجار" in said
    assert "عقد إيجار إلكتروني" in said
    assert route.person.national_id not in said
    assert masked(route.person.national_id) in said
    assert masked("1994580734") == "******0734"
    assert said.count("مطابق\n") == 3


def test_the_notice_names_what_is_missing_and_why(route: Route) -> None:
    route.desk.do("document", route.number, route.person.document("lease", expires=-3))
    said = route.text("L02")
    assert said.tables[0].rows == (
        ("١", "الهوية الوطنية", "المستند لم يُقدَّم"),
        ("٢", "سجل الأسرة (كرت العائلة)", "المستند لم يُقدَّم"),
        ("٣", "عقد إيجار إلكتروني", "الصلاحية منتهية"),
    )
    assert "الخميس ١٤٤٨/٠٦/٢٣هـ" in said.plain
    route.desk.set("completion_days", "30")
    assert "السبت ١٤٤٨/٠٧/١٠هـ" in route.text("L02").plain


def test_a_complete_request_gets_no_notice_of_missing_documents(route: Route) -> None:
    route.check()
    assert missing(lambda: route.text("L02")) == ("missing",)


def test_the_attestation_speaks_of_the_woman_who_signs_it(route: Route) -> None:
    route.check()
    said = route.text("L03")
    assert "أنا الموقعة أدناه" in said.plain
    assert "أصيلةً عن نفسي" in said.plain
    assert route.person.national_id in said.plain
    assert len(said.boxes) == 2


def test_a_thumbprint_brings_two_witnesses_onto_the_sheet(route: Route) -> None:
    route.check()
    route.attest(**THUMB)
    said = route.text("L03")
    assert "قراءة نصه عليّ" in said.plain
    assert [box.id for box in said.boxes] == ["signatory", "receiver", "thumb", "witness1", "witness2"]


def test_a_representative_signs_under_the_own_name(route: Route) -> None:
    route.check()
    sources = route.sources()
    assert sources.dossier.request is not None
    answers = sources.dossier.request.answers | {"rep_name": "سالم تجريبي", "rep_id_number": "1981930363"}
    request = replace(sources.dossier.request, answers=answers)
    consents = tuple(replace(consent, capacity="agent") for consent in sources.dossier.consents)
    changed = replace(sources, dossier=replace(sources.dossier, request=request, consents=consents))
    said = case_letter("L03", changed).plain
    assert "أنا الموقع/ة أدناه سالم تجريبي، هوية رقم 1981930363، بصفتي وكيل عن " in said


def test_the_referral_carries_the_question_and_what_was_explained(route: Route) -> None:
    route.check()
    route.desk.do("clarify", route.number, QUESTION)
    said = route.text("L04").plain
    assert "وهو: هل يلزم عقد الإيجار الموثق؟ وكان مما أُوضح: " in said
    assert "قبل ١٤٤٨/٠٦/١٥هـ لتدوين الجواب وإبلاغه بالوسيلة المختارة (اتصال)" in said
    assert route.person.national_id not in said


def test_the_review_notice_names_receipt_and_earliest_day(route: Route) -> None:
    route.check()
    route.attest()
    assert missing(lambda: route.text("L06")) == ("receipt_no", "raised_date", "earliest_reply")
    receipt = route.issued("L01")
    route.raise_it()
    said = route.text("L06").plain
    assert f"لإشعار الاستلام رقم {receipt}" in said
    assert "قبل يوم الخميس ١٤٤٨/٠٦/٢٣هـ الموافق ٢٠٢٦/١٢/٠٣م" in said


def test_acceptance_needs_what_the_association_has_not_set_yet(route: Route) -> None:
    route.check()
    route.attest()
    route.raise_it()
    route.decide("accept", ACCEPTED)
    assert missing(lambda: route.text("L07")) == ("registration_items",)
    route.desk.set("registration_items", "أصل الهوية")
    route.desk.set("registration_days", "15")
    said = route.text("L07").plain
    assert "في جلستها رقم ١٢ بتاريخ ١٤٤٨/٠٦/٢٣هـ" in said
    assert "فئة «أسرة محدودة الدخل»" in said
    assert "خلال ١٥ يومًا ومعكم ما يلي: أصل الهوية" in said


def test_rejection_gives_the_reason_and_the_guides_it_rests_on(route: Route) -> None:
    route.check()
    route.attest()
    route.raise_it()
    route.decide("reject", {}, "الخدمة المطلوبة خارج نطاق خدمات الجمعية.")
    said = route.text("L08").plain
    assert "للسبب الآتي: الخدمة المطلوبة خارج نطاق خدمات الجمعية، استنادًا إلى ما تعتمده الجمعية من أدلة" in said
    assert "التظلم" not in said


def test_a_rejection_quotes_a_settled_approval_the_clause_and_what_it_rests_on(route: Route) -> None:
    """R11, R98: the shipped approval contradicts itself, so until head office's word the letter names no day."""
    route.check()
    route.attest()
    route.raise_it()
    route.decide("reject", {"citation": "نظام الجمعيات", "clause": "البند ٣"}, "خارج النطاق")
    said = route.text("L08").plain
    assert "استنادًا إلى البند ٣.\n" in said
    assert "واستند القرار إلى نظام الجمعيات." in said
    settled = replace(route.sources(), office=replace(route.sources().office, settlement=_word(route)))
    said = case_letter("L08", settled).plain
    assert "استنادًا إلى البند ٣، والسياسة معتمدة في ١٤٤٧/٠١/٠٥هـ.\n" in said


def test_the_delivery_receipt_lists_what_was_handed_over(route: Route) -> None:
    route.check()
    route.attest()
    route.raise_it()
    route.decide("accept", ACCEPTED)
    told = {"told_on": "2026-12-04", "told_how": "call", "told_by": "مندوب تجريبي", "person_reached": "yes"}
    route.desk.do("notify", route.number, told)
    registered = {"items_complete": "yes", "registration_items": "أصل الهوية", "registered_on": "2026-12-04"}
    route.desk.do("register", route.number, registered | {"category": "low_income"})
    delivered = {
        "delivery_date": "2026-12-04",
        "delivery_time": "10:30:00.000+03:00",
        "delivery_place": "فرع الوادي",
        "partial": "no",
        "items": [{"item": "قسيمة إيجار", "quantity": "1", "unit": "قسيمة"}],
        "item_condition": "intact",
        "receiver_name": "نورة",
        "receiver_id": route.person.national_id,
        "receiver_capacity": "self",
        "receiver_signed": "yes",
    }
    route.desk.do("deliver", route.number, delivered)
    said = route.text("L09")
    assert said.tables[0].rows == (("١", "قسيمة إيجار", "١", "قسيمة"),)
    assert "الساعة ١٠:٣٠، بحضور" in said.plain
    assert "وكانت الأصناف سليمة، وملاحظاتي عليها: لا توجد" in said.plain
    assert route.person.national_id not in said.plain


def test_a_case_that_has_not_come_so_far_gets_no_letter(route: Route) -> None:
    for kind in set(kinds()) - {"L02", "L03", "L16"}:  # how a request stands may be told at any time
        assert missing(lambda kind=kind: route.text(kind)), kind  # type: ignore[misc]


def test_the_letterhead_is_the_pack_s_and_the_enrolment_s(route: Route) -> None:
    head = letterhead_of(route.desk.office)
    assert (head.association, head.registration, head.phone) == ("جمعية وطن طموح", "ترخيص رقم : 5473", "0500000300")
    assert (head.email, head.handle) == ("info@watumuh.org.sa", "org_watan")
    assert head.missing() == ()


def test_the_hand_over_s_sheet_knows_its_office(route: Route) -> None:
    counted: list[Row] = [{"label": "خطوات", "count": 9}]
    given: dict[str, Value] = {
        "bundle_no": "WT03A-1",
        "period_from": date(2026, 11, 1),
        "period_to": date(2026, 11, 19),
        "media_kind": "ذاكرة محمولة",
        "record_count": 9,
        "counts": counted,
        "sha256_short": "511a528473aebded",
    }
    said = compose(template("L12"), handover_values(route.desk.office) | given, gender="male").plain
    assert "إلى: المركز الرئيس" in said
    assert "المعدة في فرع الواحة" in said


def test_a_letter_quotes_the_approval_only_once_head_office_has_settled_it(route: Route) -> None:
    route.check()
    route.attest()
    issue_letter(route.desk, "L01", route.number)
    route.raise_it()
    assert "اعتمدها مجلس الإدارة" not in route.text("L06").plain
    sources = route.sources()
    settled = replace(sources, office=replace(sources.office, settlement=_word(route)))
    said = compose(template("L06"), values_for("L06", settled), gender="female").plain
    assert "التي اعتمدها مجلس الإدارة يوم الاثنين ١٤٤٧/٠١/٠٥هـ الموافق ٢٠٢٥/٠٦/٣٠م" in said


def _word(route: Route) -> Settlement:
    """Return head office's word that the board approved the policy on 30 June 2025."""
    pack, at = route.desk.office.pack, datetime(2026, 11, 19, 7, tzinfo=UTC)
    known = (pack.slug, pack.version, pack.source_sha256)
    return Settlement("0" * 36, *known, date(2025, 6, 30), "2", None, "محضر", "أمين المجلس", at)
