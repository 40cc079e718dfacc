"""If these fail, entitlement is decided without proof, or a victim of crime waits for rules that are not theirs."""

from datetime import timedelta

import pytest

from tests.desks import answers, clock_of, decide, go_on, person, step, take_to, today, verify
from watan_desk import practice
from watan_desk.common.errors import Invalid, NotYet, Refused
from watan_desk.policy.journey import stepper
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk


@pytest.fixture
def somebody() -> MadeUpPerson:
    """Return a person who asks for legal and financial support."""
    return person(form="victim")


def _missing(refused: pytest.ExceptionInfo[NotYet]) -> list[tuple[str, str]]:
    return [(item.code, str(item.params.get("kind", ""))) for item in refused.value.missing]


def test_four_steps_lead_to_the_end_without_attestation_committee_or_wait(awn: Desk, somebody: MadeUpPerson) -> None:
    number = take_to(awn, somebody, "raise")
    raised = awn.dossier(number).raising
    assert raised is not None
    assert (raised.earliest_reply, raised.latest_reply, raised.body) == (None, None, "الإدارة المختصة")
    decide(awn, number)
    step(awn, somebody, number, "notify")
    dossier = awn.dossier(number)
    assert dossier.case.state == "closed"
    assert (dossier.attestations, dossier.data_checks) == ((), ())
    assert [view.state for view in stepper(awn.office.pack, awn.facts(dossier))] == ["done"] * 4
    for deed in ("attest", "clarify", "check", "register"):
        with pytest.raises(NotYet) as refused:
            awn.do(deed, number, {})
        assert _missing(refused) == [("unknown_deed", "")]


def test_nothing_is_assessed_before_each_datum_has_a_source(awn: Desk, somebody: MadeUpPerson) -> None:
    number = take_to(awn, somebody, "document")
    rules = awn.office.pack.eligibility
    assert rules is not None
    given = practice.gathered(rules)
    awn.do("gather", number, {"sources": given["sources"][:2]})
    verify(awn, number)
    with pytest.raises(NotYet) as refused:
        awn.do("assess", number, practice.assessed(rules))
    assert _missing(refused) == [("source", "incident"), ("source", "need")]


def test_a_statement_proves_nothing(awn: Desk, somebody: MadeUpPerson) -> None:
    number = take_to(awn, somebody, "document")
    stated = {"datum": "need", "source": "form", "proven": "yes", "evidence": "قوله"}
    with pytest.raises(Invalid) as refused:
        awn.do("gather", number, {"sources": [stated]})
    assert [problem.key for problem in refused.value.problems] == ["eligibility.statement"]
    awn.do("gather", number, {"sources": [{"datum": "need", "source": "form", "proven": "no"}]})
    assert awn.dossier(number).gatherings[0].answers["sources"][0]["source"] == "form"


def test_the_sheets_of_the_matrix_are_required_and_a_visit_only_where_it_asks_for_one(
    awn: Desk, somebody: MadeUpPerson
) -> None:
    number = take_to(awn, somebody, "gather")
    rules = awn.office.pack.eligibility
    assert rules is not None
    with pytest.raises(NotYet) as refused:
        awn.do("assess", number, practice.assessed(rules))
    wanted = [("mechanism", "desk_check"), ("mechanism", "interview"), ("mechanism", "field_visit")]
    assert _missing(refused) == wanted
    other = {"support_types": ["psychological"], "consent_share_psych": "yes", "condition_own_wish": "met"}
    awn.do("capture", number, other)
    awn.do("examine", number, practice.examined("interview", today(awn)))
    step(awn, somebody, number, "assess")
    assert {sheet.mechanism for sheet in awn.dossier(number).examinations} == {"interview"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"place_kind": "market"}, "place_kind"),
        ({"visit_asked_because": ""}, "visit_asked_because"),
        ({"photo_taken": "yes", "photo_consent": "no", "photo_kept": "ملف"}, "photo_consent"),
    ],
)
def test_a_visit_is_at_home_or_at_work_with_its_reason_and_no_photograph_without_consent(
    awn: Desk, somebody: MadeUpPerson, change: dict[str, str], field: str
) -> None:
    number = take_to(awn, somebody, "gather")
    with pytest.raises(Invalid) as refused:
        awn.do("visit", number, practice.visited(today(awn)) | change)
    assert [problem.field for problem in refused.value.problems] == [field]
    awn.do("visit", number, practice.visited(today(awn)) | {"place_kind": "work"})
    assert awn.dossier(number).examinations[-1].mechanism == "field_visit"


def test_no_decision_is_asked_for_while_a_criterion_is_empty(awn: Desk, somebody: MadeUpPerson) -> None:
    number = take_to(awn, somebody, "gather")
    rules = awn.office.pack.eligibility
    assert rules is not None
    verify(awn, number)
    whole = practice.assessed(rules)
    awn.do("assess", number, whole | {"criteria": whole["criteria"][:4]})
    with pytest.raises(NotYet) as refused:
        step(awn, somebody, number, "raise")
    assert _missing(refused) == [("criterion", "no_harm")]
    with pytest.raises(NotYet):
        decide(awn, number)
    awn.do("assess", number, whole | {"criteria": whole["criteria"][4:]})
    step(awn, somebody, number, "raise")
    assert awn.dossier(number).case.state == "raised"


def test_whoever_received_the_request_does_not_decide_it(awn: Desk, somebody: MadeUpPerson) -> None:
    number = take_to(awn, somebody, "raise")
    own = {"support": "مشورة", "decided_by": awn.office.delegate_name}
    with pytest.raises(Refused) as refused:
        decide(awn, number, details=own)
    assert refused.value.key == "decision.same_person"
    assert awn.dossier(number).decision is None
    decide(awn, number, details=own | {"decided_by": "هيفاء الناصر"})
    assert awn.dossier(number).case.state == "decided"


def test_a_case_is_closed_by_the_telling_and_never_before(awn: Desk, somebody: MadeUpPerson) -> None:
    number = take_to(awn, somebody, "decide")
    assert awn.dossier(number).case.state == "decided"
    with pytest.raises(NotYet):
        awn.do("deliver", number, answers(awn, somebody, "deliver"))
    with pytest.raises(NotYet):
        awn.do("rate", number, somebody.satisfaction())
    step(awn, somebody, number, "notify")
    assert awn.dossier(number).case.state == "closed"
    awn.do("deliver", number, answers(awn, somebody, "deliver"))
    awn.do("rate", number, somebody.satisfaction())


def test_a_rejection_is_told_and_more_information_opens_the_request_again(awn: Desk, somebody: MadeUpPerson) -> None:
    number = take_to(awn, somebody, "notify", outcome="more")
    assert awn.dossier(number).raising is None
    clock_of(awn).advance(timedelta(days=1))
    go_on(awn, somebody, number, "capture", "raise")
    decide(awn, number, "reject", reason="criteria_not_met")
    step(awn, somebody, number, "notify")
    assert awn.dossier(number).case.state == "rejected"


def test_the_category_changes_what_is_asked_of_the_need(awn: Desk, somebody: MadeUpPerson) -> None:
    number = take_to(awn, somebody, "capture")
    awn.do("need", number, somebody.assessed_need())
    assert (awn.dossier(number).needs[-1].category, awn.dossier(number).needs[-1].level) == ("direct", "high")
    awn.do("capture", number, {"relation_to_case": "witness"})
    with pytest.raises(Invalid) as refused:
        awn.do("need", number, {"need_level": "high", "need_why": "يخشى ضررًا"})
    assert [problem.field for problem in refused.value.problems] == ["fears_harm"]
