"""If these fail, a password ends up in a record, a tank overflows on paper, or a child applies alone."""

from datetime import datetime

import pytest

from watan_desk.common.clock import SAUDI
from watan_desk.forms.checking import CheckContext, CheckOutcome
from watan_desk.forms.request_checks import (
    AnyIdentity,
    PassportLines,
    adult_year_if_self,
    guardian_needed,
    inside_kingdom,
    no_secrets,
    volume_against_tank,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=SAUDI)


def _context(**others: str) -> CheckContext:
    return CheckContext(lambda name: others.get(name, ""), lambda: NOON)


def _key(found: CheckOutcome | None) -> str:
    return found.key if found else ""


@pytest.mark.parametrize(
    ("volume", "tank", "key"),
    [
        ("6", "6", ""),
        ("6.5", "6", "forms.volume_above_tank"),
        ("6", "", ""),
        ("x", "6", ""),
        ("١٢", "6", "forms.volume_above_tank"),
    ],
)
def test_a_volume_above_the_tank_is_doubted(volume: str, tank: str, key: str) -> None:
    assert _key(volume_against_tank(volume, _context(tank_capacity_m3=tank))) == key


@pytest.mark.parametrize(
    ("point", "key"),
    [
        ("24.71 46.67", ""),
        ("24.71 46.67 600 5", ""),
        ("46.67 24.71", "forms.point_outside"),
        ("51.5 -0.1", "forms.point_outside"),
        ("16 34", ""),
        ("24.71", ""),
        ("north east", "forms.point_outside"),
    ],
)
def test_a_point_outside_the_kingdom_is_doubted(point: str, key: str) -> None:
    assert _key(inside_kingdom(point, _context())) == key


@pytest.mark.parametrize(
    ("year", "capacity", "key"),
    [
        ("2000", "self", ""),
        ("2009", "self", ""),
        ("2010", "self", "forms.minor_alone"),
        ("2010", "guardian", ""),
        ("soon", "self", ""),
    ],
)
def test_whoever_is_surely_a_minor_does_not_apply_alone(year: str, capacity: str, key: str) -> None:
    assert _key(adult_year_if_self(year, _context(applicant_capacity=capacity))) == key


@pytest.mark.parametrize(("year", "key"), [("2008", "forms.guardian_not_needed"), ("2009", ""), ("", "")])
def test_a_guardian_is_needed_until_the_hijri_age_is_sure(year: str, key: str) -> None:
    assert _key(guardian_needed("yes", _context(birth_year=year))) == key


@pytest.mark.parametrize(
    "text",
    [
        "Password: hunter2",
        "كلمة المرور 1234",
        "api_key=abc",
        "4111 1111 1111 1111",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6",
        "كلمة السر",
    ],
)
def test_a_text_with_a_secret_is_doubted(text: str) -> None:
    assert _key(no_secrets(text, _context())) == "forms.secret_inside"


@pytest.mark.parametrize(
    "text", ["Error 0x80070057", "لا يفتح البرنامج بعد التحديث", "4111 1111 1111 1112", "1994580734"]
)
def test_an_error_message_passes(text: str) -> None:
    assert _key(no_secrets(text, _context())) == ""


LINES = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


@pytest.mark.parametrize(
    ("kind", "number", "key"),
    [
        ("national_id", "1994580734", ""),
        ("national_id", "2994580734", "forms.doc_number"),
        ("iqama", "١٩٩٤٥٨٠٧٣٤", "forms.doc_number"),
        ("passport", "L898902C3", ""),
        ("gcc_id", "12", "forms.doc_number"),
        ("", "12", ""),
    ],
)
def test_an_identity_number_is_held_against_its_kind(kind: str, number: str, key: str) -> None:
    assert _key(AnyIdentity()(number, _context(id_type=kind))) == key


@pytest.mark.parametrize(
    ("lines", "passport", "key"),
    [
        (LINES, "L898902C3", ""),
        (LINES, "l898902c3", ""),
        (LINES, "L898902C4", "forms.mrz_other"),
        (LINES.replace("7408122F", "7408132F"), "L898902C3", "forms.mrz_checksum"),
        (LINES[:80], "L898902C3", "forms.mrz_format"),
    ],
)
def test_misread_lines_of_a_passport_are_doubted(lines: str, passport: str, key: str) -> None:
    assert _key(PassportLines()(lines, _context(passport_number=passport))) == key
    assert PassportLines().normalise(LINES) == LINES.replace("\n", "|")
