"""Without these a letter could address a woman as a man, print a wrong day, or let a typed text change its sentence."""

from datetime import date

import pytest

from watan_desk.common.errors import Unusable
from watan_desk.letter.lines import Span
from watan_desk.letter.phrases import Filler, Gender, Unset, Value, day_name
from watan_desk.letter.text import Digits


def filled(text: str, gender: Gender = "male", digits: Digits = "arabic", **values: Value) -> str:
    return Filler(values, gender, digits).text(text)


def test_gender_forms() -> None:
    text = "فقد [[راجع|راجعت]] الفرع وبقي [[لديه|لديها]] سؤال"
    assert filled(text) == "فقد راجع الفرع وبقي لديه سؤال"
    assert filled(text, "female") == "فقد راجعت الفرع وبقي لديها سؤال"


def test_days_are_written_by_umm_al_qura_with_hijri_before_gregorian() -> None:
    day = date(2026, 11, 20)
    text = "يوم {date_day} {date_h} الموافق {date_g}"
    assert filled(text, date=day) == "يوم الجمعة ١٤٤٨/٠٦/١٠هـ الموافق ٢٠٢٦/١١/٢٠م"
    assert filled(text, digits="latin", date=day) == "يوم الجمعة 1448/06/10هـ الموافق 2026/11/20م"


def test_the_week_in_arabic() -> None:
    names = [day_name(date(2026, 11, 16 + n)) for n in range(7)]
    assert names == ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]


@pytest.mark.parametrize(
    ("days", "said"), [(1, "يوم واحد"), (2, "يومين"), (7, "٧ أيام"), (15, "١٥ يومًا"), (100, "١٠٠ يوم")]
)
def test_numbers_take_their_noun_in_six_forms(days: int, said: str) -> None:
    assert filled("خلال {registration_days:days}", registration_days=days) == f"خلال {said}"


def test_numbers_to_copy_stay_latin_and_isolated_others_turn_arabic() -> None:
    assert filled("{case_no}", case_no="WT03A-1448-0001") == "\u2066WT03A-1448-0001\u2069"
    assert filled("{branch_phone}", branch_phone="+966 50 000 0301") == "\u2066+966 50 000 0301\u2069"
    assert filled("{duration}", duration="12 شهرًا") == "١٢ شهرًا"
    assert filled("{support_granted}", support_granted="12,000 ريال") == "١٢٬٠٠٠ ريال"


def test_codes_inside_typed_text_keep_their_order() -> None:
    said = filled("{question_text}", question_text="بتاريخ 2026-11-20 عن 3 غرف و+966500000301")
    assert said == "بتاريخ \u20662026-11-20\u2069 عن ٣ غرف و\u2066+966500000301\u2069"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("طلب (rent-2026) رقم 7", "طلب (rent-2026) رقم ٧"),
        ("المستند 2026-A7", "المستند \u20662026-A7\u2069"),
        ("برنامج Dynamics 365", "برنامج Dynamics ٣٦٥"),
        ("https://example.org/a1?b=2 ثم 3", "https://example.org/a1?b=2 ثم ٣"),
    ],
)
def test_digits_of_latin_words_stay_latin(typed: str, said: str) -> None:
    assert filled("{remarks}", remarks=typed) == said
    assert filled("{remarks}", digits="latin", remarks=typed) == said.replace("٧", "7").replace("٣٦٥", "365").replace(
        "٣", "3"
    )


def test_a_clause_drops_out_alone_and_a_sentence_as_a_whole() -> None:
    assert filled("الرقم<< المكرر {media_id}>> هنا") == "الرقم هنا"
    assert filled("الرقم<< المكرر {media_id}>> هنا", media_id="7") == "الرقم المكرر \u20667\u2069 هنا"
    with pytest.raises(Unset) as unset:
        filled("سؤالكم إلى {referral_officer}")
    assert unset.value.name == "referral_officer"


@pytest.mark.parametrize("empty", [None, "", "   ", []])
def test_what_counts_as_unset(empty: Value) -> None:
    with pytest.raises(Unset):
        filled("{remarks}", remarks=empty)


def test_wording_of_the_pack_is_filled_in_turn() -> None:
    line = "قبل يوم {earliest_reply_day} {earliest_reply_h}"
    assert filled("{reply_line}", reply_line=line, earliest_reply=date(2026, 12, 4)) == "قبل يوم الجمعة ١٤٤٨/٠٦/٢٤هـ"
    filler = Filler({"reply_line": line}, "male")
    assert filler.unset("reply_line") == "earliest_reply"
    assert filler.unset("case_no") == "case_no"


def test_wording_that_names_strangers_or_itself_is_refused() -> None:
    for said in ("قبل {earlyest_reply_h}", "ثم {reply_line}"):
        with pytest.raises(Unusable, match=r"letter\.unknown_placeholder"):
            filled("{reply_line}", reply_line=said)


def test_typed_text_is_never_read_as_a_template_or_as_bidi_controls() -> None:
    typed = "هل {case_no} [[أ|ب]] <<ج>>\u202e صحيح\nأم لا"
    assert filled("{question_text}", question_text=typed, case_no="7") == "هل {case_no} [[أ|ب]] <<ج>> صحيح أم لا"


def test_names_are_bold() -> None:
    spans = Filler({"full_name": "عبير الشمراني"}, "female").spans("باسم {full_name}، وقُيِّد")
    assert spans == (Span("باسم "), Span("عبير الشمراني", bold=True), Span("، وقُيِّد"))


def test_lists_inside_a_sentence() -> None:
    assert (
        filled("{registration_items}", registration_items=["أصل الهوية", "عقد الإيجار"]) == "أصل الهوية، وعقد الإيجار"
    )


def test_a_day_s_form_asked_of_a_text_is_a_fault_of_the_program() -> None:
    with pytest.raises(TypeError, match="raised_date"):
        filled("{raised_date_h}", raised_date="2026-11-20")
