"""If these fail, a power cut or a full disk while saving leaves half a file where a whole one stood."""

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from watan_desk.common.files import write_durably


def test_what_is_written_stands_there_whole(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    write_durably(target, b"first")
    write_durably(target, b"second")
    assert target.read_bytes() == b"second"
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    write_durably(tmp_path / "private", b"x", private=True)
    write_durably(tmp_path / "open", b"x")
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("private", "open")] == [0o600, 0o644]


def test_a_rename_that_fails_leaves_what_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "taken"
    target.mkdir()
    (target / "inside").write_bytes(b"kept")
    with pytest.raises(OSError, match="taken"):
        write_durably(target, b"new")
    assert (target / "inside").read_bytes() == b"kept"
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_durably(tmp_path / "absent" / "file", b"x")


def _write_with_little_room(target: Path, room: int) -> subprocess.CompletedProcess[str]:
    """Write 64 KiB in a process whose files may not grow beyond ``room`` bytes: a disk that is full."""
    script = (
        "import sys, pathlib\n"
        "from watan_desk.common.files import write_durably\n"
        "try: write_durably(pathlib.Path(sys.argv[1]), b'n' * 65536)\n"
        "except OSError as full: print(full.errno)\n"
        "else: print('written')\n"
    )

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    return subprocess.run(
        [sys.executable, "-c", script, str(target)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_a_disk_that_fills_up_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    write_durably(target, b"old")
    full = _write_with_little_room(target, 4096)
    assert (full.stdout.strip(), full.stderr) == (str(errno.EFBIG), "")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert _write_with_little_room(target, 1 << 20).stdout.strip() == "written"
    assert target.read_bytes() == b"n" * 65536
