"""If these fail, what comes out of the printer is not what was issued, or nobody knows how often it was printed."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from tests.desks import PASSPHRASE, copied_desk, person, take_to
from tests.printing import QUEUE, Printing, printing
from watan_desk.common.errors import Refused, Unusable
from watan_desk.gui.printing import send
from watan_desk.letter.template import words
from watan_desk.wiring import Desk, issue_letter, reprint_letter
from watan_desk.wiring.paper import prints
from watan_desk.wiring.printers import print_pdf, printers

SHARED = ["--lang", "en", "--json", "--now", "2026-11-19T11:00"]


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Iterator[Printing]:
    """Return a printing system with one queue, which this process and its children print on."""
    with printing() as running:
        monkeypatch.setenv("CUPS_SERVER", running.server)
        yield running


@pytest.fixture
def home(made_desk: Path, tmp_path: Path) -> Path:
    """Return the home of a desk that issued six letters today."""
    desk = copied_desk(made_desk, tmp_path / "desk")
    for who in (person(place) for place in range(6)):
        issue_letter(desk, "L01", take_to(desk, who, "check"))
    desk.close()
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    return tmp_path / "desk"


def command(home: Path, *words: str) -> list[str]:
    given = ["--home", str(home), "--passphrase-file", str(home.parent / "passphrase"), *SHARED]
    return [sys.executable, "-m", "watan_desk", *words, *given]


def told(home: Path, *words: str) -> dict[str, object]:
    done = subprocess.run(command(home, *words), capture_output=True, check=True)
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def marked(pdf: bytes, path: Path) -> bool:
    path.write_bytes(pdf)
    said = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    return words().copy_of_printed in " ".join(said.split())


def test_the_printer_gets_the_very_bytes_and_then_a_marked_copy(system: Printing, home: Path, tmp_path: Path) -> None:
    assert printers() == (QUEUE,)
    desk = copied_desk(home, tmp_path / "window")
    first = desk.letters()[0]
    issued = reprint_letter(desk, first.number, way="file")
    assert send(desk, first.number, 3, QUEUE) is None, "CUPS took it: nothing is left to draw"
    assert send(desk, first.number, 1, QUEUE) is None
    original, copy = system.jobs(2)
    assert original.pdf == issued
    assert (original.copies, copy.copies) == (3, 1)
    assert (original.title, copy.title) == (first.number, first.number), "a number, and nobody's name"
    assert not marked(original.pdf, tmp_path / "first.pdf")
    assert marked(copy.pdf, tmp_path / "second.pdf")
    assert len(pypdf.PdfReader(tmp_path / "second.pdf").pages) == first.pages
    assert [(each.way, each.copies) for each in prints(desk, first.number)] == [("file", 1), ("paper", 3), ("paper", 1)]
    desk.close()


def test_a_letter_issued_and_printed_by_one_command_counts_as_printed(
    system: Printing, home: Path, tmp_path: Path
) -> None:
    made = told(home, "letter", "print", "WT03A-1448-0001", "L16", "--identity-check", "id_seen", "--printer", QUEUE)
    number = str(made["number"])
    assert str(made["job"]).startswith(f"{QUEUE}-")
    told(home, "letter", "print", number, "--printer", QUEUE, "--out", str(tmp_path / "again.pdf"))
    first, again = system.jobs(2)
    assert first.pdf == (tmp_path / "again.pdf").read_bytes(), "a file is the letter itself"
    assert marked(again.pdf, tmp_path / "copy.pdf")
    assert not marked(first.pdf, tmp_path / "first.pdf")


def test_a_day_is_printed_in_the_order_of_the_numbers_and_can_be_stopped(system: Printing, home: Path) -> None:
    done = told(home, "letter", "print-day", "2026-11-19", "--printer", QUEUE, "--copies", "2")
    assert done["letters"] == [f"WT03A-1448-0000{place}" for place in range(1, 7)]
    assert [(job.title, job.copies) for job in system.jobs(6)] == [(number, 2) for number in done["letters"]]
    running = subprocess.Popen(
        command(home, "letter", "print-day", "2026-11-19", "--printer", QUEUE),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stderr is not None
    assert b"1 of 6" in running.stderr.readline()
    os.kill(running.pid, signal.SIGINT)
    out, _ = running.communicate(timeout=60)
    stopped = json.loads(out)
    assert running.returncode == 1
    assert stopped["letters"] + stopped["not_printed"] == done["letters"]
    assert len(system.jobs(6 + len(stopped["letters"]))) == 6 + len(stopped["letters"]) < 12


def test_a_printer_that_is_gone_is_told_and_the_letter_stays(system: Printing, home: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no_such_printer"):
        print_pdf(b"%PDF-", "another", copies=1, title="x")
    subprocess.run(["cupsreject", "-h", system.server, QUEUE], check=True)
    desk: Desk = copied_desk(home, tmp_path / "window")
    with pytest.raises(Unusable, match="not_printed"):
        send(desk, desk.letters()[0].number, 1, QUEUE)
    desk.close()
    failed = subprocess.run(
        command(home, "letter", "print", "WT03A-1448-00002", "--printer", QUEUE), capture_output=True, check=False
    )
    assert failed.returncode == 2
    assert "WT03A-1448-00002 is issued, registered and kept" in failed.stderr.decode()
