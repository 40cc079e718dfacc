"""Deeds in any order. If this fails, a request can reach the committee unsigned, or a decision be told too early."""

from datetime import timedelta
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desks import JOURNEY, answers, clock_of, decide, today
from watan_desk.common.errors import Refused
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk

BEFORE = {
    "capture": {"consent"},
    "document": {"consent"},
    "check": {"capture", "document"},
    "clarify": {"check"},
    "answer": {"clarify"},
    "attest": {"check"},
    "raise": {"attest"},
    "decide": {"raise"},
    "notify": {"decide"},
    "register": {"notify"},
    "deliver": {"register"},
    "rate": {"deliver"},
}
"""What the policy asks before each deed, written down once more, apart from the pack."""

ACTS = (*BEFORE, "consent", "document", "document", "change", "wait", "set_back", "refuse", *["onward"] * 24)
"""``onward`` is the first deed of the journey that was not done; the others come whenever they like."""


def do(desk: Desk, number: str, who: MadeUpPerson, act: str) -> None:
    """Try one act with answers that are right for it."""
    if act == "decide":
        decide(desk, number)
    elif act == "document":
        shown = {check.kind for check in desk.dossier(number).documents}
        waiting = [item for item in who.documents() if item["doc_type"] not in shown]
        desk.do("document", number, (waiting or who.documents())[0])
    elif act == "change":
        desk.do("capture", number, {"need_description": str(uuid4())})
    elif act == "refuse":
        desk.do("attest", number, who.refusal())
    elif act == "clarify":
        hoped = (today(desk) + timedelta(days=5)).isoformat()
        desk.do("clarify", number, who.clarification() | {"answer_by": hoped})
    else:
        desk.do(act, number, answers(desk, who, act))


def onward(desk: Desk, number: str, done: set[str]) -> str:
    """Return the next deed of the journey."""
    if len(desk.dossier(number).standing_documents) < 3 and "capture" in done:
        return "document"
    return next((deed for deed in JOURNEY if deed not in done), "rate")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(ACTS), min_size=20, max_size=60))
def test_no_order_of_deeds_skips_a_step(desk: Desk, who: MadeUpPerson, acts: list[str]) -> None:
    opened = desk.do("open", None, who.reception() | {"reception_date": today(desk).isoformat()})
    assert opened.dossier is not None
    number = opened.dossier.case.number
    done = {"open"}
    for chosen in acts:
        act = onward(desk, number, done) if chosen == "onward" else chosen
        if act in {"wait", "set_back"}:
            clock_of(desk).advance(timedelta(days=9) if act == "wait" else timedelta(days=-20))
            continue
        before = desk.dossier(number)
        try:
            do(desk, number, who, act)
        except Refused:
            assert desk.dossier(number) == before  # a refusal changes nothing
            continue
        deed = {"change": "capture", "refuse": "attest"}.get(act, act)
        assert BEFORE.get(deed, set()) <= done, (deed, done)
        done.add(deed)
        stands(desk, number, deed)


def stands(desk: Desk, number: str, deed: str) -> None:
    """Check what must be true the moment a deed was done."""
    dossier = desk.dossier(number)
    if deed == "raise":
        assert dossier.attestation is not None
        assert dossier.attestation.outcome == "attested"
        assert dossier.open_referral is None
        assert dossier.request is not None
        assert dossier.request.complete
        assert {"national_id", "family_record", "lease"} <= {check.kind for check in dossier.standing_documents}
    if deed == "notify":
        assert dossier.raising is not None
        assert dossier.notification is not None
        assert dossier.raising.earliest_reply is not None
        assert dossier.notification.told_on >= dossier.raising.earliest_reply
        assert dossier.raising.earliest_reply - dossier.raising.raised_on == timedelta(days=14)


def test_the_random_orders_do_reach_the_end(desk: Desk, who: MadeUpPerson) -> None:
    """Guard the test above: its own ``onward`` alone leads to the survey once the wait has passed."""
    opened = desk.do("open", None, who.reception())
    assert opened.dossier is not None
    number, done = opened.dossier.case.number, {"open"}
    for _ in range(13):
        act = onward(desk, number, done)
        if act == "notify":
            clock_of(desk).advance(timedelta(days=15))
        do(desk, number, who, act)
        done.add(act)
    assert desk.dossier(number).case.state == "closed"
