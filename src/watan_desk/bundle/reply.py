"""How the lines of head office's reply enter the desk. Every line is safe to apply twice."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from watan_desk.bundle.container import Part
from watan_desk.bundle.contents import ACCEPTED, DecisionLine, PermissionLine, PolicyLine, ReceiptLine, read_line
from watan_desk.bundle.records import Quarantined, enrolled
from watan_desk.capture.forms import take_form
from watan_desk.common.errors import DamagedFile, DeskError
from watan_desk.decision.desk import receive_decision
from watan_desk.dossier.facts import facts_of, state_of
from watan_desk.dossier.records import read_dossier
from watan_desk.policy.desk import take_policy, take_settlement
from watan_desk.policy.office import Office
from watan_desk.policy.signed import Signed
from watan_desk.store.cases import Case, case_by_id
from watan_desk.store.tables import attachment, receipt
from watan_desk.store.tables import journal as journal_table
from watan_desk.store.work import Work


@dataclass(frozen=True)
class Known:
    """The desk's office, and the one that each case goes on under: its version may be closed since (R14)."""

    office: Office
    of_case: Callable[[Case], Office]


@dataclass(frozen=True)
class Applied:
    """How many lines of a part were new and taken, and which were kept aside."""

    items: int
    aside: tuple[Quarantined, ...] = ()


def apply_receipts(work: Work, known: Known, part: Part, bundle: str) -> Applied:  # noqa: ARG001 - as its sibling
    """Note what became of our entries and files. An accepted entry stays accepted, whatever an older reply says."""
    noted = {row.entry: row.status for row in work.connection.execute(sa.select(receipt.c.entry, receipt.c.status))}
    hashes = sa.union(sa.select(journal_table.c.hash), sa.select(attachment.c.hash))
    ours = set(work.connection.execute(hashes).scalars())
    items, aside = 0, []
    for line in (read_line(raw, ReceiptLine) for raw in part.lines):
        if line.entry not in ours:
            aside.append(Quarantined(line.entry, "bundle.unknown_entry"))
        elif noted.get(line.entry) not in {ACCEPTED, line.status}:
            work.connection.execute(sa.delete(receipt).where(receipt.c.entry == line.entry))
            values = {"entry": line.entry, "status": line.status, "reason": line.reason, "bundle_id": bundle}
            work.connection.execute(sa.insert(receipt).values(values))
            items += 1
    return Applied(items, tuple(aside))


def apply_decisions(work: Work, known: Known, part: Part, bundle: str) -> Applied:  # noqa: ARG001 - as its sibling
    """Keep the decisions, each as a deed of its own, so that each is journalled under its own case's key."""
    items, aside = 0, []
    for raw in part.lines:
        try:
            items += _apply_decision(work, known, read_line(raw, DecisionLine))
        except DeskError as refusal:
            aside.append(Quarantined(_item_of(raw), refusal.key))
    return Applied(items, tuple(aside))


def apply_permissions(work: Work, known: Known, part: Part, bundle: str) -> Applied:  # noqa: ARG001 - as its sibling
    """Keep what head office permits, each as a deed of its own in the journal (R51)."""
    items = 0
    for line in (read_line(raw, PermissionLine) for raw in part.lines):
        if _is_known(work, line.id):
            continue
        with _deed(work, "permit", line.id) as deed:
            values = {"name": line.name, "reason": line.reason, "granted_at": line.granted_at, "came_at": deed.now()}
            deed.put("permission", values, id=line.id)
        items += 1
    return Applied(items)


def apply_policies(work: Work, known: Known, part: Part, bundle: str) -> Applied:  # noqa: ARG001 - as its sibling
    """Keep versions of the policy, head office's words on them and its request forms, each as a deed of its own."""
    items, aside = 0, []
    for raw in part.lines:
        try:
            items += _apply_policy(work, known.office, read_line(raw, PolicyLine))
        except DeskError as refusal:
            aside.append(Quarantined(_policy_of(raw), refusal.key))
    return Applied(items, tuple(aside))


def _apply_policy(work: Work, office: Office, line: PolicyLine) -> int:
    """Keep one; return 1 if it was new."""
    if _is_known(work, line.id):
        return 0
    key, signed = enrolled(work.connection).head_office.verifier, Signed(line.body, line.signature)
    kind, take = _TAKEN[line.kind]
    with _deed(work, kind, line.id) as deed:
        take(deed, office, signed, key)
        return 1 if deed.changes else 0


_TAKEN: Mapping[str, tuple[str, Callable[[Work, Office, Signed, Ed25519PublicKey], object]]] = {
    "policy": ("policy", take_policy),
    "settlement": ("approval", take_settlement),
    "form": ("form_import", take_form),
}
"""The deed of each kind of line, and what does it."""


def _is_known(work: Work, deed_id: str) -> bool:
    known = sa.select(journal_table.c.position).where(journal_table.c.deed_id == deed_id)
    return work.connection.execute(known).first() is not None


def deed_id_of(line: DecisionLine) -> str:
    """Return the id of the deed that keeps a decision: the same on every import of the same revision."""
    return str(uuid.uuid5(uuid.UUID(line.id), str(line.revision)))


def _apply_decision(work: Work, known: Known, line: DecisionLine) -> int:
    """Keep one decision; return 1 if it was new."""
    if _is_known(work, deed_id_of(line)):
        return 0
    with _deed(work, "decide", deed_id_of(line)) as deed:
        case = case_by_id(deed.connection, line.case_id)
        office = known.of_case(case)
        facts = facts_of(read_dossier(deed.connection, case), office, deed.now())
        decided = {
            "id": line.id,
            "raising_id": line.raising_id,
            "outcome": line.outcome,
            "session_no": line.session_no,
            "decided_on": line.decided_on.isoformat(),
            "reason": line.reason,
            "details": line.details,
            "override_reason": line.override_reason,
        }
        receive_decision(deed, office, facts, case, decided)
        deed.put("case", {"state": state_of(read_dossier(deed.connection, case), office.pack)}, id=case.id)
    return 1


@contextmanager
def _deed(work: Work, kind: str, deed_id: str) -> Iterator[Work]:
    """Open a deed inside the import's transaction: wholly journalled, or wholly undone."""
    inner = Work(work.connection, work.clock, work.actor, work.device, kind, deed_id)
    with work.connection.begin_nested():
        yield inner
        inner.enter()


def _item_of(raw: bytes) -> str:
    try:
        return read_line(raw, DecisionLine).id
    except DamagedFile:
        return "?"


def _policy_of(raw: bytes) -> str:
    try:
        return read_line(raw, PolicyLine).id
    except DamagedFile:
        return "?"
