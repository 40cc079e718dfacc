"""If these fail, a script cannot keep a register, or is told a lie about what was kept."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.desks import PASSPHRASE
from tests.registers.given import right
from watan_desk.cli import desk as desk_line
from watan_desk.wiring import Desk


class Line:
    """The command line on an open practice desk's folder."""

    def __init__(self, desk: Desk, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder, self._capsys = folder, capsys
        phrase = folder / "phrase"
        phrase.write_text(PASSPHRASE, encoding="utf-8")
        self._shared = ["--home", str(desk.home), "--passphrase-file", str(phrase), "--now", "2026-11-19T10:00"]

    def told(self, *words: str, data: dict[str, Any] | None = None, code: int = 0) -> Any:
        """Run a command with ``--json`` and return what it printed."""
        if data is not None:
            (self._folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
            words = (*words, "--data", str(self._folder / "data.json"))
        self._capsys.readouterr()
        assert desk_line.main([*words, *self._shared, "--json", "--lang", "en"]) == code
        return json.loads(self._capsys.readouterr().out)


@pytest.fixture
def line(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """Return the command line on a new desk."""
    return Line(desk, tmp_path, capsys)


def test_a_suggestion_goes_from_entry_to_answer(line: Line) -> None:
    number = line.told("register", "open", "suggestion", data=right("register_suggestion"))["number"]
    assert [each["number"] for each in line.told("register", "list", "--open")] == [number]
    view = line.told("register", "show", number)
    assert (view["allowed"], view["over"]) == (["reply", "assign"], False)
    assert line.told("register", "act", number, "reply", data=right("act_reply"))["over"]
    assert line.told("register", "list", "--open") == []
    assert [act["kind"] for act in line.told("register", "show", number)["acts"]] == ["reply"]


def test_the_same_call_again_does_nothing_twice(line: Line) -> None:
    again = ("register", "open", "need", "--id", "7d5f0f9e-6b8e-4f6b-9a66-3f4d1c0a0001")
    line.told(*again, data=right("register_need"))
    assert line.told(*again, data=right("register_need"), code=1)["error"] == "store.already_done"
    assert len(line.told("register", "list")) == 1


def test_what_is_wrong_is_named_and_nothing_is_kept(line: Line) -> None:
    refused = line.told("register", "open", "complaint", data=right("register_complaint", handler="منى سالم"), code=1)
    assert "handler" in refused["message"]
    assert (
        line.told("register", "act", "WT03A-1448-C0001", "find", data={}, code=2)["error"] == "registers.no_such_entry"
    )
    assert line.told("register", "list") == []


def test_registers_are_listed_and_counted_with_filters(line: Line) -> None:
    for channel in ("help_request", "phone"):
        line.told("register", "open", "help", data=right("register_help", channel=channel))
    assert line.told("register", "count", "--by", "channel") == {"help": {"help_request": 1, "phone": 1}}
    assert len(line.told("register", "list", "--channel", "phone")) == 1
    assert line.told("register", "list", "--due-by", "2026-11-01") == []
    kinds = {each["register"]: each["open"] for each in line.told("register", "kinds")}
    assert kinds["help"] == 2
    assert "wave" not in kinds


def test_the_answer_library_is_searched(line: Line) -> None:
    assert [each["code"] for each in line.told("register", "answers", "شكوي")] == ["complaint"]


def test_help_names_every_register_and_the_fields_of_its_forms(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        desk_line.main(["register", "open", "--help", "--lang", "en"])
    shown = capsys.readouterr().out
    for word in ("complaint: Complaints and disputes", "* second_party (text)", "> hear: Note the other side"):
        assert word in shown


def test_a_file_goes_in_with_a_complaint_and_out_again(line: Line, tmp_path: Path) -> None:
    sound = tmp_path / "said.mp3"
    sound.write_bytes(b"ID3 what was said")
    data = right("register_complaint")
    assert line.told("register", "open", "complaint", "--file", "evidence", data=data, code=2)
    number = line.told("register", "open", "complaint", "--file", f"evidence={sound}", data=data)["number"]
    [file] = line.told("register", "files", number)
    assert (file["deed"], file["size"]) == ("entry", 17)
    line.told("register", "files", number, "--out", str(tmp_path / "nowhere"), code=2)
    (tmp_path / "out").mkdir()
    line.told("register", "files", number, "--out", str(tmp_path / "out"))
    assert (tmp_path / "out" / file["name"]).read_bytes() == b"ID3 what was said"
