"""What a delegate does around the decision; the decision itself is head office's."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from watan_desk.capture.records import request_of
from watan_desk.common.errors import FieldProblem, Invalid, Refused
from watan_desk.decision.records import (
    Decision,
    Notification,
    Raising,
    decisions_of,
    notifications_of,
    raisings_of,
)
from watan_desk.decision.rules import same_person
from watan_desk.forms import Record
from watan_desk.people.safe_contact import contact_in
from watan_desk.policy.journey import Facts, earliest_reply, latest_reply, require
from watan_desk.policy.office import Answers, Office
from watan_desk.store.cases import Case
from watan_desk.store.work import Work


def raise_request(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Raising:
    """Record that the person was told who studies the request and by what reply rule, and put it before that body.

    The day of raising is the deed's own day, which never precedes the journal (a clock set back does not help).

    Raises:
        NotYet, Invalid: something is still open, the attestation is stale, or the form's rules are broken.
    """
    require(office.pack, "raise", facts)
    record = _raising_form(office, work, data)
    raised_on = work.today()
    values = {
        "case_id": case.id,
        "raised_on": raised_on,
        "earliest_reply": earliest_reply(office.pack, raised_on),
        "latest_reply": latest_reply(office.pack, raised_on, office.settings),
        "body": office.pack.terms.decision_body.ar,
        **office.stamp("raise", record),
        **work.by(),
    }
    work.put("raising", values)
    return raisings_of(work.connection, case.id)[-1]


def _raising_form(office: Office, work: Work, data: Answers) -> Record:
    """Return the checked form; one that asks whether the statement was signed is told so, as the attestation stands."""
    asked = {info.name for info in office.form_of("raise").fields() if info.type == "hidden"}
    signed = {"statement_confirmed": "signed"} if "statement_confirmed" in asked else {}
    return office.checked("raise", {**data, **signed}, now=work.now())


def receive_decision(work: Work, office: Office, facts: Facts, case: Case, decided: Mapping[str, Any]) -> Decision:
    """Keep a decision of head office's reply; an early one is kept too and waits for its day (R73).

    ``decided`` holds the columns of the decision, dates as ISO text, head office's own ``id``, and ``raising_id``: the
    raising it answers.

    Raises:
        NotYet: the case was not raised, or its decision was told already.
        Refused: the decision answers an earlier raising of the case, or whoever received the request made it (R90).
    """
    require(office.pack, "decide", facts)
    if office.pack.eligibility and same_person(decided["details"].get("decided_by", ""), office.delegate_name):
        raise Refused("decision.same_person")
    if decided["raising_id"] != raisings_of(work.connection, case.id)[-1].id:
        raise Refused("decision.older_raising")
    names = ("raising_id", "outcome", "session_no", "reason", "details", "override_reason")
    values = {name: decided[name] for name in names}
    values |= {"decided_on": date.fromisoformat(decided["decided_on"]), "received_at": work.now(), "case_id": case.id}
    kept = work.put("decision", values, id=str(decided["id"]))
    return next(decision for decision in decisions_of(work.connection, case.id) if decision.id == kept)


def notify(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Notification:
    """Record that the decision was told, how and when.

    Raises:
        NotYet: no decision, or its day has not come.
        Invalid: the form's rules are broken, the day told lies before the earliest reply, or the way is not safe for a
            person whom the association hides (R92).
    """
    require(office.pack, "notify", facts)
    record = office.checked("notify", data, now=work.now())
    told_on = date.fromisoformat(record.value("told_on"))
    decision = decisions_of(work.connection, case.id)[-1]
    earliest = raisings_of(work.connection, case.id)[-1].earliest_reply
    if earliest and told_on < earliest and not decision.override_reason:
        raise Invalid((FieldProblem("told_on", "decision.told_too_early"),))
    request = request_of(work.connection, case.id)
    contact = contact_in(request.answers if request else {}, office)
    if contact is not None and record.value("told_how") not in contact.telling_ways:
        raise Invalid((FieldProblem("told_how", "decision.way_unsafe"),))
    values = {
        "case_id": case.id,
        "decision_id": decision.id,
        "told_on": told_on,
        "how": record.value("told_how"),
        **office.stamp("notify", record),
        **work.by(),
    }
    work.put("notification", values)
    return notifications_of(work.connection, case.id)[-1]
