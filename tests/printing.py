"""A printing system of the test's own: a CUPS scheduler on a socket of its own, and a queue whose device keeps files.

Nothing of the machine's own printers is seen or touched.
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

QUEUE = "paper"
_SCHEDULER, _HELPERS = "/usr/sbin/cupsd", "/usr/lib/cups/daemon"
_PATIENCE = 10.0
_SETTINGS = """
Listen {root}/socket
Browsing Off
DefaultAuthType None
LogLevel warn
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
"""
_FILES = """
ServerRoot {root}/etc
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
AccessLog {root}/access
ErrorLog {root}/error
PageLog {root}/page
ServerBin {root}/bin
"""
_PRINTERS = """
<DefaultPrinter {queue}>
DeviceURI keep:/
State Idle
Accepting Yes
Shared No
JobSheets none none
OpPolicy default
ErrorPolicy stop-printer
</DefaultPrinter>
"""
_DEVICE = """#!/bin/sh
# What the scheduler calls with: job user title copies options [file]. Without any it asks which devices there are.
[ $# -gt 0 ] || exit 0
printf '%s' "$3" > "{root}/out/$1.title"
cat ${{6:+"$6"}} > "{root}/out/$1.part" && mv "{root}/out/$1.part" "{root}/out/$1.$4.pdf"
"""


@dataclass(frozen=True)
class Job:
    """What the device was given."""

    pdf: bytes
    copies: int
    title: str


@dataclass(frozen=True)
class Printing:
    """The running system."""

    root: Path

    @property
    def server(self) -> str:
        """What ``CUPS_SERVER`` is to say."""
        return str(self.root / "socket")

    def jobs(self, count: int) -> list[Job]:
        """Return what came out of the printer, once there is so much and no job is under way."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end and (len(self._printed()) < count or self._told("-o")):
            time.sleep(0.05)
        return [
            Job(file.read_bytes(), int(file.suffixes[-2][1:]), (file.parent / f"{_job(file)}.title").read_text())
            for file in sorted(self._printed(), key=_job)
        ]

    def _printed(self) -> list[Path]:
        return list((self.root / "out").glob("*.pdf"))

    def _told(self, *words: str) -> list[str]:
        done = subprocess.run(["lpstat", "-h", self.server, *words], capture_output=True, text=True, check=False)
        return done.stdout.splitlines()


def _job(file: Path) -> int:
    return int(file.name.partition(".")[0])


@contextmanager
def printing() -> Iterator[Printing]:
    """Run the system for a while."""
    root = Path(tempfile.mkdtemp(prefix="print"))  # short: a socket's name has its limit
    for name in ("etc", "spool/tmp", "cache", "state", "out", "bin/backend"):
        (root / name).mkdir(parents=True)
    root.chmod(0o755)
    (root / "out").chmod(0o777)  # as root the scheduler lets another user run the device
    (root / "bin" / "daemon").symlink_to(_HELPERS)
    device = root / "bin" / "backend" / "keep"
    device.write_text(_DEVICE.format(root=root), encoding="utf-8")
    device.chmod(0o755)
    for name, text in (("cupsd.conf", _SETTINGS), ("cups-files.conf", _FILES), ("printers.conf", _PRINTERS)):
        (root / "etc" / name).write_text(text.format(root=root, queue=QUEUE), encoding="utf-8")
    files = [f"{option}{root / 'etc' / name}" for option, name in (("-c", "cupsd.conf"), ("-s", "cups-files.conf"))]
    running = subprocess.Popen(
        [_SCHEDULER, "-f", *(part for file in files for part in (file[:2], file[2:]))],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        found = Printing(root)
        end = time.monotonic() + _PATIENCE
        while QUEUE not in found._told("-e") and time.monotonic() < end:
            time.sleep(0.05)
        yield found
    finally:
        running.terminate()
        running.wait(_PATIENCE)
        shutil.rmtree(root, ignore_errors=True)
