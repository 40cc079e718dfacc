"""A desk that issues letters and enters incoming ones until it is killed, again and again, at random moments.

    python -m tests.faults.issuing HOME CASE [--kills 40] [--most 3] [--seed 1]

Every round is a process of its own: it unlocks the desk, issues letter after letter of the case, and says each number
and digest once it is committed; then kill -9 comes. Prints what was acknowledged as JSON. One letter is issued before
the first round, so that all libraries are loaded; nothing of the desk is open any more by then.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.desks import MORNING, PASSPHRASE
from watan_desk.common.clock import FixedClock
from watan_desk.letter.incoming import Arrival
from watan_desk.wiring import issue_letter, open_desk
from watan_desk.wiring.paper import enter_incoming


def issue_until_killed(home: Path, case: str, told: int) -> None:
    """Issue and enter without end; each committed number is written to ``told``."""
    desk = open_desk(home, PASSPHRASE, FixedClock(MORNING))
    os.write(told, b"ready\n")
    while True:
        for _ in range(3):
            made = issue_letter(desk, "L01", case)
            os.write(told, f"out {made.letter.number} {hashlib.sha256(made.pdf).hexdigest()}\n".encode())
        entered = enter_incoming(desk, Arrival("جهة", "رد", answers=made.letter.number))
        os.write(told, f"in {entered.number} -\n".encode())


def one_round(home: Path, case: str, chance: random.Random, most: int, longest: float) -> list[str]:
    """Start a process, kill it at a random moment of one of its first letters, and return what it said was done."""
    hears, tells = os.pipe()
    child = os.fork()
    if not child:
        os.close(hears)
        try:
            issue_until_killed(home, case, tells)
        finally:
            os._exit(3)
    os.close(tells)
    with os.fdopen(hears, "rb") as heard:
        said = [heard.readline() for _ in range(chance.randint(1, most))]
        time.sleep(chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        said += heard.readlines()
    _, status = os.waitpid(child, 0)
    if os.WTERMSIG(status) != signal.SIGKILL or said[0] != b"ready\n":
        raise SystemExit("the desk ended by itself")
    return [line.decode().strip() for line in said[1:] if line.endswith(b"\n")]


def main() -> None:
    """Kill as often as was asked, and print everything that was acknowledged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("case")
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--most", type=int, default=3, help="numbers acknowledged before a kill, at most")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - moments, not secrets
    desk = open_desk(given.home, PASSPHRASE, FixedClock(MORNING))
    issue_letter(desk, "L01", given.case)
    begun = time.monotonic()
    issue_letter(desk, "L01", given.case)
    longest = 1.5 * (time.monotonic() - begun)
    desk.close()
    said = [line for _ in range(given.kills) for line in one_round(given.home, given.case, chance, given.most, longest)]
    json.dump([line.split() for line in said], sys.stdout)


if __name__ == "__main__":
    main()
