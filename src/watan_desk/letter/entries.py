"""What an entry of a register says to its letters: L05, L10, L14, L17, and L21 for the other side of a complaint."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from watan_desk.dossier.records import Dossier
from watan_desk.letter.phrases import Row, Value, Values
from watan_desk.letter.values import masked, office_values
from watan_desk.policy.office import Office
from watan_desk.registers.definition import Register
from watan_desk.registers.forms import choice_labels
from watan_desk.registers.records import Entry

_SIDES = {"L17": "first_role", "L21": "second_role"}
"""Letters to one side of a complaint, and the question about its role."""
_OWN = "beneficiary"
_DASHES = (" - ", " — ", " – ", ":")


@dataclass(frozen=True)
class Spoken:
    """All that a letter about an entry is made from: its answers and those of its acts, over one another."""

    register: Register
    entry: Entry
    answers: Mapping[str, Any]
    office: Office
    today: date
    about: Entry | None = None
    """The entry that it is about: the body that a letter goes to."""
    dossier: Dossier | None = None
    forms: Sequence[str] = field(default_factory=tuple)
    """The forms whose questions the answers are of."""

    def text(self, name: str) -> str:
        """Return an answer as typed; without a full stop of its own."""
        return str(self.answers.get(name) or "").strip().rstrip(".").rstrip()

    def label(self, name: str) -> str:
        """Return the Arabic label of a choice; empty where nothing was chosen."""
        value = self.text(name)
        found = (choice_labels(self.office, form, name).get(value) for form in self.forms)
        return next((label for label in found if label), value)

    def day(self, name: str) -> date | None:
        """Return a day."""
        return date.fromisoformat(self.text(name)) if self.text(name) else None

    def rows(self, name: str) -> Sequence[Row]:
        """Return a list typed line by line, each with what is behind its dash as the reason."""
        found = []
        for line in str(self.answers.get(name) or "").splitlines():
            if line.strip():
                said, reason = _split(line.strip())
                found.append({"label": said, "reason": reason})
        return found


def entry_values(kind: str, spoken: Spoken) -> Values:
    """Return the values that a letter of this kind about an entry names, as far as they are known."""
    office, person = spoken.office, spoken.dossier.person if spoken.dossier else None
    shared: dict[str, Value] = {
        **office_values(office),
        "branch_name": office.branch_name,
        "branch_phone": office.branch_phone,
        "delegate_name": office.delegate_name,
        "date": spoken.today,
        "full_name": person.full_name if person else None,
        "case_no": spoken.dossier.case.number if spoken.dossier else None,
    }
    return shared | _GATHERERS[kind](spoken)


def _complaint(spoken: Spoken) -> dict[str, Value]:
    other = spoken.text("clause") == "other"
    return {
        "dispute_no": spoken.entry.number,
        "received": spoken.day("received_on"),
        "subject": spoken.text("subject"),
        "handler_title": spoken.text("handler_title"),
        "clause": spoken.text("clause_text") if other else spoken.label("clause"),
        "next_body": spoken.office.settings.get("next_body"),
    }


def goes_to_person(kind: str, spoken: Spoken) -> bool:
    """Tell whether a letter goes to the person whose case it is; in a complaint either side may be somebody else."""
    return kind not in _SIDES or spoken.text(_SIDES[kind]) == _OWN


def _role(kind: str, spoken: Spoken) -> str:
    """Return in what capacity a side speaks; the association's own word for its people."""
    person = spoken.dossier.person if spoken.dossier else None
    if not goes_to_person(kind, spoken):
        return spoken.label(_SIDES[kind])
    term = spoken.office.pack.terms.person
    return term.f if person and person.sex == "female" else term.m


def _raiser(spoken: Spoken) -> dict[str, Value]:
    return _complaint(spoken) | {
        "full_name": spoken.text("first_party"),
        "party_role": _role("L17", spoken),
        "finding": spoken.text("finding"),
        "action_taken": spoken.text("action_taken"),
        "declined_items": spoken.rows("declined_items"),
    }


def _other_side(spoken: Spoken) -> dict[str, Value]:
    return _complaint(spoken) | {
        "full_name": spoken.text("second_party"),
        "party_role": _role("L21", spoken),
        "finding": spoken.text("told_other_side"),
    }


def _data_request(spoken: Spoken) -> dict[str, Value]:
    return {
        "full_name": spoken.text("name"),
        "dsr_no": spoken.entry.number,
        "date": spoken.day("received_on"),
        "right_kind": spoken.label("right"),
        "identity_check": spoken.label("identity_check"),
        "action_taken": spoken.text("action_taken"),
        "refused_items": spoken.rows("refused_items"),
        "recipients": spoken.text("recipients"),
        "privacy_contact": spoken.text("privacy_contact"),
    }


def _to_body(spoken: Spoken) -> dict[str, Value]:
    days = spoken.text("reply_days")
    labels = choice_labels(spoken.office, spoken.register.form, "minimum_data")
    chosen = [str(each) for each in spoken.answers.get("minimum_data") or []]
    known = _known_data(spoken)
    return {
        "external_body": spoken.about.title if spoken.about else None,
        "service_needed": spoken.text("service_needed"),
        "minimum_data": [{"label": labels[code], "value": known.get(code, "")} for code in chosen],
        "consent_date": spoken.day("consent_date"),
        "reply_days": int(days) if days else None,
    }


def _known_data(spoken: Spoken) -> dict[str, str]:
    """Return the data of the person that a letter to a body may carry, and no other."""
    person = spoken.dossier.person if spoken.dossier else None
    request = spoken.dossier.request if spoken.dossier else None
    asked: Mapping[str, Any] = request.answers if request else {}
    return {
        "full_name": person.full_name if person else "",
        "id_masked": masked(person.id_number) if person else "",
        "mobile": person.mobile if person else "",
        "city": str(asked.get("city") or ""),
        "need": spoken.text("service_needed"),
        "size": str(asked.get("household_size") or asked.get("family_size") or ""),
    }


def _appointment(spoken: Spoken) -> dict[str, Value]:
    return {
        "appointment_kind": spoken.label("appointment_kind"),
        "date": spoken.day("due_on"),
        "time": spoken.text("time")[:5],
        "place": spoken.text("place"),
        "officer_name": spoken.text("owner"),
        "documents": spoken.text("documents"),
        "cancel_before": spoken.day("cancel_before"),
    }


_GATHERERS: Mapping[str, Callable[[Spoken], dict[str, Value]]] = {
    "L05": _to_body,
    "L10": _appointment,
    "L14": _data_request,
    "L17": _raiser,
    "L19": _data_request,
    "L21": _other_side,
}


def _split(line: str) -> tuple[str, str]:
    for dash in _DASHES:
        said, found, reason = line.partition(dash)
        if found:
            return said.strip(), reason.strip()
    return line, ""
