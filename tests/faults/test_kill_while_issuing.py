"""The power goes while letters are issued. If this fails, a number is given twice, is lost, or has no letter.

``WATAN_KILLS=300`` runs the long version, of more than a thousand issues.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desks import MORNING, PASSPHRASE, take_to
from watan_desk.common.clock import FixedClock
from watan_desk.letter.records import kept_pdf, letter_by_number
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk, issue_letter, open_desk
from watan_desk.wiring.paper import registers

TREE = Path(__file__).parents[2]
KILLS = int(os.environ.get("WATAN_KILLS", "40"))
MOST = 3 if KILLS < 100 else 9


@pytest.fixture
def after(desk: Desk, who: MadeUpPerson) -> Iterator[tuple[Desk, list[list[str]]]]:
    """Return a desk that was killed again and again while it issued, and what it had acknowledged."""
    number, home = take_to(desk, who, "check"), desk.home
    desk.close()
    rounds = ["--kills", str(KILLS), "--most", str(MOST)]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.faults.issuing", str(home), number, *rounds],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TREE), os.environ.get("PYTHONPATH", "")])},
        cwd=TREE,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    again = open_desk(home, PASSPHRASE, FixedClock(MORNING))
    yield again, json.loads(done.stdout)
    again.close()


def test_the_registers_have_no_gap_and_no_double_and_every_acknowledged_letter(
    after: tuple[Desk, list[list[str]]],
) -> None:
    desk, acknowledged = after
    found = registers(desk)
    out, come = [each.seq for each in found.outgoing], [each.seq for each in found.incoming]
    assert out == list(range(1, len(out) + 1))
    assert come == list(range(1, len(come) + 1))
    said = {number: digest for way, number, digest in acknowledged if way == "out"}
    assert len(said) >= KILLS // 4
    assert {each.number for each in found.incoming} >= {number for way, number, _ in acknowledged if way == "in"}
    with desk.reading() as connection:
        for each in found.outgoing:
            pdf = kept_pdf(connection, letter_by_number(connection, each.number)) or b""
            assert hashlib.sha256(pdf).hexdigest() == each.sha256 == said.get(each.number, each.sha256)
    assert {each.number for each in found.outgoing} >= said.keys()
    # at most the last letter before a kill is committed and not yet acknowledged
    assert len(found.outgoing) - len(said) <= KILLS
    assert desk.examine().sound
    last = found.outgoing[-1]
    case = desk.dossier_by_id(str(last.case_id)).case.number
    assert issue_letter(desk, "L01", case).letter.seq == last.seq + 1
