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


_YES_TO_ALL: Answers = dict.fromkeys(("consent_sensitive", "consent_inquiry", "consent_referral"), "yes")


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
    channel: str = "delegate"
    """The channel by which the person comes to the desk."""
    reception: Answers = field(default_factory=dict)
    """What else reception is told: which of several request forms is filled in, and where."""
    need: Answers = field(default_factory=dict)
    """What the assessment of the need asks of the category."""
    consents: Answers = field(default_factory=lambda: {"privacy_notice": "read_aloud"} | _YES_TO_ALL)


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


def _help_on_the_way(who: Somebody) -> Answers:
    """Return a complete request of a pilgrim who lost the group."""
    moment = f"{who.today.isoformat()}T08:{{:02d}}:00.000+03:00"
    return {
        "service_point": who.say["service_point"],
        "reception_time": moment.format(10),
        "arrived_by": "volunteer",
        "pilgrim_type": "umrah",
        "able_to_answer": "yes",
        "language": "ar",
        "needs": ["lost", "water_food"],
        "triage": "green",
        "last_place": who.say["last_place"],
        "companions_with": "0",
        "full_name": " ".join(who.names),
        "sex": who.sex,
        "age_years": "58",
        "nationality": "EGY",
        "passport_number": f"A{who.national_id[2:]}",
        "permit_type": "umrah_permit",
        "permit_number": f"UMR-{who.national_id[-6:]}",
        "own_mobile": who.mobile,
        "service_given": ["water_food"],
        "handed_to": "group_leader",
        "handover_person": who.say["handover_person"],
        "handover_time": moment.format(50),
    }


def _way_home(who: Somebody) -> Answers:
    """Return a complete request of a pilgrim who lost the ticket home."""
    return {
        "pilgrim_type": "umrah",
        "full_name": " ".join(who.names),
        "sex": who.sex,
        "nationality": "EGY",
        "passport_number": f"A{who.national_id[2:]}",
        "own_mobile": who.mobile,
        "needs": ["return_travel", "lodging"],
        "support_reason": who.say["need"],
        "needed_until": (who.today + timedelta(days=20)).isoformat(),
        "nights": "2",
        "travel_to": who.say["travel_to"],
        "other_support": "no",
    }


def _support_after_a_crime(who: Somebody) -> Answers:
    """Return a complete request for legal and psychological support, without any story."""
    first, father, grandfather, family = who.names
    return {
        "interview_private": "yes",
        "who_is_present": ["alone"],
        "danger_now": "no",
        "interviewer_pref": "any",
        "alias": f"AB-{who.national_id[-4:]}",
        "safe_contact": "call",
        "safe_mobile": who.mobile,
        "safe_times": who.say["safe_times"],
        "may_leave_message": "no",
        "no_paper_home": "no",
        "relation_to_case": "direct",
        "id_type": "national_id",
        "id_number": who.national_id,
        "full_name": f"{first} {father} {grandfather} {family}",
        "sex": who.sex,
        "age_band": "a30_59",
        "incident_type": "not_said",
        "reported": "no",
        "support_types": ["legal", "financial"],
        "consent_record": "yes",
        "consent_share_legal": "yes",
        "consent_share_authority": "later",
        "distress_observed": "calm",
        "next_safe_step": who.say["next_step"],
        "condition_before_body": "met",
        "condition_no_lawyer": "met",
        "condition_loss": "met",
        "condition_not_covered": "unknown",
    }


_IDENTITY = Shown("national_id", expires=900, numbered=True)

PLANS: Mapping[str, Plan] = {
    "general": Plan(
        request=_help_with_rent,
        documents=(_IDENTITY, Shown("family_record"), Shown("lease", expires=200)),
        changed="need_description",
        category="low_income",
        reason="income_above_limit",
        need={"able_to_work": "yes", "seeking_work": "yes"},
    ),
    "water": Plan(
        request=_water_for_a_home,
        documents=(_IDENTITY, Shown("national_address")),
        changed="landmark",
        category="household",
        reason="outside_area",
        need={"days_of_store": "2", "special_care": "yes"},
        delivery={"delivered_m3": "6", "delivery_note_no": "118"},
    ),
    "software": Plan(
        request=_training,
        documents=(_IDENTITY, Shown("school_statement", issued=-20)),
        changed="request_summary",
        category="student",
        reason="no_seat",
        need={"aim": "work", "other_way": "no"},
    ),
    "pilgrim": Plan(
        request=_help_on_the_way,
        documents=(Shown("passport", expires=400), Shown("permit", expires=20)),
        changed="last_place",
        category="umrah",
        reason="served_elsewhere",
        consents={"consent_basis": "oral", "consent_language": "ar"},
    ),
    "pilgrim_support": Plan(
        request=_way_home,
        documents=(Shown("passport", expires=400),),
        changed="support_reason",
        category="umrah",
        reason="served_elsewhere",
        consents={"consent_basis": "oral", "consent_language": "ar"},
        reception={"request_form": "support", "reception_place": "branch"},
    ),
    "victim": Plan(
        request=_support_after_a_crime,
        documents=(_IDENTITY,),
        changed="next_safe_step",
        category="direct",
        reason="criteria_not_met",
        need={"safe_place": "yes", "work_lost": "yes"},
        channel="interview",
    ),
}
"""Name of a request form -> what people ask for on it."""
