"""Made-up people and answers for practice offices, the demo, the benchmarks and the tests. Nobody here exists."""

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from watan_desk.common.identifiers import luhn
from watan_desk.common.resources import resource

Answers = dict[str, Any]


def words() -> Mapping[str, Any]:
    """Return the words that made-up people use."""
    return tomllib.loads(resource("practice", "people.toml").read_text(encoding="utf-8"))


def with_check_digit(nine: str) -> str:
    """Return nine digits with their Luhn check digit."""
    return next(nine + digit for digit in "0123456789" if luhn(nine + digit))


@dataclass(frozen=True)
class MadeUpPerson:
    """A person who does not exist, with the answers they would give on ``today``."""

    sex: str
    names: tuple[str, str, str, str]
    national_id: str
    mobile: str
    city: str
    district: str
    today: date
    say: Mapping[str, Any]

    def reception(self) -> Answers:
        """Return a visit that ends in a request, with one inquiry."""
        return {
            "reception_date": self.today.isoformat(),
            "visit_reason": "new_request",
            "reception_channel": "delegate",
            "applicant_capacity": "self",
            "preferred_language": "ar",
            "inquiries": [{"question": self.say["inquiry"], "answer": self.say["inquiry_answer"], "answered": "yes"}],
            "outcome": "start_request",
        }

    def consents(self) -> Answers:
        """Return the privacy notice read aloud, and a yes for each purpose."""
        purposes = ("consent_sensitive", "consent_inquiry", "consent_referral")
        return {"privacy_notice": "read_aloud"} | dict.fromkeys(purposes, "yes")

    def request(self) -> Answers:
        """Return a complete request for help with the rent."""
        first, father, grandfather, family = self.names
        return {
            "id_type": "national_id",
            "national_id": self.national_id,
            "id_expiry_date": (self.today + timedelta(days=900)).isoformat(),
            "name_first": first,
            "name_father": father,
            "name_grandfather": grandfather,
            "name_family": family,
            "sex": self.sex,
            "birth_date": "1984-02-18",
            "birth_date_calendar": "hijri",
            "birth_date_precision": "full",
            "nationality": "SAU",
            "marital_status": "married",
            "beneficiary_category": "low_income",
            "employment_status": "unemployed",
            "mobile": self.mobile,
            "mobile_owner": "self",
            "contact_preference": "call",
            "region": "SA-08",
            "governorate": self.city,
            "city": self.city,
            "district": self.district,
            "in_service_area": "yes",
            "household_size": "3",
            "dependents_count": "1",
            "family_members": [self._child()],
            "housing_tenure": "rent",
            "housing_type": "apartment",
            "annual_rent": "18000",
            "lease_expiry_date": (self.today + timedelta(days=200)).isoformat(),
            "income_social_security": "2400",
            "debts_total": "0",
            "health_conditions": ["none"],
            "support_types": ["rent"],
            "need_description": self.say["need"],
            "requested_amount": "9000",
            "urgency": "normal",
            "other_support_now": "no",
        }

    def _child(self) -> Answers:
        return {
            "member_name": self.names[1],
            "member_relation": "son",
            "member_sex": "male",
            "member_birth_date": "2015-06-30",
        }

    def documents(self) -> list[Answers]:
        """Return the three documents that the request needs, all of them sound."""
        return [
            self.document("national_id", expires=900, number=self.national_id),
            self.document("family_record"),
            self.document("lease", expires=200),
        ]

    def document(self, kind: str, *, expires: int | None = None, number: str = "", match: str = "match") -> Answers:
        """Return one document check; ``expires`` counts days from today and may lie in the past."""
        shown: Answers = {"doc_type": kind, "doc_form": "original", "doc_match": match, "doc_copy_kept": "no"}
        if number:
            shown["doc_number"] = number
        if expires is not None:
            shown["doc_expiry_date"] = (self.today + timedelta(days=expires)).isoformat()
        if match in {"mismatch", "minor"}:
            shown["doc_mismatch_note"] = self.say["remarks"]
        return shown


def make_people(count: int, *, seed: int, today: date) -> list[MadeUpPerson]:
    """Return ``count`` made-up people, the same for the same seed; at most 100,000."""
    chance = random.Random(seed)  # noqa: S311 - made-up people need no secrecy
    say = words()
    numbers = chance.sample(range(10_000_000), count)
    return [_person(chance, say, number, today) for number in numbers]


def _person(chance: random.Random, say: Mapping[str, Any], number: int, today: date) -> MadeUpPerson:
    sex = chance.choice(("male", "female"))
    names = (chance.choice(say[sex]), chance.choice(say["male"]), chance.choice(say["male"]), chance.choice(say["family"]))
    return MadeUpPerson(
        sex=sex,
        names=names,
        national_id=with_check_digit(f"19{number:07d}"),
        mobile=f"0500000{number % 1000:03d}",
        city=chance.choice(say["cities"]),
        district=chance.choice(say["districts"]),
        today=today,
        say=say,
    )
