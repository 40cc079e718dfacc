"""The icons. Were this wrong, a word would stand beside an empty place, or an arrow point against the reading."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from watan_desk.common.resources import resource
from watan_desk.gui import icons
from watan_desk.gui.look import Look

ROUNDING = 1
"""Where two strokes meet, blending may round a channel by one."""
SHIPPED = sorted(path.stem for path in resource("icons").glob("*.svg"))


def _apart(one: QColor, other: QColor) -> int:
    channels = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return max(abs(each) for each in channels)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_icon_is_drawn_in_the_colour_that_is_asked_for(qtbot: QtBot, name: str) -> None:
    picture = icons.pixmap(name, "#0B5D48", 24).toImage()
    points = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    inked = [colour for point in points if (colour := picture.pixelColor(*point)).alpha() == 255]
    assert inked
    assert all(_apart(colour, QColor("#0B5D48")) <= ROUNDING for colour in inked)


def test_an_icon_is_drawn_at_twice_its_size(qtbot: QtBot) -> None:
    drawn = icons.pixmap("search", "#000000", 18)
    assert drawn.width() == 36
    assert drawn.devicePixelRatio() == 2.0


@pytest.mark.parametrize(("name", "turned"), [("door-enter", True), ("clock", False), ("check", False)])
def test_only_what_means_a_direction_is_mirrored(qtbot: QtBot, name: str, turned: bool) -> None:  # noqa: FBT001 - a table
    ltr, rtl = (icons.pixmap(name, "#000000", rtl=rtl).toImage() for rtl in (False, True))
    assert (ltr != rtl) is turned


def test_next_points_where_reading_goes(qtbot: QtBot) -> None:
    assert Look("ar").onward() == "chevron-left"
    assert Look("en").onward() == "chevron-right"


def test_every_icon_that_is_named_in_the_code_is_shipped() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(icons.__file__).parent.rglob("*.py"))
    named = re.findall(r'look\.(?:icon|pixmap)\(\s*"([a-z0-9-]+)"', code)
    assert set(named) <= set(SHIPPED)
    assert named
