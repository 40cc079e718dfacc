"""If these fail, scripts that drive the desk break, or a person's data shows up in an error or a log."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.desks import DAY, PASSPHRASE, copied_desk, person, take_to
from watan_desk import practice
from watan_desk.cli.common import parser_in
from watan_desk.cli.desk import build_parser, main
from watan_desk.cli.hq import parser as hq_parser
from watan_desk.common.messages import LANGUAGES
from watan_desk.common.resources import resource
from watan_desk.policy.pack import DEEDS
from watan_desk.practice import MadeUpPerson
from watan_desk.store.cases import STATES

NOW = "2026-11-19T10:00"


@dataclass
class Told:
    """What a call left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Return stdout as the one JSON document it must be."""
        return json.loads(self.out)


@dataclass
class Terminal:
    """The delegate's command line over one home folder."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def run(self, *words: str, now: str = NOW) -> Told:
        """Run a command in this process."""
        self.capsys.readouterr()
        given = [*words, "--home", str(self.folder / "home"), *self._passphrase(), *(["--now", now] if now else [])]
        self.patch.setattr(sys, "argv", ["watan-desk", *given])
        try:
            code = main()
        except SystemExit as left:
            code = int(str(left.code))
        told = self.capsys.readouterr()
        return Told(code, told.out, told.err)

    def json(self, *words: str, now: str = NOW) -> Any:
        """Run a command that must succeed and return its document."""
        told = self.run(*words, "--json", now=now)
        assert told.code == 0, told.err
        return told.document

    def do(self, number: str, deed: str, answers: Any, now: str = NOW) -> Told:
        """Do a deed with answers from a file."""
        data = self.folder / "answers.json"
        data.write_text(answers if isinstance(answers, str) else json.dumps(answers), encoding="utf-8")
        return self.run("case", "do", number, deed, "--data", str(data), "--json", now=now)

    def process(self, *words: str) -> Told:
        """Run a command in a real process of its own."""
        script = "import sys; from watan_desk.cli.desk import main; sys.exit(main(sys.argv[1:]))"
        given = [*words, "--home", str(self.folder / "home"), *self._passphrase()]
        done = subprocess.run(
            [sys.executable, "-c", script, *given],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        return Told(done.returncode, done.stdout, done.stderr)

    def _passphrase(self) -> list[str]:
        return ["--passphrase-file", str(self.folder / "passphrase")]


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Return a terminal whose home folder holds no desk yet."""
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    return Terminal(tmp_path, capsys, monkeypatch)


@pytest.fixture
def terminal(made_desk: Path, empty: Terminal) -> Terminal:
    """Return a terminal over an enrolled practice desk."""
    shutil.copytree(made_desk, empty.folder / "home")
    return empty


@pytest.fixture(scope="module")
def made_case(made_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a desk with one case whose data is complete."""
    desk = copied_desk(made_desk, tmp_path_factory.mktemp("case") / "desk")
    take_to(desk, person(), "check")
    desk.close()
    return desk.home


@pytest.fixture
def number(made_case: Path, terminal: Terminal) -> str:
    """Return the number of the terminal's case, whose data is complete."""
    shutil.rmtree(terminal.folder / "home")
    shutil.copytree(made_case, terminal.folder / "home")
    return "WT03A-1448-0001"


def test_a_deed_done_says_its_number_state_and_place_in_the_journal(terminal: Terminal, who: MadeUpPerson) -> None:
    told = terminal.do("new", "open", who.reception())
    assert told.document == {"deed": "open", "journal": 2, "number": "WT03A-1448-0001", "state": "open"}
    assert (told.code, told.err) == (0, "")


def test_a_case_is_listed_shown_and_told_from_its_journal(terminal: Terminal, number: str, who: MadeUpPerson) -> None:
    [listed] = terminal.json("case", "list")
    assert (listed["number"], listed["state"], listed["opened_at"]) == (number, "checked", "2026-11-19T07:00:00Z")
    shown = terminal.json("case", "show", number.lower())
    assert (shown["state"], shown["raised_on"], shown["decision"]) == ("checked", None, None)
    assert shown["record"]["person"]["id_number"] == who.national_id
    assert [step["state"] for step in shown["steps"]] == ["done", "done", "skipped", "current", "open", "open", "open"]
    assert ("attest" in shown["allowed"], shown["missing"]["attest"]) == (True, [])
    assert [item["code"] for item in shown["missing"]["raise"]] == ["attestation"]
    history = terminal.json("case", "history", number)
    assert [entry["deed"] for entry in history] == [
        "open",
        "consent",
        "capture",
        "document",
        "document",
        "document",
        "check",
    ]
    assert [entry["journal"] for entry in history] == list(range(2, 9))
    assert {len(entry["hash"]) for entry in history} == {64}
    for words, lang in ((("list",), "ar"), (("show", number), "en"), (("history", number), "ar")):
        told = terminal.run("case", *words, "--lang", lang)
        assert (told.code, bool(told.out), told.err) == (0, True, "")


def test_too_early_is_a_no_that_names_what_is_missing(terminal: Terminal, number: str) -> None:
    told = terminal.do(number, "raise", practice.explained(DAY))
    assert (told.code, told.document["error"]) == (1, "common.not_yet")
    assert told.err.strip() == told.document["message"]


def test_a_wrong_answer_is_a_no_that_names_the_field_and_never_the_answer(
    terminal: Terminal, who: MadeUpPerson
) -> None:
    for lang in LANGUAGES:
        given = json.dumps(who.reception() | {"reception_channel": who.national_id, "outcome": who.names[0]})
        (terminal.folder / "a.json").write_text(given, encoding="utf-8")
        words = ("case", "do", "new", "open", "--data", str(terminal.folder / "a.json"), "--lang", lang)
        told = terminal.run(*words)
        assert (told.code, "reception_channel" in told.err) == (1, True)
        assert not any(secret in told.err + told.out for secret in (who.national_id, *who.names))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["case", "show", "WT03A-1448-0099"], 2),
        (["case", "do", "WT03A-1448-0099", "capture"], 2),
        (["case", "do", "new", "dance"], 2),
        (["case", "do", "new", "open", "--data", "/no/such/file"], 2),
        (["case", "show"], 2),
        (["dance"], 2),
        (["letter", "print", "WT03A-1448-0099", "L01", "--out", "x.pdf"], 2),
        (["import", "/no/such/file"], 2),
        (["import", __file__], 2),
        (["bundle", "inspect", "/no/such/file"], 2),
        (["pack", "show", "no-such"], 2),
        (["setting", "set", "no_such", "1"], 2),
        (["setting", "set", "appeal_days", "soon"], 1),
        (["handover", "--to", "/no/such/folder"], 2),
        (["value", "check", "saudi_id", "1994580735"], 1),
        (["case", "list", "--now", "teatime"], 2),
        (["enrol", "/no/such/file"], 2),
    ],
    ids=lambda item: " ".join(item) if isinstance(item, list) else "",
)
def test_exit_codes_tell_no_from_unusable(terminal: Terminal, words: list[str], code: int) -> None:
    lang = LANGUAGES[len(words) % 2]
    told = terminal.run(*words, "--lang", lang, now="" if "--now" in words else NOW)
    assert told.code == code
    assert told.err.strip() or words[0] == "value"
    assert "Traceback" not in told.err
    arabic = any("\u0621" <= sign <= "\u064a" for sign in told.err.splitlines()[-1]) if told.err else lang == "ar"
    assert arabic == (lang == "ar")


