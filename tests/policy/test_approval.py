"""If these fail, a letter quotes a day on which nobody knows that the board approved anything."""

from datetime import date
from pathlib import Path

import pytest

from watan_desk.common.errors import Unusable
from watan_desk.common.resources import resource
from watan_desk.policy.approval import Approval
from watan_desk.policy.pack import load_pack, shipped_pack
from watan_desk.policy.telling import approval_sentences

FIGURES = Approval(raw="٢٤/٠٦/٢٣", meeting="2", numerals="24/06/23")
BLANK = Approval(raw="اجتماعه رقم () المنعقد بتاريخ (//)", in_force_on_approval=True)


def test_figures_without_an_era_have_two_plausible_days_and_none_is_final() -> None:
    assert FIGURES.status() == "ambiguous"
    assert FIGURES.candidates() == (date(2023, 6, 24), date(2024, 6, 23))
    assert [day.strftime("%a") for day in FIGURES.candidates()] == ["Sat", "Sun"]
    assert FIGURES.day() is None


def test_hijri_readings_are_possible_by_the_calendar_and_implausible() -> None:
    hijri = [reading for reading in FIGURES.readings() if reading.calendar == "hijri"]
    assert [reading.day for reading in hijri] == [date(2002, 9, 2), date(2003, 8, 21)]
    assert not any(reading.plausible for reading in hijri)


def test_a_day_that_no_calendar_has_is_no_reading() -> None:
    assert Approval(numerals="31/11/31").candidates() == ()
    assert [reading.day for reading in Approval(numerals="24/06/24").readings()][:1] == [date(2024, 6, 24)]


def test_a_contradiction_shows_the_computed_pair() -> None:
    approval = shipped_pack("watan-tumuh").approval
    told = " ".join(approval_sentences(approval, "en"))
    assert approval.status() == "inconsistent"
    assert approval.raw in told
    assert "2025/06/30" in told
    assert "1447/01/05" in told
    assert "2024/06/30" in told
    assert "1445/12/24" in told
    assert "Monday" in told


def test_blank_and_not_recorded_are_said_differently_and_nothing_empty_is_quoted() -> None:
    blank, nothing = approval_sentences(BLANK, "ar"), approval_sentences(Approval(), "ar")
    assert (BLANK.status(), Approval().status()) == ("blank", "not_recorded")
    assert blank[0] == "بيانات الاعتماد متروكة فارغة."
    assert nothing == ["لم يُدوَّن الاعتماد."]
    assert not any("()" in line or "//" in line for line in blank)


def test_the_text_of_naba_has_no_approval_under_its_heading() -> None:
    assert approval_sentences(shipped_pack("naba").approval, "ar") == ["لم يُدوَّن الاعتماد."]


def test_barmajiat_is_in_force_without_a_start_and_none_of_five_signed() -> None:
    told = approval_sentences(shipped_pack("barmajiat").approval, "en")
    assert "In force by the text of its approval; the start date is not stated." in told
    assert "Signatures in the text: 0 of 5." in told
    assert "The weekday printed agrees with its date." in told


@pytest.mark.parametrize("wrong", ['numerals = "24/13/33"', 'numerals = "tomorrow"'])
def test_figures_that_are_no_day_are_refused(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "naba" / "pack.toml"
    path.parent.mkdir()
    text = resource("packs", "naba", "pack.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("[approval]\n", "[approval]\n" + wrong + "\n"), encoding="utf-8")
    with pytest.raises(Unusable) as refused:
        load_pack(path)
    assert refused.value.key == "policy.pack_wrong"
