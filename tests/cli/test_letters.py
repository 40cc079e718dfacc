"""If these fail, nobody can check a letter without a desk, a passphrase and somebody who knows both."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.desks import PASSPHRASE, copied_desk, person, take_to
from watan_desk.cli.common import Parser, run, shared_options
from watan_desk.cli.letters import add_letters
from watan_desk.common.messages import has
from watan_desk.letter.keyring import write_keyring
from watan_desk.wiring import KEYRING_FILE, issue_letter

Answer = tuple[int, dict[str, Any], str]
Ask = Callable[..., Answer]


@pytest.fixture
def desk_home(made_desk: Path, tmp_path: Path) -> Path:
    """Return the home of a desk that has issued one letter: letter.pdf and letter.png lie beside it."""
    home = tmp_path / "desk"
    desk = copied_desk(made_desk, home)
    sent = issue_letter(desk, "L01", take_to(desk, person(), "check"))
    (tmp_path / "ring.json").write_bytes(write_keyring(desk.granted.keyring))
    desk.close()
    (tmp_path / "letter.pdf").write_bytes(sent.pdf)
    page = ["pdftoppm", "-r", "150", "-png", "-singlefile", str(tmp_path / "letter.pdf"), str(tmp_path / "letter")]
    subprocess.run(page, check=True)
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    return home


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return a call of ``letter verify --json``: exit code, the document, and what was told beside it."""

    def ask_it(*words: object, lang: str = "en") -> Answer:
        parser = Parser(prog="watan-desk")
        add_letters(parser.add_subparsers(), shared_options(lang), lang)
        code = run(parser, ["letter", "verify", "--json", "--lang", lang, *map(str, words)])
        said = capsys.readouterr()
        return code, json.loads(said.out), said.err

    return ask_it


def test_a_letter_is_checked_without_passphrase_from_the_desks_own_home(desk_home: Path, ask: Ask) -> None:
    code, told, beside = ask(desk_home.parent / "letter.pdf", "--home", desk_home)
    assert code == 0
    assert (told["seal"], told["qr"], told["kind"], told["number"]) == ("valid", "valid", "L01", "WT03A-1448-00001")
    assert told["issuer"] == "جمعية وطن طموح - WT03A"
    assert told["issued_at"].startswith("2026-11-19T")
    assert "WT03A-1448-0001" in told["text"]
    assert told["message"] in beside


def test_a_picture_is_genuine_and_no_more_and_the_register_gives_the_text(desk_home: Path, ask: Ask) -> None:
    picture = desk_home.parent / "letter.png"
    code, told, _ = ask(picture, "--home", desk_home)
    assert (code, told["seal"], told["qr"], told["text"]) == (0, "absent", "code-genuine", None)
    assert "Compare" in told["message"]
    code, told, _ = ask(picture, "--home", desk_home, "--passphrase-file", desk_home.parent / "passphrase")
    assert (code, told["qr"]) == (0, "code-genuine")
    assert "WT03A-1448-0001" in told["text"]


def test_a_ring_alone_is_enough(desk_home: Path, ask: Ask, tmp_path: Path) -> None:
    ring = tmp_path / "ring.json"
    code, told, _ = ask(tmp_path / "letter.pdf", "--keyring", ring, "--home", tmp_path / "nowhere")
    assert (code, told["seal"], told["qr"]) == (0, "valid", "valid")
    assert (desk_home / KEYRING_FILE).read_bytes() == ring.read_bytes()


def test_a_changed_letter_is_refused_in_the_readers_language(desk_home: Path, ask: Ask, tmp_path: Path) -> None:
    raw = bytearray((tmp_path / "letter.pdf").read_bytes())
    raw[20_000] ^= 1
    (tmp_path / "changed.pdf").write_bytes(raw)
    code, told, beside = ask(tmp_path / "changed.pdf", "--home", desk_home, lang="ar")
    assert (code, told["seal"]) == (1, "broken")
    assert beside.startswith("الختم غير صحيح")


def test_a_file_that_cannot_be_checked_is_unusable(desk_home: Path, ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("نص", encoding="utf-8")
    assert ask(tmp_path / "letter.txt", "--home", desk_home)[0] == 2
    assert ask(tmp_path / "absent.pdf", "--home", desk_home)[0] == 2
    assert ask(tmp_path / "letter.pdf", "--keyring", tmp_path / "letter.txt")[0] == 2
    assert ask(tmp_path / "letter.pdf", "--home", tmp_path / "nowhere")[0] == 2


def test_every_outcome_has_its_sentence() -> None:
    outcomes = ("sealed", "compare", "seal_broken", "code_broken", "unknown_key", "nothing")
    assert all(has(f"letter.verified.{outcome}") for outcome in outcomes)
