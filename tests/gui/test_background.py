"""Work off the GUI thread. Were this wrong, the window would freeze while writing, or a failed write be hidden."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from watan_desk.common.errors import DeskError, Refused
from watan_desk.gui.background import Background


def unexpected(error: DeskError) -> None:
    raise AssertionError(error.key)


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def test_work_runs_elsewhere_and_its_result_comes_back_on_the_gui_thread(qtbot: QtBot, background: Background) -> None:
    here = threading.get_ident()
    threads: list[tuple[int, int]] = []
    background.run(threading.get_ident, lambda there: threads.append((there, threading.get_ident())), unexpected)
    qtbot.waitUntil(lambda: bool(threads))
    there, back = threads[0]
    assert there != here
    assert back == here


def test_the_gui_thread_goes_on_while_work_is_under_way(qtbot: QtBot, background: Background) -> None:
    gate = threading.Event()
    done: list[bool] = []
    background.run(lambda: gate.wait(10), done.append, unexpected)
    assert not background.idle()
    assert done == []
    gate.set()
    qtbot.waitUntil(background.idle)
    assert done == [True]


def test_results_come_back_in_the_order_in_which_work_was_given(qtbot: QtBot, background: Background) -> None:
    done: list[int] = []
    for number in range(20):
        background.run(lambda given=number: given, done.append, unexpected)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))


def test_a_refusal_reaches_failed_with_its_sentence(qtbot: QtBot, background: Background) -> None:
    refused: list[DeskError] = []

    def work() -> None:
        raise Refused("hijri.day")

    background.run(work, lambda _: pytest.fail("a refused deed was called done"), refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert refused[0].sentence("en")


def test_a_fault_of_the_program_is_raised_on_the_gui_thread_and_not_swallowed(
    qtbot: QtBot, background: Background
) -> None:
    def work() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        background.run(work, lambda _: None, unexpected)
        qtbot.waitUntil(background.idle)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_busy_is_told_once_for_work_that_overlaps(qtbot: QtBot, background: Background) -> None:
    told: list[bool] = []
    background.busy.connect(told.append)
    gate = threading.Event()
    for _ in range(3):
        background.run(lambda: gate.wait(10), lambda _: None, unexpected)
    gate.set()
    qtbot.waitUntil(background.idle)
    assert told == [True, False]


def test_closing_waits_for_the_write_that_is_under_way(qtbot: QtBot) -> None:
    background = Background()
    gate = threading.Event()
    written: list[str] = []

    def write() -> None:
        gate.wait(10)
        written.append("answer")

    background.run(write, lambda _: None, unexpected)
    threading.Timer(0.05, gate.set).start()
    background.close()
    assert written == ["answer"]
