"""Printers of CUPS: they take a letter's own PDF bytes, untouched and never on our disk.

Where there is no CUPS (Windows), the window prints through the system's own dialog instead.
"""

import re
import shutil
import subprocess

from watan_desk.common.errors import Refused, Unusable

_PATIENCE = 30
_JOB = re.compile(r"\S+-\d+")


def printers() -> tuple[str, ...]:
    """Return the printers' names, none where there is no CUPS or it does not answer."""
    asked = shutil.which("lpstat")
    if asked is None or shutil.which("lp") is None:
        return ()
    try:
        told = subprocess.run([asked, "-e"], capture_output=True, text=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(line.strip() for line in told.stdout.splitlines() if line.strip())


def print_pdf(pdf: bytes, printer: str, *, copies: int, title: str) -> str:
    """Hand a PDF to a printer, and return the job's name; ``title`` stands in the queue: a letter's number, no person.

    Raises:
        Refused: there is no such printer.
        Unusable: the printing system did not take it.
    """
    known = printers()
    if printer not in known:
        raise Refused("paper.no_such_printer", known=" ".join(known))
    handed = [str(shutil.which("lp")), "-d", printer, "-n", str(copies), "-t", title, "-o", "media=A4", "-"]
    try:
        done = subprocess.run(handed, input=pdf, capture_output=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as wrong:
        raise Unusable("paper.not_printed") from wrong
    if done.returncode:
        raise Unusable("paper.not_printed")
    found = _JOB.search(done.stdout.decode(errors="replace"))
    return found.group() if found else ""
