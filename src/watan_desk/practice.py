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

    def clarification(self) -> Answers:
        """Return a question referred for clarification."""
        return {
            "question_text": self.say["question"],
            "explained_so_far": self.say["explained"],
            "answer_by": (self.today + timedelta(days=7)).isoformat(),
            "contact_preference": "call",
            "confidentiality": "normal",
        }

    def attestation(self, *, on: date) -> Answers:
        """Return an attestation signed by hand."""
        return {
            "reads_self": "yes",
            "attest_method": "signature",
            "attest_date": on.isoformat(),
            "filed_at": self.say["place"],
        }

    def refusal(self) -> Answers:
        """Return a refusal to attest, with its reason."""
        return {"reads_self": "yes", "attest_method": "refused", "attest_refusal_reason": self.say["refusal"]}

    def delivery(self, *, on: date) -> Answers:
        """Return one payment of rent handed over."""
        return {
            "delivery_date": on.isoformat(),
            "delivery_time": "10:30",
            "delivery_place": self.say["delivery_place"],
            "partial": "no",
            "items": [{"item": self.say["item"], "quantity": "1", "unit": self.say["unit"]}],
            "item_condition": "intact",
            "receiver_name": " ".join(self.names),
            "receiver_id": self.national_id,
            "receiver_capacity": "self",
            "receiver_signed": "yes",
        }

    def satisfaction(self) -> Answers:
        """Return a survey answered."""
        scales = ("courtesy", "clarity", "enough_time", "speed", "quality", "provider", "privacy", "trust")
        answered = {"offered": "yes", "accepted": "yes", "comment": self.say["comment"], "way_of_return": "box"}
        return answered | dict.fromkeys(scales, "5")


COMPLETION: Answers = {"information_complete": "yes", "data_matched": "yes"}


def explained(on: date) -> Answers:
    """Return the notice of who studies the request, given on a day."""
    return {"committee_notice": "yes", "explained_on": on.isoformat()}


def clarified(on: date) -> Answers:
    """Return the answer to a referred question, explained to the person."""
    say = words()
    answer = {"answered_by": say["answered_by"], "answer_text": say["reply"]}
    return answer | {"answered_on": on.isoformat(), "explained_to_person": "yes"}


def told(on: date) -> Answers:
    """Return the decision told by telephone."""
    return {"told_on": on.isoformat(), "told_how": "call", "told_by": words()["delegate"], "person_reached": "yes"}


def registered(on: date) -> Answers:
    """Return a registration with all its items."""
    items = {"items_complete": "yes", "registration_items": words()["registration_items"]}
    return items | {"registered_on": on.isoformat(), "category": "low_income"}


def make_people(count: int, *, seed: int, today: date) -> list[MadeUpPerson]:
    """Return ``count`` made-up people, the same for the same seed; at most 100,000."""
    chance = random.Random(seed)  # noqa: S311 - made-up people need no secrecy
    say = words()
    numbers = chance.sample(range(10_000_000), count)
    return [_person(chance, say, number, today) for number in numbers]


def _person(chance: random.Random, say: Mapping[str, Any], number: int, today: date) -> MadeUpPerson:
    sex = chance.choice(("male", "female"))
    names = (
        chance.choice(say[sex]),
        chance.choice(say["male"]),
        chance.choice(say["male"]),
        chance.choice(say["family"]),
    )
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
