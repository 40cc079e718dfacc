"""Two ends driven as a script would: real processes, real files, nothing shared but what travels."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.desks import QUICK
from watan_desk.headoffice.office import KEY_FILE as OFFICE_KEYS
from watan_desk.store import keys
from watan_desk.wiring import KEY_FILE as DESK_KEYS

PASSPHRASE = "throw-away passphrase of the tests"


@dataclass
class Answered:
    """What a command left: exit code, the JSON of stdout (if any) and stderr."""

    code: int
    shown: Any
    told: str


@dataclass
class Ends:
    """A practice head office and a practice desk in folders of their own."""

    folder: Path

    def desk(self, *words: str, now: str = "2026-11-19T10:00") -> Answered:
        """Run ``watan-desk`` in practice at an instant of Saudi time."""
        return self._run("watan_desk.cli.desk", self.folder / "desk", words, now)

    def office(self, *words: str, now: str = "2026-11-19T10:00") -> Answered:
        """Run ``watan-hq`` in practice at an instant of Saudi time."""
        return self._run("watan_desk.cli.hq", self.folder / "office", words, now)

    def do(self, number: str, deed: str, answers: dict[str, Any], now: str = "2026-11-19T10:00") -> Answered:
        """Do a deed with answers from a file."""
        file = self.folder / "answers.json"
        file.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
        return self.desk("case", "do", number, deed, "--data", str(file), now=now)

    def _run(self, module: str, home: Path, words: tuple[str, ...], now: str) -> Answered:
        given = [*words, "--json", "--lang", "en", "--home", str(home)]
        given += ["--passphrase-file", str(self.folder / "passphrase")]
        given += [] if words[0] in {"init", "enrol"} and module.endswith("desk") else ["--now", now]
        done = subprocess.run(
            [sys.executable, "-c", f"import sys; from {module} import main; sys.exit(main(sys.argv[1:]))", *given],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        return Answered(done.returncode, json.loads(done.stdout) if done.stdout.strip() else None, done.stderr)


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of two enrolled ends, for tests to copy; checking their passphrase is made quick."""
    both = Ends(tmp_path_factory.mktemp("enrolled"))
    (both.folder / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    asked, granted = str(both.folder / "request.json"), str(both.folder / "answer.json")
    assert both.office("init", "--association", "watan-tumuh", "--practice").code == 0
    assert both.desk("init", "--association", "watan-tumuh", "--out", asked).code == 0
    for slot in (both.folder / "office" / OFFICE_KEYS, both.folder / "desk" / DESK_KEYS):
        keys.change(slot, PASSPHRASE, PASSPHRASE, QUICK)
    post = ["--branch", "WT03", "--branch-name", "Oasis", "--phone", "0500000100", "--delegate", "Amal"]
    answered = both.office("enrol", asked, *post, "--out", granted)
    assert answered.code == 0
    enrolled = both.desk("enrol", granted)
    assert enrolled.code == 0
    assert both.desk("policy", "accept").code == 0
    assert enrolled.shown["fingerprint"] == answered.shown["fingerprint"]
    return both.folder


@pytest.fixture
def ends(enrolled: Path, tmp_path: Path) -> Ends:
    """Return two enrolled ends, as new."""
    shutil.copytree(enrolled, tmp_path, dirs_exist_ok=True)
    return Ends(tmp_path)
