"""One form with every question type and appearance, driven with keys and clicks.

If these fail, a form that an association drew up elsewhere looks otherwise here than its author meant, or an answer to
it cannot be given, or is lost on the way.
"""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desks import DAY
from tests.forms import every_type
from tests.gui.conftest import make_look
from tests.gui.keyboard import focused, press, type_text
from tests.gui.standing import stand
from watan_desk.forms import CHECKS, Form, Record
from watan_desk.forms.bringing import load_whole
from watan_desk.forms.media import Pictures, media_of
from watan_desk.gui.form_view import FormView
from watan_desk.gui.look import Look
from watan_desk.gui.theme import dress
from watan_desk.gui.widgets.checks import Check
from watan_desk.gui.widgets.fields.choice import ComboEditor, SegmentEditor
from watan_desk.gui.widgets.fields.date import DateEditor
from watan_desk.gui.widgets.fields.finder import FinderEditor
from watan_desk.gui.widgets.fields.many import ManyEditor
from watan_desk.gui.widgets.fields.rank import RankEditor
from watan_desk.gui.widgets.fields.repeat import Card
from watan_desk.gui.widgets.fields.ticks import Round

NOW = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)
PLAIN = [
    "n_bearing", "d_other", "w_map", "w_trace", "w_shape", "w_choose", "i_new", "i_selfie", "x_image_map", "x_intent",
    "x_printer", "x_osm", "x_external", "x_strange",
]  # fmt: skip
"""What a desk has not, or nobody knows: shown plainly, with a notice."""


@pytest.fixture(scope="module")
def form() -> Form:
    return load_whole(every_type.FORM, checks=CHECKS)


@pytest.fixture(scope="module")
def pictures(form: Form) -> Pictures:
    return Pictures(media_of(form.xml), {name: every_type.picture(name) for name in every_type.PICTURES})


@pytest.fixture
def record(form: Form, look: Look) -> Record:
    return form.open(now=lambda: NOW, lang=look.lang)


@pytest.fixture
def view(qtbot: QtBot, look: Look, record: Record, pictures: Pictures) -> FormView:
    made = FormView(record, look, DAY, title="—", pictures=pictures)
    made.resize(1000, 620)
    stand(qtbot, made)
    return made


def click(part: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=at or part.rect().center())


def rounds(view: FormView, name: str) -> list[Round]:
    return view.field(name).findChildren(Round)


def test_each_choice_carries_its_own_picture_whatever_draws_it(view: FormView, record: Record) -> None:
    for name in ("p_plain", "p_columns", "p_nobuttons", "p_likert", "p_line"):
        assert [made.art is not None for made in rounds(view, name)] == [True, True, True, False], name
    assert [made.art is not None for made in view.field("p_many").findChildren(Check)] == [True, True, True, False]
    heads = [each for each in view.field("p_heads").findChildren(QLabel) if not each.pixmap().isNull()]
    assert [each.accessibleName() for each in heads] == [made.property("choice") for made in rounds(view, "p_line")[:3]]
    combo, finder, rank = (view.field(name).editor for name in ("p_minimal", "p_auto", "p_rank"))
    assert isinstance(combo, ComboEditor)
    assert [combo.combo.itemIcon(place).isNull() for place in range(5)] == [True, False, False, False, True]
    assert isinstance(finder, FinderEditor)
    drawn = [finder.model.data(finder.model.index(row), Qt.ItemDataRole.DecorationRole) for row in range(4)]
    assert [each is not None for each in drawn] == [True, True, True, False]
    assert isinstance(rank, RankEditor)
    assert [rank.list.item(row).icon().isNull() for row in range(4)] == [False, False, False, True]


