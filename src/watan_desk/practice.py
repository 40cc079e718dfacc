"""Made-up people and answers for practice offices, the demo, the benchmarks and the tests. Nobody here exists."""

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from watan_desk.common.identifiers import luhn
from watan_desk.common.resources import resource
from watan_desk.policy.eligibility import Eligibility
from watan_desk.practice_requests import PLANS, Plan, Somebody

Answers = dict[str, Any]


def words(form: str = "") -> Mapping[str, Any]:
    """Return the words that made-up people use, those of a request form before the common ones."""
    known: dict[str, Any] = tomllib.loads(resource("practice", "people.toml").read_text(encoding="utf-8"))
    own: dict[str, Any] = known["forms"].get(form, {})
    return known | own


def with_check_digit(nine: str) -> str:
    """Return nine digits with their Luhn check digit."""
    return next(nine + digit for digit in "0123456789" if luhn(nine + digit))


@dataclass(frozen=True)
class MadeUpPerson(Somebody):
    """A person who does not exist, with the answers they would give on ``today``."""

    form: str = "general"
    """The name of the request form they fill in."""

    def reception(self) -> Answers:
        """Return a visit that ends in a request, with one inquiry."""
        return {
            "reception_date": self.today.isoformat(),
            "visit_reason": "new_request",
            "reception_channel": self.plan.channel,
            "applicant_capacity": "self",
            "preferred_language": "ar",
            "inquiries": [{"question": self.say["inquiry"], "answer": self.say["inquiry_answer"], "answered": "yes"}],
            "outcome": "start_request",
            **self.plan.reception,
        }

    def consents(self) -> Answers:
        """Return the privacy notice read aloud and a yes for each purpose, or what the field asks instead."""
        return dict(self.plan.consents)

    @property
    def plan(self) -> Plan:
        """What a person asks for on the association's form."""
        return PLANS[self.form]

    def request(self) -> Answers:
        """Return a complete request on the association's form."""
        return self.plan.request(self)

    def change(self) -> Answers:
        """Return an answer that differs from the complete request."""
        return {self.plan.changed: self.say["changed_need"]}

    def documents(self) -> list[Answers]:
        """Return the documents that the request needs, all of them sound."""
        return [
            self.document(
                shown.kind,
                expires=shown.expires,
                number=self.national_id if shown.numbered else "",
                issued=shown.issued,
            )
            for shown in self.plan.documents
        ]

    def document(
        self,
        kind: str,
        *,
        expires: int | None = None,
        number: str = "",
        match: str = "match",
        issued: int | None = None,
    ) -> Answers:
        """Return one document check; ``expires`` and ``issued`` count days from today and may lie in the past."""
        shown: Answers = {"doc_type": kind, "doc_form": "original", "doc_match": match, "doc_copy_kept": "no"}
        if number:
            shown["doc_number"] = number
        if expires is not None:
            shown["doc_expiry_date"] = (self.today + timedelta(days=expires)).isoformat()
        if issued is not None:
            shown["doc_issue_date"] = (self.today + timedelta(days=issued)).isoformat()
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

    def registration(self, *, on: date) -> Answers:
        """Return a registration with all the items that the form's requests need."""
        own = {"registration_items": self.say["registration_items"], "category": self.plan.category}
        return registered(on) | own

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
            **self.plan.delivery,
        }

    def urgent_help(self, *, on: date) -> Answers:
        """Return help given on the spot."""
        return {
            "service_point": self.say["service_point"],
            "given_on": on.isoformat(),
            "given_at": "07:40:00.000+03:00",
            "triage": "yellow",
            "urgent_needs": ["water_food", "rest"],
            "urgent_reason": self.say["urgent_reason"],
            "handed_to": "group_leader",
            "consent_basis": "oral",
            "consent_language": "ar",
        }

    def assessed_need(self) -> Answers:
        """Return the need as it was assessed, with the answers that the category of the request asks for."""
        return {"need_level": "high", "need_why": self.say["need"], **self.plan.need}

    def satisfaction(self) -> Answers:
        """Return a survey answered."""
        scales = ("courtesy", "clarity", "enough_time", "speed", "quality", "provider", "privacy", "trust")
        answered = {"offered": "yes", "accepted": "yes", "comment": self.say["comment"], "way_of_return": "box"}
        return answered | dict.fromkeys(scales, "5")


COMPLETION: Answers = {"information_complete": "yes", "data_matched": "yes"}


def procedure_explained(on: date) -> Answers:
    """Return the procedure explained, with nothing left in doubt."""
    said = {"procedure_explained": "yes", "explained_in": "ar", "doubt_left": "no"}
    return said | {"explained_on": on.isoformat()}


def gathered(rules: Eligibility) -> Answers:
    """Return every datum that a pack asks for, proven by the first source that proves."""
    proving = next(source.code for source in rules.sources if source.proves)
    shown = {"source": proving, "proven": "yes", "evidence": words()["evidence"]}
    return {"sources": [{"datum": item.code, **shown} for item in rules.data]}


def examined(mechanism: str, on: date) -> Answers:
    """Return the sheet of a mechanism."""
    say = words()
    sheet = {"mechanism": mechanism, "held_on": on.isoformat(), "held_by": say["delegate"], "findings": say["findings"]}
    own = {
        "desk_check": {"papers_state": "complete", "conditions_state": "met"},
        "interview": {
            "private_talk": "yes",
            "circumstances": say["findings"],
            "support_circle": "family",
            "need_degree": "moderate",
            "interview_view": "entitled",
        },
    }
    return sheet | own.get(mechanism, {})


def visited(on: date) -> Answers:
    """Return the sheet of a visit at home, without a photograph."""
    say = words()
    return {
        "visit_asked_because": say["visit_reason"],
        "place_kind": "home",
        "visited_on": on.isoformat(),
        "held_by": say["delegate"],
        "safe_to_visit": "yes",
        "findings": say["findings"],
        "photo_taken": "no",
    }


def assessed(rules: Eligibility) -> Answers:
    """Return every criterion of a pack met."""
    met = {"result": "met", "evidence": words()["evidence"]}
    return {"criteria": [{"criterion": item.code, **met} for item in rules.criteria], "opinion": "entitled"}


def submitted(on: date) -> Answers:
    """Return an assessment submitted for decision."""
    return {"submitted_on": on.isoformat(), "sheets_enclosed": "yes"}


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
    """Return a registration of the general request form, with all its items."""
    items = {"items_complete": "yes", "registration_items": words()["registration_items"]}
    return items | {"registered_on": on.isoformat(), "category": "low_income"}


def make_people(count: int, *, seed: int, today: date, form: str = "general") -> list[MadeUpPerson]:
    """Return ``count`` made-up people who fill in ``form``, the same for the same seed; at most 100,000."""
    chance = random.Random(seed)  # noqa: S311 - made-up people need no secrecy
    say = words(form)
    numbers = chance.sample(range(10_000_000), count)
    return [_person(chance, say, number, today, form) for number in numbers]


def _person(chance: random.Random, say: Mapping[str, Any], number: int, today: date, form: str) -> MadeUpPerson:
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
        form=form,
    )
