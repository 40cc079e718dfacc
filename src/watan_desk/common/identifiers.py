"""Numbers people carry: identity, mobile, bank account, short address, machine-readable passport lines, Hijri days.

``check`` is what the form's named checks and ``value check`` ask. Rules and failure codes: domain study, section 4.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import phonenumbers

from watan_desk.common.arabic import clean_number
from watan_desk.common.hijri import HijriError, parse_hijri, to_gregorian

_TEN_DIGITS = re.compile(r"\d{10}\Z")
_MOBILE = re.compile(r"(?:\+?966|00966|0)?(5\d{8})\Z")
_FOREIGN = re.compile(r"(?:\+|00)([1-9]\d{7,14})\Z")
_IBAN = re.compile(r"SA\d{22}\Z")
_SHORT_ADDRESS = re.compile(r"[A-Z]{4}\d{4}\Z")
_PASSPORT = re.compile(r"[A-Z0-9]{5,15}\Z")
_MRZ_LINE = 44
_PLACEHOLDER = re.compile(r"\d(\d)\1{7}\d\Z")
_GCC_LENGTHS = {"ARE": (15,), "BHR": (9,), "KWT": (12,), "QAT": (11,), "OMN": (8, 9)}


@dataclass(frozen=True)
class Verdict:
    """What a check found. ``code`` is empty when ``ok``; ``warning`` never makes a value wrong."""

    ok: bool
    code: str = ""
    normalised: str = ""
    warning: str = ""


def luhn(digits: str) -> bool:
    """Tell whether the last digit is the Luhn check digit of the others."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the digit sum of a two-digit product
    return total % 10 == 0


def saudi_id(text: str) -> Verdict:
    """Check a national ID (first digit 1) or iqama (first digit 2); eight equal middle digits warn as placeholder."""
    number = clean_number(text)
    if not _TEN_DIGITS.match(number):
        return Verdict(ok=False, code="format")
    if number[0] not in "12":
        return Verdict(ok=False, code="prefix")
    if not luhn(number):
        return Verdict(ok=False, code="checksum")
    return Verdict(ok=True, normalised=number, warning="placeholder" if _PLACEHOLDER.match(number) else "")


def border_number(text: str) -> Verdict:
    """Check a border number: ten digits, first 3, 4 or 5; a failing check digit only warns."""
    number = clean_number(text)
    if not _TEN_DIGITS.match(number):
        return Verdict(ok=False, code="format")
    if number[0] not in "345":
        return Verdict(ok=False, code="prefix")
    return Verdict(ok=True, normalised=number, warning="" if luhn(number) else "checksum")


def sa_mobile(text: str) -> Verdict:
    """Check a Saudi mobile in any usual spelling; normalised to ``+9665xxxxxxxx``."""
    found = _MOBILE.match(re.sub(r"[-().]", "", clean_number(text)))
    return Verdict(ok=True, normalised="+966" + found[1]) if found else Verdict(ok=False, code="format")


def phone_any(text: str) -> Verdict:
    """Check a Saudi mobile or a foreign number written with its country code."""
    saudi = sa_mobile(text)
    if saudi.ok:
        return saudi
    found = _FOREIGN.match(re.sub(r"[-().]", "", clean_number(text)))
    if found and _possible("+" + found[1]):
        return Verdict(ok=True, normalised="+" + found[1])
    return Verdict(ok=False, code="format")


def _possible(number: str) -> bool:
    """Tell whether a number with its country code has a length that country uses."""
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(number)))
    except phonenumbers.NumberParseException:
        return False


def sa_iban(text: str) -> Verdict:
    """Check a Saudi IBAN: SA, 22 digits, mod 97 equal to 1 (ISO 13616)."""
    iban = clean_number(text).upper()
    if not _IBAN.match(iban):
        return Verdict(ok=False, code="format")
    turned = "".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])
    return Verdict(ok=True, normalised=iban) if int(turned) % 97 == 1 else Verdict(ok=False, code="checksum")


def short_address(text: str) -> Verdict:
    """Check a national short address: four Latin letters and the four digits of the building number."""
    address = clean_number(text).upper()
    return Verdict(ok=True, normalised=address) if _SHORT_ADDRESS.match(address) else Verdict(ok=False, code="format")


def passport(text: str) -> Verdict:
    """Check the shape of a passport number: 5 to 15 Latin letters and digits."""
    number = clean_number(text).upper()
    return Verdict(ok=True, normalised=number) if _PASSPORT.match(number) else Verdict(ok=False, code="format")


def gcc_id(text: str, country: str = "") -> Verdict:
    """Check the digits of a Gulf identity number; a length unusual for ``country`` (ISO alpha-3) only warns."""
    number = clean_number(text)
    if not re.fullmatch(r"\d{8,15}", number):
        return Verdict(ok=False, code="format")
    usual = _GCC_LENGTHS.get(country, ())
    return Verdict(ok=True, normalised=number, warning="length" if usual and len(number) not in usual else "")


def hijri(text: str) -> Verdict:
    """Check a Hijri day; normalised to its Gregorian ISO day."""
    try:
        return Verdict(ok=True, normalised=to_gregorian(parse_hijri(text)).isoformat())
    except HijriError as wrong:
        return Verdict(ok=False, code=wrong.key.removeprefix("hijri."))


def gregorian(text: str) -> Verdict:
    """Check a Gregorian day written year first; normalised to ISO."""
    found = re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", clean_number(text))
    if found is None:
        return Verdict(ok=False, code="format")
    try:
        return Verdict(ok=True, normalised=date(*(int(part) for part in found.groups())).isoformat())
    except ValueError:
        return Verdict(ok=False, code="day")


def _mrz_digit(text: str) -> int:
    values = [0 if sign == "<" else int(sign, 36) for sign in text]
    return sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10


def mrz_td3(text: str) -> Verdict:
    """Check the two machine-readable lines of a passport (ICAO 9303 TD3); ``|`` or a line break stands between them."""
    lines = [line for line in re.split(r"[|\n]", text.upper().replace(" ", "")) if line]
    if len(lines) == 1 and len(lines[0]) == 2 * _MRZ_LINE:
        lines = [lines[0][:_MRZ_LINE], lines[0][_MRZ_LINE:]]
    if [len(line) for line in lines] != [_MRZ_LINE] * 2 or not re.fullmatch(r"[A-Z0-9<]+", "".join(lines)):
        return Verdict(ok=False, code="format")
    second = lines[1]
    spans = (second[0:10], second[13:20], second[21:28], second[28:43] if second[42] != "<" else "0")
    composite = second[0:10] + second[13:20] + second[21:43] + second[43]
    whole = all(str(_mrz_digit(span[:-1])) == span[-1] for span in (*spans, composite))
    return Verdict(ok=True, normalised="|".join(lines)) if whole else Verdict(ok=False, code="checksum")


CHECKS: dict[str, Callable[[str], Verdict]] = {
    "saudi_id": saudi_id,
    "border_number": border_number,
    "sa_mobile": sa_mobile,
    "phone_any": phone_any,
    "sa_iban": sa_iban,
    "short_address": short_address,
    "passport": passport,
    "gcc_id": gcc_id,
    "hijri": hijri,
    "gregorian": gregorian,
    "mrz_td3": mrz_td3,
}


def check(kind: str, text: str) -> Verdict:
    """Check one typed value.

    Raises:
        KeyError: there is no such kind; the kinds are the keys of ``CHECKS``.
    """
    return CHECKS[kind](text)
