"""If these fail, what the window does with paper cannot be scripted, or a script takes a refusal for success."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.desks import PASSPHRASE, copied_desk, person, take_to
from watan_desk.cli.desk import main
from watan_desk.wiring import issue_letter

Ask = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def home(made_desk: Path, tmp_path: Path) -> Path:
    """Return the home of a desk that has issued one letter, which lies beside it as a scan and as a file."""
    desk = copied_desk(made_desk, tmp_path / "desk")
    sent = issue_letter(desk, "L01", take_to(desk, person(), "check"))
    desk.close()
    (tmp_path / "own.pdf").write_bytes(sent.pdf)
    page = ["pdftoppm", "-r", "150", "-png", "-singlefile", str(tmp_path / "own.pdf"), str(tmp_path / "scan")]
    subprocess.run(page, check=True)
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    return tmp_path / "desk"


@pytest.fixture
def ask(home: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return a call with ``--json``: exit code, document, and what was told beside it."""

    def ask_it(*words: object) -> tuple[int, Any, str]:
        shared = ["--json", "--lang", "en", "--home", str(home), "--passphrase-file", str(home.parent / "passphrase")]
        code = main([*map(str, words), *shared])
        said = capsys.readouterr()
        return code, json.loads(said.out), said.err

    return ask_it


def test_a_scan_is_filed_and_the_letters_own_file_is_not(ask: Ask, home: Path) -> None:
    code, told, _ = ask("scan", home.parent / "scan.png")
    assert code == 0
    assert [(each["status"], each["number"], each["page"]) for each in told["pages"]] == [
        ("filed", "WT03A-1448-00001", 1)
    ]
    code, told, _ = ask("scan", home.parent / "scan.png", home.parent / "own.pdf")
    assert (code, [each["status"] for each in told["pages"]]) == (1, ["known", "own_file"])


def test_a_letter_is_voided_and_verify_says_so(ask: Ask, home: Path) -> None:
    code, told, _ = ask("letter", "void", "WT03A-1448-00001", "--reason", "wrong name")
    assert (code, told["status"]) == (0, "void")
    code, told, _ = ask("letter", "verify", home.parent / "own.pdf")
    assert (code, told["seal"], told["void"]) == (1, "valid", True)
    assert ask("letter", "void", "WT03A-1448-00001", "--reason", "again")[0] == 1


def test_a_day_is_written_into_a_folder_and_a_print_that_goes_nowhere_is_refused(ask: Ask, home: Path) -> None:
    code, told, _ = ask("letter", "print-day", "2026-11-19", "--out", home.parent / "out")
    assert (code, told["letters"]) == (0, ["WT03A-1448-00001"])
    assert (home.parent / "out" / "WT03A-1448-00001.pdf").read_bytes() == (home.parent / "own.pdf").read_bytes()
    assert ask("letter", "print", "WT03A-1448-00001")[0] == 2
    assert ask("letter", "print", "WT03A-1448-00001", "--printer", "none such")[0] == 1


@pytest.mark.parametrize("place", ["no/such/folder/letter.pdf", ".", "x" * 300 + ".pdf", "own.pdf/letter.pdf"])
def test_a_place_that_cannot_be_written_to_is_refused_before_anything_is_issued(
    ask: Ask, home: Path, place: str
) -> None:
    code, told, _ = ask("letter", "print", "WT03A-1448-0001", "L01", "--out", home.parent / place)
    assert (code, told["error"]) == (2, "paper.out_unwritable")
    assert [each["number"] for each in ask("letter", "list")[1]] == ["WT03A-1448-00001"]


def test_a_file_that_fails_after_all_names_the_letter_that_is_kept(ask: Ask, home: Path) -> None:
    (home.parent / "out" / "WT03A-1448-00001.pdf").mkdir(parents=True)
    code, told, said = ask("letter", "print-day", "2026-11-19", "--out", home.parent / "out")
    assert (code, told["error"]) == (2, "paper.kept_not_written")
    assert "watan-desk letter print WT03A-1448-00001" in said


def test_a_status_slip_says_how_it_was_seen_who_takes_it(ask: Ask, home: Path) -> None:
    given = ("letter", "print", "WT03A-1448-0001", "L16", "--out", home.parent / "slip.pdf")
    for more, error in (((), "letter.identity_needed"), (("--identity-check", "guess"), "letter.identity_unknown")):
        code, told, _ = ask(*given, *more)
        assert (code, told["error"]) == (1, error)
    assert ask(*given, "--identity-check", "id_seen")[0] == 0
    slip = home.parent / "slip.pdf"
    said = subprocess.run(["pdftotext", slip, "-"], check=True, capture_output=True).stdout.decode()
    assert "الاطلاع على أصل الهوية" in said


def test_what_came_in_is_entered_and_listed(ask: Ask) -> None:
    given = ("--sender", "a body", "--subject", "a reply", "--answers", "WT03A-1448-00001", "--received", "2026-11-18")
    code, told, _ = ask("incoming", "enter", *given)
    assert (code, told["number"], told["received_on"]) == (0, "WT03A-IN-1448-00001", "2026-11-18")
    assert [each["number"] for each in ask("incoming", "list")[1]] == ["WT03A-IN-1448-00001"]
    assert ask("incoming", "enter", "--sender", " ", "--subject", "x")[0] == 1
