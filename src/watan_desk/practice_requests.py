"""What made-up people ask for on each association's request form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Answers = dict[str, Any]


@dataclass(frozen=True)
class Somebody:
    """A person who does not exist, on a day, with words to say."""

    sex: str
    names: tuple[str, str, str, str]
    national_id: str
    mobile: str
    city: str
    district: str
    today: date
    say: Mapping[str, Any]


@dataclass(frozen=True)
class Shown:
    """A document that a request needs; ``expires`` and ``issued`` count days from today."""

    kind: str
    expires: int | None = None
    issued: int | None = None
    numbered: bool = False
    """Whether it carries the person's identity number."""


@dataclass(frozen=True)
class Plan:
    """A request from its answers to its delivery; codes are the pack's."""

    request: Callable[[Somebody], Answers]
    documents: tuple[Shown, ...]
    changed: str
    """The field that somebody changes after the attestation."""
    category: str
    reason: str
    """Why it would be rejected."""
    delivery: Answers = field(default_factory=dict)


def _help_with_rent(who: Somebody) -> Answers:
    """Return a complete request for help with the rent."""
    first, father, grandfather, family = who.names
    return {
        "id_type": "national_id",
        "national_id": who.national_id,
        "id_expiry_date": (who.today + timedelta(days=900)).isoformat(),
        "name_first": first,
        "name_father": father,
        "name_grandfather": grandfather,
        "name_family": family,
        "sex": who.sex,
        "birth_date": "1984-02-18",
        "birth_date_calendar": "hijri",
        "birth_date_precision": "full",
        "nationality": "SAU",
        "marital_status": "married",
        "beneficiary_category": "low_income",
        "employment_status": "unemployed",
        "mobile": who.mobile,
        "mobile_owner": "self",
        "contact_preference": "call",
        "region": "SA-08",
        "governorate": who.city,
        "city": who.city,
        "district": who.district,
        "in_service_area": "yes",
        "household_size": "3",
        "dependents_count": "1",
        "family_members": [_child(who)],
        "housing_tenure": "rent",
        "housing_type": "apartment",
        "annual_rent": "18000",
        "lease_expiry_date": (who.today + timedelta(days=200)).isoformat(),
        "income_social_security": "2400",
        "debts_total": "0",
        "health_conditions": ["none"],
        "support_types": ["rent"],
        "need_description": who.say["need"],
        "requested_amount": "9000",
        "urgency": "normal",
        "other_support_now": "no",
    }


def _child(who: Somebody) -> Answers:
    return {
        "member_name": who.names[1],
        "member_relation": "son",
        "member_sex": "male",
        "member_birth_date": "2015-06-30",
    }


def _water_for_a_home(who: Somebody) -> Answers:
    """Return a complete request for a water tanker every two weeks."""
    return {
        "site_type": "household",
        "applicant_name": " ".join(who.names),
        "applicant_role": "head",
        "id_number": who.national_id,
        "mobile": who.mobile,
        "region": "SA-08",
        "governorate": who.city,
        "settlement": who.district,
        "landmark": who.say["need"],
        "truck_access": "small",
        "hose_length_m": "30",
        "persons": "6",
        "vulnerable": ["infant"],
        "current_source": "tanker",
        "outage_days": "12",
        "monthly_water_cost": "450",
        "tank_type": "ground",
        "tank_capacity_m3": "12",
        "tank_condition": "fair",
        "water_service": ["tanker"],
        "volume_m3": "6",
        "frequency": "biweekly",
        "preferred_days": ["sun", "wed"],
    }


def _training(who: Somebody) -> Answers:
    """Return a student's complete request for a training course."""
    return {
        "user_type": "student",
        "full_name": " ".join(who.names),
        "id_number": who.national_id,
        "sex": who.sex,
        "birth_year": "2001",
        "mobile": who.mobile,
        "region": "SA-08",
        "city": who.city,
        "request_kind": "training",
        "request_summary": who.say["need"],
        "urgency": "normal",
        "course_track": "programming",
        "skill_level": "beginner",
        "delivery_mode": "onsite",
        "schedule_pref": "evening",
        "has_device": "yes",
    }


_IDENTITY = Shown("national_id", expires=900, numbered=True)

PLANS: Mapping[str, Plan] = {
    "general": Plan(
        request=_help_with_rent,
        documents=(_IDENTITY, Shown("family_record"), Shown("lease", expires=200)),
        changed="need_description",
        category="low_income",
        reason="income_above_limit",
    ),
    "water": Plan(
        request=_water_for_a_home,
        documents=(_IDENTITY, Shown("national_address")),
        changed="landmark",
        category="household",
        reason="outside_area",
        delivery={"delivered_m3": "6", "delivery_note_no": "118"},
    ),
    "software": Plan(
        request=_training,
        documents=(_IDENTITY, Shown("school_statement", issued=-20)),
        changed="request_summary",
        category="student",
        reason="no_seat",
    ),
}
"""Name of a request form -> what people ask for on it."""
