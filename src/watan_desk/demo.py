"""The main job from door to service with made-up people, over both ends: a practice head office and a practice desk.

The people go in turn the ways that happen at a real desk (``WAYS``). The clock is the demo's own, so that the wait of
the policy passes in a moment and nobody is told before the earliest day.
"""

import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from watan_desk import practice
from watan_desk.common.clock import FixedClock, saudi_day
from watan_desk.common.errors import Unusable
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.headoffice.enrolling import Post, enrol
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.office import HeadOffice, found
from watan_desk.headoffice.permissions import permit
from watan_desk.headoffice.policies import Word, settle
from watan_desk.headoffice.replies import reply
from watan_desk.headoffice.sitting import Ruling, decide
from watan_desk.policy.office import missing_identity
from watan_desk.practice import MadeUpPerson, make_people
from watan_desk.store.keys import FLOOR
from watan_desk.store.types import plain
from watan_desk.wiring import Desk, IssuedLetter, enrol_desk, hand_over, init_desk, issue_letter, open_desk, take_reply
from watan_desk.wiring.policies import accept

Grab = Callable[[Desk, Path, str | None], list[Path]]
"""Grabs every page of the window of a desk into a folder, with one case in it."""
START = datetime(2026, 11, 15, 6, 0, tzinfo=UTC)
BRANCH = "WT03"
WAYS = (
    "plain",
    "referred",
    "rejected",
    "never_raised",
    "renewed_document",
    "stale",
    "unsigned",
    "referred",
    "mismatch",
    "rejected",
)
"""What happens to the people, in turn; what an association's journey does not have is passed over."""
_NEVER = frozenset({"never_raised", "unsigned"})
"""The ways that end before the request is put before anybody."""


