"""If these fail, an association's own request form cannot be imported by command, or a script cannot tell why not."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.desks import PASSPHRASE, copied_desk
from tests.wiring.test_own_forms import own_form
from watan_desk.cli import hq
from watan_desk.cli.desk import main
from watan_desk.forms.workbook import write_workbook

Ask = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def ask(made_desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return a call with ``--json``: exit code, document, and what was told beside it."""
    copied_desk(made_desk, tmp_path / "desk").close()
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")

    def ask_it(*words: object) -> tuple[int, Any, str]:
        shared = ["--json", "--lang", "en", "--home", str(tmp_path / "desk")]
        code = main([*map(str, words), *shared, "--passphrase-file", str(tmp_path / "passphrase")])
        said = capsys.readouterr()
        return code, json.loads(said.out), said.err

    return ask_it


def test_a_workbook_is_imported_listed_used_and_put_aside(ask: Ask, tmp_path: Path) -> None:
    write_workbook(own_form(tmp_path), tmp_path / "own.xlsx")
    code, told, _ = ask("form", "import", tmp_path / "own.xlsx")
    assert (code, told["kept"], told["form_id"], told["version"]) == (0, True, "own_general", "7")
    assert ask("form", "list")[1]["shipped"]["in_use"]
    assert ask("form", "use", "own_general", "7")[0] == 0
    code, told, _ = ask("form", "list")
    assert (told["shipped"]["in_use"], [bool(each["since"]) for each in told["own"]]) == (False, [True])
    assert ask("form", "use", "own_general", "7")[0] == 1
    assert ask("form", "use", "own_general", "9")[0] == 1
    assert ask("form", "use", "--shipped")[1]["form_id"] == "general"
    assert ask("form", "use")[0] == 2


def test_what_is_lacking_is_named_and_nothing_is_kept(ask: Ask, tmp_path: Path) -> None:
    code, told, _ = ask("form", "import", own_form(tmp_path, without="name_family"))
    assert (code, told["kept"], [each["name"] for each in told["lacking"]]) == (1, False, ["name_family"])
    assert "name_family" in told["lacking"][0]["message"]
    assert ask("form", "list")[1]["own"] == []


def test_an_error_of_the_form_says_sheet_row_and_column(ask: Ask, tmp_path: Path) -> None:
    path = own_form(tmp_path)
    text = path.read_text(encoding="utf-8").replace("string-length(.) <= 40", "string-lenght(.) <= 40", 1)
    path.write_text(text, encoding="utf-8")
    code, told, _ = ask("form", "import", path)
    assert code == 2
    assert "survey" in told["message"]
    assert "row" in told["message"]
    assert ask("form", "list")[1]["own"] == []


def test_head_office_publishes_a_form_and_the_next_reply_brings_it(
    ask: Ask, made_desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(made_desk.parent / "office", tmp_path / "office")
    shared = ["--json", "--lang", "en", "--home", str(tmp_path / "office")]
    shared += ["--passphrase-file", str(tmp_path / "passphrase")]
    assert hq.main(["publish", "--form", str(own_form(tmp_path)), *shared]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == "7"
    assert hq.main(["reply", "--branch", "WT03", "--out", str(tmp_path / "reply.wdb"), *shared]) == 0
    assert json.loads(capsys.readouterr().out)["policies"] == 1
    assert ask("import", tmp_path / "reply.wdb")[0] == 0
    assert [each["version"] for each in ask("form", "list")[1]["own"]] == ["7"]
