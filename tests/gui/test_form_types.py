"""Every kind of question on the screen.

If these fail, a form that an association drew up elsewhere loses a question, an answer or its looks in this window, and
the delegate is not told.
"""

from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desks import DAY
from tests.gui.keyboard import focused, press, type_text
from tests.gui.standing import stand
from watan_desk.forms import CHECKS, Record, compile_form, load_form
from watan_desk.gui.form_view import FormView
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button
from watan_desk.gui.widgets.fields.choice import SegmentEditor
from watan_desk.gui.widgets.fields.editor import Editor
from watan_desk.gui.widgets.fields.finder import FinderEditor, matching
from watan_desk.gui.widgets.fields.moment import MomentEditor, MonthEditor, PlaceEditor
from watan_desk.gui.widgets.fields.rank import RankEditor
from watan_desk.gui.widgets.fields.repeat import RepeatView
from watan_desk.gui.widgets.fields.scale import RatingEditor, SliderEditor
from watan_desk.gui.widgets.fields.text import ThousandsEditor, grouped
from watan_desk.gui.widgets.fields.ticks import HeadsEditor, RoundEditor

NOW = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)
ALL_TYPES = Path(__file__).with_name("all_types.md")


@pytest.fixture(scope="module")
def xform() -> str:
    return load_form(ALL_TYPES, checks=CHECKS).xml


@pytest.fixture
def record(xform: str) -> Record:
    return compile_form(xform, checks=CHECKS).open(now=lambda: NOW)


@pytest.fixture
def view(qtbot: QtBot, look: Look, record: Record) -> FormView:
    made = FormView(record, look, DAY, title="—")
    made.resize(1000, 620)
    stand(qtbot, made)
    return made


E = TypeVar("E", bound=Editor)


def editor_of(view: FormView, name: str, kind: type[E]) -> E:
    found = view.field(name).editor
    assert isinstance(found, kind)
    return found


def test_a_choice_is_found_by_typing_though_hamza_marks_and_digits_are_written_otherwise(
    view: FormView, record: Record
) -> None:
    finder = editor_of(view, "place", FinderEditor)
    finder.line.setFocus()
    type_text("العليا 1")
    press(Qt.Key.Key_Tab)
    assert record.value("place") == "olaya"
    assert finder.line.text() == "العُليّا ١"
    finder.line.setFocus()
    finder.line.selectAll()
    type_text("حساء")
    press(Qt.Key.Key_Tab)
    assert record.value("place") == "ahsa"


def test_a_text_that_names_no_choice_is_kept_as_typed_and_said_to_be_none(view: FormView, record: Record) -> None:
    finder = editor_of(view, "place", FinderEditor)
    finder.line.setFocus()
    type_text("لا وجود له")
    press(Qt.Key.Key_Tab)
    assert record.get("/data/choices/place") == "لا وجود له"
    assert view.field("place").message


def test_five_thousand_choices_open_and_narrow_without_a_pause(qtbot: QtBot, look: Look) -> None:
    choices = tuple((f"v{number}", f"حيّ الإسكان رقم {number}") for number in range(5000))
    finder = FinderEditor(look, choices)
    stand(qtbot, finder)
    finder.line.setFocus()
    started = perf_counter()
    type_text("اسكان رقم 4321")
    took = perf_counter() - started
    assert [value for value, _ in finder.model.rows] == ["v4321"]
    assert took < 1.5, f"typing took {took:.2f} s"
    assert len(matching(choices, "رقم ٤٩٩٩")) == 1


def test_an_order_is_made_with_the_keyboard(view: FormView, record: Record) -> None:
    rank = editor_of(view, "order", RankEditor)
    rank.list.setFocus()
    rank.list.setCurrentRow(0)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert record.value("order") == "fair good poor none"
    assert rank.list.currentRow() == 1


def test_a_slider_gives_nothing_until_it_is_moved_and_can_be_taken_back(view: FormView, record: Record) -> None:
    slider = editor_of(view, "pain", SliderEditor)
    assert record.value("pain") == ""
    slider.slider.setFocus()
    press(Qt.Key.Key_PageUp)
    moved = record.value("pain")
    assert moved.isdecimal()
    assert int(moved) > 1
    press(Qt.Key.Key_Delete)
    assert record.value("pain") == ""


