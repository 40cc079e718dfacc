"""Autosave. Were this wrong, what was typed could be lost, or called saved before it is on the disk (pains 24, 25)."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from watan_desk.common.errors import DeskError, Unusable
from watan_desk.gui.autosave import Autosave
from watan_desk.gui.background import Background

NOON = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class Disk:
    """A place to write to that can be slow or full."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.full = False
        self.held: list[str] = []

    def write(self, text: str) -> datetime:
        """Write when the gate is open."""
        self.gate.wait(10)
        if self.full:
            raise Unusable("doctor.disk_full")
        self.held.append(text)
        return NOON


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def test_saved_is_said_only_after_the_write_was_acknowledged(qtbot: QtBot, background: Background) -> None:
    disk = Disk()
    disk.gate.clear()
    autosave = Autosave(background, disk.write)
    said: list[object] = []
    autosave.saving.connect(lambda: said.append("saving"))
    autosave.saved.connect(said.append)
    autosave.changed("one")
    assert said == ["saving"]
    assert not autosave.settled()
    with qtbot.waitSignal(autosave.saved):
        disk.gate.set()
    assert said == ["saving", NOON]
    assert disk.held == ["one"]


def test_while_one_write_is_under_way_only_the_last_change_waits(qtbot: QtBot, background: Background) -> None:
    disk = Disk()
    disk.gate.clear()
    autosave = Autosave(background, disk.write)
    for text in ("a", "ab", "abc", "abcd"):
        autosave.changed(text)
    with qtbot.waitSignal(autosave.saved):
        disk.gate.set()
    assert disk.held == ["a", "abcd"]
    assert autosave.settled()


def test_a_write_that_fails_is_told_and_the_next_change_is_written(qtbot: QtBot, background: Background) -> None:
    disk = Disk()
    disk.full = True
    autosave = Autosave(background, disk.write)
    told: list[DeskError] = []
    autosave.failed.connect(told.append)
    autosave.changed("one")
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].key == "doctor.disk_full"
    disk.full = False
    with qtbot.waitSignal(autosave.saved):
        autosave.changed("two")
    assert disk.held == ["two"]


def test_closing_the_window_while_a_write_is_under_way_loses_no_later_change(qtbot: QtBot) -> None:
    background, disk = Background(), Disk()
    disk.gate.clear()
    autosave = Autosave(background, disk.write)
    for text in ("a", "ab", "abc"):
        autosave.changed(text)
    autosave.flush()
    threading.Timer(0.05, disk.gate.set).start()
    background.close()
    assert disk.held == ["a", "abc"]
