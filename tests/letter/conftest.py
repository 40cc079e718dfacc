"""The synthetic people and papers of the letters' tests."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from watan_desk.letter.compose import compose
from watan_desk.letter.template import template
from watan_desk.letter.text import Letterhead, LetterText

NAMES = {"female": "عبير بنت عبدالرحمن بن عبدالمحسن الشمراني", "male": "عبدالرحمن بن عبدالمحسن بن عبدالعزيز الشمراني"}
WORDING = {
    "decision_body": "لجنة البحث",
    "referral_officer": "مسئول البحث الاجتماعي",
    "liability": "مسئولية مباشرة",
    "reply_rule": "، وأن الرد لا يُعطى قبل مضي أسبوعين كاملين على رفعه",
    "reply_line": "ولا يُعطى الرد بالقبول أو الرفض قبل يوم {earliest_reply_day} {earliest_reply_h} الموافق "
    "{earliest_reply_g}، لأن مدته لا تقل عن أسبوعين.",
    "session_phrase": "في جلستها رقم {session_no} بتاريخ {session_date_h}",
    "tools_list": ["اللائحة الأساسية للجمعية", "دليل خدمات البحث الاجتماعي", "دليل سياسة الدعم للمستفيدين"],
}
DOCUMENTS = [
    {"label": "الهوية الوطنية", "number": "1994580734", "expires": date(2029, 3, 14), "result": "مطابق"},
    {"label": "سجل الأسرة", "number": "", "expires": "", "result": "مطابق"},
    {"label": "عقد إيجار", "number": "R-2026-118", "expires": date(2027, 1, 2), "result": "مطابق"},
    {"label": "تعريف بالراتب من جهة العمل", "number": "", "expires": date(2027, 2, 17), "result": "مطابق"},
    {"label": "شهادة الآيبان من المصرف", "number": "", "expires": "", "result": "مطابق"},
    {"label": "فاتورة كهرباء", "number": "40088123", "expires": date(2027, 2, 1), "result": "مطابق"},
]
MISSING = [
    {"label": "تعريف بالراتب من جهة العمل", "reason": "مضت مدته"},
    {"label": "عقد إيجار", "reason": "لم يُقدَّم"},
    {"label": "تقرير طبي", "reason": "غير مقروء"},
]
ITEMS = [
    {"label": "سلة غذائية", "quantity": 2, "unit": "سلة"},
    {"label": "قسيمة إيجار", "quantity": 1, "unit": "3,500 ريال"},
]
COUNTS = [{"label": "طلبات جديدة", "count": 12}, {"label": "مستندات مطابقة", "count": 57}]


def values_for_tests(gender: str) -> dict[str, Any]:
    """Everything that any letter names, as one case would give it."""
    return WORDING | {
        "full_name": NAMES[gender],
        "association_name": "جمعية وطن طموح",
        "branch_name": "فرع الواحة",
        "branch_phone": "+966 50 000 0301",
        "delegate_name": "أمل السالم",
        "case_no": "WT03A-1448-0001",
        "request_kind": "دعم إيجار",
        "request_date": date(2026, 11, 19),
        "date": date(2026, 11, 20),
        "documents": DOCUMENTS,
        "doc_count": len(DOCUMENTS),
        "missing": MISSING,
        "due_date": date(2026, 12, 4),
        "id_type": "هوية وطنية",
        "id_number": "1994580734",
        "capacity": "أصيلة عن نفسها" if gender == "female" else "أصيل عن نفسه",
        "reading_mode": "قراءته عليّ بلغة أفهمها",
        "question_text": "هل يلزم إحضار عقد الإيجار الموثق (إلكترونيًا) إن كان السكن ملكًا لقريب",
        "explained_so_far": "أن المستند المطلوب هو ما يثبت السكن",
        "answer_by": date(2026, 11, 27),
        "contact_preference": "الاتصال الهاتفي",
        "confidentiality": "سري",
        "receipt_no": "WT03A-1448-00127",
        "complete_date": date(2026, 11, 19),
        "raised_date": date(2026, 11, 20),
        "earliest_reply": date(2026, 12, 4),
        "session_no": "7",
        "session_date": date(2026, 12, 6),
        "category": "الأرامل",
        "support_granted": "سداد إيجار سنة بحد أعلى 12,000 ريال",
        "start_date": date(2027, 1, 1),
        "duration": "سنة واحدة",
        "registration_days": 15,
        "registration_items": ["أصل الهوية", "عقد الإيجار"],
        "review_date": date(2027, 12, 1),
        "reason_text": "الخدمة المطلوبة خارج نطاق خدمات الجمعية",
        "policy_clause": "دليل سياسة الدعم للمستفيدين",
        "appeal_days": 30,
        "appeal_body": "لجنة التظلمات",
        "alternatives": "مركز التنمية الاجتماعية",
        "delivery_no": "WT03A-1448-0001/1",
        "receiver_name": NAMES[gender],
        "receiver_id_masked": "******0734",
        "items": ITEMS,
        "condition": "سليمة",
        "remarks": "لا توجد",
        "delivery_place": "فرع الواحة",
        "time": "10:30",
        "bundle_no": "WT03A-12",
        "head_office_unit": "إدارة البحث الاجتماعي في المركز الرئيس",
        "period_from": date(2026, 11, 1),
        "period_to": date(2026, 11, 20),
        "media_kind": "ذاكرة محمولة",
        "media_id": "USB-04",
        "record_count": 69,
        "counts": COUNTS,
        "sha256_short": "511a528473aebded",
    }


def letter_of(kind: str, gender: str = "female", **changes: object) -> LetterText:
    """Compose a letter of the sample case."""
    return compose(template(kind), values_for_tests(gender) | changes, gender=gender)  # type: ignore[arg-type]


@pytest.fixture
def values() -> Callable[[str], dict[str, Any]]:
    """The sample case's values for ``female`` or ``male``."""
    return values_for_tests


@pytest.fixture
def letter() -> Callable[..., LetterText]:
    """Compose a letter of the sample case: kind, gender, changed values."""
    return letter_of


@pytest.fixture
def letterhead() -> Letterhead:
    """The head of the sample branch."""
    return Letterhead(
        association="جمعية وطن طموح",
        header_line="المملكة العربية السعودية",
        registration="ترخيص رقم : 5473",
        branch="فرع الواحة",
        address="الواحة، شارع النخيل",
        phone="+966 50 000 0301",
        email="info@watumuh.org.sa",
        handle="org_watan",
    )