def test_a_rating_takes_a_figure_of_any_script(view: FormView, record: Record) -> None:
    rating = editor_of(view, "stars", RatingEditor)
    rating.star("1").setFocus()
    QApplication.sendEvent(rating, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "٤"))
    assert record.value("stars") == "4"
    rating.star("4").click()
    assert record.value("stars") == ""


def test_a_quick_choice_goes_on_to_the_next_question(view: FormView, record: Record) -> None:
    quick = editor_of(view, "quick", RoundEditor)
    quick.round("fair").setFocus()
    press(Qt.Key.Key_Space)
    assert record.value("quick") == "fair"
    assert not view.field("quick").isAncestorOf(focused())


def test_thousands_are_parted_while_the_answer_stays_as_typed(view: FormView, record: Record) -> None:
    line = editor_of(view, "income", ThousandsEditor).line
    line.setFocus()
    type_text("١٢٥٠٠")
    assert record.get("/data/texts/income") == "١٢٥٠٠"
    assert record.value("income") == "12500"
    press(Qt.Key.Key_Tab)
    assert line.text() == "١٢٬٥٠٠"
    assert grouped("-1234567.5") == "-1,234,567.5"


def test_hidden_letters_are_typed_unseen(view: FormView, record: Record) -> None:
    line = view.field("secret").findChildren(QLineEdit)[0]
    line.setFocus()
    type_text("abc")
    assert line.displayText() != "abc"
    assert record.value("secret") == "abc"


def test_a_month_a_year_and_a_moment_are_kept_as_odk_keeps_them(view: FormView, record: Record) -> None:
    month = editor_of(view, "month", MonthEditor)
    month.year.setFocus()
    type_text("٢٠٢٦")
    assert view.field("month").view.problem
    assert month.month is not None
    month.month.setFocus()
    for _ in range(3):
        press(Qt.Key.Key_Down)
    assert record.value("month") == "2026-03-01"
    moment = editor_of(view, "moment", MomentEditor)
    moment.day.gregorian.setFocus()
    type_text("2026/11/21")
    moment.time.setFocus()
    type_text("٩:٣٠")
    assert record.get("/data/figures/moment") == "2026-11-21T9:30"
    moment.time.clear()
    type_text("09:30")
    assert record.value("moment") == "2026-11-21T09:30"


def test_a_place_is_typed_in_degrees(view: FormView, record: Record) -> None:
    place = editor_of(view, "where", PlaceEditor)
    place.parts[0].setFocus()
    type_text("٢٤٫٧١")
    assert view.field("where").view.problem
    place.parts[1].setFocus()
    type_text("46.67")
    assert record.value("where") == "24.71 46.67"


def test_questions_of_a_table_share_their_heads(view: FormView, record: Record) -> None:
    heads = next(each.editor for each in view.walk() if isinstance(each.editor, HeadsEditor))
    assert isinstance(heads, HeadsEditor)
    line = editor_of(view, "t_fast", RoundEditor)
    line.round("poor").click()
    assert record.value("t_fast") == "poor"
    assert "السرعة" in line.round("poor").accessibleName()
    assert "ضعيف" in line.round("poor").accessibleName()


def test_what_the_desk_cannot_show_is_told_and_survives(view: FormView, record: Record) -> None:
    line = view.field("trace").findChildren(QLineEdit)[0]
    line.setFocus()
    type_text("24.7 46.6 0 0;24.8 46.7 0 0")
    told = [field.view.name for field in view.walk() if "بصورته البسيطة" in _said(field)]
    assert told == ["strange", "trace"]
    assert "24.7 46.6 0 0;24.8 46.7 0 0" in record.xml(), "the answer must stay as it was typed"
    assert "24.7 46.6 0.0 0.0;24.8 46.7 0.0 0.0" in record.submission(), "and travel as ODK writes it"


