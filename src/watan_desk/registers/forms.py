"""The forms of registers: in the words of the association's pack, with its channels and the desk's own entries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from watan_desk.forms import ChoiceOverrides, Form, NodeView, Record, checked
from watan_desk.policy.office import Answers, Office, form_words
from watan_desk.registers.records import Wanted, entries

_OFFERED = {"body": ("body",), "result_entry": ("result", "wave")}
"""Lists of entries that forms offer: name of the list, and the registers whose open entries it holds."""


def form_called(office: Office, name: str) -> Form:
    """Return a register's form by the name of its definition."""
    return office.shelf.form(name, form_words(office.pack, "open"))


def lists(connection: sa.Connection, office: Office, form: Form) -> ChoiceOverrides:
    """Return the choices that the pack and the desk's own entries give to a form, of the lists that it has."""
    has = form.lists
    found: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {}
    if "channel" in has:
        found["channel"] = tuple(
            (each.code, {"ar": each.label.ar, "en": each.label.en}) for each in office.pack.channels
        )
    for name in has & _OFFERED.keys():
        held = [each for code in _OFFERED[name] for each in entries(connection, Wanted(register=code, open_only=True))]
        found[name] = tuple((each.number, {"ar": each.title, "en": each.title}) for each in held)
    return found


def blank(
    connection: sa.Connection,
    office: Office,
    name: str,
    *,
    now: Callable[[], datetime],
    lang: str = "ar",
    kept: str | None = None,
) -> Record:
    """Open a register's form, blank or as a draft's instance text left it."""
    form = form_called(office, name)
    return form.open(now=now, lang=lang, answers=kept, choices=lists(connection, office, form))


def stamped(connection: sa.Connection, office: Office, name: str, answers: Answers, *, now: datetime) -> dict[str, Any]:
    """Return the columns that an entry or an act keeps of its form, with answers that break no rule of it.

    Raises:
        Invalid: an answer is missing, wrong or unknown; names the fields.
    """
    form = form_called(office, name)
    record = checked(form, answers, now=lambda: now, choices=lists(connection, office, form))
    return {"form_id": form.id, "form_version": form.version, "answers": record.data()}


@dataclass(frozen=True)
class Said:
    """One answer as people read it: the question's label, and the answer or its choice's label."""

    name: str
    label: str
    text: str


def said(office: Office, form_id: str, answers: Answers, entry_titles: dict[str, str], lang: str) -> tuple[Said, ...]:
    """Return kept answers with the labels of their form, in its order; ``entry_titles`` are titles by entry number."""
    form = form_called(office, form_id)
    record = form.open(now=_any_time, lang=lang)
    known = {field.name for field in form.fields()}
    channels = {each.code: each.label.text(lang) for each in office.pack.channels}
    record.fill({name: value for name, value in answers.items() if name in known})
    found = []
    for node in _questions(record.tree()):
        value = answers.get(node.name)
        if value in (None, "", []):
            continue
        labels = channels if node.name == "channel" else dict(node.choices) | entry_titles
        parts = [str(part) for part in value] if isinstance(value, list) else [str(value)]
        joint = "، " if lang == "ar" else ", "
        found.append(Said(node.name, node.label, joint.join(labels.get(part, part) for part in parts)))
    return tuple(found)


def choice_labels(office: Office, name: str, field: str, lang: str = "ar") -> dict[str, str]:
    """Return the labels of the choices of a question, by their codes."""
    record = form_called(office, name).open(now=_any_time, lang=lang)
    return next((dict(node.choices) for node in _questions(record.tree()) if node.name == field), {})


def _questions(node: NodeView) -> tuple[NodeView, ...]:
    if node.kind == "question":
        return (node,)
    return tuple(question for child in node.children for question in _questions(child))


def _any_time() -> datetime:
    """Return an instant for a form that is opened for its labels only."""
    return datetime(2026, 1, 1, tzinfo=UTC)
