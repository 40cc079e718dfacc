"""The pictures of choices: fitted to what draws them, found by the value of the choice."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap

from watan_desk.forms import NodeView
from watan_desk.forms.media import Pictures

Art = Mapping[str, QPixmap]
"""A picture by the value of its choice; a choice whose picture did not come has none."""
NO_ART: Art = {}
TALL, IN_LINE, IN_LIST = 72, 40, 28
"""Pixels of a picture above its choice, in a line of a table or beside words, and in a list."""
_WIDE = 2
"""A picture is at most so many times as wide as it may be tall."""
_RATIO = 2.0
"""Pictures are kept twice as sharp, as icons are."""


def is_pictured(view: NodeView, pictures: Pictures, lang: str) -> bool:
    """Tell whether a choice of a question has a picture that came with the form."""
    return any(name in pictures.files for name in pictures.media.pictures_of_choices(view, lang).values())


def art_of(view: NodeView, pictures: Pictures, lang: str, tall: int = TALL) -> Art:
    """Return the pictures of a question's choices, none taller than ``tall`` pixels."""
    named = pictures.media.pictures_of_choices(view, lang)
    found = {value: _fitted(pictures.files.get(name, b""), tall) for value, name in named.items()}
    return {value: drawn for value, drawn in found.items() if not drawn.isNull()}


def size_of(art: QPixmap | None) -> QSize:
    """Return the room that a picture takes on the screen; none for no picture."""
    return QSize(0, 0) if art is None else art.deviceIndependentSize().toSize()


def _fitted(data: bytes, tall: int) -> QPixmap:
    drawn = QPixmap()
    if not drawn.loadFromData(data):
        return QPixmap()
    most = QSize(round(tall * _WIDE * _RATIO), round(tall * _RATIO))
    if drawn.width() > most.width() or drawn.height() > most.height():
        smooth = Qt.TransformationMode.SmoothTransformation
        drawn = drawn.scaled(most, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    drawn.setDevicePixelRatio(max(1.0, drawn.height() / tall, drawn.width() / (tall * _WIDE)))
    return drawn
