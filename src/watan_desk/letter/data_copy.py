"""The copy of everything kept about a person (L19): their own record, and case by case what every form was answered.

A decision that was not told yet is none of it: its day has not come (R73). The copy is issued on an entry of the data
requests only, after the identity check (R45).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from watan_desk.capture.records import NOTICE, UPLOADS
from watan_desk.common.clock import saudi_day
from watan_desk.common.messages import say
from watan_desk.dossier.records import Dossier
from watan_desk.forms.view import NodeView
from watan_desk.letter.person_values import consent_said
from watan_desk.letter.phrases import Row, Value
from watan_desk.people.records import Person
from watan_desk.policy.office import Office


def copied(person: Person, dossiers: Sequence[Dossier], office: Office) -> dict[str, Value]:
    """Return what the copy says: every datum with its group, its question, its value and its day."""
    several = len(dossiers) > 1
    of_cases = (
        row for dossier in dossiers for row in _of_case(dossier, office, f" {dossier.case.number}" if several else "")
    )
    rows = [*_of_person(person, dossiers), *of_cases]
    return {"data_rows": rows, "row_count": len(rows), "full_name": person.full_name}


def _of_person(person: Person, dossiers: Sequence[Dossier]) -> Iterator[Row]:
    opened = saudi_day(dossiers[0].case.opened_at) if dossiers else None
    known: dict[str, str | date | None] = {
        "name": person.full_name,
        "number": person.id_number,
        "birth": person.birth_date,
        "mobile": person.mobile,
    }
    for name, value in known.items():
        if value:
            yield _row(say("letter.data.person", "ar"), say(f"letter.data.{name}", "ar"), value, opened)


def _of_case(dossier: Dossier, office: Office, which: str) -> Iterator[Row]:
    """Yield the answers of every form of a case, and the decision once it was told; ``which`` names one of several."""
    taken: tuple[tuple[str, Sequence[Any]], ...] = (
        ("open", dossier.visits),
        ("capture", (dossier.request,) if dossier.request else ()),
        ("document", dossier.standing_documents),
        ("check", dossier.data_checks),
        ("clarify", dossier.referrals),
        ("attest", dossier.attestations),
        ("notify", dossier.notifications),
        ("register", dossier.registrations),
        ("deliver", dossier.deliveries),
        ("rate", dossier.surveys),
    )
    for deed, records in taken:
        group = say(f"deed.{deed}", "ar") + which
        for record in records:
            day = saudi_day(record.at)
            for label, value in answered(office, deed, record.answers):
                yield _row(group, label, value, day)
    for each in dossier.consents:
        group = say("deed.consent", "ar") + which
        choice = each.method if each.purpose == NOTICE else each.choice
        label, value = consent_said(office, each.purpose, choice)
        yield _row(group, label, value, saudi_day(each.at))
    decided = dossier.decision
    if decided and dossier.notification:
        said = say(f"letter.outcome.{decided.outcome}", "ar")
        value = f"{said}: {decided.reason}" if decided.reason else said
        yield _row(say("deed.decide", "ar") + which, said, value, decided.decided_on)


def answered(office: Office, deed: str, answers: Mapping[str, Any]) -> tuple[tuple[str, str | date], ...]:
    """Return the questions of a deed's form that are answered, with the answers as people read them."""
    record = office.blank(deed, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    known = {field.name for field in office.form_of(deed).fields()}
    record.fill({name: value for name, value in answers.items() if name in known and value not in (None, "", [])})
    return tuple((node.label or node.name, _shown(node)) for node in _questions(record.tree()) if node.value)


def _questions(node: NodeView) -> Iterator[NodeView]:
    if node.kind == "question":
        yield node
    for child in node.children:
        yield from _questions(child)


def _shown(node: NodeView) -> str | date:
    if node.type == "date":
        return date.fromisoformat(node.value)
    if node.type in UPLOADS:
        return say("letter.data.file", "ar", kind=node.value.rpartition(".")[2].upper())
    labels = dict(node.choices)
    if not labels:
        return node.value
    return say("letter.list_joint", "ar").join(labels.get(part, part) for part in node.value.split())


def _row(group: str, label: str, value: str | date, day: date | None) -> Row:
    row: dict[str, str | int | date] = {"group": group, "label": label, "value": value}
    return row | {"day": day} if day else row
