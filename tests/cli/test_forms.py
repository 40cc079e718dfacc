"""If these failed, a form's author could not see what is wrong with a form before delegates fill it in."""

import json
from pathlib import Path
from typing import Any

import pytest

from watan_desk.cli.desk import main

FORM = """| survey | | | | | | |
| | type | name | label::Arabic (ar) | label::English (en) | required | constraint |
| | text | who | الاسم | Name | yes | |
| | integer | age | العمر | Age | | . < 120 |
| | text | note | ملاحظة | Note | | |
"""
NOW = "2026-01-15T17:00:00.000Z"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    file = tmp_path / "f.md"
    file.write_text(FORM, encoding="utf-8")
    return file


class Author:
    """Someone who draws up forms, at a terminal."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def run(self, *words: object) -> tuple[int, str, str]:
        """Run ``form check``; return exit code, stdout and stderr."""
        self._capsys.readouterr()
        code = main(["form", "check", *map(str, words)])
        told = self._capsys.readouterr()
        return code, told.out, told.err


@pytest.fixture
def author(capsys: pytest.CaptureFixture[str]) -> Author:
    return Author(capsys)


def _file(tmp_path: Path, content: object) -> Path:
    file = tmp_path / "held.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def test_a_form_is_told_in_the_language_asked_for(author: Author, form: Path) -> None:
    code, out, _ = author.run(form)
    assert code == 1
    assert "الاسم (/data/who)" in out
    code, out, _ = author.run(form, "--lang", "English (en)")
    assert code == 1
    assert "Name (/data/who)" in out
    assert "/data/who: an answer is required." in out


def test_steps_make_it_valid_and_an_expression_is_tried(author: Author, form: Path, tmp_path: Path) -> None:
    steps = _file(tmp_path, {"steps": [{"set": "/data/who", "value": "x"}, {"set": "/data/age", "value": "7"}]})
    code, out, _ = author.run(form, steps, "--eval", ". * 2", "--at", "/data/age", "--json", "--now", NOW)
    result = json.loads(out)
    assert (code, result["status"], result["valid"]) == (0, "ok", True)
    assert result["eval"] == {"expression": ". * 2", "value": "14"}
    assert {"ref", "type", "value", "relevant", "required", "readonly", "label"} <= set(result["nodes"][0])
    assert "<age>7</age>" in result["instance"]
    code, out, _ = author.run(form, steps, "--eval", "no(", "--lang", "en")
    assert (code, "no( =" in out) == (0, True)


def test_a_broken_form_is_told_with_its_row_and_leaves_with_2(author: Author, tmp_path: Path) -> None:
    file = tmp_path / "broken.md"
    file.write_text(FORM.replace(". < 120", "nothing(.)"), encoding="utf-8")
    code, out, _ = author.run(file, "--lang", "en")
    assert code == 2
    assert "row 3" in out
    code, out, _ = author.run(file, "--json")
    assert (code, json.loads(out)["status"]) == (2, "form-error")


def test_a_batch_answers_every_case_by_its_id(author: Author, form: Path, tmp_path: Path) -> None:
    cases: list[dict[str, Any]] = [
        {"id": "a", "form_path": str(form), "steps": [{"show": "/data/who"}]},
        {"id": "b", "form": "<no/>", "steps": []},
        {"id": "c", "form_path": str(form), "steps": [{"problems": True}], "attachments": {}, "preload": None},
    ]
    code, out, _ = author.run("--batch", _file(tmp_path, cases), "--now", NOW)
    first, second, third = json.loads(out)
    assert code == 0
    assert [case["id"] for case in (first, second, third)] == ["a", "b", "c"]
    assert [case["status"] for case in (first, second, third)] == ["ok", "form-error", "ok"]
    assert first["shown"][0]["required"] is True
    assert third["shown"][0]["problems"][0]["ref"] == "/data/who"


@pytest.mark.parametrize("content", ["{", "7", '[1, "x"]', '{"steps": 3}'])
def test_what_is_no_list_of_steps_is_refused(author: Author, form: Path, tmp_path: Path, content: str) -> None:
    file = tmp_path / "steps.json"
    file.write_text(content, encoding="utf-8")
    for words in ((form, file), ("--batch", file)):
        code, out, err = author.run(*words)
        assert (code, out) == (2, "")
        assert "steps.json" in err


def test_without_a_form_the_call_is_unusable(author: Author) -> None:
    assert author.run()[0] == 2


def test_the_zone_of_the_day_is_the_one_named(author: Author, form: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for zone, day in (("Asia/Tokyo", "2026-01-16"), ("America/Phoenix", "2026-01-15"), ("No/Where", "2026-01-15")):
        monkeypatch.setenv("TZ", zone)
        _, out, _ = author.run(form, "--eval", "today()", "--now", NOW, "--json")
        assert json.loads(out)["eval"]["value"] == day
