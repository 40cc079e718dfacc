"""Two ends driven as a script would: real processes, real files, nothing shared but what travels."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

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


@pytest.fixture
def ends(tmp_path: Path) -> Ends:
    """Return two enrolled ends."""
    both = Ends(tmp_path)
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    asked, granted = str(tmp_path / "request.json"), str(tmp_path / "answer.json")
    assert both.office("init", "--association", "watan-tumuh", "--practice").code == 0
    assert both.desk("init", "--association", "watan-tumuh", "--out", asked).code == 0
    post = ["--branch", "WT03", "--branch-name", "Oasis", "--phone", "0500000100", "--delegate", "Amal"]
    answered = both.office("enrol", asked, *post, "--out", granted)
    assert answered.code == 0
    enrolled = both.desk("enrol", granted)
    assert enrolled.code == 0
    assert both.desk("policy", "accept").code == 0
    assert enrolled.shown["fingerprint"] == answered.shown["fingerprint"]
    return both
