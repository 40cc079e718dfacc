"""If these fail, a file that a form asks for cannot be given, listed or fetched by command, here or at head office."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_own_forms import Ask, ask  # noqa: F401 - a fixture
from tests.desks import MORNING, PASSPHRASE, person, take_to
from tests.registers.given import right
from tests.wiring.test_attachments import form_with_files, photo
from watan_desk.cli import hq
from watan_desk.common.clock import FixedClock
from watan_desk.wiring import open_desk


def test_a_file_goes_from_a_command_to_head_office_and_out_again(
    ask: Ask,  # noqa: F811
    made_desk: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ask("form", "import", form_with_files(tmp_path))[0] == 0
    assert ask("form", "use", "own_general", "7")[0] == 0
    desk = open_desk(tmp_path / "desk", PASSPHRASE, FixedClock(MORNING))
    number = take_to(desk, person(), "consent")
    desk.close()
    (tmp_path / "request.json").write_text(json.dumps(person().request()), encoding="utf-8")
    given = ("case", "do", number, "capture", "--data", tmp_path / "request.json", "--now", "2026-11-19T08:00:00Z")
    assert ask(*given, "--file", "house_photo")[0] == 2
    assert ask(*given, "--file", f"id_copy={photo(tmp_path)}")[0] == 1
    assert ask(*given, "--file", f"house_photo={photo(tmp_path)}")[0] == 0
    [file] = ask("case", "files", number)[1]
    assert (file["media"], file["deed"]) == ("image/jpeg", "capture")
    (tmp_path / "out").mkdir()
    assert ask("case", "files", number, "--out", tmp_path / "out", "--now", "2026-11-19T08:00:00Z")[0] == 0
    assert (tmp_path / "out" / file["name"]).stat().st_size == file["size"]
    assert ask("case", "show", number)[1]["record"]["attachments"][0]["hash"] == file["hash"]
    assert ask("doctor")[1]["attachments"] == 1
    (tmp_path / "complaint.json").write_text(json.dumps(right("register_complaint")), encoding="utf-8")
    complaint = ("register", "open", "complaint", "--data", tmp_path / "complaint.json")
    entry = ask(*complaint, "--file", f"evidence={photo(tmp_path)}", "--now", "2026-11-19T08:00:00Z")[1]

    (tmp_path / "stick").mkdir()
    made = ask("handover", "--to", tmp_path / "stick", "--now", "2026-11-19T08:00:00Z")[1]
    shutil.copytree(made_desk.parent / "office", tmp_path / "office")
    shared = ["--json", "--home", str(tmp_path / "office"), "--passphrase-file", str(tmp_path / "passphrase")]
    bundle = next((tmp_path / "stick").glob("*.wdb"))
    assert made
    assert hq.main(["import", str(bundle), *shared]) == 0
    capsys.readouterr()
    (tmp_path / "there").mkdir()
    assert hq.main(["files", number, "--out", str(tmp_path / "there"), *shared]) == 0
    assert json.loads(capsys.readouterr().out) == [{"name": file["name"], "size": file["size"]}]
    assert (tmp_path / "there" / file["name"]).read_bytes() == (tmp_path / "out" / file["name"]).read_bytes()
    assert hq.main(["entry", entry["number"], "--out", str(tmp_path / "there"), *shared]) == 0
    [shown] = json.loads(capsys.readouterr().out)["files"]
    assert shown["name"] == entry["answers"]["evidence"]
    assert (tmp_path / "there" / shown["name"]).stat().st_size == shown["size"]
