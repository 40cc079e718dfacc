"""If these fail, a script cannot take a request in another form than the usual one, or say where it was taken."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.desks import PASSPHRASE, person
from watan_desk.cli.cases import deeds_help
from watan_desk.cli.desk import main
from watan_desk.wiring import Desk

SUPPORT = person(form="pilgrim_support")


def _ask(desk: Desk, folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    (folder / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    shared = ["--json", "--lang", "en", "--home", str(desk.home), "--now", "2026-11-19T10:00"]
    code = main([*words, *shared, "--passphrase-file", str(folder / "passphrase")])
    said = capsys.readouterr().out
    return code, json.loads(said) if said else None


def test_a_case_is_opened_with_a_form_and_its_record_and_its_paper_say_so(
    huda: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = tmp_path / "visit.json"
    told = SUPPORT.reception()
    del told["request_form"]
    visit.write_text(json.dumps(told | {"reception_place": "home"}), encoding="utf-8")
    opened = ("case", "do", "new", "open", "--data", str(visit))
    code, done = _ask(huda, tmp_path, capsys, *opened, "--form", "support")
    assert code == 0
    shown = _ask(huda, tmp_path, capsys, "case", "show", done["number"])[1]["record"]
    assert (shown["case"]["request_form"], shown["visits"][0]["place"]) == ("support", "home")
    usual = _ask(huda, tmp_path, capsys, *opened)[1]["number"]
    shown = _ask(huda, tmp_path, capsys, "case", "show", usual)[1]["record"]
    assert shown["case"]["request_form"] == "service"
    assert _ask(huda, tmp_path, capsys, *opened, "--form", "loan")[0] == 1
    assert len(huda.cases()) == 2
    printed = tmp_path / "blank.pdf"
    assert _ask(huda, tmp_path, capsys, "form", "print", "support", "--out", str(printed))[0] == 0
    assert printed.read_bytes().startswith(b"%PDF")


def test_the_help_of_the_deeds_lists_the_fields_of_each_form() -> None:
    told = deeds_help("en")
    assert "[pilgrim_support]" in told
    assert "travel_to" in told
    assert "reception_place" in told
