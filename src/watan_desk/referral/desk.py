"""What a delegate does when the procedure is not clear to the person."""

from datetime import date

from watan_desk.policy.journey import Facts, require
from watan_desk.policy.office import Answers, Office
from watan_desk.referral.records import Explanation, Referral, explanations_of, referrals_of
from watan_desk.store.cases import Case
from watan_desk.store.work import Work


def clarify(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Referral:
    """Refer the person's question to the referral officer.

    Raises:
        NotYet, Invalid: the deed comes too early or too late, or the form's rules are broken.
    """
    require(office.pack, "clarify", facts)
    record = office.checked("clarify", data, now=work.now())
    values = {
        "case_id": case.id,
        "kind": "clarification",
        "question": record.value("question_text"),
        "open": True,
        **office.stamp("clarify", record),
        **work.by(),
    }
    work.put("referral", values)
    return referrals_of(work.connection, case.id)[-1]


def answer(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Referral:
    """Record the officer's answer, explained to the person; the case goes on where it stood.

    Raises:
        NotYet, Invalid: no question is open, or the form's rules are broken.
    """
    require(office.pack, "answer", facts)
    record = office.checked("answer", data, now=work.now())
    asked = next(referral for referral in referrals_of(work.connection, case.id) if referral.open)
    values = {
        "case_id": case.id,
        "answer": record.value("answer_text"),
        "answered_on": date.fromisoformat(record.value("answered_on")),
        "open": False,
        "reply_answers": record.data(),
    }
    work.put("referral", values, id=asked.id)
    return next(referral for referral in referrals_of(work.connection, case.id) if referral.id == asked.id)


def explain(work: Work, office: Office, facts: Facts, case: Case, data: Answers) -> Explanation:
    """Record that the procedure was explained, as it is to everybody where the policy asks for it (R67).

    Raises:
        NotYet, Invalid: the deed comes too early, or the form's rules are broken.
    """
    require(office.pack, "explain", facts)
    record = office.checked("explain", data, now=work.now())
    values = {
        "case_id": case.id,
        "explained_on": date.fromisoformat(record.value("explained_on")),
        "language": record.value("explained_in"),
        "doubt_left": record.value("doubt_left") == "yes",
        **office.stamp("explain", record),
        **work.by(),
    }
    work.put("explanation", values)
    return explanations_of(work.connection, case.id)[-1]
