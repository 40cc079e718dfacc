"""If these fail, head office's scripts break, or a person's data shows up in an error."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.desks import PASSPHRASE, QUICK
from tests.headoffice.conftest import BothEnds
from watan_desk.cli.hq import main
from watan_desk.common.clock import FixedClock
from watan_desk.common.messages import LANGUAGES
from watan_desk.headoffice.office import found, open_office
from watan_desk.wiring import enrol_desk, init_desk, open_desk

NOW = "2026-11-19T10:00:00+03:00"


class Office:
    """A head office driven by its command line only."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        passphrase = folder / "passphrase"
        passphrase.write_text(PASSPHRASE + "\n", encoding="utf-8")
        self.shared = ["--home", str(folder / "office"), "--passphrase-file", str(passphrase)]
        self.now = NOW

    def run(self, *words: str) -> tuple[int, str, str]:
        """Run a command; return exit code, stdout and stderr."""
        self.capsys.readouterr()
        try:
            code = main([words[0], *self.shared, *words[1:]])
        except SystemExit as left:
            code = int(str(left.code))
        told = self.capsys.readouterr()
        return code, told.out, told.err

    def json(self, *words: str) -> Any:
        """Run a command in practice time; return its document."""
        code, out, err = self.run(*words, "--json", "--now", self.now)
        assert code == 0, err
        return json.loads(out)


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    """Return a practice office whose passphrase is quick to check."""
    found(tmp_path / "office", PASSPHRASE, "watan-tumuh", practice=True, cost=QUICK).engine.dispose()
    return Office(tmp_path, capsys)


@pytest.fixture
def ends(office: Office) -> Iterator[BothEnds]:
    """Return the office's inside and a desk that ``watan-hq enrol`` enrolled."""
    folder = office.folder
    clock = FixedClock(datetime.fromisoformat(NOW).astimezone(UTC))
    (folder / "request").write_bytes(init_desk(folder / "desk", PASSPHRASE, "watan-tumuh", clock, QUICK))
    words = ["--branch", "WT03", "--phone", "0500000300", "--delegate", "مندوب تجريبي", "--out", str(folder / "answer")]
    told = office.json("enrol", str(folder / "request"), *words)
    desk = open_desk(folder / "desk", PASSPHRASE, clock)
    granted = enrol_desk(desk, (folder / "answer").read_bytes())
    assert (told["device"], told["fingerprint"], told["practice"]) == ("WT03A", granted.fingerprint, True)
    inside = open_office(folder / "office", PASSPHRASE)
    yield BothEnds(folder, clock, inside.at(clock), desk)
    desk.close()
    inside.engine.dispose()


def test_the_whole_exchange(office: Office, ends: BothEnds) -> None:
    """Enrol, import twice, list, decide early, reply: what a script at head office does."""
    number = ends.raised_case()
    _, file = ends.hand_over()
    assert office.json("import", str(file)) | {"message": ""} == {
        "status": "accepted",
        "reason": "",
        "message": "",
        "items": 2,
        "quarantined": [],
        "file": "WT03A-0001.wdb",
    }
    assert office.json("import", str(file))["status"] == "nothing-new"
    assert [held["number"] for held in office.json("cases", "--pending")] == [number]
    assert office.json("cases", "--pending", "--branch", "WT04") == []
    acceptance = [
        "--category",
        "low_income",
        "--support",
        "إيجار سنة",
        "--start",
        "2026-12-15",
        "--duration",
        "سنة",
        "--review",
        "2027-11-01",
        "--citation",
        "عقد الإيجار R-2026-118",
    ]
    decided = office.json("decide", number, "accept", "--session", "12", "--date", "2026-11-19", *acceptance)
    assert (decided["held"], decided["earliest_reply"], decided["pending"]) == (True, "2026-12-03", False)
    assert office.json("cases", "--pending") == []
    written = office.json("reply", "--branch", "WT03", "--out", str(ends.folder / "back.wdb"))
    assert (written["items"], written["decisions"], written["held"]) == (3, 1, 1)
    assert ends.take_in(ends.folder / "back.wdb").items == 3
    kept = ends.desk.dossier(number).decision
    assert kept is not None
    assert kept.details["citation"] == "عقد الإيجار R-2026-118"
    assert [each["device"] for each in office.json("devices")] == ["WT03A"]
    doctor = office.json("doctor")
    assert (doctor["ok"], doctor["findings"]) == (True, [])
    assert doctor["cases"] == [{"number": number, "last_deed": "raise", "journal": 2}]


def test_a_refused_file_answers_no(office: Office, ends: BothEnds) -> None:
    ends.raised_case()
    _, file = ends.hand_over()
    file.write_bytes(file.read_bytes()[:-1])
    code, out, err = office.run("import", str(file), "--json", "--now", NOW)
    assert (code, json.loads(out)["status"]) == (1, "refused")
    assert "Traceback" not in err
    code, _, _ = office.run("import", str(file.with_name("absent.wdb")), "--now", NOW)
    assert code == 2


