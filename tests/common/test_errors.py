"""If these fail, a delegate is told less than what is missing, or a script reads the wrong exit code."""

import pytest

from watan_desk.common.errors import (
    DamagedFile,
    DeskError,
    FieldProblem,
    ForeignFile,
    Invalid,
    Missing,
    NotYet,
    Refused,
    Unusable,
    WrongPassphrase,
)
from watan_desk.common.messages import LANGUAGES


@pytest.mark.parametrize("refusal", [Refused("x"), NotYet("raise", ()), Invalid(())])
def test_the_answer_no_leaves_with_one(refusal: DeskError) -> None:
    assert refusal.exit_code == 1


@pytest.mark.parametrize("failure", [Unusable("x"), WrongPassphrase("x"), DamagedFile("x"), ForeignFile("x")])
def test_what_cannot_be_used_leaves_with_two(failure: DeskError) -> None:
    assert failure.exit_code == 2
    assert isinstance(failure, Unusable)


def test_a_deed_that_comes_too_early_names_everything_that_is_missing() -> None:
    label = {"ar": "رقم الجوال", "en": "Mobile number"}
    missing = (Missing("answer", {"label": label}), Missing("attestation"), Missing("deed", {"deed": "check"}))
    refusal = NotYet("raise", missing)
    arabic, english = (refusal.sentence(lang) for lang in LANGUAGES)
    assert all(item.sentence("ar") in arabic for item in missing)
    assert all(item.sentence("en") in english for item in missing)
    assert ("رقم الجوال" in arabic, "Mobile number" in english) == (True, True)
    assert "Mobile" not in arabic


def test_wrong_answers_are_counted_and_named_by_field_with_the_forms_own_sentence() -> None:
    refusal = Invalid((FieldProblem("mobile", "forms.required"), FieldProblem("told_on", "x", "Too early here.")))
    lines = refusal.sentence("en").splitlines()
    assert lines[0].startswith("2 ")
    assert lines[1].startswith("mobile: ")
    assert lines[2] == "told_on: Too early here."


def test_an_error_shows_its_key_and_not_its_parameters() -> None:
    assert str(Refused("store.already_done", number="1994580734")) == "store.already_done"