def test_what_was_typed_wrongly_is_not_repeated(terminal: Terminal, who: MadeUpPerson) -> None:
    for words in (
        ["case", "do", who.national_id, who.national_id],
        ["case", "show", who.national_id],
        ["case", who.national_id],
        ["case", "show", "x", who.national_id],
        ["--" + who.national_id],
        ["letter", "print", who.national_id, who.national_id, "--out", "x"],
    ):
        told = terminal.run(*words)
        assert (told.code, who.national_id in told.err + told.out) == (2, False)


@pytest.mark.parametrize("raw", ["", "[]", '"text"', "{", "\ufeff{", "null"])
def test_a_file_that_holds_no_answers_is_unusable(terminal: Terminal, raw: str) -> None:
    told = terminal.do("new", "open", raw)
    assert (told.code, told.document["error"]) == (2, "cli.data_file")
    assert terminal.json("case", "list") == []


def test_the_help_of_deeds_lists_the_fields_of_every_form(terminal: Terminal) -> None:
    for lang in LANGUAGES:
        told = terminal.run("case", "do", "--help", "--lang", lang, now="")
        assert told.code == 0
        for deed in set(DEEDS) - {"decide"}:
            assert f"\n{deed}: " in told.out
        for line in (
            "* reception_channel",
            "* national_id",
            "? national_id",
            "inquiries[].question",
            "doc_expiry_date",
        ):
            assert (line in told.out) or line == "* national_id"
    told = terminal.run("case", "--help", now="")
    assert all(word in told.out for word in (*STATES, *DEEDS))


