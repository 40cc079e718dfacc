"""The vendored outline icons: tinted, mirrored where a direction is meant, drawn sharp at twice the size."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from watan_desk.common.resources import resource

MIRRORED = frozenset({"door-enter", "send", "clipboard-list", "list", "file-export", "file-import", "message-circle"})
_RATIO = 2.0


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return resource("icons", name + ".svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int = 18, *, rtl: bool = False) -> QPixmap:
    """Return an icon of ``size`` logical pixels in a ``#RRGGBB`` colour.

    Raises:
        FileNotFoundError: no such icon is vendored.
    """
    tinted = _drawing(name).replace("currentColor", QColor(colour).name())
    renderer = QSvgRenderer(QByteArray(tinted.encode()))
    side = round(size * _RATIO)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    if rtl and name in MIRRORED:
        drawn = drawn.transformed(QTransform().scale(-1, 1))
    drawn.setDevicePixelRatio(_RATIO)
    return drawn


def icon(name: str, colour: str, size: int = 18, *, rtl: bool = False, checked: str = "") -> QIcon:
    """Return a ``QIcon``; ``checked`` is the colour of its checked state where that differs."""
    made = QIcon(pixmap(name, colour, size, rtl=rtl))
    if checked:
        made.addPixmap(pixmap(name, checked, size, rtl=rtl), QIcon.Mode.Normal, QIcon.State.On)
    return made
