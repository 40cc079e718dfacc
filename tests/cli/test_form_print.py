"""If these failed, a form could not be carried into the field on paper, or a desk could not print its own."""

import json
import subprocess
import unicodedata
from pathlib import Path

import pytest

from tests.desks import PASSPHRASE
from watan_desk.cli.desk import main

ALL_TYPES = Path(__file__).parents[1] / "gui" / "all_types.md"


def run(*words: object) -> int:
    return main(["form", "print", *map(str, words)])


def test_a_form_is_printed_blank_and_filled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank, filled, answers = tmp_path / "blank.pdf", tmp_path / "filled.pdf", tmp_path / "answers.json"
    answers.write_text(json.dumps({"story": "يسكن في غرفة", "income": "1200"}), encoding="utf-8")
    assert run(ALL_TYPES, "--out", blank) == 0
    capsys.readouterr()
    assert run(ALL_TYPES, "--answers", answers, "--out", filled, "--json") == 0
    assert json.loads(capsys.readouterr().out)["status"] == "ok"
    assert blank.read_bytes()[:5] == filled.read_bytes()[:5] == b"%PDF-"
    answers.write_text(json.dumps({"no_such_question": "1"}), encoding="utf-8")
    assert run(ALL_TYPES, "--answers", answers, "--out", filled) == 1
    answers.write_text("[", encoding="utf-8")
    assert run(ALL_TYPES, "--answers", answers, "--out", filled) == 2


def test_a_desk_prints_its_own_request_form(made_desk: Path, tmp_path: Path) -> None:
    secret, out = tmp_path / "secret", tmp_path / "request.pdf"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    assert run("capture", "--out", out, "--home", made_desk, "--passphrase-file", secret) == 0
    assert out.read_bytes()[:5] == b"%PDF-"
    assert run("no-such-form", "--out", out, "--home", made_desk, "--passphrase-file", secret) == 2


def text_of(path: Path) -> str:
    made = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return unicodedata.normalize("NFKC", made.stdout.decode())


@pytest.mark.parametrize("name", ["general", "capture", "reception", "delivery_water"])
def test_the_programs_own_forms_are_printed_without_any_desk(name: str, tmp_path: Path) -> None:
    out = tmp_path / "blank.pdf"
    assert run(name, "--out", out, "--lang", "en") == 0
    said = text_of(out)
    assert len(said) > 300
    assert "{" not in said


def test_a_form_is_printed_in_the_words_and_lists_of_an_association(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.pdf", tmp_path / "theirs.pdf"
    assert run("capture", "--association", "naba", "--out", ours, "--lang", "en") == 0
    assert run("capture", "--association", "huda", "--out", theirs, "--lang", "en") == 0
    assert text_of(ours) != text_of(theirs)
    assert run("victim", "--association", "naba", "--out", ours) == 2
    assert run("no-such-form", "--out", ours) == 2
    assert run("capture", "--association", "nobody", "--out", ours) == 2
