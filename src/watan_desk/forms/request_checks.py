"""Named checks of the request forms for pilgrims, victims, water and software (field lists, sections F to I)."""

import re
from datetime import date

from watan_desk.common import identifiers
from watan_desk.common.arabic import clean_number, normalise
from watan_desk.common.hijri import HijriError, majority_day
from watan_desk.common.identifiers import luhn
from watan_desk.common.messages import LANGUAGES, say
from watan_desk.forms.checking import CheckContext, CheckOutcome

_LATITUDES, _LONGITUDES = (16, 33), (34, 56)
"""The box around the Kingdom, in degrees."""
_IDENTITIES = {
    "national_id": ("saudi_id", "1"),
    "iqama": ("saudi_id", "2"),
    "border_number": ("border_number", ""),
    "gcc_id": ("gcc_id", ""),
    "passport": ("passport", ""),
}
"""For each kind of identity document: the rule of its number, and how it begins."""
_MRZ_NUMBER = 9
"""Signs of the passport number in the second line."""
_CARD = re.compile(r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)")
_RANDOM = re.compile(r"(?=\S*\d)(?=\S*[A-Z])(?=\S*[a-z])[\w+/=-]{24,}")


def volume_against_tank(text: str, context: CheckContext) -> CheckOutcome | None:
    """Warn of a volume above the tank's capacity (both m³)."""
    volume, tank = _number(text), _number(context.value("tank_capacity_m3"))
    odd = volume is not None and tank is not None and volume > tank
    return CheckOutcome("forms.volume_above_tank", "warning") if odd else None


def inside_kingdom(text: str, _: CheckContext) -> CheckOutcome | None:
    """Warn of a point (``latitude longitude ...``, degrees) outside the box around the Kingdom."""
    parts = [_number(part) for part in text.split()[:2]]
    if len(parts) < len(("latitude", "longitude")):
        return None
    inside = all(
        degrees is not None and low <= degrees <= high
        for degrees, (low, high) in zip(parts, (_LATITUDES, _LONGITUDES), strict=True)
    )
    return None if inside else CheckOutcome("forms.point_outside", "warning")


def adult_year_if_self(text: str, context: CheckContext) -> CheckOutcome | None:
    """Refuse whoever applies alone and was born in a year that leaves them under 18 Hijri years on any birthday."""
    of_age = _of_age(text, month=1, day=1)
    if of_age is None or context.value("applicant_capacity") != "self":
        return None
    return CheckOutcome("forms.minor_alone") if context.today < of_age else None


def guardian_needed(_: str, context: CheckContext) -> CheckOutcome | None:
    """Say where the guardian's consent is not needed: of age in Hijri years on any birthday of the year given."""
    of_age = _of_age(context.value("birth_year"), month=12, day=31)
    grown = of_age is not None and context.today >= of_age
    return CheckOutcome("forms.guardian_not_needed", "warning") if grown else None


def no_secrets(text: str, _: CheckContext) -> CheckOutcome | None:
    """Warn of a text that looks as if it held a password, a key or the number of a bank card."""
    cards = (re.sub(r"[ -]", "", found.group()) for found in _CARD.finditer(text))
    plain = normalise(text)
    named = any(normalise(word) in plain for lang in LANGUAGES for word in say("forms.secret_words", lang).split("|"))
    odd = named or _RANDOM.search(text) or any(luhn(card) for card in cards)
    return CheckOutcome("forms.secret_inside", "warning") if odd else None


class AnyIdentity:
    """A check of an identity number by its kind (``id_type``); it warns only, for the number is never demanded."""

    def __call__(self, text: str, context: CheckContext) -> CheckOutcome | None:
        """Warn of a number that does not fit its kind."""
        kind = context.value("id_type")
        rule, starts = _IDENTITIES.get(kind, ("", ""))
        if not rule:
            return None
        number = clean_number(text)
        fits = identifiers.check(rule, number).ok and number.startswith(starts)
        return None if fits else CheckOutcome("forms.doc_number", "warning")

    def normalise(self, text: str) -> str:
        """Return the number without spaces and marks, in the digits 0-9 and capital letters."""
        return clean_number(text).upper()


class PassportLines:
    """A check of the two machine-readable lines of a passport, and of the number typed beside them."""

    def __call__(self, text: str, context: CheckContext) -> CheckOutcome | None:
        """Warn of lines that were misread, or that speak of another passport than ``passport_number``."""
        verdict = identifiers.check("mrz_td3", text)
        if not verdict.ok:
            return CheckOutcome(f"forms.mrz_{verdict.code}", "warning")
        number = clean_number(context.value("passport_number")).upper()
        read = verdict.normalised.partition("|")[2][:_MRZ_NUMBER].replace("<", "")
        return CheckOutcome("forms.mrz_other", "warning") if number and number[:_MRZ_NUMBER] != read else None

    def normalise(self, text: str) -> str:
        """Return both lines in capitals with ``|`` between them, or the text where it is no such pair."""
        verdict = identifiers.check("mrz_td3", text)
        return verdict.normalised if verdict.ok else text


def _number(text: str) -> float | None:
    try:
        return float(clean_number(text))
    except ValueError:
        return None


def _of_age(year: str, *, month: int, day: int) -> date | None:
    if not year.strip().isdecimal():
        return None
    try:
        return majority_day(date(int(year), month, day))
    except (HijriError, ValueError):
        return None
