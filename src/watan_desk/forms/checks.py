"""The named checks of the shipped forms, on top of ``common.identifiers`` and ``common.hijri``.

Only ``saudi_id``, ``sa_iban``, ``sa_mobile`` and ``adult_if_self`` stop an answer; whatever else is doubtful is said
and goes on to the missing-documents notice. What a field means to the program (``consent``, ``default_no``, ...) is a
``wd:flag``, not a check.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from watan_desk.common import identifiers
from watan_desk.common.arabic import clean_number
from watan_desk.common.hijri import HijriError, majority_day
from watan_desk.forms.checking import Check, CheckContext, CheckOutcome
from watan_desk.forms.request_checks import (
    AnyIdentity,
    PassportLines,
    adult_year_if_self,
    guardian_needed,
    inside_kingdom,
    no_secrets,
    volume_against_tank,
)
from watan_desk.forms.values import read_date

EXPIRES_SOON = timedelta(days=30)
OLDEST_YEARS = 120
CURRENT_STATEMENT = timedelta(days=90)
MAX_AGE: Mapping[str, timedelta] = {
    "salary_certificate": timedelta(days=90),
    "pension_statement": timedelta(days=92),
    "social_security_statement": timedelta(days=92),
    "citizen_account_statement": timedelta(days=92),
    "medical_report": timedelta(days=180),
    "disability_report": timedelta(days=730),
    "prison_statement": timedelta(days=90),
    "utility_bill": timedelta(days=90),
    "family_record": timedelta(days=365),
}
"""How old a document may be when it is shown; kinds that are not here do not age. Domain study, section 3."""


@dataclass(frozen=True)
class Identifier:
    """A check of one kind of number, with its one spelling."""

    kind: str
    severity: str = "error"

    def __call__(self, text: str, _: CheckContext) -> CheckOutcome | None:
        """Return what is wrong with the number, or what is odd about it."""
        verdict = identifiers.check(self.kind, text)
        if not verdict.ok:
            return CheckOutcome(f"forms.{self.kind}_{verdict.code}", self.severity)
        return CheckOutcome(f"forms.{self.kind}_{verdict.warning}", "warning") if verdict.warning else None

    def normalise(self, text: str) -> str:
        """Return the number in its one spelling; one that is wrong loses only spaces, marks and foreign digits."""
        verdict = identifiers.check(self.kind, text)
        return verdict.normalised if verdict.ok else clean_number(text)


@dataclass(frozen=True)
class Numeral:
    """A check of a number that is written in digits only; Arabic-Indic ones are read as 0-9."""

    find: Check

    def __call__(self, text: str, context: CheckContext) -> CheckOutcome | None:
        """Return what the check finds."""
        return self.find(text, context)

    def normalise(self, text: str) -> str:
        """Return the number without spaces and marks, in the digits 0-9."""
        return clean_number(text)


def _warning(key: str, **params: object) -> CheckOutcome:
    return CheckOutcome(key, "warning", params)


def _day(text: str) -> date | None:
    return read_date(text.strip())


def expiry(text: str, context: CheckContext) -> CheckOutcome | None:
    """Warn of a document that is expired, or expires within 30 days, on the day it is shown."""
    day = _day(text)
    if day is None:
        return None
    left = day - context.today
    if left < timedelta():
        return _warning("forms.expired")
    if not left:
        return _warning("forms.expires_today")
    return _warning("forms.expires_soon", count=left.days) if left <= EXPIRES_SOON else None


def age_of_statement(text: str, context: CheckContext) -> CheckOutcome | None:
    """Warn of a proof of income older than 90 days."""
    day = _day(text)
    return _warning("forms.too_old") if day is not None and context.today - day > CURRENT_STATEMENT else None


def age_by_type(text: str, context: CheckContext) -> CheckOutcome | None:
    """Warn of a document older than its kind (``doc_type``) may be."""
    day, limit = _day(text), MAX_AGE.get(context.value("doc_type"))
    return _warning("forms.too_old") if day is not None and limit is not None and context.today - day > limit else None


def birth_date(text: str, context: CheckContext) -> CheckOutcome | None:
    """Warn of a birth date that is an estimate, or of an age beyond 120 years."""
    day = _day(text)
    if day is None:
        return None
    if context.today.year - day.year > OLDEST_YEARS:
        return _warning("forms.birth_too_old")
    precision = context.value("birth_date_precision")
    return _warning("forms.birth_estimate") if precision in ("default_1_7", "year_only") else None


def adult_if_self(text: str, context: CheckContext) -> CheckOutcome | None:
    """Refuse whoever applies alone under 18 Hijri years (``applicant_capacity`` = self); domain study, section 7."""
    day = _day(text)
    if day is None or context.value("applicant_capacity") != "self":
        return None
    try:
        of_age = majority_day(day)
    except HijriError:
        return None
    return CheckOutcome("forms.minor_alone") if context.today < of_age else None


def person_name(text: str, _: CheckContext) -> CheckOutcome | None:
    """Warn of a name that holds digits or signs that no name has."""
    odd = any(
        not (sign.isalpha() or sign.isspace() or sign in "'’.-ـ" or "\u064b" <= sign <= "\u0652") for sign in text
    )
    return _warning("forms.name_odd") if odd else None


def nationality_against_id(text: str, context: CheckContext) -> CheckOutcome | None:
    """Warn of a national ID with a foreign nationality, or an iqama with the Saudi one; special cards exist."""
    kind = context.value("id_type")
    odd = (kind == "national_id" and text != "SAU") or (kind == "iqama" and text == "SAU")
    return _warning("forms.nationality_id") if odd else None


def gulf_id(text: str, context: CheckContext) -> CheckOutcome | None:
    """Warn of a Gulf identity number whose length is unusual for ``gcc_country``."""
    verdict = identifiers.gcc_id(text, context.value("gcc_country"))
    return None if verdict.ok and not verdict.warning else _warning("forms.gcc_id_length")


def building_in_address(text: str, context: CheckContext) -> CheckOutcome | None:
    """Warn where the digits of the short address are not the building number."""
    address = identifiers.short_address(context.value("short_address"))
    odd = address.ok and not address.normalised.endswith(clean_number(text))
    return _warning("forms.short_address_building") if odd else None


def number_by_type(text: str, context: CheckContext) -> CheckOutcome | None:
    """Warn of an identity document whose number does not fit its kind (``doc_type``)."""
    kind = {"national_id": "saudi_id", "iqama": "saudi_id", "passport": "passport"}.get(context.value("doc_type"))
    return None if kind is None or identifiers.check(kind, text).ok else _warning("forms.doc_number")


def digits_only(text: str, _: CheckContext) -> CheckOutcome | None:
    """Warn of an instrument number that is not all digits; its length is not known for certain."""
    return None if clean_number(text).isdecimal() else _warning("forms.digits_only")


def nothing(_text: str, _context: CheckContext) -> CheckOutcome | None:
    """Find nothing: the check is there for its one spelling."""
    return None


CHECKS: Mapping[str, Check] = {
    "saudi_id": Identifier("saudi_id"),
    "sa_iban": Identifier("sa_iban"),
    "sa_mobile": Identifier("sa_mobile"),
    "luhn10_warn": Identifier("border_number", "warning"),
    "phone_any": Identifier("phone_any", "warning"),
    "passport": Identifier("passport", "warning"),
    "short_address": Identifier("short_address", "warning"),
    "gcc_id": Numeral(gulf_id),
    "short_address_match": Numeral(building_in_address),
    "poa_number": Numeral(digits_only),
    "person_name": person_name,
    "birth_date": birth_date,
    "adult_if_self": adult_if_self,
    "nationality_id_warn": nationality_against_id,
    "expiry_warn": expiry,
    "max_age_90_warn": age_of_statement,
    "max_age_by_type": age_by_type,
    "doc_number_by_type": number_by_type,
    "digits": Numeral(nothing),
    "volume_le_tank_warn": volume_against_tank,
    "sa_bbox_warn": inside_kingdom,
    "adult_year_if_self": adult_year_if_self,
    "minor_hijri": guardian_needed,
    "no_secrets": no_secrets,
    "id_any": AnyIdentity(),
    "mrz_td3": PassportLines(),
}
