"""If these failed, a wrong ID or account would pass, or people would be turned away where the policy says to verify."""

from datetime import datetime
from pathlib import Path

import pytest

from watan_desk.common.clock import SAUDI
from watan_desk.common.messages import has, say
from watan_desk.forms import CHECKS, CheckContext, CheckOutcome, checks
from watan_desk.forms.checking import Normalising, severity

NOON = datetime(2026, 11, 21, 12, tzinfo=SAUDI)


def _found(name: str, text: str, **around: str) -> tuple[str, str] | None:
    outcome = CHECKS[name](text, CheckContext(lambda field: around.get(field, ""), lambda: NOON))
    return None if outcome is None else (outcome.key.removeprefix("forms."), severity(name, outcome))


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("saudi_id", "1994580734", None),
        ("saudi_id", "١٩٩٤٥٨٠٧٣٤", None),
        ("saudi_id", "2997220039", None),
        ("saudi_id", "1994580735", ("saudi_id_checksum", "error")),
        ("saudi_id", "199458073", ("saudi_id_format", "error")),
        ("saudi_id", "3123456786", ("saudi_id_prefix", "error")),
        ("saudi_id", "1000000008", ("saudi_id_placeholder", "warning")),
        ("sa_mobile", "0500000001", None),
        ("sa_mobile", "+966500000001", None),
        ("sa_mobile", "0112345678", ("sa_mobile_format", "error")),
        ("sa_iban", "SA4899990951454752772040", None),
        ("sa_iban", "SA4899990951454752772041", ("sa_iban_checksum", "error")),
        ("phone_any", "+201001234567", None),
        ("phone_any", "12", ("phone_any_format", "warning")),
        ("luhn10_warn", "3123456786", None),
        ("luhn10_warn", "3123456785", ("border_number_checksum", "warning")),
        ("luhn10_warn", "12", ("border_number_format", "warning")),
        ("passport", "A1234567", None),
        ("passport", "A-1", ("passport_format", "warning")),
        ("short_address", "abcd1234", None),
        ("short_address", "ABC12345", ("short_address_format", "warning")),
        ("digits", "12x", None),
        ("person_name", "سالم بن عليّ", None),
        ("person_name", "O'Neil-Smith Jr.", None),
        ("person_name", "سالم 2", ("name_odd", "warning")),
        ("poa_number", "٤٥١٢٣", None),
        ("poa_number", "45-A", ("digits_only", "warning")),
        ("expiry_warn", "2026-11-20", ("expired", "warning")),
        ("expiry_warn", "2026-11-21", ("expires_today", "warning")),
        ("expiry_warn", "2026-12-21", ("expires_soon", "warning")),
        ("expiry_warn", "2026-12-22", None),
        ("expiry_warn", "x", None),
        ("max_age_90_warn", "2026-08-23", None),
        ("max_age_90_warn", "2026-08-22", ("too_old", "warning")),
        ("birth_date", "1990-01-01", None),
        ("birth_date", "1900-01-01", ("birth_too_old", "warning")),
    ],
)
def test_a_check_by_itself(name: str, text: str, found: tuple[str, str] | None) -> None:
    assert _found(name, text) == found


@pytest.mark.parametrize(
    ("name", "text", "around", "found"),
    [
        ("birth_date", "1990-01-01", {"birth_date_precision": "default_1_7"}, ("birth_estimate", "warning")),
        ("nationality_id_warn", "SAU", {"id_type": "iqama"}, ("nationality_id", "warning")),
        ("nationality_id_warn", "YEM", {"id_type": "national_id"}, ("nationality_id", "warning")),
        ("nationality_id_warn", "YEM", {"id_type": "iqama"}, None),
        ("gcc_id", "123456789012", {"gcc_country": "KWT"}, None),
        ("gcc_id", "12345678901", {"gcc_country": "KWT"}, ("gcc_id_length", "warning")),
        ("short_address_match", "1234", {"short_address": "ABCD1234"}, None),
        ("short_address_match", "1235", {"short_address": "ABCD1234"}, ("short_address_building", "warning")),
        ("short_address_match", "1235", {}, None),
        ("max_age_by_type", "2026-06-01", {"doc_type": "medical_report"}, None),
        ("max_age_by_type", "2026-05-01", {"doc_type": "medical_report"}, ("too_old", "warning")),
        ("max_age_by_type", "1990-01-01", {"doc_type": "birth_certificate"}, None),
        ("doc_number_by_type", "1994580735", {"doc_type": "national_id"}, ("doc_number", "warning")),
        ("doc_number_by_type", "1994580734", {"doc_type": "national_id"}, None),
        ("doc_number_by_type", "anything", {"doc_type": "lease"}, None),
    ],
)
def test_a_check_that_looks_around(name: str, text: str, around: dict[str, str], found: tuple[str, str] | None) -> None:
    assert _found(name, text, **around) == found


def test_nobody_under_eighteen_hijri_years_applies_alone() -> None:
    # 11/6/1430 H: of age on 11/6/1448 H, the twenty-first of November 2026, not a day before.
    assert _found("adult_if_self", "2009-06-04", applicant_capacity="self") is None
    assert _found("adult_if_self", "2009-06-05", applicant_capacity="self") == ("minor_alone", "error")
    assert _found("adult_if_self", "2009-06-05", applicant_capacity="guardian") is None
    assert _found("adult_if_self", "1800-01-01", applicant_capacity="self") is None


@pytest.mark.parametrize(
    ("name", "typed", "spelling"),
    [
        ("saudi_id", " ١٩٩٤٥٨٠٧٣٤", "1994580734"),
        ("saudi_id", "١٩٩", "199"),
        ("sa_mobile", "050-000-0001", "+966500000001"),
        ("sa_iban", "sa48 9999 0951 4547 5277 2040", "SA4899990951454752772040"),
        ("digits", "١٢٣٤", "1234"),
        ("short_address", "abcd ١٢٣٤", "ABCD1234"),
        ("passport", "a1234567", "A1234567"),
    ],
)
def test_one_spelling(name: str, typed: str, spelling: str) -> None:
    check = CHECKS[name]
    assert isinstance(check, Normalising)
    assert check.normalise(typed) == spelling


def test_a_name_that_ends_in_warn_never_blocks() -> None:
    assert severity("anything_warn", CheckOutcome("forms.expired", "error")) == "warning"
    assert severity("saudi_id", CheckOutcome("forms.expired", "error")) == "error"


def test_every_sentence_a_check_may_say_is_in_the_catalogue() -> None:
    source = Path(checks.__file__).read_text(encoding="utf-8")
    written = {part.split('"')[0] for part in source.split('"forms.')[1:] if "{" not in part.split('"')[0]}
    kinds = ("saudi_id", "sa_iban", "sa_mobile", "border_number", "phone_any", "passport", "short_address")
    assert len(written) > 12
    assert not [key for key in written if not has(f"forms.{key}")]
    assert not [kind for kind in kinds if not has(f"forms.{kind}_format")]
    assert say("forms.expires_soon", "ar", count=2) != say("forms.expires_soon", "ar", count=11)
