"""If these fail, a script prints for people who must take no paper, or cannot tell how they are reached."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.desks import PASSPHRASE, copied_desk, make_desk, person, take_to
from watan_desk.cli.desk import main
from watan_desk.wiring import issue_letter

WHO = person(form="victim")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Return a desk's home, a case whose person takes no paper, and a letter issued to them before they said so."""
    home = make_desk(tmp_path_factory.mktemp("awn"), "awn")
    desk = copied_desk(home, home.parent / "with")
    number = take_to(desk, WHO, "capture")
    letter = issue_letter(desk, "L16", number, checked="id_seen").letter.number
    desk.do("capture", number, WHO.request() | {"no_paper_home": "yes"})
    desk.close()
    (home.parent / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    return home.parent / "with", number, letter


def _asked(
    home: Path, capsys: pytest.CaptureFixture[str], *words: str, code: int = 0, json_too: bool = True
) -> tuple[Any, str]:
    given = [*words, "--home", str(home), "--passphrase-file", str(home.parent / "passphrase"), "--lang", "en"]
    given += ["--now", "2026-11-19T11:00"] + (["--json"] if json_too else [])
    assert main(given) == code
    said = capsys.readouterr()
    return (json.loads(said.out) if json_too and said.out.strip() else said.out), said.err


def test_a_case_says_how_its_person_is_reached(kept: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]) -> None:
    home, number, _ = kept
    shown, _ = _asked(home, capsys, "case", "show", number)
    assert (shown["contact"]["way"], shown["contact"]["no_paper"]) == ("call", True)
    lines, _ = _asked(home, capsys, "case", "show", number, json_too=False)
    assert WHO.request()["safe_times"] in lines


def test_a_letter_is_refused_told_aloud_or_printed_for_a_reason(
    kept: tuple[Path, str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    home, number, _ = kept
    out = tmp_path / "letter.pdf"
    _, told = _asked(home, capsys, "letter", "print", number, "L16", "--out", str(out), code=1)
    assert "no paper" in told
    assert not out.exists()
    aloud, _ = _asked(home, capsys, "letter", "tell", number, "L16", "--way", "call")
    assert aloud["way"] == "call"
    _, told = _asked(home, capsys, "letter", "tell", number, "L16", "--way", "lawyer", code=1)
    assert "in_person call" in told
    given = ("letter", "print", number, "L16", "--out", str(out), "--paper-reason", "asked at the desk")
    _, told = _asked(home, capsys, *given, code=1)
    assert "nothing was issued" in told
    _asked(home, capsys, *given, "--identity-check", "id_seen")
    assert out.exists()


def test_the_letters_of_a_day_leave_theirs_out(
    kept: tuple[Path, str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    home, _, letter = kept
    shown, told = _asked(home, capsys, "letter", "print-day", "2026-11-19", "--out", str(tmp_path / "day"))
    assert letter in shown["no_paper"]
    assert letter not in shown["letters"]
    assert not (tmp_path / "day" / f"{letter}.pdf").exists()
    assert "takes no paper" in told or "take no paper" in told
