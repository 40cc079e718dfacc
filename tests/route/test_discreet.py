"""If these fail, a name leaks from the desk of people it could endanger, or something is kept against their will."""

import json
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desks import DAY, MORNING
from tests.letter.conftest import drawn_lines
from watan_desk.cli.hq import main as hq_main
from watan_desk.common.clock import FixedClock
from watan_desk.common.errors import NotYet, Refused
from watan_desk.demo import run_demo
from watan_desk.gui.overview import case_lines, tasks
from watan_desk.practice import MadeUpPerson, make_people
from watan_desk.wiring import Desk, open_desk
from watan_desk.wiring.persons import known_people

PEOPLE = make_people(2, seed=1, today=DAY, form="victim")
STRANGER = make_people(3, seed=7, today=DAY, form="victim")[2]


@pytest.fixture(scope="module")
def told() -> list[str]:
    """Return what the demo says while it runs."""
    return []


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, told: list[str]) -> Path:
    """Return the folder of a whole demo of the association for victims: letters, bundles, summary, both offices."""
    out = tmp_path_factory.mktemp("awn")
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    run_demo(out, "awn", people=2, seed=1, grab=None, tell=told.append)
    logging.getLogger().removeHandler(handler)
    told += lines
    return out


@pytest.fixture
def hidden(served: Path) -> Iterator[Desk]:
    """Return the desk of that demo, open."""
    desk = open_desk(served / "desk", (served / "passphrase").read_text().strip(), FixedClock(MORNING))
    yield desk
    desk.close()


def _secrets() -> list[str]:
    found = [secret for who in PEOPLE for secret in (" ".join(who.names[:2]), who.national_id)]
    return [*found, *(secret[::-1] for secret in found)]


def _known(text: str) -> list[str]:
    return [secret for secret in _secrets() if secret in text]


def _everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a folder, and what lies open inside its bundles."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as inside:
                    for name in inside.namelist():
                        yield f"{path.name}/{name}", inside.read(name)


def test_no_file_name_no_byte_and_nothing_said_holds_a_name_or_a_number(served: Path, told: list[str]) -> None:
    names = [str(path.relative_to(served)) for path in served.rglob("*")]
    assert _known(" ".join([*names, *told])) == []
    seen = 0
    for _, data in _everything(served):
        seen += 1
        for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
            assert not [secret for secret in _secrets() if secret.encode(encoding) in data]
    assert seen > 10


def test_no_letter_draws_a_name_or_a_number_and_every_one_says_the_alias(served: Path, hidden: Desk) -> None:
    aliases = {case.alias for case in hidden.cases()}
    assert len(aliases) == 2
    papers = sorted((served / "letters").glob("*.pdf"))
    assert papers
    for path in papers:
        drawn = "\n".join(line for page in drawn_lines(path.read_bytes()) for line in page)
        assert _known(drawn) == [], path.name
        assert path.name.startswith("L12") or any(alias in drawn for alias in aliases), path.name
        assert hidden.office.pack.identity.name[::-1] not in drawn or path.name.startswith("L12")
    for letter in hidden.letters():
        assert _known(letter.text + letter.subject) == []


def test_lists_and_searches_know_people_by_alias(hidden: Desk) -> None:
    aliases = {case.number: case.alias for case in hidden.cases()}
    for line in (*case_lines(hidden), *(task.line for task in tasks(hidden)), *case_lines(hidden, PEOPLE[0].names[0])):
        assert (line.name, line.identity_end) == (aliases[line.number], "")
    assert [line.number for line in case_lines(hidden, next(iter(aliases.values())))] == [next(iter(aliases))]
    assert known_people(hidden, PEOPLE[0].names[0])


def test_head_office_knows_the_safe_way_too(served: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--home", str(served / "headoffice"), "--passphrase-file", str(served / "passphrase"), "--lang", "en"]
    assert hq_main(["cases", "--json", *where]) == 0
    told = json.loads(capsys.readouterr().out)
    safe = {who.request()["safe_times"] for who in PEOPLE}
    assert len(told) == len(PEOPLE)
    assert {each["contact"]["times"] for each in told} == safe
    assert all(each["contact"]["no_paper"] is False for each in told)
    assert hq_main(["cases", *where]) == 0
    lines = capsys.readouterr().out
    assert all(when in lines for when in safe)
    assert _known(lines) == []


def test_an_alias_says_nothing_of_the_person(hidden: Desk) -> None:
    for case in hidden.cases():
        assert case.alias.startswith("AW-")
        assert case.alias[-4:] not in {who.national_id[-4:] for who in PEOPLE}
        request = hidden.dossier(case.number).request
        assert request is not None
        assert request.answers["alias"] == case.alias


def _begun(desk: Desk, who: MadeUpPerson, **visit: str) -> str:
    done = desk.do("open", None, who.reception() | visit)
    assert done.dossier is not None
    desk.do("consent", done.dossier.case.number, who.consents())
    return done.dossier.case.number


@pytest.mark.parametrize("choice", ["no", ""])
def test_nothing_is_kept_before_the_person_agrees_to_it(hidden: Desk, choice: str) -> None:
    who = STRANGER
    number = _begun(hidden, who)
    typed = who.request() | {"consent_record": choice}
    for given in (typed, {"full_name": typed["full_name"]}):
        with pytest.raises(Refused) as refused:
            hidden.do("capture", number, given)
        assert refused.value.key == "capture.no_record_consent"
    record = hidden.office.blank("capture", now=hidden.clock.now)
    record.fill(typed)
    with pytest.raises(Refused):
        hidden.keep_draft("capture", number, record)
    assert hidden.draft("capture", number) is None
    assert hidden.dossier(number).request is None
    assert hidden.dossier(number).person is None
    assert "full_name" not in str(hidden.history(number))


def test_a_draft_kept_with_consent_goes_when_the_consent_goes(hidden: Desk) -> None:
    who = STRANGER
    number = _begun(hidden, who)
    record = hidden.office.blank("capture", now=hidden.clock.now)
    record.fill(who.request())
    hidden.keep_draft("capture", number, record)
    assert hidden.draft("capture", number) is not None
    record.fill({"consent_record": "no"})
    with pytest.raises(Refused):
        hidden.keep_draft("capture", number, record)
    assert hidden.draft("capture", number) is None


@pytest.mark.parametrize("safe", ["no", "unsure"])
def test_a_guardian_who_may_be_the_harm_receives_nothing(hidden: Desk, safe: str) -> None:
    who = STRANGER
    number = _begun(hidden, who, applicant_capacity="guardian")
    minor = {"age_band": "under_18", "guardian_is_safe": safe}
    father = {"rep_basis": "natural_guardian", "rep_guardians": "none", "rep_verification": "original"}
    hidden.do("capture", number, who.request() | minor | father)
    facts = hidden.facts(hidden.dossier(number))
    assert "guardian_unsafe" in {item.code for item in facts.missing["may_receive"]}
    assert "guardian_unsafe" in {item.code for item in facts.missing["may_attest"]}
    with pytest.raises(NotYet):
        hidden.do("deliver", number, who.delivery(on=DAY) | {"receiver_capacity": "guardian"})
