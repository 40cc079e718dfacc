"""If these fail, an installed desk starts without its sentences, its pack or its forms."""

import subprocess
import sys
from pathlib import Path

from watan_desk.common.resources import form_definition, resource


def test_data_lies_beside_the_code() -> None:
    assert (resource("messages") / "common.toml").is_file()
    assert resource("packs", "watan-tumuh", "pack.toml").is_file()
    assert form_definition("general").read_text(encoding="utf-8").startswith("|")


def test_data_is_found_from_any_folder(tmp_path: Path) -> None:
    probe = "from watan_desk.common.resources import resource; print(resource('messages').is_dir())"
    done = subprocess.run([sys.executable, "-c", probe], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("True", "")