def test_several_files_give_a_list(office: Office, ends: BothEnds) -> None:
    ends.raised_case()
    _, first = ends.hand_over()
    _, second = ends.hand_over()
    assert [told["status"] for told in office.json("import", str(first), str(second))] == ["accepted", "nothing-new"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "exit_code"),
    [
        (["decide", "WT03A-1448-0001", "accept", "--session", "1", "--date", "2026-11-19"], 2),
        (["decide", "WT03A-1448-0001", "reject", "--session", "1", "--date", "1447/01/31"], 1),
        (["decide", "WT03A-1448-0001", "perhaps", "--session", "1", "--date", "2026-11-19"], 2),
        (["reply", "--branch", "WT77", "--out", "x.wdb"], 2),
        (["reply", "--branch", "WT77", "--out", "/no/such/folder/x.wdb"], 2),
        (["enrol", "absent", "--branch", "WT03", "--phone", "0500000300", "--delegate", "x", "--out", "y"], 2),
        (["init", "--association", "watan-tumuh"], 2),
        (["import"], 2),
    ],
)
def test_what_cannot_be_done_says_so(words: list[str], exit_code: int, lang: str, office: Office) -> None:
    code, out, err = office.run(*words, "--lang", lang)
    assert (code, out) == (exit_code, "")
    assert err.strip()
    assert "Traceback" not in err


def test_an_error_repeats_nothing_that_was_typed(office: Office) -> None:
    for words in (["cases", "1994580734"], ["decide", "1994580734", "1994580734"], ["1994580734"]):
        code, out, err = office.run(*words)
        assert code == 2
        assert "1994580734" not in out + err


def test_no_passphrase_opens_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = office.folder / "wrong"
    wrong.write_text("عبارة أخرى تمامًا", encoding="utf-8")
    code, _, err = office.run("cases", "--passphrase-file", str(wrong))
    assert (code, "Traceback" in err) == (2, False)
    monkeypatch.delenv("WATAN_PASSPHRASE_FILE", raising=False)
    office.shared = office.shared[:2]
    code, out, _ = office.run("cases", "--json")
    assert (code, json.loads(out)["error"]) == (2, "cli.no_passphrase")


def test_home_and_passphrase_may_come_from_the_environment(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATAN_HOME", office.shared[1])
    monkeypatch.setenv("WATAN_PASSPHRASE_FILE", office.shared[3])
    office.shared = []
    assert office.json("cases") == []


def test_an_office_is_made_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = Office(tmp_path, capsys)
    assert made.json("init", "--association", "watan-tumuh", "--practice")["practice"] is True
    assert made.json("cases") == []
    code, _, _ = made.run("init", "--association", "watan-tumuh", "--practice")
    assert code == 2
    assert made.json("devices") == []


def test_a_real_office_knows_no_assumed_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real = Office(tmp_path, capsys)
    found(tmp_path / "office", PASSPHRASE, "watan-tumuh", cost=QUICK).engine.dispose()
    code, out, _ = real.run("cases", "--json", "--now", NOW)
    assert (code, json.loads(out)["error"]) == (1, "cli.now_practice")


def test_a_database_server_is_refused_for_now(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = Office(tmp_path, capsys)
    code, _, err = made.run(
        "init", "--association", "watan-tumuh", "--db", "postgresql+psycopg://u:p@h/d", "--lang", "en"
    )
    assert code == 2
    assert "encrypted file" in err
    assert not (tmp_path / "office").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_speaks_both_languages(lang: str, office: Office) -> None:
    code, out, _ = office.run("decide", "--help", "--lang", lang)
    assert code == 0
    assert ("session" in out, "الجلسة" in out) == (True, lang == "ar")


def test_a_damaged_database_is_named(office: Office, ends: BothEnds) -> None:
    """Every command says that the database is not whole; doctor says it as a finding."""
    for _ in range(20):
        ends.raised_case()
    _, file = ends.hand_over()
    office.json("import", str(file))
    ends.office.engine.dispose()
    database = office.folder / "office" / "headoffice.db"
    raw = bytearray(database.read_bytes())
    for place in range(5000, len(raw), 4096):
        raw[place] ^= 1
    database.write_bytes(raw)
    code, out, err = office.run("doctor", "--json")
    assert code != 0
    assert "Traceback" not in err
    assert "broken_database" in out or "damaged_database" in out
    code, out, err = office.run("cases", "--json")
    assert (code, json.loads(out)["error"]) == (2, "store.damaged_database")


def test_days_may_be_typed_in_arabic_digits_and_a_period_must_run_forwards(office: Office, ends: BothEnds) -> None:
    number = ends.raised_case()
    office.json("import", str(ends.hand_over()[1]))
    words = ("decide", number, "more", "--session", "12", "--text", "يلزم تعريف بالدخل")
    assert office.json(*words, "--date", "٢٠٢٦-١١-١٩")["number"] == number
    code, out, err = office.run("report", "--from", "2026-12-01", "--to", "2026-01-01")
    assert (code, out, "to:" in err) == (1, "", True)
