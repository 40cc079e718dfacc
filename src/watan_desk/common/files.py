"""Files that are whole or not there: written aside, flushed, renamed, and read back."""

import os
import tempfile
import time
from pathlib import Path

_PATIENCE = 8


def write_durably(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file so that after a crash either the old or the new one is there, and read it back.

    ``private`` keeps the file to its owner (mode 0600).

    Raises:
        OSError: the file could not be written, flushed or read back equal; the old file still stands.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.chmod(0o600 if private else 0o644)
        if part.read_bytes() != data:
            raise OSError("the file read back differs from what was written")
        _replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    _flush_folder(path.parent)


def _replace(part: Path, path: Path) -> None:
    """Rename with patience: on Windows a virus scanner may hold either file for a moment."""
    for attempt in range(_PATIENCE):
        try:
            part.replace(path)
        except PermissionError:
            if attempt == _PATIENCE - 1:
                raise
            time.sleep(0.02 * 2**attempt)
        else:
            return


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