def test_a_click_on_the_picture_chooses_and_delete_takes_it_back(view: FormView, record: Record) -> None:
    view.go_to("/data/g_pictures/p_columns")
    flat, villa, *_ = rounds(view, "p_columns")
    click(villa, QPoint(villa.width() - 20 if villa.layoutDirection() == Qt.LayoutDirection.RightToLeft else 20, 20))
    assert record.value("p_columns") == "villa"
    flat.setFocus()
    press(Qt.Key.Key_Space)
    assert record.value("p_columns") == "flat"
    press(Qt.Key.Key_Delete)
    assert record.value("p_columns") == ""
    checks = view.field("p_many").findChildren(Check)
    for check in (checks[2], checks[0]):
        click(check, QPoint(check.width() // 2, 20))
    assert record.value("p_many") == "flat tent"


def test_a_picture_that_did_not_come_is_named_once_and_its_choice_can_be_made(view: FormView, record: Record) -> None:
    field = view.field("p_plain")
    assert ["lost.png" in each.text() for each in field.beside.findChildren(QLabel)] == [True]
    click(rounds(view, "p_plain")[3])
    assert record.value("p_plain") == "none"


def test_choices_without_buttons_stand_in_frames(view: FormView, record: Record) -> None:
    framed, boxed = rounds(view, "o_nobuttons"), rounds(view, "o_columns")
    assert framed[0].sizeHint().height() > boxed[0].sizeHint().height()
    click(framed[1])
    assert record.value("o_nobuttons") == "fair"


def test_packed_boxes_stand_close_and_a_list_says_its_words(view: FormView) -> None:
    packed, shared = (view.field(name).findChildren(Check) for name in ("s_pack", "s_plain"))
    assert len({check.y() for check in packed}) == 1
    assert len({check.y() for check in shared}) == 2
    words = [check.text() for check in view.field("l_list_many").findChildren(Check)]
    assert all(words)
    assert not any(check.text() for check in view.field("l_many").findChildren(Check))


def test_a_day_without_a_calendar_is_typed(view: FormView, record: Record) -> None:
    days = [view.field(name).editor for name in ("d_none", "d_day")]
    assert all(isinstance(each, DateEditor) for each in days)
    assert [view.field(name).findChildren(QToolButton)[0].isHidden() for name in ("d_none", "d_day")] == [True, False]
    assert isinstance(days[0], DateEditor)
    days[0].gregorian.setFocus()
    type_text("٢٠٢٦/١١/١٩")
    assert record.value("d_none") == "2026-11-19"


def test_an_upright_scale_is_moved_with_the_arrows(view: FormView, record: Record) -> None:
    slider = view.field("r_vertical").findChildren(QSlider)[0]
    assert slider.orientation() == Qt.Orientation.Vertical
    slider.setFocus()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert record.value("r_vertical") == "2"


def test_lists_from_files_narrow_each_other_and_feed_calculations(view: FormView, record: Record) -> None:
    region = view.field("f_region").editor
    assert isinstance(region, SegmentEditor)
    click(region.button("west"))
    town = view.field("f_town").editor
    assert isinstance(town, ComboEditor)
    assert [town.combo.itemData(place) for place in range(town.combo.count())] == ["", "jeddah", "makkah"]
    town.combo.setFocus()
    press(Qt.Key.Key_Down)
    assert record.value("f_town") == "jeddah"
    assert "3751000" in " ".join(label.text() for label in view.field("f_told").findChildren(QLabel))


@pytest.mark.parametrize("look", ["ar", "en"], indirect=True)
def test_what_a_desk_has_not_is_shown_plainly_with_a_notice_and_nothing_else_is(view: FormView, look: Look) -> None:
    notice = look.say("gui_form.shown_plainly")
    told = [
        field.view.name
        for field in view.walk()
        if any(label.text() == notice and not label.isHidden() for label in field.findChildren(QLabel))
    ]
    assert told == PLAIN


def test_answers_of_other_devices_survive_the_way_through_the_desk(form: Form, qtbot: QtBot, look: Look) -> None:
    kept = {
        "/data/g_place/w_trace": "24.7 46.6 0 0;24.8 46.7 0 0",
        "/data/g_place/w_shape": "24.7 46.6 0 0;24.8 46.7 0 0;24.9 46.6 0 0;24.7 46.6 0 0",
        "/data/g_not/x_osm": "building.osm",
        "/data/g_not/x_external": "jeddah",
        "/data/g_not/x_intent": "from another app",
        "/data/g_not/x_strange": "shown on another device",
        "/data/g_number/n_bearing": "243.5",
    }
    record = form.open(now=lambda: NOW)
    for ref, answer in kept.items():
        record.set(ref, answer)
    elsewhere = record.xml()
    for name, answer in (
        ("m_place", "24.7 46.7 600 4"),
        ("audit", "audit.csv"),
        ("m_sound", "sound.m4a"),
        ("m_where", "24.6 46.8 601 5"),
    ):
        assert f"<{name} />" in elsewhere
        elsewhere = elsewhere.replace(f"<{name} />", f"<{name}>{answer}</{name}>")
    opened = form.open(now=lambda: NOW, answers=elsewhere)
    made = FormView(opened, look, DAY, title="—")
    stand(qtbot, made)
    line = made.field("t_line").findChildren(QLineEdit)[0]
    line.setFocus()
    type_text("الواحة")
    assert {ref: opened.get(ref) for ref in kept} == kept
    for answer in ("24.7 46.7 600 4", "24.6 46.8 601 5", "audit.csv", "sound.m4a", "الواحة"):
        assert answer in opened.xml(), answer


def test_many_sections_scroll_instead_of_making_the_window_grow(qtbot: QtBot, view: FormView) -> None:
    assert len(view.sections.buttons()) == 15
    assert view.minimumSizeHint().height() < 420
    last = view.sections.buttons()[-1]
    view.sections.show_current(last.ref)
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_cards_are_told_apart_by_number(view: FormView, look: Look) -> None:
    view.add_to("/data/member")
    titles = [card.accessibleName().partition(":")[0] for card in view.findChildren(Card)]
    assert titles[-2:] == [look.say("gui_form.item_number", number=1), look.say("gui_form.item_number", number=2)]
    assert focused() is view.field("mb_name").editor.target()  # type: ignore[union-attr]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_boxes_and_scales_are_seen_on_either_ground(
    qtbot: QtBot, qapp: QApplication, record: Record, pictures: Pictures, theme: str
) -> None:
    look = make_look(theme=theme)
    dress(qapp, look.theme, look.lang)
    view = FormView(record, look, DAY, title="—", pictures=pictures)
    view.resize(1000, 620)
    stand(qtbot, view)
    ground = look.theme.colours["surface"]
    many = view.field("s_minimal").editor
    slider = view.field("r_plain").findChildren(QSlider)[0]
    assert isinstance(many, ManyEditor)
    view.go_to("/data/g_many/s_minimal")
    box = many.list.visualRect(many.model.index(1)).adjusted(0, 0, 0, 0)
    drawn = many.list.viewport().grab(QRect(box.right() - 24, box.top(), 24, box.height())).toImage()
    assert strongest(drawn, ground) > 60
    view.go_to("/data/g_range/r_plain")
    assert strongest(slider.grab().toImage(), ground) > 60


def strongest(drawn: QImage, ground: str) -> int:
    """Return how far the lightness of a picture goes from its ground at the most."""
    base = QColor(ground).lightness()
    places = ((x, y) for x in range(drawn.width()) for y in range(drawn.height()))
    return max(abs(drawn.pixelColor(x, y).lightness() - base) for x, y in places)