def _said(field: QWidget) -> str:
    return " ".join(each.text() for each in field.findChildren(QLabel) if not each.isHidden())


def test_help_at_length_waits_until_it_is_asked_for(view: FormView) -> None:
    field = view.field("story")
    assert "بلفظه" not in _said(field)
    help_button = next(each for each in field.findChildren(Button) if each.accessibleName().startswith("شرح"))
    help_button.setFocus()
    press(Qt.Key.Key_Space)
    assert "بلفظه" in _said(field)


def _segment(view: FormView) -> QPushButton:
    return editor_of(view, "plain", SegmentEditor).button("yes")


def test_one_switch_speaks_the_whole_form_in_another_language_and_back(view: FormView, record: Record) -> None:
    _segment(view).click()
    view.language.click()
    assert _segment(view).text() == "Yes"
    assert "Situation" in _said(view.field("story")).title()
    assert [button.accessibleName().partition(":")[0] for button in view.sections.buttons()][1] == "Texts and numbers"
    assert record.value("plain") == "yes"
    view.language.click()
    assert _segment(view).text() == "نعم"


def test_cards_of_a_repeat_come_go_and_return_with_all_they_held(view: FormView, record: Record) -> None:
    repeat = next(each for each in view.findChildren(RepeatView) if each.view.name == "member")
    name = view.field("m_name").findChildren(QLineEdit)[0]
    name.setFocus()
    type_text("سعد")
    view.field("m_age").findChildren(QLineEdit)[0].setFocus()
    type_text("١٢")
    illness = view.field("i_name").findChildren(QLineEdit)[0]
    illness.setFocus()
    type_text("ربو")
    view.add_to("/data/member[1]/illness")
    type_text("سكري")
    repeat.add()
    assert repeat.cards.count() == 2
    before = record.data()["member"]
    repeat.open_at("/data/member[1]/m_name")
    repeat.remove()
    assert len(repeat.view.children) == 1
    repeat.undo()
    held = record.data()["member"]
    assert isinstance(before, list)
    assert isinstance(held, list)
    assert held[-1] == before[0]


def test_questions_outside_groups_keep_their_place_and_their_own_count(view: FormView) -> None:
    named = [button.ref for button in view.sections.buttons()]
    assert named[0] == "/data"
    assert named[-1] == "/data#last"
    left = {button.ref: button.left_open for button in view.sections.buttons()}
    assert left["/data"] == 0
    assert left["/data#last"] == 1


def test_a_form_in_pages_says_what_is_missing_before_it_goes_on(qtbot: QtBot, look: Look, record: Record) -> None:
    paged = FormView(record, look, DAY, title="—", paged=True)
    paged.resize(1000, 620)
    stand(qtbot, paged)
    paged.onward.click()
    assert paged.field("story").isVisible()
    paged.onward.click()
    assert focused() is paged.field("story").editor.target()  # type: ignore[union-attr]
    assert paged.field("story").message
    type_text("يسكن في غرفة")
    paged.onward.click()
    assert not paged.field("plain").isHidden()
    with pytest.raises(KeyError):
        paged.field("story")


def test_what_is_read_only_looks_so(view: FormView) -> None:
    free = [_ground(line) for line in _lines(view)]
    view.lock(locked=True)
    assert all(line.isReadOnly() for line in _lines(view))
    closed = [_ground(line) for line in _lines(view)]
    assert len(free) == 6
    assert all(before != after for before, after in zip(free, closed, strict=True))


def _lines(view: FormView) -> list[QLineEdit]:
    moment, place = editor_of(view, "moment", MomentEditor), editor_of(view, "where", PlaceEditor)
    return [moment.time, editor_of(view, "month", MonthEditor).year, *place.parts]


def _ground(line: QLineEdit) -> str:
    return line.grab().toImage().pixelColor(line.width() // 2, 4).name()


def test_the_first_letter_of_an_invitation_to_type_stays_clear_of_the_caret(view: FormView) -> None:
    line = next(each for each in view.field("places").findChildren(QLineEdit))
    assert line.placeholderText() == "\u00a0اكتب جزءًا من الاسم"
