"""The theme. Were this wrong, text would be too faint to read, too small to hit, or drawn in a face without Arabic."""

import json
from itertools import product

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from watan_desk.common.resources import resource
from watan_desk.gui.application import make_look
from watan_desk.gui.look import Look
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.theme import THEMES, dress, load_theme, style_sheet, whole_pixels
from watan_desk.gui.widgets.basics import Button, MessageStrip, chip, label
from watan_desk.gui.widgets.policy import PolicyStrip

TOKENS = json.loads(resource("theme", "tokens.json").read_text(encoding="utf-8"))
TEXT_PAIRS = (
    ("ink", "surface"),
    ("ink2", "surface"),
    ("ink2", "desk"),
    ("ink3", "surface"),
    ("ink3", "desk"),
    ("ink3", "greenSoft"),
    ("onGreen", "green"),
    ("greenInk", "greenSoft"),
    ("seal", "sealSoft"),
    ("amber", "amberSoft"),
    ("red", "redSoft"),
    ("disInk", "disabled"),
    ("railInk", "rail"),
    ("railOn", "railSel"),
    ("ink", "policy"),
    ("ink2", "policy"),
)
EDGE_PAIRS = (("line2", "surface"), ("amberLine", "surface"), ("redLine", "surface"), ("focus", "surface"))


def _brightness(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2."""
    low, high = sorted((_brightness(one), _brightness(other)))
    return (high + 0.05) / (low + 0.05)


def colour_in(widget: QWidget, x: int, y: int) -> str:
    """Return the colour of a pixel of a live widget."""
    picture = widget.grab().toImage()
    ratio = picture.devicePixelRatio()
    return picture.pixelColor(round(x * ratio), round(y * ratio)).name().upper()


@pytest.fixture(params=list(product(THEMES, (600, 1080))), ids=lambda given: f"{given[0]}-{given[1]}")
def dressed(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Look:
    theme, height = request.param
    look = make_look("ar", theme=theme, height=height)
    dress(qapp, look.theme, "ar")
    return look


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_every_text_is_read_on_its_ground(theme: str, ink: str, ground: str) -> None:
    assert contrast(TOKENS[theme][ink], TOKENS[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_every_border_that_means_something_is_seen(theme: str, edge: str, ground: str) -> None:
    assert contrast(TOKENS[theme][edge], TOKENS[theme][ground]) >= 3


def test_the_main_button_has_the_colours_and_the_height_of_the_tokens(qtbot: QtBot, dressed: Look) -> None:
    button = shown(qtbot, Button(dressed, "x", "main"))
    tokens = TOKENS[dressed.theme.name]
    assert colour_in(button, 6, button.height() // 2) == tokens["green"]
    assert button.height() == dressed.theme.sizes["button"]
    assert QFontInfo(button.font()).pixelSize() == whole_pixels(TOKENS["type"]["body"]["px"])


def test_a_blocked_button_looks_blocked_and_keeps_the_keyboard(qtbot: QtBot, dressed: Look) -> None:
    button = Button(dressed, "x", "main")
    shown(qtbot, button)
    button.block("why")
    assert colour_in(button, 6, button.height() // 2) == TOKENS[dressed.theme.name]["disabled"]
    assert button.isEnabled()
    assert button.accessibleDescription() == "why"
    with qtbot.waitSignal(button.asked_why) as told:
        button.click()
    assert told.args == ["why"]


def test_a_field_has_the_height_of_the_tokens_also_when_it_is_wrong(qtbot: QtBot, dressed: Look) -> None:
    field, wrong = QLineEdit(), QLineEdit()
    wrong.setProperty("state", "err")
    heights = {shown(qtbot, each).sizeHint().height() for each in (field, wrong)}
    assert heights == {dressed.theme.sizes["field"]}


@pytest.mark.parametrize("role", ["sentence", "title", "head", "hint", "label"])
def test_text_has_the_size_of_its_role(qtbot: QtBot, look: Look, role: str) -> None:
    made = label("x", role)
    shown(qtbot, made)
    token = {"hint": "caption"}.get(role, role)
    assert QFontInfo(made.font()).pixelSize() == whole_pixels(TOKENS["type"][token]["px"])


def test_the_desk_speaks_in_plex_and_the_policy_in_amiri(qtbot: QtBot, look: Look, window: MainWindow) -> None:
    assert QFontInfo(window.font()).family() == TOKENS["family"]["ui"]
    strip = PolicyStrip(look)
    shown(qtbot, strip)
    assert QFontInfo(strip.words.face).family() == TOKENS["family"]["policy"]


@pytest.mark.parametrize("kind", ["ok", "wa", "er", "se"])
def test_a_badge_and_a_message_are_told_apart_by_more_than_colour(qtbot: QtBot, look: Look, kind: str) -> None:
    grounds = {"ok": "greenSoft", "wa": "amberSoft", "er": "redSoft", "se": "sealSoft"}
    badge = chip("word", kind)
    shown(qtbot, badge)
    assert colour_in(badge, 3, badge.height() // 2) == TOKENS["light"][grounds[kind]]
    strip = MessageStrip(look, kind, "word")
    shown(qtbot, strip)
    assert colour_in(strip, strip.width() // 2, 4) == TOKENS["light"][grounds[kind]]
    icons = [part for part in strip.findChildren(QLabel) if not part.pixmap().isNull()]
    assert len(icons) == 1


def test_the_shell_has_the_sizes_and_colours_of_the_tokens(window: MainWindow) -> None:
    shell, sizes = window.shell, TOKENS["size"]["compact"]
    assert shell is not None
    page = shell.page
    assert page is not None
    assert shell.rail.width() == sizes["rail"]
    assert page.bar.height() == sizes["top_bar"]
    assert shell.status.height() == sizes["status"]
    assert colour_in(shell.rail, 3, shell.rail.height() // 2) == TOKENS["light"]["rail"]
    assert colour_in(page, 4, page.bar.height() + 4) == TOKENS["light"]["desk"]


def test_no_name_of_the_style_sheet_is_left_unfilled() -> None:
    for name in THEMES:
        assert "$" not in style_sheet(load_theme(name))


def test_sizes_are_whole_pixels_rounded_up_from_the_half() -> None:
    assert [whole_pixels(size) for size in (12.5, 13.4, 13.5)] == [13, 13, 14]


def test_larger_text_makes_larger_fields() -> None:
    plain, large = load_theme(), load_theme(scale=1.25)
    assert large.type["body"] == 18
    assert large.sizes["field"] > plain.sizes["field"]


def test_a_colour_is_a_colour() -> None:
    assert load_theme("dark").colour("ink") == QColor(TOKENS["dark"]["ink"])
