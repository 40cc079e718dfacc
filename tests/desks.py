"""A practice desk with a real head office's answer, and people taken along the journey on it, deed by deed."""

import atexit
import shutil
import uuid
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from watan_desk import practice
from watan_desk.common.clock import FixedClock, saudi_day
from watan_desk.decision.desk import receive_decision
from watan_desk.decision.records import Decision
from watan_desk.dossier.facts import facts_of
from watan_desk.dossier.records import read_dossier
from watan_desk.headoffice.enrolling import Post, enrol
from watan_desk.headoffice.office import HeadOffice, found
from watan_desk.headoffice.permissions import permit
from watan_desk.headoffice.policies import Word, settle
from watan_desk.headoffice.replies import reply
from watan_desk.policy.office import missing_identity
from watan_desk.practice import MadeUpPerson, make_people
from watan_desk.store.cases import case_by_number
from watan_desk.store.keys import Cost
from watan_desk.wiring import Desk, enrol_desk, init_desk, keep_state, open_desk, take_reply
from watan_desk.wiring.policies import accept

MORNING = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)
"""Thursday, 10 in the morning in Riyadh, 9 Jumada II 1448."""
DAY = date(2026, 11, 19)
PASSPHRASE = "عبارة مرور للتدريب"

QUICK = Cost(memory_kib=8 * 1024, passes=1, lanes=1)
"""Made-up people need no secrecy, and hundreds of tests open a desk."""

JOURNEY = (
    "open",
    "consent",
    "capture",
    "document",
    "check",
    "attest",
    "raise",
    "decide",
    "notify",
    "register",
    "deliver",
    "rate",
)
"""The deeds of an accepted request, in order; ``document`` is done once for each document."""


def make_desk(folder: Path, association: str = "watan-tumuh", *, active: bool = True, accepted: bool = True) -> Path:
    """Return the home of a practice desk of an association's branch WT03, enrolled at the practice head office beside.

    Unless it is not to be ``active``, everything stands that its pack asks for before it is used; unless not
    ``accepted``, its delegate has read and accepted the policy. Both ends are copies: making keys takes its time.
    """
    shutil.copytree(_made(association, active=active, accepted=accepted), folder, dirs_exist_ok=True)
    return folder / "desk"


