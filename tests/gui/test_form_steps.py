"""A long form is drawn in steps.

If these fail, the window stands still while a case is opened, keys that were struck meanwhile are lost, or a question
is missing that was asked for before its turn came.
"""

from datetime import UTC, datetime
from time import thread_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.desks import DAY
from tests.forms import every_type
from tests.gui.keyboard import focused, press, type_text
from tests.gui.standing import stand
from watan_desk.forms import CHECKS, Form, Record, load_form
from watan_desk.gui.form_view import FormView
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.focus_order import focusable

NOW = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form(every_type.FORM, checks=CHECKS)


@pytest.fixture
def record(form: Form) -> Record:
    return form.open(now=lambda: NOW)


def begun(qtbot: QtBot, look: Look, record: Record) -> FormView:
    made = FormView(record, look, DAY, title="—", in_steps=True)
    made.resize(1000, 620)
    stand(qtbot, made)
    return made


def reached(view: FormView) -> list[str]:
    """Return the kinds of what Tab reaches, in its order."""
    return [type(each).__name__ for each in focusable(view) if each.isVisibleTo(view)]


def drawn(qtbot: QtBot, view: FormView) -> None:
    qtbot.waitUntil(lambda: not view.drawing, timeout=20_000)


def test_no_step_stops_the_window_and_what_is_typed_meanwhile_is_kept(qtbot: QtBot, look: Look, record: Record) -> None:
    steps: list[float] = []
    started = thread_time()
    view = begun(qtbot, look, record)
    line = view.first_open()
    assert isinstance(line, QLineEdit)
    line.setFocus()
    wrong_before = view.left_open()
    letters = iter("الواحة")
    last = thread_time()

    def step() -> bool:
        nonlocal last
        now = thread_time()
        steps.append(now - last)
        if letter := next(letters, ""):
            type_text(letter)
        last = thread_time()
        return not view.drawing

    qtbot.waitUntil(step, timeout=20_000)
    whole = thread_time() - started
    assert len(steps) > 6
    assert max(steps) < max(0.15, whole / 4), f"a step of {max(steps):.2f} s, {whole:.2f} s in all"
    type_text("".join(letters))
    assert focused() is line
    assert record.value("t_line") == "الواحة"
    assert view.left_open() == wrong_before - 1


def test_drawn_in_steps_a_form_is_the_same(qtbot: QtBot, look: Look, form: Form, record: Record) -> None:
    at_once = FormView(form.open(now=lambda: NOW), look, DAY, title="—")
    stand(qtbot, at_once)
    view = begun(qtbot, look, record)
    view.give("/data/g_find/f_region", "west")
    view.lock(locked=True)
    view.lock(locked=False)
    drawn(qtbot, view)
    at_once.give("/data/g_find/f_region", "west")
    assert [each.view for each in view.walk()] == [each.view for each in at_once.walk()]
    qtbot.waitUntil(lambda: reached(view) == reached(at_once))
    told = [(each.accessibleName(), each.isHidden()) for each in view.sections.buttons()]
    assert told == [(each.accessibleName(), each.isHidden()) for each in at_once.sections.buttons()]


def test_a_question_that_is_not_drawn_yet_is_there_as_soon_as_it_is_asked_for(
    qtbot: QtBot, look: Look, record: Record
) -> None:
    view = begun(qtbot, look, record)
    assert view.drawing
    assert view.go_to("/data/g_range/r_ok")
    assert focused() is view.field("r_ok").editor.target()  # type: ignore[union-attr]
    press(Qt.Key.Key_Space)
    assert record.value("r_ok") == "OK"
    drawn(qtbot, view)
    view.add_to("/data/member")
    assert len(record.node("/data/member").children) == 2


def test_tab_walks_over_what_came_later_in_reading_order(qtbot: QtBot, look: Look, record: Record) -> None:
    view = begun(qtbot, look, record)
    drawn(qtbot, view)
    view.go_to("/data/g_number/n_whole")
    walked = []
    for _ in range(5):
        walked.append(next(each.view.name for each in view.walk() if each.isAncestorOf(focused())))
        press(Qt.Key.Key_Tab)
    assert walked == ["n_whole", "n_thousands", "n_decimal", "n_masked", "n_counter"]


def test_a_form_whose_first_open_answer_stands_further_down_begins_there(
    qtbot: QtBot, look: Look, record: Record
) -> None:
    record.set("/data/g_text/t_line", "الواحة")
    view = begun(qtbot, look, record)
    goal = view.first_open()
    assert goal is not None
    goal.setFocus()
    drawn(qtbot, view)
    assert view.field("tl_fast").isAncestorOf(focused())
    assert not focused().visibleRegion().isEmpty(), "and it stays in sight while others come to stand above it"
