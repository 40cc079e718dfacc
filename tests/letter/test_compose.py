"""Without these a letter could go out with a gap in it, a wrong word of address, or a sentence nobody decided on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from watan_desk.letter.compose import MissingValue, compose, missing_values
from watan_desk.letter.shaping import CONTROLS
from watan_desk.letter.template import kinds, template
from watan_desk.letter.text import Box, LetterText

GOLDEN = Path(__file__).parents[1] / "golden" / "letters"
Letters = Callable[..., LetterText]
Sample = Callable[..., dict[str, Any]]


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("gender", ["female", "male"])
def test_every_letter_says_what_was_approved(kind: str, gender: str, letter: Letters, values: Sample) -> None:
    names = {sex: values(sex)["full_name"] for sex in ("female", "male")}
    approved = GOLDEN / f"{kind}.{gender}.txt"
    said = letter(kind, gender).plain + "\n"
    if not approved.exists():  # only the name differs
        approved, said = GOLDEN / f"{kind}.female.txt", said.replace(names["male"], names["female"])
    assert said == approved.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", kinds())
def test_every_unset_mandatory_value_refuses_and_is_named(kind: str, values: Sample) -> None:
    for name in template(kind).mandatory:
        with pytest.raises(MissingValue) as refused:
            compose(template(kind), values("male", kind) | {name: None}, gender="male")
        assert refused.value.fields == (name,)
        assert refused.value.exit_code == 1


def test_all_that_is_missing_is_said_at_once_in_both_languages(values: Sample) -> None:
    known = values("male") | {"earliest_reply": None, "branch_phone": ""}
    refused = MissingValue(missing_values(template("L06"), known))
    assert refused.fields == ("earliest_reply", "branch_phone")
    assert "أقرب موعد للرد، هاتف الفرع" in refused.sentence("ar")
    assert "the earliest day of the reply, the branch's phone" in refused.sentence("en")


def test_no_letter_keeps_a_mark_of_its_template(letter: Letters) -> None:
    for kind in kinds():
        for gender in ("female", "male"):
            assert not set("{}[]<>|") & set(letter(kind, gender).plain.replace(" | ", " "))


def test_a_sentence_with_an_unset_value_is_left_out(letter: Letters) -> None:
    whole, without = letter("L01").plain, letter("L01", referral_officer=None).plain
    assert "يُحال سؤالكم" in whole
    assert "يُحال سؤالكم" not in without
    assert "وعند الحاجة" not in without
    assert "نأمل الاحتفاظ برقم الطلب" in without


def test_the_appeal_is_printed_only_once_it_is_set(letter: Letters) -> None:
    assert "التظلم كتابةً أو شفهيًا لدى فرع الواحة خلال ٣٠ يومًا" in letter("L08").plain
    for unset in ("appeal_days", "appeal_body"):
        said = letter("L08", **{unset: None}).plain
        assert "التظلم" not in said
        assert "حقكم في التقديم مرة أخرى" in said


def test_the_attestation_prints_the_reply_rule_and_never_a_date_of_reply(letter: Letters) -> None:
    assert "أسبوعين كاملين" in letter("L03").plain
    without = letter("L03", reply_rule="").plain
    assert "إلى لجنة البحث لدراسته." in without
    assert "{" not in without


def test_witnesses_sign_only_for_a_thumb_or_a_seal(letter: Letters) -> None:
    def ids(boxes: tuple[Box, ...]) -> list[str]:
        return [box.id for box in boxes]

    assert ids(letter("L03").boxes) == ["signatory", "receiver"]
    assert ids(letter("L03", witnessed="yes").boxes) == ["signatory", "receiver", "thumb", "witness1", "witness2"]


def test_a_body_is_addressed_without_honorific_a_person_with_one(letter: Letters) -> None:
    assert letter("L04").addressee == "إلى: مسئول البحث الاجتماعي"
    assert letter("L01").addressee.startswith("المكرمة / عبير")
    assert letter("L01", "male").addressee.startswith("المكرم / عبدالرحمن")
    assert letter("L03").addressee == ""


def test_an_empty_cell_is_dashed_and_rows_are_counted(letter: Letters) -> None:
    table = letter("L01").tables[0]
    assert [row[0] for row in table.rows] == ["١", "٢", "٣", "٤", "٥", "٦"]
    assert table.rows[1][2:4] == ("—", "—")
    assert CONTROLS.sub("", table.rows[0][2]) == "1994580734"


def test_one_setting_turns_the_digits_of_running_text(values: Sample) -> None:
    said = compose(template("L06"), values("female"), gender="female", digits="latin").plain
    assert "1448/06/24هـ الموافق 2026/12/04م" in said
    assert not set("٠١٢٣٤٥٦٧٨٩") & set(said)


def test_the_kept_text_is_plain(letter: Letters) -> None:
    assert not CONTROLS.search(letter("L01").plain)