@cache
def _made(association: str, *, active: bool, accepted: bool) -> Path:
    """Enrol a desk at a head office, and return the folder of both."""
    folder = Path(mkdtemp(prefix="made-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    clock = FixedClock(MORNING)
    office = found(folder / "office", PASSPHRASE, association, practice=True, clock=clock, cost=QUICK)
    home, request, answer = folder / "desk", folder / "desk.request", folder / "desk.answer"
    request.write_bytes(init_desk(home, PASSPHRASE, association, clock, QUICK))
    enrol(office, request, Post("WT03", "فرع الواحة", "0500000300", "أمل السالم"), answer)
    desk = open_desk(home, PASSPHRASE, clock)
    enrol_desk(desk, answer.read_bytes())
    if active:
        activate(desk, office, folder)
    if accepted:
        accept(desk)
    desk.close()
    office.engine.dispose()
    return folder


def activate(desk: Desk, office: HeadOffice, folder: Path) -> None:
    """Let everything stand that the desk's pack asks for before it is used, and its identity be known."""
    for name in missing_identity(desk.office.pack):
        desk.set(name, practice.words()["settings"][name])
    for asked in desk.office.pack.activation:
        kind, _, name = asked.partition(":")
        if kind == "setting":
            desk.set(name, practice.words()["settings"][name])
        else:
            permit(office, "WT03", name, "إذن تدريبي")
    if not desk.office.in_force:
        settle(office, Word(None, DAY, "", "تأكيد تدريبي", "هيفاء الناصر"))
    if not desk.office.in_force or any(asked.startswith("grant:") for asked in desk.office.pack.activation):
        reply(office, "WT03", folder / "permission.wdb")
        take_reply(desk, folder / "permission.wdb")


def copied_desk(made: Path, home: Path) -> Desk:
    """Open a copy of a closed desk, its clock standing at ``MORNING``."""
    shutil.copytree(made, home)
    return open_desk(home, PASSPHRASE, FixedClock(MORNING))


def set_clock(desk: Desk, instant: datetime) -> None:
    """Set the clock of a desk of these tests."""
    clock_of(desk).set(instant)


def clock_of(desk: Desk) -> FixedClock:
    """Return the clock of a desk of these tests, to be moved."""
    assert isinstance(desk.clock, FixedClock)
    return desk.clock


def today(desk: Desk) -> date:
    """Return the desk's Saudi day."""
    return saudi_day(desk.clock.now())


def person(place: int = 0, *, seed: int = 1, form: str = "general") -> MadeUpPerson:
    """Return a made-up person who fills in a form; another ``place`` is another person."""
    return make_people(place + 1, seed=seed, today=DAY, form=form)[place]


def journey_of(desk: Desk) -> tuple[str, ...]:
    """Return the obligatory deeds of the desk's pack in order, with the showing of documents behind the data."""
    kinds = [rule.kind for rule in desk.office.pack.deeds if not rule.optional and rule.kind != "document"]
    place = kinds.index("capture") + 1
    return (*kinds[:place], "document", *kinds[place:])


def take_to(desk: Desk, who: MadeUpPerson, deed: str, **ruling: Any) -> str:
    """Open a case and do every deed of the journey up to ``deed`` and including it; return the case's number.

    The wait of the policy passes before the decision arrives; ``ruling`` changes the decision.
    """
    opened = desk.do("open", None, who.reception()).dossier
    assert opened is not None
    go_on(desk, who, opened.case.number, "open", deed, **ruling)
    return opened.case.number


def go_on(desk: Desk, who: MadeUpPerson, number: str, after: str, deed: str, **ruling: Any) -> None:
    """Do the deeds of the journey behind ``after``, up to ``deed`` and including it."""
    journey = journey_of(desk)
    for next_deed in journey[journey.index(after) + 1 : journey.index(deed) + 1]:
        step(desk, who, number, next_deed, **ruling)


def step(desk: Desk, who: MadeUpPerson, number: str, deed: str, **ruling: Any) -> None:
    """Do one deed of the journey on a case as a made-up person would have it."""
    if deed == "document":
        for shown in who.documents():
            desk.do("document", number, shown)
    elif deed == "assess":
        verify(desk, number)
        desk.do(deed, number, answers(desk, who, deed))
    elif deed == "decide":
        clock_of(desk).advance(timedelta(days=15))
        decide(desk, number, **ruling)
    else:
        desk.do(deed, number, answers(desk, who, deed))


def verify(desk: Desk, number: str) -> None:
    """Fill in every sheet that the services asked for need."""
    for item in desk.facts(desk.dossier(number)).missing["mechanisms_done"]:
        if item.params["deed_kind"] == "visit":
            desk.do("visit", number, practice.visited(today(desk)))
        else:
            desk.do("examine", number, practice.examined(str(item.params["kind"]), today(desk)))


def answers(desk: Desk, who: MadeUpPerson, deed: str) -> practice.Answers:
    """Return what a made-up person and the delegate put into a deed's form today."""
    day, rules = today(desk), desk.office.pack.eligibility
    given = {
        "explain": lambda: practice.procedure_explained(day),
        "need": who.assessed_need,
        "gather": lambda: practice.gathered(rules) if rules else {},
        "assess": lambda: practice.assessed(rules) if rules else {},
        "consent": who.consents,
        "capture": who.request,
        "check": lambda: practice.COMPLETION,
        "clarify": who.clarification,
        "answer": lambda: practice.clarified(day),
        "attest": lambda: who.attestation(on=day),
        "raise": lambda: practice.submitted(day) if rules else practice.explained(day),
        "notify": lambda: practice.told(day),
        "register": lambda: who.registration(on=day),
        "deliver": lambda: who.delivery(on=day),
        "rate": who.satisfaction,
    }
    return given[deed]()


def decide(desk: Desk, number: str, outcome: str = "accept", **changes: Any) -> Decision:
    """Let head office's decision on the case's standing raising arrive; ``changes`` are columns of the decision."""
    with desk.work("decide") as work:
        dossier = read_dossier(work.connection, case_by_number(work.connection, number))
        decided = {
            "id": str(uuid.uuid4()),
            "raising_id": dossier.raisings[-1].id if dossier.raisings else "",
            "outcome": outcome,
            "session_no": "12",
            "decided_on": saudi_day(desk.clock.now()).isoformat(),
            "reason": "income_above_limit" if outcome == "reject" else "",
            "details": {"category": "low_income", "support": "إيجار سنة", "start": "2026-12-15", "duration": "سنة"},
            "override_reason": "",
        }
        facts = facts_of(dossier, desk.office, work.now())
        kept = receive_decision(work, desk.office, facts, dossier.case, decided | changes)
        keep_state(work, dossier.case.id, desk.office.pack)
    return kept


_RULING = {
    "decided_by": "هيفاء الناصر",
    "category": "direct",
    "support": "عون شهري",
    "start": "2026-12-15",
    "duration": "سنة",
    "review": "2027-06-01",
}


def stages(desk: Desk) -> dict[str, str]:
    """Take a person to each stage of the desk's journey at which what it shows differs; return deed -> case number."""
    form = desk.office.pack.request_form
    reached = ("capture", "raise", "decide", journey_of(desk)[-1])
    return {deed: take_to(desk, person(place, form=form), deed, details=_RULING) for place, deed in enumerate(reached)}
