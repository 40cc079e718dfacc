"""The power goes while a delegate types. If this fails, what the screen called kept is gone."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desks import MORNING, PASSPHRASE, take_to
from watan_desk.common.clock import FixedClock
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk, open_desk

TREE = Path(__file__).parents[2]


@pytest.mark.parametrize("seed", range(3))
def test_what_showed_as_kept_is_there_after_a_kill(desk: Desk, who: MadeUpPerson, seed: int) -> None:
    number = take_to(desk, who, "consent")
    home = desk.home
    desk.close()
    until = random.Random(seed).randrange(20, 120)  # noqa: S311 - a moment, not a secret
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", str(Path(__file__).with_name("typist.py")), str(home), number],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TREE), "QT_QPA_PLATFORM": "offscreen"},
    ) as typist:
        assert typist.stdout is not None
        kept = next((int(line) for line in typist.stdout if int(line) >= until), 0)
        typist.kill()
        rest = typist.stdout.read().split()
    kept = int(rest[-1]) if rest else kept
    assert kept >= until

    again = open_desk(home, PASSPHRASE, FixedClock(MORNING))
    try:
        draft = again.draft("capture", number)
        assert draft is not None
        record = again.office.blank("capture", now=again.clock.now, kept=draft.instance)
        assert len(record.get("/data/request/need_description")) >= kept
        assert again.examine().sound
    finally:
        again.close()