@dataclass
class Demo:
    """One run: its folder, its two ends, and what it writes down."""

    out: Path
    clock: FixedClock
    desk: Desk
    office: HeadOffice
    tell: Callable[[str], None]
    letters: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    bundles: list[dict[str, Any]] = field(default_factory=list)
    sheets: list[dict[str, str]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Add the seconds of a block to a step."""
        start = time.perf_counter()
        yield
        self.seconds[step] = round(self.seconds.get(step, 0) + time.perf_counter() - start, 3)

    def do(self, deed: str, number: str | None, data: practice.Answers) -> str:
        """Do a deed, acknowledge it once it is committed, and return the case's number."""
        done = self.desk.do(deed, number, data)
        if done.dossier is None:
            raise AssertionError("every deed of the demo is on a case")
        self.tell(f"ack {done.dossier.case.number} {deed} {done.position}")
        self.clock.advance(timedelta(minutes=2))
        return done.dossier.case.number

    def letter(self, kind: str, number: str) -> None:
        """Issue a letter of a case and write its PDF."""
        self.letters.setdefault(number, []).append(self.keep(issue_letter(self.desk, kind, number)))

    def keep(self, sent: IssuedLetter) -> dict[str, str]:
        """Write a letter's PDF into the letters' folder, named by kind and number."""
        name = f"letters/{sent.letter.kind}-{sent.letter.number}.pdf"
        write_durably(self.out / name, sent.pdf)
        return {"kind": sent.letter.kind, "number": sent.letter.number, "file": name}


def run_demo(
    out: Path, association: str, *, people: int, seed: int, grab: Grab | None, tell: Callable[[str], None]
) -> Path:
    """Run the main job into an empty folder and return the path of ``summary.json``.

    ``grab`` makes pictures of the window's pages, where they are wanted.

    Raises:
        Unusable: the folder holds an earlier run's offices.
    """
    demo = _set_up(out, association, tell)
    try:
        crowd = _crowd(demo, people, seed)
        with demo.timed("desk"):
            cases = {_receive(demo, who, way): (who, way) for who, way in zip(crowd, _ways(people), strict=True)}
        _out_and_back(demo, cases)
        with demo.timed("after"):
            for number, (who, _) in cases.items():
                _finish(demo, number, who)
        shown = _pictures(demo, grab, next(iter(cases), None))
        return _summary(demo, association, list(cases), shown)
    finally:
        demo.desk.close()


def _crowd(demo: Demo, people: int, seed: int) -> list[MadeUpPerson]:
    """Return the people; where the association has several request forms they take turns (R58)."""
    pack, today = demo.desk.office.pack, saudi_day(demo.clock.now())
    forms = [item.form for item in pack.request_forms] or [pack.request_form]
    by_form = [make_people(people, seed=seed, today=today, form=form) for form in forms]
    return [by_form[place % len(forms)][place] for place in range(people)]


def _ways(people: int) -> list[str]:
    return [WAYS[place % len(WAYS)] for place in range(people)]


def _set_up(out: Path, association: str, tell: Callable[[str], None]) -> Demo:
    if (out / "desk").exists() or (out / "headoffice").exists():
        raise Unusable("demo.folder_used")
    for folder in ("letters", "bundles", "screens"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    clock, passphrase, say_words = FixedClock(START), secrets.token_urlsafe(12), practice.words()
    write_durably(out / "passphrase", passphrase.encode() + b"\n", private=True)
    start = time.perf_counter()
    office = found(out / "headoffice", passphrase, association, practice=True, clock=clock, cost=FLOOR)
    asked = out / "enrolment-request.json"
    write_durably(asked, init_desk(out / "desk", passphrase, association, clock, FLOOR))
    post = Post(BRANCH, say_words["branch"], "0500000100", say_words["delegate"])
    granted = out / "enrolment-answer.json"
    enrol(office, asked, post, granted)
    desk = open_desk(out / "desk", passphrase, clock)
    enrol_desk(desk, granted.read_bytes())
    accept(desk)
    entered = [name.partition(":")[2] for name in desk.office.pack.activation if name.startswith("setting:")]
    for name in (*missing_identity(desk.office.pack), *entered):
        desk.set(name, say_words["settings"][name])
    desk.set("registration_days", "30")
    if desk.office.pack.rule("urgent"):
        desk.set("urgent_field_help", "yes")
    desk.set("registration_items", practice.words(desk.office.pack.request_form)["registration_items"])
    demo = Demo(out, clock, desk, office, tell)
    _permit(demo)
    demo.seconds["set_up"] = round(time.perf_counter() - start, 3)
    return demo


def _permit(demo: Demo) -> None:
    """Let head office grant and confirm what the pack waits for before it is used, and bring its word to the desk."""
    asked = [name.partition(":")[2] for name in demo.desk.office.pack.activation if name.startswith("grant:")]
    for name in asked:
        permit(demo.office, BRANCH, name, practice.words()["permission"])
    if not demo.desk.office.in_force:
        said = practice.words()
        settle(demo.office, Word(None, _today(demo), "", said["confirmation"], said["decider"]))
        asked.append("confirmation")
    if asked:
        file = demo.out / "bundles" / f"{BRANCH}-permission.wdb"
        answered = reply(demo.office, BRANCH, file)
        take_reply(demo.desk, file)
        _note(demo, file, "back", len(asked), answered.sha256)


def _receive(demo: Demo, who: MadeUpPerson, way: str) -> str:
    """Take one person from the door as far as their way leads before the hand-over; return the case's number."""
    pack = demo.desk.office.pack
    number = demo.do("open", None, who.reception())
    rules = [rule for rule in pack.deeds if not rule.optional]
    kinds = [rule.kind for rule in rules]
    for rule in rules[: kinds.index("raise") + 1]:
        if rule.kind in {"open", "document"} or (rule.kind == "raise" and way in _NEVER):
            continue
        if rule.kind == "attest":
            _refer(demo, number, who, way)
            _attest(demo, number, who, way)
            continue
        if rule.kind == "assess":
            _verify(demo, number)
        demo.do(rule.kind, number, _answers(demo, rule.kind, who))
        if rule.kind == "capture":
            _beside(demo, number, who, way)
            _documents(demo, number, who, way)
        for kind in rule.letters:
            demo.letter(kind, number)
    return number


def _answers(demo: Demo, deed: str, who: MadeUpPerson) -> practice.Answers:
    """Return what is put into the form of a deed before the decision."""
    today, rules = _today(demo), demo.desk.office.pack.eligibility
    given: dict[str, Callable[[], practice.Answers]] = {
        "consent": who.consents,
        "capture": who.request,
        "check": lambda: practice.COMPLETION,
        "explain": lambda: practice.procedure_explained(today),
        "raise": lambda: practice.submitted(today) if rules else practice.explained(today),
    }
    if rules:
        given["gather"] = lambda: practice.gathered(rules)
        given["assess"] = lambda: practice.assessed(rules)
    return given[deed]()


def _beside(demo: Demo, number: str, who: MadeUpPerson, way: str) -> None:
    """Do what a journey only offers, where the pack knows it: the need assessed, urgent help, a link of kin."""
    known = {rule.kind for rule in demo.desk.office.pack.deeds}
    if way == "plain" and "need" in known:
        demo.do("need", number, who.assessed_need())
    if way == "plain" and "urgent" in known:
        demo.do("urgent", number, who.urgent_help(on=_today(demo)))
    if way == "renewed_document" and "link" in known:
        demo.do("link", number, {"link_relation": "other", "linked_note": who.say["handover_person"]})


def _verify(demo: Demo, number: str) -> None:
    """Fill in the sheets that the service asked for needs."""
    facts = demo.desk.facts(demo.desk.dossier(number))
    for item in facts.missing["mechanisms_done"]:
        code, today = str(item.params["kind"]), _today(demo)
        is_visit = item.params["deed_kind"] == "visit"
        demo.do("visit" if is_visit else "examine", number, _sheet(code, today, is_visit=is_visit))


def _sheet(code: str, today: date, *, is_visit: bool) -> practice.Answers:
    return practice.visited(today) if is_visit else practice.examined(code, today)


def _refer(demo: Demo, number: str, who: MadeUpPerson, way: str) -> None:
    if way == "referred":
        demo.do("clarify", number, who.clarification())
        demo.letter("L04", number)
        demo.do("answer", number, practice.clarified(_today(demo)))


def _documents(demo: Demo, number: str, who: MadeUpPerson, way: str) -> None:
    """Show the documents; an expired or unmatched one first earns a notice (L02), then comes again, sound."""
    first, *others = who.documents()
    kind, shown_number = str(first["doc_type"]), str(first.get("doc_number", ""))
    wrong = {
        "renewed_document": who.document(kind, expires=-12, number=shown_number),
        "mismatch": who.document(kind, expires=900, number=shown_number, match="mismatch"),
    }.get(way)
    for shown in others:
        demo.do("document", number, shown)
    if wrong:
        demo.do("document", number, wrong)
        demo.letter("L02", number)
        demo.clock.advance(timedelta(hours=1))
    demo.do("document", number, first)


def _attest(demo: Demo, number: str, who: MadeUpPerson, way: str) -> None:
    demo.letter("L03", number)
    if way == "unsigned":
        demo.do("attest", number, who.refusal())
        return
    demo.do("attest", number, who.attestation(on=_today(demo)))
    if way == "stale":
        demo.do("capture", number, who.change())
        demo.letter("L03", number)
        demo.do("attest", number, who.attestation(on=_today(demo)))


def _out_and_back(demo: Demo, cases: dict[str, tuple[MadeUpPerson, str]]) -> None:
    """Hand over, import at head office twice, decide after the wait, and bring the reply back."""
    folder = demo.out / "bundles"
    with demo.timed("handover"):
        sent = hand_over(demo.desk, folder)
        _note(demo, sent.path, "out", sent.handover.items, sent.handover.sha256)
        demo.sheets.append(demo.keep(sent.sheet))
    with demo.timed("headoffice"):
        demo.clock.advance(timedelta(days=3))
        for expected in ("accepted", "nothing-new"):
            report = take_in(demo.office, sent.path)
            demo.tell(f"headoffice {report.status} {report.items}")
            if report.status != expected or report.quarantined:
                raise AssertionError(f"head office answered {report.status}, {report.quarantined}")
        demo.clock.advance(timedelta(days=12))
        for number, (who, way) in cases.items():
            if demo.desk.dossier(number).raising is not None:
                decide(demo.office, number, _ruling(demo, who, way))
        back = folder / f"{BRANCH}-reply.wdb"
        answered = reply(demo.office, BRANCH, back)
        _note(demo, back, "back", answered.receipts + answered.decisions, answered.sha256)
    with demo.timed("import"):
        for expected in ("accepted", "nothing-new"):
            report, sheet = take_reply(demo.desk, back)
            demo.tell(f"desk {report.status} {report.items}")
            if report.status != expected or report.quarantined:
                raise AssertionError(f"the desk answered {report.status}, {report.quarantined}")
            if sheet:
                demo.sheets.append(demo.keep(sheet))


def _ruling(demo: Demo, who: MadeUpPerson, way: str) -> Ruling:
    today, decider = _today(demo), practice.words()["decider"]
    if way == "rejected":
        return Ruling("reject", "7", today, reason=who.plan.reason, decided_by=decider)
    details = {
        "category": who.plan.category,
        "support": who.say["support"],
        "start": (today + timedelta(days=3)).isoformat(),
        "duration": who.say["duration"],
        "review": (today + timedelta(days=340)).isoformat(),
    }
    return Ruling("accept", "7", today, details=details, decided_by=decider)


def _finish(demo: Demo, number: str, who: MadeUpPerson) -> None:
    """Tell the decision; register, deliver and ask where it was an acceptance."""
    decided = demo.desk.dossier(number).decision
    if decided is None:
        return
    demo.letter("L07" if decided.outcome == "accept" else "L08", number)
    demo.do("notify", number, practice.told(_today(demo)))
    if decided.outcome != "accept":
        return
    if demo.desk.office.pack.rule("register"):
        demo.do("register", number, who.registration(on=_today(demo)))
    demo.do("deliver", number, who.delivery(on=_today(demo)))
    demo.letter("L09", number)
    demo.do("rate", number, who.satisfaction())


def _today(demo: Demo) -> date:
    return saudi_day(demo.clock.now())


def _note(demo: Demo, path: Path, direction: str, items: int, sha256: str) -> None:
    file = path.relative_to(demo.out).as_posix()
    demo.bundles.append({"file": file, "direction": direction, "items": items, "sha256": sha256})


def _pictures(demo: Demo, grab: Grab | None, number: str | None) -> list[str]:
    if grab is None:
        return []
    with demo.timed("screens"):
        pictures = grab(demo.desk, demo.out / "screens", number)
    return [picture.relative_to(demo.out).as_posix() for picture in pictures]


def _summary(demo: Demo, association: str, numbers: list[str], shown: list[str]) -> Path:
    whole = {
        "association": association,
        "cases": [_case(demo, number) for number in numbers],
        "bundles": demo.bundles,
        "sheets": demo.sheets,
        "screens": shown,
        "seconds": demo.seconds,
    }
    path = demo.out / "summary.json"
    write_durably(path, json.dumps(whole, ensure_ascii=False, indent=1).encode())
    demo.tell(say("demo.done", "en", count=len(numbers)))
    return path


def _case(demo: Demo, number: str) -> dict[str, Any]:
    dossier = demo.desk.dossier(number)
    raised, decided, told = dossier.raising, dossier.decision, dossier.notification
    history = demo.desk.history(number)
    deeds = [{"deed": item["deed"], "at": item["at"], "journal": item["journal"]} for item in history]
    return {
        "number": number,
        "state": dossier.case.state,
        "deeds": [item for item in deeds if item["deed"] != "letter"],
        "raised_on": plain(raised.raised_on) if raised else None,
        "earliest_reply": plain(raised.earliest_reply) if raised else None,
        "latest_reply": plain(raised.latest_reply) if raised else None,
        "told_on": plain(told.told_on) if told else None,
        "decision": decided.outcome if decided else None,
        "letters": demo.letters.get(number, []),
    }