def test_letters_are_issued_listed_and_printed_again_byte_for_byte(terminal: Terminal, number: str) -> None:
    first, again = terminal.folder / "a.pdf", terminal.folder / "b.pdf"
    issued = terminal.json("letter", "print", number, "L01", "--out", str(first))
    assert issued == {"number": "WT03A-1448-00001", "file": str(first)}
    assert terminal.json("letter", "print", issued["number"], "--out", str(again))["number"] == issued["number"]
    assert first.read_bytes() == again.read_bytes()
    assert first.read_bytes().startswith(b"%PDF-")
    [listed] = terminal.json("letter", "list")
    assert (listed["number"], listed["kind"], "text" in listed) == ("WT03A-1448-00001", "L01", False)
    held = terminal.run("letter", "print", number, "L07", "--out", str(terminal.folder / "c.pdf"))
    assert (held.code, (terminal.folder / "c.pdf").exists()) == (1, False)
    assert len(terminal.json("letter", "list")) == 1


def test_a_hand_over_is_written_with_its_sheet_and_its_outside_names_nobody(terminal: Terminal, number: str) -> None:
    out = terminal.folder / "stick"
    out.mkdir()
    sent = terminal.json("handover", "--to", str(out))
    assert {Path(sent["file"]).name, Path(sent["sheet"]).name} == {path.name for path in out.iterdir()}
    outside = terminal.json("bundle", "inspect", sent["file"], now="")
    assert set(outside) == {"from", "to", "number", "items", "bytes", "sha256", "created_at"}
    assert (outside["from"], outside["to"], outside["items"]) == ("WT03A", "HQ", 8)
    assert outside["sha256"] == sent["sha256"]
    own = terminal.run("import", sent["file"], "--json")
    assert (own.code, own.document["status"]) == (1, "refused")


def test_settings_are_listed_set_and_unset(terminal: Terminal) -> None:
    assert {item["value"] for item in terminal.json("setting", "list")} == {None}
    assert terminal.json("setting", "set", "appeal_days", "٣٠")["value"] == "30"
    assert {item["name"]: item["value"] for item in terminal.json("setting", "list")}["appeal_days"] == "30"
    assert terminal.json("setting", "set", "appeal_days", "")["value"] is None


