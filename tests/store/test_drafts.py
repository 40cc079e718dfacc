"""If these fail, what a delegate has typed is gone after a power cut, or it leaves the laptop before its time."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.desks import DAY, MORNING, PASSPHRASE, person, take_to
from tests.store.conftest import Store
from watan_desk.common.clock import FixedClock
from watan_desk.practice import MadeUpPerson
from watan_desk.store.drafts import Draft, drop_draft, read_draft, save_draft
from watan_desk.store.engine import reading, writing
from watan_desk.wiring import Desk, open_desk

TYPING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from watan_desk.common.clock import FixedClock
from watan_desk.wiring import open_desk
desk = open_desk(Path(sys.argv[1]), sys.stdin.readline().strip(), FixedClock(datetime(2026, 11, 19, 7, tzinfo=UTC)))
record = desk.office.blank("capture", now=desk.clock.now)
record.fill({"name_first": sys.argv[3]})
desk.keep_draft("capture", sys.argv[2], record)
print("kept", flush=True)
sys.stdin.readline()
"""


def _draft(text: str = "<a/>") -> Draft:
    return Draft("capture:WT03A-1448-0001", "general", "1", text, MORNING)


def test_a_newer_draft_takes_the_place_of_the_older(store: Store) -> None:
    for text in ("<a/>", "<b/>"):
        with writing(store.engine) as connection:
            save_draft(connection, _draft(text))
    with reading(store.engine) as connection:
        assert read_draft(connection, _draft().id) == _draft("<b/>")
        assert read_draft(connection, "capture:other") is None
    with writing(store.engine) as connection:
        drop_draft(connection, _draft().id)
    assert store.content()["draft"] == []


def test_a_draft_is_no_deed(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "consent")
    before = desk.history(number)
    record = desk.office.blank("capture", now=desk.clock.now)
    record.fill({"name_first": who.names[0]})
    desk.keep_draft("capture", number, record)
    assert desk.history(number) == before
    kept = desk.draft("capture", number)
    assert kept is not None
    assert who.names[0] in kept.instance


def test_a_deed_done_forgets_its_draft(desk: Desk, who: MadeUpPerson) -> None:
    record = desk.office.blank("open", now=desk.clock.now)
    record.fill({"visit_reason": "inquiry"})
    desk.keep_draft("open", None, record)
    assert desk.draft("open", None) is not None
    take_to(desk, who, "open")
    assert desk.draft("open", None) is None


def test_what_was_kept_survives_a_power_cut_at_that_very_moment(desk: Desk, who: MadeUpPerson, tmp_path: Path) -> None:
    number = take_to(desk, who, "consent")
    desk.close()
    typed = person(1).names[0]
    with subprocess.Popen(
        [sys.executable, "-c", TYPING, str(desk.home), number, typed],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    ) as typing:
        assert typing.stdin is not None
        assert typing.stdout is not None
        typing.stdin.write(PASSPHRASE + "\n")
        typing.stdin.flush()
        assert typing.stdout.readline().strip() == "kept"
        os.kill(typing.pid, signal.SIGKILL)
    again = open_desk(desk.home, PASSPHRASE, FixedClock(MORNING))
    kept = again.draft("capture", number)
    again.close()
    assert kept is not None
    assert (typed in kept.instance, kept.saved_at.date()) == (True, DAY)