def test_the_doctor_finds_a_sound_desk_sound_and_leaves_with_one_otherwise(terminal: Terminal, number: str) -> None:
    report = terminal.json("doctor")
    assert (report["ok"], report["findings"]) == (True, [])
    assert report["cases"] == [{"number": number, "last_deed": "check", "journal": 8}]
    late = terminal.json("doctor", now="2026-11-01T10:00")
    assert [(item["code"], item["severity"]) for item in late["findings"]] == [("clock_behind", "warning")]
    path = terminal.folder / "home" / "desk.db"
    whole = bytearray(path.read_bytes())
    whole[len(whole) * 3 // 4] ^= 1
    path.write_bytes(whole)
    broken = terminal.run("doctor", "--json")
    assert (broken.code, broken.document["ok"]) == (1, False)


def test_packs_are_listed_and_shown_in_the_shape_scripts_rely_on(terminal: Terminal) -> None:
    packs = {pack["slug"]: pack for pack in terminal.json("pack", "list")}
    assert packs["watan-tumuh"]["active"] is True
    assert set(packs["watan-tumuh"]) == {"slug", "name", "version", "active"}
    shown = terminal.json("pack", "show", "watan-tumuh")
    assert {
        "slug",
        "version",
        "identity",
        "terms",
        "channels",
        "tools",
        "steps",
        "decision_body",
        "referral_officer",
    } | {
        "wait",
        "approval",
        "lints",
        "defaults",
    } <= set(shown)
    assert [set(item) >= {"code", "label"} for item in shown["channels"]] == [True] * 8
    assert [set(item) for item in shown["steps"]] == [{"position", "code", "heading", "clause"}] * 7
    assert {step["clause"] for step in shown["steps"]} == {None}
    assert shown["wait"] == {"min_days": 14, "max_days": None, "from": "raised"}
    assert shown["approval"]["status"] == "inconsistent"
    assert shown["approval"]["candidates"] == ["2025-06-30", "2024-06-30"]
    assert all({"code", "place", "message"} <= set(lint) for lint in shown["lints"])
    assert all({"code", "label"} <= set(default) for default in shown["defaults"])
    assert terminal.run("pack", "show", "watan-tumuh").code == 0


def test_values_are_checked_one_a_line(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = tmp_path / "lines"
    lines.write_text("1994580734\n1994580735\n3123456786\n1000000008\n", encoding="utf-8")
    with lines.open(encoding="utf-8") as typed:
        monkeypatch.setattr(sys, "stdin", typed)
        told = terminal.run("value", "check", "saudi_id", "-")
    assert told.out.splitlines()[:3] == ["ok\t1994580734", "checksum", "prefix"]
    assert told.out.splitlines()[3] == "ok\t1000000008\tplaceholder"
    assert told.code == 1
    [one] = terminal.json("value", "check", "sa_mobile", "٠٥٠٠٠٠٠١٢٣")
    assert one | {"message": ""} == {
        "value": "٠٥٠٠٠٠٠١٢٣",
        "ok": True,
        "code": "",
        "normalised": "+966500000123",
        "warning": "",
        "message": "",
    }


def test_a_new_desk_is_made_once_and_waits_for_its_answer(empty: Terminal) -> None:
    asked = empty.folder / "request.json"
    made = empty.run("init", "--association", "watan-tumuh", "--out", str(asked), "--json", now="")
    assert (made.code, made.document) == (0, {"request": str(asked)})
    assert "SECRET" not in asked.read_text(encoding="utf-8")
    before = (empty.folder / "home" / "keys.json").read_bytes()
    assert empty.run("init", "--association", "watan-tumuh", "--out", str(asked), now="").code == 2
    assert (empty.folder / "home" / "keys.json").read_bytes() == before
    waiting = empty.run("case", "do", "new", "open", "--json", now="")
    assert (waiting.code, waiting.document["error"]) == (1, "desk.not_enrolled")
    assert empty.run("enrol", str(asked), now="").code == 2


def test_without_a_desk_or_its_passphrase_nothing_opens(empty: Terminal, made_desk: Path) -> None:
    assert empty.run("case", "list", "--json").document["error"] == "cli.no_desk"
    shutil.copytree(made_desk, empty.folder / "home")
    (empty.folder / "passphrase").write_text("another passphrase\n", encoding="utf-8")
    locked = empty.run("case", "list", "--json")
    assert (locked.code, locked.document["error"]) == (2, "store.wrong_passphrase")
    (empty.folder / "passphrase").unlink()
    assert empty.run("case", "list", "--json").document["error"] == "cli.passphrase_file"


def test_a_real_process_prints_one_document_and_takes_options_on_either_side(terminal: Terminal, number: str) -> None:
    told = terminal.process("case", "show", number, "--json")
    assert (told.code, told.err, told.document["number"]) == (0, "", number)
    early = terminal.process("--json", "--lang", "en", "case", "do", number, "rate")
    assert (early.code, early.document["error"]) == (1, "common.not_yet")


PROBE = """
import sys
from watan_desk.cli.common import parser_in
from watan_desk.cli.desk import build_parser, main
from watan_desk.cli.hq import parser as hq_parser
codes = []
for words in sys.argv[1].split("|"):
    try:
        codes.append(main([*words.split(), *sys.argv[2:]]))
    except SystemExit as left:
        codes.append(left.code)
print(codes, sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken"))), file=sys.stderr)
"""


def test_no_command_loads_the_window(terminal: Terminal, number: str) -> None:
    words = ["--help", "pack list", "pack show watan-tumuh", "value check saudi_id 1994580734", "case --help"]
    words += ["case do --help", "case list", f"case show {number}", f"case history {number}", "letter list", "doctor"]
    words += [f"letter print {number} L01 --out {terminal.folder}/l.pdf", f"handover --to {terminal.folder}"]
    words += [f"bundle inspect {terminal.folder}/WT03A-0001.wdb", "setting list"]
    shared = ["--home", str(terminal.folder / "home"), "--passphrase-file", str(terminal.folder / "passphrase")]
    done = subprocess.run(
        [sys.executable, "-c", PROBE, "|".join(words), *shared], capture_output=True, check=False, encoding="utf-8"
    )
    assert done.stderr.splitlines()[-1] == f"{[0] * len(words)} []"


def test_an_empty_passphrase_file_is_named_as_such(terminal: Terminal) -> None:
    (terminal.folder / "passphrase").write_text("\n", encoding="utf-8")
    told = terminal.run("case", "list", "--json")
    assert (told.code, told.document["error"]) == (2, "cli.empty_passphrase")


def test_a_pack_is_linted_with_its_doubts_and_refused_for_what_nobody_knows(terminal: Terminal, tmp_path: Path) -> None:
    sound = terminal.run("pack", "lint", str(resource("packs", "watan-tumuh")), "--json", now="")
    assert (sound.code, sound.document["faults"]) == (0, [])
    found = {(item["code"], item["place"], item["other_line"]) for item in sound.document["lints"]}
    assert {("duplicate_word", "36", None), ("terminology_mismatch", "28", 70), ("running_header", "56", None)} <= found
    text = resource("packs", "watan-tumuh", "pack.toml").read_text(encoding="utf-8")
    text = text.replace('kind = "rate"', 'kind = "dance"').replace('"attestation_current"', '"full_moon"')
    text = text.replace("{earliest_reply_day}", "{lucky_day}").replace('"L09"', '"L77"').replace('"general"', '"spoon"')
    (tmp_path / "pack.toml").write_text(text, encoding="utf-8")
    wrong = terminal.run("pack", "lint", str(tmp_path), "--json", now="")
    faults = {item["code"] for item in wrong.document["faults"]}
    assert wrong.code == 1
    assert faults == {
        "unknown_deed",
        "unknown_condition",
        "unknown_placeholder",
        "unknown_form",
        "unknown_letter",
        "letter",
    }
    assert terminal.run("pack", "lint", str(tmp_path / "nothing"), now="").code == 2


def test_an_empty_list_says_that_it_is_empty_and_leaves_stdout_to_scripts(terminal: Terminal) -> None:
    lists: tuple[tuple[str, ...], ...] = (
        ("case", "list"),
        ("case", "list", "--overdue"),
        ("case", "list", "--department", "x"),
        ("register", "list"),
        ("register", "count"),
        ("register", "answers", "zzz"),
        ("letter", "list"),
        ("people", "search", "x"),
        ("people", "reminders"),
        ("incoming", "list"),
        ("access",),
    )
    for place, words in enumerate(lists):
        lang = LANGUAGES[place % 2]
        told = terminal.run(*words, "--lang", lang)
        assert (told.code, told.out) == (0, ""), words
        assert (told.err.isascii(), told.err.strip() != "") == (lang == "en", True), words
        assert terminal.json(*words) in ([], {})


def test_a_request_kept_with_a_wrong_answer_says_which(terminal: Terminal, who: MadeUpPerson) -> None:
    terminal.do("new", "open", who.reception())
    terminal.do("WT03A-1448-0001", "consent", who.consents())
    told = terminal.do("WT03A-1448-0001", "capture", who.request() | {"national_id": "1999999999"})
    assert (told.code, "رقم الهوية الوطنية" in told.err, "1999999999" in told.err) == (0, True, False)
    told = terminal.do("WT03A-1448-0001", "capture", who.request())
    assert (told.code, told.err) == (0, "")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["dance"], "case"),
        (["case", "dance"], "history"),
        (["case", "do", "new", "dance"], "rate"),
        (["people", "search", "x", "--limit", "y"], "--limit"),
        (["people", "search", "x", "--limit"], "--limit"),
        (["case", "reassign", "x"], "--reason"),
        (["letter", "print", "x", "--p", "y"], "--purpose"),
        (["case", "list", "2910000001"], ""),
    ],
    ids=lambda item: " ".join(item) if isinstance(item, list) else "",
)
def test_a_wrong_call_is_answered_in_one_language_without_repeating_it(
    terminal: Terminal, words: list[str], named: str, lang: str
) -> None:
    told = terminal.run(*words, "--lang", lang, "--json")
    assert (told.code, "2910000001" in told.err + told.out) == (2, False)
    assert named in told.document["message"]
    assert told.document["message"] in told.err
    assert told.err.startswith(("usage:", "الصيغة:")[lang == "ar"])
    assert not any(word in told.err for word in ("argument", "invalid", "choose from", "error:"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_explains_itself_in_one_language(lang: str) -> None:
    for program in (build_parser(lang, None), hq_parser(lang)):
        for parser in _parsers(program):
            told = parser.format_help()
            assert isinstance(parser, parser_in(lang)), parser.prog
            english = ("usage:", "positional arguments", "show this help message and exit")
            assert lang == "en" or not any(word in told for word in english), parser.prog


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _parsers(inner)


def test_help_that_nobody_reads_to_its_end_leaves_no_traceback() -> None:
    script = "import sys; from watan_desk.cli.desk import main; sys.exit(main(sys.argv[1:]))"
    words = [sys.executable, "-c", script, "case", "do", "--help"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 1
